"""Beside the steps: rows of any table with a header → lines, with cells by their column's name.

In: rows of cells with their place. Out: ``Line`` values, and what is wrong with a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model import limits
from .faults import Fault, UnreadableFormError


@dataclass(frozen=True)
class Line:
    """One line of a table that came back, with its place in words."""

    place: str
    """"line 12", "row 12"."""
    cells: Mapping[str, str]
    """By the name of the column; a column that is not there is an empty text."""
    columns: Mapping[str, str]
    """How each column is called in its program: "column 4", "column D"."""

    def at(self, name: str) -> str:
        """Place of one of its cells."""
        return f"{self.place}, {self.columns[name]}"


def read_lines(
    rows: Iterable[tuple[str, Sequence[str]]],
    *,
    column_names: Iterable[str],
    needed: Sequence[str],
    column: Callable[[int], str],
    faults: list[Fault],
) -> Iterator[Line]:
    """Yield the lines of *rows* (place in words, cells), the header first; blank ones are left out.

    *column* names a column by number. A line with a cell that is too large goes to *faults*.
    Raises UnreadableFormError when a *needed* column is missing in the header, or is there twice.
    """
    rows = iter(rows)
    column_names = tuple(column_names)
    _place, header = next(rows, ("", ()))
    at = _places_of(header, column_names, needed)
    columns = {name: column(index) for name, index in at.items()}
    for place, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        large = next((i for i, text in enumerate(cells) if len(text) > limits.CELL.most), None)
        if large is not None:
            message = f"this cell contains {len(cells[large]):,} characters"
            remedy = (
                f"Paste the sentence again: at most {limits.CELL.most:,} characters are allowed."
            )
            key = cells[at["key"]].strip() if "key" in at and at["key"] != large else ""
            faults.append(Fault(f"{place}, {column(large)}", message, remedy, key))
            continue
        texts = {name: cells[i] if i < len(cells) else "" for name, i in at.items()}
        yield Line(place, {name: texts.get(name, "") for name in column_names}, columns)


def _places_of(
    header: Sequence[str], column_names: Sequence[str], needed: Sequence[str]
) -> dict[str, int]:
    """Return the index of each column in *header*; people move, hide and delete columns."""
    names = [name.strip().casefold() for name in header]
    remedy = f"Keep the first line as it was exported: {', '.join(column_names)}."
    if missing := [name for name in needed if name not in names]:
        others = [f'"{name[:40]}"' for name in names if name and name not in column_names][:5]
        renamed = f" Was it renamed? Also there: {', '.join(others)}." if others else ""
        raise UnreadableFormError(
            f"the first line has no column {' and no column '.join(missing)}. {remedy}{renamed}"
        )
    # Of a column that is there twice, nobody knows which one was filled in.
    if twice := [name for name in needed if names.count(name) > 1]:
        raise UnreadableFormError(f"the first line has the column {twice[0]} twice. {remedy}")
    return {name: names.index(name) for name in column_names if name in names}
