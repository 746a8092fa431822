"""Step 1, model: content/staff/courses/<id>.yaml, and a host's part: courses for those who assist.

A lesson is made of facts, rules, procedures and consents of other files; a question names the one
it tests, so that both become stale together. A case is made from several and names no place below a
province, no day, no employer (CARE 41).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from .fields import Model, Percent, Slug, Words
from .marks import CaseId, ConductId, ConsentId, CourseId, ProcedureId, SourceId
from .staff import Lines, StaffSources

MOST_ASKED = 4
"""How many questions a module asks; the final test draws from all."""
TO_WRITE = "WRITE: "
"""Start of a text from ``advisory staff new`` that nobody has written: a check reports it."""

ModuleMinutes = Annotated[int, Field(ge=1, le=480)]


class Choice(Model):
    """One answer, and what comes of it."""

    text: Words
    right: bool = False
    why: Words
    """What follows when somebody does this, and why it is right or wrong. It is shown after the
    choice."""


class Tested(Model):
    """What a question tests, by its id: it turns stale with it."""

    procedure: ProcedureId | None = None
    step: Slug | None = None
    """A step of that procedure."""
    rule: ConductId | None = None
    """A rule of conduct (content/staff/words.yaml)."""
    consent: ConsentId | None = None
    case: CaseId | None = None
    """A case path (content/staff/refer.yaml)."""
    source: SourceId | None = None
    doc: str | None = None
    """A place in this project's own pages for editors: docs/how-to/x.md#heading."""

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if self.step and not self.procedure:
            raise ValueError("a step needs its procedure; add procedure")
        if not any((self.procedure, self.rule, self.consent, self.case, self.source, self.doc)):
            raise ValueError(
                "the question tests nothing; name a procedure, rule, consent, case, source or doc"
            )
        return self


class Question(Model):
    """One question. It never asks which number or date something is."""

    kind: Literal["decision", "knowledge"]
    """decision: what would you do; knowledge: what is so."""
    asks: Words
    choices: Annotated[dict[Slug, Choice], Field(min_length=2, max_length=4)]
    tests: Tested


class Turn(Model):
    """A moment of a case: what happens, and what one would do."""

    tells: Words | None = None
    """What happens next; absent in the first turn."""
    asks: Words
    choices: Annotated[dict[Slug, Choice], Field(min_length=2, max_length=4)]


class CourseCase(Model):
    """A story with decisions. It is printed with "Made from several"."""

    title: Words
    start: Words
    turns: Annotated[dict[Slug, Turn], Field(min_length=1, max_length=4)]
    end: Words
    """What the story shows."""


class CoursePicture(Model):
    """A picture of a screen."""

    icon: Slug
    """A picture of the set (generator/assets/icons/)."""
    alt: Words
    """What it shows, for who does not see it."""


class Screen(Model):
    """What is read at one look."""

    title: Words
    lines: Annotated[Lines, Field(min_length=1, max_length=6)]
    picture: CoursePicture | None = None
    consent: ConsentId | None = None
    """Words that are said aloud (content/staff/words.yaml): shown where they are signed."""


class FacilitatorNotes(Model):
    """For whoever leads the group."""

    ask: Words
    """What to ask the group."""
    watch: Words
    """What to look for: who is silent, what hurts."""
    mistake: Words
    """The mistake that groups make, and what to say."""


class Module(Model):
    """Ten to fifteen minutes with one objective."""

    title: Words
    objective: Words
    """What somebody can do afterwards."""
    screens: Annotated[dict[Slug, Screen], Field(min_length=1, max_length=6)]
    case: CourseCase | None = None
    """Absent: the host country brings it."""
    questions: Annotated[dict[Slug, Question], Field(min_length=1)]
    summary: Annotated[dict[Slug, Words], Field(min_length=2, max_length=6)]
    """The card to keep: short lines."""
    notes: FacilitatorNotes


class AgendaItem(Model):
    """One part of a day."""

    minutes: ModuleMinutes
    what: Words
    module: Slug | None = None


class Agenda(Model):
    """A course with a group."""

    two_hours: Annotated[tuple[AgendaItem, ...], Field(min_length=1)]
    one_day: Annotated[tuple[AgendaItem, ...], Field(min_length=1)]


