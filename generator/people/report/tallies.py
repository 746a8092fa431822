"""Beside step 4: the tables that partners hand in → ``Tally`` lines, and what is wrong with them.

In: a folder of CSV files, one for each partner and day. Out: counts by language, age group and
need, and faults in words. Every cell is a count, a day or a choice from a closed list: no cell can
name a person (CARE 39).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from ...check.content.facts import thai_calendar
from ...check.content.safety import word_lists
from ...check.tables import words_pattern
from ...model import limits
from ...problems import quoted
from ...sheets.csv_file import csv_bytes, csv_lines
from ...sheets.faults import Fault, UnreadableFormError
from ...system.ordinary_file import read_ordinary
from ..facts.calls import language_named

COLUMNS = ("partner", "day", "host", "kind", "language", "age group", "need", "count", "of")
NOT_ASKED = "not-asked"
UNNAMED = "unnamed"
"""A partner who does not want to be named, or has not agreed to be."""
TESTS = ("test-before", "test-after", "test-three-months")
KINDS = ("leaflets", "reached", "course", "session", "drill", *TESTS)
AGES = ("0-1", "2-11", "12-17", "18-59", "60+", NOT_ASKED)
NEEDS = (
    "pregnant",
    "disability",
    "medicine",
    "alone",
    "quiet-place",
    "water",
    "food",
    "bed",
    "health",
    "clothes",
    "phone",
    "information",
    "family",
    "work",
    "none",
    NOT_ASKED,
)
"""Ages and needs are those of the tallies in content/staff/forms.yaml: strokes can be copied."""
MOST = 1_000_000
"""Of one line. A larger number is none that anybody counted, and may be a telephone number."""

_LONG = 8
"""Letters of a cell that may be a telephone number: what is printed of it would be copied."""
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True)
class Tally:
    """One line: so many people, or right answers, of one kind on one day."""

    partner: str
    day: date
    host: str
    kind: str
    language: str
    age: str
    need: str
    count: int
    of: int = 0
    """Of a test: how many answers were given."""

    @property
    def key(self) -> tuple[object, ...]:
        """What a partner counts once a day."""
        return (self.partner, self.day, self.host, self.kind, self.language, self.age, self.need)


@dataclass(frozen=True)
class Known:
    """What a line may name."""

    hosts: frozenset[str]
    partners: frozenset[str]
    today: date


def template(host: str = "") -> bytes:
    """Return a table to fill in: a line for each kind. Lines without a count are passed over."""
    rows = [[UNNAMED, "", host, kind, "", NOT_ASKED, NOT_ASKED, "", ""] for kind in KINDS]
    return csv_bytes([COLUMNS, *rows])


def read_tallies(folder: Path, known: Known) -> tuple[list[Tally], list[Fault]]:
    """Read every table of *folder*, which may be missing. A file with a fault does not count."""
    tallies: list[Tally] = []
    faults: list[Fault] = []
    seen: dict[tuple[object, ...], str] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith(".") or path.suffix == ".md":
            continue
        if path.suffix.lower() != ".csv":
            faults.append(
                Fault(
                    path.name,
                    "this is no CSV file",
                    'Save the table as "CSV UTF-8", or move it elsewhere.',
                )
            )
            continue
        for outcome in _lines(path, known):
            if isinstance(outcome, Fault):
                faults.append(outcome)
                continue
            place, tally = outcome
            # Two who are not named may have counted the same on one day, but not in one file.
            key = (*tally.key, path.name if tally.partner == UNNAMED else "")
            if key in seen:
                faults.append(
                    _fault(
                        place, f"the same is counted in {seen[key]}", "Keep one line, with the sum."
                    )
                )
            else:
                seen[key] = place
                tallies.append(tally)
    return tallies, faults


def _fault(place: str, message: str, remedy: str) -> Fault:
    return Fault(place, message, remedy)


def _lines(path: Path, known: Known) -> Iterator[tuple[str, Tally] | Fault]:
    """Yield each line of a table with its place, or what is wrong with it."""
    try:
        rows = list(csv_lines(read_ordinary(path, most=limits.TABLE.most + 1)))
    except UnreadableFormError as error:
        yield _fault(path.name, str(error).rstrip("."), "Mend the file, or take it out.")
        return
    except OSError as error:
        reason = error.strerror or "unknown reason"
        yield _fault(path.name, f"the file was not read: {reason}", "Put the file itself there.")
        return
    if not rows:
        yield _fault(
            path.name, "the file is empty", f"Begin it with the line: {','.join(COLUMNS)}."
        )
        return
    header = [" ".join(cell.split()).casefold() for cell in rows[0][1]]
    wrong = list(_header_faults(path.name, rows[0][1], header))
    yield from wrong
    if wrong:
        return
    for number, cells in rows[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        place = f"{path.name}:{number}"
        row = {name: cells[i].strip() if i < len(cells) else "" for i, name in enumerate(header)}
        if any(cell.strip() and not "".join(header[i : i + 1]) for i, cell in enumerate(cells)):
            yield _fault(
                place,
                "there is a cell in a column that has no name",
                "Delete it: a tally has only the columns of its first line.",
            )
        elif row["count"] or row["of"]:
            yield _tally(place, row, known)


def _header_faults(name: str, written: Sequence[str], header: Sequence[str]) -> Iterator[Fault]:
    for index, column in enumerate(header):
        place = f"{name}:1, column {index + 1}"
        if column in COLUMNS or not column:
            continue
        if _about_people().search(column.replace("_", " ")):
            yield _fault(
                place,
                f"the column {quoted(written[index])} is about a person",
                "Delete the column: a tally counts. A list of who came hurts people when it is "
                "lost, sold or asked for. Count by language, age group and need instead.",
            )
        else:
            yield _fault(
                place,
                f"the program knows no column {quoted(written[index])}",
                f"Delete it; the columns are: {', '.join(COLUMNS)}.",
            )
    for column in COLUMNS:
        if header.count(column) != 1:
            what = "there is no column" if column not in header else "there is twice the column"
            yield _fault(
                f"{name}:1", f'{what} "{column}"', f"Write the first line as: {','.join(COLUMNS)}."
            )


@cache
def _about_people() -> re.Pattern[str]:
    lists = word_lists()
    return words_pattern(
        [*lists["asks-who"], *lists["asks-papers"], *lists["who-choices"], *lists["person-columns"]]
    )


def _tally(place: str, row: Mapping[str, str], known: Known) -> tuple[str, Tally] | Fault:
    """Return one line, or the first thing that is wrong with it."""
    for name, cell in row.items():
        if cell.startswith(_FORMULA) and not re.fullmatch(r"-\d+", cell):
            return _fault(
                place, f"{quoted(cell)} in {name} is a formula", "Write the word or the number."
            )
    language = NOT_ASKED if row["language"] in ("", NOT_ASKED) else language_named(row["language"])
    chosen = {
        "partner": (row["partner"], {*known.partners, UNNAMED}),
        "host": (row["host"], known.hosts),
        "kind": (row["kind"], KINDS),
        "age group": (row["age group"] or NOT_ASKED, AGES),
        "need": (row["need"] or NOT_ASKED, NEEDS),
    }
    for name, (value, choices) in chosen.items():
        if value not in choices:
            return _not_a_choice(place, name, value, choices)
    if language is None:
        return _fault(
            place,
            f"{quoted(row['language'])} is not a known language",
            f'Write its tag ("my", "th"), its English name, or {NOT_ASKED}.',
        )
    day = _day(place, row["day"], known.today)
    if isinstance(day, Fault):
        return day
    counts = _counts(place, row)
    if isinstance(counts, Fault):
        return counts
    return place, Tally(
        row["partner"],
        day,
        row["host"],
        row["kind"],
        language,
        row["age group"] or NOT_ASKED,
        row["need"] or NOT_ASKED,
        *counts,
    )


def _not_a_choice(place: str, name: str, value: str, choices: Iterable[str]) -> Fault:
    listed = ", ".join(choices if isinstance(choices, tuple) else sorted(choices))
    remedy = f"Write one of: {listed}."
    if name == "partner":
        remedy += " Others must be in content/partners.yaml first."
    return _fault(place, f"{quoted(value)} is no {name} that we know", remedy)


def _day(place: str, text: str, today: date) -> date | Fault:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return _fault(place, f"{quoted(text)} is not a day", "Write it like 2026-11-25.")
    if day > today:
        remedy = thai_calendar(text, today) or "Write the day on which you counted."
        return _fault(place, f"{day} is in the future (today is {today})", remedy)
    return day


def _counts(place: str, row: Mapping[str, str]) -> tuple[int, int] | Fault:
    """Return count and "of" of a line."""
    is_test = row["kind"] in TESTS
    if not is_test and row["of"]:
        return _fault(
            place, f'only a test has a number in "of", and this is {row["kind"]}', "Delete it."
        )
    counts = []
    for name in ("count", "of") if is_test else ("count",):
        text = row[name]
        if re.fullmatch(r"-\d+", text):
            return _fault(
                place, f'"{text}" in {name} is less than nothing', "Write how many there were."
            )
        if not re.fullmatch(r"0|[1-9][0-9]{0,6}", text) or int(text) > MOST:
            return _fault(
                place,
                f"{quoted(text) if len(text) < _LONG else 'the cell'} in {name} is no count",
                f"Write digits only, at most {MOST}, without a comma, for example 120.",
            )
        counts.append(int(text))
    count, of = (*counts, 0)[:2]
    if is_test and count > of:
        return _fault(place, f"{count} right answers of {of} cannot be", "Count again.")
    return count, of
