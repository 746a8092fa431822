"""One line of a table that came back: what it wants, or why it is refused.

In: a line, the cells of today and the content. Out: a ``Wish`` or a ``Fault``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import phonenumbers

from ..check.phones import verdict
from ..load import Content
from ..load.ids import withdrawable
from ..model import Contact, Country
from ..translations.merge import damage, other_placeholders
from ..translations.rows import Fault
from ..translations.table import Line
from .cells import NOT_KNOWN, Cell, NotReadableError, read_value
from .sources import Cited, cited_by, invisible
from .table import code_of

_NUMBERS = frozenset({"number", "other_numbers", "from_abroad", "phone"})
_LETTER = re.compile(r"[^\W\d_]")
_LONG_ENOUGH = 6
"""A number with fewer digits is a short code, which never has a zero in front."""


@dataclass(frozen=True)
class Wish:
    """One line that fits: what is to stand there, and why."""

    line: Line
    cell: Cell
    changes: bool
    value: Any
    cited: Cited


def read_wish(
    line: Line, known: Mapping[str, Cell], content: Content, seen: dict[str, Line], today: date
) -> Wish | Fault:
    """Compare *line* with its cell. *seen*: lines by key that came before it; it joins them."""
    key = line.cells["key"].strip()
    cell = known.get(key)
    if cell is None:
        return _no_such(line, key, content)
    if fault := _misplaced(line, cell, seen):
        return fault
    seen[key] = line
    wanted = _wanted(line, cell, content)
    if isinstance(wanted, Fault):
        return wanted
    sources = content.hosts[cell.host].sources.sources
    # What nobody knew may stand in a source that was read already.
    said_by = cell.sources if cell.now not in ("", NOT_KNOWN) else ()
    cited = cited_by(line, sources, said_by, today)
    return cited if isinstance(cited, Fault) else Wish(line, cell, *wanted, cited)


def _wanted(line: Line, cell: Cell, content: Content) -> tuple[bool, Any] | Fault:
    """Say whether a line wants a change, and what is to stand there then."""
    host = content.hosts[cell.host]
    text = _with_codes(" ".join(line.cells["new"].split()), cell, host.country)
    at = line.at("new")
    if cell.blank and not text:
        return Fault(at, "it has a source and no fact", "Write the fact too.", cell.key)
    if not text or text == cell.now:
        return False, None
    try:
        value = read_value(text, cell)
    except NotReadableError as error:
        return Fault(at, str(error), error.remedy, cell.key)
    if wrong := _wrong_text(text, cell, host.country.code):
        return Fault(at, *wrong, cell.key)
    contact = host.assistance.contacts.get(cell.path[1]) if cell.group == "contacts" else None
    if contact and (kept := _editors_keep(contact, cell, value)):
        remedy = "Tell whoever keeps the content, with your source; two people must look at it."
        return Fault(at, kept, remedy, cell.key)
    return True, value


def _with_codes(text: str, cell: Cell, country: Country) -> str:
    """Write the code for the name of a province, which is what people know."""
    if cell.path[-1] not in {"area", "seat"}:
        return text
    codes = {province.name.casefold(): code for code, province in country.provinces.items()}
    parts = (part.strip() for part in text.replace(";", ",").split(","))
    return ", ".join(codes.get(part.casefold(), part) for part in parts)


_GUARDED = frozenset({"emergency", "sea", "abuse"})
"""Kinds of contacts with rules of their own: never rung to try them, shown with "Hide page"."""


def _editors_keep(contact: Contact, cell: Cell, value: Any) -> str | None:
    """Say what a table may not change, since more hangs on it than one line."""
    if contact.national_emergency and cell.path[2:] == ("number",):
        return "the number of a national emergency line is not changed by table"
    if cell.path[2:] == ("kind",) and _GUARDED & {contact.kind, value}:
        return "whether a line is for emergencies or abuse is not changed by table"
    return None


def _no_such(line: Line, key: str, content: Content) -> Fault:
    if not key:
        return Fault(line.at("key"), "the key is gone", "Copy it from the exported file.")
    host = key.partition(".")[0]
    if host not in content.hosts:
        return Fault(line.at("key"), f'there is no host country "{host}"', "Export again.", key)
    for name, standing in withdrawable(content).items():
        mark = standing.model.withdrawn
        if mark is not None and key.startswith(f"{name}."):
            what = f"this fact was taken out on {mark.day}"
            return Fault(line.at("key"), what, "Tell whoever keeps the content.", key)
    remedy = "The line stays with you: export again, and write it there."
    return Fault(line.at("key"), "there is no such line any more", remedy, key)


def _misplaced(line: Line, cell: Cell, seen: Mapping[str, Line]) -> Fault | None:
    """Tell a line whose parts no longer belong together, and one that is out of date."""
    row = line.cells
    told = {"fact": cell.title, "asks": cell.asks}
    for name, right in told.items():
        if row[name].strip() != right:
            return Fault(
                line.at(name), f'the key is that of "{right}", and the line says "{row[name]}"',
                "The lines were sorted in part, or the fact has another name now: export again.",
                cell.key,
            )  # fmt: skip
    if row["code"].strip() != code_of(cell.key, row["now"]):  # a key or a cell was moved or typed
        return Fault(
            line.at("now"), 'the column "now" is not as it was exported',
            'Write into "new" alone. A spreadsheet may have turned it into a day or a number: export '
            "again with --to xlsx.",
            cell.key,
        )  # fmt: skip
    if row["now"] != cell.now:
        stands = cell.now or "nothing"
        return Fault(
            line.at("now"), f'the fact has changed since; it says now: "{stands}"',
            "Export again, and compare the two.", cell.key,
        )  # fmt: skip
    if cell.key in seen:
        what = f"this line stands twice ({seen[cell.key].place})"
        return Fault(line.at("key"), what, "Keep one of the two.", cell.key)
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
                f'"{one}" is not a number that can be dialled in {region}',
                "Compare it with the source; write it as printed there.",
            )
        if letter := _LETTER.search(one):
            return (
                f'"{one}" has the letter {letter[0]} in it',
                "Type the digit 0 where you mean a zero; write digits only.",
            )
        if _lost_zero(one, region):
            return (
                f'"{one}" seems to have lost the zero at its front',
                "A spreadsheet takes it away: format the cell as text, and type it again.",
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
    return "0" + digits == "".join(letter for letter in written if letter.isdecimal())
