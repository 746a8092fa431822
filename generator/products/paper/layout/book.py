"""Step 4, leaflets: a draft of a book → its largest type size, and the pages laid out.

In: a draft whose format is a book, and a press. Out: a size and the pages laid out, in a number
that can be folded and stapled: blank pages to write on stand before the last.
"""

from __future__ import annotations

from decimal import Decimal

from ..errors import DoesNotFitError
from ..pdf.engine import Laid, Press
from .fit import Fit, name_of
from .panel import sizes
from .sheet import BlockPlace, Draft


def fit_book(draft: Draft, press: Press, hint: Fit | None = None) -> Fit:
    """Choose one size for a book, in steps of a quarter point.

    Optional blocks leave, first turns first, rather than that the size goes below what is
    comfortable. *hint* is where to begin; it changes nothing but how long that takes.
    Raises DoesNotFitError when there are too many pages at the smallest size.
    """
    leaflet, book = draft.leaflet, draft.leaflet.book
    assert book is not None  # noqa: S101  (for mypy: only books come here)
    ways = _ways(draft)
    pages: dict[int, Laid] = {}

    def count(number: int) -> int:
        if number not in pages:
            size, without = ways[number]
            html = draft.sheet_html(size_pt=size, without=without)
            pages[number] = press.lay_out(html, draft.locale)
        return pages[number].pages

    low, high = 0, len(ways) - 1
    begin = next(
        (n for n, way in enumerate(ways) if hint and way == (hint.size_pt, hint.without)), 0
    )
    if count(begin) > book.most_pages:
        low = min(begin + 1, high)
    # The hint is right in nearly every build: it fits, and the next better way does not.
    elif begin == 0 or count(begin - 1) > book.most_pages:
        low = high = begin
    else:
        high = begin - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if count(middle) <= book.most_pages else (middle + 1, high)
    if count(high) > book.most_pages:
        raise DoesNotFitError(
            f"{name_of(draft)} needs {count(high)} pages at {leaflet.smallest_pt} pt, the smallest "
            f"size; {book.most_pages} can be stapled. Shorten {_longest(pages[high])}, or mark "
            "blocks as optional."
        )
    size, without = ways[high]
    # Rounded up: a sheet that is folded once has four pages.
    page_count = max(book.least_pages, -(-count(high) // 4) * 4)
    blank = page_count - count(high)
    # With blank pages the sheet has to be laid out once more; without, this is it.
    sheet = None if blank else pages[high]
    return Fit(size, without, blank_pages=blank, pages=page_count, sheet=sheet)


def _ways(draft: Draft) -> list[tuple[Decimal, frozenset[BlockPlace]]]:
    """Return sizes and what leaves, the best first."""
    leaflet = draft.leaflet
    turns = sorted(
        (piece.block.optional, place)
        for place, piece in draft.pieces.items()
        if piece.block.optional is not None
    )
    left = [frozenset(place for _, place in turns[:n]) for n in range(len(turns) + 1)]
    large = sizes(leaflet.largest_pt, leaflet.comfortable_pt)
    small = sizes(leaflet.comfortable_pt, leaflet.smallest_pt)[1:]
    return [
        *((size, left[0]) for size in large),
        *((leaflet.comfortable_pt, without) for without in left[1:]),
        *((size, left[-1]) for size in small),
    ]


def _longest(laid: Laid) -> str:
    lines: dict[str, int] = {}
    for box in laid.boxes:
        if box.kind == "text" and box.within:
            lines[box.within[0]] = lines.get(box.within[0], 0) + 1
    return f'"{max(lines, key=lambda name: lines[name])}"' if lines else "it"
