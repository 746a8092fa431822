"""Step 1, model: content/hosts/<host>/referrals.yaml: who helps with what, in one line each.

Caseworkers call it a referral: a need as people say it, and whom to call or what to do first. It is
made for paper and the pocket file, where there is no page to open; the page says it whole.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from . import limits
from .fields import Model, Slug, Words
from .marks import ContactId
from .sources import Sources, Values
from .withdrawal import Withdrawable

ContentId = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9_-]+(\.[a-z0-9_-]+)*$", max_length=limits.FACT_NAME.most),
]
"""A line of content, as a path with dots: ``assistance.rules.hospital-first``."""


class Referral(Withdrawable):
    """One line: what somebody needs, whom to call or what to do first, and by when."""

    text: Words
    """The need, as people say it: at most six words. No status, no trafficking, no office of the
    origin country: a policeman, a boss and a border guard may read it."""
    icon: Slug
    first: Words | None = None
    """What to do first, in one short sentence of at most twelve words."""
    message: ContentId | None = None
    """Or the message of a hazard that it says first, in that message's own words, signed once:
    ``chemical.messages.walk-away``. It needs ``carry: paper``."""
    contacts: tuple[ContactId, ...] = ()
    """Whom to call, the safest first. Each needs a number and ``carry: paper``; its number, proof
    and grade are printed with it. No immigration, police or labour-inspection line stands first."""
    scheme: Slug | None = None
    """The scheme whose deadline stands beside it."""
    summary_of: tuple[ContentId, ...] = ()
    """Ids of the lines of content that it says in short: who has the paper has the beginning of
    their answer."""
    carry: Literal["paper"]
    """Always "paper", written by whoever judged it for a policeman, a boss and both borders."""
    values: Values = {}
    sources: Sources

    @model_validator(mode="after")
    def _helps(self) -> Self:
        if not (self.contacts or self.first or self.message):
            raise ValueError("a referral needs contacts or first; add whom to call or what to do")
        if self.first and self.message:
            raise ValueError("a referral has first or message, not both; keep one")
        return self


class Referrals(Model):
    """content/hosts/<host>/referrals.yaml."""

    referrals: Annotated[dict[Slug, Referral], Field(min_length=1)]
    """At most ten, what people need most first: where paper has too little room, the last leaves
    first."""
