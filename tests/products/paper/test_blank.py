"""No printed sheet is empty for a quarter of its area: what is paid for says something.

Looked at as pixels, a millimetre each, so that it does not matter which rule left the room. What is nearer than 10 mm
to ink is not empty: lines to write on count as ink, and so do margins. A book is looked at as it lies open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter
from support.each import each

MOST = 0.25
HOLE_MM = 21
"""The side of the smallest square that is empty. Lines to write on are nearer to each other."""
_FINE = 4
"""Dots of a millimetre while a line of 0.2 mm must be seen."""

BOOK = 0.65
"""A danger begins on a left page, a form on a page of its own, and a frame to draw in is empty: half of an open book
may be. The most that was seen, with a chapter's last two lines on a page of their own, is 62 %: it shall not grow."""


def sheets(paper: Path) -> Iterator[Image.Image]:
    """Yield the sheets of *paper*, black where there is ink, a dot for each millimetre; of a book two facing pages."""
    document = pypdfium2.PdfDocument(paper)
    pages = [
        page.render(scale=_FINE * 25.4 / 72)
        .to_pil()
        .convert("RGB")
        .filter(ImageFilter.MinFilter(3))
        for page in document
    ]
    document.close()
    inked = [_ink(page) for page in pages]
    if ".booklet" not in paper.name:
        yield from inked
        return
    # The cover lies alone, and so does the back.
    for left, right in zip(inked[1:-1:2], inked[2:-1:2], strict=True):
        both = Image.new("L", (left.width + right.width, left.height), 255)
        both.paste(left, (0, 0))
        both.paste(right, (left.width, 0))
        yield both


def _ink(page: Image.Image) -> Image.Image:
    darkest = ImageChops.darker(ImageChops.darker(*page.split()[:2]), page.split()[2])
    small = darkest.filter(ImageFilter.MinFilter(_FINE + 1)).resize(
        (page.width // _FINE, page.height // _FINE), Image.Resampling.NEAREST
    )
    return small.point(lambda value: 255 * (value > 225))


def largest_blank(sheet: Image.Image) -> float:
    """Return the share of *sheet* that its largest empty area has: all that one empty square can reach."""
    # Where the middle of an empty square may be, then all that those squares cover.
    middles = sheet.filter(ImageFilter.MinFilter(HOLE_MM))
    edge = HOLE_MM // 2
    inside = Image.new("L", sheet.size, 0)
    inside.paste(middles.crop((edge, edge, sheet.width - edge, sheet.height - edge)), (edge, edge))
    empty = inside.filter(ImageFilter.MaxFilter(HOLE_MM))
    largest = 0
    for top in range(0, sheet.height, edge):
        for left in range(0, sheet.width, edge):
            if empty.getpixel((left, top)) == 255:
                ImageDraw.floodfill(empty, (left, top), 128)
                largest = max(largest, empty.histogram()[128])
                empty = empty.point(lambda value: 0 if value == 128 else value)
    return largest / (sheet.width * sheet.height)


def too_empty(papers: list[Path]) -> dict[str, str]:
    """Return sheets of *papers* with more room than allowed, by name and number: how much."""
    found = {}
    for paper in papers:
        for number, sheet in enumerate(sheets(paper), 1):
            blank = largest_blank(sheet)
            if blank > (BOOK if ".booklet" in paper.name else MOST):
                found[f"{paper.name} {number}"] = f"{blank:.0%}"
    return found


def papers_of(site: Path, host: str, tag: str) -> list[Path]:
    """Return the papers of a country in a language, each once: for black-and-white printers they have the same room."""
    wanted = re.compile(rf"{host}\.{tag}\.[a-z-]+\.pdf")
    found = sorted((site / "leaflets" / host).glob(f"{host}.{tag}.*.pdf"))
    return [
        path for path in found
        if wanted.fullmatch(path.name) and not re.search("mono|imposed", path.name) and path.stat().st_size != _BLANK
    ]  # fmt: skip


_BLANK = 120_009
"""Bytes of what stands where a paper would that this run did not print: support/sites.py."""


@pytest.mark.slow
def test_no_sheet_in_burmese_is_a_quarter_empty(real_site: Path) -> None:
    papers = [
        path for path in papers_of(real_site, "thailand", "my") if ".booklet" not in path.name
    ]
    assert too_empty([*each(papers, at_least=6)]) == {}


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.parametrize(
    ("host", "tag"),
    # Burmese, Thai and Latin letters alone; beside Burmese, Japanese and Korean ones.
    [
        ("thailand", "my"),
        ("thailand", "th"),
        ("thailand", "en"),
        ("japan", "my"),
        ("south-korea", "my"),
    ],
)
def test_no_sheet_or_open_book_in_five_scripts_is_too_empty(
    printed_site: Path, host: str, tag: str
) -> None:
    papers = each(papers_of(printed_site, host, tag), at_least=6)
    assert too_empty([*papers]) == {}


def test_a_sheet_with_words_above_and_nothing_below_is_seen() -> None:
    sheet = Image.new("L", (210, 297), 255)
    for top in range(15, 180, 8):
        sheet.paste(0, (15, top, 195, top + 2))
    assert 0.35 < largest_blank(sheet) < 0.45
    for top in range(188, 290, 12):
        sheet.paste(0, (15, top, 195, top + 1))
    assert largest_blank(sheet) < 0.05
