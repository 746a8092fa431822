"""Step 3: records of the contingency plan and the exercises, and of all that those who assist read.

Mirrors ``model/contingency.py`` and ``model/drills.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .base import BaseRecord
from .courses import CourseRecord
from .staff import CaseRecord, ProcedureRecord
from .twins import (
    AdaptedCoursesRecord,
    AgencyRecord,
    DrillGuideRecord,
    DrillRecord,
    FormRecord,
    GuidelineRecord,
    HostPlanRecord,
    PlanRecord,
    RoleRecord,
    ServiceRecord,
    SessionsRecord,
    SourceRecord,
    StaffWordsRecord,
)


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
