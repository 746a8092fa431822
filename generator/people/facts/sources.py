"""Beside step 4: the source columns of a line → a ``Cited`` source, or a fault.

In: the source columns of a line, and the sources of the host country. Out: a ``Cited``, or why not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ...check.content.facts import thai_calendar
from ...check.content.made_up import invented_address
from ...load.decode import NOT_ALLOWED
from ...load.tree import tree_of
from ...load.validate import validate
from ...model import Source
from ...sheets.faults import Fault
from ...sheets.lines import Line
from ..translators.take_in import damage
from .table import CONFIDENCE

_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_ADDRESS = re.compile(r"https?://\S+")
_LONGEST_ID = 40
_COLUMNS = {
    "publisher": "publisher",
    "url": "address",
    "where": "address",
    "published": "published",
    "year": "published",
    "read_on": "read on",
    "confidence": "confidence",
    "says": "it says",
}
"""The column of the table for each field of a new source."""


TO_NOTE = "TODO: what we read there, in our own words."
"""What stands in ``says`` of a source of which nobody told what it says."""


@dataclass(frozen=True)
class Cited:
    """What somebody read, and on which day."""

    read_on: date
    source_id: str = ""
    """Id of a source that the host country has; empty = a new one."""
    publisher: str = ""
    address: str = ""
    published: str = ""
    confidence: str = ""
    says: str = ""

    def fields(self) -> dict[str, Any]:
        """Return a new source as its YAML mapping."""
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
    """Return the year that a day of publishing names; None when it names none or several."""
    years = {int(year) for year in _YEAR.findall(published)}
    return years.pop() if len(years) == 1 else None


def cited_by(  # noqa: PLR0911
    line: Line, sources: Mapping[str, Source], said_by: Collection[str], today: date
) -> Cited | Fault:
    """Read what *line* rests on.

    *said_by*: sources that said what is there now; each must be read again before it says
    something else.
    """
    row = {name: " ".join(text.split()) for name, text in line.cells.items()}
    cells = _SourceCells(line, row)
    if not row["source"] and not row["publisher"]:
        return cells.fault(
            "source",
            "the line does not say where this was read",
            'Write the short name of a source into "source", or a new one into "publisher" and '
            "the columns beside it. A fact without a source is not imported.",
        )
    day = _day_of_reading(cells, today)
    if isinstance(day, Fault):
        return day
    if row["source"]:
        return _read_again(cells, day, sources, said_by)
    new = _new_source(cells, day, today)
    if isinstance(new, Fault):
        return new
    same = next((name for name, source in sources.items() if _is_same(source, new)), "")
    if same and sources[same].read_on >= day:
        if same not in said_by:
            return Cited(sources[same].read_on, same)
        return cells.fault(
            "read on",
            f'this is the source "{same}", already read on {sources[same].read_on}',
            "Read it again, and write the new day.",
        )
    return Cited(day, same) if same else new


@dataclass(frozen=True)
class _SourceCells:
    """What a line says of its source, without double spaces."""

    line: Line
    row: Mapping[str, str]

    def fault(self, column: str, message: str, remedy: str) -> Fault:
        return Fault(self.line.at(column), message, remedy, self.row["key"])


def _day_of_reading(cells: _SourceCells, today: date) -> date | Fault:
    row = cells.row
    day = _day(row["read on"])
    if day is None:
        message = (
            f'"{row["read on"]}" is not a day'
            if row["read on"]
            else "the day of reading is missing"
        )
        return cells.fault(
            "read on", message, 'Write the day on which you read it into "read on": 2026-11-25.'
        )
    if day > today:
        remedy = thai_calendar(str(day), today) or "Write the day on which you read it."
        return cells.fault("read on", f"{day} is in the future", remedy)
    return day


def _new_source(cells: _SourceCells, day: date, today: date) -> Cited | Fault:
    row = cells.row
    if wrong := _wrong_address(row["address"]):
        return cells.fault("address", *wrong)
    if row["confidence"].casefold() not in CONFIDENCE:
        message = f'"{row["confidence"]}" is not one of: {", ".join(CONFIDENCE)}'
        return cells.fault(
            "confidence", message, "official is the office itself; all else is secondary."
        )
    if (year := year_of(row["published"])) and year > today.year:
        return cells.fault("published", f"{year} is in the future", "Write when it was published.")
    for column in ("publisher", "address", "published", "it says"):
        if damaged := damage(row[column], "") or invisible(row[column]):
            return cells.fault(column, *damaged)
    new = Cited(
        day,
        "",
        row["publisher"],
        row["address"],
        row["published"] or "undated",
        row["confidence"].casefold(),
        row["it says"],
    )
    # Its form is that of any source. Seen only while the file is written, it would stop all lines.
    _model, problems = validate(tree_of(new.fields()), Source, "")
    if problems:
        first, column = problems[0], _COLUMNS[problems[0].where.partition(".")[0]]
        return cells.fault(column, first.message, first.remedy)
    return new


def _wrong_address(address: str) -> tuple[str, str] | None:
    if not address:
        return (
            "the address of the source is missing",
            "Write its web address, or where it can be found.",
        )
    return invented_address(address)


def _read_again(
    cells: _SourceCells, day: date, sources: Mapping[str, Source], said_by: Collection[str]
) -> Cited | Fault:
    name = cells.row["source"]
    if cells.row["publisher"]:
        return cells.fault(
            "source",
            "the line names an old source and a new one",
            'Leave either "source" or "publisher" empty.',
        )
    source = sources.get(name)
    if source is None:
        return cells.fault(
            "source",
            f'there is no source "{name}"',
            'Take a short name from the sheet "sources" or the column "sources now"; leave '
            '"source" empty for a new one.',
        )
    if day < source.read_on or (day == source.read_on and name in said_by):
        # It was read that day, and said what is there now.
        return cells.fault(
            "read on",
            f'the source "{name}" was already read on {source.read_on}',
            "Read it again, and write the new day; or name the source that says something new.",
        )
    return Cited(day, name)


def invisible(text: str) -> tuple[str, str] | None:
    """Return which letter of *text* no content file may contain, and what to do."""
    odd = NOT_ALLOWED.search(text)
    if odd is None:
        return None
    return f"an invisible character (U+{ord(odd[0]):04X}) is in it", "Type it again."


def _is_same(source: Source, new: Cited) -> bool:
    row = new.fields()
    return (source.publisher, list(source.url), source.where, source.published) == (
        new.publisher,
        row.get("url", []),
        row.get("where"),
        new.published,
    )


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
