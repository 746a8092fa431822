"""Beside step 1: the pages for editors, docs/ beside the content folder → ids of their headings.

A question of a course may test what such a page says. The ids are those that programs which show
Markdown make.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from ..cache.digests import digest
from ..paths import library_below
from ..system.ordinary_file import read_ordinary

_DOCS = "docs"
_FENCE = re.compile(r"^(`{3,}).*?^\1`*$", re.MULTILINE | re.DOTALL)
"""Code, in which a # begins no heading."""
_HEADING = re.compile(r"^#+ (?P<words>.+)$", re.MULTILINE)


def pages_beside(content: Path) -> Mapping[str, frozenset[str]] | None:
    """Return the pages of docs/ beside *content* (``docs/how-to/x.md``) with ids of their headings.

    None when there is no such folder, and in a site of one's own. A page that cannot be read has no
    headings.
    """
    # The shared library's questions are about its own pages, which a site of one's own has not.
    if library_below(content, "content") or not (content.parent / _DOCS).is_dir():
        return None
    return {name: _headings(data) for name, data in _read(content)}


def digest_of_pages(content: Path) -> str:
    """Return the digest of these pages; that of nothing without them."""
    return digest({name: digest(data) for name, data in _read(content)})


def _read(content: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted((content.parent / _DOCS).rglob("*.md")):
        data = b""
        with suppress(OSError):
            data = read_ordinary(path)
        yield path.relative_to(content.parent).as_posix(), data


def _headings(data: bytes) -> frozenset[str]:
    text = _FENCE.sub("", data.decode("utf-8", "replace"))
    words = (re.sub(r"[^\w\- ]", "", found["words"].lower()) for found in _HEADING.finditer(text))
    return frozenset(one.strip().replace(" ", "-") for one in words)
