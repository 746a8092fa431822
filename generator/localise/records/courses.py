"""Step 3: records of courses and of sessions with migrants. Mirrors ``model/courses.py``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..texts import Text
from .base import ListedRecord
from .staff import IN_STAFF
from .twins import (
    AgendaRecord,
    CourseCaseRecord,
    FacilitatorNotesRecord,
    QuestionRecord,
    ScreenRecord,
    StaffLineRecord,
)


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
