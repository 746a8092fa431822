"""Beside step 4: passages, PO files and a handle → signatures and remarks.

In: passages and PO files of one locale, and the handle of who reads. Out: signatures in the
translators' comments: handle, day, and a digest over both sentences, so that an
edited translation is a draft again. Who translated cannot sign.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ...model.handles import is_same_person
from ...po.catalog import Entry, review_digest
from ...po.passages import Catalogs, Passage, life_safety_first
from ...po.update import Edit


@dataclass(frozen=True)
class TranslatedPassage:
    """A passage and its translation, as one person reads them."""

    passage: Passage
    entry: Entry

    @property
    def code(self) -> str:
        """Names exactly this pair of sentences on a printed sheet: it changes when either does."""
        text = f"{self.passage.key}\0{self.entry.msgid}\0{self.entry.msgstr}"
        # Few enough to type from paper; a code of two pairs is refused, and names neither.
        return hashlib.sha256(text.encode()).hexdigest()[:6]


def pairs_of(
    passages: Iterable[Passage], catalogs: Catalogs, locale: str
) -> list[TranslatedPassage]:
    """List all that readers see in *locale*, signed or not, life safety first."""
    entries = (
        (passage, passage.entry(catalogs, locale)) for passage in life_safety_first(list(passages))
    )
    return [
        TranslatedPassage(passage, entry)
        for passage, entry in entries
        if entry is not None and entry.state(passage.source) in ("draft", "reviewed")
    ]


def to_read(
    passages: Iterable[Passage], catalogs: Catalogs, locale: str, by: str, *, again: bool = False
) -> tuple[list[TranslatedPassage], int]:
    """List what *by* may sign, life safety first, and count what *by* translated and may not.

    Only drafts; with *again* also what others have signed.
    """
    pairs, own_count = [], 0
    for pair in pairs_of(passages, catalogs, locale):
        entry = pair.entry
        # Nobody signs the same words twice, also not when all are to be read again.
        has_signed = any(is_same_person(one.by, by) for one in entry.signatures)
        if entry.reviewed and (not again or has_signed):
            continue
        if entry.is_translator(by):
            own_count += 1
        else:
            pairs.append(pair)
    return pairs, own_count


def signed(pair: TranslatedPassage, by: str, today: date) -> Edit:
    """Return the message with the signature of *by*; signatures and remarks of other sentences go.

    So do remarks that *by* made: nobody calls one text right and wrong. Raises ValueError when *by*
    translated it.
    """
    entry = pair.entry
    if entry.is_translator(by):
        raise ValueError(f"{by} translated {pair.passage.key}, and a second person must sign it")
    digest = review_digest(entry.msgid, entry.msgstr)
    line = f"reviewed-by: {by}, {today.isoformat()}, {digest}"
    return Edit(entry.msgstr, (*entry.comments_without(remarks_of=by), line))


def remarked(pair: TranslatedPassage, by: str, today: date, remark: str) -> Edit:
    """Return the message with what *by* says is wrong with it; a signature of *by* goes.

    The remark applies to exactly these two sentences, like a signature: an edit of either ends it.
    """
    entry, words = pair.entry, " ".join(remark.split())
    digest = review_digest(entry.msgid, entry.msgstr)
    line = f"remark: {by}, {today.isoformat()}, {digest}: {words}"
    comments = entry.comments_without(signature_of=by)
    same = any(one.words == words for one in entry.remarks_of(by))
    return Edit(entry.msgstr, comments if same else (*comments, line))


@dataclass(frozen=True)
class SheetCodes:
    """What the codes on a sheet that came back name."""

    pairs: tuple[TranslatedPassage, ...]
    unknown: tuple[str, ...]
    """Not the code of any pair as it is today: changed since it was printed, or mistyped."""
    unclear: tuple[str, ...]
    """Codes of more than one pair."""


def find_codes(pairs: Sequence[TranslatedPassage], codes: Iterable[str]) -> SheetCodes:
    """Find the pairs that *codes* name."""
    counts = Counter(pair.code for pair in pairs)
    by_code = {pair.code: pair for pair in pairs}
    unique_codes = list(dict.fromkeys(code.strip().lower() for code in codes if code.strip()))
    return SheetCodes(
        tuple(by_code[code] for code in unique_codes if counts[code] == 1),
        tuple(code for code in unique_codes if not counts[code]),
        tuple(code for code in unique_codes if counts[code] > 1),
    )


@dataclass(frozen=True)
class Ticks:
    """What somebody ticked on a sheet, by code."""

    right: tuple[str, ...] = ()
    wrong: Mapping[str, str] = field(default_factory=dict)
    """With what is wrong."""


@dataclass(frozen=True)
class Entered:
    """What came of the ticks."""

    right: SheetCodes
    wrong: SheetCodes
    refused: tuple[TranslatedPassage, ...]
    """Marked wrong before by the person who ticks "right" now, with the same words."""
    edits: Mapping[str, Mapping[str, Edit]]
    """By domain and msgctxt."""

    @property
    def is_whole(self) -> bool:
        """Whether every code was entered."""
        open_codes = (
            self.right.unknown,
            self.right.unclear,
            self.wrong.unknown,
            self.wrong.unclear,
        )
        return not any(open_codes) and not self.refused


def enter(
    pairs: Sequence[TranslatedPassage],
    every: Sequence[TranslatedPassage],
    ticks: Ticks,
    by: str,
    today: date,
) -> Entered:
    """Sign those of *pairs* that were ticked as right; remark those of *every* ticked as wrong."""
    right, wrong = find_codes(pairs, ticks.right), find_codes(every, ticks.wrong)
    refused = tuple(pair for pair in right.pairs if pair.entry.remarks_of(by))
    edits: dict[str, dict[str, Edit]] = {}
    changes = [(pair, signed(pair, by, today)) for pair in right.pairs if pair not in refused]
    changes += [(p, remarked(p, by, today, ticks.wrong[p.code])) for p in wrong.pairs]
    for pair, edit in changes:
        edits.setdefault(pair.passage.domain, {})[pair.passage.context] = edit
    return Entered(right, wrong, refused, edits)
