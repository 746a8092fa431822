"""Step 4, search: one index per host and locale, for the page "find" alone.

In: the pages of a host as they are shown. Out: ``assets/search/H.L.HASH.js``, which the page loads when
somebody touches its box. It holds the words of the pages themselves, packed; the script in
``assets/js-search`` unpacks them and looks for what was typed, so that it finds what a reader can read.
Why: docs/explanation/search.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from ...localise import Advisory
from ...model.leaflet import Leaflet
from ...target import Files, Target
from ..leaflets.formats import own_formats
from ..pages import index_parts, offered_for, page_set_of
from ..pages.render import PageSet, render_body
from ..pages.sets import OFFLINE
from .entries import Entry, entries_of
from .packed import packed

__all__ = ["Entry", "entries", "make_index", "plan"]

_PASSED_BY = frozenset({"find", "hide", OFFLINE})
"""Pages that say nothing of their own."""


def plan(
    advisories: Sequence[Advisory], *, formats: Mapping[str, Leaflet] | None = None
) -> list[Target]:
    """One index per advisory; *formats* as the pages have them."""
    formats = own_formats() if formats is None else formats
    offered = tuple(dict.fromkeys(a.locale for a in advisories))
    targets = []
    for advisory in advisories:
        locales = offered_for(advisory, offered)
        page_set = page_set_of(advisory, locales, formats)
        parts = index_parts(advisory, locales, formats)
        make = partial(_make, page_set)
        targets.append(Target.of(page_set.index, "search", make, effort=0.5, **parts))
    return targets


def entries(page_set: PageSet) -> list[Entry]:
    """Return all that can be found in the pages of a host, page after page."""
    return [entry for page in page_set.pages for entry in _of_page(page_set, page.spec.key)]


def _of_page(page_set: PageSet, key: str) -> Iterable[Entry]:
    if key in _PASSED_BY:
        return []
    spec = next(page.spec for page in page_set.pages if page.spec.key == key)
    body, _page, _names = render_body(page_set, spec)
    return entries_of(str(body), spec.folder, page_set.locale)


def make_index(page_set: PageSet) -> bytes:
    """Make the index of a page set: a script that holds one text."""
    return packed(entries(page_set), page_set.advisory.synonyms, page_set.locale)


def _make(page_set: PageSet) -> Files:
    return {page_set.index: make_index(page_set)}
