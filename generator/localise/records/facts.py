"""Step 3: records of facts, questions, claims, each with a source. Mirrors ``model/facts.py``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from ...model.fields import (
    AnswerMark,
    Asks,
    Carry,
    Confidence,
    Group,
    Known,
    LeadPage,
    Topic,
    Who,
    YesNo,
)
from ..texts import Text
from .base import BaseRecord, ListedRecord, SentenceRecord, SpokenRecord, in_data


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SourceRecord(ListedRecord):
    """Where a fact was read."""

    publisher: str
    url: tuple[str, ...]
    where: str | None
    published: str
    year: int | None
    read_on: date
    confidence: Confidence
    outdated: bool
    not_found_on: date | None
    row: str | None


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
class PointRecord(SpokenRecord):
    """One thing to know or to do."""

    text: Text
    more: Text | None
    dont: bool
    picture: str | None
    who: tuple[Who, ...]
    topic: Topic
    life_safety: bool
    core: bool
    carry: Carry
    inferred: bool
    values: Mapping[str, ValueRecord]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LeadRecord(BaseRecord):
    """Where to read on: exactly one of these."""

    rule: str | None
    guide: str | None
    scheme: str | None
    page: LeadPage | None


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
class CoverRecord(SentenceRecord):
    """Whether somebody of a status is covered by a scheme."""

    answer: YesNo
    words: Text | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class DeadlineRecord(SentenceRecord):
    """How long one has to claim."""

    words: Text
    days: int | None
    official: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SchemeRecord(SentenceRecord):
    """What one can get after something has happened."""

    title: Text
    name: Text
    official_name: str | None
    icon: str
    summary: Text
    covered: Mapping[str, CoverRecord]
    benefits: Mapping[str, PointRecord]
    pays: Text
    cost: Text
    proofs: Mapping[str, PointRecord]
    deadline: DeadlineRecord | None
    claim: Mapping[str, PointRecord]
    family_abroad: Text
    contacts: tuple[str, ...]
    caution: bool
    who: tuple[Who, ...]
    carry: Carry
    values: Mapping[str, ValueRecord]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AnswerRecord(SpokenRecord):
    """One of the seven crisis answers."""

    known: Known
    words: Text
    more: Text | None
    contacts: tuple[str, ...]
    rules: tuple[str, ...]
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


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class GuideRecord(SentenceRecord):
    """A short how-to about one question."""

    title: Text
    page: Literal["assistance", "family", "insurance", "prepare", "office", "talk", "now"]
    icon: str
    intro: Text | None
    steps: Mapping[str, PointRecord]
    contacts: tuple[str, ...]
    rules: tuple[str, ...]
    leads: tuple[LeadRecord, ...]
    caution: bool
    who: tuple[Group, ...]
    area: tuple[str, ...] | None
    values: Mapping[str, ValueRecord]
    sources: tuple[str, ...]
