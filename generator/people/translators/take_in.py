"""Beside step 4: returned rows and PO files → an ``Edit`` for each message, and refusals.

In: returned rows, passages and PO files as they stand today. Out: an ``Edit`` for each message to
change, and every refusal. Nothing is written here, and nothing that is there is ever emptied.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from ...model.handles import handle_fault
from ...po.catalog import Entry
from ...po.passages import Catalogs, Passage
from ...po.update import Edit
from ...problems import brief
from ...sheets.faults import Fault, digest_of
from ...text.languages import find_language
from ...text.plain import PLACEHOLDER, placeholders_of
from ...text.shaping import find_shaping_faults
from ...text.zawgyi import judge
from .rows import UNFIT, ReturnedFile, ReturnedRow

_SENTENCE = 4
"""Words of what is no name: a name may be the same in two languages."""
_LONGEST_NAME = 16
"""In letters, where words have no spaces."""
_LONGEST_DOUBT = 500
_QUESTIONS = re.compile(r"\?\?|\N{REPLACEMENT CHARACTER}")


@dataclass
class TranslationImport:
    """What an import would do."""

    edits: dict[str, dict[str, Edit]] = field(default_factory=dict)
    """By domain and msgctxt."""
    changed: list[str] = field(default_factory=list)
    """Keys of the passages that get another translation, in the order of the file."""
    confirmed: list[str] = field(default_factory=list)
    """Keys of those whose old translation fits."""
    unwritten: int = 0
    """Rows of the file in which nobody has written anything yet, and nothing was there."""
    doubts: list[str] = field(default_factory=list)
    """What translators wrote beside their texts, for whoever reads it."""
    untouched: int = 0
    refused: list[Fault] = field(default_factory=list)
    nameless: bool = False
    """Somebody changed a row and nobody says who."""


def merge(
    reading: ReturnedFile,
    passages: Iterable[Passage],
    catalogs: Catalogs,
    locale: str,
    *,
    by: str | None,
    today: date,
    beside: str = "",
    over_signed: bool = False,
) -> TranslationImport:
    """Compare what came back with what is there, and collect the changes.

    A row is taken when somebody touched it, its source is the sentence of today, and nobody else
    has changed the translation since it went out. What a second person has signed is replaced only
    with *over_signed*. *by* is the handle of who translated, where the file does not say it;
    *beside* a locale among the catalogs whose text stood beside the source.
    """
    by_key = {passage.key: passage for passage in passages}
    merged = TranslationImport(refused=list(reading.faults))
    taken_rows: dict[str, ReturnedRow] = {}
    for row in reading.rows:
        passage = by_key.get(row.key)
        entry = passage.entry(catalogs, locale) if passage else None
        if doubt := _doubt(row):
            said = f'{row.place}: {row.key}: the translator says: "{doubt}"'
            merged.doubts.append(brief(said))
        if passage is not None and not _asks_for_change(row, passage, entry):
            merged.untouched += 1
            merged.unwritten += not row.translation.strip()
            continue
        own = entry is not None and entry.is_translator(_who(row, entry, reading, by))
        fault = _fault_of_row(row, passage, entry, taken_rows.get(row.key), locale, own=own)
        if fault is None and passage is not None:
            fault = _fault_of_place(row, passage, entry, catalogs, beside, over_signed=over_signed)
        if fault is not None:
            merged.refused.append(fault)
            continue
        if passage is None or row.key in taken_rows:
            continue
        who = _who(row, entry, reading, by)
        if not who:
            merged.nameless = True
            continue
        taken_rows[row.key] = row
        _add_edit(merged, row, passage, entry, f"{who}, {today.isoformat()}")
    return merged


def _asks_for_change(row: ReturnedRow, passage: Passage, entry: Entry | None) -> bool:
    if not row.touched:
        return False
    if entry is None or row.translation != entry.msgstr:
        return True
    # Only a translation that is behind needs a confirmation that it fits.
    return row.confirmed and entry.state(passage.source) == "behind"


def _fault_of_row(  # noqa: PLR0911
    row: ReturnedRow,
    passage: Passage | None,
    entry: Entry | None,
    before: ReturnedRow | None,
    locale: str,
    *,
    own: bool,
) -> Fault | None:
    """Return why *row* is refused. *own*: its writer also wrote the translation that is there."""

    def fault(message: str, remedy: str) -> Fault:
        return Fault(row.place, message, remedy, row.key)

    if passage is None:
        if not row.key:
            return fault("the key is missing", "Copy it from the exported file.")
        return fault("this passage no longer exists", "Nothing is lost: you still have the row.")
    if row.source != passage.source:
        if row.translation.strip() == passage.source.strip():
            return fault("source and translation are swapped", "Put them back into their columns.")
        return fault(
            f'the English has changed since the export; it is now: "{passage.source}"',
            "Export again and translate the new sentence.",
        )
    if before is not None:
        if before.translation == row.translation:
            return None
        return fault(f"this passage is there twice ({before.place})", "Keep one of the two rows.")
    now = entry.msgstr if entry else ""
    # The last writer must not undo a colleague's work in a language nobody here reads (ADR 13).
    if row.was and row.was != digest_of(now) and not own:
        return fault(
            f'somebody else has translated this passage since: "{now}"',
            "Export again and compare them.",
        )
    return _fault_of_words(row, passage, locale, fault)


def _fault_of_place(
    row: ReturnedRow,
    passage: Passage,
    entry: Entry | None,
    catalogs: Catalogs,
    beside: str,
    *,
    over_signed: bool,
) -> Fault | None:
    """Return what is wrong with putting these words in the place of those that are there."""
    other = passage.entry(catalogs, beside) if beside else None
    pasted = other is not None and row.translation.strip() == other.msgstr.strip()
    if pasted and len(row.translation.strip()) > _LONGEST_NAME:
        message = f'it is the text in "{beside}", which stood beside the English'
        return Fault(row.place, message, "Write it in the language of the file.", row.key)
    if row.translation.strip() == passage.source and len(passage.source.split()) >= _SENTENCE:
        return Fault(
            row.place, "it is still the English", "Write it in the language of the file.", row.key
        )
    # Words that a reviewer calls wrong are there to be replaced.
    if entry is None or entry.state(passage.source) != "reviewed" or entry.remarks or over_signed:
        return None
    if row.translation == entry.msgstr:
        return None
    by = " and ".join(signature.by for signature in entry.signatures)
    message = f'{by} has signed the translation that is there: "{entry.msgstr}"'
    remedy = (
        "Ask both. To replace it, import the file again with --over-signed; then it must be signed "
        "again."
    )
    return Fault(row.place, message, remedy, row.key)


def _fault_of_words(
    row: ReturnedRow, passage: Passage, locale: str, make: Callable[[str, str], Fault]
) -> Fault | None:
    text = row.translation
    if not text.strip():
        return make("the translation is empty", "An import deletes nothing; leave such rows out.")
    if damaged := damage(text, passage.source):
        return make(*damaged)
    if old := _of_an_old_font(text, locale):
        return make(old, "Type it again with a Unicode keyboard.")
    if differing := other_placeholders(text, passage.source):
        return make(*differing)
    if passage.made is not None and text != passage.made:
        return make(*_not_made(passage.made))
    return None


def _of_an_old_font(text: str, locale: str) -> str | None:
    """Return what says that *text* was typed for an old font; None = nothing does."""
    if judge(PLACEHOLDER.sub("", text), locale).level == "error":
        return "it is typed in Zawgyi"
    if _has_loose_sign(text, locale):
        return (
            "a sign in it has no letter to stand on, as in a text typed in Zawgyi or another old "
            "font"
        )
    return None


def _not_made(made: str) -> tuple[str, str]:
    """Return why words to say are refused: a table makes them."""
    if not made:
        return "no table can make this line yet", "Run advisory say list to see what is missing."
    return (
        f'a table makes this line, and makes it "{made}"',
        "Correct the reading or the table, then run: advisory say make",
    )


def _has_loose_sign(text: str, locale: str) -> bool:
    """Return whether letters of Myanmar are in an order that only an old font shows.

    Burmese has a test of its own. For Shan, Mon and Karen there is no such test: in Zawgyi their
    places have other letters.
    """
    language = find_language(locale)
    if locale == "my" or language is None or language.script != "Mymr":
        return False
    faults = find_shaping_faults(PLACEHOLDER.sub("", text), locale)
    return any(fault.kind == "dotted-circle" for fault in faults)


def damage(text: str, before: str) -> tuple[str, str] | None:
    """Return what the journey did to *text*, which took the place of *before*, and what to do."""
    if odd := UNFIT.search(text):
        message = f"an invisible character (U+{ord(odd[0]):04X}) is in it"
        return message, "Type the sentence again."
    # A source may ask so in earnest; then its translation may, too.
    if _QUESTIONS.search(text) and not _QUESTIONS.search(before):
        message = "letters have become question marks on the way"
        return message, 'Save it as "CSV UTF-8", or use --to xlsx.'
    return None


def other_placeholders(text: str, before: str) -> tuple[str, str] | None:
    """Return message and remedy if *text* has other placeholders than *before*; else None."""
    needed, present = (placeholders_of(words) for words in (before, text))
    if needed == present:
        return None
    names = " ".join(sorted(needed.elements())) or "no placeholder"
    return "the placeholders differ from those of the source", f"Use exactly {names}."


def _who(row: ReturnedRow, entry: Entry | None, reading: ReturnedFile, by: str | None) -> str:
    """Handle of who translated: from the row if somebody wrote one there, the file, the command."""
    handle = row.translated_by.partition(",")[0].strip()
    last_translator = entry.translated_by if entry else ""
    if handle and handle != last_translator and not handle_fault(handle):
        return handle
    return next((name for name in (by, reading.by) if name and not handle_fault(name)), "")


def _doubt(row: ReturnedRow) -> str:
    """Return in one line what the translator wrote beside it: a PO file holds it as a comment."""
    return " ".join(UNFIT.sub(" ", row.doubt).split())[:_LONGEST_DOUBT]


def _add_edit(
    merged: TranslationImport, row: ReturnedRow, passage: Passage, entry: Entry | None, signed: str
) -> None:
    same = entry is not None and entry.msgstr == row.translation
    # A remark is about the words that were there; who writes others has answered it.
    gone = ("translated-by: ", "doubt: ") if same else ("translated-by: ", "doubt: ", "remark: ")
    comments = (c for c in (entry.comments if entry else ()) if not c.startswith(gone))
    doubt = [f"doubt: {signed}: {said}"] if (said := _doubt(row)) else []
    edit = Edit(row.translation, (f"translated-by: {signed}", *doubt, *comments))
    merged.edits.setdefault(passage.domain, {})[passage.context] = edit
    (merged.confirmed if same else merged.changed).append(row.key)
