"""Beside step 4: hazards and stages of ours ↔ names that the library of the IFRC uses.

Read on 2026-11-29 in the source of its two programs: github.com/IFRCGo/WhatNow (7ca2271f, June
2025: BulkUploadTemplateExport.php, EventTypesSeeder.php) and github.com/IFRCGo/WhatNow-API
(86d7fa42, February 2026). Its administrators can add hazards, so its list today may be longer.
"""

from __future__ import annotations

from collections.abc import Mapping

from ...model.fields import Stage

STAGES: Mapping[Stage, str] = {
    "assess": "Assess and Plan",
    "mitigate": "Mitigate Risks",
    "prepare": "Prepare to Respond",
    "anticipated": "Anticipated",
    "warning": "Warning",
    "immediate": "Immediate",
    "recover": "Recover",
}
"""Its urgency levels. Each means what ours means: ours were taken from there."""
HAZARDS: Mapping[str, str | None] = {
    "earthquake": "Earthquake",
    "tsunami": "Tsunami",
    "flood": "Flood",
    "flash-flood": "Flash Flood",
    "landslide": "Landslide",
    "storm": "Storm",
    "drought": "Drought",
    "heat": "Heatwave",
    "cold": "Extreme Cold",
    "haze": "Air Quality Alert",
    "volcano": "Volcano",
    "chemical": "Chemical Hazard",
    "outbreak": "Epidemic",
    # Its fire is a wildfire, whose steps would kill in a house. The other two are no public alert.
    "fire": None,
    "conflict": None,
    "work-trouble": None,
}
"""Its event types; None: it has none that means the same."""
NO_NAME = "WhatNow has no name that means the same"


def stage_of(name: str) -> Stage | None:
    """Return our stage for an urgency level, compared as WhatNow does: in any case, _ = blank.

    >>> stage_of("assess_and_plan"), stage_of("Watch")
    ('assess', None)
    """
    plain = _plain(name)
    return next((ours for ours, theirs in STAGES.items() if _plain(theirs) == plain), None)


def hazard_of(name: str) -> str | None:
    """Return our hazard for an event type; None where we have none.

    >>> hazard_of("flash flood"), hazard_of("Road Works")
    ('flash-flood', None)
    """
    plain = _plain(name)
    return next(
        (ours for ours, theirs in HAZARDS.items() if theirs and _plain(theirs) == plain), None
    )


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").split()).casefold()
