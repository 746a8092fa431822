"""The call sheet: which numbers to ring this week, what to ask, and what came of it.

In: contacts. Out: ``Call`` rows in the order of need, as text or CSV, and the results of a CSV that
came back. An emergency line is never rung to try it: somebody may be
dying who cannot get through.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..interface import LABELS
from ..languages import find_language, known_languages
from ..load import Content
from ..model import Contact
from ..translations.csv_form import csv_rows, guard
from ..translations.merge import HANDLE
from ..translations.rows import Fault, UnreadableFormError

FIELDS = ("called_on", "called_by", "answered_in", "asked_id")
COLUMNS = (
    "contact", "number", "label", "languages claimed", "last called",
    "works", *FIELDS, "note",
)  # fmt: skip
_DAYS_A_WEEK = 7
_FIRST_ROUND = 10
_YES_NO = ("yes", "no", "depends", "not-known")
SCRIPT = (
    "Say: we print this number for migrants, and ring to see that it is right. It is no emergency.",
    "1. Is this %(label)s? Do you help with: %(what_for)s?",
    "2. Which languages do you answer in, and at which hours?",
    "3. Do you ask for an identity paper before you help?",
    "4. May somebody without papers ring?",
    "Thank them. Do not give any migrant's name, place or story.",
)


@dataclass(frozen=True)
class Call:
    """A number to ring."""

    key: str
    """File and id: ``hosts/thailand/assistance.yaml contacts.ddpm``."""
    file: str
    """Its file, from the content folder."""
    id: str
    contact: Contact

    @property
    def number(self) -> str:
        """As it is dialled in the country."""
        return str(self.contact.number)

    def script(self) -> tuple[str, ...]:
        """What to say and ask."""
        words = {"label": self.contact.label, "what_for": self.contact.what_for}
        return tuple(line % words for line in SCRIPT)


def contacts(content: Content) -> Iterator[Call]:
    """Yield every contact that has a number, in the order of the content."""
    for name, file in content.files.items():
        for group in ("contacts", "hotlines"):
            for key, contact in (getattr(file.model, group, None) or {}).items():
                if isinstance(contact, Contact) and contact.number:
                    yield Call(f"{name} {group}.{key}", name, key, contact)


def this_week(content: Content, today: date, *, most: int | None = None) -> list[Call]:
    """Pick the numbers to ring now, those first that nobody ever rang, then the oldest.

    As many a week as it takes to ring each of them once within its limit in site.yaml, and ten
    while some were never rung; *most* says another number. Emergency lines are left out.
    """
    limit = content.site.freshness.contacts
    known = [call for call in _standing(content) if not is_emergency(call.contact)]
    if most is None:
        waiting = sum(call.contact.called_on is None for call in known)
        most = max(math.ceil(len(known) * _DAYS_A_WEEK / limit), min(waiting, _FIRST_ROUND))
    shown = {name for slug in content.hosts for name in shown_first(content, slug)}
    order = {call.key: place for place, call in enumerate(known)}

    def need(call: Call) -> tuple[date, bool, int]:
        return call.contact.called_on or date.min, call.id not in shown, order[call.key]

    due = [c for c in known if c.contact.called_on is None or c.contact.called_on < today]
    return sorted(due, key=need)[:most]


def emergency_codes(content: Content) -> list[Call]:
    """List the lines that are asked about in writing, and not rung."""
    return [call for call in _standing(content) if is_emergency(call.contact)]


def _standing(content: Content) -> Iterator[Call]:
    """Yield the contacts with a number that nobody has withdrawn."""
    yield from (call for call in contacts(content) if call.contact.withdrawn is None)


def is_emergency(contact: Contact) -> bool:
    """Tell whether a line is never rung to try it: somebody may need it at that moment."""
    return contact.national_emergency or contact.kind in ("emergency", "sea")


def shown_first(content: Content, slug: str) -> set[str]:
    """Ids that readers see largest in a host country: plates, bars, their line, safe contacts."""
    country = content.hosts[slug].country
    found = {*country.plates, *country.bar.values()}
    for origin in content.origins.values():
        if corridor := origin.corridors.get(slug):
            found |= {corridor.reader_line, *corridor.safe_contacts.values()}
    return found


def render_calls(calls: Iterable[Call]) -> bytes:
    """Write the sheet as CSV: to fill in and to send back."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for call in calls:
        row = [
            call.key, call.number, call.contact.label, " ".join(call.contact.languages or ()),
            str(call.contact.called_on or ""), *[""] * (1 + len(FIELDS)), "",
        ]  # fmt: skip
        writer.writerow([guard(cell) for cell in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


@dataclass(frozen=True)
class Result:
    """What came of one call."""

    call: Call
    works: bool
    day: date
    by: str
    answered_in: str | None = None
    asked_id: str | None = None
    note: str = ""

    def fields(self) -> dict[str, str]:
        """Give the fields of its contact, as they are written into YAML."""
        row = {"called_on": self.day.isoformat(), "called_by": self.by}
        if self.answered_in:
            row["answered_in"] = self.answered_in
        if self.asked_id:
            row["asked_id"] = self.asked_id
        return row


def parse_calls(data: bytes, content: Content, today: date) -> tuple[list[Result], list[Fault]]:
    """Read a call sheet that came back; rows that nobody filled in are passed over.

    Raises UnreadableFormError when it is no call sheet.
    """
    rows = csv_rows(data)
    _place, header = next(rows, ("", ()))
    names = [name.strip().casefold() for name in header]
    if missing := [name for name in ("contact", "number", *FIELDS) if name not in names]:
        raise UnreadableFormError(
            f"the first line has no column {missing[0]}. Keep the first line of the call sheet: "
            f"{', '.join(COLUMNS)}."
        )
    known = {call.key: call for call in contacts(content)}
    results: list[Result] = []
    faults: list[Fault] = []
    for place, cells in rows:
        row = {name: cells[i].strip() if i < len(cells) else "" for i, name in enumerate(names)}
        if not any(row.get(name) for name in ("works", *FIELDS)):
            continue
        found = _read(place, row, known, today)
        if isinstance(found, Fault):
            faults.append(found)
        else:
            results.append(found)
    return results, faults


def _read(  # noqa: PLR0911
    place: str, row: Mapping[str, str], known: Mapping[str, Call], today: date
) -> Result | Fault:
    def fault(message: str, remedy: str) -> Fault:
        return Fault(place, message, remedy, row["contact"])

    call = known.get(row["contact"])
    if call is None:
        return fault("there is no such contact with a number", "Make a new call sheet.")
    if _digits(row["number"]) != _digits(call.number):
        return fault(
            f"the number was {row['number']} on the sheet and is {call.number} now",
            "Ring the number that readers see now.",
        )
    day = _day(row["called_on"])
    if day is None:
        return fault(f'"{row["called_on"]}" is no day', "Write it as 2026-11-25.")
    if day > today:
        return fault(f"{day} has not come yet", "Write the day of the call.")
    if call.contact.called_on and day < call.contact.called_on:
        return fault(f"it was rung later, on {call.contact.called_on}", "Nothing is changed.")
    if not HANDLE.fullmatch(row["called_by"]):
        return fault(
            f'"{row["called_by"]}" is no handle', "Write 2 to 32 letters or digits, never a name."
        )
    works = row.get("works", "").casefold()
    if works not in ("yes", "no"):
        return fault('"works" says neither yes nor no', "Write yes when somebody answered.")
    answered = language_named(row["answered_in"])
    if row["answered_in"] and answered is None:
        return fault(
            f'"{row["answered_in"]}" is no language we know', 'Write its tag: "my", "th", "en".'
        )
    asked = row["asked_id"].casefold().replace(" ", "-")
    if asked and asked not in _YES_NO:
        return fault(f'"{row["asked_id"]}" is no answer', f"Write one of: {', '.join(_YES_NO)}.")
    note = row.get("note", "")
    return Result(call, works == "yes", day, row["called_by"], answered, asked or None, note)


def _digits(number: str) -> str:
    return "".join(letter for letter in number if letter.isdigit() or letter == "+")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def language_named(text: str) -> str | None:
    """Give the tag of a language by its tag or its English name."""
    wanted = text.strip().casefold()
    labels = LABELS["language"]
    names = {tag.casefold(): tag for tag in labels}
    names |= {message.casefold(): tag for tag, (_context, message) in labels.items()}
    names |= {row.english.casefold(): tag for tag, row in known_languages().items()}
    found = names.get(wanted)
    if found is None and wanted and (language := find_language(wanted)):
        found = language.tag
    return found


def by_file(results: Sequence[Result]) -> dict[str, list[Result]]:
    """Sort the results that may be written by file."""
    found: dict[str, list[Result]] = {}
    for result in results:
        if result.works:
            found.setdefault(result.call.file, []).append(result)
    return found
