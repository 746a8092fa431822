"""Step 4, leaflets: a draft of a book → its type sizes, and the pages laid out.

In: a draft whose format is a book, and a press. Out: sizes and the pages laid out, in a number that
can be folded and stapled. A hazard has two facing pages: its type becomes smaller for that. Where
it still needs a third page, and before the last chapter, pages to write in replace empty ones.

Layout is what takes long, so there is no search: all of the book is laid out once at a middle size,
sizes follow from how full its pages were, and what is still too long becomes smaller by a step
until nothing is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from ..errors import DoesNotFitError
from ..pdf.engine import Laid, Press
from .fit import Fit, empty_pages, name_of, pages_of_sections
from .panel import sizes
from .sheet import BlockPlace, BookLook, Draft

_STEP_PT = Decimal("0.5")
"""From one size of a section to the next, while it is more than comfortable."""

_SLACK = 0.97
"""How much of a page the type may be expected to fill: lines break where words end."""

_Way = tuple[Decimal, bool]
"""A type size, and whether what follows begins on the page of what to do now."""


@dataclass(frozen=True)
class _Section:
    """A chapter or hazard that should take so many pages and no more."""

    name: str
    most: int
    ways: tuple[_Way, ...]
    """The largest first. The last is for what fits at no size: comfortable, with one page more."""

    @property
    def last(self) -> int:
        """Return the way for what no size makes fit."""
        return len(self.ways) - 1

    def at(self, look: BookLook) -> int:
        """Return which of its ways *look* has it in."""
        if self.name in look.long:
            return self.last
        return self.ways.index((look.sizes[self.name], self.name in look.joined))

    def expected(self, size_pt: Decimal, fills: tuple[float, ...]) -> int:
        """Return the largest way that should fit; at *size_pt*, its parts filled *fills* of a page.

        What is said takes room as the square of the size: lines are longer, and further apart.
        """
        for number, (size, joined) in enumerate(self.ways):
            grown = float(size / size_pt) ** 2
            # Where both stand together, pictures are smaller: that is slack enough.
            filled = sum(fills) / self.most if joined else max(fills) / _SLACK
            if filled * grown <= 1:
                return number
        return self.last


def fit_book(draft: Draft, press: Press, begin: Fit | None = None) -> Fit:
    """Choose one size for the chapters of a book, and one for each section with limited pages.

    Optional blocks leave, first turns first, before the size goes below what is comfortable.
    *begin* is a fit in which only what is too long becomes smaller: that of the same book in
    colour, or before an edit. Raises DoesNotFitError when there are too many pages at the
    smallest size.
    """
    book = draft.leaflet.book
    assert book is not None  # noqa: S101  (for mypy: only books come here)
    sections = [_section(draft, name, most) for name, most in draft.sections.items() if most]
    ways = _ways(draft)
    if begin and _is_of_sections(begin, draft, sections):
        look, way = begin.look, ways.index((begin.size_pt, begin.without))
    else:
        look, way = _first_look(draft, press, sections), 0
    while True:
        size, without = ways[way]
        html = draft.sheet_html(size_pt=size, without=without, look=look)
        laid = press.lay_out(html, draft.locale)
        chosen = _smaller(sections, look, laid)
        smaller = _look(chosen, look)
        better = _with_pages(smaller, laid, draft, _needless(chosen, laid))
        if smaller == look and laid.pages > book.most_pages:
            way += 1
            if way == len(ways):
                raise DoesNotFitError(
                    f"{name_of(draft)} needs {laid.pages} pages at {size} pt, the smallest size; "
                    f"{book.most_pages} can be stapled. "
                    f"Shorten {_longest(laid)}, or mark blocks as optional."
                )
        elif better == look:
            return Fit(size, without, look, pages=laid.pages, sheet=laid)
        look = better


def holds(draft: Draft, fit: Fit, laid: Laid) -> bool:
    """Return whether the search, begun with *fit*, would end with *laid*, the pages of *draft*."""
    sections = [_section(draft, name, most) for name, most in draft.sections.items() if most]
    look, book = fit.look, draft.leaflet.book
    if book is None or not _is_of_sections(fit, draft, sections):
        return False
    chosen = _smaller(sections, look, laid)
    smaller = _look(chosen, look)
    better = _with_pages(smaller, laid, draft, _needless(chosen, laid))
    return better == look and laid.pages == fit.pages and laid.pages <= book.most_pages


def _is_of_sections(fit: Fit, draft: Draft, sections: Collection[_Section]) -> bool:
    """Return whether *fit* has a size for each of *sections* and no other, all of this format."""
    look = fit.look
    known = {section.name for section in sections}
    if (fit.size_pt, fit.without) not in _ways(draft) or look.sizes.keys() != known:
        return False
    return all(
        section.name in look.long
        or (look.sizes[section.name], section.name in look.joined) in section.ways
        for section in sections
    )


def _first_look(draft: Draft, press: Press, sections: list[_Section]) -> BookLook:
    """Lay out all of it at a middle size, and return the sizes that should fit."""
    leaflet = draft.leaflet
    middle = {section.name: min(section.ways[0][0], leaflet.largest_pt) for section in sections}
    html = draft.sheet_html(size_pt=leaflet.largest_pt, without=frozenset(), look=BookLook(middle))
    laid = press.lay_out(html, draft.locale)
    fills = _fills(laid)
    chosen = {
        section: section.expected(middle[section.name], fills[section.name]) for section in sections
    }
    return _with_pages(_look(chosen, BookLook()), laid, draft, _needless(chosen, laid))


def _smaller(sections: list[_Section], look: BookLook, laid: Laid) -> dict[_Section, int]:
    """Return the way of each section, a smaller one where it has more pages than it should."""
    pages = pages_of_sections(laid)
    chosen = {}
    for section in sections:
        first, last = pages[section.name]
        at = section.at(look)
        too_long = last - first >= section.most and at < section.last
        chosen[section] = at + too_long
    return chosen


def _needless(chosen: Mapping[_Section, int], laid: Laid) -> set[int]:
    """Return the pages that sections will no longer need, in the way chosen for them."""
    pages = pages_of_sections(laid)
    return {
        page
        for section, at in chosen.items()
        if at < section.last
        for page in range(pages[section.name][0] + section.most, pages[section.name][1] + 1)
    }


def _look(chosen: Mapping[_Section, int], look: BookLook) -> BookLook:
    """Return *look* with each section in its way."""
    ways = {section.name: section.ways[at] for section, at in chosen.items()}
    return replace(
        look,
        sizes={name: size for name, (size, _) in ways.items()},
        joined=frozenset(name for name, (_, joined) in ways.items() if joined),
        long=frozenset(section.name for section, at in chosen.items() if at == section.last),
    )


def _section(draft: Draft, name: str, most: int) -> _Section:
    leaflet = draft.leaflet
    panel = leaflet.panels[draft.panel_of(name)]
    large = sizes(panel.largest_pt or leaflet.largest_pt, leaflet.comfortable_pt, _STEP_PT)
    small = sizes(leaflet.comfortable_pt, leaflet.smallest_pt)
    none_fits = (leaflet.comfortable_pt, True)
    if name.startswith("chapter-"):
        ways = [(size, False) for size in (*large, *small[1:])]
    else:
        # What to do now has its own page, unless the type would go below what is comfortable.
        ways = [*((size, False) for size in large), *((size, True) for size in small)]
    return _Section(name, most, (*ways, none_fits))


def _fills(laid: Laid) -> dict[str, tuple[float, ...]]:
    """Return for each section how much of a page its parts fill: what to do now; the rest."""
    lines = [box for box in laid.boxes if box.kind == "text" and box.within]
    top, bottom = min(box.top for box in lines), max(box.bottom for box in lines)
    lowest: dict[str, dict[bool, dict[int, float]]] = {}
    for box in lines:
        for name in box.within:
            if name.startswith(("chapter:", "spread:")):
                pages = lowest.setdefault(name.replace(":", "-", 1), {}).setdefault(
                    "rest" in box.within, {}
                )
                pages[box.page] = max(pages.get(box.page, top), box.bottom)
    return {
        name: tuple(
            len(pages) - 1 + (pages[max(pages)] - top) / (bottom - top) for pages in parts.values()
        )
        for name, parts in lowest.items()
    }


# --- pages to write in, and numbers of pages --------------------------------------------------


def _with_pages(look: BookLook, laid: Laid, draft: Draft, gone: Collection[int]) -> BookLook:
    """Return *look* with each section's first page, and with sections after a page to write in.

    As it will be without the pages *gone*. A hazard begins on a left page, and the last chapter
    ends on the last of a sheet.
    """
    book = draft.leaflet.book
    spare = {f"chapter:{name}" for name in (book.spare if book else ())}
    room = {*empty_pages(laid), *(box.page for box in laid.boxes if spare & set(box.within))}
    first = {
        name: pages[0]
        for name, pages in pages_of_sections(laid).items()
        if name.replace("-", ":", 1) not in spare
    }
    spreads = {page: name for name, page in first.items() if name.startswith("spread-")}
    inside, number, count = [], {}, 0
    for page in range(laid.pages):
        if page in room or page in gone:
            continue
        if page in spreads and not count % 2:
            inside.append(spreads[page])
            count += 1
        count += 1
        number[page] = count
    last = _last(draft)
    more = max(book.least_pages if book else 0, -(-count // 4) * 4) - count
    numbers = {name: number[page] + more * (page >= first[last]) for name, page in first.items()}
    return replace(look, spare=(*inside, *[last] * more), numbers=numbers)


def _last(draft: Draft) -> str:
    return [name for name in draft.sections if name.startswith("chapter-")][-1]


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
