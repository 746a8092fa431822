"""Step 1, model: content/leaflets/FORMAT.yaml: the paper of a hand-out, its panels and blocks.

A format holds no words: blocks take them from the facts,
and headings from the interface. It serves every host country: an id that a host does not have is
left out there.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from . import limits
from .fields import HazardSlug, Model, Profile, Slug

Millimetres = Annotated[Decimal, Field(gt=0, le=limits.PAPER.most)]
Inset = Annotated[Decimal, Field(ge=0, le=limits.PAPER.most)]
"""A distance in millimetres that may be none."""
TypePoints = Annotated[Decimal, Field(ge=1, le=limits.TYPE.most)]
"""A type size."""
Step = Annotated[Decimal, Field(ge=Decimal("0.05"), le=limits.TYPE.most)]
Copied = Annotated[int, Field(ge=1, le=limits.COPIES.most)]
PageCount = Annotated[int, Field(ge=1, le=limits.PAGES.most)]
Lines = Annotated[int, Field(ge=1, le=limits.ITEMS.most)]
Share = tuple[Lines, Lines]

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
    "closing",
    "steps",
    "answer",
    "caution",
    "claims",
    "language-lines",
    "words",
    "checklist",
    "hazards",
    "index",
    "first-aid",
    "work",
    "contacts",
    "place",
    "referrals",
    "spoken",
    "wishes",
    "wordless-title",
    "wordless-numbers",
    "wordless-hazards",
    "wordless-take",
    "wordless-foot",
]

ARGUMENTS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "hazard": (frozenset({"hazard", "ids"}), frozenset({"heading", "short"})),
    "phrases": (frozenset({"ids"}), frozenset({"heading", "title"})),
    "now": (frozenset({"ids"}), frozenset({"short"})),
    "on-the-phone": (frozenset({"ids"}), frozenset({"short"})),
    "warning": (frozenset({"ids"}), frozenset()),
    "rules": (frozenset(), frozenset({"ids"})),
    "steps": (frozenset(), frozenset({"guide", "ids", "short"})),
    "answer": (frozenset({"answer"}), frozenset()),
    "claims": (frozenset({"ids"}), frozenset({"heading", "short", "deadlines"})),
    "language-lines": (frozenset({"most"}), frozenset()),
    "words": (frozenset({"template"}), frozenset()),
    "checklist": (frozenset({"section"}), frozenset({"ids", "short", "heading"})),
    "hazards": (frozenset(), frozenset({"show", "depths"})),
    "first-aid": (frozenset(), frozenset({"most"})),
    "work": (frozenset({"most"}), frozenset({"ids", "of_work"})),
    "contacts": (frozenset(), frozenset({"most"})),
    "referrals": (frozenset({"most"}), frozenset({"after", "heading"})),
    "wordless-numbers": (frozenset({"most"}), frozenset()),
    "wordless-hazards": (frozenset({"across"}), frozenset({"most", "after", "share"})),
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
    host does not have, or did not judge fit for paper (``carry: paper``), is left out there. A
    rules or steps block without ids prints all that are for paper."""
    guide: Slug | None = None
    """The guide that a steps block takes its steps from; without one, from all."""
    answer: (
        Literal[
            "what_happens",
            "emergency_contacts",
            "aid",
            "hotlines",
            "eligible",
            "id_shown",
            "moving",
        ]
        | None
    ) = None
    """Which of the seven answers."""
    of_work: dict[Profile, tuple[Slug, ...]] = {}
    """Of a work block: the messages that each work profile sees instead, the first first, each with
    a picture. A profile that has fewer than ``most`` of them in a host country has no such paper
    there."""
    deadlines: dict[Slug, Slug] = {}
    """In a claims block: point → scheme whose deadline stands beside it."""
    show: dict[HazardSlug, Slug] = {}
    """In a hazards block: hazard → phrase to show to somebody there."""
    depths: tuple[Slug, ...] = ()
    """In a hazards block: the message on water at the ankle, and the one on cars in 30 and 60 cm of
    it. What they say besides their first sentence stands below drawings of it."""
    template: Slug | None = None
    """Of a words block: the file of the format's own folder of templates that prints it. It has
    the interface's words and the edition, and no facts."""
    section: Literal["go_bag", "family_plan", "contact_card", "papers", "savings"] | None = None
    """Of a checklist: the section of prepare.yaml."""
    title: (
        Literal["emergency", "medical", "shelter", "family", "police", "work", "papers"] | None
    ) = None
    """Of a phrases block: the group of phrases whose name is its heading."""
    heading: bool = True
    """False: it goes on below the block before it."""
    short: bool = False
    """True: only the bold sentence of each line, not the rest."""
    most: Lines | None = None
    """At most so many lines."""
    after: Lines | None = None
    """Of a referrals or wordless-hazards block: without the first so many, which a block before it
    prints."""
    across: Lines | None = None
    """Of a wordless-hazards block: so many pictures in one line; the number to call counts as
    two."""
    share: Share | None = None
    """Of a wordless-hazards block: which part of all hazards it prints, out of how many: ``[1,
    3]``, so that panels are alike full in a country of six and of ten."""
    at: Literal["flow", "foot"] = "flow"
    """foot: it stands at the bottom edge of the panel."""
    optional: int | None = None
    """Its turn to leave when the panel is too full: 1 leaves first. Absent = it stays."""

    @model_validator(mode="after")
    def _fits_its_name(self) -> Self:
        required, allowed = ARGUMENTS.get(self.block, (frozenset(), frozenset()))
        keys = self.model_fields_set - {"block", "at", "optional"}
        if missing := sorted(required - keys):
            raise ValueError(f'a block "{self.block}" needs {", ".join(missing)}')
        if extra := sorted(keys - required - allowed):
            raise ValueError(f'a block "{self.block}" cannot have {", ".join(extra)}')
        return self


