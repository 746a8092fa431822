"""What a line of the table rests on: an old source read again, or a new one.

In: the source columns of a line, and the sources of the host country. Out: a ``Cited``, or why not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..check.facts import thai_calendar
from ..load.decode import NOT_ALLOWED
from ..load.tree import tree_of
from ..load.validate import validate
from ..model import Source
from ..translations.merge import damage
from ..translations.rows import Fault
from ..translations.table import Line
from .table import CONFIDENCE

_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_ADDRESS = re.compile(r"https?://\S+")
_LONGEST_ID = 40
_COLUMNS = {
    "publisher": "publisher", "url": "address", "where": "address", "published": "published",
    "year": "published", "read_on": "read on", "confidence": "confidence", "says": "it says",
}  # fmt: skip
"""The column of the table for each field of a new source."""


@dataclass(frozen=True)
class Cited:
    """What somebody read, and on which day."""

    read_on: date
    known: str = ""
    """Id of a source that the host country has; empty = a new one."""
    publisher: str = ""
    address: str = ""
    published: str = ""
    confidence: str = ""
    says: str = ""

    def fields(self) -> dict[str, Any]:
        """Give a new source as YAML will hold it."""
        urls = [part.strip(",;") for part in self.address.split()]
        is_web = all(_ADDRESS.fullmatch(url) for url in urls)
        row: dict[str, Any] = {"publisher": self.publisher}
        row |= {"url": urls} if is_web else {"where": self.address}
        row["published"] = self.published
        if year := year_of(self.published):
            row["year"] = year
        row |= {"read_on": self.read_on.isoformat(), "confidence": self.confidence}
        return row | ({"says": self.says} if self.says else {})


def year_of(published: str) -> int | None:
    """Give the year that a day of publishing names; None when it names none or several."""
    years = {int(year) for year in _YEAR.findall(published)}
    return years.pop() if len(years) == 1 else None


def cited_by(  # noqa: PLR0911
    line: Line, known: Mapping[str, Source], said_by: Collection[str], today: date
) -> Cited | Fault:
    """Read what *line* rests on.

    *said_by*: sources that said what stands there now; each must be read anew before it says
    something else.
    """
    row = {name: " ".join(text.split()) for name, text in line.cells.items()}
    told = _Told(line, row)
    if not row["source"] and not row["publisher"]:
        return told.fault(
            "source", "it does not say where this was read",
            'Write the short name of a source into "source", or a new one into "publisher" and '
            "the columns beside it. Without a source a fact is not taken.",
        )  # fmt: skip
    day = _day(row["read on"])
    if day is None:
        what = (
            f'"{row["read on"]}" is no day' if row["read on"] else "the day of reading is missing"
        )
        return told.fault("read on", what, 'Write the day you read it into "read on": 2026-11-25.')
    if day > today:
        remedy = thai_calendar(str(day), today) or "Write the day you read it."
        return told.fault("read on", f"{day} has not come yet", remedy)
    if row["source"]:
        return _read_again(told, day, known, said_by)
    new = _new(told, day, today)
    if isinstance(new, Fault):
        return new
    same = next((name for name, source in known.items() if _is(source, new)), "")
    if same and known[same].read_on >= day:
        if same not in said_by:
            return Cited(known[same].read_on, same)
        return told.fault(
            "read on", f'this is the source "{same}", read on {known[same].read_on} already',
            "Read it again, and write that day.",
        )  # fmt: skip
    return Cited(day, same) if same else new


@dataclass(frozen=True)
class _Told:
    """What a line says of its source, without double spaces."""

    line: Line
    row: Mapping[str, str]

    def fault(self, column: str, message: str, remedy: str) -> Fault:
        return Fault(self.line.at(column), message, remedy, self.row["key"])


def _new(told: _Told, day: date, today: date) -> Cited | Fault:
    row = told.row
    if not row["address"]:
        return told.fault(
            "address", "the address of the source is missing",
            "Write its web address, or where it can be found.",
        )  # fmt: skip
    if row["confidence"].casefold() not in CONFIDENCE:
        what = f'"{row["confidence"]}" is not one of: {", ".join(CONFIDENCE)}'
        return told.fault(
            "confidence", what, "official is the office itself; all else is secondary."
        )
    if (year := year_of(row["published"])) and year > today.year:
        return told.fault("published", f"{year} has not come yet", "Write when it was published.")
    for column in ("publisher", "address", "published", "it says"):
        if damaged := damage(row[column], "") or invisible(row[column]):
            return told.fault(column, *damaged)
    new = Cited(
        day, "", row["publisher"], row["address"], row["published"] or "undated",
        row["confidence"].casefold(), row["it says"],
    )  # fmt: skip
    # Its form is that of any source. Seen only while the file is written, it would stop all lines.
    _model, problems = validate(tree_of(new.fields()), Source, "")
    if problems:
        first, column = problems[0], _COLUMNS[problems[0].where.partition(".")[0]]
        return told.fault(column, first.message, first.remedy)
    return new


def _read_again(
    told: _Told, day: date, known: Mapping[str, Source], said_by: Collection[str]
) -> Cited | Fault:
    name = told.row["source"]
    if told.row["publisher"]:
        return told.fault(
            "source", "it names an old source and a new one",
            'Leave either "source" or "publisher" empty.',
        )  # fmt: skip
    source = known.get(name)
    if source is None:
        return told.fault(
            "source", f'there is no source "{name}"',
            'Take a short name from the sheet "sources" or the column "sources now"; leave '
            '"source" empty for a new one.',
        )  # fmt: skip
    if day < source.read_on or (day == source.read_on and name in said_by):
        # It was read that day, and said what stands.
        return told.fault(
            "read on", f'the source "{name}" was read on {source.read_on} already',
            "Read it again, and write that day; or name the source that says something new.",
        )  # fmt: skip
    return Cited(day, name)


def invisible(text: str) -> tuple[str, str] | None:
    """Say which letter of *text* no content file may hold, and what to do."""
    odd = NOT_ALLOWED.search(text)
    if odd is None:
        return None
    return f"an invisible character (U+{ord(odd[0]):04X}) stands in it", "Type it again."


def _is(source: Source, new: Cited) -> bool:
    row = new.fields()
    return (source.publisher, list(source.url), source.where, source.published) == (
        new.publisher, row.get("url", []), row.get("where"), new.published,
    )  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def id_from(words: str, taken: Collection[str], *, end: str = "") -> str:
    """Make an id from *words* that is not *taken*: lower-case letters, digits, hyphens.

    Words without Latin letters give "source".
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    stem = "-".join(re.findall(r"[a-z0-9]+", plain))[:_LONGEST_ID].strip("-") or "source"
    name, number = f"{stem}{end}"[:48].strip("-"), 1
    while name in taken:
        number += 1
        name = f"{stem[: 48 - len(end) - 4].strip('-')}{end}-{number}"
    return name
