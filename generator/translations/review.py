"""A second person reads passage by passage, and signs what is right.

In: passages and PO files of one locale, and the handle of who reads. Out: signatures in the
translators' comments: handle, day, and a digest over both sentences, so that an
edited translation is a draft again. Who translated cannot sign.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ..catalog import Edit, Entry, review_digest
from ..passages import Catalogs, Passage, life_safety_first


@dataclass(frozen=True)
class Pair:
    """A passage and its translation, as one person reads them."""

    passage: Passage
    entry: Entry

    @property
    def code(self) -> str:
        """Names exactly this pair of sentences on a printed sheet: it changes when either does."""
        text = f"{self.passage.key}\0{self.entry.msgid}\0{self.entry.msgstr}"
        return hashlib.sha256(text.encode()).hexdigest()[:6]


def to_read(
    known: Iterable[Passage], catalogs: Catalogs, locale: str, by: str, *, again: bool = False
) -> tuple[list[Pair], int]:
    """List what *by* may sign, life safety first, and count what *by* translated and may not.

    Only drafts; with *again* also what others have signed.
    """
    pairs, own = [], 0
    for passage in life_safety_first(list(known)):
        entry = passage.entry(catalogs, locale)
        if entry is None or entry.state(passage.source) not in ("draft", "reviewed"):
            continue
        if entry.reviewed and (not again or _has_signed(entry, by)):
            continue
        if entry.is_translator(by):
            own += 1
        else:
            pairs.append(Pair(passage, entry))
    return pairs, own


def _has_signed(entry: Entry, by: str) -> bool:
    return any(signature.by.casefold() == by.casefold() for signature in entry.signatures)


def signed(pair: Pair, by: str, today: date) -> Edit:
    """Return the message with the signature of *by*; signatures of other sentences go.

    Raises ValueError when *by* translated it.
    """
    entry = pair.entry
    if entry.is_translator(by):
        raise ValueError(f"{by} translated {pair.passage.key}, and a second person must sign it")
    digest = review_digest(entry.msgid, entry.msgstr)
    kept = [
        comment
        for comment in entry.comments
        if not (comment.startswith("reviewed-by: ") and not comment.endswith(digest))
    ]
    line = f"reviewed-by: {by}, {today.isoformat()}, {digest}"
    return Edit(entry.msgstr, (*kept, line))


def remarked(pair: Pair, by: str, today: date, remark: str) -> Edit:
    """Return the message with what *by* says is wrong with it; it stays a draft."""
    words = " ".join(remark.split())
    line = f"remark: {by}, {today.isoformat()}: {words}"
    return Edit(pair.entry.msgstr, (*pair.entry.comments, line))


@dataclass(frozen=True)
class Codes:
    """What the codes on a sheet that came back name."""

    pairs: tuple[Pair, ...]
    unknown: tuple[str, ...]
    """Not the code of any pair as it stands today: changed since it was printed, or mistyped."""
    unclear: tuple[str, ...]
    """Codes of more than one pair."""


def find_codes(pairs: Sequence[Pair], codes: Iterable[str]) -> Codes:
    """Find the pairs that *codes* name."""
    counts = Counter(pair.code for pair in pairs)
    by_code = {pair.code: pair for pair in pairs}
    wanted = list(dict.fromkeys(code.strip().lower() for code in codes if code.strip()))
    return Codes(
        tuple(by_code[code] for code in wanted if counts[code] == 1),
        tuple(code for code in wanted if not counts[code]),
        tuple(code for code in wanted if counts[code] > 1),
    )
