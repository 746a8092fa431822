"""Beside step 4: a sheet of passages → CSV, and a CSV file → its rows."""

from __future__ import annotations

from ...sheets.csv_file import csv_bytes, csv_rows
from .rows import ReturnedFile, Sheet
from .table import read_table, table


def render_csv(sheet: Sheet) -> bytes:
    """Write *sheet* as CSV."""
    return csv_bytes(table(sheet))


def parse_csv(data: bytes) -> ReturnedFile:
    """Read a CSV file that came back, with commas, semicolons or tabs between the cells.

    Raises UnreadableFormError for another encoding than UTF-8 or UTF-16, and for another header.
    """
    return read_table(csv_rows(data), column=lambda index: f"column {index + 1}")
