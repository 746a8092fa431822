"""Step 1, model: words, forms, roles, guidelines of content/staff/: what is said and filled in.

They are translated first: a person hears or sees them, not only those who assist.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from .fields import HazardSlug, Model, Slug, Words
from .marks import ForColleagues, SourceId
from .staff import Basis, Lines, StaffLine, StaffSources


class Signed(Model):
    """Who signed words in the source locale. Translations are signed in their PO files."""

    by: Annotated[str, ForColleagues()]
    """Handle, never a name."""
    on: date
    of: Annotated[str, ForColleagues()] = ""
    """What was signed, in twelve signs that ``advisory check`` prints: of other words it is no
    signature."""


def digest_to_sign(words: Model) -> str:
    """Return twelve signs that stand for all of *words* but their signature."""
    # Without defaults, so that a key that content may have tomorrow leaves signatures of today.
    told = words.model_dump(mode="json", exclude={"signed"}, exclude_defaults=True)
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


class Consent(Model):
    """What is said before a person agrees. No output shows it until it is signed (CARE 37)."""

    title: Words
    when: Words
    """When it is asked, for the helper."""
    says: Annotated[dict[Slug, Words], Field(min_length=2)]
    """What is said aloud, in order: the limits first."""
    take_back: Words
    """How to take it back."""
    needs: Words | None = None
    """What must be there before it is asked, for the helper."""
    life_safety: Literal[True] = True
    """A wrong word here can cost a life: it is signed by two people."""
    signed: Signed | None = None
    """Absent: nobody has signed it."""
    sources: tuple[SourceId, ...] = ()


class SaidAloud(StaffLine):
    """A sentence for a loudspeaker, in many languages."""

    hazard: HazardSlug | None = None
    """Absent: for any of them."""


class StaffWords(Model):
    """content/staff/words.yaml."""

    consents: Annotated[dict[Slug, Consent], Field(min_length=1)]
    rules: Annotated[Lines, Field(min_length=1)]
    """The six rules of conduct."""
    interpreter: Lines = {}
    phone: Lines = {}
    """What is said first on the telephone."""
    loudspeaker: dict[Slug, SaidAloud] = {}
    district: Lines = {}
    """For a municipality: languages, interpreters, what to publish and what never."""
    sources: StaffSources = {}


class FormField(Model):
    """One field of a form.

    None is for a name, a number, papers, nationality or an address (CARE 39).
    """

    label: Words
    kind: Literal["line", "lines", "tick", "tally", "code"]
    """One ruled line; several; boxes to tick; strokes to count; a code that says nothing of the
    person."""
    choices: dict[Slug, Words] = {}


class Form(Model):
    """A form on paper."""

    title: Words
    purpose: Words
    fields: Annotated[dict[Slug, FormField], Field(min_length=1)]
    kept: Words
    """How long it is kept, and who destroys it."""
    basis: Basis = "proposal"
    sources: tuple[SourceId, ...] = ()


class Forms(Model):
    """content/staff/forms.yaml."""

    forms: Annotated[dict[Slug, Form], Field(min_length=1)]
    sources: StaffSources = {}


class Role(Model):
    """A role in procedures, plans and drills; never a person."""

    title: Words
    does: Words
    of_origin_state: bool = False
    """True: an officer of the state of origin. Where people may fear that state, this role begins
    and does nothing."""


class Roles(Model):
    """content/staff/roles.yaml."""

    roles: Annotated[dict[Slug, Role], Field(min_length=1)]


class GuidelineEntry(Model):
    """One of the fifteen MICIC guidelines, and what of ours answers it."""

    title: Words
    """In our own words."""
    phase: Literal["preparedness", "emergency", "after"]
    answered_by: Annotated[dict[Slug, Words], Field(min_length=1)]
    """Besides the procedures, which name their guidelines themselves."""
    sources: tuple[SourceId, ...] = ()


class Guidelines(Model):
    """content/staff/guidelines.yaml."""

    guidelines: Annotated[dict[Slug, GuidelineEntry], Field(min_length=1)]
    sources: StaffSources = {}
