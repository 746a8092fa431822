"""Step 1, model: staff/drill.yaml, and staff/drills.yaml of a host: table-top exercises.

Every sentence of an exercise says EXERCISE, nobody plays a survivor, and no day has a date (CARE
41).
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from . import limits
from .fields import ClockTime, Model, Slug, Words
from .marks import ProcedureId
from .staff import Lines, StaffSources
from .staff_words import Role

Minutes = Annotated[int, Field(ge=1, le=limits.DAYS.most)]


class DrillGuide(Model):
    """content/staff/drill.yaml: what holds for every exercise."""

    rules: Annotated[Lines, Field(min_length=1)]
    roles: Annotated[dict[Slug, Role], Field(min_length=1)]
    observer: Annotated[Lines, Field(min_length=1)]
    """What the observer looks for."""
    hot_wash: Annotated[Lines, Field(min_length=1)]
    """Questions right after."""
    improve: Annotated[Lines, Field(min_length=1)]
    """How what was learnt becomes part of the work."""
    sources: StaffSources = {}


class Expected(Model):
    """What players are expected to do: steps of a procedure."""

    procedure: ProcedureId
    steps: Annotated[tuple[Slug, ...], Field(min_length=1)]


class Inject(Model):
    """News that one player gets at a moment of the exercise."""

    day: Annotated[int, Field(ge=1, le=30)]
    """Day 1 is the day it begins."""
    at: ClockTime
    to: Slug
    """Role that gets the card."""
    text: Words
    """Every sentence begins "EXERCISE: "."""
    asks: Words | None = None
    """What the controller asks."""
    expected: Expected
    variants: dict[Slug, Words] = {}
    """Other texts for the same moment: the seed picks one."""


class Drill(Model):
    """One exercise of a host country."""

    title: Words
    minutes: Minutes
    aims: Annotated[Lines, Field(min_length=1)]
    start: Words
    """The situation at the start. Every sentence begins "EXERCISE: "."""
    injects: Annotated[dict[Slug, Inject], Field(min_length=1)]


class Drills(Model):
    """content/hosts/<host>/staff/drills.yaml."""

    drills: Annotated[dict[Slug, Drill], Field(min_length=1)]
    """By hazard, or by what they are about."""
    sources: StaffSources = {}
