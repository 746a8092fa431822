"""Beside step 1: a host country, a corridor and the clock → what has ended there, and since when.

Beside step 1; the checks and step 3 ask it. In: the host country, the corridor, the clock. Out: for
whatever has ``until``, and for every sentence that names it, the end that counts. Why:
docs/adr/0031.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ..model import Contact, Corridor, Dated, Model, Until, Value, standing_in
from ..model.marks import WhenOver, marked
from ..model.safe_contacts import all_safe
from ..model.until import TOLD_DAYS
from ..model.walk import text_fields
from ..text.plain import PLACEHOLDER
from ..text.telephone import international
from . import Host

_LONG_AGO = Until(date(1970, 1, 1))
"""The end of what nobody can do any more: no clock is earlier."""


@dataclass(frozen=True)
class Clock:
    """A moment, and the time zone in which days are counted."""

    now: datetime
    """With its own time zone."""
    zone: ZoneInfo

    @property
    def today(self) -> date:
        """The day it is there."""
        return self.now.astimezone(self.zone).date()

    def is_over(self, until: Until | None) -> bool:
        """Return whether a statement with this end has ended."""
        return until is not None and until.moment(self.zone) <= self.now

    def earliest(self, ends: Iterable[Until | None]) -> Until | None:
        """Return what ends first; None when nothing ends."""
        moments = [until for until in ends if until is not None]
        return min(moments, key=lambda until: until.moment(self.zone), default=None)


@dataclass(frozen=True)
class Endings:
    """Ends of statements, values and contacts as one host country has them."""

    clock: Clock
    contacts: Mapping[str, Contact]
    in_charge: frozenset[str] = field(default_factory=frozenset)
    """Contacts that never end: a role, the readers' line or a safe contact must name somebody. The
    check refuses to publish one whose day has come."""
    region: str = ""
    """Code of the host country, by which its numbers are read."""

    @classmethod
    def of(cls, host: Host, corridor: Corridor, now: datetime) -> Endings:
        """Return the ends in *host* as *corridor* sees them at the moment *now*."""
        contacts = host.assistance.contacts
        named = [*host.country.roles.values(), corridor.reader_line, *all_safe(corridor)]
        standing = (standing_in(contacts, key) for key in named)
        clock = Clock(now, ZoneInfo(host.country.time_zone))
        in_charge = frozenset(key for key in standing if key)
        return cls(clock, contacts, in_charge, host.country.code)

    def of_statement(self, statement: object) -> Until | None:
        """Return when *statement* ends; None when it does not."""
        until = statement.until if isinstance(statement, Dated) else None
        if until is None or not isinstance(statement, Contact):
            return until
        is_in_charge = any(self.contacts.get(key) is statement for key in self.in_charge)
        return None if is_in_charge else until

    def is_over(self, statement: object) -> bool:
        """Return whether *statement* has ended."""
        return self.clock.is_over(self.of_statement(statement))

    def is_told(self, until: Until) -> bool:
        """Return whether a right closed on *until* is still shown: not all heard of the day."""
        return self.clock.today <= until.day + timedelta(days=TOLD_DAYS)

    def is_gone(self, statement: object) -> bool:
        """Return whether *statement* has ended and is no longer shown."""
        if not isinstance(statement, Dated) or not self.is_over(statement):
            return False
        return statement.afterwards is None and not statement.always_told

    def of_sentence(self, sentence: str, values: Sequence[Mapping[str, Value]]) -> Until | None:
        """Return when *sentence* ends: as soon as something that it names."""
        if "%(" not in sentence:
            return None
        return self.clock.earliest(self._named(sentence, values))

    def lacks(self, sentence: str, values: Sequence[Mapping[str, Value]]) -> bool:
        """Return whether *sentence* needs a number that a withdrawn contact's successor lacks."""
        if "%(" not in sentence:
            return False
        names = PLACEHOLDER.findall(sentence)
        return any(
            lacks_number(name, self.contacts, self.region)
            for name in names
            if not any(name in named for named in values)
        )

    def _named(
        self, sentence: str, values: Sequence[Mapping[str, Value]]
    ) -> Iterator[Until | None]:
        for name in PLACEHOLDER.findall(sentence):
            value = next((named[name] for named in reversed(values) if name in named), None)
            if value is not None:
                yield value.ends
                continue
            if lacks_number(name, self.contacts, self.region):
                yield _LONG_AGO
                continue
            kind, _, key = name.partition(".")
            standing = (
                standing_in(self.contacts, key) if kind in ("contact", "name", "text") else None
            )
            if standing is not None:
                yield self.of_statement(self.contacts[standing])


def lacks_number(name: str, contacts: Mapping[str, Contact], region: str) -> bool:
    """Return whether *name* (``abroad.ID``) needs a number that ID's successor does not have."""
    kind, _, key = name.partition(".")
    if kind != "abroad" or key not in contacts or contacts[key].withdrawn is None:
        return False
    standing = standing_in(contacts, key)
    # Where nothing stands in, the check says what would be left empty.
    return standing is not None and dialled_from_abroad(contacts[standing], region) is None


def dialled_from_abroad(contact: Contact, region: str) -> str | None:
    """Return the number that reaches *contact* from another country; None when none is known."""
    return international(contact.from_abroad or contact.number or "", region)


def sentences_of(model: Model) -> Iterator[tuple[str, str]]:
    """Yield the sentences of *model* by field, without the one for afterwards."""
    later = marked(type(model), WhenOver)
    for name in text_fields(type(model)):
        sentence = getattr(model, name)
        if isinstance(sentence, str) and name not in later:
            yield name, sentence


def ends_of(
    model: Model, endings: Endings, values: Sequence[Mapping[str, Value]]
) -> dict[str, object]:
    """Return the fields that tell when the first of what *model* says will end, or that it has."""
    clock = endings.clock
    ends = {
        name: endings.of_sentence(text, values)
        for name, text in sentences_of(model)
        if name != "more" or not endings.lacks(text, values)
    }
    over = {name: until for name, until in ends.items() if clock.is_over(until)}
    if (first := clock.earliest(over.values())) is not None:
        marks: dict[str, object] = {}
        if isinstance(model, Dated) and model.told_in in over:
            # No slash and no picture is beside "Ended on …".
            marks = {k: v for k, v in model.emptied.items() if k in ("dont", "picture")}
        return marks | marks_of_end(model, first)
    # Also for a contact that stays because it is needed: its number is useless on paper after that.
    end_of_fact = model.until if isinstance(model, Dated) else None
    until = clock.earliest([end_of_fact, *ends.values()])
    return {} if until is None else {"until": str(until)}


def marks_of_end(model: Model, until: Until) -> dict[str, object]:
    """Return the fields that say that the subject of *model* has ended: not for new paper."""
    marks: dict[str, object] = {"ended": str(until)}
    return marks | {"carry": "page"} if "carry" in type(model).model_fields else marks
