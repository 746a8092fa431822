"""Step 4, tables: a table and its columns: name, hashtag, meaning of a cell, and its check.

All cells are text. The one exception for programs is ``date``: a day as ``2026-11-29``, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True)
class Column:
    """One column of a table."""

    name: str
    tag: str
    """HXL hashtag with its attributes. Source: hxlstandard.org/standard/1-1final/dictionary/."""
    says: str
    """What a cell means, for who reads the data package."""
    kind: Literal["string", "date"] = "string"
    choices: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True)
class Table:
    """A table, without its rows."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    """Columns whose cells together name a row."""

    @property
    def header(self) -> list[str]:
        """The names of its columns."""
        return [column.name for column in self.columns]

    @property
    def tags(self) -> list[str]:
        """Their hashtags."""
        return [column.tag for column in self.columns]

    def row(self, **cells: str | date | None) -> tuple[str, ...]:
        """Return a row; None is an empty cell. Every column must be given."""
        if set(cells) != set(self.header):
            raise ValueError(f"columns of {self.name}: {sorted(set(cells) ^ set(self.header))}")
        return tuple(_cell(cells[name]) for name in self.header)


YES_NO = ("yes", "no")


def yes(value: bool) -> str:  # noqa: FBT001 - a value to write down, not a way to behave
    """Write a mark."""
    return "yes" if value else "no"


def several(values: Iterable[str] | None) -> str:
    """Join codes: they contain no blanks. A comma would part cells, or make ``5,6`` a number."""
    return " ".join(values or ())


def sentences(texts: Iterable[object]) -> str:
    """Join texts to one line."""
    return " ".join(" ".join(str(text).split()) for text in texts if text)


def unlike(cells: Sequence[str]) -> list[str]:
    """Return each of *cells* once, without empty ones."""
    return [cell for cell in dict.fromkeys(cells) if cell]


def _cell(value: str | date | None) -> str:
    return "" if value is None else str(value)
