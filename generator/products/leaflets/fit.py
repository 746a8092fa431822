"""The type size of a leaflet: the largest at which every panel holds its words.

In: a draft and a press. Out: a size and the optional blocks that had to leave. Each panel is laid
out alone, on a page as wide as itself and far higher, so that what is too much spills nowhere and
is measured to the millimetre: a page of the panel's own height would tell that something is over,
not how much.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from ...model.leaflet import Leaflet
from .errors import DoesNotFitError, LeafletError
from .pdf import Box, Laid, Press
from .sheet import Draft, Place, left_edges, positions

STEP_PT = Decimal("0.25")
_TALL_MM = 2000
_TOLERANCE_MM = 0.15
_UNSURE_MM = 3.0
"""How far a guess of a panel's height may be wrong: margins between blocks join or part."""


@dataclass(frozen=True)
class Fit:
    """How a leaflet fits."""

    size_pt: Decimal
    without: frozenset[Place] = frozenset()
    """Optional blocks that had to leave."""
    blank_pages: int = 0
    """Pages to write on that a book needs to make whole sheets."""
    pages: int | None = None
    """Of a book, those among them."""

    def as_json(self) -> dict[str, Any]:
        """Return it in a form that can be kept in a file."""
        row = asdict(self) | {"size_pt": str(self.size_pt)}
        return row | {"without": sorted(map(list, self.without))}

    @classmethod
    def of_json(cls, row: Mapping[str, Any]) -> Fit:
        """Return what ``as_json`` kept."""
        without = frozenset((panel, number) for panel, number in row["without"])
        return cls(**{**row, "size_pt": Decimal(row["size_pt"]), "without": without})


def fit(draft: Draft, press: Press, *, guess: bool = True) -> Fit:
    """Choose one size for all panels, in steps of a quarter point.

    A panel that is too full at the comfortable size sends its optional blocks away in their
    declared order. When all are gone and it is still too full, the size goes below; then each panel
    keeps as many blocks as that size allows.

    With *guess*, what is plain from one layout is not laid out again: how much room a block that
    leaves will free, and that a panel with much white holds a slightly larger size. The finished
    sheet is looked at in any case (``faults``).
    Raises DoesNotFitError when a panel is too full at the smallest size and nothing may leave.
    """
    leaflet = draft.leaflet
    panels = [_Panel(draft, press, name) for name in leaflet.panels]
    nothing: frozenset[Place] = frozenset()
    few = len(panels) <= 2  # then there is often room for everything
    size = leaflet.comfortable_pt
    if guess and few and all(panel.fits(leaflet.largest_pt) for panel in panels):
        return Fit(leaflet.largest_pt)
    before = None
    while before != size:  # a word may be too wide at a smaller size and not at a larger one
        before = size
        for panel in panels:
            if not (panel.fits(size) or (guess and panel.will_fit(size))):
                size = panel.largest_size(size, leaflet.smallest_pt, panel.optional, guess=guess)
    without = {panel: panel.leaving(size, guess=guess) for panel in panels}
    if size < leaflet.comfortable_pt:
        # Found for a panel with all that may leave gone: no larger one fits.
        return Fit(size, nothing.union(*without.values()))
    bound, size = size, leaflet.largest_pt
    # The fullest first: it decides, and the others need one look each, or none.
    for panel in sorted(panels, key=lambda panel: -panel.over(bound, without[panel])):
        if not (guess and panel.has_room(bound, size, without[panel])):
            size = panel.largest_size(size, bound, without[panel], guess=guess)
    return Fit(size, nothing.union(*without.values()))


def sizes(largest: Decimal, smallest: Decimal, step: Decimal = STEP_PT) -> list[Decimal]:
    """Return the sizes to try, largest first, both ends among them."""
    steps = int((largest - smallest) / step)
    found = [largest - step * number for number in range(steps + 1)]
    return found if found[-1] == smallest else [*found, smallest]


