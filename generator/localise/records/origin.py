"""Step 3: records of the origin country and its words for one host. Mirrors ``model/site.py``.

``model.Site`` has no record: it has no sentence, and products read it as it is.
"""

from __future__ import annotations
