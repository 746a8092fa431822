"""Is the paper in my hand still good? What was recorded of it, beside what is true today.

In: an advisory with the editions recorded in its locale. Out: one ``Verdict`` for each code. Old
paper is never useless: whatever else a verdict says, it tells which of its numbers still hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from ..advisory import Advisory
from ..model import PaperEdition
from ..view import View
from .carried import Carried, all_carried, is_number, same, stand_ins

Kind = Literal["good", "correct", "replace"]


@dataclass(frozen=True)
class Correction:
    """A number that is no longer right."""

    old: str
    new: View | None
    """The contact or partner whose number to write; None = there is none any more."""


@dataclass(frozen=True)
class Verdict:
    """What to do with a paper."""

    kind: Kind
    """good: keep it. correct: cross out, write. replace: what it says has changed."""
    expired: bool
    """It is past its date: "old, still try these numbers"."""
    corrections: tuple[Correction, ...] = ()
    numbers: tuple[View, ...] = ()
    """Contacts and partners whose number on it is still right."""
    changed: tuple[str, ...] = ()
    """Ids of what it no longer says rightly, numbers apart."""

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for papers to which the same applies; numbers count only where they are told."""
        told = () if self.kind == "good" and not self.expired else tuple(v.id for v in self.numbers)
        fixes = tuple((c.old, c.new.id if c.new else "") for c in self.corrections)
        return self.kind, self.expired, fixes, told


def verdicts(advisory: Advisory) -> dict[str, Verdict]:
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
) -> Verdict:
    """Judge one edition by what is true now."""
    corrections, numbers, changed = [], [], []
    for name, said in edition.facts.items():
        if not is_number(name):
            if name not in now or not same(said, now[name].said):
                changed.append(name)
            continue
        view = find_contact(advisory, instead.get(name, name))
        if view is not None and dialled(view.number) == dialled(said):
            numbers.append(view)
        else:
            corrections.append(Correction(said, view))
    kind: Kind = "replace" if changed else "correct" if corrections else "good"
    return Verdict(
        kind,
        advisory.today >= edition.valid_until,
        tuple(corrections),
        tuple(_once(numbers)),
        tuple(changed),
    )


def find_contact(advisory: Advisory, name: str) -> View | None:
    """Give the contact or partner of an id, when it is there and has a number."""
    kind, _, key = name.partition(".")
    found = (advisory.partners if kind == "partners" else advisory.contacts).get(key)
    return found if found is not None and found.number else None


def dialled(number: str) -> str:
    """Reduce a number to what is dialled: the same number may be grouped in another way.

    >>> dialled("0 3443 4726") == dialled("03-4434726")
    True
    """
    return "".join(letter for letter in number if letter in "+0123456789")


def _once(views: Iterable[View]) -> list[View]:
    # What took another's place stands on the paper twice.
    return list({view.id: view for view in views}.values())
