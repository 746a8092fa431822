"""The type size of a leaflet: the largest at which every panel holds its words.

In: a draft and a press. Out: a size and the optional blocks that had to leave. Each panel is laid
out alone, on a page as wide as itself and far higher, so that what is too much spills nowhere and
is measured to the millimetre: a page of the panel's own height would tell that something is over,
not how much.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from .errors import DoesNotFitError, LeafletError
from .pdf import Box, Laid, Press
from .sheet import Draft, Place, left_edges

STEP_PT = Decimal("0.25")
EDGE_MM = 6.0
"""No line comes nearer to an edge of its panel: office printers leave that much white."""
FOOT_GAP_MM = 4.0
"""Between the running blocks and those at the foot; an absolute foot hides an overflow."""
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
    size = leaflet.comfortable_pt
    for panel in panels:
        if not (panel.fits(size) or (guess and panel.will_fit(size))):
            size = panel.largest_size(size, leaflet.smallest_pt, panel.optional)
    without = {panel: panel.leaving(size, guess=guess) for panel in panels}
    bound, size = size, leaflet.largest_pt
    # The fullest first: it decides, and the others need one look each, or none.
    for panel in sorted(panels, key=lambda panel: -panel.over(bound, without[panel])):
        if not (guess and panel.has_room(bound, size, without[panel])):
            size = panel.largest_size(size, bound, without[panel])
    return Fit(size, frozenset().union(*without.values()))


def sizes(largest: Decimal, smallest: Decimal) -> list[Decimal]:
    """Return the sizes to try, largest first, both ends among them."""
    steps = int((largest - smallest) / STEP_PT)
    found = [largest - STEP_PT * step for step in range(steps + 1)]
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
        height = self._draft.leaflet.height_mm
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
        self, largest: Decimal, smallest: Decimal, without: frozenset[Place]
    ) -> Decimal:
        """Return the largest size at which it fits. Raises DoesNotFitError when there is none."""
        if self.fits(largest, without):
            return largest
        if not self.fits(smallest, without):
            raise DoesNotFitError(self._complaint(smallest, without))
        tried = sizes(largest, smallest)
        full, fit = 0, len(tried) - 1
        while fit - full > 1:
            # Where a straight line between the two would just fit.
            over, under = self.over(tried[full], without), -self.over(tried[fit], without)
            guess = fit - round((fit - full) * under / (over + under))
            between = min(max(guess, full + 1), fit - 1)
            if self.fits(tried[between], without):
                fit = between
            else:
                full = between
        return tried[fit]

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
        too_wide = max((box_too_wide(box, 0, self._width) for box in laid.boxes), default=0.0)
        return needed_height(laid) - self._draft.leaflet.height_mm, too_wide

    @property
    def _width(self) -> int:
        return self._draft.leaflet.panels[self._name].width_mm

    def _lay_out(self, size_pt: Decimal, without: frozenset[Place]) -> Laid:
        return lay_out_panel(self._draft, self._press, self._name, size_pt=size_pt, without=without)

    def _complaint(self, size_pt: Decimal, without: frozenset[Place]) -> str:
        high, wide = self._measure(size_pt, without)
        place = f'{self._draft.host}.{self._draft.locale}, panel "{self._name}"'
        if wide > _TOLERANCE_MM:
            boxes = self._lay_out(size_pt, without).boxes
            word = max(boxes, key=lambda box: box_too_wide(box, 0, self._width)).name
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
            name = " ".join(filter(None, [block.block, block.hazard, *block.ids]))
            heights[name] = needed_height(self._lay_out(size_pt, everything - {place}))
        return max(heights, key=lambda name: heights[name])


def lay_out_panel(
    draft: Draft, press: Press, name: str, *, size_pt: Decimal, without: frozenset[Place]
) -> Laid:
    """Lay out one panel alone on a very high page."""
    html = draft.page_html(
        draft.panel_html(name, without=without),
        size_pt=size_pt,
        width_mm=draft.leaflet.panels[name].width_mm,
        height_mm=_TALL_MM,
    )
    laid = press.lay_out(html, draft.locale)
    if laid.pages != 1:
        raise LeafletError(f'Panel "{name}" is longer than {_TALL_MM} mm; shorten it.')
    return laid


def needed_height(laid: Laid) -> float:
    """Return the height a panel needs: its running blocks, the gap, its foot, the edge."""
    blocks = {box.name: box for box in laid.boxes if box.kind == "block"}
    lines = [box.bottom for box in laid.boxes if "flow" in box.within]
    bottom = max([blocks["flow"].bottom, *lines])
    if (foot := blocks.get("foot")) is None:
        return bottom + EDGE_MM
    above = [foot.bottom - box.top for box in laid.boxes if "foot" in box.within]
    return bottom + FOOT_GAP_MM + max([foot.bottom - foot.top, *above]) + EDGE_MM


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


def box_too_wide(box: Box, left: float, width: float) -> float:
    """Return how far a line leaves the block it stands in, or comes too near to an edge."""
    if box.kind != "text":
        return 0.0
    edges = (left + EDGE_MM - box.left, box.right - (left + width - EDGE_MM))
    # Pictures keep their own distance: the quiet zone of a QR code is as white as the paper.
    return max(box.right - box.room_right, *edges) if box.name != "picture" else 0.0


def faults(laid: Laid, draft: Draft) -> Iterator[str]:
    """Yield what is wrong with the finished sheet; nothing, when the fit kept its word."""
    leaflet = draft.leaflet
    if laid.pages != 2:
        yield f"{laid.pages} pages instead of 2"
    edges: dict[str, tuple[int, float]] = {}
    for number, side in enumerate((leaflet.outside, leaflet.inside)):
        for name, left in left_edges(leaflet, side).items():
            edges[f"panel:{name}"] = (number, float(left))
    yield from _lines_outside(laid, draft, edges)
    yield from _feet_too_near(laid)


def _lines_outside(
    laid: Laid, draft: Draft, edges: Mapping[str, tuple[int, float]]
) -> Iterator[str]:
    height = draft.leaflet.height_mm
    for box in laid.boxes:
        if box.kind != "text":
            continue
        owner = next((name for name in box.within if name in edges), None)
        if owner is None:
            yield f'"{box.name}" stands in no panel'
            continue
        page, left = edges[owner]
        width = draft.leaflet.panels[owner.removeprefix("panel:")].width_mm
        too_high = max(EDGE_MM - box.top, box.bottom - (height - EDGE_MM))
        if box.name == "picture":
            too_high = max(-box.top, box.bottom - height)
        if box.page != page or max(box_too_wide(box, left, width), too_high) > _TOLERANCE_MM:
            yield f'"{box.name}" leaves {owner}'


def _feet_too_near(laid: Laid) -> Iterator[str]:
    for foot in laid.boxes:
        if foot.kind != "block" or foot.name != "foot":
            continue
        lines = [
            box.bottom
            for box in laid.boxes
            if box.within[:1] == foot.within[:1] and "flow" in box.within
        ]
        if lines and foot.top - max(lines) < FOOT_GAP_MM - _TOLERANCE_MM:
            yield f"the foot of {foot.within[0]} is only {foot.top - max(lines):.1f} mm below"
