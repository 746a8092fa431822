"""Step 1, model: staff/plan.yaml, everywhere and of a host: the contingency plan of a post.

It holds counts, never people; what is local and secret is a ruled line, filled in by hand.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .fields import HazardSlug, Model, Slug, Words
from .marks import RoleId
from .procedures import Step
from .staff import Lines, StaffSources

AlertLevel = Literal["precaution", "restriction", "leave-if-you-can", "must-leave"]


class Level(Model):
    """An alert level: what brings it about, and what is done then."""

    title: Words
    triggers: Annotated[Lines, Field(min_length=1)]
    actions: Annotated[dict[Slug, Step], Field(min_length=1)]


class Member(Model):
    """A role of the crisis team, and who stands in."""

    does: Words
    deputy: RoleId
    """Id of the role that stands in."""


class PlanSection(Model):
    """One heading of the plan."""

    title: Words
    order: Annotated[int, Field(ge=1, le=99)]
    lines: Lines = {}
    ruled: dict[Slug, Words] = {}
    """What is filled in by hand: the label of a ruled line."""


class Plan(Model):
    """content/staff/plan.yaml."""

    levels: dict[AlertLevel, Level]
    team: Annotated[dict[RoleId, Member], Field(min_length=1)]
    sections: Annotated[dict[Slug, PlanSection], Field(min_length=1)]
    sources: StaffSources = {}


class Scenario(Model):
    """What may happen there, for which the plan is made."""

    title: Words
    hazard: HazardSlug
    lines: Annotated[Lines, Field(min_length=1)]


class HostLevel(Model):
    """What brings a level about in one host country: what its warning systems say."""

    triggers: Annotated[Lines, Field(min_length=1)]


class HostPlan(Model):
    """content/hosts/<host>/staff/plan.yaml."""

    scenarios: Annotated[dict[Slug, Scenario], Field(min_length=1)]
    levels: dict[AlertLevel, HostLevel] = {}
    sites: Lines = {}
    communication: Lines = {}
    papers: Lines = {}
    cooperation: Lines = {}
    not_known: dict[Slug, Words] = {}
    sources: StaffSources = {}
