"""Step 1, model: hazards, preparation and phrases for any country, one class per kind of file."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Literal

from .facts import Point, Points
from .fields import Carry, Group, Model, PhraseGroup, PhrasePlace, Slug, Stage, Topic, Who, Words
from .marks import OriginId, SourceId
from .sources import Source, Sources, Values
from .until import Dated
from .withdrawal import Withdrawable


class Codes(Model):
    """Codes of the hazard in three public lists."""

    undrr: tuple[str, ...]
    """UNDRR–ISC Hazard Information Profiles, 2025 edition."""
    glide: tuple[str, ...] = ()
    cap: tuple[
        Literal[
            "Geo",
            "Met",
            "Safety",
            "Security",
            "Rescue",
            "Fire",
            "Health",
            "Env",
            "Transport",
            "Infra",
            "CBRNE",
            "Other",
        ],
        ...,
    ]


class Message(Dated):
    """One thing to do at one stage of a hazard."""

    emptied: ClassVar[Mapping[str, Any]] = MappingProxyType(
        {"more": None, "dont": False, "picture": None, "scenario": None}
    )

    stage: Stage
    text: Words
    """One action, verb first, at most 15 words. It is printed bold."""
    more: Words | None = None
    """The rest, in regular weight: the reason, the exception."""
    dont: bool = False
    """True when the text says what not to do; it gets the slash."""
    inferred: bool = False
    """Our own inference, not read in a source: the page says so, paper leaves it out."""
    scenario: Literal["locked-in", "trapped", "nobody-answers"] | None = None
    picture: Slug | None = None
    who: tuple[Who, ...] = ()
    topic: Topic = "general"
    life_safety: bool = False
    core: bool = False
    carry: Carry = "page"
    values: Values = {}
    sources: tuple[SourceId, ...] = ()


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
    sensitive: bool = False
    """Others who see it may hurt the reader: its page can be hidden and tells nothing in its title,
    and it is in no message, feed, calendar or picture. Source: CARE 15, 49."""
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


class GroupPage(Model):
    """What the page of a group says first; the rest comes from elsewhere, by its ``who``."""

    title: Words
    """Whom it is for. It must not tell why somebody reads it: others see titles."""
    points: Points = {}


class WithoutVoice(Model):
    """How somebody who cannot hear or speak gets help, on every *now*. Source: CARE 53."""

    phrase: Slug
    """Id of the sentence in phrases.yaml that asks somebody who hears to call."""
    night: Point
    """Who wakes a person that hears no alarm."""


class Happened(Model):
    """Something that happened to the reader: a way in beside the dangers, by one's own words."""

    text: Words
    """A few words beside a pictogram. They must not tell why somebody reads on: others see them."""
    icon: Slug | None = None
    """Absent where no pictogram says it and nothing else."""
    carry: Carry = "page"


class Prepare(Model):
    """content/prepare.yaml: what to do now in any crisis, and what to prepare."""

    now: dict[Slug, Message]
    """The steps of every *now* page, in order; the last is "nobody answers, or no network"."""
    happened: dict[Slug, Happened] = {}
    """What can have happened to a reader, in the order of the overview: what a life hangs on first.
    Where each leads is in ``country.yaml``."""
    papers: Section
    go_bag: Section
    family_plan: Section
    contact_card: Section
    savings: Section
    without_voice: WithoutVoice
    groups: dict[Group, GroupPage] = {}
    """Pages of groups, in their order; one without anything to say in a country is not made
    there."""
    sources: dict[Slug, Source]


class Phrase(Withdrawable):
    """A sentence to show or say to a helper; its translation into the host's language is shown."""

    group: PhraseGroup
    places: tuple[PhrasePlace, ...]
    """Where it is used."""
    text: Words
    """What the reader says, first person, one sentence."""
    fill: Literal["place", "people", "days", "number", "name"] | None = None
    """A field the reader fills in before showing it. people and days are counts; number is a
    telephone number."""
    reveals: Literal["nationality", "status", "employer"] | None = None
    """Set when the phrase tells one of these: shown last, "only if you choose"."""
    sensitive: bool = False
    """About abuse: not on paper, not in the first list."""
    picture: Slug | None = None
    who: tuple[Who, ...] = ()
    origins: tuple[OriginId, ...] = ()
    """Origin countries whose people say it; absent = all."""
    life_safety: bool = False
    core: bool = False
    say: bool = False
    """Whether a life hangs on it: then it also stands in letters that readers know, to be said
    aloud, where a table makes it and two people have signed it
    (docs/explanation/pronunciation.md)."""
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
