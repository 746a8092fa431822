"""Step 4, channels: an advisory → months of hazards, last days of rights: ``calendar/H.L.ics``.

And the go-bag. iCalendar. Events of whole days: they use no clock, ring nothing and invite nobody.
Those that come back each year have only the name of a hazard; a right that closes has the one line
that is on paper, too. No notice is among them: nobody can take back what was imported (CARE 44).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from ...cache.digests import code_digest
from ...localise.advisory import Advisory
from ...localise.guarding import with_cautions
from ...localise.records.facts import RuleRecord
from ...localise.records.library import HazardRecord
from ...localise.records.twins import SeasonRecord
from ...localise.texts import Text, listed
from ..closing import closing, last_day
from ..sending.sent import may_be_sent, said
from ..site_paths import calendar_path
from ..target import Files, Target
from .content_lines import folded, line, stable_id

LEFT_OUT = ("conflict",)
"""Hazards that are in no calendar though their pages are open: whoever sees it asks why."""
BAG_MONTHS = (4, 10)
"""The first days of these, half a year apart: when the go-bag is checked."""
_TWICE = f"FREQ=YEARLY;BYMONTH={','.join(map(str, BAG_MONTHS))};BYMONTHDAY=1"
_NO_SOURCE = date(2000, 1, 1)


@dataclass(frozen=True)
class Event:
    """Whole days."""

    names: tuple[str, ...]
    """What tells it from others of its country: its id is made of them."""
    read: date
    title: str
    begins: date
    ends: date
    """The first day after it."""
    note: str
    where: str = ""
    comes_back: str = "FREQ=YEARLY"
    """Empty: it happens once."""

    def lines(self, host: str) -> Iterator[str]:
        """Yield its content lines."""
        yield from ("BEGIN:VEVENT", line("UID", stable_id(host, "calendar", *self.names)))
        yield f"DTSTAMP:{self.read:%Y%m%d}T000000Z"
        yield f"DTSTART;VALUE=DATE:{self.begins:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{self.ends:%Y%m%d}"
        if self.comes_back:
            yield f"RRULE:{self.comes_back}"
        yield line("SUMMARY", self.title)
        if self.where:
            yield line("LOCATION", self.where)
        if self.note:
            yield line("DESCRIPTION", self.note)
        # Nobody is busy for it: others who look at a calendar of work see no gap.
        yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def plan(advisories: Sequence[Advisory]) -> list[Target]:
    """One file per advisory."""
    return [_target(advisory) for advisory in advisories]


def sentences(advisory: Advisory) -> Iterator[Text]:
    """Yield what the calendar says."""
    for hazard, season in _seasons(advisory):
        yield hazard.name
        yield from _where(advisory, season)
        yield from _words(advisory, season, sometimes=bool(season.fewer))
    for rule in _closing(advisory):
        assert rule.closes is not None  # noqa: S101 - they are those that have it
        yield rule.closes
        yield from with_cautions(advisory, rule.words)
    yield advisory.prepare.go_bag.title
    yield from _bag(advisory)


def _target(advisory: Advisory) -> Target:
    path = calendar_path(advisory.host, advisory.locale)
    lines = tuple(_lines(advisory))
    return Target.of(path, "calendar", partial(_make, path, lines), data=lines, code=code_digest())


def _make(path: str, lines: Sequence[str]) -> Files:
    return {path: folded(lines)}


def _lines(advisory: Advisory) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//advisory//months//EN")
    yield from ("CALSCALE:GREGORIAN", "METHOD:PUBLISH")
    for event in events(advisory):
        yield from event.lines(advisory.host)
    yield "END:VCALENDAR"


def events(advisory: Advisory) -> list[Event]:
    """Return the months of each hazard by region, then what closes on a day, then the go-bag."""
    months = (event for one in _seasons(advisory) for event in _season_events(advisory, *one))
    return [
        *months,
        *map(partial(_closing_event, advisory), _closing(advisory)),
        _bag_event(advisory),
    ]


def _closing(advisory: Advisory) -> list[RuleRecord]:
    """Rights that are open: what has closed is taken out of the file."""
    return [rule for rule in closing(advisory) if rule.ended is None and may_be_sent(rule)]


def _closing_event(advisory: Advisory, rule: RuleRecord) -> Event:
    assert rule.closes is not None  # noqa: S101 - they are those that have it
    day = last_day(rule).day
    return Event(
        ("closing", rule.id),
        _read_on(advisory, rule.sources),
        said([rule.closes]),
        day,
        day + timedelta(days=1),
        note=_note(_marked(advisory, [*with_cautions(advisory, rule.words)])),
        comes_back="",
    )


def _seasons(advisory: Advisory) -> Iterator[tuple[HazardRecord, SeasonRecord]]:
    for hazard in advisory.hazards.values():
        if not hazard.sensitive and hazard.id not in LEFT_OUT:
            yield from ((hazard, season) for season in hazard.seasons.values())


def _season_events(
    advisory: Advisory, hazard: HazardRecord, season: SeasonRecord
) -> Iterator[Event]:
    day = _read_on(advisory, season.sources)
    for kind, months in (("likely", season.months), ("sometimes", season.fewer)):
        for first, count in spans(months):
            # One over New Year begins in the year before: it may be now.
            begins = date(day.year - (first + count > 13), first, 1)
            yield Event(
                (hazard.id, season.id, kind, str(first)),
                day,
                said([hazard.name]),
                begins,
                _months_later(begins, count),
                note=_note(_words(advisory, season, sometimes=kind == "sometimes")),
                where=said(_where(advisory, season) or [advisory.country.name]),
            )


def spans(months: Iterable[int]) -> list[tuple[int, int]]:
    """Return *months* as spans (first month, number of months); one over New Year is one span.

    >>> spans([10, 11, 12, 1]), spans([1, 3, 4]), spans(range(1, 13))
    ([(10, 4)], [(1, 1), (3, 2)], [(1, 12)])
    """
    named = set(months)
    if len(named) == 12:
        return [(1, 12)]
    found = []
    for first in sorted(named):
        if (first - 2) % 12 + 1 not in named:
            count = 1
            while (first + count - 1) % 12 + 1 in named:
                count += 1
            found.append((first, count))
    return found


def _months_later(day: date, count: int) -> date:
    years, month = divmod(day.month - 1 + count, 12)
    return date(day.year + years, month + 1, 1)


def _where(advisory: Advisory, season: SeasonRecord) -> list[Text]:
    names = [advisory.country.regions[key].name for key in season.regions]
    return [listed(names, advisory.language)] if names else []


def _words(advisory: Advisory, season: SeasonRecord, *, sometimes: bool) -> list[Text]:
    ui = advisory.ui
    words = ui("months.fewer", "sometimes") if sometimes else ui("months.likely", "likely")
    texts = [words]
    if season.inferred:
        texts.append(ui("months.estimate", "Our estimate: no source names the months."))
    day = _read_on(advisory, season.sources)
    return _marked(advisory, [*texts, ui("foot.read", "Sources read on %(day)s.", day=day)])


def _bag(advisory: Advisory) -> list[Text]:
    items = [one.text for one in advisory.prepare.go_bag.items.values() if may_be_sent(one)]
    return _marked(advisory, [text for item in items for text in with_cautions(advisory, item)])


def _bag_event(advisory: Advisory) -> Event:
    bag = advisory.prepare.go_bag
    read = (source.read_on for source in advisory.prepare.sources.values())
    day = min(read, default=_NO_SOURCE)
    begins = date(day.year, BAG_MONTHS[0], 1)
    return Event(
        ("go-bag",),
        day,
        said([bag.title]),
        begins,
        begins + timedelta(days=1),
        note=_note(_bag(advisory)),
        comes_back=_TWICE,
    )


def _note(texts: Iterable[Text]) -> str:
    return "\n".join(said([text]) for text in texts)


def _marked(advisory: Advisory, texts: list[Text]) -> list[Text]:
    if any(text.state in ("draft", "behind") for text in texts):
        return [advisory.ui("state.draft-strip", "Draft translation"), *texts]
    return texts


def _read_on(advisory: Advisory, sources: Iterable[str]) -> date:
    """The day on which the oldest of *sources* was read; without one, the oldest of all."""
    own = [advisory.sources[key].read_on for key in sources if key in advisory.sources]
    read = own or [source.read_on for source in advisory.sources.values()]
    return min(read, default=_NO_SOURCE)
