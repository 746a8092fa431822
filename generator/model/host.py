"""Step 1, model: the files below content/hosts/, one class for each."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from .changes import Change
from .facts import Answers, Contact, Guide, Lead, Point, Points, Rule, Scheme
from .fields import (
    AreaCode,
    HazardSlug,
    LanguageTag,
    Model,
    Month,
    Profile,
    Role,
    Slug,
    Status,
    Words,
)
from .library import Message
from .marks import ContactId, RegionId, RuleId, SourceId
from .sources import Source, Sources, Values
from .tables import HostCode
from .until import Dated, TimeZone


class LocalMessage(Message):
    """A message of one host country, added to the library's or put in place of one."""

    replaces: Slug | None = None
    """Id of the library message it stands for; absent = added."""
    limits: Slug | None = None
    """Id of the library message that it limits or reverses here: it stands right above that one."""
    sources: Sources

    @model_validator(mode="after")
    def _stands_in_one_place(self) -> LocalMessage:
        if self.replaces and self.limits:
            raise ValueError("a message has replaces or limits, not both; keep one")
        return self


class Region(Model):
    """A part of the host country that readers know by one name."""

    name: Words
    areas: tuple[AreaCode, ...]


class Province(Model):
    """A province; its name in each locale is a translation of its name here, or that of CLDR."""

    name: Words


CallingCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,4}$")]
"""Of the country, as dialled from abroad after the plus sign: 66."""


class Country(Model):
    """content/hosts/<host>/country.yaml."""

    name: Words
    code: HostCode
    """ISO 3166-1; a new one is a row in locales/countries.yaml."""
    language: LanguageTag
    """The language of phrases shown to helpers."""
    time_zone: TimeZone
    """Its clock, by the name of the IANA list: a day begins and a statement ends there by it."""
    calling_code: CallingCode
    currency: str
    roles: dict[Role, ContactId]
    """Which contact answers to each role of the library's texts."""
    plates: Annotated[tuple[ContactId, ...], Field(min_length=1)]
    """Contacts of the four large plates, in order: ambulance first, police last."""
    bar: dict[Slug, ContactId]
    """Page, hazard or scheme (``insurance-wages``) → contact whose number stands first in the call
    bar.

    Pages that are not named take it from the page above them, else from ``now``; that of a scheme
    is its first contact with a number. The ambulance stands second on every page by itself."""
    statuses: dict[Status, Words] = {}
    """What a status is called here, where the interface's own words name papers of another
    country."""
    happened: dict[Slug, Lead] = {}
    """What happened to the reader, by ids of ``prepare.yaml`` → what begins with the deed. What is
    not named here is not on the overview."""
    call_tip: Words
    """What to say when the line may not speak the reader's language."""
    without_voice: Point | None = None
    """How somebody who cannot hear or speak reaches an emergency number; absent = no way is known,
    and each *now* says so."""
    regions: dict[Slug, Region]
    provinces: dict[AreaCode, Province]
    changes: dict[Slug, Change]
    sources: tuple[SourceId, ...] = ()


class Season(Model):
    """When a hazard is likely in some regions."""

    regions: tuple[RegionId, ...]
    """Ids of the country's regions; empty = the whole country."""
    months: tuple[Month, ...]
    """1 to 12: likely."""
    fewer: tuple[Month, ...] = ()
    """1 to 12: happens, less often."""
    inferred: bool = False
    """Our inference: said on the page, left out on paper."""
    sources: tuple[SourceId, ...] = ()


class WarningSystem(Dated):
    """A way in which a warning reaches people, and in which languages."""

    text: Words
    more: Words | None = None
    languages: tuple[LanguageTag, ...] | None = None
    """Absent = not known."""
    contacts: tuple[ContactId, ...] = ()
    values: Values = {}
    sources: Sources


class HostHazard(Model):
    """One hazard in one host country."""

    severity: Literal["grave", "serious", "lower"]
    reason: Words
    """Why it is graded so, in one or two sentences with what has happened."""
    regions: tuple[RegionId, ...] = ()
    """Ids of regions where it strikes; empty = the whole country."""
    areas: tuple[AreaCode, ...] = ()
    """Provinces named by the sources, when narrower than the regions."""
    seasons: dict[Slug, Season] = {}
    """Empty = any month."""
    exposed: Points
    """Who is most exposed: work, dwelling, and why."""
    warnings: dict[Slug, WarningSystem] = {}
    messages: dict[Slug, LocalMessage] = {}
    notes: Points = {}
    """What else a reader in this country should know."""
    contacts: tuple[ContactId, ...] = ()
    leads: Annotated[tuple[Lead, ...], Field(max_length=4)] = ()
    """What decides here, the first first: shelter, leaving, fighting, rumours, who may not forbid
    to leave. At most four stand below what to do now."""
    values: Values = {}
    sources: Sources


class HostHazards(Model):
    """content/hosts/<host>/hazards.yaml."""

    warnings: dict[Slug, WarningSystem]
    """Warning systems that serve several hazards (phone alert, SMS, app, radio)."""
    hazards: dict[HazardSlug, HostHazard]
    """In the order of the overview: the gravest first."""


class Insurance(Model):
    """content/hosts/<host>/insurance.yaml."""

    intro: Words
    schemes: dict[Slug, Scheme]
    points: Points
    """What holds for every claim: receipts, bank account, help, claims from home."""


class WorkProfile(Model):
    """The page of one kind of work, made of messages by their ``who`` and of this."""

    title: Words
    intro: Words | None = None
    icon: Slug = "work"
    contacts: tuple[ContactId, ...]
    rules: tuple[RuleId, ...] = ()
    points: Points
    hazards: tuple[HazardSlug, ...]


class Family(Model):
    """The page for family at home and for those who search."""

    missing: Guide
    hurt: Guide
    dead: Guide
    unpaid: Guide
    from_home: Guide
    """How to dial from abroad, what to collect, whom not to pay, how to search without
    exposing the one you search for."""


class Assistance(Model):
    """content/hosts/<host>/assistance.yaml."""

    contacts: dict[Slug, Contact]
    rules: dict[Slug, Rule]
    answers: Answers


class Guides(Model):
    """content/hosts/<host>/guides.yaml: longer how-tos, work profiles, the family page."""

    guides: dict[Slug, Guide]
    work: dict[Profile, WorkProfile]
    family: Family


class HostSources(Model):
    """content/hosts/<host>/sources.yaml."""

    sources: dict[Slug, Source]