class _Panel:
    """One panel, and what is known of it."""

    def __init__(self, draft: Draft, press: Press, name: str) -> None:
        self._draft, self._press, self._name = draft, press, name
        self._over: dict[tuple[Decimal, frozenset[Place]], float] = {}
        self._rooms: dict[Decimal, dict[Place, float]] = {}
        """By size, with all blocks there: the room that each takes, in millimetres."""
        turns = sorted(
            (piece.block.optional, place)
            for place, piece in draft.pieces.items()
            if place[0] == name and piece.block.optional is not None
        )
        self._turns = [place for _, place in turns]

    @property
    def optional(self) -> frozenset[Place]:
        """All that may leave."""
        return frozenset(self._turns)

    def over(self, size_pt: Decimal, without: frozenset[Place]) -> float:
        """Return by how many millimetres it is too full at a size, below 0 when there is room."""
        key = (size_pt, without)
        if key not in self._over:
            high, wide = self._measure(*key)
            self._over[key] = max(high, wide) if wide > _TOLERANCE_MM else high
        return self._over[key]

    def will_fit(self, size_pt: Decimal) -> bool:
        """Guess, from what it measures whole, that it fits once all that may leave has left."""
        return self._guess(size_pt, len(self._turns)) <= -_UNSURE_MM

    def has_room(self, size_pt: Decimal, larger_pt: Decimal, without: frozenset[Place]) -> bool:
        """Guess, from what it measures at *size_pt*, that it fits at *larger_pt* too.

        Lines grow higher and more of them are needed, but pictures, plates and phrases keep their
        size: measured, a panel grows by less than its type does.
        """
        height = float(self._draft.leaflet.height_mm)
        growth = float(larger_pt / size_pt)
        return growth == 1 or (self.over(size_pt, without) + height) * growth + _UNSURE_MM < height

    def _guess(self, size_pt: Decimal, count: int) -> float:
        """Guess by how much it is too full at a size without its *count* first turns."""
        return self.over(size_pt, frozenset()) - sum(
            self._rooms[size_pt].get(place, 0.0) for place in self._turns[:count]
        )

    def fits(self, size_pt: Decimal, without: frozenset[Place] = frozenset()) -> bool:
        """Tell whether it holds its words at a size."""
        return self.over(size_pt, without) <= _TOLERANCE_MM

    def largest_size(
        self, largest: Decimal, smallest: Decimal, without: frozenset[Place], *, guess: bool = False
    ) -> Decimal:
        """Return the largest size at which it fits. Raises DoesNotFitError when there is none.

        With *guess*, that a step more would be too much is taken from the sizes measured so far.
        """
        tried = sizes(largest, smallest, self._draft.leaflet.step_pt)
        full, fit = -1, len(tried)
        for index, size in enumerate(tried):
            if (size, without) in self._over:
                if not self.fits(size, without):
                    full = index
                else:
                    fit = min(fit, index)
        while fit - full > 1:
            at = self._next(tried, full, fit, without)
            points = sum(left == without for _, left in self._over)
            enough = guess and points > 1 and at == fit - 1 and fit < len(tried)
            if enough and self._predict(tried[at], without) > _UNSURE_MM / 3:
                break
            if self.fits(tried[at], without):
                fit = at
            else:
                full = at
        if fit == len(tried):
            raise DoesNotFitError(self._complaint(smallest, without))
        return tried[fit]

    def _next(self, tried: list[Decimal], full: int, fit: int, without: frozenset[Place]) -> int:
        """Return which size to look at: the largest that should fit, between two that are known."""
        between = range(full + 1, fit)
        if not any(known == without for _, known in self._over):
            return between[0]
        for index in between:
            if self._predict(tried[index], without) <= _TOLERANCE_MM:
                return index
        return between[-1]

    def _predict(self, size_pt: Decimal, without: frozenset[Place]) -> float:
        """Guess the overflow at a size from those measured: by a line through the two nearest."""
        known = sorted(
            (abs(size - size_pt), size, over)
            for (size, left), over in self._over.items()
            if left == without
        )
        if len(known) == 1:
            _, size, over = known[0]
            height = float(self._draft.leaflet.height_mm)
            return (over + height) * float(size_pt / size) - height
        (_, one, over), (_, two, other) = known[:2]
        return over + (other - over) * float((size_pt - one) / (two - one))

    def leaving(self, size_pt: Decimal, *, guess: bool) -> frozenset[Place]:
        """Return the fewest optional blocks that must leave at a size, first turns first."""
        if self.fits(size_pt):
            return frozenset()
        tried = [frozenset(self._turns[:count]) for count in range(1, len(self._turns) + 1)]
        first = 0
        if guess:
            # Those that leave it far too full need no look.
            over = [self._guess(size_pt, count) for count in range(1, len(tried) + 1)]
            first = bisect_left(over, True, key=lambda mm: mm <= _UNSURE_MM)  # noqa: FBT003
            first = min(first, len(tried) - 1)
            if self.fits(size_pt, tried[first]):
                return tried[first]
        found = bisect_left(tried, True, first, key=lambda left: self.fits(size_pt, left))  # noqa: FBT003
        if found == len(tried):
            raise DoesNotFitError(self._complaint(size_pt, self.optional))
        return tried[found]

    def _measure(self, size_pt: Decimal, without: frozenset[Place]) -> tuple[float, float]:
        """Return how much too high and too wide it is, in millimetres."""
        laid = self._lay_out(size_pt, without)
        if not without:
            self._rooms[size_pt] = {
                (self._name, int(name)): room for name, room in rooms_of_blocks(laid).items()
            }
        too_wide = max((self._too_wide(box) for box in laid.boxes), default=0.0)
        leaflet = self._draft.leaflet
        return needed_height(laid, leaflet) - float(leaflet.height_mm), too_wide

    def _too_wide(self, box: Box) -> float:
        leaflet = self._draft.leaflet
        width = float(leaflet.panel_width_mm(self._name))
        return box_too_wide(box, 0, width, float(leaflet.edge_mm))

    def _lay_out(self, size_pt: Decimal, without: frozenset[Place]) -> Laid:
        return lay_out_panel(self._draft, self._press, self._name, size_pt=size_pt, without=without)

    def _complaint(self, size_pt: Decimal, without: frozenset[Place]) -> str:
        high, wide = self._measure(size_pt, without)
        place = f'{name_of(self._draft)}, panel "{self._name}"'
        if wide > _TOLERANCE_MM:
            boxes = self._lay_out(size_pt, without).boxes
            word = max(boxes, key=self._too_wide).name
            return (
                f'{place}: "{word}" is {wide:.0f} mm too wide at {size_pt} pt, the smallest size. '
                "Find a shorter word."
            )
        return (
            f"{place} is {high:.0f} mm too full at {size_pt} pt, the smallest size, and no block "
            f'of it may leave any more. Shorten "{self._fullest_block(size_pt, without)}", which '
            "takes most room, or mark a block as optional."
        )

    def _fullest_block(self, size_pt: Decimal, without: frozenset[Place]) -> str:
        everything = frozenset(place for place in self._draft.pieces if place[0] == self._name)
        heights: dict[str, float] = {}
        for place in everything - without:
            block = self._draft.pieces[place].block
            name = " ".join(filter(None, [block.block, block.template, block.hazard, *block.ids]))
            alone = self._lay_out(size_pt, everything - {place})
            heights[name] = needed_height(alone, self._draft.leaflet)
        return max(heights, key=lambda name: heights[name])


