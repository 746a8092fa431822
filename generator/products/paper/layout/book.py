"""Step 4, leaflets: a draft of a book → its largest type size, and the pages laid out.

In: a draft whose format is a book, and a press. Out: sizes and the pages laid out, in a number that can be folded
and stapled. A hazard has two facing pages: its type grows smaller for it, and where it still needs a third page, and
before the last chapter, pages to write in stand where others would be empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from ..errors import DoesNotFitError
from ..pdf.engine import Laid, Press
from .fit import Fit, empty_pages, name_of, pages_of_sections
from .panel import sizes
from .sheet import BlockPlace, BookLook, Draft

_STEP_PT = Decimal("0.5")
"""From one size of a section to the next, while it is more than comfortable."""

_NEAR = 3
"""So few ways left: one after the other."""

_Way = tuple[Decimal, bool]
"""A type size, and whether what follows begins on the page of what to do now."""


def fit_book(draft: Draft, press: Press, hint: Fit | None = None) -> Fit:
    """Choose one size for the chapters of a book, and one for each section that has only so many pages.

    Optional blocks leave, first turns first, rather than that the size goes below what is comfortable. *hint* is
    where to begin; it changes nothing but how long that takes. Raises DoesNotFitError when there are too many pages
    at the smallest size.
    """
    book = draft.leaflet.book
    assert book is not None  # noqa: S101  (for mypy: only books come here)
    look = _settle(draft, press, hint.look if hint else BookLook())
    ways = _ways(draft)
    pages: dict[int, Laid] = {}

    def count(number: int) -> int:
        if number not in pages:
            size, without = ways[number]
            html = draft.sheet_html(size_pt=size, without=without, look=look)
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
    size, without = ways[high]
    count(high)
    spare = _spare(pages[high], draft)
    page_count = pages[high].pages + sum(name == _last(draft) for name in spare)
    if page_count > book.most_pages:
        raise DoesNotFitError(
            f"{name_of(draft)} needs {page_count} pages at {size} pt, the smallest size; {book.most_pages} can be "
            f"stapled. Shorten {_longest(pages[high])}, or mark blocks as optional."
        )
    # Now it is known where each section begins; the book is laid out once more, with the index.
    look = replace(look, spare=spare, numbers=_numbers(pages[high], spare))
    return Fit(size, without, look, pages=page_count)


def _numbers(laid: Laid, spare: tuple[str, ...]) -> dict[str, int]:
    """Return the page on which each section begins, the first being 1, once *spare* pages stand where they should."""
    first = {name: pages[0] for name, pages in pages_of_sections(laid).items()}
    last = [first[name] for name in spare if name.startswith("chapter-")]
    # A page inside takes the place of one that was empty: only those before the last chapter move what follows.
    return {name: page + 1 + sum(page >= other for other in last) for name, page in first.items()}


def _spare(laid: Laid, draft: Draft) -> tuple[str, ...]:
    """Return the sections with a page to write in before them: where it was empty, and before the last chapter."""
    first = {pages[0]: name for name, pages in sorted(pages_of_sections(laid).items())}
    # Of a chapter and its first hazard, which begin together, the hazard is named.
    inside = [name for page in empty_pages(laid) if (name := first.get(page + 1))]
    book = draft.leaflet.book
    wanted = max(book.least_pages if book else 0, -(-laid.pages // 4) * 4)
    return (*inside, *[_last(draft)] * (wanted - laid.pages))


def _last(draft: Draft) -> str:
    return [name for name in draft.sections if name.startswith("chapter-")][-1]


# --- sections that have only so many pages ----------------------------------------------------


@dataclass
class _Search:
    """Which of the ways of a section, the best first, is the first that fits."""

    low: int
    high: int
    guess: int
    begun: bool = False

    @property
    def done(self) -> bool:
        return self.low >= self.high

    def learn(self, *, fits: bool) -> None:
        """Take in whether the guess fits; the next one lies beside it, and then in the middle."""
        if fits:
            self.high, beside = self.guess, self.guess - 1
        else:
            self.low, beside = self.guess + 1, self.guess + 1
        middle = (self.low + self.high) // 2
        near = self.high - self.low < _NEAR or not self.begun
        self.guess = min(max(beside if near else middle, self.low), self.high - 1)
        self.begun = True


def _settle(draft: Draft, press: Press, hint: BookLook) -> BookLook:
    """Return sizes for the sections that should take so many pages and no more.

    One that cannot, even at the smallest size, is printed at a comfortable one: it takes one more page in any case.
    """
    most = {name: pages for name, pages in draft.sections.items() if pages is not None}
    # A chapter around hazards has no limit of its own; all that has one is looked for at once.
    ways = {name: _section_ways(draft, name) for name in most}
    # One past the last: none fits.
    searches = {name: _Search(0, len(ways[name]), _hinted(ways[name], name, hint)) for name in most}
    while left := {name: one for name, one in searches.items() if not one.done}:
        look = _look({name: ways[name][one.guess] for name, one in left.items()})
        around = {f"chapter-{draft.panel_of(name)}" for name in left}
        look = replace(look, only=frozenset(left) | around)
        html = draft.sheet_html(size_pt=draft.leaflet.largest_pt, without=frozenset(), look=look)
        pages = pages_of_sections(press.lay_out(html, draft.locale))
        for name, one in left.items():
            first, last = pages[name]
            one.learn(fits=last - first < most[name])
    comfortable = (draft.leaflet.comfortable_pt, True)
    return _look({
        name: ways[name][one.high] if one.high < len(ways[name]) else comfortable
        for name, one in searches.items()
    })  # fmt: skip


def _section_ways(draft: Draft, name: str) -> list[_Way]:
    leaflet = draft.leaflet
    panel = leaflet.panels[draft.panel_of(name)]
    large = sizes(panel.largest_pt or leaflet.largest_pt, leaflet.comfortable_pt, _STEP_PT)
    small = sizes(leaflet.comfortable_pt, leaflet.smallest_pt)
    if name.startswith("chapter-"):
        return [(size, False) for size in (*large, *small[1:])]
    # What to do now keeps its page to itself, unless the type would go below what is comfortable.
    return [*((size, False) for size in large), *((size, True) for size in small)]


def _hinted(ways: list[_Way], name: str, hint: BookLook) -> int:
    way = (hint.sizes.get(name), name in hint.joined)
    return next((n for n, one in enumerate(ways) if one == way), len(ways) // 2)


def _look(chosen: Mapping[str, _Way]) -> BookLook:
    return BookLook(
        {name: size for name, (size, _) in chosen.items()},
        frozenset(name for name, (_, joined) in chosen.items() if joined),
    )


# --- chapters ---------------------------------------------------------------------------------


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
