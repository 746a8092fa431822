"""Step 4, pages: a page set and a path → that one page, for ``serve``."""

from __future__ import annotations

from .mkdocs_run import run_mkdocs
from .render import PageSet, SomePages


def make_page(page_set: PageSet, path: str) -> bytes | None:
    """Return the page *path* of *page_set*, the same bytes as in the whole set; None = it has none."""
    for page in page_set.pages:
        if page.path == path:
            return run_mkdocs(SomePages(page_set, (page,)))[path]
    return None
