"""Beside step 4: cells → CSV or workbook, and a completed table → its lines.

The first bytes of a file decide its kind. In a workbook each kind of fact has a sheet of its
own; a CSV file has them one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ...load import Content
from ...sheets.csv_file import csv_bytes, csv_rows
from ...sheets.faults import Fault, UnreadableFormError, digest_of
from ...sheets.lines import Line, read_lines
from ...sheets.workbook import column_name, sheet_rows, workbook
from ..translators.forms import kind_of
from .needed import is_needed
from .questions import Cell

COLUMNS: Mapping[str, Callable[[Cell], str]] = {
    "key": lambda cell: cell.key,
    "fact": lambda cell: cell.title,
    "asks": lambda cell: cell.asks,
    "state": lambda cell: "needed" if is_needed(cell) else "not known" if cell.gap else "",
    "now": lambda cell: cell.now,
    "new": lambda _cell: "",
    "one of": lambda cell: ", ".join(cell.menu),
    "source": lambda _cell: "",
    "publisher": lambda _cell: "",
    "address": lambda _cell: "",
    "published": lambda _cell: "",
    "read on": lambda _cell: "",
    "confidence": lambda _cell: "",
    "it says": lambda _cell: "",
    "sources now": lambda cell: ", ".join(cell.sources),
    "note": lambda cell: cell.note,
    "code": lambda cell: code_of(cell.key, cell.now),
}
TO_FILL_IN = (
    "new",
    "source",
    "publisher",
    "address",
    "published",
    "read on",
    "confidence",
    "it says",
)
NEEDED = ("key", "fact", "asks", "now", *TO_FILL_IN, "code")
DAYS = ("read on", "published")
"""Columns in which a spreadsheet makes a day of what is typed, and may."""
CONFIDENCE = ("official", "secondary")
"""What a source may be; an unconfirmed one never reaches a reader, so none is taken."""


def code_of(key: str, now: str) -> str:
    """Return the short digest that ties a key to what was there when the table was made."""
    return digest_of(f"{key}\0{now}")


def row_of(cell: Cell) -> list[str]:
    """Return the cells of one line, in the order of the columns."""
    return [column(cell) for column in COLUMNS.values()]


def render_csv(cells: Sequence[Cell], _content: Content) -> bytes:
    """Write the table as CSV."""
    return csv_bytes([list(COLUMNS), *map(row_of, cells)])


# --- what came back ---------------------------------------------------------------------------


@dataclass
class FilledTable:
    """The content of one file: the lines that somebody filled in, and those that nobody touched."""

    lines: list[Line] = field(default_factory=list)
    untouched: int = 0
    faults: list[Fault] = field(default_factory=list)


def parse_table(data: bytes) -> FilledTable:
    """Read a table of facts that came back. Raises UnreadableFormError when it is none."""
    kind = kind_of(data)
    reading = FilledTable()
    if kind == "xlsx":
        _parse_xlsx(data, reading)
    elif kind == "csv":
        rows = csv_rows(data)
        lines = read_lines(
            rows,
            column_names=COLUMNS,
            needed=NEEDED,
            faults=reading.faults,
            column=lambda index: f"column {index + 1}",
        )
        _sort_lines(list(lines), reading)
    else:
        raise UnreadableFormError(
            "this is not a table of facts but a file of translations. Import it with: "
            "advisory translations import"
        )
    return reading


def _parse_xlsx(data: bytes, reading: FilledTable) -> None:
    ours = 0
    lines: list[Line] = []
    with workbook(data) as book:
        for page in book.worksheets:
            faults: list[Fault] = []
            rows = [
                (f"sheet {page.title}, {place}", cells)
                for place, cells in sheet_rows(page, faults, numbers=False, days=DAYS)
            ]
            if page.title in SHEETS_BESIDE or not rows or not _is_ours(rows[0][1]):
                continue
            ours += 1
            reading.faults += [_on_sheet(page.title, fault) for fault in faults]
            lines += read_lines(
                rows, column_names=COLUMNS, needed=NEEDED, faults=reading.faults, column=column_name
            )
    if not ours:
        raise UnreadableFormError(
            "no sheet of the workbook contains facts. Send the whole workbook."
        )
    _sort_lines(lines, reading)


SHEETS_BESIDE = ("read me", "find out first", "sources", "provinces", "lists")


def _is_ours(header: Sequence[str]) -> bool:
    # A header that lost a column or two is ours, and refused by name; a sheet of notes is not.
    return len({name.strip().casefold() for name in header} & set(NEEDED)) > 2


def _on_sheet(title: str, fault: Fault) -> Fault:
    remedy = "Format the column as text and type it again: a number may have lost its first zero."
    return Fault(f"sheet {title}, {fault.place}", fault.message, remedy, fault.key)


def _sort_lines(lines: list[Line], reading: FilledTable) -> None:
    # The code of a line fits what was in "now". Where it fits "new" in most of the lines that are
    # broken, no cell was edited: a spreadsheet exchanged the headings.
    broken = [line for line in lines if not _fits(line, "now")]
    if sum(_fits(line, "new") for line in broken) > len(broken) / 2:
        raise UnreadableFormError(
            'the columns "now" and "new" have changed places. Put them back under their headings.'
        )
    for line in lines:
        if any(line.cells[name].strip() for name in TO_FILL_IN):
            reading.lines.append(line)
        else:
            reading.untouched += 1


def _fits(line: Line, column: str) -> bool:
    """Return whether *column* is as it was when the table was made."""
    code = code_of(line.cells["key"].strip(), line.cells[column])
    return line.cells["code"].strip() == code