def lay_out_panel(
    draft: Draft, press: Press, name: str, *, size_pt: Decimal, without: frozenset[Place]
) -> Laid:
    """Lay out one panel alone on a very high page."""
    html = draft.page_html(
        draft.panel_html(name, without=without),
        size_pt=size_pt,
        width_mm=draft.leaflet.panel_width_mm(name),
        height_mm=_TALL_MM,
    )
    laid = press.lay_out(html, draft.locale)
    if laid.pages != 1:
        raise LeafletError(f'Panel "{name}" is longer than {_TALL_MM} mm; shorten it.')
    return laid


def name_of(draft: Draft) -> str:
    """Name a paper as complaints do: host, languages, format."""
    paper = draft.paper
    what = "-".join(filter(None, [paper.format, paper.profile]))
    words = "-".join(filter(None, [paper.locales, paper.region]))
    return f"{paper.host}.{words}.{what}" if what != "trifold" else f"{paper.host}.{words}"


def needed_height(laid: Laid, leaflet: Leaflet) -> float:
    """Return the height a panel needs: its running blocks, the gap, its foot, the edge."""
    edge, gap = float(leaflet.edge_mm), float(leaflet.foot_gap_mm)
    blocks = {box.name: box for box in laid.boxes if box.kind == "block"}
    lines = [box.bottom for box in laid.boxes if "flow" in box.within]
    bottom = max([blocks["flow"].bottom, *lines])
    if (foot := blocks.get("foot")) is None:
        return bottom + edge
    above = [foot.bottom - box.top for box in laid.boxes if "foot" in box.within]
    return bottom + gap + max([foot.bottom - foot.top, *above]) + edge


