"""Step 4, leaflets: a draft → how full each panel is, in millimetres.

In: a draft and a press. Out: millimetres. What is too much spills nowhere on such a page and is
measured to the tenth of a millimetre; a page of the panel's own height would show that something
is over, not how much. On the finished sheet a panel that fits measures the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from markupsafe import Markup

from ....model.leaflet import Leaflet
from ..errors import LeafletError
from ..pdf.engine import Box, Laid, Press
from .sheet import TOLERANCE_MM, BlockPlace, Draft

_TALL_MM = 2000


@dataclass(frozen=True)
class Measure:
    """How full one panel is, in millimetres."""

    over: float
    """Too high, or where a word is too wide, the larger of both; below 0 when there is room."""
    wide: float
    widest: str
    """The line that is ``wide`` millimetres too wide."""
    rooms: Mapping[int, float]
    """By position in the panel: the room each block takes, its margins included."""
    exact: bool = True
    """False for a guess from a panel that spilled onto another page."""

    @property
    def fits(self) -> bool:
        """Return whether the words fit into the panel."""
        return self.over <= TOLERANCE_MM


def lay_out_panels(
    draft: Draft,
    press: Press,
    names: Iterable[str],
    *,
    size_pt: Decimal,
    without: frozenset[BlockPlace],
) -> Laid:
    """Lay out panels side by side on one very high page."""
    names = list(names)
    left, html = Decimal(0), Markup()
    for name in names:
        html += draft.panel_html(name, without=without, left_mm=left)
        left += draft.leaflet.panel_width_mm(name)
    page = draft.page_html(html, size_pt=size_pt, width_mm=left, height_mm=_TALL_MM)
    laid = press.lay_out(page, draft.locale)
    if laid.pages != 1:
        quoted_names = ", ".join(f'"{name}"' for name in names)
        raise LeafletError(f"Panel {quoted_names} is longer than {_TALL_MM} mm; shorten it.")
    return laid


def measure_panels(laid: Laid, leaflet: Leaflet) -> dict[str, Measure]:
    """Measure every panel of *laid*: panels side by side, or the sheet."""
    pieces: dict[str, list[Box]] = {}
    for box in laid.boxes:
        around = (*box.within, box.name) if box.kind == "block" else box.within
        for name in around:
            if name.startswith("panel:"):
                pieces.setdefault(name.removeprefix("panel:"), []).append(box)
    return {name: _measure(name, boxes, leaflet) for name, boxes in pieces.items()}


def _measure(name: str, boxes: list[Box], leaflet: Leaflet) -> Measure:
    panel, *spilled = [box for box in boxes if box.kind == "block" and box.name == f"panel:{name}"]
    if spilled or any(box.page != panel.page for box in boxes):
        return _guess(panel, boxes, leaflet)
    # As if the panel was alone in the upper left corner of its page.
    alone = Laid(
        1,
        tuple(
            replace(
                box,
                left=box.left - panel.left,
                right=box.right - panel.left,
                room_right=box.room_right - panel.left,
                top=box.top - panel.top,
                bottom=box.bottom - panel.top,
            )
            for box in boxes
        ),
        _cannot_be_written,
    )
    width, edge = float(leaflet.panel_width_mm(name)), float(leaflet.edge_mm)
    wide, widest = max(
        ((box_too_wide(box, 0, width, edge), box.name) for box in alone.boxes), default=(0.0, "")
    )
    high = needed_height(alone, leaflet) - float(leaflet.height_mm)
    # A word that is too wide fits at no height: it counts as if the panel was too full.
    over = max(high, wide) if wide > TOLERANCE_MM else high
    rooms = {int(number): room for number, room in rooms_of_blocks(alone).items()}
    return Measure(over, wide, widest, rooms)


def _guess(panel: Box, boxes: list[Box], leaflet: Leaflet) -> Measure:
    """Add up what is on this page and on the ones it spilled onto."""
    blocks = [box for box in boxes if box.kind == "block"]
    flows = [box for box in blocks if box.name == "flow"]
    feet = [box.bottom - box.top for box in blocks if box.name == "foot"]
    needed = flows[0].top - panel.top if flows else 0.0
    needed += sum(box.bottom - box.top for box in flows) + float(leaflet.edge_mm)
    if feet:
        needed += max(feet) + float(leaflet.foot_gap_mm)
    # It spilled, so it is too full, whatever the sum says.
    over = max(needed - float(leaflet.height_mm), 2 * TOLERANCE_MM)
    return Measure(over, 0.0, "", {}, exact=False)


def _cannot_be_written(**_options: object) -> bytes:
    raise NotImplementedError("a panel is measured, not printed")


def needed_height(laid: Laid, leaflet: Leaflet) -> float:
    """Return the height a panel needs: its running blocks, the gap, its foot, the edge."""
    edge, gap = float(leaflet.edge_mm), float(leaflet.foot_gap_mm)
    blocks = {box.name: box for box in laid.boxes if box.kind == "block"}
    lines = [box.bottom for box in laid.boxes if "flow" in box.within]
    # Lines may hang out of their block; the edge must hold for them too.
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
    # Pictures without other words keep to the edges as words do.
    if box.name == "picture" and "pictures" not in box.within:
        return 0.0
    return max(box.right - box.room_right, *edges, box.out_of_frame)
