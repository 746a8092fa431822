"""Beside step 4: the table of messages that WhatNow imports and exports ↔ what it says.

Row 1: "National Society", "Region". Row 2: which ones. Row 3: names of columns. Then a row for each
message: title, description, address and hazard only in the first row of a hazard; the urgency level
only in its first row; after the message as many supporting messages as there are. Source:
BulkUploadTemplateExport.php and BulkUploadTemplateImport.php, see ``names``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...sheets.csv_file import csv_bytes, csv_rows
from ...sheets.faults import Fault, UnreadableFormError
from ...sheets.workbook import sheet_rows, workbook
from .names import STAGES, stage_of

MOST_LETTERS = 255
"""Of a message: its data base has no room for more (key_messages.title)."""
_HEAD = ["National Society", "Region"]
_COLUMNS = ["Title", "Description", "URL", "Hazard", "Urgency Level", "Safety Message"]
_SUPPORTING = "Supporting Message"
NATIONAL = "National"
"""The region of messages for the whole country."""
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Message:
    """One message with what supports it."""

    level: str
    """Its urgency level, as the table names it."""
    text: str
    supporting: tuple[str, ...] = ()


@dataclass(frozen=True)
class HazardMessages:
    """The messages about one hazard."""

    hazard: str
    """Its event type, as the table names it."""
    title: str
    description: str
    url: str
    messages: tuple[Message, ...]


@dataclass(frozen=True)
class Sheet:
    """What a table says."""

    society: str
    region: str
    hazards: tuple[HazardMessages, ...]


def written(sheet: Sheet) -> bytes:
    """Return *sheet* as the CSV that WhatNow takes."""
    messages = [one for hazard in sheet.hazards for one in hazard.messages]
    most = max((len(one.supporting) for one in messages), default=0) or 1
    supporting = [f"{_SUPPORTING} {number}" for number in range(1, most + 1)]
    rows = [_HEAD, [sheet.society, sheet.region], [*_COLUMNS, *supporting], *_rows(sheet)]
    return csv_bytes([*row, *[""] * (len(_COLUMNS) + most - len(row))] for row in rows)


def _rows(sheet: Sheet) -> Iterator[list[str]]:
    for hazard in sheet.hazards:
        head = [hazard.title, hazard.description, hazard.url, hazard.hazard]
        level = ""
        # WhatNow takes a level that comes back for a new one and loses the first: write it once.
        for message in sorted(hazard.messages, key=_rank):
            named = message.level if message.level != level else ""
            yield [*head, named, message.text, *message.supporting]
            head, level = [""] * len(head), message.level


def _rank(message: Message) -> int:
    stage = stage_of(message.level)
    return list(STAGES).index(stage) if stage is not None else len(STAGES)


def read(data: bytes) -> tuple[Sheet, list[Fault]]:
    """Return what a table says, and rows that say nothing we can read.

    CSV, or the workbook that WhatNow itself gives. Raises UnreadableFormError for another table.
    """
    faults: list[Fault] = []
    if data.startswith(_ZIP):
        with workbook(data) as book:
            rows = list(sheet_rows(book.worksheets[0], faults))
    else:
        rows = list(csv_rows(data))
    if len(rows) < 3 or not _is_header(rows[2][1]):
        raise UnreadableFormError(
            "this is no table of WhatNow: its third row begins Title, Description, URL, Hazard, "
            'Urgency Level, Safety Message. Export it again there, from "Message file upload".'
        )
    society, region = _cells(rows[1][1], 2)
    if not society:
        raise UnreadableFormError(
            "the second row does not say which National Society it is from. Write it into the "
            "first cell."
        )
    return Sheet(society, region or NATIONAL, tuple(_hazards(rows[3:], faults))), faults


def _is_header(cells: Sequence[str]) -> bool:
    return [cell.casefold() for cell in _cells(cells, len(_COLUMNS))] == [
        name.casefold() for name in _COLUMNS
    ]


def _cells(cells: Sequence[str], count: int) -> list[str]:
    texts = [" ".join(cell.split()) for cell in cells]
    return [*texts, *[""] * (count - len(texts))][:count]


def _hazards(
    rows: Iterable[tuple[str, Sequence[str]]], faults: list[Fault]
) -> Iterator[HazardMessages]:
    head: list[str] | None = None
    messages: list[Message] = []
    level = ""
    for place, cells in rows:
        texts = [" ".join(cell.split()) for cell in cells]
        texts += [""] * (len(_COLUMNS) - len(texts))
        if texts[3]:
            if head is not None:
                yield _of(head, messages)
            head, messages, level = texts[:4], [], ""
        level = texts[4] or level
        if fault := _fault(place, texts, level, began=head is not None):
            faults.append(fault)
        elif texts[5]:
            messages.append(Message(level, texts[5], tuple(one for one in texts[6:] if one)))
    if head is not None:
        yield _of(head, messages)


def _of(head: Sequence[str], messages: Sequence[Message]) -> HazardMessages:
    title, description, url, hazard = head
    return HazardMessages(hazard, title, description, url, tuple(messages))


def _fault(place: str, texts: Sequence[str], level: str, *, began: bool) -> Fault | None:
    said = any(texts[5:])
    if said and not began:
        return Fault(place, "a message stands before the first hazard", "Fill in column D.")
    if said and not level:
        return Fault(place, "a message has no urgency level", "Fill in column E.")
    if said and stage_of(level) is None:
        return Fault(
            place, f'"{level}" is no urgency level', f"There are: {', '.join(STAGES.values())}."
        )
    if said and not texts[5]:
        return Fault(place, "it supports a message that is not there", "Fill in column F.")
    return None
