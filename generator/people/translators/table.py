"""Beside step 4: passages → the columns of both spreadsheets, and a returned table → its rows.

Columns are found by their names, so they may be moved, hidden or left out; only three are needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from ...sheets.faults import Fault
from ...sheets.lines import read_lines
from .rows import PassageRow, ReturnedFile, ReturnedRow, Sheet

COLUMNS: Mapping[str, Callable[[PassageRow], str]] = {
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
    "for": lambda _row: "",
    "was": lambda row: row.was,
}
ASKED = ("your remark", "sound")
"""More columns of a volunteer's workbook, to write into."""
NEEDED = ("key", "source", "translation")
_YES = frozenset({"yes", "y", "ok", "x", "1", "true", "✓", "✔"})


def columns_of(sheet: Sheet) -> Mapping[str, Callable[[PassageRow], str]]:
    """Give the columns that *sheet* has: with another language in it, one more after the source."""
    columns: dict[str, Callable[[PassageRow], str]] = {}
    for name, cell in COLUMNS.items():
        # Each row says for which language it is: rows are copied from one file into another.
        columns[name] = cell if name != "for" else lambda _row: sheet.locale
        if name == "source" and sheet.beside:
            columns[f"in {sheet.beside}"] = lambda row: row.beside
    return columns


def table(sheet: Sheet) -> Iterable[list[str]]:
    """Yield the header, then one line of cells for each row."""
    columns = columns_of(sheet)
    yield list(columns)
    for row in sheet.rows:
        yield [cell(row) for cell in columns.values()]


def read_table(
    rows: Iterable[tuple[str, Sequence[str]]], *, column: Callable[[int], str]
) -> ReturnedFile:
    """Read *rows* of translations, as ``read_lines`` does."""
    reading = ReturnedFile()
    lines = read_lines(
        rows, column_names=(*COLUMNS, *ASKED), needed=NEEDED, column=column, faults=reading.faults
    )
    for line in lines:
        cells = line.cells
        locale = cells["for"].strip()
        reading.locale = reading.locale or locale
        if locale and locale != reading.locale:
            message = (
                f'this row is from the file for "{locale}", those above it are for '
                f'"{reading.locale}"'
            )
            remedy = "Send each language as a file of its own."
            reading.faults.append(Fault(line.place, message, remedy, cells["key"].strip()))
            continue
        reading.rows.append(
            ReturnedRow(
                line.at("translation"),
                cells["key"].strip(),
                cells["source"],
                cells["translation"],
                was=cells["was"].strip(),
                translated_by=cells["translated by"].strip(),
                confirmed=is_yes(cells["still right"]),
                doubt=cells["your remark"].strip(),
                sound=cells["sound"].strip(),
            )
        )
    return reading


def is_yes(text: str) -> bool:
    """Return whether somebody said yes, in one of the ways in which people do."""
    return text.strip().casefold() in _YES
