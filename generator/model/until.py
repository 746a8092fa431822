"""Step 1, model: ``Until``, a day or minute on which a statement ends, and what carries one.

A day ends at midnight, a minute at once, both by the clock of
the host country whose readers read it: ``moment`` tells when that is. Why: docs/adr/0031.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from .fields import Words
from .marks import WhenOver
from .withdrawal import Withdrawable

_FORM = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([0-9]{2}:[0-9]{2}))?")


TOLD_DAYS = 30
"""For so many days after a right has closed pages say so where its line stood."""


@dataclass(frozen=True)
class Until:
    """The last day on which something holds, or the minute of that day at which it ends."""

    day: date
    at: time | None = None
    """Absent: it holds for the whole day."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2026-12-11`` or ``2026-12-11T16:30``. Raises ValueError."""
        parts = _FORM.fullmatch(text)
        if parts is None:
            raise ValueError(f'"{text}" is not a day, or a day with its hour')
        day, hour = parts.groups()
        return cls(date.fromisoformat(day), time.fromisoformat(hour) if hour else None)

    def __str__(self) -> str:
        return f"{self.day}T{self.at:%H:%M}" if self.at else str(self.day)

    def local(self) -> datetime:
        """Return the moment at which it ends by its country's clocks, without a time zone."""
        # A day holds to its end: it is over when the next one begins.
        day = self.day if self.at else self.day + timedelta(days=1)
        return datetime.combine(day, self.at or time())

    def plus(self, length: timedelta) -> Self:
        """Return the minute that is *length* later, by the same clocks."""
        later = self.local() + length
        return type(self)(later.date(), later.time().replace(second=0, microsecond=0))

    def moment(self, zone: ZoneInfo) -> datetime:
        """Return the first moment, in UTC, at which it holds no longer where *zone* is the time.

        Of an hour that the clocks have twice, the first: what may have ended is not shown as open.
        """
        return self.local().replace(tzinfo=zone).astimezone(UTC)

    @classmethod
    def _validate(cls, value: object) -> Self:
        if isinstance(value, cls):
            return value
        try:
            return cls.parse(str(value))
        except ValueError as error:
            raise PydanticCustomError("until", "{why}", {"why": str(error)}) from error

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: Any, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._validate,
            serialization=core_schema.to_string_ser_schema(),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _schema: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{_FORM.pattern}$"}


class Dated(Withdrawable):
    """Base of whatever can end by itself."""

    until: Annotated[Until | None, WhenOver()] = None
    """Last day on which it holds, or with "THH:MM" the minute at which it ends, by the host
    country's clock. From then on it is gone from paper, and told as ended or not told at all."""
    afterwards: Annotated[Words | None, WhenOver()] = None
    """What to do now, once it has ended; "Ended on DAY." stands before it. Without it an answer
    says "Ended on DAY. Ask CONTACT.", and anything else is not shown any more."""

    afterwards_until: Annotated[Until | None, WhenOver()] = None
    """When afterwards ends as well: the second of two hours, as "pay until 20:00" after "ask until
    16:30"."""
    at_last: Annotated[Words | None, WhenOver()] = None
    """What to do from afterwards_until on, in the place of afterwards."""

    told_in: ClassVar[str] = "text"
    """The field in which the end is told."""
    always_told: ClassVar[bool] = False
    """Whether readers look for it by name, so that it must not be gone without a word."""
    emptied: ClassVar[Mapping[str, Any]] = MappingProxyType({"more": None, "contacts": ()})
    """What its other fields hold once it has ended: whom to ask then, the words afterwards tell."""

    @model_validator(mode="after")
    def _ends_at_all(self) -> Self:
        if self.afterwards is not None and self.until is None:
            raise ValueError(
                '"afterwards" needs "until", the day from which it is shown; add "until"'
            )
        second = self.afterwards_until
        if (second is None) != (self.at_last is None):
            raise ValueError(
                '"afterwards_until" and "at_last" go together: the second hour, and what is shown '
                "from then on"
            )
        if second is not None and (
            self.afterwards is None or self.until is None or second.local() <= self.until.local()
        ):
            raise ValueError(
                '"afterwards_until" is the end of "afterwards"; write a later moment than "until"'
            )
        return self

    def ended(self) -> Self:
        """Return what is left of it once it has ended: all but what only held until then."""
        return self.model_copy(update=dict(self.emptied))


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(
            f'"{name}" is not a time zone of the IANA list; write for example "Asia/Bangkok"'
        ) from error
    return name


TimeZone = Annotated[str, AfterValidator(_known_zone)]
"""A name of the IANA list of time zones: Asia/Bangkok, America/Mexico_City."""
