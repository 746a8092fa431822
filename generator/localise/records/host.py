"""Step 3: records of one host country. Mirrors ``model/host.py``; hazards are in ``library.py``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ...model.fields import HazardSlug
from ..texts import Text
from .base import BaseRecord, ListedRecord, SentenceRecord, SpokenRecord, in_data
from .facts import GuideRecord, PointRecord, SchemeRecord, ValueRecord


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RegionRecord(SentenceRecord):
    """A part of the host country that readers know by one name."""

    name: Text
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ProvinceRecord(SentenceRecord):
    """A province."""

    name: Text
    on_signs: Text | None = field(metadata=in_data(4))
    """Its name in the host country's language, where that is another one. It is what signs, tickets
    and alerts say; a reader compares it letter by letter."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ChangeRecord(SentenceRecord):
    """What changed in a host's facts."""

    day: date
    note: Text


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CountryRecord(SentenceRecord):
    """The host country."""

    name: Text
    code: str
    language: str
    time_zone: str
    calling_code: str
    currency: str
    roles: Mapping[str, str]
    plates: tuple[str, ...]
    bar: Mapping[str, str]
    statuses: Mapping[str, Text]
    call_tip: Text
    without_voice: PointRecord | None
    regions: Mapping[str, RegionRecord]
    provinces: Mapping[str, ProvinceRecord]
    changes: Mapping[str, ChangeRecord]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SeasonRecord(ListedRecord):
    """When a hazard is likely in some regions."""

    regions: tuple[str, ...]
    months: tuple[int, ...]
    fewer: tuple[int, ...]
    inferred: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class WarningRecord(SpokenRecord):
    """A way in which warnings reach people."""

    text: Text
    more: Text | None
    languages: tuple[str, ...] | None
    contacts: tuple[str, ...]
    values: Mapping[str, ValueRecord]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class InsuranceRecord(SentenceRecord):
    """What can be claimed."""

    intro: Text
    schemes: Mapping[str, SchemeRecord]
    points: Mapping[str, PointRecord]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class WorkProfileRecord(SentenceRecord):
    """What there is about one kind of work."""

    title: Text
    intro: Text | None
    icon: str
    contacts: tuple[str, ...]
    rules: tuple[str, ...]
    points: Mapping[str, PointRecord]
    hazards: tuple[HazardSlug, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FamilyRecord(BaseRecord):
    """For family at home, and for those who search."""

    missing: GuideRecord
    hurt: GuideRecord
    dead: GuideRecord
    unpaid: GuideRecord
    from_home: GuideRecord


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class GuidesRecord(BaseRecord):
    """Longer how-tos."""

    guides: Mapping[str, GuideRecord]
    work: Mapping[str, WorkProfileRecord]
    family: FamilyRecord
