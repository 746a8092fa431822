"""Step 4, pages: a leaflet format → a small SVG drawing of its shape, folds and numbers.

In: a format of content/leaflets/. Out: SVG for a page. A new format draws itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ...model.leaflet import Leaflet

_WIDTH, _HEIGHT = 88.0, 88.0
_NUMBERS = ("plates", "reader-line", "language-lines", "contacts")
"""Blocks whose telephone numbers are on yellow."""


@cache
def _drawn(width: float, height: float, parts: tuple[tuple[float, float, str, int], ...]) -> str:
    scale = min(_WIDTH / width, _HEIGHT / height)
    wide, high = width * scale, height * scale
    shapes = [f'<path class="edge" d="M1 1h{wide - 2:.0f}v{high - 2:.0f}h-{wide - 2:.0f}z"/>']
    for left, across, kind, plates in parts:
        x, w = left * scale, across * scale
        shapes += _panel(x, w, high, kind, plates)
        if left:
            shapes.append(f'<path class="crease" d="M{x:.0f} 1v{high - 2:.0f}"/>')
    box = f"0 0 {wide:.0f} {high:.0f}"
    size = f'width="{wide:.0f}" height="{high:.0f}"'
    return f'<svg class="drawn" viewBox="{box}" {size} aria-hidden="true">{"".join(shapes)}</svg>'


def _panel(x: float, w: float, high: float, kind: str, plates: int) -> Iterator[str]:
    inner, width = x + 4, max(w - 8, 2)
    yield f'<path class="{kind}" d="M{inner:.0f} 4h{width:.0f}v5h-{width:.0f}z"/>'
    top, step = 13.0, 9.0
    for _ in range(plates):
        if top + 6 > high - 3:
            return
        yield f'<path class="call" d="M{inner:.0f} {top:.0f}h{width:.0f}v6h-{width:.0f}z"/>'
        top += step
    while top < high - 4:
        yield f'<path class="words" d="M{inner:.0f} {top:.0f}h{width:.0f}"/>'
        top += 5


def first_side(leaflet: Leaflet) -> tuple[str, ...]:
    """Panels of the side that is printed first, left to right; of a book, its cover."""
    return leaflet.sides[0] if leaflet.sides else tuple(leaflet.panels)[:1]


def thumbnail(leaflet: Leaflet) -> str:
    """Draw the first side of *leaflet*, its cover at its place."""
    parts, left = [], 0.0
    for name in first_side(leaflet):
        panel = leaflet.panels[name]
        names = [block.block for block in panel.blocks]
        plates = 4 * ("plates" in names) + 3 * ("wordless-numbers" in names)
        plates += sum(name in names for name in _NUMBERS[1:])
        kind = "band" if "band" in names else "bar"
        width = float(leaflet.panel_width_mm(name))
        parts.append((left, width, kind, plates))
        left += width
    return _drawn(float(leaflet.width_mm), float(leaflet.height_mm), tuple(parts))
