"""Step 4, search: one index per host and locale, for the page "find" alone.

In: the pages of a host as they are shown. Out: ``assets/search/H.L.HASH.js``, which the page loads when
somebody touches its box. It holds the words of the pages themselves, packed; the script in
``assets/js-search`` unpacks them and looks for what was typed, so that it finds what a reader can read.
Why: docs/explanation/search.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from ...localise import Advisory
from ...model.leaflet import Leaflet
from ...target import Files, Target
from ..pages import PageSets
from ..pages.render import PageSet, render_body
from ..pages.sets import OFFLINE, PageSpec
from .entries import Entry, entries_of
from .packed import packed

__all__ = ["Entry", "entries", "make_index", "plan"]

_PASSED_BY = frozenset({"find", "hide", OFFLINE})
"""Pages that say nothing of their own."""


def plan(
    advisories: Sequence[Advisory], *, formats: Mapping[str, Leaflet] | None = None,
    sets: PageSets | None = None,
) -> list[Target]:  # fmt: skip
    """One index per advisory; *formats* and *sets* as the pages have them."""
    return [
        Target.of(page_set.index, "search", partial(_make, page_set), effort=0.5, **parts)
        for page_set, parts in (sets or PageSets(formats)).of(advisories)
    ]


def entries(page_set: PageSet) -> list[Entry]:
    """Return all that can be found in the pages of a host, page after page."""
    specs = (page.spec for page in page_set.pages if page.spec.key not in _PASSED_BY)
    return [entry for spec in specs for entry in _of_page(page_set, spec)]


def _of_page(page_set: PageSet, spec: PageSpec) -> list[Entry]:
    body, _page, _names = render_body(page_set, spec)
    return entries_of(str(body), spec.folder, page_set.locale)


def make_index(page_set: PageSet) -> bytes:
    """Make the index of a page set: a script that holds one text."""
    return packed(entries(page_set), page_set.advisory.synonyms, page_set.locale)


def _make(page_set: PageSet) -> Files:
    return {page_set.index: make_index(page_set)}
