"""How large the files are that a page offers: written into the page when all files are there.

A page is made without knowing how large a PDF comes out, on another process or years before it; it
leaves ``<data class="kb" value="PATH"></data>`` for it, right behind the words that it belongs to. What the site shows follows from its files
alone. Why: docs/adr/0012-file-sizes-are-written-in-last.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_ASKS = b'<data class="kb" '
_GAP = re.compile(rb'(<data class="kb" value="(?P<path>[^"]+)">)[^<]*(</data>)')


def asks_for_sizes(data: bytes) -> bool:
    """Tell whether a file leaves room for sizes."""
    return _ASKS in data


def asked_sizes(page: bytes) -> Iterator[str]:
    """Yield the paths of the files whose size *page* asks for."""
    return (found["path"].decode() for found in _GAP.finditer(page))


def with_sizes(page: bytes, size_of: Callable[[str], int | None]) -> bytes:
    """Return *page* with the sizes that it asks for, filled in anew.

    Where *size_of* knows none (in a part of a site), the room stays empty.
    """

    def filled(found: re.Match[bytes]) -> bytes:
        size = size_of(found["path"].decode())
        # The dot is part of it, so that none stands where there is no size, and a copied page has it, too.
        said = b"" if size is None else f" · {kilobytes(size)}".encode()
        return found[1] + said + found[3]

    return _GAP.sub(filled, page)


def with_size_of(page: bytes, path: str, said: str) -> bytes:
    """Return *page* with *said* wherever it asks for the size of *path*."""

    def filled(found: re.Match[bytes]) -> bytes:
        return found[1] + said.encode() + found[3] if found["path"].decode() == path else found[0]

    return _GAP.sub(filled, page)


def kilobytes(size: int) -> str:
    """Write a number of bytes as readers' telephones do.

    >>> kilobytes(93216)
    '93 KB'
    """
    return f"{max(1, round(size / 1000))} KB"
