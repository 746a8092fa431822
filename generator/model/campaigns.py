"""Step 1, model: content/campaigns/<campaign>.yaml: posts that outreach workers send on daily.

A post says a piece that the channels have (a hazard at one time, a need, the numbers), or words of
its own. Numbers are named, never typed: each country puts in its own, behind their cautions.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from . import limits
from .fields import HazardSlug, Model, Slug, Topic, Words
from .marks import ContactId, HostId, OriginId, SourceId
from .sources import Source, Values
from .withdrawal import Withdrawable

MOST_CHARACTERS = 600
"""Of a post with all that is in it: what people read in a chat."""
PieceId = Annotated[
    str,
    StringConstraints(
        pattern=r"^[a-z0-9-]+(\.(before|during|after|[a-z0-9-]+))?$",
        max_length=limits.FACT_NAME.most,
    ),
]
"""``numbers``, a hazard at one time (``flood.before``), or a line of referrals (``need.pay``)."""

MonthDay = Annotated[
    str,
    StringConstraints(
        pattern=r"^(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])$|^(0[469]|11)-(0[1-9]|[12][0-9]|30)$"
        r"|^02-(0[1-9]|1[0-9]|2[0-9])$"
    ),
]
"""Month and day, in every year: ``05-15``."""

PostHour = Annotated[str, StringConstraints(pattern=r"^(0[6-9]|1[0-9]|2[01]):[0-5][0-9]$")]
"""Hour of the host country's clock, from 06:00 to 21:59: a message at night frightens."""


class CampaignSeason(Model):
    """When it is sent: between two days of a year, or before a hazard's season."""

    before: HazardSlug | None = None
    """The hazard before whose season it begins: each country's own months decide (hazards.yaml)."""
    first: MonthDay | None = None
    last: MonthDay | None = None
    """Last day on which it may begin; earlier than ``first`` = over the turn of the year."""

    @model_validator(mode="after")
    def _is_one_way(self) -> Self:
        if (self.first is None) != (self.last is None):
            raise ValueError("first and last go together; add the missing one")
        if (self.before is None) == (self.first is None):
            raise ValueError('a season needs either "before" or "first" and "last"; keep one')
        return self


class PostInCountry(Model):
    """What one host country adds to a post."""

    contacts: tuple[ContactId, ...] = ()
    """Its contacts whose numbers end the post, the safest first: each may be sent, and none is a
    line of the state alone."""
    scheme: Slug | None = None
    """Its scheme (insurance.yaml) whose last day stands in the post."""


class CampaignPost(Withdrawable):
    """One message of a campaign."""

    day: Annotated[int, Field(ge=1, le=90)]
    """Day of the campaign, from 1."""
    hour: PostHour
    piece: PieceId | None = None
    """What it says, in words that are there already. Where a country has no such piece, the post is
    left out."""
    text: Words | None = None
    """Or words of its own, plain and short, for everybody who may read over a shoulder: no status,
    no topic that endangers, no number. With everything the post has at most 600 characters."""
    carry: Literal["sent", "paper"] | None = None
    """Of ``text``: written by whoever judged it for those who search a telephone."""
    countries: dict[Slug, PostInCountry] = {}
    """By slug of the host country: what it adds. Where there is none, the text stands alone."""
    card: Literal[HazardSlug, "numbers"] | None = None
    """The picture card beside it: of a hazard or of the numbers. A piece has its own."""
    topic: Topic = "general"
    """Which safe contact ``%(safe_contact)s`` names."""
    values: Values = {}
    sources: tuple[SourceId, ...] = ()
    """Ids of sources of this file, for what ``text`` claims."""

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if (self.piece is None) == (self.text is None):
            raise ValueError("a post has either piece or text; keep one")
        if self.piece and (self.carry or self.countries or self.card):
            raise ValueError(
                "a piece brings its own numbers and picture; remove carry, countries, card"
            )
        return self


class Campaign(Model):
    """content/campaigns/<campaign>.yaml. Its name and title are seen by whoever sees the file."""

    title: Words
    """For those who send it: short, and neutral for who looks over a shoulder (≤ 40 characters)."""
    hosts: tuple[HostId, ...] = ()
    """Host countries it is for; empty = all."""
    origins: tuple[OriginId, ...] = ()
    """Origin countries of its readers; empty = all."""
    season: CampaignSeason | None = None
    """When it is sent; absent = at any time of the year."""
    posts: Annotated[dict[Slug, CampaignPost], Field(min_length=1)]
    """In the order in which they are sent."""
    sources: dict[Slug, Source] = {}
