"""Step 1, model: agencies.yaml and services.yaml for those who assist: who helps whom.

In content/hosts/<host>/staff/ and content/staff/.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from .fields import AreaCode, LanguageTag, Model, Slug, Words
from .marks import ContactId, OnlyForOrigin, OriginId, ServiceId
from .staff import StaffLine, StaffSources
from .withdrawal import Withdrawable


class Service(Model):
    """One kind of help: a row of the matrix of who does what."""

    title: Words
    """≤ 28 characters."""


class Services(Model):
    """content/staff/services.yaml."""

    services: Annotated[dict[Slug, Service], Field(min_length=1)]


class Agency(Withdrawable):
    """A body that helps nationals abroad, or people of other countries in a disaster."""

    name: Words
    side: Literal["host", "origin", "independent", "international", "community"]
    """Whose it is: the host state's, the state's of origin, a public body that answers to no
    ministry, one of several states or of the Red Cross and Red Crescent, or of people
    themselves."""
    kind: Literal["office", "refuge", "line", "group"]
    """refuge: no output shows an address, a map or an area below a province."""
    mandate: StaffLine
    """What it is for, in one sentence."""
    serves: Annotated[tuple[Literal["nationals", "non-nationals"], ...], Field(min_length=1)]
    """nationals: people of the origin, by their own state. non-nationals: people of other
    countries, there."""
    services: Annotated[tuple[ServiceId, ...], Field(min_length=1)]
    contacts: tuple[ContactId, ...] = ()
    """Contacts of the host country; empty = no number of it is known."""
    areas: tuple[AreaCode, ...] = ()
    """Provinces; empty = the whole country."""
    languages: tuple[LanguageTag, ...] | None = None
    """Absent = not known."""
    unsafe_for: StaffLine | None = None
    """For whom it is unsafe, and why."""
    agreed_on: date | None = None
    """The day it agreed to be named here."""
    state: Literal["listed", "not-agreed", "do-not-list", "full"] = "listed"
    """not-agreed and do-not-list: it is not named on any output. full: named, and said to be
    full."""
    origin: Annotated[OriginId | None, OnlyForOrigin()] = None
    """Only for people from there."""
    not_known: dict[Slug, Words] = {}

    @property
    def may_be_named(self) -> bool:
        """Return whether it may be named: who did not agree is counted, not named (CARE 38)."""
        return self.state in ("listed", "full")

    @model_validator(mode="after")
    def _is_for_whom_its_mandate_is(self) -> Self:
        if self.mandate.origin is not None:
            raise ValueError("the mandate names an origin; write it at the agency itself")
        return self

    @model_validator(mode="after")
    def _agreed_where_it_must(self) -> Self:
        if self.side == "community" and self.may_be_named and not self.agreed_on:
            raise ValueError(
                "a group of people themselves is named only when it agreed; add agreed_on, or "
                'write "state: not-agreed"'
            )
        return self


class Agencies(Model):
    """content/hosts/<host>/staff/agencies.yaml."""

    agencies: Annotated[dict[Slug, Agency], Field(min_length=1)]
    sources: StaffSources = {}
