"""Step 4, leaflets: a paper → the type size at which it last fitted, where the search starts.

One small file per paper in the cache folder, for every process that prints it: in colour, in black,
after an edit. A hint decides on nothing that is printed; one that is missing, old or spoilt costs
time alone.
"""

from __future__ import annotations

import contextlib
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from ....cache.answers import cache_folder
from ....system.ordinary_file import read_ordinary
from ....system.whole_file import write_whole
from .fit import Fit
from .sheet import Draft


def load_hint(draft: Draft) -> Fit | None:
    """Return how the paper of *draft* fitted last, whatever its words were."""
    try:
        noted = json.loads(read_ordinary(_file(draft)))
        gone = frozenset((str(panel), int(number)) for panel, number in noted["without"])
        return Fit(Decimal(noted["size_pt"]), gone)
    # Whatever is not a hint is no hint: decimal.InvalidOperation is an ArithmeticError.
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ArithmeticError):
        return None


def keep_hint(draft: Draft, fit: Fit) -> None:
    """Note how it fitted. A folder that cannot be written only makes the next search longer."""
    noted: dict[str, Any] = {"size_pt": str(fit.size_pt), "without": sorted(fit.without)}
    with contextlib.suppress(OSError):
        write_whole(_file(draft), json.dumps(noted).encode())


def _file(draft: Draft) -> Path:
    name = Path(draft.paper.plain.path).stem
    leaflet = draft.leaflet
    return cache_folder() / "fits" / f"{name}.{leaflet.width_mm}x{leaflet.height_mm}.json"
