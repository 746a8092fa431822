"""Step 4, channels: what of an advisory may be sent, and its numbers behind their cautions (CARE 26, 28, 48, 49).

What is sent stays on telephones, and those are searched. A number travels behind its caution, on the same line,
or does not travel; only national emergency codes stand alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from ...localise.advisory import Advisory
from ...localise.records.contacts import ContactRecord
from ...localise.texts import Run, Text
from ..search import cautions_of, is_state_line


class Carried(Protocol):
    """Whatever somebody judged for those who search."""

    @property
    def carry(self) -> str:
        """How far it may travel."""
        ...


def may_be_sent(one: Carried) -> bool:
    """Return whether *one* may leave for telephones: judged so, no guess of ours, not about abuse."""
    guessed, sensitive = getattr(one, "inferred", False), getattr(one, "sensitive", False)
    return one.carry in ("sent", "paper") and not guessed and not sensitive


@dataclass(frozen=True)
class SentNumber:
    """A number as it travels: its cautions, whose it is, and its digits."""

    contact: ContactRecord
    cautions: tuple[Text, ...]
    tel: Run

    @property
    def texts(self) -> tuple[Text, ...]:
        """What is said, in order: cautions, then name and number as one text."""
        label = self.contact.label
        blank = Run(" ", "words", label.lang)
        # The number is part of what people sign: another number is another sentence.
        source = f"{label.source or label} {self.tel.text}"
        named = Text((*label.runs, blank, self.tel), label.lang, label.state, source)
        return (*self.cautions, named)

    def __str__(self) -> str:
        return said(self.texts)


def number_of(advisory: Advisory, key: str) -> SentNumber | None:
    """Return the number of the contact *key* as it travels.

    None when it has none, or may not be sent.
    """
    contact = advisory.contacts.get(key)
    if contact is None or contact.tel is None or not may_be_sent(contact):
        return None
    return SentNumber(contact, cautions_before(advisory, contact), contact.tel)


def cautions_before(advisory: Advisory, contact: ContactRecord) -> tuple[Text, ...]:
    """Return what stands before the number of *contact*, each behind the cautions of the numbers in it.

    Its own caution, else that of the corridor for the state. Where somebody else behind the same number has a
    caution, that of the corridor: telephones join what has one number, and the words of another's caution may
    say which key to press.
    """
    found: dict[str, Text] = {}
    _gather(advisory, contact, found, set())
    return tuple(found.values())


def _gather(
    advisory: Advisory, contact: ContactRecord, found: dict[str, Text], seen: set[str]
) -> None:
    """Add what stands before the number of *contact*, and before the numbers that a caution names."""
    seen.add(contact.id)
    for caution in _direct_cautions(advisory, contact):
        if str(caution) not in found:
            for named in _called(advisory, caution):
                if named.id not in seen:
                    _gather(advisory, named, found, seen)
            found[str(caution)] = caution


def _called(advisory: Advisory, text: Text) -> Iterator[ContactRecord]:
    """Whose numbers stand in *text*."""
    for run in text.runs:
        contact = advisory.contacts.get(run.contact or "") if run.kind == "tel" else None
        if contact is not None:
            yield contact


def _direct_cautions(advisory: Advisory, contact: ContactRecord) -> tuple[Text, ...]:
    if contact.national_emergency:
        return ()
    if own := _own_cautions(advisory, contact):
        return own
    sharing = [one for one in advisory.contacts.values() if _numbers(one) & _numbers(contact)]
    # Nothing stands before a national emergency code.
    if any(one.national_emergency for one in sharing):
        return ()
    return (advisory.corridor.caution,) if any(_own_cautions(advisory, o) for o in sharing) else ()


def _own_cautions(advisory: Advisory, contact: ContactRecord) -> tuple[Text, ...]:
    own = tuple(cautions_of(advisory, contact))
    return own or ((advisory.corridor.caution,) if is_state_line(advisory, contact) else ())


def _numbers(contact: ContactRecord) -> set[str]:
    return {run.href for run in (contact.tel, *contact.other_tel) if run is not None and run.href}


def numbers_of(advisory: Advisory, keys: Iterable[str]) -> list[SentNumber]:
    """Return the numbers of *keys* that may travel, those of the state last: none is ever the first or only one.

    National emergency codes keep their place: who is in danger calls them at once.
    """
    found = [one for key in dict.fromkeys(keys) if (one := number_of(advisory, key))]
    last = [
        one
        for one in found
        if not one.contact.national_emergency and is_state_line(advisory, one.contact)
    ]
    first = [one for one in found if one not in last]
    return [*first, *last] if first else []


def with_cautions(advisory: Advisory, text: Text) -> tuple[Text, ...]:
    """Return *text* behind the cautions of the numbers in it."""
    found: dict[str, Text] = {}
    for contact in _called(advisory, text):
        _gather(advisory, contact, found, set())
    return (*(one for words, one in found.items() if words not in str(text)), text)


def cautions_of_line(advisory: Advisory, line: str) -> Iterator[Text]:
    """Yield the cautions of the contact whose number *line* is, if it is one's."""
    digits = _digits(line)
    for contact in advisory.contacts.values() if digits else ():
        if contact.tel is not None and _digits(contact.tel.text) == digits:
            yield from cautions_before(advisory, contact)


def _digits(number: str) -> str:
    return "".join(letter for letter in number if letter.isdecimal())


def said(texts: Sequence[Text]) -> str:
    """Join *texts* to one line of plain text."""
    return " ".join(" ".join(str(text).split()) for text in texts if text)
