"""Beside step 4: contacts → a call sheet for this week, and a completed sheet → results.

In: contacts. Out: ``Call`` rows in the order of need, as text or CSV, and the results of a CSV that
came back. An emergency line is never rung to try it: somebody may be
dying who cannot get through.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ...load import Content
from ...localise.interface import LABELS
from ...model import Contact
from ...model.handles import handle_fault
from ...model.safe_contacts import all_safe
from ...sheets.csv_file import csv_bytes, csv_rows
from ...sheets.faults import Fault, UnreadableFormError
from ...text.languages import find_language, known_languages

FIELDS = ("called_on", "called_by", "answered_in", "asked_id")
COLUMNS = (
    "contact",
    "number",
    "label",
    "languages claimed",
    "last called",
    "works",
    *FIELDS,
    "note",
)
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
    calls = [call for call in _contacts_in_use(content) if not is_emergency(call.contact)]
    if most is None:
        waiting = sum(call.contact.called_on is None for call in calls)
        # Enough for each number to come up within its limit, however many there are.
        most = max(math.ceil(len(calls) * _DAYS_A_WEEK / limit), min(waiting, _FIRST_ROUND))
    first_ids = {name for slug in content.hosts for name in shown_first(content, slug)}
    order = {call.key: place for place, call in enumerate(calls)}

    def need(call: Call) -> tuple[date, bool, int]:
        # Of those that nobody ever rang, readers see some largest: these are rung first.
        return call.contact.called_on or date.min, call.id not in first_ids, order[call.key]

    due = [c for c in calls if c.contact.called_on is None or c.contact.called_on < today]
    return sorted(due, key=need)[:most]


def emergency_codes(content: Content) -> list[Call]:
    """List the lines that are asked about in writing, and not rung."""
    return [call for call in _contacts_in_use(content) if is_emergency(call.contact)]


def _contacts_in_use(content: Content) -> Iterator[Call]:
    """Yield the contacts with a number that nobody has withdrawn."""
    yield from (call for call in contacts(content) if call.contact.withdrawn is None)


def is_emergency(contact: Contact) -> bool:
    """Return whether a line is never rung to try it: somebody may need it at that moment."""
    return contact.national_emergency or contact.kind in ("emergency", "sea")


def shown_first(content: Content, slug: str) -> set[str]:
    """Ids that readers see largest in a host country: plates, bars, their line, safe contacts."""
    country = content.hosts[slug].country
    ids = {*country.plates, *country.bar.values()}
    for origin in content.origins.values():
        if corridor := origin.corridors.get(slug):
            ids |= {corridor.reader_line, *all_safe(corridor)}
    return ids


def render_calls(calls: Iterable[Call]) -> bytes:
    """Write the sheet as CSV: to fill in and to send back."""
    rows = (
        [
            call.key,
            call.number,
            call.contact.label,
            " ".join(call.contact.languages or ()),
            str(call.contact.called_on or ""),
            *[""] * (1 + len(FIELDS)),
            "",
        ]
        for call in calls
    )
    return csv_bytes([COLUMNS, *rows])


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
        """Return the fields of its contact, as they are written into YAML."""
        row = {"called_on": self.day.isoformat(), "called_by": self.by}
        if self.answered_in:
            row["answered_in"] = self.answered_in
        if self.asked_id:
            row["asked_id"] = self.asked_id
        return row


def parse_calls(data: bytes, content: Content, today: date) -> tuple[list[Result], list[Fault]]:
    """Read a call sheet that came back; rows that nobody filled in are ignored.

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
    calls = {call.key: call for call in contacts(content)}
    results: list[Result] = []
    faults: list[Fault] = []
    for place, cells in rows:
        row = {name: cells[i].strip() if i < len(cells) else "" for i, name in enumerate(names)}
        if not any(row.get(name) for name in ("works", *FIELDS)):
            continue
        outcome = _read(place, row, calls, today)
        if isinstance(outcome, Fault):
            faults.append(outcome)
        else:
            results.append(outcome)
    return results, faults


def _read(  # noqa: PLR0911
    place: str, row: Mapping[str, str], calls: Mapping[str, Call], today: date
) -> Result | Fault:
    def fault(message: str, remedy: str) -> Fault:
        return Fault(place, message, remedy, row["contact"])

    call = calls.get(row["contact"])
    if call is None:
        return fault("there is no such contact with a number", "Make a new call sheet.")
    # A sheet may be weeks old: who called the old number has proved nothing about the new one.
    if _digits(row["number"]) != _digits(call.number):
        return fault(
            f"the number on the sheet is {row['number']}, but it is now {call.number}",
            "Call the number that readers see now.",
        )
    day = _day(row["called_on"])
    if day is None:
        return fault(f'"{row["called_on"]}" is not a day', "Write it like 2026-11-25.")
    if day > today:
        return fault(f"{day} is in the future", "Write the day of the call.")
    if call.contact.called_on and day < call.contact.called_on:
        return fault(f"a later call is recorded, on {call.contact.called_on}", "Remove this row.")
    if wrong := handle_fault(row["called_by"]):
        what, _, remedy = wrong.partition("; ")
        return fault(what, f"{remedy.capitalize()}, never a name.")
    works = row.get("works", "").casefold()
    if works not in ("yes", "no"):
        return fault('"works" is neither yes nor no', "Write yes when somebody answered.")
    language = language_named(row["answered_in"])
    if row["answered_in"] and language is None:
        return fault(
            f'"{row["answered_in"]}" is not a known language', 'Write its tag: "my", "th", "en".'
        )
    asked_id = row["asked_id"].casefold().replace(" ", "-")
    if asked_id and asked_id not in _YES_NO:
        return fault(
            f'"{row["asked_id"]}" is not an answer', f"Write one of: {', '.join(_YES_NO)}."
        )
    note = row.get("note", "")
    return Result(call, works == "yes", day, row["called_by"], language, asked_id or None, note)


def _digits(number: str) -> str:
    return "".join(letter for letter in number if letter.isdigit() or letter == "+")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def language_named(text: str) -> str | None:
    """Return the tag of a language by its tag or its English name."""
    name = text.strip().casefold()
    labels = LABELS["language"]
    names = {tag.casefold(): tag for tag in labels}
    names |= {message.casefold(): tag for tag, (_context, message) in labels.items()}
    # Last: what our own table calls a language counts.
    names |= {row.english.casefold(): tag for tag, row in known_languages().items()}
    tag = names.get(name)
    if tag is None and name and (language := find_language(name)):
        tag = language.tag
    return tag


def by_file(results: Sequence[Result]) -> dict[str, list[Result]]:
    """Sort the results that may be written by file."""
    results_by_file: dict[str, list[Result]] = {}
    for result in results:
        # One that does not work is withdrawn by a person, with a replacement.
        if result.works:
            results_by_file.setdefault(result.call.file, []).append(result)
    return results_by_file
