"""One class per kind of content file."""

from __future__ import annotations

from datetime import date
from typing import Literal

from .facts import (
    Answers,
    Contact,
    Guide,
    Points,
    Post,
    Rule,
    Scheme,
    Source,
    Sources,
    Values,
)
from .fields import (
    AreaCode,
    Carry,
    Days,
    HazardSlug,
    LanguageTag,
    Model,
    Month,
    Percent,
    PhraseGroup,
    PhrasePlace,
    Profile,
    Role,
    Slug,
    Stage,
    Status,
    Topic,
    Url,
    Words,
)
from .withdrawal import Withdrawable


class Codes(Model):
    """Codes of the hazard in three public lists."""

    undrr: tuple[str, ...]
    """UNDRR–ISC Hazard Information Profiles, 2025 edition."""
    glide: tuple[str, ...] = ()
    cap: tuple[
        Literal[
            "Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport",
            "Infra", "CBRNE", "Other",
        ],
        ...,
    ]  # fmt: skip


class Message(Withdrawable):
    """One thing to do at one stage of a hazard."""

    stage: Stage
    text: Words
    """One action, verb first, at most 15 words. It is printed bold."""
    more: Words | None = None
    """The rest, in regular weight: the reason, the exception."""
    dont: bool = False
    """True when the text says what not to do; it gets the slash."""
    scenario: Literal["locked-in", "trapped", "nobody-answers"] | None = None
    picture: Slug | None = None
    who: tuple[Profile, ...] = ()
    topic: Topic = "general"
    life_safety: bool = False
    core: bool = False
    carry: Carry = "page"
    values: Values = {}
    sources: tuple[Slug, ...] = ()


class LocalMessage(Message):
    """A message of one host country, added to the library's or put in place of one."""

    replaces: Slug | None = None
    """Id of the library message it stands for; absent = added."""
    sources: Sources


class Myth(Model):
    """Something people say that a source rejects."""

    claim: Words
    answer: Words
    sources: Sources


class Hazard(Model):
    """content/hazards/<hazard>.yaml: what holds in any country."""

    name: Words
    """Short: it stands under a pictogram (≤ 16 characters)."""
    icon: Slug
    codes: Codes
    sign_of: Words | None = None
    """One line above the signs, for example that any one of them is enough."""
    signs: dict[Slug, Words]
    messages: dict[Slug, Message]
    """In order of danger. 4 to 6 in each of before, during and after; a few more where a life
    depends on it."""
    myths: dict[Slug, Myth] = {}
    points: Points
    """Points for migrants."""
    sources: dict[Slug, Source]


class Section(Model):
    """A titled list on the prepare page."""

    title: Words
    icon: Slug
    intro: Words | None = None
    items: Points


class Prepare(Model):
    """content/prepare.yaml: what to do now in any crisis, and what to prepare."""

    now: dict[Slug, Message]
    """The steps of every *now* page, in order; the last is "nobody answers, or no network"."""
    papers: Section
    go_bag: Section
    family_plan: Section
    contact_card: Section
    savings: Section
    sources: dict[Slug, Source]


class Phrase(Withdrawable):
    """A sentence to show or say to a helper; its translation into the host's language is shown."""

    group: PhraseGroup
    places: tuple[PhrasePlace, ...]
    """Where it is used."""
    text: Words
    """What the reader says, first person, one sentence."""
    fill: Literal["place", "people", "number", "name"] | None = None
    """A field the reader fills in before showing it."""
    reveals: Literal["nationality", "status", "employer"] | None = None
    """Set when the phrase tells one of these: shown last, "only if you choose"."""
    sensitive: bool = False
    """About abuse: not on paper, not in the first list."""
    picture: Slug | None = None
    who: tuple[Profile, ...] = ()
    origins: tuple[Slug, ...] = ()
    """Origin countries whose people say it; absent = all."""
    life_safety: bool = False
    core: bool = False
    carry: Carry = "paper"


class Phrases(Model):
    """content/phrases.yaml."""

    phrases: dict[Slug, Phrase]

    def said_by(self, origin: str) -> dict[str, Phrase]:
        """Return the phrases of people from *origin*."""
        return {
            key: phrase
            for key, phrase in self.phrases.items()
            if not phrase.origins or origin in phrase.origins
        }


class Region(Model):
    """A part of the host country that readers know by one name."""

    name: Words
    areas: tuple[AreaCode, ...]


class Province(Model):
    """A province; its name in each locale is a translation of its name here, or that of CLDR."""

    name: Words


class Change(Model):
    """What changed in a host's facts, in plain words, shown to readers."""

    day: date
    note: Words


