"""Beside step 4: a sheet of passages → a workbook, and a workbook → its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from ...sheets.faults import Fault
from ...sheets.merged import merged_rows
from ...sheets.workbook import as_text, column_name, sheet_rows, workbook
from .core_workbook import TITLE, read_you, render_core_workbook
from .rows import ReturnedFile, Sheet
from .table import NEEDED, columns_of, read_table, table

_WIDTHS = {
    "key": 24,
    "source": 46,
    "translation": 52,
    "note": 34,
    "previous source": 34,
    "terms": 34,
    "read on": 30,
    "translated by": 22,
    "remarks": 34,
}
_HEAD = Font(bold=True)
_WRITE = PatternFill("solid", fgColor="FFF6D5")
_LIFE = PatternFill("solid", fgColor="FBE3E0")


def render_xlsx(sheet: Sheet) -> bytes:
    """Write *sheet* as a workbook of one sheet; the core as one for a volunteer, with pictures."""
    if sheet.core:
        return render_core_workbook(sheet)
    book = Workbook(write_only=True)
    page = book.create_sheet(TITLE)
    page.freeze_panes = "A2"
    names = list(columns_of(sheet))
    for number, name in enumerate(names, start=1):
        page.column_dimensions[get_column_letter(number)].width = (
            46 if name.startswith("in ") else _WIDTHS.get(name, 12)
        )
    # Nobody reads them, and hiding keeps them from being edited.
    for name in ("for", "was"):
        page.column_dimensions[get_column_letter(names.index(name) + 1)].hidden = True
    page.auto_filter.ref = f"A1:{get_column_letter(len(names))}{len(sheet.rows) + 1}"
    for number, cells in enumerate(table(sheet)):
        life = number > 0 and sheet.rows[number - 1].life_safety
        page.append(
            [_cell(page, names[i], text, number, life=life) for i, text in enumerate(cells)]
        )
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(page: Any, name: str, text: str, number: int, *, life: bool) -> Any:
    cell = as_text(WriteOnlyCell(page), text)
    if number == 0:
        cell.font = _HEAD
    elif name in ("translation", "still right"):
        cell.fill = _WRITE
    elif life and name == "source":
        cell.fill = _LIFE
    return cell


def parse_xlsx(data: bytes) -> ReturnedFile:
    """Read a returned workbook: its sheet "translate", or the first one that has such a table.

    A row with merged cells goes to the faults.
    Raises UnreadableFormError when it is no workbook or has another header.
    """
    faults: list[Fault] = []
    with workbook(data) as book:
        page = _page_of(book)
        merged = merged_rows(book, page)
        rows = (
            (place, cells)
            for number, (place, cells) in _numbered(sheet_rows(page, faults))
            if not _is_merged(number, place, merged, faults)
        )
        reading = read_table(rows, column=column_name)
        read_you(book, reading)
    reading.faults[:0] = faults
    return reading


def _page_of(book: Any) -> Any:
    """Return the sheet with the table: by its name, or by what stands in its first line."""
    if TITLE in book.sheetnames:
        return book[TITLE]
    for page in book.worksheets:
        head = next(page.iter_rows(max_row=1, values_only=True), ())
        if {str(name).strip().casefold() for name in head} >= set(NEEDED):
            return page
    return book.worksheets[0]


def _numbered(
    rows: Iterator[tuple[str, Sequence[str]]],
) -> Iterator[tuple[int, tuple[str, Sequence[str]]]]:
    # Rows with a fault are left out of *rows*, so they cannot be counted.
    for place, cells in rows:
        yield int(place.removeprefix("row ")), (place, cells)


def _is_merged(number: int, place: str, merged: Mapping[int, str], faults: list[Fault]) -> bool:
    if number not in merged or number == 1:
        return False
    message = (
        f"cells are merged here ({merged[number]}): nobody knows to which row their text belongs"
    )
    remedy = "Take the cells apart and write each translation into its own row."
    faults.append(Fault(place, message, remedy))
    return True
