"""Beside step 1: what an editor types → hours, places and contacts as a notice has them.

In: words as somebody types them in a hurry, and the country. Out: ids, codes and hours. Raises
ValueError, whose message says what to type instead.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches

from ...load import Host
from ...load.ids import is_same_number
from ...model import Contact
from ...model.until import Until
from ...text.plain import to_ascii_digits

_HOUR = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")
_WHOLE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]+([0-9]{1,2}[:.][0-9]{2})")
_LEAST_LETTERS, _ALIKE = 3, 0.75
"""Of a place that is compared with others, and how alike two names are that may be one."""
_DAYS = {"today": 0, "tomorrow": 1}


def moment_after(typed: str, now: datetime) -> Until:
    """Return the next ``18:30`` after *now*, by the country's clock, or a typed day and hour."""
    return _moment(typed, now, timedelta(days=1))


def moment_before(typed: str, now: datetime) -> Until:
    """Read ``18:30``, the last one before *now*, or a day and an hour."""
    return _moment(typed, now, timedelta(days=-1))


def _moment(typed: str, now: datetime, step: timedelta) -> Until:
    words = to_ascii_digits(typed.strip())
    if whole := _WHOLE.fullmatch(words):
        return Until(date.fromisoformat(whole[1]), _time(whole[2]))
    if _HOUR.fullmatch(words) is None:
        raise ValueError('Type an hour as 18:30, or a day and an hour as "2026-11-28 18:30".')
    there = now.replace(tzinfo=None, second=0, microsecond=0)
    moment = datetime.combine(there.date(), _time(words))
    if (moment - there).total_seconds() * step.days < 0:
        moment += step
    return Until(moment.date(), moment.time())


def _time(words: str) -> time:
    hour = _HOUR.fullmatch(words)
    if hour is None:
        raise ValueError("Type an hour between 00:00 and 23:59.")
    return time(int(hour[1]), int(hour[2]))


def day_after(typed: str, now: datetime) -> date:
    """Read ``2026-11-28``, "today" or "tomorrow"."""
    words = to_ascii_digits(typed.strip()).lower()
    if words in _DAYS:
        return now.date() + timedelta(days=_DAYS[words])
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise ValueError('Type a day as 2026-11-28, or "today", "tomorrow".') from error


def province_of(typed: str, host: Host, names: Mapping[str, Iterable[str]]) -> str | None:
    """Return the code of the province that *typed* names, by code or in any language; else None."""
    words = typed.strip().casefold()
    for code, province in host.country.provinces.items():
        called = {
            code.casefold(),
            province.name.casefold(),
            *(one.casefold() for one in names.get(code, ())),
        }
        if words in called:
            return code
    return None


def provinces_near(typed: str, host: Host, names: Mapping[str, Iterable[str]]) -> list[str]:
    """Return codes of at most three provinces that *typed* may mean: by seats, then by names.

    "Mae Sot" is a town: the label and address of an office name it, its seat gives the province.
    """
    words = typed.strip().casefold()
    if len(words) < _LEAST_LETTERS:
        return []
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    seats = [
        one.seat
        for one in host.assistance.contacts.values()
        if one.seat
        and one.withdrawn is None
        and whole.search(f"{one.label} {one.address or ''}".casefold())
    ]
    by_name = {
        name.casefold(): code
        for code, province in host.country.provinces.items()
        for name in (province.name, *names.get(code, ()))
    }
    alike = [by_name[name] for name in get_close_matches(words, by_name, n=3, cutoff=_ALIKE)]
    return list(dict.fromkeys([*(code for code, _times in Counter(seats).most_common()), *alike]))[
        :3
    ]


def contact_of(typed: str, contacts: Mapping[str, Contact]) -> str:
    """Return the id of the contact that *typed* means: by id, number or words of its label."""
    words = typed.strip()
    standing = {key: one for key, one in contacts.items() if one.withdrawn is None}
    if words in standing:
        return words
    by_number = [
        key
        for key, one in standing.items()
        if any(
            is_same_number(words, number) for number in (one.number, *one.other_numbers) if number
        )
    ]
    found = by_number or [
        key for key, one in standing.items() if words and words.casefold() in one.label.casefold()
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise ValueError(
            f'There is no contact "{words}" in this country. Type its id, its number or its name.'
        )
    raise ValueError(f"Several have it. Type one of: {', '.join(found)}.")
