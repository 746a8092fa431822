"""One page of a page set, for whoever looks at it now; a build makes all of a set in one run."""

from __future__ import annotations

from dataclasses import dataclass

from .render import PageSet, Rendered, SitePage
from .run import run_mkdocs


def make_page(page_set: PageSet, path: str) -> bytes | None:
    """Return the page *path* of *page_set*, the same bytes as in the whole set; None = it has none."""
    for page in page_set.pages:
        if page.path == path:
            return run_mkdocs(_Single(page_set, page))[path]
    return None


@dataclass(frozen=True)
class _Single:
    """A page set of one page."""

    page_set: PageSet
    page: SitePage

    @property
    def locale(self) -> str:
        return self.page_set.locale

    @property
    def direction(self) -> str:
        return self.page_set.direction

    @property
    def pages(self) -> tuple[SitePage, ...]:
        return (self.page,)

    def render(self, path: str) -> Rendered:
        return self.page_set.render(path)
