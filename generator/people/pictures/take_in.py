"""Beside step 4: a filled-in table of picture tests → records for content/pictures.yaml.

In: a CSV file or a workbook, and the entries. Out: new tests by picture, and what was refused. No
name, telephone number or address goes in: a test record is about a drawing, never about who saw it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ...load.edit import with_values
from ...load.layers import read_to_edit
from ...model import PictureEntry
from ...model.pictures import PictureTest
from ...sheets.csv_file import csv_rows
from ...sheets.faults import Fault, UnreadableFormError
from ...sheets.lines import Line, read_lines
from ...sheets.workbook import column_name, sheet_rows, workbook
from ...system.whole_file import write_whole
from ...text.plain import to_ascii_digits
from .sheet import COLUMNS, code_of

FILE = "pictures.yaml"
MOST_READERS = 500
"""In one line: more is a slip of the keyboard."""
_NEEDED = tuple(name for name in COLUMNS if name != "means")
_FILLED = _NEEDED[1:]
_NUMBER = re.compile(r"(?:\d[\s().+-]*){6}")
_ADDRESS = re.compile(r"@|https?:|www\.", re.IGNORECASE)
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Daw|Ko|Ma|Saw|Naw|Sai|Nang|Don|Doña|Sr|Sra|U)\b\.? [A-Z]"
)
_SAYS_NAME = re.compile(
    r"\b(?:my|her|his) name\b|\b(?:is called|se llama|me llamo)\b|^[^\W\d_]+(?: [^\W\d_]+)?:",
    re.IGNORECASE,
)
"""Also "Aung: water", which tells who said it."""
_PROGRAM = re.compile(r"language model|chat ?gpt|\bAI\b|\bprogram\b|\bmachine\b")
_LETTER = re.compile(r"[^\W\d_]{2}")


@dataclass
class TestedPictures:
    """What one table brings."""

    tests: dict[str, list[PictureTest]] = field(default_factory=dict)
    """New ones, by picture."""
    refused: list[Fault] = field(default_factory=list)
    untouched: int = 0
    """Lines that nobody filled in."""


def read_tests(data: bytes, pictures: Mapping[str, PictureEntry], today: date) -> TestedPictures:
    """Read the table *data*. Raises UnreadableFormError when it is none of ours."""
    found = TestedPictures()
    by_code = {code_of(name, entry): name for name, entry in pictures.items()}
    for line in _lines(data, found.refused):
        if not any(line.cells[name].strip() for name in _FILLED):
            found.untouched += 1
            continue
        name = by_code.get(line.cells["code"].strip().casefold())
        if name is None:
            found.refused.append(
                Fault(
                    line.at("code"),
                    f'no drawing has the code "{line.cells["code"].strip()}"',
                    "Copy it from the sheet. A picture that was drawn anew since then has to be "
                    "tested anew.",
                )
            )
            continue
        test = _test_of(line, today, found.refused)
        if test is None:
            continue
        known = [*pictures[name].tests, *found.tests.get(name, ())]
        if any((one.place, one.day) == (test.place, test.day) for one in known):
            found.refused.append(
                Fault(
                    line.place,
                    "a test of this picture at this place and day is there already",
                    "Add up the answers of one day in one line.",
                )
            )
            continue
        found.tests.setdefault(name, []).append(test)
    return found


def write_tests(found: TestedPictures, root: Path, pictures: Mapping[str, PictureEntry]) -> Path:
    """Add the tests to content/pictures.yaml below *root*. Raises LayoutError, OSError."""
    text = read_to_edit(root, FILE).decode()
    values: dict[tuple[str, ...], Any] = {
        ("pictures", name, "tests"): [_plain(one) for one in (*pictures[name].tests, *new)]
        for name, new in found.tests.items()
    }
    new = with_values(
        text, values, lambda path: tuple(PictureEntry.model_fields) if len(path) == 2 else ()
    )
    write_whole(root / FILE, new.encode(), below=root)
    return root / FILE


def _plain(test: PictureTest) -> dict[str, Any]:
    return {
        "place": test.place,
        "day": test.day.isoformat(),
        "readers": str(test.readers),
        "right": str(test.right),
        "opposite": str(test.opposite),
        "said": list(test.said),
    }


def _lines(data: bytes, faults: list[Fault]) -> Iterator[Line]:
    if not data.startswith(b"PK"):
        yield from read_lines(
            csv_rows(data),
            column_names=COLUMNS,
            needed=_NEEDED,
            faults=faults,
            column=lambda index: f"column {index + 1}",
        )
        return
    with workbook(data) as book:
        sheets = [[*sheet_rows(page, faults, days=("day",))] for page in book.worksheets]
    filled = [rows for rows in sheets if rows]
    if len(filled) != 1:
        raise UnreadableFormError("the workbook must have one sheet with the table. Remove others.")
    yield from read_lines(
        filled[0], column_names=COLUMNS, needed=_NEEDED, faults=faults, column=column_name
    )


def _test_of(line: Line, today: date, refused: list[Fault]) -> PictureTest | None:
    cells = {name: line.cells[name].strip() for name in COLUMNS}
    faults = [*_counts(line, cells), *_day(line, cells["day"], today), *_words(line, cells)]
    refused += faults
    if faults:
        return None
    return PictureTest(
        place=cells["place"],
        day=date.fromisoformat(cells["day"]),
        readers=_count(cells["asked"]) or 0,
        right=_count(cells["right"]) or 0,
        opposite=_count(cells["opposite"] or "0") or 0,
        said=_said(cells["said"]),
    )


def _said(cell: str) -> tuple[str, ...]:
    """Take apart what was said: an answer to a line, or between bars."""
    return tuple(part.strip() for part in re.split(r"[|\n]", cell) if part.strip())


def _count(cell: str) -> int | None:
    digits = to_ascii_digits(cell)
    return int(digits) if re.fullmatch(r"[0-9]{1,4}", digits) else None


def _counts(line: Line, cells: Mapping[str, str]) -> Iterator[Fault]:
    counts = {}
    for name in ("asked", "right", "opposite"):
        count = _count(cells[name] or ("0" if name == "opposite" else ""))
        if count is None:
            yield Fault(line.at(name), "this is no number of readers", "Write digits only.")
        else:
            counts[name] = count
    if len(counts) < 3:
        return
    if not 1 <= counts["asked"] <= MOST_READERS:
        yield Fault(
            line.at("asked"),
            f"nobody asks {counts['asked']} readers in a day",
            f"Write how many were asked: 1 to {MOST_READERS}.",
        )
    elif counts["right"] + counts["opposite"] > counts["asked"]:
        yield Fault(line.place, "there are more answers than readers", "Count again.")
    elif counts["right"] < counts["asked"] and not _said(cells["said"]):
        yield Fault(
            line.at("said"),
            "nobody wrote down what those said who were not right",
            "Write their answers, with a bar (|) between two.",
        )


def _day(line: Line, cell: str, today: date) -> Iterator[Fault]:
    try:
        day = date.fromisoformat(cell)
    except ValueError:
        yield Fault(line.at("day"), f'"{cell}" is no day', "Write it as 2026-11-30.")
        return
    if day > today:
        yield Fault(line.at("day"), "the day is in the future", "Correct it.")


def _words(line: Line, cells: Mapping[str, str]) -> Iterator[Fault]:
    place = cells["place"]
    if not _LETTER.search(place) or re.search(r"\d", to_ascii_digits(place)):
        yield Fault(
            line.at("place"),
            "this is no place, or a finer one than a province",
            'Write the province and the kind of place: "Tak, clinic".',
        )
    if _PROGRAM.search(place):
        yield Fault(line.at("place"), "a program is no reader", "Leave the line out.")
    for name in ("place", "said"):
        yield from _about_people(line, name, cells[name])
    if any(not _LETTER.search(part) for part in _said(cells["said"])):
        yield Fault(
            line.at("said"), "an answer has no word", "Write what was said, or leave it out."
        )


def _about_people(line: Line, name: str, cell: str) -> Iterator[Fault]:
    if _NUMBER.search(to_ascii_digits(cell)):
        yield Fault(line.at(name), "there is a telephone number or an id", "Take it out.")
    if _ADDRESS.search(cell):
        yield Fault(line.at(name), "there is an address", "Take it out.")
    if any(_TITLED.search(part) or _SAYS_NAME.search(part) for part in _said(cell)):
        yield Fault(
            line.at(name), "there seems to be the name of a person", "Take it out: no names."
        )