Blocks = Annotated[tuple[Block, ...], Field(max_length=limits.BLOCKS.most)]


class Panel(Model):
    """One face between folds; in a book, one chapter."""

    width_mm: Millimetres | None = None
    """Absent: all of the paper, or its equal share of it."""
    blocks: Blocks
    """From top to bottom."""
    pages: PageCount | None = None
    """In a book: type grows smaller rather than that it takes more pages than these."""
    largest_pt: TypePoints | None = None
    """In a book, of what has a type size of its own, as hazards and panels with ``pages``: the size
    to begin with."""


class Copies(Model):
    """The same piece many times on a larger sheet, to be cut apart."""

    sheet_width_mm: Millimetres
    sheet_height_mm: Decimal
    across: Copied
    down: Copied


class OtherSize(Model):
    """The same hand-out on other paper."""

    width_mm: Millimetres | None = None
    height_mm: Decimal | None = None
    panels: dict[Slug, Millimetres] = {}
    """Widths of panels."""
    copies: Copies | None = None
    scale: Annotated[Decimal, Field(gt=0, le=1)] | None = None
    """Or the whole of it smaller, by this factor."""


class Book(Model):
    """A hand-out of many pages: its panels are chapters that follow each other."""

    least_pages: PageCount
    most_pages: PageCount
    spare: tuple[Slug, ...] = ()
    """Panels to write in that stand where a page would be empty: before the last chapter, so that
    the pages make whole sheets, and before a hazard that has to begin on a left page."""


