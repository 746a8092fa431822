"""Step 4: a PDF → pictures of its sides as PNG, to look at and to post.

In: a PDF that was made. Out: PNG files beside it, wide enough to read on a phone. Few colours: our
papers have three inks, and what is passed on by prepaid data should be small.
"""

from __future__ import annotations

import io
from collections.abc import Mapping

WIDTH_PX = 1600
"""Longer side. Chat groups keep a picture of this size as it is."""
COLOURS = 16
_MOST = 2
"""Sides of a sheet; of a book, cover and first page."""


def picture_paths(pdf_path: str, pages: int | None) -> tuple[str, ...]:
    """Return where the pictures of a PDF of *pages* pages lie; None = more than two."""
    base = pdf_path.removesuffix(".pdf")
    count = _MOST if pages is None else min(pages, _MOST)
    return tuple(f"{base}.{number}.png" for number in range(1, count + 1))


def make_pictures(pdf: bytes, paths: tuple[str, ...]) -> Mapping[str, bytes]:
    """Draw the first pages of *pdf*; the same bytes for the same PDF and libraries."""
    import pypdfium2  # noqa: PLC0415  (only who prints waits for it)

    pictures = {}
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number, path in enumerate(paths):
            page = document[number]
            bitmap = page.render(scale=WIDTH_PX / max(page.get_size()))
            picture = bitmap.to_pil().convert("RGB").quantize(COLOURS, dither=0)
            file = io.BytesIO()
            picture.save(file, "PNG")
            pictures[path] = file.getvalue()
            page.close()
    finally:
        document.close()
    return pictures
