"""Beside step 4: pictures → a sheet to test them with, and the table to fill in.

In: names of pictures and their entries. Out: an HTML page to print, with names and meanings on its
last sheet only, which the reader never sees; and a table with a line for each picture. The method
is that of ISO 9186-1: picture, "what does it mean? what would you do?", what was said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from ...model import PictureEntry
from ...products.icons import icon_parts
from ...sheets.faults import digest_of

COLUMNS = ("code", "means", "place", "day", "asked", "right", "opposite", "said")
"""Of the table: the first two are ours, the others are filled in."""
_ROWS = 20
"""Readers for whom one sheet has a line."""

_PAGE = Markup("""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Pictures to test</title><style>
@page {{ size: A4; margin: 14mm }}
body {{ font: 11pt/1.4 sans-serif; color: #000; background: #fff }}
section {{ break-after: page }}
.picture {{ display: block; width: 70mm; height: 70mm; margin: 0 auto 4mm }}
table {{ border-collapse: collapse; width: 100% }}
td, th {{ border: .3mm solid #000; padding: .6mm 1.5mm; text-align: left; font-weight: 400 }}
td {{ height: 7mm }}
.box {{ width: 18mm }}
</style></head><body>
{sheets}<section>
<h1>For whoever counts. Readers do not see this sheet.</h1>
<p>Right: said what it means and would do it. Opposite: would do what hurts. No names, \
no telephone numbers, no faces. A program is
no reader.</p>
<table><tr><th>Code<th>What it means<th>What it must not be taken for</tr>
{key}</table></section>
</body></html>
""")
_SHEET = Markup("""<section><p>Code {code} · Place (province, kind of place): ____________ \
· Day: ____________</p>
{picture}
<p><b>Show the picture alone. Ask: “What does this mean? What would you do?” \
Help with no word.</b></p>
<table><tr><th>What was said<th class="box">right<th class="box">wrong<th class="box">opposite</tr>
{rows}</table></section>
""")
_ROW = Markup("<tr><td><td><td><td></tr>\n")
_SLASH = Markup(
    '<path d="M2 22 22 2" stroke="#fff" stroke-width="4"/><path d="M2 22 22 2" stroke="#000" '
    'stroke-width="2"/>'
)


def code_of(name: str, entry: PictureEntry) -> str:
    """Return the code of a drawing on sheet and table; a drawing that changes has another code."""
    return digest_of(f"{name}\0{entry.dont}\0{icon_parts(name)[1]}")[:6]


def sheet_to_print(pictures: Mapping[str, PictureEntry]) -> bytes:
    """Return the page to print: a sheet for each picture, and one with their meanings."""
    sheets, key = Markup(), Markup()
    for name, entry in pictures.items():
        code = code_of(name, entry)
        sheets += _SHEET.format(code=code, picture=_drawing(name, entry), rows=_ROW * _ROWS)
        key += Markup("<tr><td>{}<td>{}<td>{}</tr>\n").format(
            code, _means(entry), entry.not_like or ""
        )
    return _PAGE.format(sheets=sheets, key=key).encode()


def _means(entry: PictureEntry) -> str:
    return f"DO NOT: {entry.means}" if entry.dont else entry.means


def _drawing(name: str, entry: PictureEntry) -> Markup:
    box, shapes = icon_parts(name)
    # Safe: our own files, written anew when they were read.
    inner = Markup('<svg viewBox="{}" width="24" height="24">{}</svg>').format(box, Markup(shapes))  # noqa: S704
    slash = _SLASH if entry.dont else Markup()
    return Markup('<svg class="picture" viewBox="0 0 24 24">{}{}</svg>').format(inner, slash)


def table_rows(pictures: Mapping[str, PictureEntry]) -> Sequence[Sequence[str]]:
    """Return the table to fill in, its header first."""
    blank = [""] * (len(COLUMNS) - 2)
    return [
        list(COLUMNS),
        *([code_of(name, entry), _means(entry), *blank] for name, entry in pictures.items()),
    ]
