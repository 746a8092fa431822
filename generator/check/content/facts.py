"""Step 2: facts and their sources → problems: no source, unconfirmed, unused, future, stale.

Rules ``no-source``, ``unconfirmed-fact``, ``unused-source``, ``future-date``, ``stale``
and ``publisher-undecided``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ...load import Content
from ...load.kinds import HOST_FILES
from ...model import (
    AidTopic,
    Answer,
    Change,
    Contact,
    Hazard,
    HostHazard,
    HostSources,
    Message,
    Model,
    Origin,
    Point,
    Post,
    Prepare,
    Rule,
    Scheme,
    Site,
    Source,
    Value,
)
from ...model.courses import Tested
from ...model.site import UNDECIDED_URL, Freshness
from ...model.spoken import Spoken
from ...model.walk import walk_models
from ...problems import Problem
from ...text.languages import BUDDHIST_YEARS
from ..every import check
from ..walk import ContentPlace, Options, places, top

_OLDEST_READING = 100


@check
def check_sourced(content: Content, _options: Options) -> Iterator[Problem]:
    """Amounts, dates, numbers, answers and life-safety lines name a source."""
    for place in places(content):
        what = _needs_source(place.visit.model)
        if what:
            yield place.problem(
                (),
                "no-source",
                f"{what} has no source",
                'Add "sources: [id]", or remove it: a fact without a source is not shown.',
            )


def _needs_source(model: Model) -> str | None:  # noqa: PLR0911
    """Name what needs a source and has none. Contacts, schemes and posts are kept by the model."""
    if getattr(model, "sources", ()):
        return None
    match model:
        case Value(amount=amount) if amount is not None:
            return "this amount"
        case Value(day=day) if day is not None:
            return "this date"
        case Value(phone=phone) if phone is not None:
            return "this telephone number"
        case Rule(answer=answer) if answer != "not-known":
            return f'the answer "{answer}"'
        case Answer(known=certainty, contacts=(), rules=()) if certainty != "not-known":
            return f'the answer "{certainty}"'
        case Message(life_safety=True) | Point(life_safety=True):
            return "this life-safety line"
        case _:
            return None


@check
def check_confirmed(content: Content, _options: Options) -> Iterator[Problem]:
    """No fact that readers see rests on an unconfirmed source."""
    for place in places(content):
        for number, name in enumerate(_cited(place.visit.model)):
            source = (place.sources or {}).get(name)
            if source and source.confidence == "unconfirmed":
                yield place.problem(
                    ("sources", str(number)),
                    "unconfirmed-fact",
                    f'the source "{name}" is unconfirmed',
                    "Cite a source that somebody has read, or remove the fact.",
                )


@check
def check_used(content: Content, _options: Options) -> Iterator[Problem]:
    """Each source is cited by something."""
    cited: dict[str, set[str]] = defaultdict(set)
    for file in content.files.values():
        # All of it: a corridor of a host country that is left out cites sources as well.
        for visit in walk_models(file.model, file.context):
            cited[_shelf(file.name)].update(cited_by(visit.model))
    for file in content.files.values():
        if not isinstance(file.model, AidTopic | Hazard | Prepare | Origin | HostSources | Spoken):
            continue
        parts = file.name.split("/")
        if parts[0] == "hosts" and not content.hosts[parts[1]].has(*HOST_FILES):
            continue  # the file that cites it may be the one that could not be read
        for name in file.model.sources:
            if name not in cited[_shelf(file.name)]:
                yield file.problem(
                    (*file.context, "sources", name),
                    "unused-source",
                    "this source is unused: no fact cites it",
                    "Cite it in its fact, or remove it.",
                    level="warning",
                    key=True,
                )


def _shelf(name: str) -> str:
    """Return the name of the set of files that share one list of sources."""
    # What those who assist read lies a folder below, and cites the sources of its country too.
    return "/".join(name.split("/")[:2]) if name.startswith("hosts/") else name


@check
def check_not_in_future(content: Content, options: Options) -> Iterator[Problem]:
    """Nobody has read or called tomorrow."""
    today = options.today
    for place in places(content):
        model = place.visit.model
        days: dict[str, date | None] = {}
        if isinstance(model, Source):
            days = {"read_on": model.read_on}
            if model.year and model.year > today.year:
                yield _future(place, "year", str(model.year), today)
        elif isinstance(model, Contact):
            days = {"called_on": model.called_on}
        elif isinstance(model, Change):
            days = {"day": model.day}
        for key, day in days.items():
            if day and day > today:
                yield _future(place, key, day.isoformat(), today)


def _future(place: ContentPlace, key: str, day: str, today: date) -> Problem:
    remedy = thai_calendar(day, today) or "Write the day on which it was done."
    return place.problem(
        (key,), "future-date", f"{day} is in the future (today is {today.isoformat()})", remedy
    )


def thai_calendar(day: str, today: date) -> str | None:
    """Return what to write for a day, or a year, of the Thai calendar; None when it is none.

    >>> thai_calendar("2569-11-20", date(2026, 11, 25))
    'This is a year of the Thai calendar. Write "2026-11-20".'
    >>> thai_calendar("2031", date(2026, 11, 25))
    """
    year = int(day[:4]) - BUDDHIST_YEARS
    if not today.year - _OLDEST_READING <= year <= today.year:
        return None
    return f'This is a year of the Thai calendar. Write "{year}{day[4:]}".'


@check
def check_fresh(content: Content, options: Options) -> Iterator[Problem]:
    """Facts were read or called within the limits of site.yaml."""
    if not content.has("site.yaml"):
        return
    limits = content.site.freshness
    for place in places(content):
        model = place.visit.model
        if place.visit.is_withdrawn:
            continue
        limit = limit_of(model, limits)
        if isinstance(place.file.model, AidTopic | Hazard) and isinstance(model, Message | Point):
            continue  # reported at its source, below
        if limit is None or place.sources is None:
            continue
        newest = last_read(_cited(model), place.sources, getattr(model, "called_on", None))
        if newest and (options.today - newest).days > limit:
            yield _stale(place, ("sources",), newest, limit, options)
    yield from _stale_library(content, limits, options)


def _stale_library(content: Content, limits: Freshness, options: Options) -> Iterator[Problem]:
    # A hazard or a first aid topic is one page from few sources: each old source is named once.
    for file in content.files.values():
        if not isinstance(file.model, AidTopic | Hazard):
            continue
        for name, source in file.model.sources.items():
            if (options.today - source.read_on).days > limits.hazards:
                place, keys = top(content, file), ("sources", name, "read_on")
                yield _stale(place, keys, source.read_on, limits.hazards, options)


def _stale(
    place: ContentPlace, keys: tuple[str, ...], newest: date, limit: int, options: Options
) -> Problem:
    age = (options.today - newest).days
    return place.problem(
        keys,
        "stale",
        f"the last reading or call was {age} days ago (limit {limit})",
        "Read the source again or call, then write the day on which you did.",
        level=options.level,
    )


def limit_of(model: Model, limits: Freshness) -> int | None:
    """After how many days a fact of this kind is overdue; None for what has no limit."""
    match model:
        case Contact():
            return limits.contacts
        case Scheme():
            return limits.schemes
        case Rule():
            return limits.rules
        case HostHazard() | Message(life_safety=True) | Point(life_safety=True):
            return limits.hazards
        case Post():
            return limits.posts
        case _:
            return None


def last_read(
    cited: Iterable[str], sources: Mapping[str, Source], called_on: date | None = None
) -> date | None:
    """Return the later of the newest reading of the *cited* sources and *called_on*."""
    days = [sources[name].read_on for name in cited if name in sources]
    return max([*days, called_on] if called_on else days, default=None)


def _cited(model: Model) -> tuple[str, ...]:
    cited = getattr(model, "sources", ())
    return cited if isinstance(cited, tuple) else ()


def cited_by(model: Model) -> Iterator[str]:
    """Yield the sources that *model* uses: those it cites, and the one that a question tests."""
    yield from _cited(model)
    if isinstance(model, Tested) and model.source is not None:
        yield model.source


@check
def check_decided(content: Content, options: Options) -> Iterator[Problem]:
    """Who publishes, where, and who hears of a mistake is decided."""
    for file, site in content.of_kind(Site):
        undecided = {
            "site_url": site.site_url.startswith(UNDECIDED_URL),
            "publisher": site.publisher is None,
            "feedback": site.feedback is None,
        }
        for key, is_open in undecided.items():
            if is_open:
                yield file.problem(
                    (key,),
                    "publisher-undecided",
                    f"the {_SITE_WORDS[key]} is not decided yet",
                    f'Add it as "{key}" before the site is public.',
                    level=options.level,
                )


_SITE_WORDS = {
    "site_url": "address of the site",
    "publisher": "publisher",
    "feedback": "way to report a wrong number or a demand for money",
}
