"""Beside step 4: the core in one language → a workbook for a volunteer with a phone, and back.

In: a ``Sheet`` of the core. Out: a workbook of two sheets, of about a hundred kilobytes, to send by
chat. "you" says what is asked, and has cells for a handle and for what a speaker agrees to;
"translate" has a row for each text, with its picture in the cell before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import Any, Final

from markupsafe import Markup
from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from ...paths import TEMPLATES
from ...products.html import template_environment
from ...sheets.faults import Fault
from ...sheets.workbook import as_text, sheet_rows
from ...text.languages import find_language
from ...text.plain import PLACEHOLDER
from .pictures import png_pictures
from .rows import PassageRow, ReturnedFile, Sheet, VoiceConsent
from .table import columns_of, is_yes

TITLE, YOU = "translate", "you"
_HIDDEN = ("key", "state", "for", "was")
_WIDTHS = {
    "line": 5,
    "picture": 10,
    "source": 30,
    "translation": 34,
    "your remark": 22,
    "sound": 16,
    "note": 26,
    "terms": 22,
    "remarks": 22,
    "previous source": 26,
    "most letters": 9,
}
_WIDTH = 30
_WRITE = PatternFill("solid", fgColor="FFF6D5")
_LIFE = PatternFill("solid", fgColor="FBE3E0")
_HEAD = Font(bold=True)
_EDGE = Border(bottom=Side("thin", "B0B0B0"))
_SIDE_PX, _ROW_PT, _LINE_PT = 64, 54, 17

HANDLE: Final = "Handle"
_ADULT, _AGREED, _DAY = "18 or older", "I agree", "Day"
_FIELDS = {
    HANDLE: "a short word that is not your name",
    _ADULT: "only if you send sounds: write yes",
    _AGREED: "only if you send sounds: read what stands below, then write yes",
    _DAY: "only if you send sounds: the day on which you agree, as 2026-12-31",
}
_CONSENT = re.compile(r"<(?:p|li)>(.*?)</(?:p|li)>", re.DOTALL)


def render_core_workbook(sheet: Sheet) -> bytes:
    """Write *sheet* as a workbook whose pictures stand in their rows."""
    book = Workbook()
    you = book.active
    assert you is not None  # noqa: S101 - a new workbook has one sheet
    you.title = YOU
    _fill_you(you, sheet)
    _fill_table(book.create_sheet(TITLE), sheet)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _fill_you(page: Any, sheet: Sheet) -> None:
    language = find_language(sheet.locale)
    name = language.english if language else sheet.locale
    own = f" ({language.endonym})" if language and language.endonym != name else ""
    lines = len(set(map(_line_of, sheet.rows)))
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 44, 22
    page.column_dimensions["C"].width = 34
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    rows: list[tuple[str, ...]] = [
        (f"{lines} lines that a life can hang on, into {name}{own}",),
        *((text,) for text in _asked(sheet)),
        *((label, "", hint) for label, hint in _FIELDS.items()),
        *((text,) for text in consent_lines()),
    ]
    for number, cells in enumerate(rows, start=1):
        for column, text in enumerate(cells, start=1):
            as_text(page.cell(number, column), text)
        if number == 1:
            page.cell(number, 1).font = Font(bold=True, size=14)
        if cells[0] in _FIELDS:
            page.cell(number, 1).font, page.cell(number, 2).fill = _HEAD, _WRITE


def _asked(sheet: Sheet) -> Iterator[str]:
    other = find_language(sheet.beside) if sheet.beside else None
    yield (
        f'Open the sheet "{TITLE}". Write into the yellow cells of the column "translation", one '
        "row at a time."
    )
    yield "Write what a tired person understands at once. Keep every “not”, “only if” and “first”."
    yield (
        "%(…)s becomes a telephone number or a name: copy it exactly, and put it where your "
        "language needs it."
    )
    if other is not None:
        yield (
            f"{other.english} stands beside the English to help. Where they differ, follow the "
            "English."
        )
    yield "No word for it, or in doubt? Leave the row empty, or write the doubt into “your remark”."
    yield (
        "Would you rather speak? Record each line, and write the name of its file into “sound”. "
        "Send the files in one ZIP."
    )
    yield (
        "Do not rename columns or merge cells. No machine translation: nobody here could see what "
        "it got wrong."
    )
    yield (
        "Phones are searched, and this file tells a language: delete it when you have sent it back."
    )


def consent_lines() -> list[str]:
    """Return what a speaker is told before she agrees, with the words of the recorder, as lines."""
    page = template_environment(TEMPLATES / "recordings").get_template("consent.html").render()
    # Safe: taken apart, and shown as text.
    return [Markup(found).striptags() for found in _CONSENT.findall(page)]  # noqa: S704


def _fill_table(page: Any, sheet: Sheet) -> None:
    columns = _columns(sheet)
    page.freeze_panes = "A2"
    _on_paper(page)
    for number, name in enumerate(columns, start=1):
        letter = get_column_letter(number)
        page.column_dimensions[letter].width = _WIDTHS.get(name, _WIDTH)
        page.column_dimensions[letter].hidden = name in _HIDDEN
        as_text(page.cell(1, number), name).font = _HEAD
    # A program that computes this height does so after it placed the pictures: they are a row off.
    page.row_dimensions[1].height = 2 * _LINE_PT
    drawings = png_pictures((row.picture or "", row.dont) for row in sheet.rows)
    for number, row in enumerate(sheet.rows, start=2):
        texts = {name: cell(row) for name, cell in columns.items()}
        for column, (name, text) in enumerate(texts.items(), start=1):
            _fill_cell(page.cell(number, column), name, text, row)
        lines = max(_lines(name, text) for name, text in texts.items() if name not in _HIDDEN)
        page.row_dimensions[number].height = max(_ROW_PT, lines * _LINE_PT)
        if (data := drawings.get((row.picture or "", row.dont))) is not None:
            picture = Image(BytesIO(data))
            picture.width = picture.height = _SIDE_PX
            page.add_image(picture, f"B{number}")


def _on_paper(page: Any) -> None:
    """Let it be printed on A4, all columns beside each other: some write with a pen first."""
    page.print_title_rows = "1:1"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0


def _fill_cell(cell: Any, name: str, text: str, row: PassageRow) -> None:
    as_text(cell, text).border = _EDGE
    if name in ("translation", "your remark", "sound", "still right"):
        cell.fill = _WRITE
    elif name == "source" and row.life_safety:
        cell.fill = _LIFE


def _columns(sheet: Sheet) -> Mapping[str, Callable[[PassageRow], str]]:
    """Return the columns in the order of who writes; one in which nothing stands is left out."""
    have = columns_of(sheet)
    numbers: dict[str, int] = {}
    for row in sheet.rows:
        numbers.setdefault(_line_of(row), len(numbers) + 1)
    own: dict[str, Callable[[PassageRow], str]] = {
        "line": lambda row: str(numbers[_line_of(row)]),
        "picture": lambda _row: "",
        "your remark": lambda _row: "",
        "sound": lambda _row: "",
        "note": _note,
    }
    filled = {name for name in have if any(map(have[name], sheet.rows))}
    said = [name for name in ("remarks", "previous source") if name in filled]
    still = ["still right"] if "previous source" in said else []
    beside = [name for name in have if name.startswith("in ")]
    hints = [name for name in ("terms", "most letters") if name in filled]
    order = [
        "line",
        "picture",
        "source",
        *beside,
        "translation",
        *still,
        "your remark",
        "sound",
        *said,
        "note",
        *hints,
        *_HIDDEN,
    ]
    return {name: own.get(name) or have[name] for name in order}


def _line_of(row: PassageRow) -> str:
    """Return what the texts of one line have in common: one says what to do, the other why."""
    return row.key.rpartition(".")[0]


def _note(row: PassageRow) -> str:
    holes = dict.fromkeys(match[0] for match in PLACEHOLDER.finditer(row.source))
    copy = f"Copy {' '.join(holes)} exactly. " if holes else ""
    return copy + row.note


def _lines(name: str, text: str) -> int:
    """Return about how many lines *text* takes in its column: phones do not make rows higher."""
    return -(-len(text) // max(1, _WIDTHS.get(name, _WIDTH) - 4))


def read_you(book: Any, reading: ReturnedFile) -> None:
    """Read the sheet "you" into *reading*: who translated, and what a speaker agreed to.

    A workbook without that sheet leaves *reading* as it is.
    """
    if YOU not in book.sheetnames:
        return
    faults: list[Fault] = []
    said = {
        label: cells[1].strip()
        for _place, cells in sheet_rows(book[YOU], faults, days=("",))
        if len(cells) > 1
        for label in _FIELDS
        if cells[0].strip().casefold() == label.casefold()
    }
    reading.by = reading.by or said.get(HANDLE, "")
    if any(said.get(label) for label in (_ADULT, _AGREED, _DAY)):
        reading.voice = VoiceConsent(
            is_yes(said.get(_ADULT, "")), is_yes(said.get(_AGREED, "")), said.get(_DAY, "")
        )
