"""What was taken out is gone everywhere, and no life line goes with it unseen.

Step 2, rules ``withdrawn-named``, ``withdrawn-number`` and ``withdrawn-life-line``. Source: CARE 22.
Nothing shows what is withdrawn, so a place that still names it loses something: a plate, a role, a
sentence without its number. Where another takes its place, the rest goes on, and one line says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..load import Content, Host
from ..model import Contact, Corridor, Country, Withdrawable, standing_in
from ..problems import Problem
from ..script.text import PLACEHOLDER
from .numbers import numbers_of
from .scope import Options, Place, places, texts

_LISTS = {"contacts": "contact", "alternatives": "contact", "rules": "rule"}


@dataclass(frozen=True)
class _Mention:
    """A place that still names what was withdrawn."""

    place: Place
    keys: tuple[str, ...]
    host: Host
    what: str
    """contact or rule."""
    key: str
    day: date
    successor: str | None
    """What stands there for it."""
    breaks: bool
    """Without a successor the place would be left without anything."""


def check_withdrawn_named(content: Content, _options: Options) -> Iterator[Problem]:
    """Each place that would be left empty; and once for each withdrawal, that others still name it."""
    told: dict[tuple[str, str, str], list[_Mention]] = {}
    for place in places(content):
        if not place.visit.is_withdrawn:
            yield from _without_successor(place)
    for mention in _mentions(content):
        if mention.successor is None and mention.breaks:
            yield _left_empty(mention)
        else:
            told.setdefault((mention.host.slug, mention.what, mention.key), []).append(mention)
    for mentions in told.values():
        yield _still_named(mentions)


def _left_empty(mention: _Mention) -> Problem:
    return mention.place.problem(
        mention.keys, "withdrawn-named",
        f'the {mention.what} "{mention.key}" was withdrawn on {mention.day}, and nothing takes its '
        "place here",
        f'Name another here, or give one that takes its place everywhere: "instead: ID" below '
        f'"withdrawn" of "{mention.key}".',
    )  # fmt: skip


def _still_named(mentions: Sequence[_Mention]) -> Problem:
    """One line at the mark, however many places there are: a long list would hide what is new."""
    first = mentions[0]
    counts = Counter(mention.place.file.shown for mention in mentions)
    where = ", ".join(f"{count} in {name}" for name, count in counts.items())
    names = "1 place still names" if len(mentions) == 1 else f"{len(mentions)} places still name"
    if first.successor is not None:
        now, remedy = f'"{first.successor}" stands there for it', f'write "{first.successor}"'
    else:
        now, remedy = "it is left out there", "take it out, or name another"
    return first.host.files["assistance"].problem(
        ("assistance", f"{first.what}s", first.key, "withdrawn"), "withdrawn-named",
        f'the {first.what} "{first.key}" was withdrawn on {first.day}, and {names} it: {where}; {now}',
        f'Search there for "{first.key}" and {remedy}, if that is right.', level="warning", key=True,
    )  # fmt: skip


def _mentions(content: Content) -> Iterator[_Mention]:
    for place in places(content):
        if place.visit.is_withdrawn or place.host is None or not place.host.has("assistance"):
            continue
        yield from _in_lists(place, place.host)
        yield from _in_charge(place, place.host)
    for place, text in texts(content):
        if place.host is None or not place.host.has("assistance"):
            continue
        for name in dict.fromkeys(PLACEHOLDER.findall(text.text)):
            kind, _, key = name.partition(".")
            if kind in ("contact", "name", "abroad") and name not in text.visit.values():
                keys = text.path[len(place.visit.path) :]
                yield from _named(place, place.host, keys, "contact", key)


def _without_successor(place: Place) -> Iterator[Problem]:
    """What takes its place is there itself, and of a contact, has a number."""
    for field, items in vars(place.visit.model).items():
        if not isinstance(items, Mapping):
            continue
        for key, item in items.items():
            mark = item.withdrawn if isinstance(item, Withdrawable) else None
            if mark is None or mark.instead is None:
                continue
            successor = standing_in(items, key)
            found = items[successor] if successor else None
            silent = isinstance(item, Contact) and isinstance(found, Contact) and not found.number
            if found is None or (silent and item.number):
                why = "has no number" if silent else "is not there, or was withdrawn itself"
                yield place.problem(
                    (field, key, "withdrawn", "instead"), "withdrawn-named",
                    f'"{mark.instead}", which is to take its place, {why}',
                    "Name another of the same list, or remove the line.",
                )  # fmt: skip


def _in_lists(place: Place, host: Host) -> Iterator[_Mention]:
    """Lists lose what was withdrawn; nothing breaks."""
    for field, what in _LISTS.items():
        ids = getattr(place.visit.model, field, None)
        for number, key in enumerate(ids if isinstance(ids, tuple) else ()):
            yield from _named(place, host, (field, str(number)), what, key, breaks=False)


def _in_charge(place: Place, host: Host) -> Iterator[_Mention]:
    """Plates, roles, call bars, safe contacts: each needs somebody who answers."""
    named: dict[tuple[str, ...], str] = {}
    match place.visit.model:
        case Country() as country:
            named |= {("roles", role): key for role, key in country.roles.items()}
            named |= {("bar", page): key for page, key in country.bar.items()}
            named |= {("plates", str(n)): key for n, key in enumerate(country.plates)}
        case Corridor() as corridor:
            named[("reader_line",)] = corridor.reader_line
            named |= {("safe_contacts", t): key for t, key in corridor.safe_contacts.items()}
    for keys, key in named.items():
        yield from _named(place, host, keys, "contact", key)


def _named(
    place: Place, host: Host, keys: tuple[str, ...], what: str, key: str, *, breaks: bool = True
) -> Iterator[_Mention]:
    known: Mapping[str, Withdrawable] = (
        host.assistance.rules if what == "rule" else host.assistance.contacts
    )
    item = known.get(key)
    if item is not None and item.withdrawn is not None:
        successor = standing_in(known, key)
        yield _Mention(place, keys, host, what, key, item.withdrawn.day, successor, breaks)


def check_withdrawn_number(content: Content, options: Options) -> Iterator[Problem]:
    """A number that was taken out stands nowhere else under another name."""
    gone = {
        (place.host.slug if place.host else "", digits_of(model.number)): place
        for place in places(content)
        if isinstance(model := place.visit.model, Contact)
        if model.withdrawn is not None and model.number
    }
    if not gone:
        return
    for place in places(content):
        if place.visit.is_withdrawn:
            continue
        for keys, number in numbers_of(place.visit.model):
            slug = place.host.slug if place.host else ""
            before = gone.get((slug, digits_of(number)))
            if before is not None:
                name = ".".join(before.visit.path)
                yield place.problem(
                    keys, "withdrawn-number", f"{number} was withdrawn as {name} and stands here too",
                    "Ask whether it is wrong here as well; then withdraw this too.",
                    level=options.level,
                )  # fmt: skip


def digits_of(number: str) -> str:
    """Reduce a number to what is dialled."""
    return re.sub(r"[^0-9+]", "", number)


def check_withdrawn_life_line(content: Content, options: Options) -> Iterator[Problem]:
    """A line on which a life hangs does not go without another, or somebody's decision."""
    for place in places(content):
        model = place.visit.model
        mark = model.withdrawn if isinstance(model, Withdrawable) else None
        if mark is None or not getattr(model, "life_safety", False):
            continue
        if mark.instead is None and mark.accepted_by is None:
            yield place.problem(
                ("withdrawn",), "withdrawn-life-line",
                "this life-safety line is withdrawn, and nothing takes its place",
                'Write another and name it ("instead: ID"), or put the handle of whoever decided '
                'that it may go ("accepted_by: HANDLE").', level=options.level,
            )  # fmt: skip
