"""Step 3: records of facts, questions, claims, each with a source. Mirrors ``model/facts.py``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from ...model.fields import AnswerMark, Asks, Carry, Topic, Who
from ..texts import Text
from .base import BaseRecord, ListedRecord, SpokenRecord, in_data
from .twins import AnswerRecord, LeadRecord


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ValueRecord(ListedRecord):
    """One datum that enters sentences; they have it in their runs."""

    amount: Decimal | None
    currency: str | None
    day: date | None
    days: tuple[date, ...] = field(default=(), metadata=in_data(when_set=True))
    url: str | None
    phone: str | None
    message: str | None
    sms: str | None
    text: str | None
    lang: str | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RuleRecord(SpokenRecord):
    """A question that migrants ask, and the answer."""

    question: Text
    answer: AnswerMark | None
    """None once it has ended: what was the answer is none any more."""
    asks: Asks | None
    words: Text
    more: Text | None
    closes: Text | None = field(default=None, metadata=in_data(when_set=True))
    """The line of a right that closes; once it has ended, that it has and what to do now."""
    about: Literal[
        "shelter",
        "hospital",
        "leaving",
        "papers",
        "money",
        "work",
        "children",
        "return",
        "family",
        "information",
    ]
    caution: bool
    contacts: tuple[str, ...]
    leads: tuple[LeadRecord, ...]
    who: tuple[Who, ...]
    topic: Topic
    life_safety: bool
    carry: Carry
    values: Mapping[str, ValueRecord]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AnswersRecord(BaseRecord):
    """The seven answers."""

    what_happens: AnswerRecord
    emergency_contacts: AnswerRecord
    aid: AnswerRecord
    hotlines: AnswerRecord
    eligible: AnswerRecord
    id_shown: AnswerRecord
    moving: AnswerRecord

    def named(self) -> dict[str, AnswerRecord]:
        """Return each answer by its name, in the order in which they are asked."""
        return {
            "what_happens": self.what_happens,
            "emergency_contacts": self.emergency_contacts,
            "aid": self.aid,
            "hotlines": self.hotlines,
            "eligible": self.eligible,
            "id_shown": self.id_shown,
            "moving": self.moving,
        }
