"""Step 4, pages: a page set and a path → that one page, or some of them, for ``serve``."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from .mkdocs_plugin import VirtualPage, VirtualPages
from .mkdocs_run import run_mkdocs
from .render import PageSet

PagesT = TypeVar("PagesT", bound=VirtualPages)
PageT = TypeVar("PageT", bound=VirtualPage)


@dataclass(frozen=True)
class SomePages(Generic[PagesT, PageT]):
    """Pages of a page set, as MkDocs asks for them: planned once."""

    page_set: PagesT
    pages: Sequence[PageT]

    @property
    def locale(self) -> str:
        """Language of the pages."""
        return self.page_set.locale

    @property
    def direction(self) -> str:
        """Direction of its script: ltr or rtl."""
        return self.page_set.direction

    def render(self, path: str) -> Any:
        """Render the page that will be *path*."""
        return self.page_set.render(path)


def make_page(page_set: PageSet, path: str) -> bytes | None:
    """Return the page *path* of *page_set*, the same bytes as in the whole set, or None."""
    for page in page_set.pages:
        if page.path == path:
            return run_mkdocs(SomePages(page_set, (page,)))[path]
    return None


def make_some(page_set: VirtualPages, paths: Collection[str]) -> dict[str, bytes]:
    """Return the pages of any *page_set* among *paths*, the same bytes as in the whole set."""
    pages = [page for page in page_set.pages if page.path in paths]
    return run_mkdocs(SomePages(page_set, pages))
