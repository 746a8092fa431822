"""Step 1, model: content/staff/procedures/<id>.yaml and what a host country adds to them.

A procedure is what one does in a crisis, step by step: who, what, with which form, by when, on what
basis. A host country adds steps, replaces others, and names its offices and its gaps.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, Protocol, Self, TypeVar

from pydantic import Field, model_validator

from .fields import Model, Slug, Topic, Words
from .marks import AgencyId, ConsentId, ContactId, FormId, ProcedureId, RoleId
from .staff import Lines, MayFollow, StaffLine, StaffSources, TimeLimit

ProcedureTag = Literal[
    "papers",
    "return",
    "evacuation",
    "detained",
    "child",
    "death",
    "crisis",
    "information",
    "hotline",
    "missing",
    "health",
    "shelter",
    "trafficking",
    "violence",
    "money",
    "door",
    "complaint",
    "protection",
]

FEARED: frozenset[ProcedureTag] = frozenset(
    {"papers", "return", "evacuation", "detained", "child", "death"}
)
"""Procedures with one of these begin with a question: is the person afraid to go back (CARE 33)?"""

OVERHEARD: frozenset[ProcedureTag] = frozenset({"hotline", "door"})
"""Others may hear the first words of a procedure with one of these: no question (CARE 63)."""

Guideline = Annotated[int, Field(ge=1, le=15)]
"""Number of a MICIC guideline."""


class Part(Model):
    """What somebody with this role does in a procedure."""

    does: Words
    decides: Words | None = None
    told: Words | None = None
    """What this role is told, where that is less than everything."""


class FearFirst(Model):
    """What we do when the person is afraid to go back.

    The question itself is printed by the program.
    """

    other_way: Words
    """The other way: nothing is sent or checked."""
    topic: Topic = "general"
    """Which safe contact ``%(safe_contact)s`` names."""


class Decision(Model):
    """A question that decides what comes next."""

    question: Words
    yes: Words
    no: Words


class Step(StaffLine):
    """One step of a procedure."""

    who: RoleId
    """Id of the role that does it (content/staff/roles.yaml)."""
    form: FormId | None = None
    """Id of the form it uses (content/staff/forms.yaml)."""
    consent: ConsentId | None = None
    """Id of the consent that it asks for (content/staff/words.yaml)."""
    contact: bool = False
    """True: something is passed on, or somebody outside is called. It needs ``may_follow``, and a
    step with ``consent`` above it."""
    may_follow: MayFollow | None = None
    told_anyway: Literal["may-refuse", "cannot-stop"] | None = None
    """Somebody is told by law or practice: "you may refuse" (arrest), "we cannot stop this" (death,
    guardian, child). It is printed before the step."""
    by: TimeLimit | None = None
    houses: bool = False
    """True: it houses, moves or hides people. Off in a host country until a lawyer has read it
    there. Never a safeguard, and never a rescue in danger of life (CARE 62)."""
    about: Words | None = None
    """What a step that may be off is about, as it is named while it is off: "moving people to
    another place"."""
    decision: Decision | None = None
    phase: Literal["hour", "day", "week", "after"] | None = None
    """When in a crisis, where a procedure is told by phases."""

    @model_validator(mode="after")
    def _says_what_it_rests_on(self) -> Self:
        if self.basis is None:
            raise ValueError("the step needs basis; add law, rule, practice or proposal")
        if self.houses != (self.about is not None):
            raise ValueError(
                'a step that may be off needs both "houses: true" and "about"; add what is '
                "missing, so that the reader of an off step knows what is off"
            )
        if self.contact and self.may_follow is None:
            raise ValueError(
                "it calls somebody outside; add may_follow, so that the person hears first what "
                "may follow"
            )
        return self


class HostStep(Step):
    """A step of one host country."""

    after: Slug | None = None
    """Id of the step it comes after; without it, at the end."""
    replaces: Slug | None = None
    """Id of the step whose place it takes."""

    @model_validator(mode="after")
    def _has_one_place(self) -> Self:
        if self.after and self.replaces:
            raise ValueError("a step has after or replaces, not both; keep one")
        return self


class Kept(StaffLine):
    """What is written down, and for how long."""

    kept: Words
    """How long, and who destroys it."""


class Procedure(Model):
    """content/staff/procedures/<id>.yaml."""

    title: Words
    """What has happened, in plain words (≤ 40 characters)."""
    order: Annotated[int, Field(ge=1, le=99)]
    icon: Slug
    tags: Annotated[tuple[ProcedureTag, ...], Field(min_length=1)]
    guidelines: Annotated[tuple[Guideline, ...], Field(min_length=1)]
    """Numbers of the MICIC guidelines it serves."""
    purpose: Words
    trigger: Words
    """When it begins."""
    may_start: Annotated[tuple[RoleId, ...], Field(min_length=1)]
    """Roles that may begin it."""
    roles: Annotated[dict[RoleId, Part], Field(min_length=1)]
    """Who does what in it, by role."""
    fear_first: FearFirst | None = None
    """Required where its tags ask for it (CARE 33)."""
    asks_first: Lines = {}
    """What is asked before anything else: never a name, a number or papers."""
    steps: Annotated[dict[Slug, Step], Field(min_length=1)]
    """In order."""
    never_asked: Annotated[dict[Slug, Words], Field(min_length=1)]
    safeguards: Annotated[Lines, Field(min_length=1)]
    records: Annotated[dict[Slug, Kept], Field(min_length=1)]
    helper_risk: StaffLine | None = None
    """What may happen to the helper; absent: "not known: ask a lawyer" is printed."""
    sources: StaffSources = {}


class HostProcedure(Model):
    """What one host country adds to a procedure."""

    steps: dict[Slug, HostStep] = {}
    offices: tuple[AgencyId, ...] = ()
    """Agencies to turn to there (agencies.yaml of the host country), the safest first."""
    facts: Lines = {}
    """Limits, rules and practice there."""
    not_known: dict[Slug, Words] = {}
    """What nobody could tell us."""
    helper_risk: StaffLine | None = None
    checked_by_lawyer: date | None = None
    """The day a lawyer of that country read its steps; absent = nobody has, and steps that house,
    move or hide people are off."""


class HostProcedures(Model):
    """content/hosts/<host>/staff/procedures.yaml."""

    complaint_contact: ContactId | None = None
    """Whom to call, outside the office, when a helper asks for money, work or sex. Never an office
    of the state."""
    complaint_read: bool = False
    """True: a source says that it takes complaints about helpers of other groups. Else "not known"
    is printed."""
    procedures: dict[ProcedureId, HostProcedure]
    sources: StaffSources = {}


class Placed(Protocol):
    """A step of a host country, as a model or as a record: it says where it stands."""

    @property
    def after(self) -> str | None:
        """Id of the step it comes after."""

    @property
    def replaces(self) -> str | None:
        """Id of the step whose place it takes."""


StepT = TypeVar("StepT")
HostStepT = TypeVar("HostStepT", bound=Placed)


def joined_steps(
    everywhere: Mapping[str, StepT], here: Mapping[str, HostStepT]
) -> dict[str, StepT | HostStepT]:
    """Put the steps of a host country among those that hold everywhere, one after the other.

    A step without a place, or with one that is not there, comes at the end.
    """
    steps: dict[str, StepT | HostStepT] = dict(everywhere)
    for key, step in here.items():
        place = step.replaces or step.after
        if place is None or place not in steps:
            steps[key] = step
            continue
        joined: dict[str, StepT | HostStepT] = {}
        for other, one in steps.items():
            if other != step.replaces:
                joined[other] = one
            if other == place:
                joined[key] = step
        steps = joined
    return steps
