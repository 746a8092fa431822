"""Step 4: an advisory and its recorded editions → a ``PaperVerdict`` for each code.

In: an advisory with the editions recorded in its locale. Out: one ``PaperVerdict`` for each code.
Old paper is never useless: every verdict also says which of its numbers are still right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from ....localise.advisory import Advisory
from ....localise.records.contacts import ContactRecord, PartnerRecord
from ....model import PaperEdition
from .carried import Carried
from .fact_record import all_carried, is_number, same, stand_ins

Numbered = ContactRecord | PartnerRecord
"""Whose number stands on paper."""
VerdictKind = Literal["good", "correct", "replace"]


@dataclass(frozen=True)
class Correction:
    """A number that is no longer right."""

    old: str
    new: Numbered | None
    """The contact or partner whose number to write; None = there is none any more."""


@dataclass(frozen=True)
class PaperVerdict:
    """What to do with a paper."""

    kind: VerdictKind
    """good: keep it. correct: cross out, write. replace: what it says has changed."""
    expired: bool
    """It is past its date: "old, still try these numbers"."""
    corrections: tuple[Correction, ...] = ()
    numbers: tuple[Numbered, ...] = ()
    """Contacts and partners whose number on it is still right."""
    changed: tuple[str, ...] = ()
    """Ids of what it no longer says rightly, numbers apart."""

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for papers to which the same applies; numbers count only where they are shown."""
        numbers = (
            () if self.kind == "good" and not self.expired else tuple(v.id for v in self.numbers)
        )
        fixes = tuple((c.old, c.new.id if c.new else "") for c in self.corrections)
        return self.kind, self.expired, fixes, numbers


def verdicts(advisory: Advisory) -> dict[str, PaperVerdict]:
    """Judge every edition recorded in this host country and locale, newest first."""
    if not advisory.editions:
        return {}
    names = {name for edition in advisory.editions.values() for name in edition.facts}
    now, instead = all_carried(advisory, names), stand_ins(advisory)
    return {
        code: judge(edition, advisory, now, instead)
        for code, edition in reversed(list(advisory.editions.items()))
    }


def judge(
    edition: PaperEdition,
    advisory: Advisory,
    now: Mapping[str, Carried],
    instead: Mapping[str, str],
) -> PaperVerdict:
    """Judge one edition by what is true now."""
    corrections, numbers, changed = [], [], []
    for name, fact_then in edition.facts.items():
        if not is_number(name):
            if name not in now or not same(fact_then, now[name].said):
                changed.append(name)
            continue
        whose = find_contact(advisory, instead.get(name, name))
        if whose is not None and is_number_of(whose, fact_then):
            numbers.append(whose)
        else:
            corrections.append(Correction(fact_then, whose))
    # Numbers can be corrected with a pen; words that have changed cannot.
    kind: VerdictKind = "replace" if changed else "correct" if corrections else "good"
    return PaperVerdict(
        kind,
        advisory.today >= edition.valid_until,
        tuple(corrections),
        tuple(_once(numbers)),
        tuple(changed),
    )


def find_contact(advisory: Advisory, name: str) -> Numbered | None:
    """Return the contact or partner of an id, when it is there and has a number."""
    kind, _, key = name.partition(".")
    owner = (advisory.partners if kind == "partners" else advisory.contacts).get(key)
    return owner if owner is not None and owner.number else None


def is_number_of(whose: Numbered, number: str) -> bool:
    """Tell whether *number* is that of a contact or partner, however it is grouped."""
    return whose.number is not None and dialled(whose.number) == dialled(number)


def dialled(number: str) -> str:
    """Reduce a number to what is dialled: the same number may be grouped in another way.

    >>> dialled("0 3443 4726") == dialled("03-4434726")
    True
    """
    return "".join(letter for letter in number if letter in "+0123456789")


def _once(records: Iterable[Numbered]) -> list[Numbered]:
    # What took another's place is on the paper twice.
    return list({record.id: record for record in records}.values())
