"""Beside step 4: cells → a workbook with a sheet for each kind of fact, lists and locked ids.

The locks have no password. They keep keys from being sorted away from their lines by mistake.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from itertools import groupby
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import PatternFill, Protection
from openpyxl.styles.fonts import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from ...load import Content
from ...sheets.workbook import as_text
from .first import find_out_first
from .questions import Cell
from .table import COLUMNS, CONFIDENCE, SHEETS_BESIDE, TO_FILL_IN, row_of

_WIDTHS = {
    "key": 30,
    "fact": 26,
    "asks": 22,
    "now": 42,
    "new": 42,
    "one of": 22,
    "publisher": 22,
    "address": 30,
    "it says": 34,
    "sources now": 22,
    "note": 40,
}
_HEAD = Font(bold=True)
_WRITE = PatternFill("solid", fgColor="FFF6D5")
_GAP = PatternFill("solid", fgColor="FBE3E0")
_OPEN = Protection(locked=False)
_ROWS_A_MENU = 100
_READ_ME, _FIRST, _SOURCES, _PROVINCES, _LISTS = SHEETS_BESIDE
HOW = (
    "Facts for people who read this in a crisis. Fill in what you know, and send the file back.",
    "",
    (
        '1. Write into the yellow columns only. In the column state, "not known" is asked of you; '
        '"needed": a new fact cannot be without it.'
    ),
    '2. Column "new": the fact as it is today. Leave it empty where nothing has changed.',
    "3. Each line that you fill in says where you read it, and on which day (2026-11-25).",
    '    An old source, read again: its short name from the sheet "sources" into "source".',
    '    A new source: "publisher", "address", "published", "read on", "confidence".',
    "    official = the office itself. secondary = a newspaper, another organisation, a list.",
    '4. You read a source again and the fact is still right: fill in "source" and "read on" alone.',
    "5. Where nobody knows any more, write: not known. Do not guess.",
    "6. Leave %(words like these)s in a sentence as they are: they become numbers and names.",
    (
        "7. The last lines of a sheet are blank: write a new contact, question, scheme, hazard or "
        "consular post there."
    ),
    '    The sheet "find out first" says what is missing, the gravest first.',
    "8. Never ring an emergency number to try it. Never write the name of a migrant.",
)


def render_xlsx(cells: Sequence[Cell], content: Content) -> bytes:
    """Write *cells*, all of one host country, as a workbook."""
    book = Workbook()
    _write_lines(book.active, _READ_ME, [[line] for line in HOW], widths=(110,))
    host = content.hosts[cells[0].host] if cells else None
    if host is not None:
        first = [[line.what, line.place] for line in find_out_first(content, host.slug)]
        head = ["what to find out, the gravest first", "where it will stand"]
        _write_lines(book.create_sheet(), _FIRST, [head, *first], widths=(80, 70))
    lists = _Lists(cells)
    for group, cells_of_group in groupby(cells, key=lambda cell: cell.group):
        _facts(book.create_sheet(group), list(cells_of_group), lists)
    sources = host.sources.sources if host else {}
    rows = [
        [
            name,
            source.publisher,
            " ".join(source.url) or source.where or "",
            source.published,
            source.read_on.isoformat(),
            source.confidence,
        ]
        for name, source in sources.items()
    ]
    head = ["source", "publisher", "address", "published", "read on", "confidence"]
    _write_lines(book.create_sheet(), _SOURCES, [head, *rows], widths=(16, 34, 60, 16, 12, 12))
    names = {code: row.name for code, row in host.country.provinces.items()} if host else {}
    _write_lines(
        book.create_sheet(),
        _PROVINCES,
        [["code", "name"], *map(list, names.items())],
        widths=(10, 40),
    )
    _write_lines(book.create_sheet(), _LISTS, lists.rows(), widths=())
    # Choices are in a sheet: written into the rule of a cell, they may have 255 letters in all.
    book[_LISTS].sheet_state = "hidden"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


class _Lists:
    """What may be chosen, each list in a column of the hidden sheet."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        menus = dict.fromkeys(cell.menu for cell in cells if cell.menu)
        self.columns = [CONFIDENCE, *(menu for menu in menus if menu != CONFIDENCE)]

    def rows(self) -> list[list[str]]:
        most = max(len(column) for column in self.columns)
        return [
            [column[row] if row < len(column) else "" for column in self.columns]
            for row in range(most)
        ]

    def menu(self, choices: tuple[str, ...], *, free: bool = False) -> DataValidation:
        """Make the list that drops down; with *free* something else may be written too."""
        letter = get_column_letter(self.columns.index(choices) + 1)
        menu = DataValidation(
            type="list",
            formula1=f"{_LISTS}!${letter}$1:${letter}${len(choices)}",
            allow_blank=True,
            showErrorMessage=not free,
        )
        menu.errorTitle, menu.error = "Not in the list", "Choose one from the list."
        return menu


def _facts(page: Any, cells: Sequence[Cell], lists: _Lists) -> None:
    names = list(COLUMNS)
    letters = {name: get_column_letter(number) for number, name in enumerate(names, start=1)}
    page.freeze_panes = "D2"
    page.auto_filter.ref = f"A1:{letters['code']}{len(cells) + 1}"
    for name, letter in letters.items():
        page.column_dimensions[letter].width = _WIDTHS.get(name, 14)
    # Nobody reads them, and hiding keeps them from being edited.
    for name in ("key", "code"):
        page.column_dimensions[letters[name]].hidden = True
    for number, text in enumerate(names, start=1):
        as_text(page.cell(1, number), text).font = _HEAD
    for row, cell in enumerate(cells, start=2):
        for number, text in enumerate(row_of(cell), start=1):
            _fill(as_text(page.cell(row, number), text), names[number - 1], text)
    _menus(page, cells, letters, lists)
    page.protection.sheet = True
    page.protection.autoFilter = page.protection.formatColumns = False
    page.protection.formatRows = page.protection.formatCells = False


def _fill(cell: Any, name: str, text: str) -> None:
    if name in TO_FILL_IN:
        cell.fill, cell.protection = _WRITE, _OPEN
    elif name == "state" and text:
        cell.fill = _GAP


def _menus(page: Any, cells: Sequence[Cell], letters: Mapping[str, str], lists: _Lists) -> None:
    rows: dict[tuple[str, ...], list[int]] = {}
    free = set()
    for row, cell in enumerate(cells, start=2):
        if cell.menu:
            rows.setdefault(cell.menu, []).append(row)
        # Opening hours may be written as well as chosen.
        if cell.shape.kind == "union":
            free.add(cell.menu)
    for menu, menu_rows in rows.items():
        # Some programs cut off a list of places that grows too long.
        for start in range(0, len(menu_rows), _ROWS_A_MENU):
            drop_down = lists.menu(menu, free=menu in free)
            for row in menu_rows[start : start + _ROWS_A_MENU]:
                drop_down.add(f"{letters['new']}{row}")
            page.add_data_validation(drop_down)
    sure = lists.menu(CONFIDENCE)
    sure.add(f"{letters['confidence']}2:{letters['confidence']}{len(cells) + 1}")
    page.add_data_validation(sure)


def _write_lines(
    page: Any, title: str, rows: Sequence[Sequence[str]], *, widths: Sequence[int]
) -> None:
    page.title = title
    for number, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    for row, texts in enumerate(rows, start=1):
        for number, text in enumerate(texts, start=1):
            if text:
                as_text(page.cell(row, number), text)
