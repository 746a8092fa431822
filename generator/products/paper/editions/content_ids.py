"""Step 4, editions: what a record of a paper names → the ids that content has for it.

A record has the shortest name, since it is kept for ever ("rules.hospital-first"); content, and the
tables of what people need to know, have the way to it in the files
("assistance.rules.hospital-first"). This module finds one from the other, so that we can count
which needs a paper answers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ....localise.advisory import Advisory
from ....localise.records.contacts import PartnerRecord
from ....localise.records.library import LocalMessageRecord
from ....localise.records.twins import MessageRecord, ReferralRecord
from .fact_record import PaperFact, recordable_facts

_LONG = {
    "contacts": "assistance.contacts",
    "rules": "assistance.rules",
    "answers": "assistance.answers",
    "insurance": "insurance.points",
    "schemes": "insurance.schemes",
    "warnings": "hazards.warnings",
    "referrals": "referrals.referrals",
}
"""First part of a name in a record, and what content has for it; what is not here has the same."""


def ids_on_paper(names: Collection[str], advisory: Advisory) -> frozenset[str]:
    """Return the ids of content that a paper says, or the beginning of which it says.

    *names* are those of its record. A line of referrals.yaml also stands for what it says in short.
    """
    return frozenset(
        one
        for name, fact in recordable_facts(advisory)
        if name in names
        for one in _ids_of(name, fact)
    )


def ids_for_paper(advisory: Advisory) -> frozenset[str]:
    """Return the ids of content that paper may carry, on whichever format."""
    facts = recordable_facts(advisory)
    return frozenset(
        one
        for name, fact in facts
        # Answers, warning systems and deadlines carry no mark: they name nobody's status.
        if getattr(fact, "carry", "paper") == "paper"
        for one in _ids_of(name, fact)
    )


def _ids_of(name: str, fact: PaperFact) -> Iterator[str]:
    kind, *rest = name.split(".")
    match fact:
        case PartnerRecord():
            return  # what people need to know names no partner
        case LocalMessageRecord():
            slug, key = rest
            yield f"hazards.hazards.{slug}.messages.{key}"
            if fact.replaces:
                yield f"{slug}.messages.{fact.replaces}"
        case MessageRecord() if kind == "hazards":
            slug, key = rest
            yield f"{slug}.messages.{key}"
        case _ if kind == "prepare":
            section, key = rest
            yield f"{section}.items.{key}"
        case _ if kind == "first-aid":
            slug, key = rest
            yield f"{slug}.call" if key == "call" else f"{slug}.steps.{key}"
        case _ if kind == "guides":
            slug, key = rest
            yield f"guides.guides.{slug}.steps.{key}"
        case _:
            yield ".".join((_LONG.get(kind, kind), *rest))
    if isinstance(fact, ReferralRecord):
        yield from fact.summary_of
