"""Step 4, pages: a page set and a path → that one page, or some of them, for ``serve``."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from .mkdocs_plugin import VirtualPage, VirtualPages
from .mkdocs_run import run_mkdocs
from .render import PageSet, SomePages


def make_page(page_set: PageSet, path: str) -> bytes | None:
    """Return the page *path* of *page_set*, the same bytes as in the whole set, or None."""
    for page in page_set.pages:
        if page.path == path:
            return run_mkdocs(SomePages(page_set, (page,)))[path]
    return None


@dataclass(frozen=True)
class _Chosen:
    page_set: VirtualPages
    paths: Collection[str]

    @property
    def locale(self) -> str:
        return self.page_set.locale

    @property
    def direction(self) -> str:
        return self.page_set.direction

    @property
    def pages(self) -> Sequence[VirtualPage]:
        return [page for page in self.page_set.pages if page.path in self.paths]

    def render(self, path: str) -> Any:
        return self.page_set.render(path)


def make_some(page_set: VirtualPages, paths: Collection[str]) -> dict[str, bytes]:
    """Return the pages of any *page_set* among *paths*, the same bytes as in the whole set."""
    return run_mkdocs(_Chosen(page_set, paths))
