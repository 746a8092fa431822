"""Step 1, model: facts with a source: contacts, schemes, rules, answers, posts, guides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import ConfigDict, model_validator

from .fields import (
    AnswerMark,
    AreaCode,
    Asks,
    Carry,
    ClockTime,
    ContactKind,
    Days,
    Dialled,
    FamilyPart,
    Group,
    HazardSlug,
    Known,
    LanguageTag,
    LeadPage,
    Model,
    PhoneText,
    Reach,
    Slug,
    Status,
    Topic,
    Who,
    Words,
    YesNo,
)
from .marks import ContactId, ForColleagues, RuleId, SourceId
from .sources import Sources, Values
from .until import Dated
from .withdrawal import Withdrawable


class Hours(Model):
    """Opening hours of a line or an office, local time."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"days": "mon-fri", "opens": "08:30", "closes": "16:30"}]}
    )

    days: Literal["every-day", "mon-fri", "mon-sat", "sun-thu"]
    opens: ClockTime
    closes: ClockTime


class Channels(Model):
    """Other ways to reach a contact."""

    line: str | None = None
    viber: str | None = None
    facebook: str | None = None
    email: str | None = None
    web: str | None = None
    app: str | None = None
    """Name of its app in the stores."""
    sms: PhoneText | None = None
    """A number that takes text messages: a link to it opens a message, never a call."""
    whatsapp: PhoneText | None = None
    """A number that takes messages by WhatsApp: shown, and no link."""


class Contact(Dated):
    """Somebody who can be called or asked, and what is honestly known about it."""

    told_in: ClassVar[str] = "what_for"
    emptied: ClassVar[Mapping[str, Any]] = MappingProxyType(
        {
            "number": None,
            "press": None,
            "other_numbers": (),
            "more": None,
            "address": None,
            "languages": None,
            "hours": None,
            "cost": None,
            "asks_id": "not-known",
            "without_papers": "not-known",
            "without_papers_words": None,
            "channels": None,
            "limit": None,
            "national_emergency": False,
            "called_on": None,
            "answered_in": None,
            "asked_id": None,
        }
    )

    label: Words
    """Name in the reader's language, short: it stands beside the number (≤ 30 characters)."""
    official_name: str | None = None
    """Name in the host's language, as it stands on the door."""
    number: PhoneText | None = None
    """The number, in national form; absent when only an address or web page is known."""
    press: Annotated[str | None, Dialled()] = None
    """Digit to press after the call is answered."""
    other_numbers: tuple[PhoneText, ...] = ()
    """More numbers to call. One for messages only stands in a sentence (``message``)."""
    from_abroad: PhoneText | None = None
    """The number for callers in other countries, in national form, where ``number`` does not reach
    it from there (0570, 1800) and a source gives another."""
    same_number_as: Slug | None = None
    """Id of another contact that has the same number and answers it too: one line for fire and
    ambulance. Absent: nobody else may have it."""
    kind: ContactKind
    what_for: Words
    """What it helps with, one short line."""
    more: Words | None = None
    """One more sentence a caller needs, for example what the operator asks."""
    address: str | None = None
    """Address as data, Latin letters or the host's script."""
    languages: tuple[LanguageTag, ...] | None = None
    """Languages a source says are answered; absent = not known. A claim, until a call proves it."""
    hours: Literal["always"] | Hours | None = None
    """Absent = not known."""
    cost: Literal["free", "ordinary"] | None = None
    """ordinary = what the reader's operator asks. Absent = not known."""
    asks_id: YesNo = "not-known"
    without_papers: YesNo = "not-known"
    """Is it safe to ask there without papers? yes only when a source says that it is safe: that
    people without papers are served there is told in without_papers_words."""
    safe_quote: Annotated[str | None, ForColleagues()] = None
    """Words that stand in the ``says`` of a source cited here and say that it is safe: without them
    without_papers cannot be yes. For colleagues, not shown to readers."""
    without_papers_words: Words | None = None
    """What the source says about it, when that is more than the mark."""
    in_words: tuple[Literal["languages", "hours"], ...] = ()
    """Which of these its own sentences tell where the field cannot ("some days", "in nine
    languages"): the card does not list them as not known."""
    channels: Channels | None = None
    reach: tuple[Reach, ...] = ()
    """The ways in which a source says that it is reached; absent = by voice, or not known. Of an
    emergency contact, ``without_voice`` of country.yaml says how, and cites that source."""
    limit: Words | None = None
    """What somebody must know before asking there, in a few words: it stands in brackets wherever
    it is named as the safe contact ("a line of the state", "asks for your name")."""
    helps_with: Annotated[dict[Topic, Slug], ForColleagues()] = {}
    """What it was read to help with, by topic: the id of a source cited here. Only then may it be
    the safe contact of that topic."""
    area: tuple[AreaCode, ...] | None = None
    """Provinces it serves; absent = the whole host country."""
    interprets: bool = False
    """It interprets by telephone for whoever asks: its number stands beside its ``languages`` on
    the page "I speak …"."""
    seat: AreaCode | None = None
    """Province its office stands in."""
    national_emergency: bool = False
    """A national emergency code: solid plate once three independent sources agree."""
    sensitive: bool = False
    """Abuse or trafficking: shown on the talk page, with "Hide page"."""
    icon: Slug = "call"
    who: tuple[Who, ...] = ()
    carry: Carry = "page"
    values: Values = {}
    sources: Sources
    """The first is the one the number was read in: its year stands beside the number."""
    called_on: date | None = None
    """The day a person rang. Absent until somebody did."""
    called_by: Annotated[str | None, ForColleagues()] = None
    """Handle of the caller, never a name."""
    answered_in: LanguageTag | None = None
    asked_id: YesNo | None = None


