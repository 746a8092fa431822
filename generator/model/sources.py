"""Step 1, model: where a fact was read, and the values that stand in sentences."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from . import limits
from .fields import (
    MINOR_UNITS,
    Confidence,
    Handle,
    LanguageTag,
    Model,
    PhoneText,
    Url,
    ValueName,
)
from .marks import ForColleagues, SourceId, WhenOver
from .tables import Currency
from .until import Until

Sources = Annotated[tuple[SourceId, ...], Field(min_length=1)]
"""Ids of entries in the ``sources`` of the same host, hazard or origin; at least one."""


class Source(Model):
    """Where a fact was read, by whom it was published, and when somebody read it."""

    publisher: str
    """Who published it, as the publisher writes its name (not translated)."""
    url: tuple[Url, ...] = ()
    """Addresses that were read."""
    where: str | None = None
    """Where to find it when there is no address (a book, a numbered public file)."""
    published: str
    """Date or year as the source gives it, or "undated", with "(about 2020)" when inferred."""
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    """Year shown to readers beside a number; absent when the source is undated."""
    read_on: date
    """The day we read it."""
    read_by: Annotated[Handle | None, ForColleagues()] = None
    """Handle of who read it last, never a name. Written by ``advisory reviewed``."""
    confidence: Confidence
    """official (first-hand), secondary (press, NGO copy, data set), unconfirmed (never shown)."""
    outdated: bool = False
    """True when the source itself, or a newer one, shows that what it says may hold no longer: an
    old page that is undated, a page that was closed. Its numbers have a dashed edge."""
    not_found_on: date | None = None
    """The day on which none of its addresses led to what was read: gone, or moved. Written by
    ``advisory sources check --record``. Its facts are overdue until somebody reads it again on a
    later day."""
    row: str | None = None
    """Our number for what was read there, by which colleagues name it."""
    says: Annotated[str | None, ForColleagues()] = None
    """What we read there, in our own English words, with every telephone number digit for digit: a
    number that it does not hold is not proved by it. For colleagues, not shown to readers."""

    @model_validator(mode="after")
    def _has_a_place(self) -> Self:
        if not self.url and not self.where:
            raise ValueError(
                "the source needs url or where, so that a colleague can find it again; add one of "
                "them"
            )
        return self


class Value(Model):
    """One datum that enters sentences as ``%(name)s``. Exactly one kind of content."""

    amount: Annotated[Decimal, Field(ge=0, le=limits.AMOUNT.most)] | None = None
    """Money, digits only; needs currency."""
    currency: Currency | None = None
    day: date | None = None
    days: Annotated[tuple[date, ...], Field(max_length=31)] = ()
    """Days on which something can be done, the first first, each as 2026-12-02. One that has passed
    is named no longer; once all have, the sentence says "Ended on DAY. Ask CONTACT."."""
    url: Url | None = None
    phone: PhoneText | None = None
    """A number to call. That of a contact is named instead: ``%(contact.ID)s``, or
    ``%(abroad.ID)s`` as it is dialled from another country."""
    message: PhoneText | None = None
    """A number for messages only (WhatsApp): shown, and no link to call."""
    sms: PhoneText | None = None
    """A number for text messages: its link opens a message, never a call."""
    text: str | None = None
    """A name or address as it stands on the door, in the language of lang."""
    lang: LanguageTag | None = None
    """Language of text."""
    until: Annotated[Until | None, WhenOver()] = None
    """Last day on which it holds, or with "THH:MM" the minute at which it ends, by the host
    country's clock. From then on a sentence that names it says "Ended on DAY. Ask CONTACT."
    instead."""
    sources: tuple[SourceId, ...] = ()
    """Required for money, dates and telephone numbers."""

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        kinds = [
            self.amount,
            self.day,
            self.days or None,
            self.url,
            self.phone,
            self.message,
            self.sms,
            self.text,
        ]
        if sum(kind is not None for kind in kinds) != 1:
            raise ValueError(
                "a value needs exactly one of amount, day, days, url, phone, message, sms, text; "
                "keep one"
            )
        if (self.amount is None) != (self.currency is None):
            raise ValueError("amount and currency go together; add the missing one")
        if (self.text is None) != (self.lang is None):
            raise ValueError("text and lang go together; add the missing one")
        places = MINOR_UNITS.get(self.currency or "", 2)
        if list(self.days) != sorted(set(self.days)):
            raise ValueError("the days are not in order; write each once, the first first")
        if self.amount is not None and self.amount != round(self.amount, places):
            raise ValueError(f"{self.amount} has more decimals than {self.currency}; round it")
        return self

    @property
    def ends(self) -> Until | None:
        """When a sentence that names it ends: on its own last day, else on the last of its days."""
        return self.until or (Until(self.days[-1]) if self.days else None)


Values = dict[ValueName, Value]
