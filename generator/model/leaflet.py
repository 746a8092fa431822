"""content/leaflets/<format>.yaml: which blocks stand in which panel of a folded paper.

Part of the one declaration of content. A format holds no words: blocks take them from the facts,
and headings from the interface. It serves every host country: an id that a host does not have is
left out there.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, Self

from pydantic import model_validator

from .fields import HazardSlug, Model, Slug

BlockName = Literal[
    "band",
    "plates",
    "languages",
    "reader-line",
    "draft-and-date",
    "phrases",
    "now",
    "on-the-phone",
    "write-in",
    "partner",
    "free-help",
    "after-date",
    "find-again",
    "hazard",
    "warning",
    "life-line",
    "rules",
    "steps",
    "answer",
    "caution",
    "claims",
    "language-lines",
]

ARGUMENTS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "hazard": (frozenset({"hazard", "ids"}), frozenset({"heading", "short"})),
    "phrases": (frozenset({"ids"}), frozenset({"heading"})),
    "now": (frozenset({"ids"}), frozenset({"short"})),
    "on-the-phone": (frozenset({"ids"}), frozenset({"short"})),
    "warning": (frozenset({"ids"}), frozenset()),
    "rules": (frozenset({"ids"}), frozenset()),
    "steps": (frozenset({"guide", "ids"}), frozenset({"short"})),
    "answer": (frozenset({"answer"}), frozenset()),
    "claims": (frozenset({"ids"}), frozenset({"heading", "short", "deadlines"})),
    "language-lines": (frozenset({"most"}), frozenset()),
}
"""What a block must and may be told, besides ``at`` and ``optional``; the others: nothing."""


class Block(Model):
    """One piece of a panel."""

    block: BlockName
    """What it prints; docs/reference/leaflets.md shows each."""
    hazard: HazardSlug | None = None
    """The hazard of a hazard block. A host that does not have it prints nothing."""
    ids: tuple[Slug, ...] = ()
    """Ids of messages, phrases, rules, steps, warnings or points, in the order of printing. What a
    host does not have, or did not judge fit for paper (``carry: paper``), is left out there."""
    guide: Slug | None = None
    """The guide that a steps block takes its ids from."""
    answer: (
        Literal[
            "what_happens", "emergency_contacts", "aid", "hotlines", "eligible", "id_shown", "moving"
        ]
        | None
    ) = None  # fmt: skip
    """Which of the seven answers."""
    deadlines: dict[Slug, Slug] = {}
    """In a claims block: point → scheme whose deadline stands beside it."""
    heading: bool = True
    """False: it goes on below the block before it."""
    short: bool = False
    """True: only the bold sentence of each line, not the rest."""
    most: int | None = None
    """At most so many lines."""
    at: Literal["flow", "foot"] = "flow"
    """foot: it stands at the bottom edge of the panel."""
    optional: int | None = None
    """Its turn to leave when the panel is too full: 1 leaves first. Absent = it stays."""

    @model_validator(mode="after")
    def _fits_its_name(self) -> Self:
        required, allowed = ARGUMENTS.get(self.block, (frozenset(), frozenset()))
        given = self.model_fields_set - {"block", "at", "optional"}
        if missing := sorted(required - given):
            raise ValueError(f'a block "{self.block}" needs {", ".join(missing)}')
        if extra := sorted(given - required - allowed):
            raise ValueError(f'a block "{self.block}" takes no {", ".join(extra)}')
        return self


class Panel(Model):
    """One face between folds."""

    width_mm: int
    blocks: tuple[Block, ...]
    """From top to bottom."""


class Leaflet(Model):
    """A folded paper: a sheet, its two sides and its panels."""

    width_mm: int
    """Of the flat sheet, as it lies for printing."""
    height_mm: int
    largest_pt: Decimal
    """Type size to begin with."""
    comfortable_pt: Decimal
    """Rather than print smaller than this, optional blocks leave."""
    smallest_pt: Decimal
    """No word is printed smaller."""
    outside: tuple[Slug, ...]
    """Panels of the first side, left to right as printed."""
    inside: tuple[Slug, ...]
    """Panels of the second side, left to right as printed."""
    panels: dict[Slug, Panel]
    """In the order in which they are read aloud, the cover first; each side keeps its own."""

    @model_validator(mode="after")
    def _folds(self) -> Self:
        placed = [*self.outside, *self.inside]
        if sorted(placed) != sorted(self.panels):
            raise ValueError("outside and inside together must name each panel exactly once")
        if len(self.outside) != len(self.inside):
            raise ValueError("outside and inside must have the same number of panels")
        for side in (self.outside, self.inside):
            total = sum(self.panels[name].width_mm for name in side)
            if total != self.width_mm:
                raise ValueError(
                    f"the panels {', '.join(side)} are {total} mm wide together; "
                    f"the sheet has {self.width_mm} mm"
                )
        for front, back in zip(self.outside, reversed(self.inside), strict=True):
            if self.panels[front].width_mm != self.panels[back].width_mm:
                raise ValueError(
                    f'"{back}" is printed on the back of "{front}" and must be as wide'
                )
        if not self.smallest_pt <= self.comfortable_pt <= self.largest_pt:
            raise ValueError("smallest_pt, comfortable_pt and largest_pt must rise in this order")
        return self

    def back_of(self, panel: str) -> str:
        """Name the panel printed on the other face of *panel*.

        The sheet is turned over its short edge, so the first from the left backs the last.
        Source: docs/explanation/folding.md.
        """
        front, back = self.outside, self.inside
        if panel in back:
            front, back = back, front
        return back[len(back) - 1 - front.index(panel)]
