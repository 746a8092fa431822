"""Step 4, channels: hazards ↔ event codes of OASIS (event terms 1.2) for alerts of all countries.

We use the first code of a hazard; offices use the others, which mean the same steps for readers.
Trouble at work has no code: no public alert is about it. Source: cap-oet, which has the list.
"""

from __future__ import annotations

from collections.abc import Mapping

VALUE_NAME = "OET:v1.2"
"""How alerts name the list."""
EVENT_CODES: Mapping[str, tuple[int, ...]] = {
    "earthquake": (68, 32),
    "tsunami": (203,),
    "flood": (81, 42, 52, 67, 103, 121, 140),
    "flash-flood": (79,),
    "landslide": (119, 56, 133),
    "storm": (187, 51, 95, 106, 189, 194, 196, 201, 202, 204, 215, 218),
    "drought": (63,),
    "heat": (98,),
    "cold": (43, 23, 44, 80, 87, 91, 107, 109, 182, 183, 220, 222, 223),
    "haze": (4, 6, 59),
    "volcano": (209, 17, 153, 208, 210, 211),
    "fire": (78, 33, 86, 94, 113, 190, 217),
    "chemical": (37, 36, 48, 197, 198),
    "outbreak": (62, 46, 61),
    "conflict": (177, 129),
    "work-trouble": (),
}


def code_name(number: int) -> str:
    """Return a code as alerts have it.

    >>> code_name(81)
    'OET-081'
    """
    return f"OET-{number:03}"


def code_of_hazard(hazard: str) -> str | None:
    """Return our code for *hazard*; None for one that is no public alert.

    >>> code_of_hazard("flood"), code_of_hazard("work-trouble")
    ('OET-081', None)
    """
    codes = EVENT_CODES.get(hazard, ())
    return code_name(codes[0]) if codes else None


def hazard_of_code(code: str) -> str | None:
    """Return the hazard that the *code* of an office means; None for one we have no steps for.

    >>> hazard_of_code("OET-204"), hazard_of_code("OET-130")
    ('storm', None)
    """
    return next(
        (hazard for hazard, codes in EVENT_CODES.items() if code in map(code_name, codes)), None
    )
