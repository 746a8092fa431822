"""Step 1, model: content/fits/HOST.LOCALE.yaml, the type sizes at which papers fit.

The program writes these files (``advisory fit``), and only what was measured is in them. A build
that has no such file, or one of other words, looks for the sizes itself.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from . import limits
from .fields import Model
from .leaflet import PageCount, TypePoints, plain_points

PaperName = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$", max_length=160)
]
"""Name of a paper after its language: trifold, poster-sea, trifold-letter, mae-sot.trifold."""
BlockAt = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*/[0-9]{1,3}$")]
"""A panel of the format, and the position of a block in it, from 0: back/3."""
SectionName = Annotated[
    str,
    StringConstraints(
        pattern=r"^(chapter|spread)-[a-z0-9]+(-[a-z0-9]+)*$", max_length=limits.ID.most + 8
    ),
]
"""A chapter or a hazard of a book: chapter-cover, spread-flood."""
Version = Annotated[str, StringConstraints(pattern=r"^[\w.+-]+$", max_length=40)]


class PaperFit(Model):
    """How one paper fits."""

    size_pt: TypePoints
    """Its type size."""
    without: tuple[BlockAt, ...] = ()
    """Optional blocks that had to leave."""
    pages: PageCount | None = None
    """Of a book: how many it has."""
    sizes: dict[SectionName, TypePoints] = {}
    """Of a book: type sizes of chapters and hazards that have their own."""
    joined: tuple[SectionName, ...] = ()
    """Of a book: hazards of which everything stands on the page of what to do now."""
    long: tuple[SectionName, ...] = ()
    """Of a book: what no size makes fit, and takes a page more."""
    spare: tuple[SectionName, ...] = ()
    """Of a book: before which of them a page to write in stands, once for each such page."""
    numbers: dict[SectionName, PageCount] = {}
    """Of a book: the page on which each begins, for the index."""
    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
    """Of the words and the layout, of what lays it out, and of this line. A line that was changed
    by hand counts as stale."""

    @property
    def places(self) -> frozenset[tuple[str, int]]:
        """``without``, as panels and positions."""
        pairs = (name.rpartition("/") for name in self.without)
        return frozenset((panel, int(number)) for panel, _, number in pairs)

    def values(self) -> dict[str, object]:
        """Return all of it but the digest, as JSON has it: what is absent is left out."""
        row = self.model_dump(mode="json", exclude={"digest"}, exclude_defaults=True)
        # Written as the search writes it: 9.5 and not 9.50.
        row["size_pt"] = plain_points(self.size_pt)
        if self.sizes:
            row["sizes"] = {name: plain_points(size) for name, size in self.sizes.items()}
        return row


class Fits(Model):
    """content/fits/HOST.LOCALE.yaml: how the papers of one host country in one language fit.

    Written by: advisory fit.
    """

    versions: dict[
        Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$", max_length=40)], Version
    ]
    """What the papers were laid out with."""
    fits: dict[PaperName, PaperFit]
    """By name of the paper, in order."""
