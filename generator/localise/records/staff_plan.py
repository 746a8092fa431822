"""Step 3: records of the contingency plan and the exercises, and of all that those who assist read.

Mirrors ``model/contingency.py`` and ``model/drills.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ...model.contingency import AlertLevel
from ...model.fields import HazardSlug
from ..texts import Text
from .base import BaseRecord, ListedRecord
from .courses import AdaptedCoursesRecord, CourseRecord, SessionsRecord
from .facts import SourceRecord
from .staff import (
    IN_STAFF,
    AgencyRecord,
    CaseRecord,
    FormRecord,
    GuidelineRecord,
    ProcedureRecord,
    RoleRecord,
    ServiceRecord,
    StaffLineRecord,
    StaffWordsRecord,
    StepRecord,
)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LevelRecord(ListedRecord):
    """An alert level."""

    title: Text
    triggers: Mapping[str, StaffLineRecord]
    actions: Mapping[str, StepRecord]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class MemberRecord(ListedRecord):
    """A role of the crisis team."""

    does: Text
    deputy: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PlanSectionRecord(ListedRecord):
    """One heading of the plan."""

    title: Text
    order: int
    lines: Mapping[str, StaffLineRecord]
    ruled: Mapping[str, Text]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PlanRecord(BaseRecord):
    """What every plan holds."""

    elsewhere = IN_STAFF

    levels: Mapping[AlertLevel, LevelRecord]
    team: Mapping[str, MemberRecord]
    sections: Mapping[str, PlanSectionRecord]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ScenarioRecord(ListedRecord):
    """What may happen there."""

    title: Text
    hazard: HazardSlug
    lines: Mapping[str, StaffLineRecord]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HostLevelRecord(ListedRecord):
    """What brings a level about there."""

    triggers: Mapping[str, StaffLineRecord]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HostPlanRecord(BaseRecord):
    """What the plan holds in one host country."""

    elsewhere = IN_STAFF

    scenarios: Mapping[str, ScenarioRecord]
    levels: Mapping[AlertLevel, HostLevelRecord]
    sites: Mapping[str, StaffLineRecord]
    communication: Mapping[str, StaffLineRecord]
    papers: Mapping[str, StaffLineRecord]
    cooperation: Mapping[str, StaffLineRecord]
    not_known: Mapping[str, Text]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class DrillGuideRecord(BaseRecord):
    """What holds for every exercise."""

    elsewhere = IN_STAFF

    rules: Mapping[str, StaffLineRecord]
    roles: Mapping[str, RoleRecord]
    observer: Mapping[str, StaffLineRecord]
    hot_wash: Mapping[str, StaffLineRecord]
    improve: Mapping[str, StaffLineRecord]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ExpectedRecord(BaseRecord):
    """What players are expected to do."""

    procedure: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class InjectRecord(ListedRecord):
    """News that one player gets."""

    day: int
    at: str
    to: str
    text: Text
    asks: Text | None
    expected: ExpectedRecord
    variants: Mapping[str, Text]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class DrillRecord(ListedRecord):
    """One exercise."""

    title: Text
    minutes: int
    aims: Mapping[str, StaffLineRecord]
    start: Text
    injects: Mapping[str, InjectRecord]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StaffRecord(BaseRecord):
    """All that those who assist people of one origin read in one host country and locale."""

    origin_state: Literal["feared", "by-case"]
    roles: Mapping[str, RoleRecord]
    words: StaffWordsRecord
    forms: Mapping[str, FormRecord]
    services: Mapping[str, ServiceRecord]
    procedures: Mapping[str, ProcedureRecord]
    """By id, in order, each as it stands in the host country."""
    complaint_contact: str | None
    complaint_read: bool
    """Whom to call, outside the office, about a helper."""
    agencies: Mapping[str, AgencyRecord]
    """Those that may be named."""
    unnamed: int
    """How many are known and may not be named."""
    cases: Mapping[str, CaseRecord]
    plan: PlanRecord | None
    host_plan: HostPlanRecord | None
    drill_guide: DrillGuideRecord | None
    drills: Mapping[str, DrillRecord]
    guidelines: Mapping[str, GuidelineRecord]
    courses: Mapping[str, CourseRecord]
    """Those that are offered in this corridor, by id, in order."""
    adapted: AdaptedCoursesRecord | None
    """Which society has changed courses."""
    sessions: SessionsRecord | None
    """Training of migrants."""
    sources: Mapping[str, SourceRecord]
    """By qualified id: ``staff.s-52``."""

    @property
    def is_local(self) -> bool:
        """Return whether anything in it is of this host: general lines alone help nobody."""
        procedures = any(one.here is not None for one in self.procedures.values())
        return bool(self.agencies) or procedures or any(one.here for one in self.cases.values())
