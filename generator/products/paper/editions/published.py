"""Step 4: recorded editions → ``editions.json``, for other programs.

In: content/editions.yaml as it is; nothing of what is true today. Out: ``editions.json``.
"""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from ....cache.digests import code_digest
from ....model import Editions
from ...target import Files, Target

PATH = "editions.json"
OTHERS = (".vcf", ".scorm.zip", ".docx")
"""Endings of what has a code and is no PDF: a record has them as they are."""


def plan(recorded: Editions) -> list[Target]:
    """One file for the whole site: it depends on no advisory."""
    data = as_json(recorded)
    return [Target.of(PATH, "editions", partial(_make, data), data=data, code=code_digest())]


def as_json(editions: Editions) -> dict[str, Any]:
    """Return each edition by its code, and the codes of each leaflet, oldest first."""
    editions_by_code, days = editions.by_code, editions.recorded_on
    leaflets: dict[str, list[str]] = {}
    for code, edition in editions_by_code.items():
        for paper in edition.papers:
            # A paper for those who assist is recorded with its whole path.
            path = paper if "/" in paper else f"leaflets/{edition.host}/{paper}"
            path = path if path.endswith(OTHERS) else f"{path}.pdf"
            leaflets.setdefault(path, []).append(code)
    return {
        "leaflets": {
            path: {"current": codes[-1], "editions": codes}
            for path, codes in sorted(leaflets.items())
        },
        "editions": {
            code: {"recorded_on": str(days[code]), **edition.model_dump(mode="json")}
            for code, edition in editions_by_code.items()
        },
    }


def _make(data: dict[str, Any]) -> Files:
    return {PATH: (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()}
