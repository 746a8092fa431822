"""Beside step 1: the tables of what people need to know → ``Need`` rows.

In: a folder with a table for each host country, ``thailand.csv``, one need a line. Out: needs in
the order of the file. What cannot be read as a need is left out: a test refuses it, and no build
depends on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ..cache.digests import digest
from ..sheets.csv_file import csv_lines
from ..sheets.faults import UnreadableFormError
from ..system.ordinary_file import read_ordinary

COLUMNS = ("need", "who", "what", "language", "stake", "ids")
"""Columns that every table has; ``search_LOCALE`` columns follow."""
SEARCH = "search_"
_BETWEEN = "|"
"""Between two searches in a cell."""

Stake = Literal["life", "other"]


@dataclass(frozen=True)
class Need:
    """What somebody needs to know, and which lines of the content answer it."""

    name: str
    who: str
    what: str
    """The question, as people ask it."""
    language: str
    """What the person reads."""
    stake: Stake
    ids: tuple[str, ...]
    """Of what an answer must hold, the deciding line first; empty while nothing answers."""
    line: int
    """Of the table, from 1."""
    searches: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What this person types, by locale."""

    @property
    def at_stake(self) -> bool:
        """Whether somebody may die or be badly hurt."""
        return self.stake == "life"


def needs_folder(content: Path) -> Path:
    """Return where the tables lie that belong to *content*; there may be none."""
    return content.parent / "tests" / "needs"


def digest_of_needs(folder: Path, host: str) -> str:
    """Return the digest of the table of *host*; empty without one."""
    path = folder / f"{host}.csv"
    try:
        return digest(read_ordinary(path))
    except OSError:
        return ""


def read_needs(path: Path) -> Iterator[Need]:
    """Yield the needs of the table *path*; none when there is no such file."""
    for number, row in _rows(path):
        if any(column not in row for column in COLUMNS):
            continue
        yield Need(
            row["need"],
            row["who"],
            row["what"],
            row["language"],
            "life" if row["stake"] == "life" else "other",
            tuple(row["ids"].split()),
            number,
            {
                column.removeprefix(SEARCH): _searches(cell)
                for column, cell in row.items()
                if column.startswith(SEARCH)
            },
        )


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    if not path.is_file():
        return
    # A table that somebody spoilt is reported by the tests: no build waits for it.
    with suppress(OSError, UnreadableFormError):
        lines = csv_lines(read_ordinary(path))
        _number, head = next(lines, (1, ()))
        for number, cells in lines:
            yield number, dict(zip(head, cells, strict=False))


def _searches(cell: str) -> tuple[str, ...]:
    return tuple(typed.strip() for typed in cell.split(_BETWEEN) if typed.strip())
