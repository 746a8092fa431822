"""Step 4, channels: what of an advisory may be sent, numbers behind cautions (CARE 26, 28, 48, 49).

What is sent stays on telephones, and telephones are searched. A number is sent behind its caution,
on the same line, or not at all; only national emergency codes have none before them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from ...localise.advisory import Advisory
from ...localise.guarding import cautions_before, is_state_line
from ...localise.records.contacts import ContactRecord
from ...localise.texts import Run, Text


class Carried(Protocol):
    """Whatever somebody judged for those who search."""

    @property
    def carry(self) -> str:
        """How far it may travel."""
        ...


def may_be_sent(one: Carried) -> bool:
    """Return whether *one* may be sent to phones: it is marked so, not inferred, not sensitive."""
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


def numbers_of(advisory: Advisory, keys: Iterable[str]) -> list[SentNumber]:
    """Return the numbers of *keys* that may be sent, those of the state last and never alone.

    National emergency codes keep their place: people in danger call them at once.
    """
    found = [one for key in dict.fromkeys(keys) if (one := number_of(advisory, key))]
    last = [
        one
        for one in found
        if not one.contact.national_emergency and is_state_line(advisory, one.contact)
    ]
    first = [one for one in found if one not in last]
    return [*first, *last] if first else []


def said(texts: Sequence[Text]) -> str:
    """Join *texts* to one line of plain text."""
    return " ".join(" ".join(str(text).split()) for text in texts if text)