class Leaflet(Model):
    """A hand-out on paper: a piece of paper, its sides and their panels."""

    width_mm: Millimetres
    """Of the piece as it lies flat, after cutting."""
    height_mm: Millimetres
    largest_pt: TypePoints
    """Type size to begin with."""
    comfortable_pt: TypePoints
    """Rather than print smaller than this, optional blocks leave."""
    smallest_pt: TypePoints
    """Type size to end with."""
    step_pt: Step = Decimal("0.25")
    """By how much one size differs from the next."""
    floor_pt: TypePoints = Decimal("8.5")
    """No word is printed smaller, not even the small print."""
    edge_mm: Inset = Decimal(6)
    """No line comes nearer to an edge of its panel: office printers leave that much white."""
    foot_gap_mm: Inset = Decimal(4)
    """Between the running blocks of a panel and those at its foot."""
    sides: tuple[tuple[Slug, ...], ...] = ()
    """Panels of each side, left to right as printed; the second is turned over the short edge."""
    copies: Copies | None = None
    """How many fit on the sheet that goes through the printer; absent = one."""
    book: Book | None = None
    sizes: dict[Literal["letter", "a4"], OtherSize] = {}
    """Other paper it can be printed on."""
    profiles: tuple[Profile, ...] = ()
    """Work profiles that have one of their own, besides the one for everybody."""
    second: Literal["all", "labels"] = "all"
    """In two languages: what is said in the second. labels: headings, fields and what is held
    up."""
    host_language: bool = False
    """It carries labels in the host country's language even when made in one language."""
    neutral: bool = False
    """Its file carries no title but the first number on it."""
    made: tuple[Literal["colour", "mono", "a4", "a4-mono"], ...] = ("colour", "mono")
    """Which of them the site offers; the others are made when somebody asks."""
    panels: Annotated[dict[Slug, Panel], Field(min_length=1, max_length=limits.PANELS.most)]
    """In the order in which they are read aloud, the cover first; each side keeps its own."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if bool(self.sides) == bool(self.book):
            raise ValueError("a format has either sides or, for a book, book")
        if not self.smallest_pt <= self.comfortable_pt <= self.largest_pt:
            raise ValueError("smallest_pt, comfortable_pt and largest_pt must rise in this order")
        tried = (self.largest_pt - self.smallest_pt) / self.step_pt
        if tried > limits.SIZES.most:
            raise ValueError(
                f"step_pt is too small: more than {limits.SIZES} lie between largest_pt and "
                "smallest_pt"
            )
        if self.sides:
            self._folds()
        if self.book and (unknown := sorted(set(self.book.spare) - set(self.panels))):
            raise ValueError(f"spare names what is no panel: {', '.join(unknown)}")
        for name in self.sizes:
            self.on(name)  # is checked in its turn
        return self

    def _folds(self) -> None:
        placed = [name for side in self.sides for name in side]
        if sorted(placed) != sorted(self.panels):
            raise ValueError("the sides together must name each panel exactly once")
        for side in self.sides:
            total = sum(self.panel_width_mm(name) for name in side)
            if total != self.width_mm:
                raise ValueError(
                    f"the panels {', '.join(side)} are {total} mm wide together, "
                    f"but the sheet is {self.width_mm} mm wide; make both the same"
                )
        if len(self.sides) == 2 and len(self.sides[0]) == len(self.sides[1]):
            for front, back in zip(self.sides[0], reversed(self.sides[1]), strict=True):
                if self.panel_width_mm(front) != self.panel_width_mm(back):
                    raise ValueError(
                        f'"{back}" is printed on the back of "{front}" and must be as wide'
                    )

    def panel_width_mm(self, name: str) -> Decimal:
        """Width of a panel."""
        if (width := self.panels[name].width_mm) is not None:
            return width
        side = next((side for side in self.sides if name in side), (name,))
        return self.width_mm / len(side)

    @property
    def sheet_mm(self) -> tuple[Decimal, Decimal]:
        """Width and height of the page that is printed."""
        if self.copies:
            return self.copies.sheet_width_mm, self.copies.sheet_height_mm
        return self.width_mm, self.height_mm

    def on(self, size: str | None) -> Leaflet:
        """Return the same format for other paper; a *size* that is only smaller changes nothing."""
        if size is None:
            return self
        other = self.sizes[size]  # type: ignore[index]
        changes = other.model_dump(exclude={"panels", "scale"}, exclude_none=True)
        panels = {
            name: panel.model_copy(update={"width_mm": other.panels.get(name, panel.width_mm)})
            for name, panel in self.panels.items()
        }
        whole = {name: getattr(self, name) for name in type(self).model_fields}
        return Leaflet.model_validate(whole | changes | {"panels": panels, "sizes": {}})


def plain_points(size: Decimal) -> str:
    """Write a type size in one way only.

    >>> plain_points(Decimal("9.50"))
    '9.5'
    """
    return f"{size.normalize():f}"
