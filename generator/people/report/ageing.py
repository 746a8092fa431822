"""Beside step 4: content → the facts of a host country that grow old, each with the day it is due.

In: content. Out: ``OldFact`` values, without withdrawn ones and those without a limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ...check.content.facts import last_read, limit_of
from ...check.walk import ContentPlace, places
from ...load import Content
from ...model import Dated


@dataclass(frozen=True)
class OldFact:
    """A fact, the day of its last reading or call, how many days it stays fresh, and its end."""

    kind: str
    where: str
    day: date
    limit: int
    ends: date | None = None
    """The last day on which what it states holds."""

    @property
    def due(self) -> date:
        """Return the last day before it is overdue: its end too, unless it was read after that."""
        fresh = self.day + timedelta(days=self.limit)
        return fresh if self.ends is None or self.day > self.ends else min(fresh, self.ends)

    def overdue(self, today: date) -> bool:
        """It is past its limit."""
        return self.due < today

    def due_within(self, days: int, today: date) -> bool:
        """It is not overdue, and will be in *days* days if nobody reads or rings."""
        return not self.overdue(today) and self.overdue(today + timedelta(days=days))


def ageing_places(
    content: Content, host: str, origin: str | None = None
) -> Iterator[tuple[ContentPlace, int]]:
    """Yield what ages in *host*, with its limit in days; *origin*: only for people from there."""
    for place in places(content):
        if place.host is None or place.host.slug != host or place.visit.is_withdrawn:
            continue
        folder, _, name = place.file.name.partition("/")
        if origin is not None and folder == "origins" and name != f"{origin}.yaml":
            continue
        limit = limit_of(place.visit.model, content.site.freshness)
        if limit is not None and place.sources is not None:
            yield place, limit


def ageing_facts(content: Content, host: str, origin: str | None = None) -> list[OldFact]:
    """Return the facts of *host*, the oldest first; *origin* as above."""
    facts = []
    for place, limit in ageing_places(content, host, origin):
        model = place.visit.model
        called = getattr(model, "called_on", None)
        day = last_read(getattr(model, "sources", ()), place.sources or {}, called)
        if day:
            kind = type(model).__name__.lower()
            until = model.until if isinstance(model, Dated) else None
            ends = until.day if until else None
            facts.append(OldFact(kind, ".".join(place.visit.path), day, limit, ends))
    return sorted(facts, key=lambda fact: (fact.day, fact.where))
