"""One page of a page set, for whoever looks at it now; a build makes all of a set in one run."""

from __future__ import annotations

from .render import PageSet, SomePages
from .run import run_mkdocs


def make_page(page_set: PageSet, path: str) -> bytes | None:
    """Return the page *path* of *page_set*, the same bytes as in the whole set; None = it has none."""
    for page in page_set.pages:
        if page.path == path:
            return run_mkdocs(SomePages(page_set, (page,)))[path]
    return None
