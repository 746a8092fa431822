"""Step 2: withdrawn facts → problems: still named, used elsewhere, a life line not replaced.

Rules ``withdrawn-named``, ``withdrawn-number`` and ``withdrawn-life-line``. Source: CARE 22.
Nothing shows what is withdrawn, so a place that still names it loses something: a plate, a role, a
sentence without its number. Where another takes its place, the rest goes on, and one line says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ...load import Content, Host
from ...load.endings import lacks_number
from ...model import Contact, Corridor, Country, Withdrawable, standing_in
from ...model.marks import ids_named
from ...problems import Problem
from ...text.plain import PLACEHOLDER
from ..every import check
from ..walk import ContentPlace, Options, places, texts
from .numbers import numbers_of


@dataclass(frozen=True)
class _Mention:
    """A place that still names what was withdrawn."""

    place: ContentPlace
    keys: tuple[str, ...]
    host: Host
    what: str
    """contact or rule."""
    key: str
    day: date
    successor: str | None
    """What replaces it there."""
    breaks: bool
    """Without a successor the place would be left without anything."""


@check
def check_withdrawn_named(content: Content, _options: Options) -> Iterator[Problem]:
    """Yield each place that would be empty, and once per withdrawal the places that name it."""
    by_item: dict[tuple[str, str, str], list[_Mention]] = {}
    for place in places(content):
        if not place.visit.is_withdrawn:
            yield from _without_successor(place)
    for mention in _mentions(content):
        if mention.successor is None and mention.breaks:
            yield _left_empty(mention)
        else:
            by_item.setdefault((mention.host.slug, mention.what, mention.key), []).append(mention)
    for mentions in by_item.values():
        yield _still_named(mentions)


@check
def check_left_out(content: Content, _options: Options) -> Iterator[Problem]:
    """Yield each sentence that is left out: the withdrawn contact's successor lacks its number."""
    for place, text in texts(content):
        host = place.host
        if host is None or not host.has("assistance", "country"):
            continue
        contacts = host.assistance.contacts
        for name in dict.fromkeys(PLACEHOLDER.findall(text.text)):
            if name not in text.visit.values() and lacks_number(name, contacts, host.country.code):
                key = name.partition(".")[2]
                yield place.file.problem(
                    text.path,
                    "withdrawn-named",
                    f'the sentence is left out: "{standing_in(contacts, key)}", which stands in '
                    f'for "{key}", has no known number for calls from abroad',
                    "Write another sentence here, or name a contact with such a number.",
                    level="warning",
                )


def _left_empty(mention: _Mention) -> Problem:
    return mention.place.problem(
        mention.keys,
        "withdrawn-named",
        f'the {mention.what} "{mention.key}" was withdrawn on {mention.day}, and nothing '
        "replaces it here",
        f'Name another {mention.what} here, or add "instead: ID" below "withdrawn" of '
        f'"{mention.key}" to replace it everywhere.',
    )


def _still_named(mentions: Sequence[_Mention]) -> Problem:
    """One line at the mark, however many places there are: a long list would hide what is new."""
    first = mentions[0]
    counts = Counter(mention.place.file.shown for mention in mentions)
    where = ", ".join(f"{count} in {name}" for name, count in counts.items())
    names = "1 place still names" if len(mentions) == 1 else f"{len(mentions)} places still name"
    if first.successor is not None:
        now, remedy = f'"{first.successor}" is shown there instead', f'write "{first.successor}"'
    else:
        now, remedy = "it is left out there", "remove it, or name another"
    return first.host.files["assistance"].problem(
        ("assistance", f"{first.what}s", first.key, "withdrawn"),
        "withdrawn-named",
        f'the {first.what} "{first.key}" was withdrawn on {first.day}, and {names} it: {where}; '
        f"{now}",
        f'Search there for "{first.key}" and {remedy}, if that is right.',
        level="warning",
        key=True,
    )


