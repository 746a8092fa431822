"""Beside step 4: ``Sheet`` rows that go out for one locale, ``ReturnedRow`` rows that come back.

The forms (``csv_form``, ``xlsx_form``, ``xliff_form``, ``html_form``) write a ``Sheet`` and read
``ReturnedRow`` rows; none of them knows what a PO file is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field

from ...po.catalog import State
from ...po.passages import Catalogs, Passage, life_safety_first
from ...sheets.faults import Fault, digest_of

STATES: tuple[State, ...] = ("missing", "behind", "draft", "reviewed")

UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that XML, spreadsheets or phones cannot contain. Tab and line feed are allowed."""

TermHints = Callable[[str, str], tuple[str, ...]]
"""Glossary terms of an English sentence, each with what a locale says, as short texts."""


def no_terms(_sentence: str, _locale: str) -> tuple[str, ...]:
    """Know no glossary."""
    return ()


@dataclass(frozen=True)
class PassageRow:
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
    dont: bool = False
    """The picture stands under the slash of "do not"."""
    remarks: tuple[str, ...] = ()
    """What reviewers call wrong with this translation: handle, day and words."""
    beside: str = ""
    """The same passage in the language of ``Sheet.beside``; empty where it has none that fits."""

    @property
    def was(self) -> str:
        """Short digest of the exported translation: shows whether somebody changed it."""
        return digest_of(self.translation)


@dataclass(frozen=True)
class Sheet:
    """What goes out: passages of one locale, life safety first."""

    locale: str
    rows: tuple[PassageRow, ...]
    beside: str = ""
    """Another locale, whose text is beside the source; empty = none."""
    core: bool = False
    """For the workbook of a volunteer: only the core, with pictures and cells for sounds."""


@dataclass(frozen=True)
class ReturnedRow:
    """One row that came back."""

    place: str
    """Where it is in the file, in words: "line 12", "row 12, column D"."""
    key: str
    source: str
    translation: str
    was: str = ""
    """Digest of the translation that went out; empty = somebody deleted it."""
    translated_by: str = ""
    confirmed: bool = False
    """The translator says that the old translation fits the changed sentence."""
    doubt: str = ""
    """What the translator wrote beside it for whoever reads it."""
    sound: str = ""
    """Name of the file in which the translator speaks it."""

    @property
    def touched(self) -> bool:
        """Somebody wrote something into this row."""
        return self.confirmed or not self.was or digest_of(self.translation) != self.was


@dataclass(frozen=True)
class VoiceConsent:
    """What a file says of whoever spoke its sounds, in the words of the file."""

    adult: bool
    agreed: bool
    day: str


@dataclass
class ReturnedFile:
    """The content of one file."""

    rows: list[ReturnedRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    locale: str = ""
    """The locale it names; empty = it names none."""
    by: str = ""
    """The handle it names for all its rows."""
    voice: VoiceConsent | None = None
    """What the one who spoke the sounds has agreed to; None = nothing was said of that."""


def make_sheet(
    passages: Iterable[Passage],
    catalogs: Catalogs,
    locale: str,
    *,
    only: Collection[State] = STATES,
    terms: TermHints = no_terms,
    beside: str = "",
    remarked: bool = False,
    core: bool = False,
) -> Sheet:
    """Gather the passages whose state in *locale* is one of *only*.

    *beside* is another locale, which the catalogs must contain: its text goes beside the source.
    With *remarked* only what a reviewer marked wrong; *core* says that they are the core alone. A
    translation with characters that no form can carry is left out: ``advisory check`` names it.
    """
    rows = _rows(life_safety_first(list(passages)), catalogs, locale, terms, beside)
    fit = (row for row in rows if not UNFIT.search(row.translation + row.previous))
    picked = (row for row in fit if row.state in only and (row.remarks or not remarked))
    return Sheet(locale, tuple(picked), beside, core)


def _rows(
    passages: list[Passage], catalogs: Catalogs, locale: str, terms: TermHints, beside: str
) -> Iterator[PassageRow]:
    for passage in passages:
        entry = passage.entry(catalogs, locale)
        state = passage.state(catalogs, locale)
        previous = ""
        if entry is not None and state == "behind":
            # A file that was not brought up to date still has the old sentence in its place.
            previous = entry.previous or (entry.msgid if entry.msgid != passage.source else "")
        who = [c for c in entry.comments if c.startswith("translated-by: ")] if entry else []
        yield PassageRow(
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
            dont=passage.dont,
            remarks=tuple(UNFIT.sub("", str(r)) for r in entry.remarks) if entry else (),
            beside=_other_translation(passage, catalogs, beside),
        )


def _other_translation(passage: Passage, catalogs: Catalogs, locale: str) -> str:
    """Return the translation into *locale*, while it belongs to the sentence of today."""
    entry = passage.entry(catalogs, locale) if locale else None
    if entry is None or entry.state(passage.source) not in ("draft", "reviewed"):
        return ""
    return UNFIT.sub("", entry.msgstr)
