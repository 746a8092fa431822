"""Step 4: a product, a paper → its shelf: made in every build, or only when somebody asks for it.

The table of shelves, and why: docs/adr/0056-shelves.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .target import Target


class Shelf(StrEnum):
    """Files that are made together or not at all; in the order in which they are listed."""

    READERS = "readers"
    """All pages, and the papers that readers need."""
    ASSIST = "assist"
    """Pages, papers and .docx for those who assist."""
    TEACH = "teach"
    """Packages, slides and kits of courses."""
    CHANNELS = "channels"
    DATA = "data"
    PRESS = "press"
    """The same words for other printers (imposed, black, print shop); manuals, slides as PDF."""


ALL = frozenset(Shelf)
DEFAULT = ALL - {Shelf.PRESS}
"""What a build makes unless asked; ``TEACH`` only for a country and language where it takes less
than ``TEACH_SECONDS``."""
TEACH_SECONDS = 20.0

_SHELVES = {
    **dict.fromkeys(("staff", "staff-papers", "staff-docx"), Shelf.ASSIST),
    **dict.fromkeys(("courses", "slides"), Shelf.TEACH),
    **dict.fromkeys(("channels", "radio", "voice", "flows"), Shelf.CHANNELS),
    **dict.fromkeys(("data", "tables", "api"), Shelf.DATA),
}
"""By product; the others are for readers."""


PAPERS = (".pdf", ".docx", ".pptx", ".zip")
"""How names of files end that somebody prints, changes or takes along."""


def shelf_of(target: Target) -> Shelf:
    """Return the shelf of *target*: its own, or that of its product."""
    return Shelf(target.shelf) if target.shelf else _SHELVES.get(target.product, Shelf.READERS)


_AFTER_PAGES = frozenset({Shelf.TEACH, Shelf.CHANNELS, Shelf.DATA, Shelf.PRESS})


def comes_first(target: Target) -> bool:
    """Return whether *target* is made before all papers: a page, or what a phone keeps of pages.

    With these the site can be opened and walked through, whatever papers are still to be made.
    """
    papers = any(name.endswith(PAPERS) for name in (target.path, *target.beside))
    return not papers and shelf_of(target) not in _AFTER_PAGES


@dataclass
class Cost:
    """What a shelf takes."""

    papers: int = 0
    seconds: float = 0.0
    """About so many, on one processor, when nothing of it is in the cache."""
    bytes: int = 0
    """Of what is in the cache."""
    unknown: int = 0
    """Targets that are not, and whose size is known only when they are made."""


def cost_of(sizes: Iterable[tuple[Target, int | None]]) -> dict[Shelf, Cost]:
    """Return the cost of each shelf; *sizes* are all targets, each with its bytes where known."""
    costs = {shelf: Cost() for shelf in Shelf}
    for target, size in sizes:
        cost = costs[shelf_of(target)]
        cost.papers += sum(name.endswith(PAPERS) for name in (target.path, *target.beside))
        cost.seconds += target.effort
        cost.bytes += size or 0
        cost.unknown += size is None
    return costs


def teach_if_quick(targets: Iterable[Target]) -> list[Target]:
    """Return *targets* of courses if all take less than ``TEACH_SECONDS``; else none.

    No further target is planned once that time is reached.
    """
    quick, seconds = [], 0.0
    for target in targets:
        quick.append(target)
        seconds += target.effort
        if seconds >= TEACH_SECONDS:
            return []
    return quick