class Country(Model):
    """content/hosts/<host>/country.yaml."""

    name: Words
    code: Literal["TH", "MY", "JP", "KR", "SG", "MX"]
    language: LanguageTag
    """The language of phrases shown to helpers."""
    calling_code: str
    currency: str
    roles: dict[Role, Slug]
    """Which contact answers to each role of the library's texts."""
    plates: tuple[Slug, ...]
    """Contacts of the four large plates, in order: ambulance first, police last."""
    bar: dict[Slug, Slug]
    """Page or hazard → contact whose number stands first in the call bar."""
    statuses: dict[Status, Words] = {}
    """What a status is called here, where the interface's own words name papers of another
    country."""
    call_tip: Words
    """What to say when the line may not speak the reader's language."""
    regions: dict[Slug, Region]
    provinces: dict[AreaCode, Province]
    changes: dict[Slug, Change]
    sources: tuple[Slug, ...] = ()


class Season(Model):
    """When a hazard is likely in some regions."""

    regions: tuple[Slug, ...]
    """Ids of the country's regions; empty = the whole country."""
    months: tuple[Month, ...]
    """1 to 12: likely."""
    fewer: tuple[Month, ...] = ()
    """1 to 12: happens, less often."""
    inferred: bool = False
    """Our inference: said on the page, left out on paper."""
    sources: tuple[Slug, ...] = ()


class WarningSystem(Withdrawable):
    """A way in which a warning reaches people, and in which languages."""

    text: Words
    more: Words | None = None
    languages: tuple[LanguageTag, ...] | None = None
    """Absent = not known."""
    contacts: tuple[Slug, ...] = ()
    values: Values = {}
    sources: Sources


class HostHazard(Model):
    """One hazard in one host country."""

    severity: Literal["grave", "serious", "lower"]
    reason: Words
    """Why it is graded so, in one or two sentences with what has happened."""
    regions: tuple[Slug, ...] = ()
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
    contacts: tuple[Slug, ...] = ()
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
    contacts: tuple[Slug, ...]
    rules: tuple[Slug, ...] = ()
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


class Corridor(Model):
    """What an origin country's file says for one host country."""

    reader_line: Slug
    """Contact that says it answers in the readers' language."""
    safe_contacts: dict[Topic, Slug]
    """Whom to ask without danger, per topic; general is required."""
    caution: Words
    """One neutral sentence: "If you fear your government or army, ask %(safe_contact)s first."."""
    posts: dict[Slug, Post]
    lost_papers: Points
    going_home: Points
    sources: tuple[Slug, ...] = ()


class Origin(Model):
    """content/origins/<origin>.yaml."""

    name: Words
    code: Literal["MM", "GT"] | None = None
    """Its ISO 3166 code: then the home page finds it by its name in each language."""
    people: Words
    """"People from Myanmar": minorities are meant too."""
    locales: tuple[LanguageTag, ...]
    corridors: dict[Slug, Corridor]
    hotlines: dict[Slug, Contact]
    """Numbers in the origin country, international form."""
    sources: dict[Slug, Source]


class SiteLocale(Model):
    """A locale of the site."""

    fallback: tuple[LanguageTag, ...] = ()
    """Tried in order when a translation is missing; the source locale always comes last."""
    minority: bool = False
    """Offered once its core is there; until then built only with ``--only``."""


class Freshness(Model):
    """After how many days a kind of fact must be read again."""

    contacts: Days
    schemes: Days
    rules: Days
    hazards: Days
    posts: Days


class Papers(Model):
    """Which papers the site offers besides each locale alone, for the whole host country."""

    pairs: tuple[tuple[LanguageTag, LanguageTag], ...] | None = None
    """Two languages on one paper, the reader's first. Absent = the origin's first language with
    that of the host country."""
    regions: tuple[Slug, ...] = ()
    """Regions of a host country with papers of their own."""
    letter: bool = False
    """Also on Letter paper."""
    print_shop: bool = False
    """Also with bleed and marks."""


UNDECIDED_URL = "https://example.org"
"""How ``site_url`` begins while nobody has decided it."""


class Site(Model):
    """content/site.yaml."""

    site_url: Url
    """Address the site will have. https://example.org/ = not decided."""
    publisher: str | None = None
    """Who answers for it. Absent = not decided; --publish refuses."""
    feedback: str | None = None
    """Telephone, LINE or address for wrong numbers and for "somebody asked me for money"."""
    short_url: str | None = None
    """What a hand types beside the QR code; absent = the host of site_url."""
    source_locale: LanguageTag
    corridors: tuple[CorridorName, ...]
    locales: dict[LanguageTag, SiteLocale]
    freshness: Freshness
    papers: Papers = Papers()
    offer_from: Percent
    """Percent of the messages of a host country from which a locale is offered to readers there."""


class CorridorName(Model):
    """An ordered pair origin → host."""

    origin: Slug
    host: Slug


Site.model_rebuild()
