"""The columns that both spreadsheets share, and how a table that came back is read.

Columns are found by their names, so they may be moved, hidden or left out; only three are needed.
``read_lines`` is for any table with a header: facts travel in one too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model import limits
from .rows import Fault, Reading, Returned, Row, Sheet, UnreadableFormError

COLUMNS: Mapping[str, Callable[[Row], str]] = {
    "key": lambda row: row.key,
    "state": lambda row: row.state,
    "life safety": lambda row: "yes" if row.life_safety else "",
    "source": lambda row: row.source,
    "translation": lambda row: row.translation,
    "still right": lambda _row: "",
    "remarks": lambda row: " | ".join(row.remarks),
    "translated by": lambda row: row.translated_by,
    "note": lambda row: row.note,
    "previous source": lambda row: row.previous,
    "terms": lambda row: "; ".join(row.terms),
    "read on": lambda row: ", ".join(row.used),
    "most letters": lambda row: str(row.max_letters or ""),
    "was": lambda row: row.was,
}
NEEDED = ("key", "source", "translation")
_YES = frozenset({"yes", "y", "ok", "x", "1", "true", "✓", "✔"})


def columns_of(sheet: Sheet) -> Mapping[str, Callable[[Row], str]]:
    """Give the columns that *sheet* has: with another language in it, one more after the source."""
    columns: dict[str, Callable[[Row], str]] = {}
    for name, cell in COLUMNS.items():
        columns[name] = cell
        if name == "source" and sheet.beside:
            columns[f"in {sheet.beside}"] = lambda row: row.beside
    return columns


def table(sheet: Sheet) -> Iterable[list[str]]:
    """Yield the header, then one line of cells for each row."""
    columns = columns_of(sheet)
    yield list(columns)
    for row in sheet.rows:
        yield [cell(row) for cell in columns.values()]


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
    rows: Iterable[tuple[str, Sequence[str]]], *,
    known: Iterable[str], needed: Sequence[str], column: Callable[[int], str],
    faults: list[Fault],
) -> Iterator[Line]:  # fmt: skip
    """Yield the lines of *rows* (place in words, cells), the header first; blank ones are left out.

    *column* names a column by number. A line with a cell that is too large goes to *faults*.
    Raises UnreadableFormError when the header lacks a column that is *needed*, or has it twice.
    """
    rows = iter(rows)
    known = tuple(known)
    _place, header = next(rows, ("", ()))
    names = [name.strip().casefold() for name in header]
    whole = f"Keep the first line as it was exported: {', '.join(known)}."
    if missing := [name for name in needed if name not in names]:
        raise UnreadableFormError(
            f"the first line has no column {' and no column '.join(missing)}. {whole}"
        )
    if twice := [name for name in needed if names.count(name) > 1]:
        raise UnreadableFormError(f"the first line has the column {twice[0]} twice. {whole}")
    at = {name: names.index(name) for name in known if name in names}
    columns = {name: column(index) for name, index in at.items()}
    for place, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        large = next((i for i, text in enumerate(cells) if len(text) > limits.CELL.most), None)
        if large is not None:
            what = f"this cell holds {len(cells[large]):,} characters"
            remedy = f"At most {limits.CELL.most:,} can be meant: paste the sentence again."
            key = cells[at["key"]].strip() if "key" in at and at["key"] != large else ""
            faults.append(Fault(f"{place}, {column(large)}", what, remedy, key))
            continue
        found = {name: cells[i] if i < len(cells) else "" for name, i in at.items()}
        yield Line(place, {name: found.get(name, "") for name in known}, columns)


def read_table(
    rows: Iterable[tuple[str, Sequence[str]]], *, column: Callable[[int], str]
) -> Reading:
    """Read *rows* of translations, as ``read_lines`` does."""
    reading = Reading()
    lines = read_lines(rows, known=COLUMNS, needed=NEEDED, column=column, faults=reading.faults)
    for line in lines:
        cells = line.cells
        reading.rows.append(
            Returned(
                line.at("translation"),
                cells["key"].strip(),
                cells["source"],
                cells["translation"],
                was=cells["was"].strip(),
                translated_by=cells["translated by"].strip(),
                confirmed=cells["still right"].strip().casefold() in _YES,
            )
        )
    return reading
