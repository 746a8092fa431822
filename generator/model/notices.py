"""Step 1, model: content/notices/: sentences with slots, and a day's notices made of them.

Sentences are translated once and signed once; a notice of the night then needs no translator. Why
it is made so: docs/adr/0047-notices.md.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from . import limits
from .fields import AreaCode, Handle, HazardSlug, LanguageTag, Model, Slug, ValueName, Words
from .handles import is_same_person
from .marks import ContactId, ForColleagues
from .staff_words import Signed
from .until import Until

SlotKind = Literal["place", "moment", "day", "line", "office", "link"]
"""What may be in a slot.

place: a place of the notice, or the code of a province; moment: a day and an hour; day: a day;
line: a contact with its number; office: a contact without it; link: a source.
"""

Binds = Literal["moves", "date", "money"]
"""Why a sentence needs a second handle: people move or stay by it; it has a date or money."""

NoticeLevel = Literal["danger", "warning", "information"]

UNCONFIRMED_HOURS = 6
"""After so many hours what one person alone says has ended (CARE 43)."""
LAST_WORD_HOURS = 72
"""For so long a notice that was withdrawn, or has ended, is still shown as such (CARE 44)."""


class NoticeSentence(Model):
    """One sentence for notices, whose slots stand apart, so that no word has to agree with them."""

    text: Words
    """The sentence, with its slots as ``%(place)s``. Put a slot after a colon or at the end."""
    slots: dict[ValueName, SlotKind] = {}
    """What may stand in each of its slots."""
    binds: tuple[Binds, ...] = ()
    """Why a second person must confirm it; empty = one person may say it, for six hours."""
    tells_way: bool = False
    """Whether it names a shelter, a road or a way across: never in fighting (CARE 45)."""
    denies: bool = False
    """Whether it passes on that a rumour is not true; only rumours of this file may be denied."""
    against: tuple[Slug, ...] = ()
    """Sentences that cannot be true of the same place or line at the same time."""
    takes_back: bool = False
    """Whether it only takes back what another notice said: then it needs no second person."""
    rests_on: tuple[str, ...] = ()
    """Messages of the library that say the same: "flood.leave-before-water"."""
    life_safety: Literal[True] = True
    """A wrong word here can cost a life: each language is signed once, by a second person."""
    signed: Signed | None = None
    """Who signed it in the source locale; absent = nobody has."""


class NoticeSentences(Model):
    """content/notices/sentences.yaml."""

    sentences: Annotated[dict[Slug, NoticeSentence], Field(min_length=1)]


class NoticePlace(Model):
    """A place as a sign names it: a school, a hall, a road, a district."""

    sign: Annotated[str, StringConstraints(max_length=limits.PLACE.most)]
    """The name as it is written there."""
    lang: LanguageTag
    """Language of ``sign``."""
    names: dict[LanguageTag, Annotated[str, StringConstraints(max_length=limits.PLACE.most)]] = {}
    """Its name in other languages, where it has one; else readers get ``sign``."""
    district: bool = False
    """Whether it is a whole district: in fighting nothing finer is named."""


class Said(Model):
    """One sentence of a notice, with what stands in its slots."""

    say: Slug
    """Id of the sentence in sentences.yaml."""
    slots: dict[ValueName, str] = {}
    """By name of the slot: id of a place of this notice or code of a province,
    ``2026-11-28T18:30``, ``2026-11-28``, id of a contact, or id of a source of the country."""


class NoticeSource(Model):
    """Who said it, and when."""

    office: ContactId
    """The office that said it, one of our contacts: never a number that was typed."""
    at: Until
    """Day and hour at which it was said or written, by the clock of the host country."""
    link: Slug | None = None
    """Id of the source of the country (sources.yaml) whose address has it, if one has."""
    heard: Literal["read", "telephone"] = "read"
    """Whether somebody read it, or was told by telephone."""
    called_back: bool = False
    """Whether what was told by telephone was asked again on the number in our directory."""

    @model_validator(mode="after")
    def _has_an_hour(self) -> Self:
        if self.at.at is None:
            raise ValueError('"at" needs the hour too; write for example 2026-11-28T20:40')
        if self.heard == "telephone" and not self.called_back:
            raise ValueError(
                "anybody can telephone as an office; call back on our number of it, then add "
                "called_back"
            )
        return self


class NoticeWithdrawal(Model):
    """That a notice was wrong: it stands struck through for 72 hours."""

    at: Until
    """Day and hour, by the clock of the host country."""
    why: Annotated[str, ForColleagues()]
    """For colleagues."""


class Notice(Model):
    """content/notices/DAY-HOST-SLUG.yaml: what is so for some hours or days in one host country."""

    host: Slug
    hazard: HazardSlug
    level: NoticeLevel
    areas: tuple[AreaCode, ...] = ()
    """Provinces (ISO 3166-2) that it is about; empty = the whole country."""
    begins: Until
    """Day and hour from which it holds, by the clock of the host country."""
    until: Until
    """Day and hour of our last word: after it nobody knows how it is."""
    places: dict[Slug, NoticePlace] = {}
    """Named places that its sentences name."""
    said: Annotated[tuple[Said, ...], Field(min_length=1)]
    free: dict[LanguageTag, Annotated[str, StringConstraints(max_length=limits.NOTICE.most)]] = {}
    """One more text, by language, for what no sentence says. Readers of other languages get that of
    the source locale, marked; never a number, an address or a link."""
    source: NoticeSource
    handles: Annotated[tuple[Handle, ...], Field(min_length=1, max_length=2)]
    """Who publishes it, and who confirmed it: handles, never names. One alone = "not confirmed"."""
    draft: bool = False
    """Published although nobody has signed its sentences in each language; each page says so."""
    withdrawn: NoticeWithdrawal | None = None

    @model_validator(mode="after")
    def _has_hours(self) -> Self:
        for name in ("begins", "until"):
            if getattr(self, name).at is None:
                raise ValueError(f'"{name}" needs the hour too; write for example 2026-11-28T18:30')
        if self.confirmed and is_same_person(*self.handles):
            raise ValueError("the second handle is the first one; somebody else must confirm it")
        return self

    @property
    def confirmed(self) -> bool:
        """Whether a second person stands behind it."""
        return len(self.handles) > 1

    @property
    def ends(self) -> Until:
        """When it ends: what one person alone says, after six hours at the latest."""
        if self.confirmed:
            return self.until
        latest = self.begins.plus(timedelta(hours=UNCONFIRMED_HOURS))
        return min(self.until, latest, key=lambda one: one.local())
