"""Beside step 4: a sheet of passages → a workbook, and a workbook → its rows."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from ...sheets.faults import Fault
from ...sheets.workbook import as_text, column_name, sheet_rows, workbook
from .rows import ReturnedFile, Sheet
from .table import columns_of, read_table, table

_TITLE = "translate"
_WIDTHS = {"key": 24, "source": 46, "translation": 52, "note": 34, "previous source": 34,
           "terms": 34, "read on": 30, "translated by": 22, "remarks": 34}  # fmt: skip
_HEAD = Font(bold=True)
_WRITE = PatternFill("solid", fgColor="FFF6D5")
_LIFE = PatternFill("solid", fgColor="FBE3E0")


def render_xlsx(sheet: Sheet) -> bytes:
    """Write *sheet* as a workbook of one sheet."""
    book = Workbook(write_only=True)
    page = book.create_sheet(_TITLE)
    page.freeze_panes = "A2"
    names = list(columns_of(sheet))
    for number, name in enumerate(names, start=1):
        page.column_dimensions[get_column_letter(number)].width = (
            46 if name.startswith("in ") else _WIDTHS.get(name, 12)
        )
    # Nobody reads it, and hiding keeps it from being edited.
    page.column_dimensions[get_column_letter(len(names))].hidden = True
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
    """Read a workbook that came back: its sheet "translate", or the first one.

    Raises UnreadableFormError when it is no workbook or has another header.
    """
    faults: list[Fault] = []
    with workbook(data) as book:
        page = book[_TITLE] if _TITLE in book.sheetnames else book.worksheets[0]
        reading = read_table(sheet_rows(page, faults), column=column_name)
    reading.faults[:0] = faults
    return reading