class Point(Dated):
    """One thing to know or to do, with its source."""

    emptied: ClassVar[Mapping[str, Any]] = MappingProxyType(
        {"more": None, "dont": False, "picture": None, "inferred": False}
    )

    text: Words
    """One action or one fact; verb first where it is an action. At most 15 words."""
    more: Words | None = None
    """The reason, the exception or the next sentence, if one is needed."""
    dont: bool = False
    """True when the text says what not to do; it gets the slash."""
    picture: Slug | None = None
    who: tuple[Who, ...] = ()
    """Work profiles and groups it matters most for; empty = everybody."""
    topic: Topic = "general"
    """Which safe contact ``%(safe_contact)s`` names."""
    life_safety: bool = False
    core: bool = False
    carry: Carry = "page"
    inferred: bool = False
    """Our own inference, not read in a source: the page says so, paper leaves it out."""
    values: Values = {}
    sources: tuple[SourceId, ...] = ()


Points = dict[Slug, Point]


class Lead(Model):
    """Where to read on: a question, a guide, a scheme, a danger or a page of the same host.

    Exactly one of them. A question, a guide or a scheme that is named leads back by itself.
    """

    rule: RuleId | None = None
    """Id of a question."""
    guide: Slug | None = None
    """Id of a guide."""
    scheme: Slug | None = None
    """Id of a scheme of insurance.yaml."""
    hazard: HazardSlug | None = None
    """Id of a danger of hazards.yaml."""
    family: FamilyPart | None = None
    """A part of the page for family."""
    page: LeadPage | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise ValueError(
                "a lead needs exactly one of rule, guide, scheme, hazard, family, page; keep one"
            )
        return self

    @property
    def target(self) -> tuple[str, str]:
        """What it leads to: its kind, which is the field that is set, and the id."""
        (kind,) = self.model_fields_set
        return kind, getattr(self, kind)


Subject = Annotated[Slug | None, ForColleagues()]
"""What a verdict is about, in our words (``hospital-bill``), for colleagues.

All verdicts of a host with the same subject must agree.
"""


class Rule(Dated):
    """A question a migrant asks, and the honest answer."""

    told_in: ClassVar[str] = "words"
    always_told: ClassVar[bool] = True

    question: Words
    answer: AnswerMark
    """yes, no or depends where the question asks for yes or no; known or partly where it asks
    who, what or how; not-known for both."""
    asks: Asks | None = None
    """What yes says, where the question asks for yes or no: may ("May I stay?"), must ("Must I show
    an ID?"), is ("Is it free?"), or harm, when yes is bad for who asks ("Can I be punished?").
    Absent where it asks who, what or how."""
    subject: Subject = None
    """What the verdict is about, when another place gives one about the same."""
    words: Words
    """The answer in words. For a shelter, a hospital or leaving the province the page opens a
    depends or not-known answer with "Save your life first. Ask about papers after."."""
    more: Words | None = None
    closes: Words | None = None
    """Of a right that closes on the day of until: one line with that day and its hour; words say
    what to do. It is on the overview, in the pocket file, the calendar, the feed and on paper, in
    each language, and never cut for space."""
    about: Literal[
        "shelter",
        "hospital",
        "leaving",
        "papers",
        "money",
        "work",
        "children",
        "return",
        "family",
        "information",
    ]
    caution: bool = False
    """True when it names an office of the origin country, police or registration: the
    corridor's caution is printed above it."""
    contacts: tuple[ContactId, ...] = ()
    leads: tuple[Lead, ...] = ()
    """Where to read on."""
    who: tuple[Who, ...] = ()
    topic: Topic = "general"
    life_safety: bool = False
    carry: Carry = "page"
    values: Values = {}
    sources: tuple[SourceId, ...] = ()
    """May be empty only when the answer is not-known."""

    @model_validator(mode="after")
    def _closes_on_a_day(self) -> Self:
        if self.closes is not None and (self.until is None or self.afterwards is None):
            raise ValueError(
                '"closes" needs "until", the last day, and "afterwards", what who missed it may '
                "do; add them"
            )
        return self


