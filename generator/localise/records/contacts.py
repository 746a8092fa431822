"""Step 3: records of contacts and posts of ``model/``, and how far each number is proved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from ...model.fields import Carry, ContactKind, Reach, Who, YesNo
from ..texts import Grade, Run, Text
from .base import BaseRecord, ListedRecord, SentenceRecord, SpokenRecord, in_data
from .facts import ValueRecord
from .twins import ChannelsRecord, HoursRecord, PointRecord


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Proof(BaseRecord):
    """How far a number is proved on the day of the build, and by what (``localise/proof.py``)."""

    grade: Grade
    basis: Literal["called", "agreed", "source"]
    agreeing: int
    """Publishers that print the number."""
    year: int | None
    """Of the source; None when it is undated."""
    read_on: date
    overdue: bool
    """The later of read_on and called_on is past its limit."""
    called_on: date | None
    answered_in: str | None
    """Language of the answer; None while nobody has called."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ContactRecord(SpokenRecord):
    """Somebody who can be called or asked."""

    label: Text
    official_name: str | None
    number: str | None
    press: str | None
    other_numbers: tuple[str, ...]
    from_abroad: str | None
    same_number_as: str | None
    kind: ContactKind
    what_for: Text
    more: Text | None
    address: str | None
    languages: tuple[str, ...] | None
    hours: Literal["always"] | HoursRecord | None
    cost: Literal["free", "ordinary"] | None
    asks_id: YesNo
    without_papers: YesNo
    without_papers_words: Text | None
    in_words: tuple[Literal["languages", "hours"], ...]
    channels: ChannelsRecord | None
    reach: tuple[Reach, ...]
    limit: Text | None
    area: tuple[str, ...] | None
    interprets: bool = field(default=False, metadata=in_data(when_set=True))
    seat: str | None
    national_emergency: bool
    sensitive: bool
    icon: str
    who: tuple[Who, ...]
    carry: Carry
    values: Mapping[str, ValueRecord]
    sources: tuple[str, ...]
    called_on: date | None
    answered_in: str | None
    asked_id: YesNo | None
    proof: Proof
    """Of its number."""
    other_proof: tuple[Proof, ...]
    """Of each of its other numbers."""
    tel: Run | None
    """Its number, as shown and as dialled; None when none is known."""
    abroad: Run | None
    """As dialled from another country; None when that is not known."""
    other_tel: tuple[Run, ...]
    """Its other numbers."""

    @property
    def plate_tel(self) -> Run:
        """Its number, where it has one for certain: on the large plates and in a call bar."""
        if self.tel is None:
            raise ValueError(f'"{self.id}" stands on a plate and has no number')
        return self.tel


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PostRecord(SentenceRecord):
    """A consular post of the origin country."""

    label: Text
    address: str | None
    numbers: tuple[str, ...]
    message_numbers: tuple[str, ...]
    email: str | None
    web: str | None
    hours: HoursRecord | None
    seat: str
    can: Mapping[str, PointRecord]
    cannot: Mapping[str, PointRecord]
    cautions: Mapping[str, PointRecord]
    alternatives: tuple[str, ...]
    values: Mapping[str, ValueRecord]
    sources: tuple[str, ...]
    proofs: tuple[Proof, ...]
    """Of each of its numbers, those for messages last: the order in which pages show them."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PartnerRecord(ListedRecord):
    """An organisation that agreed to stand on our papers."""

    elsewhere = {"host": "Advisory.host", "lang": "name"}

    name: Text
    number: str
    tel: Run
    area: tuple[str, ...] | None
    agreed_on: date
    printed: Literal["always", "asked"]

    @property
    def label(self) -> Text:
        """What stands beside its number, as the label of a contact does."""
        return self.name

    @property
    def icon(self) -> str:
        """What stands beside its number, as the icon of a contact does."""
        return "talk"
