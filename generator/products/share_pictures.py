"""Step 4: an advisory → paths of the pictures that readers share.

For the module that draws them and for pages that link them: nothing here loads WeasyPrint. In: an
advisory. Out: paths below site/.
"""

from __future__ import annotations

from ..localise.records.library import HazardRecord
from ..localise.records.twins import MessageRecord
from ..text.fonts import has_own_font

FEWEST_STEPS = 3
"""With a picture, on the card of a hazard."""


def card_path(host: str, locale: str, hazard: str | None = None) -> str:
    """Return the path of a picture card: of the numbers of a host, or of one hazard.

    >>> card_path("thailand", "my", "flood")
    'cards/thailand.my.flood.png'
    """
    return f"cards/{host}.{locale}{f'.{hazard}' if hazard else ''}.png"


def has_picture(hazard: HazardRecord) -> bool:
    """Return whether a hazard has a square card: the gravest have, unless their pages hide.

    A hazard with fewer than ``FEWEST_STEPS`` pictured steps that may be carried has none: sentences
    alone are no picture.
    """
    grave = hazard.severity == "grave" and not hazard.sensitive
    return grave and len(pictured_steps(hazard)) >= FEWEST_STEPS


def pictured_steps(hazard: HazardRecord) -> list[MessageRecord]:
    """Return the steps of a hazard that have a picture and may be carried, in their order."""
    return [m for m in hazard.during if m.carry == "paper" and m.scenario is None and m.picture]


def is_drawable(locale: str) -> bool:
    """Return whether we have letters for the cards of a locale."""
    return has_own_font(locale)
