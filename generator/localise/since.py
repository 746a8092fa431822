"""Step 3: what was published last, and what was withdrawn → ``Since``, the same in each locale.

In: content that was read. Out: which facts of a host country, and of what all share, differ from
those that were recorded when the site was last published (``load/changes.py``), and which were
taken out by ``advisory withdraw``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..load import Content
from ..load.changes import Kind, Shelf, shelves
from ..model import Withdrawable


@dataclass(frozen=True)
class FactChange:
    """A fact that is told otherwise than when the site was last published."""

    id: str
    kind: Kind
    number: bool
    """Whether what they dial is new, other or gone."""
    life_safety: bool
    before: str
    """The id that a renamed fact had; else empty."""


@dataclass(frozen=True)
class GoneFact:
    """A fact that was withdrawn."""

    id: str
    day: date
    instead: str | None
    """Id of what took its place."""


@dataclass(frozen=True)
class Since:
    """What is other than when the site was last published."""

    published_on: date | None = None
    """The last recorded day, of the country or of what all share, whichever is older.

    None = nothing was recorded yet, so nothing can be compared.
    """
    changes: tuple[FactChange, ...] = ()
    gone: tuple[GoneFact, ...] = ()
    """All that was ever withdrawn and still stands in the files with its mark."""


def since_of(content: Content, host: str) -> Since:
    """Return what is other than last time in *host*, and in what all host countries share."""
    found = [shelf for shelf in shelves(content) if shelf.host in ("", host)]
    days = [shelf.published.day if shelf.published else None for shelf in found]
    known = [day for day in days if day is not None]
    return Since(
        min(known) if len(known) == len(days) and known else None,
        tuple(
            FactChange(one.id, one.kind, one.number, one.life_safety, one.before)
            for shelf in found
            for one in shelf.differences
        ),
        tuple(gone for shelf in found for gone in _gone(shelf)),
    )


def _gone(shelf: Shelf) -> list[GoneFact]:
    rows = []
    for fact in shelf.withdrawn.values():
        mark = fact.model.withdrawn if isinstance(fact.model, Withdrawable) else None
        if mark is not None:
            # What takes its place stands in the same list.
            beside = fact.id.rpartition(".")[0]
            instead = f"{beside}.{mark.instead}" if mark.instead else None
            rows.append(GoneFact(fact.id, mark.day, instead))
    return rows
