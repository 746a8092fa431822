"""Step 4, leaflets: measurements of one panel → whether other sizes and blocks fit.

A panel that is as high as it may be at one size is no higher at a smaller one, or with fewer
blocks. What follows from neither is guessed: by the sizes measured, and by the room that blocks
took.
"""

from __future__ import annotations

from decimal import Decimal

from ....model.leaflet import plain_points
from .measure import Measure
from .sheet import TOLERANCE_MM, BlockPlace, Draft

STEP_PT = Decimal("0.25")
_GROWTH = 0.8
"""Measured, a panel grows by less than its type does: pictures, plates, phrases keep their size."""
_ROOM_MM = 15.0
"""Of a block that was never laid out."""


def sizes(largest: Decimal, smallest: Decimal, step: Decimal = STEP_PT) -> list[Decimal]:
    """Return the sizes to try, largest first, both ends among them.

    Each is written in one way only, 9.5 and not 9.50: it goes into the HTML, and so into the PDF.
    """
    steps = int((largest - smallest) / step)
    tried = [largest - step * number for number in range(steps + 1)]
    tried = tried if tried[-1] == smallest else [*tried, smallest]
    return [Decimal(plain_points(size)) for size in tried]


class MeasuredPanel:
    """One panel, and what is known of it. Sizes in points; *count*: so many blocks have left."""

    def __init__(self, draft: Draft, name: str) -> None:
        self.name = name
        self._height = float(draft.leaflet.height_mm)
        turns = sorted(
            (piece.block.optional, place)
            for place, piece in draft.pieces.items()
            if place[0] == name and piece.block.optional is not None
        )
        self._turns = [place for _, place in turns]
        self.measured: dict[tuple[Decimal, int], Measure] = {}
        """What is certain, by size and count."""
        self._seen: dict[tuple[Decimal, int], float] = {}
        """By how much it was too full, by size and count; some of it is a guess."""
        self._rooms: dict[int, float] = {}

    @property
    def most(self) -> int:
        """How many blocks may leave."""
        return len(self._turns)

    @property
    def is_measured(self) -> bool:
        """Return whether it was ever laid out."""
        return bool(self._seen)

    def gone(self, count: int) -> frozenset[BlockPlace]:
        """Return the *count* blocks that leave first."""
        return frozenset(self._turns[:count])

    def turns_of(self, without: frozenset[BlockPlace]) -> int:
        """Return how many of the first blocks are in *without*."""
        return next((n for n, place in enumerate(self._turns) if place not in without), self.most)

    def learn(self, size: Decimal, count: int, measure: Measure) -> None:
        """Take in what was measured; of a panel that spilled, only how full it is."""
        self._seen[size, count] = measure.over
        self._rooms |= measure.rooms
        # A guess steers the search; only what was measured may end it (docs/adr/0005).
        if measure.exact:
            self.measured[size, count] = measure

    def certainly_fits(self, size: Decimal, count: int) -> bool | None:
        """Return whether it fits, where that is certain."""
        if (size, count) in self.measured:
            return self.measured[size, count].fits
        for (other, left), measure in self.measured.items():
            # Larger type and more blocks fitted: so do smaller type and fewer.
            if measure.fits and other >= size and left <= count:
                return True
            too_high = not measure.fits and measure.wide <= TOLERANCE_MM
            if too_high and other <= size and left >= count:
                return False
        return None

    def should_fit(self, size: Decimal, count: int) -> bool:
        """Return whether it fits, or guess."""
        fits = self.certainly_fits(size, count)
        return self.expected(size, count) <= TOLERANCE_MM if fits is None else fits

    def expected(self, size: Decimal, count: int) -> float:
        """Guess by how many millimetres it is too full; 0 when nothing was measured yet."""
        if not self._seen:
            return 0.0
        if (size, count) in self._seen:
            return self._seen[size, count]
        near = sorted(self._seen, key=lambda at: (abs(at[1] - count), abs(at[0] - size)))
        (one, left), other = near[0], near[1:2]
        if left == count and other and other[0][1] == count:
            # By a line through the two nearest.
            two = other[0][0]
            over, further = self._seen[one, count], self._seen[two, count]
            return over + (further - over) * float((size - one) / (two - one))
        needed = self._seen[one, left] + self._height
        needed += sum(self._room(place) for place in self._turns[count:left])
        needed -= sum(self._room(place) for place in self._turns[left:count])
        grown: float = needed * float(size / one) ** _GROWTH
        return grown - self._height

    def _room(self, place: BlockPlace) -> float:
        return self._rooms.get(place[1], _ROOM_MM)
