"""Step 3: records of what those who assist read: lines, procedures, agencies, cases, words, forms.

Mirrors ``model/staff.py``, ``procedures.py``, ``agencies.py``, ``referral_paths.py`` and
``staff_words.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ...model.fields import HazardSlug, Topic
from ...model.procedures import ProcedureTag
from ...model.staff import Basis
from ..texts import Text
from .base import BaseRecord, ListedRecord, SentenceRecord
from .facts import ValueRecord

IN_STAFF = {"sources": "sources of StaffRecord"}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StaffLineRecord(SentenceRecord):
    """One thing to know or to do."""

    text: Text
    more: Text | None
    basis: Basis | None
    topic: Topic
    origin: str | None
    values: Mapping[str, ValueRecord]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class MayFollowRecord(BaseRecord):
    """What may follow when something is passed on."""

    good: Text
    bad: Text | None
    not_known: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TimeLimitRecord(BaseRecord):
    """By when something is done."""

    text: Text
    proposal: bool
    sources: tuple[str, ...]


# --- procedures ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PartRecord(ListedRecord):
    """What somebody with a role does in a procedure."""

    does: Text
    decides: Text | None
    told: Text | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FearFirstRecord(BaseRecord):
    """What is done when the person is afraid to go back."""

    other_way: Text
    topic: Topic


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class DecisionRecord(BaseRecord):
    """A question that decides what comes next."""

    question: Text
    yes: Text
    no: Text


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
class KeptRecord(StaffLineRecord):
    """What is written down, and for how long."""

    kept: Text


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HostProcedureRecord(ListedRecord):
    """What one host country adds to a procedure."""

    steps: Mapping[str, HostStepRecord]
    offices: tuple[str, ...]
    facts: Mapping[str, StaffLineRecord]
    not_known: Mapping[str, Text]
    helper_risk: StaffLineRecord | None
    checked_by_lawyer: date | None


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
class ServiceRecord(ListedRecord):
    """One kind of help."""

    title: Text


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AgencyRecord(ListedRecord):
    """A body that helps."""

    name: Text
    side: Literal["host", "origin", "independent", "international", "community"]
    kind: Literal["office", "refuge", "line", "group"]
    mandate: StaffLineRecord
    serves: tuple[Literal["nationals", "non-nationals"], ...]
    services: tuple[str, ...]
    contacts: tuple[str, ...]
    areas: tuple[str, ...]
    languages: tuple[str, ...] | None
    unsafe_for: StaffLineRecord | None
    agreed_on: date | None
    state: Literal["listed", "not-agreed", "do-not-list", "full"]
    origin: str | None
    not_known: Mapping[str, Text]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CaseContactRecord(BaseRecord):
    """Whom to call here, and what may follow."""

    contact: str | None
    """None once it was withdrawn and nothing took its place."""
    areas: tuple[str, ...]
    reason: Text | None
    may_follow: MayFollowRecord


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HostCaseRecord(ListedRecord):
    """What one host country adds to a case."""

    first: Mapping[str, StaffLineRecord]
    contacts: tuple[CaseContactRecord, ...]
    facts: Mapping[str, StaffLineRecord]
    not_known: Mapping[str, Text]


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


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SignedRecord(BaseRecord):
    """When words were signed in the source locale."""

    on: date


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ConsentRecord(ListedRecord):
    """What is said before a person agrees."""

    title: Text
    when: Text
    says: Mapping[str, Text]
    take_back: Text
    needs: Text | None
    life_safety: bool
    signed: SignedRecord | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SaidAloudRecord(StaffLineRecord):
    """A sentence for a loudspeaker."""

    hazard: HazardSlug | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StaffWordsRecord(BaseRecord):
    """What is said to a person, and how one behaves."""

    elsewhere = IN_STAFF

    consents: Mapping[str, ConsentRecord]
    rules: Mapping[str, StaffLineRecord]
    interpreter: Mapping[str, StaffLineRecord]
    phone: Mapping[str, StaffLineRecord]
    loudspeaker: Mapping[str, SaidAloudRecord]
    district: Mapping[str, StaffLineRecord]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FormFieldRecord(ListedRecord):
    """One field of a form."""

    label: Text
    kind: Literal["line", "lines", "tick", "tally", "code"]
    choices: Mapping[str, Text]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FormRecord(ListedRecord):
    """A form on paper."""

    title: Text
    purpose: Text
    fields: Mapping[str, FormFieldRecord]
    kept: Text
    basis: Basis
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RoleRecord(ListedRecord):
    """A role; never a person."""

    title: Text
    does: Text
    of_origin_state: bool


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class GuidelineRecord(ListedRecord):
    """One of the fifteen MICIC guidelines."""

    title: Text
    phase: Literal["preparedness", "emergency", "after"]
    answered_by: Mapping[str, Text]
    sources: tuple[str, ...]
