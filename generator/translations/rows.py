"""What goes out for one locale, row by row, and what comes back.

The forms (``csv_form``, ``xlsx_form``, ``xliff_form``, ``html_form``) write a ``Sheet`` and read
``Returned`` rows; none of them knows what a PO file is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field

from ..catalog import State
from ..passages import Catalogs, Passage, life_safety_first
from ..problems import brief

STATES: tuple[State, ...] = ("missing", "behind", "draft", "reviewed")

UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that XML, spreadsheets or readers' phones cannot hold. Tab and line feed may stand."""

TermHints = Callable[[str, str], tuple[str, ...]]
"""Glossary terms of an English sentence, each with what a locale says, as short texts."""


def no_terms(_sentence: str, _locale: str) -> tuple[str, ...]:
    """Know no glossary."""
    return ()


@dataclass(frozen=True)
class Row:
    """One passage, as its translator sees it."""

    key: str
    state: State
    source: str
    translation: str
    translated_by: str = ""
    """Handle and day, as in the PO file."""
    note: str = ""
    previous: str = ""
    """The sentence that the translation was made from, when it has changed since."""
    terms: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    max_letters: int | None = None
    life_safety: bool = False
    picture: str | None = None
    remarks: tuple[str, ...] = ()
    """What reviewers call wrong with this translation: handle, day and words."""
    beside: str = ""
    """The same passage in the language of ``Sheet.beside``; empty where it has none that fits."""

    @property
    def was(self) -> str:
        """Short digest of the translation that went out: tells whether somebody changed it."""
        return digest_of(self.translation)


@dataclass(frozen=True)
class Sheet:
    """What goes out: passages of one locale, what a life hangs on first."""

    locale: str
    rows: tuple[Row, ...]
    beside: str = ""
    """Another locale, whose text stands beside the source; empty = none."""


@dataclass(frozen=True)
class Returned:
    """One row that came back."""

    place: str
    """Where it stands in the file, in words: "line 12", "row 12, column D"."""
    key: str
    source: str
    translation: str
    was: str = ""
    """Digest of the translation that went out; empty = somebody deleted it."""
    translated_by: str = ""
    confirmed: bool = False
    """The translator says that the old translation fits the changed sentence."""

    @property
    def touched(self) -> bool:
        """Somebody wrote something into this row."""
        return self.confirmed or not self.was or digest_of(self.translation) != self.was


@dataclass(frozen=True)
class Fault:
    """What is wrong with a file or row that came back, and what to do."""

    place: str
    message: str
    remedy: str
    key: str = ""

    def __str__(self) -> str:
        key = f"{self.key}: " if self.key else ""
        return brief(f"{self.place}: {key}{self.message}. {self.remedy}")


@dataclass
class Reading:
    """What one file holds."""

    rows: list[Returned] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    locale: str = ""
    """The locale it names; empty = it names none."""
    by: str = ""
    """The handle it names for all its rows."""


class UnreadableFormError(ValueError):
    """A file that came back and is none of ours. The message says what to do, and quotes little."""

    def __init__(self, message: str) -> None:
        super().__init__(brief(message))


def digest_of(text: str) -> str:
    """Give a short digest of a translation."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def make_sheet(
    known: Iterable[Passage],
    catalogs: Catalogs,
    locale: str,
    *,
    only: Collection[State] = STATES,
    terms: TermHints = no_terms,
    beside: str = "",
    remarked: bool = False,
) -> Sheet:
    """Gather the passages whose state in *locale* is one of *only*.

    *beside* is another locale, which the catalogs must hold: its text goes beside the source. With
    *remarked* only what a reviewer calls wrong. A translation that holds what no form can carry is left
    out: ``advisory check`` names it.
    """
    rows = _rows(life_safety_first(list(known)), catalogs, locale, terms, beside)
    fit = (row for row in rows if not UNFIT.search(row.translation + row.previous))
    wanted = (row for row in fit if row.state in only and (row.remarks or not remarked))
    return Sheet(locale, tuple(wanted), beside)


def _rows(
    known: list[Passage], catalogs: Catalogs, locale: str, terms: TermHints, beside: str
) -> Iterator[Row]:
    for passage in known:
        entry = passage.entry(catalogs, locale)
        state = passage.state(catalogs, locale)
        previous = ""
        if entry is not None and state == "behind":
            previous = entry.previous or (entry.msgid if entry.msgid != passage.source else "")
        who = [c for c in entry.comments if c.startswith("translated-by: ")] if entry else []
        yield Row(
            passage.key,
            state,
            passage.source,
            entry.msgstr if entry else "",
            translated_by=who[-1].removeprefix("translated-by: ") if who else "",
            note=" ".join(passage.notes),
            previous=previous,
            terms=terms(passage.source, locale),
            used=passage.used,
            max_letters=passage.max_letters,
            life_safety=passage.life_safety,
            picture=passage.picture,
            remarks=tuple(UNFIT.sub("", str(r)) for r in entry.remarks) if entry else (),
            beside=_in_other(passage, catalogs, beside),
        )


def _in_other(passage: Passage, catalogs: Catalogs, locale: str) -> str:
    """Give the translation into *locale*, while it belongs to the sentence of today."""
    entry = passage.entry(catalogs, locale) if locale else None
    if entry is None or entry.state(passage.source) not in ("draft", "reviewed"):
        return ""
    return UNFIT.sub("", entry.msgstr)
