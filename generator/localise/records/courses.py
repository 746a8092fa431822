"""Step 3: records of courses and of sessions with migrants. Mirrors ``model/courses.py``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from ..texts import Text
from .base import BaseRecord, ListedRecord
from .staff import IN_STAFF, StaffLineRecord


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ChoiceRecord(ListedRecord):
    """One answer, and what comes of it."""

    text: Text
    right: bool
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TestedRecord(BaseRecord):
    """What a question tests, by its id."""

    __test__ = False  # no test of pytest

    procedure: str | None
    step: str | None
    rule: str | None
    consent: str | None
    case: str | None
    source: str | None
    doc: str | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class QuestionRecord(ListedRecord):
    """One question of a module."""

    kind: Literal["decision", "knowledge"]
    asks: Text
    choices: Mapping[str, ChoiceRecord]
    tests: TestedRecord


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TurnRecord(ListedRecord):
    """A moment of a case."""

    tells: Text | None
    asks: Text
    choices: Mapping[str, ChoiceRecord]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CourseCaseRecord(ListedRecord):
    """A story with decisions."""

    title: Text
    start: Text
    turns: Mapping[str, TurnRecord]
    end: Text


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CoursePictureRecord(BaseRecord):
    """A picture of a screen."""

    icon: str
    alt: Text


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ScreenRecord(ListedRecord):
    """What is read at one look."""

    title: Text
    lines: Mapping[str, StaffLineRecord]
    picture: CoursePictureRecord | None
    consent: str | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FacilitatorNotesRecord(BaseRecord):
    """For whoever leads the group."""

    ask: Text
    watch: Text
    mistake: Text


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ModuleRecord(ListedRecord):
    """A module as it is taught in one host country."""

    title: Text
    objective: Text
    screens: Mapping[str, ScreenRecord]
    case: CourseCaseRecord | None
    questions: Mapping[str, QuestionRecord]
    """The bank; those of the host country come last."""
    summary: Mapping[str, Text]
    notes: FacilitatorNotesRecord
    here: Mapping[str, StaffLineRecord] = field(default_factory=dict)
    """What is so in the host country: a screen of its own, after the others."""
    asked: tuple[str, ...] = ()
    """Ids of the questions that the module itself asks; empty = all."""
    adapted: bool = False
    """A society has changed it: whole, its case, a line or a question."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HostModuleRecord(ListedRecord):
    """What one host country brings to a module."""

    case: CourseCaseRecord | None
    lines: Mapping[str, StaffLineRecord]
    questions: Mapping[str, QuestionRecord]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AgendaItemRecord(BaseRecord):
    """One part of a day."""

    minutes: int
    what: Text
    module: str | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AgendaRecord(BaseRecord):
    """A course with a group."""

    two_hours: tuple[AgendaItemRecord, ...]
    one_day: tuple[AgendaItemRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CourseRecord(ListedRecord):
    """A course as it is taught in one host country."""

    elsewhere = IN_STAFF

    title: Text
    order: int
    icon: str
    audience: Text
    purpose: Text
    offered: Literal["all", "by-case"]
    pass_mark: int
    pass_reason: Text
    drawn: int
    modules: Mapping[str, ModuleRecord]
    agenda: AgendaRecord
    before_after: tuple[str, ...]
    """``module.question``; those that are there."""
    check_first: Mapping[str, Text]

    @property
    def questions(self) -> dict[str, QuestionRecord]:
        """Return the bank of questions: by ``module.question``."""
        return {
            f"{module.id}.{key}": question
            for module in self.modules.values()
            for key, question in module.questions.items()
        }


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AdaptedCourseRecord(ListedRecord):
    """What a society puts in the place of ours, by id."""

    modules: Mapping[str, ModuleRecord]
    parts: Mapping[str, HostModuleRecord]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AdaptedCoursesRecord(BaseRecord):
    """Which society has changed courses, when and why."""

    elsewhere = IN_STAFF

    by: Text
    on: date
    why: Text
    courses: Mapping[str, AdaptedCourseRecord]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SessionStepRecord(ListedRecord):
    """What is done in a part of a session."""

    minutes: int
    text: Text
    say: Text | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SessionRecord(ListedRecord):
    """One meeting with migrants."""

    title: Text
    order: int
    icon: str
    aim: Text
    bring: Mapping[str, Text]
    papers: tuple[str, ...]
    steps: Mapping[str, SessionStepRecord]
    take_home: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SessionsRecord(BaseRecord):
    """Training of migrants."""

    elsewhere = IN_STAFF

    title: Text
    purpose: Text
    rules: Mapping[str, StaffLineRecord]
    sessions: Mapping[str, SessionRecord]
