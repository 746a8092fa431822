"""Step 1, model: content/staff/refer.yaml, and a host's part: from what happened to whom to call.

A path for somebody who sits beside the person who needs help: what first, can you talk, consent,
whom to call here, what may follow, what the person may keep to herself, what to write down.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .fields import AreaCode, Model, Slug, Topic, Words
from .marks import CaseId, ConsentId, ContactId, ProcedureId
from .staff import Lines, MayFollow, StaffLine, StaffSources


class Case(Model):
    """What happened, as the person says it, and what to do."""

    title: Words
    """As the person would say it: "I cannot find my family" (≤ 48 characters)."""
    order: Annotated[int, Field(ge=1, le=99)]
    icon: Slug
    procedure: ProcedureId
    """The procedure that tells the rest."""
    topic: Topic = "general"
    first: Annotated[Lines, Field(min_length=1)]
    """What first: one to three things."""
    consent: ConsentId
    """Id of the consent that is asked for before anybody is called (content/staff/words.yaml)."""
    without_consent: Lines = {}
    """What the person gets when the answer is no."""
    may_follow: MayFollow
    may_keep: Lines = {}
    """What the person may keep to herself. Never what to answer."""
    write_down: Annotated[Lines, Field(min_length=1)]
    """No name, no number, no place below a province."""


class Cases(Model):
    """content/staff/refer.yaml."""

    cases: Annotated[dict[Slug, Case], Field(min_length=1)]
    sources: StaffSources = {}


class CaseContact(Model):
    """Whom to call here, and what may follow."""

    contact: ContactId
    areas: tuple[AreaCode, ...] = ()
    """Provinces; empty = the whole country."""
    reason: Words | None = None
    """For whom or for what, where that is not plain."""
    may_follow: MayFollow


class HostCase(Model):
    """What one host country adds to a case."""

    first: Lines = {}
    """What first there, after what holds everywhere: a right that ends within days."""
    contacts: tuple[CaseContact, ...] = ()
    """The safest first."""
    facts: Lines = {}
    not_known: dict[Slug, Words] = {}


class HostCases(Model):
    """content/hosts/<host>/staff/refer.yaml."""

    may_hurt: dict[ContactId, StaffLine] = {}
    """What a contact may do that is bad, by its id: told in each path and each step that calls it,
    before what the path says. Absent for a contact of which nothing bad was read."""
    cases: dict[CaseId, HostCase]
    sources: StaffSources = {}
