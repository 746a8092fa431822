"""The columns of the table of facts, its two forms, and how one that came back is read.

What kind a file is, is told by its first bytes. In a workbook each kind of fact has a sheet of its
own; a CSV file holds them one after the other.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ..load import Content
from ..translations.csv_form import csv_rows, guard
from ..translations.forms import kind_of
from ..translations.rows import Fault, UnreadableFormError, digest_of
from ..translations.table import Line, read_lines
from ..translations.xlsx_form import column_name, sheet_rows, workbook
from .cells import Cell

COLUMNS: Mapping[str, Callable[[Cell], str]] = {
    "key": lambda cell: cell.key,
    "fact": lambda cell: cell.title,
    "asks": lambda cell: cell.asks,
    "state": lambda cell: "not known" if cell.gap else "",
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
    "new", "source", "publisher", "address", "published", "read on", "confidence", "it says",
)  # fmt: skip
NEEDED = ("key", "fact", "asks", "now", *TO_FILL_IN, "code")
DAYS = ("read on", "published")
"""Columns in which a spreadsheet makes a day of what is typed, and may."""
CONFIDENCE = ("official", "secondary")
"""What a source may be; an unconfirmed one never reaches a reader, so none is taken."""


def code_of(key: str, now: str) -> str:
    """Give the short digest that ties a key to what stood there when the table was made."""
    return digest_of(f"{key}\0{now}")


def row_of(cell: Cell) -> list[str]:
    """Give the cells of one line, in the order of the columns."""
    return [column(cell) for column in COLUMNS.values()]


def render_csv(cells: Sequence[Cell], _content: Content) -> bytes:
    """Write the table as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for cell in cells:
        writer.writerow([guard(words) for words in row_of(cell)])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


# --- what came back ---------------------------------------------------------------------------


@dataclass
class Reading:
    """What one file holds: the lines that somebody filled in, and those that nobody touched."""

    lines: list[Line] = field(default_factory=list)
    untouched: int = 0
    faults: list[Fault] = field(default_factory=list)


def parse_table(data: bytes) -> Reading:
    """Read a table of facts that came back. Raises UnreadableFormError when it is none."""
    kind = kind_of(data)
    reading = Reading()
    if kind == "xlsx":
        _parse_xlsx(data, reading)
    elif kind == "csv":
        rows = csv_rows(data)
        found = read_lines(
            rows, known=COLUMNS, needed=NEEDED, faults=reading.faults,
            column=lambda index: f"column {index + 1}",
        )  # fmt: skip
        _take(list(found), reading)
    else:
        raise UnreadableFormError(
            "this is no table of facts but a file of translations. Take it in with: "
            "advisory translations import"
        )
    return reading


def _parse_xlsx(data: bytes, reading: Reading) -> None:
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
                rows, known=COLUMNS, needed=NEEDED, faults=reading.faults, column=column_name
            )
    if not ours:
        raise UnreadableFormError("no sheet of it holds facts. Send the whole workbook.")
    _take(lines, reading)


SHEETS_BESIDE = ("read me", "sources", "provinces", "lists")


def _is_ours(header: Sequence[str]) -> bool:
    # A header that lost a column or two is ours, and refused by name; a sheet of notes is not.
    return len({name.strip().casefold() for name in header} & set(NEEDED)) > 2


def _on_sheet(title: str, fault: Fault) -> Fault:
    remedy = "Format the column as text and type it again: as a number it may have lost its zero."
    return Fault(f"sheet {title}, {fault.place}", fault.message, remedy, fault.key)


def _take(lines: list[Line], reading: Reading) -> None:
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
    """Tell whether *column* holds what stood there when the table was made."""
    code = code_of(line.cells["key"].strip(), line.cells[column])
    return line.cells["code"].strip() == code
