"""Beside step 4: names of forms → their renderers; the first bytes of a file → its parser.

A translator's mail program may have renamed it; a phone saves text that was shared as ``.txt``.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping
from typing import Literal

from ...sheets.faults import UnreadableFormError
from .csv_form import parse_csv, render_csv
from .html_form import parse_form, render_form
from .po_form import parse_po
from .rows import ReturnedFile, Sheet
from .xliff_form import parse_xliff, render_xliff
from .xlsx_form import parse_xlsx, render_xlsx

RENDER: Mapping[str, Callable[[Sheet], bytes]] = {
    "csv": render_csv,
    "xlsx": render_xlsx,
    "xliff": render_xliff,
    "html": render_form,
}


FormKind = Literal["xlsx", "json", "po", "xliff", "csv"]


def kind_of(data: bytes) -> FormKind:
    """Return, by its first bytes, what a file that came back is.

    Raises UnreadableFormError when it is empty or an old workbook.
    """
    head = data[:4096].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if not head:
        raise UnreadableFormError("the file is empty. Ask for it again.")
    if head.startswith(b"pk"):
        return "xlsx"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFormError("this is an old Excel file (.xls). Save it as .xlsx.")
    if head.startswith((b"{", b"<!doctype html")):
        return "json"
    if b'\nmsgid "' in b"\n" + head:
        return "po"
    return "xliff" if head.startswith(b"<") else "csv"


def parse_any(data: bytes, name: str = "") -> ReturnedFile:
    """Read a file that came back. Raises UnreadableFormError.

    Only of a PO file the *name* counts: it is that of its domain, ``hazards.po``.
    """
    kind = kind_of(data)
    if kind == "po":
        return parse_po(data, name.partition(".")[0])
    return _PARSE[kind](data)


_PARSE: Mapping[FormKind, Callable[[bytes], ReturnedFile]] = {
    "xlsx": parse_xlsx,
    "json": parse_form,
    "xliff": parse_xliff,
    "csv": parse_csv,
}