def _mentions(content: Content) -> Iterator[_Mention]:
    for place in places(content):
        if place.visit.is_withdrawn or place.host is None or not place.host.has("assistance"):
            continue
        yield from _in_fields(place, place.host)
    for place, text in texts(content):
        if place.host is None or not place.host.has("assistance"):
            continue
        for name in dict.fromkeys(PLACEHOLDER.findall(text.text)):
            kind, _, key = name.partition(".")
            # A value of the text itself goes before a contact, as when the sentence is filled.
            if kind in ("contact", "name", "abroad", "text") and name not in text.visit.values():
                keys = text.path[len(place.visit.path) :]
                yield from _named(place, place.host, keys, "contact", key)


def _without_successor(place: ContentPlace) -> Iterator[Problem]:
    """What takes its place is there itself, and of a contact, has a number."""
    for field, items in vars(place.visit.model).items():
        if not isinstance(items, Mapping):
            continue
        for key, item in items.items():
            mark = item.withdrawn if isinstance(item, Withdrawable) else None
            if mark is None or mark.instead is None:
                continue
            successor = standing_in(items, key)
            heir = items[successor] if successor else None
            silent = isinstance(item, Contact) and isinstance(heir, Contact) and not heir.number
            if heir is None or (silent and item.number):
                why = "has no number" if silent else "does not exist, or was withdrawn itself"
                yield place.problem(
                    (field, key, "withdrawn", "instead"),
                    "withdrawn-named",
                    f'the replacement "{mark.instead}" {why}',
                    "Name another from the same list, or remove this line.",
                )


def _in_fields(place: ContentPlace, host: Host) -> Iterator[_Mention]:
    """Yield what fields name: lists only lose what was withdrawn.

    Plates, roles, call bars and safe contacts: each needs somebody who answers.
    """
    model = place.visit.model
    breaks = isinstance(model, Country | Corridor)
    for named in ids_named(model):
        if named.what in ("contact", "rule") and not named.is_key:
            yield from _named(place, host, named.keys, named.what, named.id, breaks=breaks)


def _named(
    place: ContentPlace,
    host: Host,
    keys: tuple[str, ...],
    what: str,
    key: str,
    *,
    breaks: bool = True,
) -> Iterator[_Mention]:
    items: Mapping[str, Withdrawable] = (
        host.assistance.rules if what == "rule" else host.assistance.contacts
    )
    item = items.get(key)
    if item is not None and item.withdrawn is not None:
        successor = standing_in(items, key)
        yield _Mention(place, keys, host, what, key, item.withdrawn.day, successor, breaks)


@check
def check_withdrawn_number(content: Content, options: Options) -> Iterator[Problem]:
    """A withdrawn number is not used elsewhere under another name."""
    withdrawn_numbers = {
        (place.host.slug if place.host else "", digits_of(model.number)): place
        for place in places(content)
        if isinstance(model := place.visit.model, Contact)
        if model.withdrawn is not None and model.number
    }
    if not withdrawn_numbers:
        return
    for place in places(content):
        if place.visit.is_withdrawn:
            continue
        for keys, number in numbers_of(place.visit.model):
            slug = place.host.slug if place.host else ""
            before = withdrawn_numbers.get((slug, digits_of(number)))
            if before is not None:
                name = ".".join(before.visit.path)
                yield place.problem(
                    keys,
                    "withdrawn-number",
                    f"the number {number} was withdrawn as {name}, but is still used here",
                    "Find out whether it is wrong here too. If so, withdraw this entry as well.",
                    level=options.level,
                )


def digits_of(number: str) -> str:
    """Reduce a number to what is dialled."""
    return re.sub(r"[^0-9+]", "", number)


@check
def check_withdrawn_life_line(content: Content, options: Options) -> Iterator[Problem]:
    """A line on which a life hangs does not go without another, or somebody's decision."""
    for place in places(content):
        model = place.visit.model
        mark = model.withdrawn if isinstance(model, Withdrawable) else None
        if mark is None or not getattr(model, "life_safety", False):
            continue
        if mark.instead is None and mark.accepted_by is None:
            yield place.problem(
                ("withdrawn",),
                "withdrawn-life-line",
                "this life-safety line was withdrawn, and nothing replaces it",
                'Write a new line and name it ("instead: ID"), or add the handle of the person who '
                'decided that it may go ("accepted_by: HANDLE").',
                level=options.level,
            )
