"""Step 1, model: what texts for those who assist are made of: a line, its basis, its time limit.

``content/staff/`` has what is the same everywhere, ``content/hosts/<host>/staff/`` what is so in
one host country. Those who assist are caseworkers, shelters, consular officers, municipalities.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from .fields import Model, Slug, Topic, Words
from .marks import OnlyForOrigin, OriginId, SourceId
from .sources import Source, Values
from .until import Dated

Basis = Literal["law", "rule", "practice", "proposal"]
"""What a line rests on; each output shows it.

A law; a rule of the body that acts; what is done there; our own proposal, which no source says.
"""

StaffSources = dict[Slug, Source]
"""Sources of one file, beside those of content/staff/sources.yaml and of the host country."""


class StaffLine(Dated):
    """One thing to know or to do, for those who assist."""

    text: Words
    """One action or one fact, in at most two short sentences."""
    more: Words | None = None
    """The reason, the exception or the next sentence, if one is needed."""
    basis: Basis | None = None
    """What it rests on; with law its sources give the law. Absent: a fact of its sources."""
    topic: Topic = "general"
    """Which safe contact ``%(safe_contact)s`` names."""
    origin: Annotated[OriginId | None, OnlyForOrigin()] = None
    """Only for people from there; absent = for everybody."""
    values: Values = {}
    sources: tuple[SourceId, ...] = ()
    """May be empty only where the basis is "proposal"."""

    @model_validator(mode="after")
    def _rests_on_something(self) -> Self:
        if not self.sources and self.basis != "proposal":
            raise ValueError(
                'it has no source; add one to sources, or write "basis: proposal" when it is ours'
            )
        return self


Lines = dict[Slug, StaffLine]


class MayFollow(Model):
    """What may follow when something is passed on: said before anybody is called.

    What a contact may do anyway is said once, in ``may_hurt`` of refer.yaml; ``bad`` says only what
    comes to it in this case. With neither, "not known" is printed: that nothing was read is no good
    news (CARE 64).
    """

    good: Words
    bad: Words | None = None
    not_known: Words
    sources: tuple[SourceId, ...] = ()
    """Empty = our reading of what the contact is for."""


class TimeLimit(Model):
    """By when something is done: read in a source, or our proposal; never bare."""

    text: Words
    """"Within one hour", "before the interview" (≤ 60 characters)."""
    proposal: bool = False
    """True: the limit is ours; it is printed so."""
    sources: tuple[SourceId, ...] = ()

    @model_validator(mode="after")
    def _is_sourced_or_ours(self) -> Self:
        if self.proposal == bool(self.sources):
            raise ValueError(
                'a time limit has either sources or "proposal: true"; add the one that is true'
            )
        return self


class StaffSourceFile(Model):
    """content/staff/sources.yaml: what texts for those who assist may cite, besides their own sources."""  # noqa: E501 - a reference shows it

    sources: Annotated[StaffSources, Field(min_length=1)]