class Cover(Model):
    """Whether somebody of this status is covered by the scheme."""

    answer: YesNo
    subject: Subject = None
    """What the verdict is about, when another place gives one about the same."""
    words: Words | None = None
    sources: tuple[SourceId, ...] = ()


class Deadline(Model):
    """How long one has to claim."""

    words: Words
    """"Days to claim" in words, for example "180 days from the accident"."""
    days: Days | None = None
    official: bool = False
    """False: no official source; the plate says "Go now" and "we read … days, not official"."""
    sources: Sources


class Scheme(Withdrawable):
    """Insurance, compensation or wages: what one can get after what has happened."""

    title: Words
    """The event, not the scheme: "Hurt at work"."""
    name: Words
    """The scheme in the reader's language."""
    official_name: str | None = None
    """The scheme in the host's language, as on the form."""
    icon: Slug = "insurance"
    summary: Words
    covered: dict[Status, Cover]
    benefits: Points
    pays: Words
    """Who pays for it."""
    cost: Words
    """What it costs the worker."""
    proofs: Points
    """What to bring."""
    deadline: Deadline | None = None
    """Absent = no deadline known; the page says so."""
    claim: Points
    """Where and how to claim, in order."""
    family_abroad: Words
    """How family at home claims, or that this is not known."""
    contacts: tuple[ContactId, ...]
    caution: bool = False
    who: tuple[Who, ...] = ()
    carry: Carry = "page"
    values: Values = {}
    sources: Sources


class Answer(Model):
    """One of the seven crisis answers of MICIC guideline 9."""

    known: Known
    subject: Subject = None
    """What the verdict is about, when another place gives one about the same."""
    words: Words
    more: Words | None = None
    contacts: tuple[ContactId, ...] = ()
    rules: tuple[RuleId, ...] = ()
    values: Values = {}
    sources: tuple[SourceId, ...] = ()


class Answers(Model):
    """All seven are required; "not known" is a valid, printed answer."""

    what_happens: Answer
    emergency_contacts: Answer
    aid: Answer
    hotlines: Answer
    eligible: Answer
    id_shown: Answer
    moving: Answer


class Post(Withdrawable):
    """A consular post of the origin country in a host country. Its caution stands above it."""

    label: Words
    address: str | None = None
    """Address as data, in Latin letters or the host's script. Absent = not known."""
    numbers: tuple[PhoneText, ...] = ()
    message_numbers: tuple[PhoneText, ...] = ()
    """Numbers for messages only (WhatsApp): shown after the others, and no link to call."""
    email: str | None = None
    web: str | None = None
    hours: Hours | None = None
    seat: AreaCode
    can: Points
    cannot: Points
    cautions: Points
    """For whom contact may be unsafe, and why. At least one."""
    alternatives: tuple[ContactId, ...]
    """Contacts of the host for people who must not contact it."""
    values: Values = {}
    sources: Sources


class Guide(Withdrawable):
    """A short how-to about one question: lost papers, a death, a rumour."""

    title: Words
    page: Literal["assistance", "family", "insurance", "prepare", "office", "talk", "now"]
    """The page it stands on."""
    icon: Slug = "papers"
    intro: Words | None = None
    steps: Points
    contacts: tuple[ContactId, ...] = ()
    rules: tuple[RuleId, ...] = ()
    leads: tuple[Lead, ...] = ()
    """Where to read on, besides its rules: another guide, a page."""
    caution: bool = False
    who: tuple[Group, ...] = ()
    """Groups whose page leads to it."""
    area: tuple[AreaCode, ...] | None = None
    """Provinces it concerns; absent = everywhere."""
    values: Values = {}
    sources: tuple[SourceId, ...] = ()
