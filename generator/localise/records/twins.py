"""Step 3: the records that have the fields of their model and no others, by name.

Their fields are in the models, and in ``twins.pyi``, which ``tools/record_stub.py`` writes.
"""

# What annotations of fields name, for whoever resolves them.
from collections.abc import Mapping  # noqa: F401
from datetime import date  # noqa: F401
from typing import Literal  # noqa: F401

from ..texts import Text  # noqa: F401
from .of_models import make_records

BY_MODEL = make_records(__name__)
globals().update({record.__name__: record for record in BY_MODEL.values()})
