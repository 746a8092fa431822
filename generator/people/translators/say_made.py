"""Beside step 4: words to say → an ``Edit`` for each line that a table makes anew.

In: the lines of a locale and its PO file. Out: edits, and how many lines of a pair are signed. A
line that is as the table makes it keeps its signatures; one that changes is a draft again, by
whoever wrote the reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ...model.pronunciation import Readings
from ...po.passages import Catalogs
from ...po.say import SayLine
from ...po.update import Edit


def edits_of(
    lines: Iterable[SayLine],
    catalogs: Catalogs,
    readers: str,
    readings: Mapping[str, Readings],
    today: date,
) -> dict[str, Edit]:
    """Return by msgctxt the edits of *lines* whose message is missing, behind or changed."""
    edits = {}
    for line in lines:
        entry = line.passage.entry(catalogs, readers)
        is_current = entry is not None and entry.state(line.passage.source) != "behind"
        if not line.made or (entry is not None and is_current and entry.msgstr == line.made):
            continue
        # Who wrote the reading cannot sign what is made of it, as a translator cannot sign her own.
        by = f"translated-by: {readings[line.language].by}, {today.isoformat()}"
        kept = (
            one
            for one in (entry.comments if entry else ())
            if not one.startswith("translated-by: ")
        )
        edits[line.passage.context] = Edit(line.made, (by, *kept))
    return edits


@dataclass(frozen=True)
class PairCount:
    """How far the lines of one language are, for readers of another."""

    language: str
    lines: int
    """Sentences, without the digits."""
    made: int
    signed: int
    """By two people."""
    shown: int
    """Signed, and each digit in them too: what readers see."""
    digits: int
    digits_signed: int
    faults: tuple[str, ...]
    """Id and why it cannot be made."""


def count_pair(lines: Iterable[SayLine], catalogs: Catalogs, readers: str) -> PairCount:
    """Count the *lines* of one language."""
    every = list(lines)
    said, digits = (
        [one for one in every if not one.is_digit],
        [one for one in every if one.is_digit],
    )
    signed = [one for one in said if one.is_signed(catalogs, readers)]
    digits_signed = sum(one.is_signed(catalogs, readers) for one in digits)
    whole = digits_signed == len(digits)
    return PairCount(
        every[0].language if every else "",
        len(said),
        sum(bool(one.made) for one in said),
        len(signed),
        sum(whole or "%(" not in one.made for one in signed),
        len(digits),
        digits_signed,
        tuple(f"{one.key}: {one.fault}" for one in every if one.fault),
    )
