"""Step 1, model: content/origins/ and content/site.yaml: corridors, locales, papers of the site."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, StringConstraints, model_validator

from . import limits
from .facts import Contact, Points, Post
from .fields import Days, Handle, LanguageTag, Model, Percent, Slug, Topic, Url, Words
from .marks import ContactId, OriginId, SourceId
from .sources import Source
from .tables import OriginCode


class Corridor(Model):
    """What an origin country's file says for one host country."""

    reader_line: ContactId
    """Contact that says it answers in the readers' language."""
    safe_contacts: dict[Topic, ContactId]
    """Whom to ask without danger, per topic; general is required, and stands for a topic that is
    named nowhere here."""
    second_contacts: dict[Topic, ContactId] = {}
    """Whom to ask where the first of the topic is closed or does not answer."""
    nobody: tuple[Topic, ...] = ()
    """Topics for which nobody with a number was read to help: sentences say so. The safe contact of
    the topic, or that for "general", is named as who may know."""
    caution: Words
    """One neutral sentence: "If you fear your government or army, ask %(safe_contact)s first."."""
    posts: dict[Slug, Post]
    lost_papers: Points
    going_home: Points
    sources: tuple[SourceId, ...] = ()


class Origin(Model):
    """content/origins/<origin>.yaml."""

    name: Words
    code: OriginCode | None = None
    """Its ISO 3166 code; a new one is a row in locales/countries.yaml. Then the home page finds it
    by its name in each language."""
    people: Words
    """"People from Myanmar": minorities are meant too."""
    locales: tuple[LanguageTag, ...]
    state: Literal["feared", "by-case"] = "feared"
    """Whether its people may ask its offices for help. feared: plans and courses are for others,
    and its posts do nothing in them. by-case: the person decides, after its own caution (CARE
    34)."""
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

    @model_validator(mode="after")
    def _are_pairs(self) -> Self:
        if same := next((one for one, other in self.pairs or () if one == other), None):
            raise ValueError(
                f'"{same}" is paired with itself; name two languages, or remove the pair'
            )
        return self


class Alerting(Model):
    """That an authority of a host country knows of alerts of ours, and agrees (CARE 46)."""

    authority: str
    """Which one, for colleagues."""
    agreed_by: Handle
    """Handle of who of us has its agreement in writing, never a name."""
    agreed_on: date


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
    short_url: Annotated[str, StringConstraints(max_length=limits.SHORT_ADDRESS.most)] | None = None
    """What a hand types beside the QR code; absent = the host of site_url."""
    source_locale: LanguageTag
    corridors: tuple[CorridorName, ...]
    """Whom the site is for: people of an origin country in a host country. None in a new site."""
    locales: Annotated[dict[LanguageTag, SiteLocale], Field(min_length=1)]
    freshness: Freshness
    papers: Papers = Papers()
    alerting: dict[Slug, Alerting] = {}
    """By host country. Without it no notice there leaves as an alert that machines act on."""
    offer_from: Percent
    """Percent of the messages of a host country from which a locale is offered to readers there."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        parts = urlsplit(self.site_url)
        if parts.query or parts.fragment or "?" in self.site_url or "#" in self.site_url:
            raise ValueError("site_url must end with a folder; remove what follows the ? or #")
        if not _PLAIN_PATH.fullmatch(parts.path):
            # It enters the configuration of web servers, where *, {, } and .. have meanings.
            raise ValueError(
                "the folder of site_url may contain only letters, digits, full stops, hyphens and "
                "underscores"
            )
        pairs = [(corridor.origin, corridor.host) for corridor in self.corridors]
        if twice := next((pair for pair in pairs if pairs.count(pair) > 1), None):
            raise ValueError(
                f"the corridor from {twice[0]} to {twice[1]} is listed twice; keep one"
            )
        hosts = {corridor.host for corridor in self.corridors}
        if strange := sorted(self.alerting.keys() - hosts):
            raise ValueError(
                f'"{strange[0]}" below alerting is no host country of a corridor; correct or '
                "remove it"
            )
        return self

    def hosts(self, only: str | None = None) -> tuple[str, ...]:
        """Return the host countries offered, in order; with *only*, that one, even a draft."""
        return tuple(
            dict.fromkeys(
                row.host
                for row in self.corridors
                if (row.host == only if only is not None else not row.draft)
            )
        )


_PLAIN_PATH = re.compile(r"(/(?!\.+(/|$))[A-Za-z0-9._~-]+)*/?")


class CorridorName(Model):
    """An ordered pair origin → host."""

    origin: OriginId
    host: Slug
    draft: bool = False
    """True while the host country is being written: its pages are made only with ``--only`` and by
    ``advisory serve``, and nothing leads there."""


Site.model_rebuild()