class Course(Model):
    """content/staff/courses/<id>.yaml."""

    title: Words
    order: Annotated[int, Field(ge=1, le=99)]
    icon: Slug
    audience: Words
    """For whom it is."""
    purpose: Words
    offered: Literal["all", "by-case"] = "all"
    """by-case: not where people may fear the state they come from (CARE 34)."""
    pass_mark: Percent
    pass_reason: Words
    """Why this mark: it is our own choice."""
    drawn: Annotated[int, Field(ge=1, le=40)]
    """How many questions the final test draws from all of them."""
    modules: Annotated[dict[Slug, Module], Field(min_length=1)]
    agenda: Agenda
    before_after: Annotated[tuple[str, ...], Field(min_length=1)]
    """Questions asked before and after with a group, also with stones: ``module.question``."""
    check_first: dict[Slug, Words] = {}
    """What a trainer must check before the first course."""
    sources: StaffSources = {}


class HostModule(Model):
    """What one host country, or a society, brings to a module."""

    case: CourseCase | None = None
    """In place of the general one."""
    lines: Lines = {}
    """What is so there: a screen of its own after the others."""
    questions: dict[Slug, Question] = {}
    """New ones, or by their id in place of ours."""


class HostCourse(Model):
    """What one host country brings to a course."""

    modules: Annotated[dict[Slug, HostModule], Field(min_length=1)]


class HostCourses(Model):
    """content/hosts/<host>/staff/courses.yaml."""

    courses: Annotated[dict[CourseId, HostCourse], Field(min_length=1)]
    sources: StaffSources = {}


# --- what a society adapts ------------------------------------------------------------------------


class AdaptedCourse(Model):
    """What a society puts in the place of ours, by id."""

    modules: dict[Slug, Module] = {}
    """New ones, or in place of ours."""
    parts: dict[Slug, HostModule] = {}
    """By id of a module of ours: another case, lines of their own, questions new or in place of
    ours."""
    left_out: tuple[str, ...] = ()
    """Modules or questions: ``module`` or ``module.question``."""


class AdaptedCourses(Model):
    """content/staff/adapted.yaml: what a society has changed in courses. Each page says so."""

    by: Words
    """Name of the society, as it calls itself."""
    on: date
    why: Words
    courses: Annotated[dict[CourseId, AdaptedCourse], Field(min_length=1)]
    sources: StaffSources = {}


# --- training of migrants -------------------------------------------------------------------------


class SessionStep(Model):
    """What is done in a part of a session."""

    minutes: ModuleMinutes
    text: Words
    say: Words | None = None
    """What the trainer says."""


class Session(Model):
    """One meeting with migrants: on the bag, the contacts, the plan."""

    title: Words
    order: Annotated[int, Field(ge=1, le=9)]
    icon: Slug
    aim: Words
    bring: Annotated[dict[Slug, Words], Field(min_length=1)]
    papers: tuple[Slug, ...] = ()
    """Formats of leaflets that are handed out (content/leaflets/)."""
    steps: Annotated[dict[Slug, SessionStep], Field(min_length=1)]
    take_home: Words
    """What each person has at the end."""
    sources: tuple[SourceId, ...] = ()


class Sessions(Model):
    """content/staff/sessions.yaml: training of migrants in five sessions."""

    title: Words
    purpose: Words
    rules: Annotated[Lines, Field(min_length=1)]
    """What holds for each session: no list of names, no photo, no question about papers."""
    sessions: Annotated[dict[Slug, Session], Field(min_length=1)]
    sources: StaffSources = {}


def asked_of(everywhere: Iterable[str], here: Iterable[str]) -> list[str]:
    """Return the questions of a module, by id: all of the host country, and others as many as fit.

    >>> asked_of(["a", "b", "c", "d"], ["x", "y"])
    ['a', 'b', 'x', 'y']
    """
    own = list(here)
    others = [key for key in everywhere if key not in own]
    return [*others[: max(0, MOST_ASKED - len(own))], *own]


def right_of(choices: Mapping[str, Choice]) -> list[str]:
    """Return the ids of the choices that are right: a question has one."""
    return [key for key, choice in choices.items() if choice.right]
