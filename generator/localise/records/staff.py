"""Step 3: records of what those who assist read: lines, procedures, agencies, cases, words, forms.

Mirrors ``model/staff.py``, ``procedures.py``, ``agencies.py``, ``referral_paths.py`` and
``staff_words.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ...model.fields import Topic
from ...model.procedures import ProcedureTag
from ..texts import Text
from .base import ListedRecord
from .twins import (
    DecisionRecord,
    FearFirstRecord,
    HostCaseRecord,
    HostProcedureRecord,
    KeptRecord,
    MayFollowRecord,
    PartRecord,
    StaffLineRecord,
    TimeLimitRecord,
)

IN_STAFF = {"sources": "sources of StaffRecord"}


# --- procedures ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StepRecord(StaffLineRecord):
    """One step of a procedure."""

    who: str
    form: str | None
    consent: str | None
    contact: bool
    may_follow: MayFollowRecord | None
    told_anyway: Literal["may-refuse", "cannot-stop"] | None
    by: TimeLimitRecord | None
    houses: bool
    about: Text | None
    decision: DecisionRecord | None
    phase: Literal["hour", "day", "week", "after"] | None
    off: bool = False
    """It houses, moves or hides people, and no lawyer of the country has read it (CARE 40)."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HostStepRecord(StepRecord):
    """A step of one host country."""

    after: str | None
    replaces: str | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ProcedureRecord(ListedRecord):
    """A procedure as it stands in one host country: its steps are those of both."""

    elsewhere = IN_STAFF

    title: Text
    order: int
    icon: str
    tags: tuple[ProcedureTag, ...]
    guidelines: tuple[int, ...]
    purpose: Text
    trigger: Text
    may_start: tuple[str, ...]
    roles: Mapping[str, PartRecord]
    fear_first: FearFirstRecord | None
    asks_first: Mapping[str, StaffLineRecord]
    steps: Mapping[str, StepRecord]
    never_asked: Mapping[str, Text]
    safeguards: Mapping[str, StaffLineRecord]
    records: Mapping[str, KeptRecord]
    helper_risk: StaffLineRecord | None
    here: HostProcedureRecord | None = None
    """What the host country adds; None where nobody has written anything."""


# --- agencies and cases ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CaseRecord(ListedRecord):
    """What happened, as the person says it, and what to do."""

    title: Text
    order: int
    icon: str
    procedure: str
    topic: Topic
    first: Mapping[str, StaffLineRecord]
    """With what the host country adds."""
    consent: str
    without_consent: Mapping[str, StaffLineRecord]
    may_follow: MayFollowRecord
    may_keep: Mapping[str, StaffLineRecord]
    write_down: Mapping[str, StaffLineRecord]
    here: HostCaseRecord | None = None


# --- words, forms, roles --------------------------------------------------------------------------
