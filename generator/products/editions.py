"""Step 4, editions: which papers were published, as JSON for other programs.

In: content/editions.yaml as it is; nothing of what is true today. Out: ``editions.json``.
"""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from ..model import Editions
from ..target import Files, Target, code_digest

PATH = "editions.json"


def plan(recorded: Editions) -> list[Target]:
    """One file for the whole site: it depends on no advisory."""
    data = as_json(recorded)
    return [Target.of(PATH, "editions", partial(_make, data), data=data, code=code_digest())]


def as_json(editions: Editions) -> dict[str, Any]:
    """Give each edition by its code, and the codes of each leaflet, oldest first."""
    known, days = editions.by_code, editions.recorded_on
    leaflets: dict[str, list[str]] = {}
    for code, edition in known.items():
        for paper in edition.papers:
            leaflets.setdefault(f"leaflets/{edition.host}/{paper}.pdf", []).append(code)
    return {
        "leaflets": {
            path: {"current": codes[-1], "editions": codes}
            for path, codes in sorted(leaflets.items())
        },
        "editions": {
            code: {"recorded_on": str(days[code]), **edition.model_dump(mode="json")}
            for code, edition in known.items()
        },
    }


def _make(data: dict[str, Any]) -> Files:
    return {PATH: (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()}
