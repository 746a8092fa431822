"""Step 4: an advisory → what a paper says about each fact, short enough to record.

In: records of an advisory. Out: a ``Carried`` for each fact. The papers and the page that judges
them take it from here, so that a paper and its verdict mean the same by "changed".

A contact is its number. Anything else is a digest of its sentences in the source locale with the
data in them, so that a better translation does not make good paper bad; for a life-safety line, its
words in the reader's language count, too: there, another word is another advice.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from typing import TypeVar

from ....localise.advisory import Advisory
from ....localise.records.base import field_names
from ....localise.records.contacts import ContactRecord, PartnerRecord
from ....localise.records.facts import RuleRecord
from ....localise.records.library import Advice, PhraseRecord
from ....localise.records.twins import (
    AnswerRecord,
    DeadlineRecord,
    MessageRecord,
    PointRecord,
    ReferralRecord,
    WarningRecord,
)
from ....localise.texts import Text
from ....text.plain import to_ascii_digits
from .carried import Carried
from .staff_facts import staff_carried

SourcedFact = (
    ContactRecord
    | PointRecord
    | MessageRecord
    | RuleRecord
    | WarningRecord
    | AnswerRecord
    | DeadlineRecord
    | ReferralRecord
)
"""What stands on paper and rests on sources."""
PaperFact = SourcedFact | PhraseRecord | PartnerRecord
"""What stands on paper."""
_FactT = TypeVar("_FactT", bound=PaperFact)

_PARTS = (
    "question",
    "text",
    "first",
    "more",
    "words",
    "shown",
    "answer",
    "known",
    "dont",
    "days",
    "official",
    "languages",
)
"""Fields with what a fact says, in the order in which it is shown."""
_ADVICE_IN_WORDS = ("text", "more", "words")


def carried(name: str, fact: PaperFact) -> Carried:
    """Return what *fact* says; a contact or a partner must have a ``number``."""
    if isinstance(fact, ContactRecord | PartnerRecord):
        return Carried(name, str(fact.number))
    fields = field_names(type(fact))
    values = [(part, getattr(fact, part)) for part in _PARTS if part in fields]
    parts = [(part, value) for part, value in values if value is not None]
    digest = _digest([[part, _plain(value)] for part, value in parts])
    # Of other advice a better translation must not condemn the paper (docs/adr/0011).
    if isinstance(fact, Advice) and fact.life_safety:
        words = [value for part, value in parts if part in _ADVICE_IN_WORDS]
        # A sentence that stands in for a missing one was no advice in the reader's language.
        if all(text.is_translated for text in words):
            digest += f" {_digest([_without_numbers(text) for text in words])}"
    sentences = (
        _sentence(value) for part, value in parts if isinstance(value, Text) and part != "shown"
    )
    return Carried(name, digest, " ".join(sentences))


def is_number(name: str) -> bool:
    """Return whether a fact is somebody's telephone number."""
    return name.startswith(("contacts.", "partners."))


def _plain(value: object) -> object:
    if isinstance(value, Text):
        # Telephone numbers are left out: they are facts of their own, so that a new number says
        # "cross out X, write Y" and not "replace".
        data = [run.text for run in value.runs if run.kind in ("money", "date", "url")]
        return [value.source, [to_ascii_digits(text) for text in data]]
    return list(value) if isinstance(value, tuple) else value


def _without_numbers(text: Text) -> str:
    return "".join(run.text for run in text.runs if run.kind != "tel")


def _sentence(text: Text) -> str:
    return " ".join(text.source.split())


def _digest(value: object) -> str:
    raw = json.dumps(value, ensure_ascii=False, sort_keys=True).encode()
    return hashlib.sha256(raw).hexdigest()[:8]


def same(before: str, now: str) -> bool:
    """Return whether two papers say the same of a fact; words count when both have them.

    >>> same("1a2b3c4d", "1a2b3c4d 99999999")
    True
    >>> same("1a2b3c4d 00000000", "1a2b3c4d 99999999")
    False
    """
    return all(b == n for b, n in zip(before.split(), now.split(), strict=False))


def all_carried(advisory: Advisory, names: Collection[str] | None = None) -> dict[str, Carried]:
    """Return what is true today of the facts *names*; of all that a paper could carry when None.

    Other facts are ignored: a page must be made again only when something on it changes.
    """
    facts = recordable_facts(advisory)
    own = {n: carried(n, fact) for n, fact in facts if names is None or n in names}
    return own | staff_carried(advisory, names)


def recordable_facts(advisory: Advisory) -> Iterator[tuple[str, PaperFact]]:
    """Yield all that a record of a paper may name, by its name there."""
    contacts = advisory.contacts
    yield from _named("contacts", {k: one for k, one in contacts.items() if one.number})
    for slug, hazard in advisory.hazards.items():
        messages = (*hazard.before, *hazard.during, *hazard.after)
        yield from _named(f"hazards.{slug}", {message.id: message for message in messages})
    yield from _named("now", advisory.prepare.now)
    for name, section in advisory.prepare.sections().items():
        yield from _named(f"prepare.{name}", section.items)
    for slug, topic in advisory.first_aid.items():
        yield from _named(f"first-aid.{slug}", {"call": topic.call, **topic.steps})
    yield from _named("phrases", advisory.phrases)
    yield from _named("rules", advisory.rules)
    yield from _named("warnings", advisory.warnings)
    yield from _named("answers", advisory.answers.named())
    yield from _named("insurance", advisory.insurance.points)
    for slug, guide in advisory.guides.guides.items():
        yield from _named(f"guides.{slug}", guide.steps)
    for slug, scheme in advisory.insurance.schemes.items():
        if scheme.deadline is not None:
            yield f"schemes.{slug}.deadline", scheme.deadline
    yield from _named("referrals", advisory.referrals)
    yield from _named("partners", advisory.partners)


def _named(owner: str, facts: Mapping[str, _FactT]) -> Iterator[tuple[str, _FactT]]:
    yield from ((f"{owner}.{key}", fact) for key, fact in facts.items())


def stand_ins(advisory: Advisory) -> dict[str, str]:
    """Return the id of what took the place of each contact that was withdrawn, by the old id."""
    return {
        f"contacts.{old}": f"contacts.{contact.id}"
        for contact in advisory.contacts.values()
        for old in contact.stands_for
    }
