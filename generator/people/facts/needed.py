"""Beside step 4: a kind of fact → what a new one cannot be without, by the model.

For the table before it is filled in, and for what came back.
"""

from __future__ import annotations

from ...load.shapes import fields_of
from .questions import POSTS, WHICH, Cell

NOT_KNOWN_YET = {"pays", "cost", "family_abroad"}
"""Sentences of a scheme that say so until somebody knows."""


def needed_of(cell: Cell) -> tuple[str, ...]:
    """Return the names that somebody must fill in for a new fact, as *cell* is, in order."""
    names = [
        name
        for name, (shape, required) in fields_of(cell.kind).items()
        if required and shape.kind not in ("list", "mapping")
    ]
    if cell.group == "schemes":
        names = [name for name in names if name not in NOT_KNOWN_YET]
    return (WHICH, *names) if cell.group == "hazards" else tuple(names)


def is_needed(cell: Cell) -> bool:
    """Return whether a new fact cannot be without what *cell* asks."""
    first = cell.inner[0] if cell.inner else ""
    if cell.group == POSTS and first == "cautions":
        return cell.blank and cell.inner[-1] == "text"
    return cell.blank and len(cell.inner) == 1 and first in needed_of(cell)
