"""Step 4, leaflets: corrections → a PDF of stickers with the correct numbers.

In: corrections. Out: a PDF. The last rows stay empty, to be written on. What goes over what is in
the margin of the sheet, never on a sticker: the wrong number is not to be passed on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from ...load.leaflet_formats import TEMPLATES
from ...localise.advisory import Advisory
from ...localise.records.contacts import ContactRecord
from ...localise.texts import Text
from ..html import paper, template_environment
from .editions.verdicts import Correction, Numbered
from .errors import LeafletError
from .layout.styles import leaflet_css

COLUMNS, ROWS = 5, 13
FILLED_ROWS = 10
"""The other three are empty."""
WIDTH_MM, HEIGHT_MM = 38.1, 21.2
ROW_MM = 10
"""High enough for a number in a list: half a label fits there, and its upper half is the plate."""
_LEFT_MM, _TOP_MM, _STEP_MM = 4.75, 10.7, 40.6
_SIZES_PT = tuple(Decimal(n) / 4 for n in range(34, 27, -1))
"""8.5 pt down to 7 pt, the floor of small papers."""
_TOLERANCE_MM = 0.3
_EDGE_MM = 0.8
"""Of a plate, that no line comes into: its edge, and a little white."""
_LETTERS_IN_MARGIN = 135
"""Of 7 pt, beside each other on A4."""


@dataclass(frozen=True)
class Sticker:
    """One label of the sheet."""

    left_mm: float
    top_mm: float
    name: Text | str | None = None
    """Whose number; None = to be written on."""
    number: str | None = None
    """None = there is no new number."""
    icon: str = "call"
    unsure: bool = False
    year: str | None = None


def make_stickers(
    advisory: Advisory, corrections: Sequence[Correction], mark: str, *, mono: bool = False
) -> bytes:
    """Make the sheets for *corrections*, in the advisory's language; *mark* is on each sticker.

    The upper half of a label has the number, the lower half the owner: whole it covers a large
    plate, cut in half a row. *mono*: for black-and-white printers.

    Raises LeafletError when there is nothing to correct, or a name fits at no size.
    """
    from .pdf.engine import Press  # noqa: PLC0415  (only who prints waits for WeasyPrint)

    if not corrections:
        raise LeafletError("No number on this paper is wrong, so no stickers are needed.")
    sheets = [
        corrections[start : start + FILLED_ROWS]
        for start in range(0, len(corrections), FILLED_ROWS)
    ]
    langs = (advisory.locale, *advisory.ui.translator.chain, advisory.country.language)
    press = Press(leaflet_css(tuple(dict.fromkeys(langs)), look="stickers.css"), {}, mono=mono)
    # One size for all labels: a smaller one would look as if it mattered less.
    for size in _SIZES_PT:
        laid = press.lay_out(_html(advisory, sheets, mark, size, mono=mono), advisory.locale)
        over = sorted(set(_too_full(laid)))
        if not over:
            return laid.write()
    raise LeafletError(
        f'"{over[0]}" does not fit on a sticker at {_SIZES_PT[-1]} pt. Shorten the label.'
    )


def _html(
    advisory: Advisory,
    sheets: Sequence[Sequence[Correction]],
    mark: str,
    size_pt: Decimal,
    *,
    mono: bool,
) -> str:
    def words(text: Text | None) -> Markup:
        return paper(text, advisory.locale)

    environment = template_environment(TEMPLATES)
    return environment.get_template("stickers.html").render(
        lang=advisory.locale,
        direction=advisory.language.direction,
        pgettext=lambda context, message: words(advisory.ui(context, message)),
        sheets=[(list(_stickers(sheet)), *_margins(sheet, mark)) for sheet in sheets],
        mark=mark,
        mono=mono,
        size_pt=size_pt,
        t=words,
    )


def _rows_for(sheet: Sequence[Correction]) -> list[Correction | None]:
    each = FILLED_ROWS // len(sheet)
    rows: list[Correction | None] = [fix for fix in sheet for _ in range(each)]
    return rows + [None] * (ROWS - len(rows))


def _stickers(sheet: Sequence[Correction]) -> Iterator[Sticker]:
    for row, fix in enumerate(_rows_for(sheet)):
        for column in range(COLUMNS):
            at = (_LEFT_MM + column * _STEP_MM, _TOP_MM + row * HEIGHT_MM)
            yield Sticker(*at) if fix is None else _sticker(at, fix)


def _sticker(at: tuple[float, float], fix: Correction) -> Sticker:
    whose = fix.new
    if whose is None:
        # Not None, which leaves a label to be written on: this one says that the number is gone.
        return Sticker(*at, name="")
    return Sticker(
        *at,
        name=whose.label,
        number=whose.number,
        icon=whose.icon,
        unsure=isinstance(whose, ContactRecord) and whose.proof.grade == "c",
        year=_year(whose),
    )


def _year(whose: Numbered) -> str | None:
    if not isinstance(whose, ContactRecord):
        return str(whose.agreed_on.year)
    proof = whose.proof
    return str(proof.called_on.year if proof.called_on else proof.year or "") or None


def legend(sheet: Sequence[Correction]) -> Iterator[str]:
    """Yield in figures alone which row goes over which number: ``1-5: 199 → 1784``."""
    each = FILLED_ROWS // len(sheet)
    for number, fix in enumerate(sheet):
        first, last = number * each + 1, (number + 1) * each
        rows = f"{first}" if first == last else f"{first}-{last}"
        yield f"{rows}: {fix.old} → {fix.new.number if fix.new else '—'}"


def _margins(sheet: Sequence[Correction], mark: str) -> tuple[str, str]:
    """Return one line for the upper and one for the lower margin; empty where it would not fit.

    The margin is as high as one line. The command printed the same in words.
    """
    corrections_in_words = list(legend(sheet))
    middle = len(corrections_in_words) // 2 if len(corrections_in_words) > 2 else 0
    lines = (
        " · ".join(corrections_in_words[:middle]) or mark,
        " · ".join(corrections_in_words[middle:]),
    )
    return lines if max(map(len, lines)) <= _LETTERS_IN_MARGIN else (mark, "")


def _too_full(laid: Any) -> Iterator[str]:
    """Names of the stickers whose words leave them."""
    edges = {box.name: box for box in laid.boxes if box.kind == "block"}
    for box in laid.boxes:
        owner = next((name for name in box.within if name.startswith("sticker")), None)
        if box.kind != "text" or owner is None or box.name == "picture":
            continue
        plate = edges[owner]
        wide = max(plate.left - box.left, box.right - plate.right, box.right - box.room_right)
        if wide > _TOLERANCE_MM or box.bottom > plate.bottom - _EDGE_MM:
            yield box.name
