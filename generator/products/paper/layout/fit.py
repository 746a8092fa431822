"""Step 4, leaflets: a draft → the largest type size that fits, and the blocks left out.

In: a draft and a press. Out: a size and the optional blocks that had to leave. What is not known is
guessed from what was measured, and each answer is verified: the sheet at that size contains all its
words, a step larger some panel does not, and with one block more neither does the panel it left. So
the answer depends on the words alone, not on where the search began.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import product

from ..errors import DoesNotFitError, LeafletError
from ..pdf.engine import Laid, Press
from .measure import Measure, box_too_wide, lay_out_panels, measure_panels
from .panel import MeasuredPanel, sizes
from .sheet import TOLERANCE_MM, BlockPlace, BookLook, Draft, left_edges, positions

Turns = tuple[int, ...]
"""By panel, in their order: how many of its optional blocks leave."""


@dataclass(frozen=True)
class Fit:
    """How a leaflet fits."""

    size_pt: Decimal
    without: frozenset[BlockPlace] = frozenset()
    """Optional blocks that had to leave."""
    look: BookLook = field(default_factory=BookLook)
    """Of a book: sizes of its sections, and pages to write on."""
    pages: int | None = None
    """Of a book."""
    sheet: Laid | None = field(default=None, compare=False, repr=False)
    """The sheet as it was laid out to prove it; the same draft need not be laid out again."""


def fit(draft: Draft, press: Press, hint: Fit | None = None) -> Fit:
    """Choose one size for all panels, in steps of the format, and what leaves.

    A panel that is too full at the comfortable size sends its optional blocks away in their
    declared order. When all are gone and it is still too full, the size goes below; then each panel
    keeps as many blocks as that size allows. A format of one or two panels that contains everything
    at its largest size is printed so.

    *hint* is where to begin: a fit of the same paper with other words, or of anything. It changes
    how long the search takes and nothing else, as long as what is too full at one size is too full
    at every larger one. Raises DoesNotFitError when a panel is too full at the smallest size and
    nothing may leave.
    """
    return _Search(draft, press).run(hint)


class _Search:
    """What is known of all panels, and the next best guess."""

    def __init__(self, draft: Draft, press: Press) -> None:
        self._draft, self._press, leaflet = draft, press, draft.leaflet
        self._panels = [MeasuredPanel(draft, name) for name in leaflet.panels]
        self._large = sizes(leaflet.largest_pt, leaflet.comfortable_pt, leaflet.step_pt)
        self._small = sizes(leaflet.comfortable_pt, leaflet.smallest_pt, leaflet.step_pt)
        self._sheet: Fit | None = None
        """The last sheet that held all its words."""
        self._full: set[tuple[Decimal, frozenset[BlockPlace]]] = set()
        """Sheets that did not."""

    def run(self, hint: Fit | None) -> Fit:
        """Guess, prove, guess again."""
        hinted = self._from_hint(hint)
        if hinted is None and len(self._panels) > 2:
            # With many panels, everything seldom fits: measure before the first guess.
            self._measure(self._draft.leaflet.comfortable_pt, dict.fromkeys(self._panels, 0))
        while True:
            size, turns = hinted or self._guess()
            hinted = None
            if (fit := self._proved(size, turns)) is not None:
                return fit

    def _from_hint(self, hint: Fit | None) -> tuple[Decimal, Turns] | None:
        """Return where a hint says to begin; None when it is none for this format."""
        tried = [*self._large, *self._small]
        if hint is None or hint.size_pt not in tried:
            return None
        size = tried[tried.index(hint.size_pt)]
        return size, tuple(panel.turns_of(hint.without) for panel in self._panels)

    def _guess(self) -> tuple[Decimal, Turns]:
        """Return size and blocks that should fit, by what is known so far."""
        leaflet, panels = self._draft.leaflet, self._panels
        nothing = (0,) * len(panels)
        if len(panels) <= 2 and all(p.should_fit(self._large[0], 0) for p in panels):
            return self._large[0], nothing
        size = self._largest(self._small, [panel.most for panel in panels])
        turns = tuple(self._fewest(panel, size) for panel in panels)
        if size == leaflet.comfortable_pt:
            size = self._largest(self._large, turns)
        return size, turns

    def _largest(self, tried: Sequence[Decimal], turns: Sequence[int]) -> Decimal:
        # All panels at each size: a word may be too wide at a smaller one and not at a larger.
        pairs = list(zip(self._panels, turns, strict=True))
        fitting = (size for size in tried if all(p.should_fit(size, n) for p, n in pairs))
        return next(fitting, tried[-1])

    def _fewest(self, panel: MeasuredPanel, size: Decimal) -> int:
        tried = range(panel.most + 1)
        return next((count for count in tried if panel.should_fit(size, count)), panel.most)

    def _proved(self, size: Decimal, turns: Turns) -> Fit | None:
        """Return the fit when the guess is the answer; None when something new was learnt."""
        comfortable = self._draft.leaflet.comfortable_pt
        leaving = dict(zip(self._panels, turns, strict=True))
        # The sheet is laid out last, for it costs most; but it also shows which panel is fullest.
        if not any(p.is_measured for p in self._panels) and not self._on_the_sheet(size, leaving):
            return None
        if size < comfortable:
            larger = self._step_up(self._small, size)
            bound: Mapping[MeasuredPanel, int] = {panel: panel.most for panel in self._panels}
        else:
            larger, bound = self._step_up(self._large, size), leaving
        if larger and not self._one_is_too_full(larger, bound):
            return None
        # With one block more, each panel that lost one would be too full.
        one_more = {panel: count - 1 for panel, count in leaving.items() if count}
        base = min(size, comfortable)
        if not self._all_are_too_full(base, one_more):
            return None
        return self._on_the_sheet(size, leaving)

    def _step_up(self, tried: list[Decimal], size: Decimal) -> Decimal | None:
        at = tried.index(size)
        return tried[at - 1] if at else None

    def _one_is_too_full(self, size: Decimal, counts: Mapping[MeasuredPanel, int]) -> bool:
        """Look at the fullest, one after the other, until one is too full."""
        by_fullness = sorted(counts, key=lambda panel: -panel.expected(size, counts[panel]))
        if any(panel.certainly_fits(size, count) is False for panel, count in counts.items()):
            return True
        for panel in by_fullness:
            if panel.certainly_fits(size, counts[panel]) is None:
                self._measure(size, {panel: counts[panel]})
                # What fits may change the guess altogether.
                return panel.certainly_fits(size, counts[panel]) is False
        return False

    def _all_are_too_full(self, size: Decimal, counts: Mapping[MeasuredPanel, int]) -> bool:
        unknown = {p: count for p, count in counts.items() if p.certainly_fits(size, count) is None}
        if unknown:
            self._measure(size, unknown)
        return all(panel.certainly_fits(size, count) is False for panel, count in counts.items())

    def _measure(self, size: Decimal, counts: Mapping[MeasuredPanel, int]) -> None:
        """Lay out the panels side by side, each without the given number of blocks."""
        names = [panel.name for panel in counts]
        without = self._without(counts)
        laid = lay_out_panels(self._draft, self._press, names, size_pt=size, without=without)
        self._learn(size, counts, measure_panels(laid, self._draft.leaflet))

    def _without(self, counts: Mapping[MeasuredPanel, int]) -> frozenset[BlockPlace]:
        places: frozenset[BlockPlace] = frozenset()
        return places.union(*(panel.gone(count) for panel, count in counts.items()))

    def _learn(
        self, size: Decimal, counts: Mapping[MeasuredPanel, int], measures: Mapping[str, Measure]
    ) -> None:
        for panel, count in counts.items():
            panel.learn(size, count, measures[panel.name])

    def _on_the_sheet(self, size: Decimal, counts: Mapping[MeasuredPanel, int]) -> Fit | None:
        """Lay out the sheet; a panel that does not fit is measured, or refused."""
        without = self._without(counts)
        fit = Fit(size, without)
        if fit == self._sheet:
            return self._sheet
        if (size, without) in self._full:
            raise LeafletError(f"{name_of(self._draft)}: the sheet contains less than its panels.")
        html = self._draft.sheet_html(size_pt=size, without=without)
        laid = self._press.lay_out(html, self._draft.locale)
        measures = measure_panels(laid, self._draft.leaflet)
        self._learn(size, counts, measures)
        if all(measure.fits for measure in measures.values()):
            self._sheet = replace(fit, sheet=laid)
            return self._sheet
        self._full.add((size, without))
        smallest = self._draft.leaflet.smallest_pt
        for panel in self._panels:
            last = (size, counts[panel]) == (smallest, panel.most)
            if measures[panel.name].fits or not (last or panel.certainly_fits(size, counts[panel])):
                continue
            # It spilled, or ought to fit: only a page that is high enough shows it.
            self._measure(size, {panel: counts[panel]})
            measure = panel.measured[size, counts[panel]]
            if last and not measure.fits:
                raise DoesNotFitError(self._complaint(panel, size, measure))
        return None

    def _complaint(self, panel: MeasuredPanel, size_pt: Decimal, measure: Measure) -> str:
        place = f'{name_of(self._draft)}, panel "{panel.name}"'
        if measure.wide > TOLERANCE_MM:
            return (
                f'{place}: "{measure.widest}" is {measure.wide:.0f} mm too wide at {size_pt} pt, '
                "the smallest size. Find a shorter word."
            )
        return (
            f"{place} is {measure.over:.0f} mm too full at {size_pt} pt, the smallest size, and no "
            f'block of it may leave any more. Shorten "{self._fullest_block(panel, measure)}", '
            "which takes most room, or mark a block as optional."
        )

    def _fullest_block(self, panel: MeasuredPanel, measure: Measure) -> str:
        rooms: dict[str, float] = {}
        for number, room in measure.rooms.items():
            block = self._draft.pieces[panel.name, number].block
            name = " ".join(filter(None, [block.block, block.template, block.hazard, *block.ids]))
            rooms[name] = room
        return max(rooms, key=lambda name: rooms[name])


def name_of(draft: Draft) -> str:
    """Return the name of a paper for messages: host, languages, format."""
    paper = draft.paper
    what = "-".join(filter(None, [paper.format, paper.profile]))
    words = "-".join(filter(None, [paper.locales, paper.region]))
    return f"{paper.host}.{words}.{what}" if what != "trifold" else f"{paper.host}.{words}"


def faults(laid: Laid, draft: Draft, look: BookLook | None = None) -> Iterator[str]:
    """Yield what is wrong with the finished sheet, if anything. *look* is that of a book."""
    leaflet = draft.leaflet
    if leaflet.book:
        yield from faults_of_book(laid, draft, look or BookLook())
        return
    if laid.pages != len(leaflet.sides):
        yield f"{laid.pages} pages instead of {len(leaflet.sides)}"
    piece_left, top = map(float, next(positions(leaflet)))
    edges: dict[str, tuple[int, float]] = {}
    for number, side in enumerate(leaflet.sides):
        for name, left in left_edges(leaflet, side).items():
            edges[f"panel:{name}"] = (number, piece_left + float(left))
    yield from _lines_outside(laid, draft, edges, top)
    yield from _feet_too_near(laid, float(leaflet.foot_gap_mm))
    yield from _on_each_other(laid)
    yield from too_small(laid, draft)


def faults_of_book(laid: Laid, draft: Draft, look: BookLook) -> Iterator[str]:
    """Yield what is wrong with the pages of a book."""
    leaflet, book = draft.leaflet, draft.leaflet.book
    edge = float(leaflet.edge_mm)
    right, bottom = float(leaflet.width_mm) - edge, float(leaflet.height_mm) - edge
    if book and (laid.pages % 4 or not book.least_pages <= laid.pages <= book.most_pages):
        yield f"{laid.pages} pages"
    for page in empty_pages(laid):
        yield f"page {page + 1} is empty"
    for name, pages in pages_of_sections(laid).items():
        if name.startswith("spread-") and not pages[0] % 2:
            yield f"{name} begins on a right page, {pages[0] + 1}"
        if name in look.numbers and look.numbers[name] != pages[0] + 1:
            yield f"the index has {name} on page {look.numbers[name]}; it is on {pages[0] + 1}"
    for box in laid.boxes:
        if box.kind != "text" or box.name == "picture":
            continue
        over = max(box.right - right, edge - box.left, box.bottom - bottom, edge - box.top)
        if max(over, box.right - box.room_right, box.out_of_frame) > TOLERANCE_MM:
            yield f'"{box.name}" leaves page {box.page + 1}'
    yield from too_small(laid, draft)


def pages_of_sections(laid: Laid) -> dict[str, tuple[int, int]]:
    """Return first and last page, from 0, of each chapter and hazard of a book, by class name."""
    found: dict[str, tuple[int, int]] = {}
    for box in laid.boxes:
        for name in (*box.within, *([box.name] if box.kind == "block" else [])):
            if name.startswith(("chapter:", "spread:")):
                key = name.replace(":", "-", 1)
                first, last = found.get(key, (box.page, box.page))
                found[key] = min(first, box.page), max(last, box.page)
    return found


def empty_pages(laid: Laid) -> list[int]:
    """Return the pages of a book, from 0, on which nothing stands but head and number."""
    full = {box.page for box in laid.boxes if box.kind == "text" and box.within}
    return [page for page in range(laid.pages) if page not in full]


def too_small(laid: Laid, draft: Draft) -> Iterator[str]:
    """Yield the lines whose letters are smaller than the format allows."""
    for box in laid.boxes:
        small = box.size_pt is not None and box.size_pt < float(draft.leaflet.floor_pt) - 0.02
        if small and "margin" not in box.within:
            yield f'"{box.name}" is printed at {box.size_pt:.1f} pt'


def _lines_outside(
    laid: Laid, draft: Draft, edges: Mapping[str, tuple[int, float]], top: float
) -> Iterator[str]:
    leaflet = draft.leaflet
    bottom, edge = top + float(leaflet.height_mm), float(leaflet.edge_mm)
    for box in laid.boxes:
        if box.kind != "text" or "margin" in box.within:
            continue
        owner = next((name for name in box.within if name in edges), None)
        if owner is None:
            yield f'"{box.name}" is in no panel'
            continue
        page, left = edges[owner]
        width = float(leaflet.panel_width_mm(owner.removeprefix("panel:")))
        too_high = max(top + edge - box.top, box.bottom - (bottom - edge))
        if box.name == "picture":
            too_high = max(top - box.top, box.bottom - bottom)
        if box.page != page or max(box_too_wide(box, left, width, edge), too_high) > TOLERANCE_MM:
            yield f'"{box.name}" leaves {owner}'


def _on_each_other(laid: Laid) -> Iterator[str]:
    """Yield a fault for each picture on a number without words: such a picture leaves no panel."""
    signs = [box for box in laid.boxes if box.kind == "block" and box.name in ("whom", "hand")]
    plates = [box for box in laid.boxes if box.name == "plate" and "pictures" in box.within]
    for plate, sign in product(plates, signs):
        wide = min(plate.right, sign.right) - max(plate.left, sign.left)
        high = min(plate.bottom, sign.bottom) - max(plate.top, sign.top)
        if plate.page == sign.page and min(wide, high) > TOLERANCE_MM:
            yield f"a picture stands {wide:.0f} mm on a number"


def _feet_too_near(laid: Laid, gap: float) -> Iterator[str]:
    for foot in laid.boxes:
        if foot.kind != "block" or foot.name != "foot":
            continue
        lines = [
            box.bottom
            for box in laid.boxes
            if box.within[:2] == foot.within[:2] and "flow" in box.within
        ]
        if lines and foot.top - max(lines) < gap - TOLERANCE_MM:
            yield f"the foot of {foot.within[-1]} is only {foot.top - max(lines):.1f} mm below"
