"""How a sheet is folded: which panel lies on which, and what one sees at each step.

In: the number of panels side by side, and the folds. Out: stacks of faces. Nothing is drawn here;
``paper_pictures`` does, and tests compare it with docs/explanation/folding.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Part = Literal["left", "right"]
Step = tuple[int, Part]
"""A crease (number of panels to its left), and the part that is folded over it."""

TRIFOLD: tuple[Step, ...] = ((2, "right"), (1, "left"))
"""Inside up: the right part in first, then the left one over it."""


@dataclass(frozen=True)
class Face:
    """One face of a panel that looks up."""

    panel: int
    """From the left, as the sheet lies with its inside up."""
    inside: bool

    @property
    def turned(self) -> Face:
        """The other face of the same panel."""
        return Face(self.panel, not self.inside)


Stacks = dict[int, list[Face]]
"""By place on the table, from the left: the faces that look up, the uppermost first."""


def flat(panels: int) -> Stacks:
    """Return the sheet as it lies before the first fold, its inside up."""
    return {place: [Face(place, inside=True)] for place in range(panels)}


def fold(stacks: Stacks, step: Step) -> Stacks:
    """Return *stacks* after one part was folded over: its layers come on top, upside down."""
    crease, part = step
    moves = {place for place in stacks if (place >= crease) == (part == "right")}
    folded = {place: list(faces) for place, faces in stacks.items() if place not in moves}
    for place in moves:
        over = [face.turned for face in reversed(stacks[place])]
        there = 2 * crease - 1 - place
        folded[there] = over + folded.get(there, [])
    return dict(sorted(folded.items()))


def seen(stacks: Stacks) -> list[Face]:
    """Return what one sees from above, left to right."""
    return [faces[0] for _, faces in sorted(stacks.items())]


def seen_turned(stacks: Stacks) -> list[Face]:
    """Return what one sees after turning it over like a page, left to right."""
    return [faces[-1].turned for _, faces in sorted(stacks.items(), reverse=True)]


def stages(panels: int, steps: Sequence[Step]) -> list[Stacks]:
    """Return the sheet flat, then after each fold."""
    found = [flat(panels)]
    for step in steps:
        found.append(fold(found[-1], step))
    return found
