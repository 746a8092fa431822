"""Step 4, offline: an advisory → the files that a phone keeps, the most needed first (CARE 17).

In: an advisory. Out: paths, the most needed first. The build keeps pages from the front as long as
they fit into what is kept unasked; the others come when somebody asks for everything.
"""

from __future__ import annotations

from collections.abc import Mapping

from ...localise.advisory import Advisory
from ...model.leaflet import Leaflet
from ..pages.queries import pocket_path
from ..pages.sets import host_pages
from ..paper.names import papers_of

FIRST = ("offline", "", "now", "hide")
"""Always kept. "hide" is among them so that "Hide page" works without a network."""
URGENT = tuple(
    f"first-aid/{slug}"
    for slug in ("not-breathing", "choking", "bleeding", "drowning", "electric-shock")
)
"""First aid that cannot wait for a network: minutes count. Kept before dangers; other aid later."""
ORDER = (
    "hazards",
    "assistance",
    "show",
    "speak",
    "talk",
    "first-aid",
    "find",
    "family",
    "where",
    "people",
    "work",
    "office",
    "print",
    "prepare",
    "questions",
    "insurance",
    "guides",
)
"""The others, by the first folder of their address: what is needed in a flood comes first."""
LATE = frozenset(
    {
        "assistance/other",
        *(
            f"hazards/{slug}"
            for slug in ("chemical", "cold", "drought", "haze", "heat", "outbreak")
        ),
    }
)
"""Slow dangers, and lines in other languages: kept after ways to get help, and after first aid."""
_LATE_AFTER = "first-aid"

ON_REQUEST = ("send", "print/plate", "help-translate")
"""Only on request: texts from other pages, pages to fill in for print, requests to translators."""


def pages_to_keep(advisory: Advisory) -> list[str]:
    """Return page folders from the site's root, the most needed first, and the country list."""
    base = f"{advisory.locale}/{advisory.host}/"
    keys = [page.key for page in host_pages(advisory) if page.key not in ON_REQUEST]
    keys.sort(key=_rank)
    pages = [f"{base}{key}/" if key else base for key in keys]
    at = len(FIRST)
    return [*pages[:at], f"{advisory.locale}/", *pages[at:]]


def _rank(key: str) -> tuple[int, bool]:
    if key in FIRST:
        return FIRST.index(key), False
    if key in URGENT:
        return len(FIRST), False
    folder = _LATE_AFTER if key in LATE else key.partition("/")[0]
    return len(FIRST) + 1 + (ORDER.index(folder) if folder in ORDER else len(ORDER)), key in LATE


def more_to_keep(advisory: Advisory, formats: Mapping[str, Leaflet], index: str) -> list[str]:
    """Return what a phone also keeps on request: pocket page, search, papers, other pages.

    *index* is the path of the search index of the advisory's pages.
    """
    papers = [
        paper.path
        for paper in papers_of(advisory, formats, [advisory.locale])
        # The plain one of each format, in words that the reader reads: a phone has little room.
        if paper == paper.plain
        and paper.locale == advisory.locale
        and not paper.second
        and not paper.region
        and not paper.profile
    ]
    there = {page.key for page in host_pages(advisory)}
    asked = [f"{advisory.locale}/{advisory.host}/{key}/" for key in ON_REQUEST if key in there]
    return [*asked, pocket_path(advisory.locale, advisory.host), index, *papers]
