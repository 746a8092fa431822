"""Step 2: statements with an end → problems: ending soon, ended, without an end or words after it.

Rules ``ends-soon``, ``ended``, ``ended-open``, ``until-past``, ``until-silent``,
``until-named`` and ``day-ahead``. Source: CARE 27.
Statements end without further work; these rules warn editors before, and find what is dated
and has no end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date
from zoneinfo import ZoneInfo

from ...load import Content, Host
from ...load.endings import Clock, Endings
from ...model import Contact, Dated, Until, Value, Withdrawable
from ...model.walk import SourceText
from ...problems import Problem
from ...text.plain import PLACEHOLDER
from ..every import check
from ..walk import ContentPlace, Options, places, texts
from .facts import last_read

SOON_DAYS = 30
"""How long before its end a statement is reported. Source: CARE 27."""
_LABELS = frozenset({"question", "title", "label", "name"})
"""Fields that name a thing: "Ended on …" would be no name."""
_YEAR = re.compile(r"\b20[0-9]{2}\b")
_PART_OF_YEAR = re.compile(r"\b(?:middle|end) of (20[0-9]{2})\b")
_UTC = ZoneInfo("UTC")


@check
def check_ends(content: Content, options: Options) -> Iterator[Problem]:
    """What ends within a month, and what has ended and is shown nowhere."""
    needed = {id(host.assistance.contacts[key]) for host, key, _ in _in_charge(content, options)}
    for place, until in _with_end(content):
        is_needed = id(place.visit.model) in needed
        clock = _clock_of(place.host, options)
        days = (until.day - clock.today).days
        if not clock.is_over(until):
            if days <= SOON_DAYS:
                yield place.problem(
                    ("until",),
                    "ends-soon",
                    f"this entry ends {_in_days(days)} ({until}); after that "
                    f"{f'it is still shown: {_NEEDED}' if is_needed else _what_then(place)}",
                    "Read its source again. Write the new day if it goes on; otherwise check what "
                    "is shown afterwards.",
                    level="warning",
                )
        elif (
            isinstance(place.visit.model, Dated) and not is_needed and _is_silent(place.visit.model)
        ):
            yield place.problem(
                ("until",),
                "ended",
                f"this entry ended ({until}) and is no longer shown",
                'Remove it, or write in "afterwards" what people should do now.',
                level="warning",
            )


def _in_days(days: int) -> str:
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def _what_then(place: ContentPlace) -> str:
    model = place.visit.model
    if isinstance(model, Value):
        return "the sentences that use it say that it has ended"
    if isinstance(model, Dated) and model.afterwards is not None:
        return '"afterwards" is shown instead'
    silent = isinstance(model, Dated) and _is_silent(model)
    return "it is no longer shown" if silent else "readers are told whom to ask"


def _is_silent(model: Dated) -> bool:
    return model.afterwards is None and not model.always_told


@check
def check_ended_open(content: Content, options: Options) -> Iterator[Problem]:
    """Nothing that has ended is still shown as open, because nobody stands in for it."""
    for host, key, endings in _in_charge(content, options):
        until = endings.contacts[key].until
        if endings.clock.is_over(until):
            yield host.files["assistance"].problem(
                ("assistance", "contacts", key, "until"),
                "ended-open",
                f"this entry ended ({until}) but is still shown: {_NEEDED}",
                "Name another contact there, in country.yaml or in the file of the origin country.",
                level=options.level,
            )


_NEEDED = "a role, the readers' line or a safe contact names it"


def _in_charge(content: Content, options: Options) -> Iterator[tuple[Host, str, Endings]]:
    """Yield the contacts that cannot go as long as nobody else is named in their place."""
    for origin in content.origins.values():
        for slug, corridor in origin.corridors.items():
            host = content.hosts.get(slug)
            if host is not None and host.has("country", "assistance"):
                endings = Endings.of(host, corridor, options.moment)
                for key in sorted(endings.in_charge & endings.contacts.keys()):
                    yield host, key, endings


@check
def check_until(content: Content, _options: Options) -> Iterator[Problem]:
    """An end is after the reading of its source, and a needed line is still said after its end."""
    for place, until in _with_end(content):
        newest = read_on(place)
        if newest is not None and until.day < newest:
            yield place.problem(
                ("until",),
                "until-past",
                f"the end ({until}) is before the day on which the source was read ({newest})",
                'Correct the day, or describe the past in the past tense, without "until".',
                level="warning",
            )
        model = place.visit.model
        if not isinstance(model, Dated) or not _is_silent(model):
            continue
        needed = getattr(model, "life_safety", False), getattr(model, "replaces", None)
        if any(needed):
            what = "a life-safety line" if needed[0] else "a line that replaces a library message"
            yield place.problem(
                ("until",),
                "until-silent",
                f"{what} ends, and nothing is shown after it",
                'Write in "afterwards" what people should do then.',
            )


def _with_end(content: Content) -> Iterator[tuple[ContentPlace, Until]]:
    for place in places(content):
        model = place.visit.model
        if isinstance(model, Value | Dated) and model.until is not None and not is_gone(place):
            yield place, model.until


@check
def check_until_named(content: Content, _options: Options) -> Iterator[Problem]:
    """No name of a thing rests on what ends."""
    for place, text in texts(content):
        if text.field not in _LABELS or is_gone(place):
            continue
        values = text.visit.values()
        for name in dict.fromkeys(PLACEHOLDER.findall(text.text)):
            kind, _, key = name.partition(".")
            named: Value | Contact | None = values.get(name)
            if named is None and kind in ("contact", "name") and place.host is not None:
                has_contacts = place.host.has("assistance")
                named = place.host.assistance.contacts.get(key) if has_contacts else None
            if named is not None and named.until is not None:
                yield place.file.problem(
                    text.path,
                    "until-named",
                    f'"%({name})s" ends ({named.until}), and a {text.field} must stay true after '
                    "that",
                    "Reword it without the placeholder, and use the placeholder in the text below.",
                )


@check
def check_day_ahead(content: Content, options: Options) -> Iterator[Problem]:
    """A day that still lay ahead when it was read has an end, or the sentence that names it has.

    A day that has passed since is still shown as open.
    """
    for place, text in texts(content):
        if text.field == "afterwards" or is_gone(place) or has_end(text):
            continue
        clock = _clock_of(place.host, options)
        for named, day in _days_ahead(place, text):
            if day < clock.today:
                yield place.file.problem(
                    text.path,
                    "ended-open",
                    f"the text names {named}, and that day has passed",
                    "Write what is true now, or put the text into the past tense.",
                    level=options.level,
                )
                continue
            yield place.file.problem(
                text.path,
                "day-ahead",
                f"the text names {named}, and has no end",
                'Add "until" with that day to the text or to the value, or reword the text so that '
                "it stays true.",
                level="warning",
            )


def _days_ahead(place: ContentPlace, text: SourceText) -> Iterator[tuple[str, date]]:
    values = text.visit.values()
    for name in dict.fromkeys(PLACEHOLDER.findall(text.text)):
        value = values.get(name)
        if value is None or value.day is None or value.until is not None:
            continue
        newest = last_read(value.sources, place.sources or {})
        # Against the day of the reading, not today: what was ahead then may have been a plan only.
        if newest is not None and value.day > newest:
            yield (
                f"{value.day}, which was in the future when the source was read ({newest})",
                value.day,
            )
    newest = read_on(place)
    bare = PLACEHOLDER.sub(" ", text.text)
    if newest is None:
        return
    ahead = [int(year) for year in _YEAR.findall(bare) if int(year) > newest.year]
    ahead += [int(year) for year in _PART_OF_YEAR.findall(bare) if int(year) == newest.year]
    for year in sorted(set(ahead)):
        yield (
            f"the year {year}, which was in the future when the source was read ({newest})",
            # A year lies ahead until it is over.
            date(year, 12, 31),
        )


def has_end(text: SourceText) -> bool:
    """Return whether a text ends by itself, or something that it names does."""
    owners = text.visit.owners
    if any(isinstance(owner, Dated) and owner.until is not None for owner in owners):
        return True
    values = text.visit.values()
    named = (values.get(name) for name in PLACEHOLDER.findall(text.text))
    return any(value is not None and value.until is not None for value in named)


def read_on(place: ContentPlace) -> date | None:
    """Return the newest reading of what the nearest mapping around a place cites."""
    cited = (getattr(owner, "sources", ()) for owner in reversed(place.visit.owners))
    nearest = next((keys for keys in cited if isinstance(keys, tuple) and keys), ())
    return last_read(nearest, place.sources or {})


def _clock_of(host: Host | None, options: Options) -> Clock:
    has_zone = host is not None and host.has("country")
    zone = ZoneInfo(host.country.time_zone) if host is not None and has_zone else _UTC
    return Clock(options.moment.astimezone(UTC), zone)


def is_gone(place: ContentPlace) -> bool:
    """Return whether what is at *place*, or something around it, was withdrawn."""
    owners = place.visit.owners
    return any(isinstance(o, Withdrawable) and o.withdrawn is not None for o in owners)
