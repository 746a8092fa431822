"""Translations as a workbook, for Excel, LibreOffice and Google Sheets.

Each cell is text and stays text: nothing is calculated, no number loses its zero. ``workbook``,
``sheet_rows`` and ``as_text`` are for any workbook: facts travel in one too.
"""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from ..model import limits
from ..problems import quoted
from .rows import Fault, Reading, Sheet, UnreadableFormError
from .table import columns_of, read_table, table
from .workbook_size import refuse_too_large

_TITLE = "translate"
_WIDTHS = {"key": 24, "source": 46, "translation": 52, "note": 34, "previous source": 34,
           "terms": 34, "read on": 30, "translated by": 22, "remarks": 34}  # fmt: skip
_WRAP = Alignment(wrap_text=True, vertical="top")
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


def as_text(cell: Any, text: str) -> Any:
    """Make *cell* hold *text*, which no program calculates, shortens or turns into a day."""
    # Set as text by hand: openpyxl takes what begins with "=" for a formula otherwise. An empty text
    # is no cell that Excel knows.
    if text:
        cell._value, cell.data_type = text, "s"  # noqa: SLF001
    cell.alignment, cell.number_format, cell.quotePrefix = _WRAP, "@", True
    return cell


def parse_xlsx(data: bytes) -> Reading:
    """Read a workbook that came back: its sheet "translate", or the first one.

    Raises UnreadableFormError when it is no workbook or has another header.
    """
    faults: list[Fault] = []
    with workbook(data) as book:
        page = book[_TITLE] if _TITLE in book.sheetnames else book.worksheets[0]
        reading = read_table(sheet_rows(page, faults), column=column_name)
    reading.faults[:0] = faults
    return reading


def column_name(index: int) -> str:
    """Name a column by its number, from 0, as spreadsheets do."""
    return f"column {get_column_letter(index + 1)}"


@contextmanager
def workbook(data: bytes) -> Iterator[Any]:
    """Give the workbook in *data*; what goes wrong while it is read raises UnreadableFormError."""
    try:
        refuse_too_large(data)
        with warnings.catch_warnings():
            # Of what openpyxl passes over, nothing is ours, and no translator knows the words.
            warnings.simplefilter("ignore")
            yield load_workbook(BytesIO(data), read_only=True, data_only=False)
    except UnreadableFormError:
        raise
    # A damaged part is met anywhere in three libraries (zip, XML, openpyxl), which raise whatever
    # Python raises there: no list of errors was ever whole.
    except Exception as error:
        what = quoted(f"{type(error).__name__}: {error}")
        raise UnreadableFormError(
            f"this is not a workbook that can be read ({what}). Open it in a spreadsheet, save it "
            "anew as .xlsx, or ask for it again."
        ) from error


def sheet_rows(
    page: Any, faults: list[Fault], *, numbers: bool = True, days: Collection[str] = ()
) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield each row of a sheet with its place in words.

    A row with a formula, a day or an error goes to *faults*; without *numbers* so does one with a
    number, whose zero at the front would be gone. In the columns *days*, named in small letters, a
    day is written as year-month-day.
    """
    names: list[str] = []
    day_columns, left = [[name] for name in days], limits.CELLS.most
    for number, cells in enumerate(page.iter_rows(), start=1):
        # A row that says it is the billionth has as many empty ones before it.
        left -= len(cells) + 1
        if left < 0:
            raise UnreadableFormError(
                f'the sheet "{page.title}" has more than {limits.CELLS.most:,} cells. Delete what is not '
                "part of the table, also empty rows far below it, and save it anew."
            )
        row = [
            _day(cell) if names[index : index + 1] in day_columns else _text(cell, numbers=numbers)
            for index, cell in enumerate(cells)
        ]
        texts = [text or "" for text in row]
        names = names or [text.strip().casefold() for text in texts]
        key = texts[names.index("key")] if "key" in names[: len(texts)] else ""
        for index, text in enumerate(row):
            if text is None:
                place = f"row {number}, {column_name(index)}"
                faults.append(_not_text(place, cells[index], key))
        if None not in row:
            yield f"row {number}", texts


def _day(cell: Any) -> str | None:
    """Give the text of a cell in which a spreadsheet may have made a day of what was typed."""
    if isinstance(cell.value, datetime):
        return cell.value.date().isoformat()
    return _text(cell, numbers=False)


def _text(cell: Any, *, numbers: bool) -> str | None:
    """Give the text of a cell; None when it holds a formula, a date or an error."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f" or not isinstance(value, str | int):
        return None
    # A lone number that somebody typed is the number; true and false are not.
    if isinstance(value, bool) or cell.data_type == "e":
        return None
    return str(value) if numbers or isinstance(value, str) else None


def _not_text(place: str, cell: Any, key: str) -> Fault:
    kind = "a formula" if cell.data_type == "f" else "not text but a number, a date or an error"
    return Fault(
        place, f"this cell holds {kind} ({str(cell.value)[:40]!r})",
        "Format the column as text and type the sentence again.", key,
    )  # fmt: skip
