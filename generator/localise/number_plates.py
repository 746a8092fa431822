"""Step 3: contacts of a list → plates, one for each number that is dialled.

In: contacts in their order, and the roles of the country. Out: plates for pages, papers, pictures
and texts. One number that answers for ambulance and fire is one plate with both names and pictures;
the same number twice reads as two ways to get help. What is printed of it is still recorded by
contact: a plate has all of its contacts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from .interface import PROOF
from .proof_words import BETWEEN, proof_text
from .records.base import BaseRecord
from .records.contacts import ContactRecord, Proof
from .texts import Run, Text, joined
from .translator import Ui

MOST_PICTURES = 3
_ROLE_PICTURES = {"ambulance": "ambulance", "fire": "fire-service", "police": "police"}
"""Beside a contact that answers for several of these; police last, as among plates (CARE 11)."""
_DOT = f"\N{NO-BREAK SPACE}{BETWEEN.lstrip()}"
"""Not a comma, as names have some of their own. It begins no line."""
_GRADES = "cba"
_BASES = ("source", "agreed", "called")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NumberPlate(BaseRecord):
    """A number, and all whom it reaches."""

    contacts: tuple[ContactRecord, ...]
    """At least one, in the order of the list. Their cautions are asked of each of them."""
    label: Text
    """The names of all."""
    icons: tuple[str, ...]
    """Their pictures, each once, MOST_PICTURES at most."""
    tel: Run
    proof: Proof
    """The weakest of theirs: a plate says no more than holds for each of its names."""

    @property
    def icon(self) -> str:
        """The first picture, where there is room for one."""
        return self.icons[0]

    @property
    def plate_tel(self) -> Run:
        """Its number, by the name that a contact has for it."""
        return self.tel

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of its contacts."""
        return tuple(contact.id for contact in self.contacts)

    @property
    def sources(self) -> tuple[str, ...]:
        """Sources of all, each once."""
        return tuple(dict.fromkeys(key for contact in self.contacts for key in contact.sources))

    @property
    def called_on(self) -> date | None:
        """Day of the call behind its proof; None while one of its contacts was not called."""
        days = [contact.called_on for contact in self.contacts]
        return min((day for day in days if day), default=None) if all(days) else None

    @property
    def answered_in(self) -> str | None:
        """Language in which each of its contacts answered a call."""
        found = {contact.answered_in for contact in self.contacts}
        return found.pop() if len(found) == 1 else None

    @property
    def languages(self) -> tuple[str, ...] | None:
        """Languages claimed for each of its contacts; None = not known of one of them."""
        claimed = [contact.languages for contact in self.contacts]
        known = [languages for languages in claimed if languages is not None]
        if len(known) < len(claimed):
            return None
        return tuple(tag for tag in known[0] if all(tag in languages for languages in known))

    @property
    def cost(self) -> Literal["free", "ordinary"] | None:
        """What a call costs; None where that is not known of all, or not the same."""
        found = {contact.cost for contact in self.contacts}
        return found.pop() if len(found) == 1 else None


def number_plates(contacts: Iterable[ContactRecord], roles: Mapping[str, str]) -> list[NumberPlate]:
    """Return one plate for each number of *contacts*, at the place of the first who has it.

    *roles*: who answers for what in the country. Raises ValueError for a contact without a number.
    """
    by_number: dict[str, dict[str, ContactRecord]] = {}
    for contact in contacts:
        tel = contact.plate_tel
        # By what is dialled, however it is written.
        by_number.setdefault(tel.href or tel.text, {}).setdefault(contact.id, contact)
    return [_plate(tuple(sharing.values()), roles) for sharing in by_number.values()]


def proofs_once(plates: Sequence[NumberPlate], ui: Ui) -> Text | None:
    """Return how far all *plates* are proved, once: with numbers where they differ; None for none.

    The same doubt in each plate shouts, and hides the plate that is less sure than the others.
    """
    if not plates:
        return None
    uncalled = not any(plate.called_on for plate in plates)
    alike: dict[str, list[NumberPlate]] = {}
    for plate in plates:
        alike.setdefault(str(proof_text(plate.proof, ui, apart=uncalled)), []).append(plate)
    if len(alike) == 1:
        return proof_text(plates[0].proof, ui)
    named = [_named_proof(group, ui, apart=uncalled) for group in alike.values()]
    return joined([*named, *([ui(*PROOF["not-called"])] if uncalled else [])], BETWEEN)


def _named_proof(group: Sequence[NumberPlate], ui: Ui, *, apart: bool) -> Text:
    proof = proof_text(group[0].proof, ui, apart=apart)
    named: list[Run] = []
    for plate in group:
        named += [Run(", " if named else "", "words", proof.lang), plate.tel]
    runs = (*named[1:], Run(":\N{NO-BREAK SPACE}", "words", proof.lang), *proof.runs)
    return replace(proof, runs=runs)


def _plate(contacts: tuple[ContactRecord, ...], roles: Mapping[str, str]) -> NumberPlate:
    first = contacts[0]
    pictures = dict.fromkeys(icon for one in contacts for icon in _pictures(one, roles))
    if len(contacts) == 1:
        label, tel, proof = first.label, first.plate_tel, first.proof
    else:
        labels = {str(contact.label): contact.label for contact in contacts}
        label = joined(list(labels.values()), _DOT)
        proof = min((contact.proof for contact in contacts), key=_strength)
        runs = (contact.plate_tel for contact in contacts)
        tel = min(runs, key=lambda run: _GRADES.find(run.grade or "c"))
    return NumberPlate(
        contacts=contacts, label=label, icons=tuple(pictures)[:MOST_PICTURES], tel=tel, proof=proof
    )


def _pictures(contact: ContactRecord, roles: Mapping[str, str]) -> list[str]:
    """Pictures of a contact: its own, and those of its roles where it answers for several."""
    answered = [icon for role, icon in _ROLE_PICTURES.items() if roles.get(role) == contact.id]
    return [contact.icon, *(answered if len(answered) > 1 else [])]


def _strength(proof: Proof) -> tuple[object, ...]:
    return (
        _GRADES.index(proof.grade),
        not proof.overdue,
        _BASES.index(proof.basis),
        proof.agreeing if proof.basis == "agreed" else 0,
        proof.year or 0,
        proof.called_on or date.min,
        proof.read_on,
    )
