"""Beside the steps: text → cells of a workbook, and a workbook → its rows.

Each cell is text and stays text: nothing is calculated, no number loses its zero.
"""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from ..model import limits
from ..problems import quoted
from .faults import Fault, UnreadableFormError
from .workbook_size import refuse_too_large

_WRAP = Alignment(wrap_text=True, vertical="top")


def as_text(cell: Any, text: str) -> Any:
    """Write *text* into *cell* as text: no program calculates, shortens or makes a day of it."""
    # Set as text by hand: openpyxl takes what begins with "=" for a formula otherwise. An empty
    # text is no cell that Excel knows.
    if text:
        cell._value, cell.data_type = text, "s"  # noqa: SLF001
    cell.alignment, cell.number_format, cell.quotePrefix = _WRAP, "@", True
    return cell


def column_name(index: int) -> str:
    """Return the name of a column by its number, from 0, as spreadsheets do."""
    return f"column {get_column_letter(index + 1)}"


@contextmanager
def workbook(data: bytes) -> Iterator[Any]:
    """Yield the workbook in *data*; what goes wrong while it is read raises UnreadableFormError."""
    try:
        refuse_too_large(data)
        with warnings.catch_warnings():
            # openpyxl warns of parts that are not ours, in words that no translator knows.
            warnings.simplefilter("ignore")
            yield load_workbook(BytesIO(data), read_only=True, data_only=False)
    except UnreadableFormError:
        raise
    # A damaged part is met anywhere in three libraries (zip, XML, openpyxl), which raise whatever
    # Python raises there: no list of errors was ever whole.
    except Exception as error:
        what = quoted(f"{type(error).__name__}: {error}")
        raise UnreadableFormError(
            f"the workbook cannot be read ({what}). Open it in a spreadsheet and save it again as "
            ".xlsx, or ask for it again."
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
                f'the sheet "{page.title}" has more than {limits.CELLS.most:,} cells. Delete what '
                "is not part of the table, also empty rows far below it, and save it again."
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
    """Return the text of a cell in which a spreadsheet may have made a day of what was typed."""
    if isinstance(cell.value, datetime):
        return cell.value.date().isoformat()
    return _text(cell, numbers=False)


def _text(cell: Any, *, numbers: bool) -> str | None:
    """Return the text of a cell; None when it contains a formula, a date or an error."""
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
        place,
        f"this cell contains {kind} ({str(cell.value)[:40]!r})",
        "Format the column as text and type the sentence again.",
        key,
    )
