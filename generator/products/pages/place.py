"""Step 4, pages: the key of a page → its path and its relative links.

Links are relative, so that the site works below any path; only the page for wrong addresses, which
is served from everywhere, counts from the root. They name files: opened from a disk, the address of
a folder shows a list of files. Addresses for others (canonical addresses, the sitemap, paper) stay
short.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from ..site_paths import PAGE_FILE


@dataclass(frozen=True)
class PagePlace:
    """A page's folder (``my/thailand/now/``; "" for the root) or file (``404.html``)."""

    path: str
    root: str | None = None
    """Path of the site's root on its server, for a page without a fixed place; else None."""

    def link(self, target: str) -> str:
        """Return the address of *target*, a path from the site's root, as seen from this page.

        >>> Place("my/thailand/now/").link("th/thailand/now/")
        '../../../th/thailand/now/index.html'
        """
        file = f"{target}{PAGE_FILE}" if target.endswith("/") or not target else target
        if self.root is not None:
            return self.root + file
        folder = self.path if self.path.endswith("/") else posixpath.dirname(self.path)
        return posixpath.relpath("/" + file, "/" + folder)
