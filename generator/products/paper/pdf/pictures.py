"""Step 4: a PDF → pictures of its sides as PNG, to look at and to post.

In: a PDF that was made. Out: PNG files beside it, wide enough to read on a phone. Few colours: our
papers have three inks, and what is passed on by prepaid data should be small.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

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
            picture = _in_few_colours(bitmap.to_pil().convert("RGB"))
            file = io.BytesIO()
            picture.save(file, "PNG")
            pictures[path] = file.getvalue()
            page.close()
    finally:
        document.close()
    return pictures


def _in_few_colours(picture: Image) -> Image:
    from PIL.Image import Dither, Resampling  # noqa: PLC0415

    # A sixteenth of its points shows the inks as well as all do, in a tenth of the time.
    points = picture.resize((picture.width // 4, picture.height // 4), Resampling.NEAREST)
    return picture.quantize(
        palette=points.quantize(COLOURS, dither=Dither.NONE), dither=Dither.NONE
    )
