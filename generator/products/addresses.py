"""Parts of paths below the site that several steps know: light to load, for whoever makes no page."""

from __future__ import annotations

PAGE_FILE = "index.html"
"""The file of a page in its folder."""
OFFLINE = "offline"
"""Shown under the address of any page that a phone has not kept, so its links count from the root."""


def index_prefix(host: str, locale: str) -> str:
    """Return how the path of a search index begins; the rest changes with its state."""
    return f"assets/search/{host}.{locale}."
