"""Step 4, pages: a page set → its pages together with their search index.

The index is read from the main part of each page while it is rendered, so it has exactly their
words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ...localise.advisory import Advisory
from ...localise.guarding import cautions_before, is_state_line, safe_to_ask
from ..search import Section, entries_of, fillers_of, packed
from ..sending.sent import said
from ..site_paths import OFFLINE
from ..target import Files
from .mkdocs_run import run_mkdocs
from .render import PageSet, Rendered, SitePage, render_page
from .single import SomePages

_CARD = "c-"
"""Before the id of a contact, in the id of its card."""
_NOT_FOUND = frozenset({"find", "hide", "print/plate", "send", "help-translate", OFFLINE})
"""Pages that say nothing of their own, or what others say, or nothing for whoever is in danger."""


def make_pages(page_set: PageSet) -> Files:
    """Render *page_set* and return its pages and their index by path."""
    indexed = _Indexed(page_set, page_set.pages)
    files = run_mkdocs(indexed)
    # In the order of the plan, in whatever order they were rendered.
    entries = [entry for page in indexed.pages for entry in indexed.entries[page.path]]
    advisory = page_set.advisory
    safe = [f"{_CARD}{key}" for key in safe_to_ask(advisory)]
    index = packed(
        guarded(entries, advisory),
        advisory.synonyms,
        page_set.locale,
        safe,
        [*fillers_of(advisory)],
    )
    return {**{page.path: files[page.path] for page in indexed.pages}, page_set.index: index}


def guarded(entries: Iterable[Section], advisory: Advisory) -> list[Section]:
    """Give each number the caution of its contact: it goes wherever the number goes."""
    return [_with_caution(entry, advisory) for entry in entries]


def _with_caution(entry: Section, advisory: Advisory) -> Section:
    contact = advisory.contacts.get(entry.fragment.removeprefix(_CARD))
    if not entry.number or not entry.fragment.startswith(_CARD) or contact is None:
        return entry
    caution = said(cautions_before(advisory, contact))
    return replace(entry, caution=caution, state_line=is_state_line(advisory, contact))


@dataclass(frozen=True)
class _Indexed(SomePages[PageSet, SitePage]):
    """All pages of a set, with what can be found in each."""

    entries: dict[str, list[Section]] = field(default_factory=dict)
    """By path of the page."""

    def render(self, path: str) -> Rendered:
        spec = next(page.spec for page in self.pages if page.path == path)
        rendered = render_page(self.page_set, spec)
        body = "" if spec.key in _NOT_FOUND else str(rendered.body)
        self.entries[path] = entries_of(body, spec.folder, self.locale)
        return rendered
