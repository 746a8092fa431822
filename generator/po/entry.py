"""Step 1: one message of a PO file → its state, signatures and remarks.

In: msgid, msgstr and comments as ``catalog`` read them. Out: state, signatures, remarks. No disk
and no library is read.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..model.handles import is_same_person

_REVIEWED = re.compile(r"reviewed-by: (?P<by>[^,]+), (?P<day>[^,]+), (?P<digest>[0-9a-f]{12})$")
_TRANSLATED = re.compile(r"translated-by: (?P<by>[^,]+)(?:, (?P<day>.+))?$")
_REMARK = re.compile(
    r"remark: (?P<by>[^,:]+), (?P<day>[^,:]+)(?:, (?P<digest>[0-9a-f]{12}))?: (?P<words>.+)$"
)
_DOUBTFUL = re.compile(r"doubtful: (?P<by>[^,:]+), (?P<day>[^,:]+): (?P<words>.+)$")
_DOUBT = re.compile(r"doubt: (?P<by>[^,:]+), (?P<day>[^,:]+): (?P<words>.+)$")


State = Literal["missing", "behind", "draft", "reviewed"]
"""What a translation is worth: computed from the PO file, never typed."""


@dataclass(frozen=True)
class Signature:
    """Who signed a translation, and when, as written in the PO file."""

    by: str
    """A handle, never a name."""
    day: str


@dataclass(frozen=True)
class Remark:
    """What a reviewer calls wrong with a translation, as written in the PO file."""

    by: str
    """A handle, never a name."""
    day: str
    words: str

    def __str__(self) -> str:
        return f"{self.by}, {self.day}: {self.words}"


@dataclass(frozen=True)
class Entry:
    """One message of a PO file."""

    msgid: str
    msgstr: str
    fuzzy: bool = False
    previous: str = ""
    comments: tuple[str, ...] = ()
    line: int | None = None

    @property
    def translated_by(self) -> str:
        """Handle of who translated it; empty where nobody wrote it."""
        matches = [_TRANSLATED.match(comment) for comment in self.comments]
        return next((match["by"].strip() for match in reversed(matches) if match), "")

    @property
    def signatures(self) -> tuple[Signature, ...]:
        """Reviews of exactly this pair of sentences, by somebody else than its translator."""
        signed = [match for comment in self.comments if (match := _REVIEWED.match(comment))]
        if not signed:
            return ()  # asked of every sentence, and most have none: no digest is made for it
        digest = review_digest(self.msgid, self.msgstr)
        return tuple(
            Signature(match["by"].strip(), match["day"].strip())
            for match in signed
            if match["digest"] == digest and not self.is_translator(match["by"])
        )

    @property
    def reviewed(self) -> bool:
        """A second person signed exactly this pair of sentences."""
        return bool(self.signatures)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What reviewers call wrong with exactly this pair of sentences; who edits it settles them.

        A remark without a digest, typed by hand, counts until somebody removes it.
        """
        matches = [match for comment in self.comments if (match := _REMARK.match(comment))]
        if not matches or not self.msgstr:
            return ()
        pair = review_digest(self.msgid, self.msgstr)
        return tuple(
            Remark(match["by"].strip(), match["day"].strip(), match["words"].strip())
            for match in matches
            if match["digest"] in (None, pair)
        )

    @property
    def doubts(self) -> tuple[Remark, ...]:
        """Return what the translator was not sure of; an import of other words removes it."""
        matches = [_DOUBT.match(comment) for comment in self.comments]
        return tuple(
            Remark(match["by"].strip(), match["day"].strip(), match["words"].strip())
            for match in matches
            if match
        )

    @property
    def doubtful(self) -> tuple[Remark, ...]:
        """Return where readers understood it differently; off paper until a person signs it."""
        matches = [match for comment in self.comments if (match := _DOUBTFUL.match(comment))]
        if not matches or self.reviewed:
            return ()
        return tuple(
            Remark(match["by"].strip(), match["day"].strip(), match["words"].strip())
            for match in matches
        )

    def remarks_of(self, handle: str) -> tuple[Remark, ...]:
        """Return the remarks that *handle* made, however it is spelled."""
        return tuple(remark for remark in self.remarks if is_same_person(remark.by, handle))

    def comments_without(self, *, remarks_of: str = "", signature_of: str = "") -> tuple[str, ...]:
        """Return the comments without reviews of other sentences, and of the person named."""
        pair = review_digest(self.msgid, self.msgstr)

        def stays(comment: str) -> bool:
            signature, remark = _REVIEWED.match(comment), _REMARK.match(comment)
            review = signature or remark
            if review is None:
                return True
            handle = signature_of if signature else remarks_of
            same_person = bool(handle) and is_same_person(review["by"], handle)
            return review["digest"] in (None, pair) and not same_person

        return tuple(comment for comment in self.comments if stays(comment))

    def is_translator(self, handle: str) -> bool:
        """Return whether *handle* translated it, however it is spelled."""
        return self.translated_by != "" and is_same_person(handle, self.translated_by)

    def state(self, msgid: str) -> State:
        """State of the translation of *msgid*, the sentence as it is today."""
        if not self.msgstr:
            return "missing"
        if self.fuzzy or self.msgid != msgid:
            return "behind"
        return "reviewed" if self.reviewed else "draft"


@dataclass(frozen=True)
class Catalog:
    """A PO file: entries by msgctxt."""

    locale: str
    domain: str
    entries: Mapping[str, Entry] = field(default_factory=dict)


def review_digest(msgid: str, msgstr: str) -> str:
    """Short digest over both sentences: it stops fitting when either is edited."""
    return hashlib.sha256(f"{msgid}\0{msgstr}".encode()).hexdigest()[:12]
