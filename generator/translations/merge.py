"""What came back becomes changes of PO files, row by row; what does not fit is refused and named.

In: returned rows, passages and PO files as they stand today. Out: an ``Edit`` for each message to
change, and every refusal. Nothing is written here, and nothing that stands is ever emptied.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from ..catalog import Edit, Entry
from ..passages import Catalogs, Passage
from ..script.text import PLACEHOLDER
from ..script.zawgyi import judge
from .rows import UNFIT, Fault, Reading, Returned, digest_of

HANDLE = re.compile(r"[^\W_][\w.\-\u0e31-\u0e4e\u102b-\u103e]{1,31}")
"""A handle: 2 to 32 letters and digits, no space, so that nobody writes a full name."""
_QUESTIONS = re.compile(r"\?\?|\N{REPLACEMENT CHARACTER}")


@dataclass
class Merged:
    """What an import would do."""

    edits: dict[str, dict[str, Edit]] = field(default_factory=dict)
    """By domain and msgctxt."""
    changed: list[str] = field(default_factory=list)
    """Keys of the passages that get another translation, in the order of the file."""
    confirmed: list[str] = field(default_factory=list)
    """Keys of those whose old translation fits."""
    untouched: int = 0
    refused: list[Fault] = field(default_factory=list)
    nameless: bool = False
    """Somebody changed a row and nobody says who."""


def merge(
    reading: Reading,
    known: Iterable[Passage],
    catalogs: Catalogs,
    locale: str,
    *,
    by: str | None,
    today: date,
) -> Merged:
    """Compare what came back with what stands, and gather the changes.

    A row is taken when somebody touched it, its source is the sentence of today, and nobody else
    has changed the translation since it went out. *by* is the handle of who translated, where the
    file does not say it.
    """
    passages = {passage.key: passage for passage in known}
    merged = Merged(refused=list(reading.faults))
    taken: dict[str, Returned] = {}
    for row in reading.rows:
        passage = passages.get(row.key)
        entry = passage.entry(catalogs, locale) if passage else None
        if passage is not None and not _asks_for_change(row, passage, entry):
            merged.untouched += 1
            continue
        fault = _fault(row, passage, entry, taken.get(row.key), locale)
        if fault is not None:
            merged.refused.append(fault)
            continue
        if passage is None or row.key in taken:
            continue
        who = _who(row, entry, reading, by)
        if not who:
            merged.nameless = True
            continue
        taken[row.key] = row
        _take(merged, row, passage, entry, f"{who}, {today.isoformat()}")
    return merged


def _asks_for_change(row: Returned, passage: Passage, entry: Entry | None) -> bool:
    if not row.touched:
        return False
    if entry is None or row.translation != entry.msgstr:
        return True
    # Only a translation that is behind needs to be told that it fits.
    return row.confirmed and entry.state(passage.source) == "behind"


def _fault(  # noqa: PLR0911
    row: Returned,
    passage: Passage | None,
    entry: Entry | None,
    before: Returned | None,
    locale: str,
) -> Fault | None:
    def fault(message: str, remedy: str) -> Fault:
        return Fault(row.place, message, remedy, row.key)

    if passage is None:
        if not row.key:
            return fault("the key is gone", "Copy it from the exported file.")
        return fault(
            "there is no such passage any more", "Nothing is lost: the row stays with you."
        )
    if row.source != passage.source:
        if row.translation.strip() == passage.source.strip():
            return fault(
                "source and translation have changed places", "Put them back into their columns."
            )
        return fault(
            f'the English has changed since; it says now: "{passage.source}"',
            "Export again and translate the new sentence.",
        )
    if before is not None:
        if before.translation == row.translation:
            return None
        return fault(f"this passage stands twice ({before.place})", "Keep one of the two rows.")
    now = entry.msgstr if entry else ""
    if row.was and row.was != digest_of(now):
        return fault(
            f'somebody else has translated it since: "{now}"', "Export again and compare the two."
        )
    return _fault_of_words(row, passage, locale, fault)


def _fault_of_words(
    row: Returned, passage: Passage, locale: str, make: Callable[[str, str], Fault]
) -> Fault | None:
    text = row.translation
    if not text.strip():
        return make("the translation is empty", "An import deletes nothing; leave such rows out.")
    if damaged := damage(text, passage.source):
        return make(*damaged)
    if judge(PLACEHOLDER.sub("", text), locale).level == "error":
        return make("it is typed in Zawgyi", "Type it again with a Unicode keyboard.")
    if differing := other_placeholders(text, passage.source):
        return make(*differing)
    return None


def damage(text: str, before: str) -> tuple[str, str] | None:
    """Say what the journey did to *text*, which took the place of *before*, and what to do."""
    if odd := UNFIT.search(text):
        what = f"an invisible character (U+{ord(odd[0]):04X}) stands in it"
        return what, "Type the sentence again."
    if _QUESTIONS.search(text) and not _QUESTIONS.search(before):
        what = "letters have become question marks on the way"
        return what, 'Save it as "CSV UTF-8", or use --to xlsx.'
    return None


def other_placeholders(text: str, before: str) -> tuple[str, str] | None:
    """Say which placeholders *text* must have when it takes the place of *before*; None = it has."""
    wanted, found = (
        Counter(match[0] for match in PLACEHOLDER.finditer(words)) for words in (before, text)
    )
    if wanted == found:
        return None
    needed = " ".join(sorted(wanted.elements())) or "none"
    return "the placeholders differ from those of the source", f"Use exactly: {needed}."


def _who(row: Returned, entry: Entry | None, reading: Reading, by: str | None) -> str:
    """Handle of who translated: from the row if somebody wrote one there, the file, the command."""
    handle = row.translated_by.partition(",")[0].strip()
    known = entry.translated_by if entry else ""
    if handle and handle != known and HANDLE.fullmatch(handle):
        return handle
    return next((name for name in (by, reading.by) if name and HANDLE.fullmatch(name)), "")


def _take(
    merged: Merged, row: Returned, passage: Passage, entry: Entry | None, signed: str
) -> None:
    same = entry is not None and entry.msgstr == row.translation
    # A remark is about the words that stood there; who writes others has answered it.
    gone = ("translated-by: ",) if same else ("translated-by: ", "remark: ")
    comments = (c for c in (entry.comments if entry else ()) if not c.startswith(gone))
    edit = Edit(row.translation, (f"translated-by: {signed}", *comments))
    merged.edits.setdefault(passage.domain, {})[passage.context] = edit
    (merged.confirmed if same else merged.changed).append(row.key)
