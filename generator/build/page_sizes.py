"""Step 5: pages with gaps for sizes, and all files → the pages with the sizes written in.

A page is made without the sizes of its PDFs, on another process or years before them; it has
``<data class="kb" value="PATH"></data>`` in their place, right after the words about the file. What
the site shows follows from its files alone. Why: docs/adr/0012-file-sizes-are-written-in-last.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_ASKS = b'<data class="kb" '
_GAP = re.compile(rb'(<data class="kb" value="(?P<path>[^"]+)">)[^<]*(</data>)')


def asks_for_sizes(data: bytes) -> bool:
    """Return whether a file leaves room for sizes."""
    return _ASKS in data


def asked_sizes(page: bytes) -> Iterator[str]:
    """Yield the paths of the files whose size *page* asks for."""
    return (gap["path"].decode() for gap in _GAP.finditer(page))


def with_sizes(page: bytes, size_of: Callable[[str], int | None]) -> bytes:
    """Return *page* with the sizes that it asks for.

    Where *size_of* knows none (in a part of a site), the room stays empty.
    """

    def filled(gap: re.Match[bytes]) -> bytes:
        size = size_of(gap["path"].decode())
        # With its dot, so that there is no dot without a size, and a copied page has both.
        words = b"" if size is None else f" · {kilobytes(size)}".encode()
        return gap[1] + words + gap[3]

    return _GAP.sub(filled, page)


def with_size_of(page: bytes, path: str, words: str) -> bytes:
    """Return *page* with *words* wherever it asks for the size of *path*."""

    def filled(gap: re.Match[bytes]) -> bytes:
        return gap[1] + words.encode() + gap[3] if gap["path"].decode() == path else gap[0]

    return _GAP.sub(filled, page)


def kilobytes(size: int) -> str:
    """Write a number of bytes as readers' telephones do.

    >>> kilobytes(93216)
    '93 KB'
    """
    return f"{max(1, round(size / 1000))} KB"
