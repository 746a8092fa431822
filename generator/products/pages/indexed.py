"""The pages of a set and the index of what can be found in them, made together.

The index is read from the main part of each page while it is rendered: it says exactly what they say.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ...target import Files
from ..addresses import OFFLINE
from ..search import Entry, entries_of, packed
from .render import PageSet, Rendered, SomePages, render_page
from .run import run_mkdocs

_NOT_FOUND = frozenset({"find", "hide", OFFLINE})
"""Pages that say nothing of their own."""


def make_pages(page_set: PageSet) -> Files:
    """Render *page_set* and return its pages and their index by path."""
    indexed = _Indexed(page_set, page_set.pages)
    files = run_mkdocs(indexed)
    # In the order of the plan, in whatever order they were rendered.
    found = [entry for page in indexed.pages for entry in indexed.entries[page.path]]
    index = packed(found, page_set.advisory.synonyms, page_set.locale)
    return {**{page.path: files[page.path] for page in indexed.pages}, page_set.index: index}


@dataclass
class _Indexed(SomePages):
    """All pages of a set, with what can be found in each."""

    entries: dict[str, list[Entry]] = field(default_factory=dict)
    """By path of the page."""

    def render(self, path: str) -> Rendered:
        spec = next(page.spec for page in self.pages if page.path == path)
        rendered = render_page(self.page_set, spec)
        body = "" if spec.key in _NOT_FOUND else str(rendered.body)
        self.entries[path] = entries_of(body, spec.folder, self.locale)
        return rendered
