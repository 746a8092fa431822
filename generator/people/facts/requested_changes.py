"""Beside step 4: one line of a completed table → a ``Wish``, or a ``Fault`` that refuses it.

In: a line, the cells of today and the content. Out: a ``Wish`` or a ``Fault``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import phonenumbers

from ...check.content.phones import verdict
from ...load import Content
from ...load.ids import withdrawable
from ...model import Contact, Country
from ...sheets.faults import Fault
from ...sheets.lines import Line
from ..translators.take_in import damage, other_placeholders
from .questions import NOT_KNOWN, Cell, NotReadableError, read_value, sources_of
from .sources import Cited, cited_by, invisible
from .table import code_of

_NUMBERS = frozenset(
    {
        "number",
        "other_numbers",
        "from_abroad",
        "phone",
        "numbers",
        "message_numbers",
        "sms",
        "whatsapp",
    }
)
_LETTER = re.compile(r"[^\W\d_]")
_LONG_ENOUGH = 6
"""A number with fewer digits is a short code, which never has a zero in front."""


@dataclass(frozen=True)
class Wish:
    """One line that fits: what is to be there, and why."""

    line: Line
    cell: Cell
    changes: bool
    value: Any
    cited: Cited


def read_wish(
    line: Line,
    cells: Mapping[str, Cell],
    content: Content,
    lines_by_key: dict[str, Line],
    today: date,
) -> Wish | Fault:
    """Compare *line* with its cell. *lines_by_key* are those that came before it; it joins them."""
    key = line.cells["key"].strip()
    cell = cells.get(key)
    if cell is None:
        return _no_such(line, key, content)
    if fault := _misplaced(line, cell, lines_by_key):
        return fault
    # Noted before its value is read: a second line of this key is refused even if the first was.
    lines_by_key[key] = line
    change = _requested_change(line, cell, content)
    if isinstance(change, Fault):
        return change
    sources = sources_of(content, cell)
    # What nobody knew may be in a source that was read already.
    said_by = cell.sources if cell.now not in ("", NOT_KNOWN) else ()
    cited = cited_by(line, sources, said_by, today)
    return cited if isinstance(cited, Fault) else Wish(line, cell, *change, cited)


def _requested_change(line: Line, cell: Cell, content: Content) -> tuple[bool, Any] | Fault:
    """Return whether a line wants a change, and what is to be there then."""
    host = content.hosts[cell.host]
    text = _province_codes(" ".join(line.cells["new"].split()), cell, host.country)
    at = line.at("new")
    if cell.blank and not text:
        return Fault(at, "the line has a source but no fact", "Write the fact too.", cell.key)
    if not text or text == cell.now:
        return False, None
    try:
        value = read_value(text, cell)
    except NotReadableError as error:
        return Fault(at, str(error), error.remedy, cell.key)
    if wrong := _wrong_text(text, cell, host.country.code):
        return Fault(at, *wrong, cell.key)
    contact = host.assistance.contacts.get(cell.name) if cell.group == "contacts" else None
    if contact and (refusal := _editors_keep(contact, cell, value)):
        remedy = "Tell the editors, with your source; two people must check it."
        return Fault(at, refusal, remedy, cell.key)
    return True, value


def _province_codes(text: str, cell: Cell, country: Country) -> str:
    """Write the code for the name of a province, which is what people know."""
    if cell.path[-1] not in {"area", "seat"}:
        return text
    codes = {province.name.casefold(): code for code, province in country.provinces.items()}
    parts = (part.strip() for part in text.replace(";", ",").split(","))
    return ", ".join(codes.get(part.casefold(), part) for part in parts)


_GUARDED = frozenset({"emergency", "sea", "abuse"})
"""Kinds of contacts with rules of their own: never rung to try them, shown with "Hide page"."""


def _editors_keep(contact: Contact, cell: Cell, value: Any) -> str | None:
    """Return why a table must not change this, since more than one line depends on it."""
    if contact.national_emergency and cell.inner == ("number",):
        return "the number of a national emergency line cannot be changed by table"
    if cell.inner == ("kind",) and _GUARDED & {contact.kind, value}:
        return "whether a line is for emergencies or abuse cannot be changed by table"
    return None


def _no_such(line: Line, key: str, content: Content) -> Fault:
    if not key:
        return Fault(line.at("key"), "the key is missing", "Copy it from the exported file.")
    host = key.partition(".")[0]
    if host not in content.hosts:
        return Fault(line.at("key"), f'there is no host country "{host}"', "Export again.", key)
    for name, standing in withdrawable(content).items():
        mark = standing.model.withdrawn
        if mark is not None and key.startswith(f"{name}."):
            message = f"this fact was withdrawn on {mark.day}"
            return Fault(line.at("key"), message, "Tell the editors.", key)
    remedy = "Export again, and write it there; you still have this line."
    return Fault(line.at("key"), "this line no longer exists", remedy, key)


def _misplaced(line: Line, cell: Cell, lines_by_key: Mapping[str, Line]) -> Fault | None:
    """Return a fault for a line whose parts no longer belong together, or that is out of date."""
    row = line.cells
    labels = {"fact": cell.title, "asks": cell.asks}
    for name, right in labels.items():
        if row[name].strip() != right:
            return Fault(
                line.at(name),
                f'the key belongs to "{right}", but the line says "{row[name]}"',
                "Export again: only part of the lines was sorted, or the fact has a new name.",
                cell.key,
            )
    if row["code"].strip() != code_of(cell.key, row["now"]):  # a key or a cell was moved or typed
        return Fault(
            line.at("now"),
            'the column "now" is not as it was exported',
            'Write into "new" alone. A spreadsheet may have turned it into a day or a number: '
            "export again with --to xlsx.",
            cell.key,
        )
    # As ADR 13 has it for translations: the last writer must not undo what somebody else corrected.
    if row["now"] != cell.now:
        now = cell.now or "nothing"
        return Fault(
            line.at("now"),
            f'the fact has changed since the export; it is now: "{now}"',
            "Export again, and compare them.",
            cell.key,
        )
    if cell.key in lines_by_key:
        message = f"this line is there twice ({lines_by_key[cell.key].place})"
        return Fault(line.at("key"), message, "Keep one of the two.", cell.key)
    return None


def _wrong_text(text: str, cell: Cell, region: str) -> tuple[str, str] | None:
    if damaged := damage(text, cell.now):
        return damaged
    if odd := invisible(text):
        return odd
    if cell.words and (differing := other_placeholders(text, cell.now)):
        return differing
    if cell.path[-1] in _NUMBERS:
        return _wrong_number(text, region)
    return None


def _wrong_number(text: str, region: str) -> tuple[str, str] | None:
    if text.casefold().replace(" ", "-") == "not-known":
        return None
    for number in text.replace(";", ",").split(","):
        one = number.strip()
        if verdict(one, region) == "wrong":
            return (
                f'the number "{one}" cannot be dialled in {region}',
                "Compare it with the source and write it as printed there.",
            )
        if letter := _LETTER.search(one):
            return (
                f'"{one}" has the letter {letter[0]} in it',
                "Type the digit 0 where you mean a zero; write digits only.",
            )
        if _lost_zero(one, region):
            return (
                f'"{one}" seems to have lost the zero at its front',
                "The spreadsheet removed it: format the cell as text, and type it again.",
            )
    return None


def _lost_zero(number: str, region: str) -> bool:
    digits = "".join(letter for letter in number if letter.isdecimal())
    if number.startswith("+") or len(digits) < _LONG_ENOUGH:
        return False
    parsed = phonenumbers.parse(number, region)
    if not phonenumbers.is_valid_number(parsed):
        return False
    written = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
    # Only where the zero makes exactly the number as it is written in the country.
    return "0" + digits == "".join(letter for letter in written if letter.isdecimal())
