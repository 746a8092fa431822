"""How large the files are that a page offers: written into the page when all files are there.

A page is made without knowing how large a PDF comes out, on another process or years before it; it
leaves ``<data class="kb" value="PATH"></data>`` for it, right behind the words that it belongs to. What the site shows follows from its files
alone. Why: docs/adr/0012-file-sizes-are-written-in-last.md.
"""

from __future__ import annotations

import re
from pathlib import Path

from ..whole_file import write_whole

_ASKS = b'<data class="kb" '
_GAP = re.compile(rb'(<data class="kb" value="(?P<path>[^"]+)">)[^<]*(</data>)')


def asks_for_sizes(data: bytes) -> bool:
    """Tell whether a file leaves room for sizes."""
    return _ASKS in data


def write_sizes(folder: Path, name: str) -> None:
    """Fill in the sizes that the page *name* below *folder* asks for.

    Where a file is not there (in a part of a site), the room stays empty.
    """
    page = folder / name

    def filled(found: re.Match[bytes]) -> bytes:
        file = folder / found["path"].decode()
        # The dot is part of it, so that none stands where there is no size, and a copied page has it, too.
        told = f" · {kilobytes(file.stat().st_size)}".encode() if file.is_file() else b""
        return found[1] + told + found[3]

    write_whole(page, _GAP.sub(filled, page.read_bytes()), below=folder)


def fill_size(folder: Path, name: str, path: str, told: str) -> None:
    """Fill in *told* wherever the page *name* below *folder* asks for the size of *path*."""
    page = folder / name

    def filled(found: re.Match[bytes]) -> bytes:
        return found[1] + told.encode() + found[3] if found["path"].decode() == path else found[0]

    write_whole(page, _GAP.sub(filled, page.read_bytes()), below=folder)


def kilobytes(size: int) -> str:
    """Write a number of bytes as readers' telephones do.

    >>> kilobytes(93216)
    '93 KB'
    """
    return f"{max(1, round(size / 1000))} KB"