def rooms_of_blocks(laid: Laid) -> dict[str, float]:
    """Return, by position in its panel, the room each block takes, its margins included."""
    rooms: dict[str, float] = {}
    for stack in ("flow", "foot"):
        boxes = [box for box in laid.boxes if box.kind == "block" and box.within[-1:] == (stack,)]
        for box, below in pairwise(boxes):
            rooms[box.name] = below.top - box.top
        for box in boxes[-1:]:
            rooms[box.name] = box.bottom - box.top
    return rooms


def box_too_wide(box: Box, left: float, width: float, edge: float) -> float:
    """Return how far a line leaves the block or frame it is in, or comes too near to an edge."""
    if box.kind != "text":
        return 0.0
    edges = (left + edge - box.left, box.right - (left + width - edge))
    # Pictures keep their own distance: the quiet zone of a QR code is as white as the paper.
    if box.name == "picture":
        return 0.0
    return max(box.right - box.room_right, *edges, box.out_of_frame)


def faults(laid: Laid, draft: Draft) -> Iterator[str]:
    """Yield what is wrong with the finished sheet; nothing, when the fit kept its word."""
    leaflet = draft.leaflet
    if leaflet.book:
        yield from faults_of_book(laid, draft)
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
    yield from too_small(laid, draft)


def faults_of_book(laid: Laid, draft: Draft) -> Iterator[str]:
    """Yield what is wrong with the pages of a book."""
    leaflet, book = draft.leaflet, draft.leaflet.book
    edge = float(leaflet.edge_mm)
    right, bottom = float(leaflet.width_mm) - edge, float(leaflet.height_mm) - edge
    if book and (laid.pages % 4 or not book.least_pages <= laid.pages <= book.most_pages):
        yield f"{laid.pages} pages"
    for box in laid.boxes:
        if box.kind != "text" or box.name == "picture":
            continue
        over = max(box.right - right, edge - box.left, box.bottom - bottom, edge - box.top)
        if max(over, box.right - box.room_right, box.out_of_frame) > _TOLERANCE_MM:
            yield f'"{box.name}" leaves page {box.page + 1}'
    yield from too_small(laid, draft)


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
            yield f'"{box.name}" stands in no panel'
            continue
        page, left = edges[owner]
        width = float(leaflet.panel_width_mm(owner.removeprefix("panel:")))
        too_high = max(top + edge - box.top, box.bottom - (bottom - edge))
        if box.name == "picture":
            too_high = max(top - box.top, box.bottom - bottom)
        if box.page != page or max(box_too_wide(box, left, width, edge), too_high) > _TOLERANCE_MM:
            yield f'"{box.name}" leaves {owner}'


def _feet_too_near(laid: Laid, gap: float) -> Iterator[str]:
    for foot in laid.boxes:
        if foot.kind != "block" or foot.name != "foot":
            continue
        lines = [
            box.bottom
            for box in laid.boxes
            if box.within[:2] == foot.within[:2] and "flow" in box.within
        ]
        if lines and foot.top - max(lines) < gap - _TOLERANCE_MM:
            yield f"the foot of {foot.within[-1]} is only {foot.top - max(lines):.1f} mm below"
