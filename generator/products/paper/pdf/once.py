"""Step 4, leaflets: what the writer of PDFs does again and again, done once; the same bytes.

With an identifier of our own pydyf compresses each stream twice, for the file and for a digest over
it; for each piece of text that is tagged it lists the pages of the document anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import pydyf


class _Compressed(pydyf.Stream):  # type: ignore[misc]  # pydyf ships no types
    """A stream to which nothing is added any more."""

    @cached_property
    def data(self) -> bytes:
        """Its bytes in the file."""
        data: bytes = pydyf.Stream.data.fget(self)
        return data


def compress_once(pdf: Any) -> None:
    """Let each stream of *pdf*, which is otherwise complete, be compressed only once."""
    for one in pdf.objects:
        if isinstance(one, pydyf.Stream):
            one.__class__ = _Compressed


@contextmanager
def pages_listed_once() -> Iterator[None]:
    """List the pages of a document only when some were added."""
    original = pydyf.PDF.page_references
    listed: list[tuple[Any, int, tuple[bytes, ...]]] = []

    def page_references(pdf: Any) -> tuple[bytes, ...]:
        count = len(pdf.pages["Kids"])
        if not listed or listed[0][0] is not pdf or listed[0][1] != count:
            listed[:] = [(pdf, count, original.fget(pdf))]
        return listed[0][2]

    pydyf.PDF.page_references = property(page_references)
    try:
        yield
    finally:
        pydyf.PDF.page_references = original
