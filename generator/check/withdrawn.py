"""What was taken out is gone everywhere, and no life line goes with it unseen.

Step 2, rules ``withdrawn-named``, ``withdrawn-number`` and ``withdrawn-life-line``. Source: CARE.md 22.
Nothing shows what is withdrawn, so a place that still names it loses something: a plate, a role, a
sentence without its number. Where another takes its place, the rest goes on, and only says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..load import Content, Host
from ..model import Contact, Corridor, Country, Withdrawable, standing_in
from ..problems import Problem
from ..script.text import PLACEHOLDER
from .numbers import numbers_of
from .scope import Options, Place, places, texts

_LISTS = {"contacts": "contact", "alternatives": "contact", "rules": "rule"}


def check_withdrawn_named(content: Content, _options: Options) -> Iterator[Problem]:
    """Each place that still names what was taken out."""
    for place in places(content):
        if _is_gone(place.visit.owners):
            continue
        yield from _without_successor(place)
        if place.host is not None and place.host.has("assistance"):
            yield from _in_lists(place, place.host)
            yield from _in_charge(place, place.host)
    for place, text in texts(content):
        if _is_gone(place.visit.owners) or place.host is None or not place.host.has("assistance"):
            continue
        for name in dict.fromkeys(PLACEHOLDER.findall(text.text)):
            kind, _, key = name.partition(".")
            if kind in ("contact", "name", "abroad") and name not in text.visit.values():
                keys = text.path[len(place.visit.path) :]
                yield from _named(place, keys, "contact", place.host.assistance.contacts, key)


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


def _in_lists(place: Place, host: Host) -> Iterator[Problem]:
    """Lists lose what was withdrawn; nothing breaks."""
    for field, what in _LISTS.items():
        ids = getattr(place.visit.model, field, None)
        if not isinstance(ids, tuple):
            continue
        known: Mapping[str, Withdrawable] = (
            host.assistance.rules if what == "rule" else host.assistance.contacts
        )
        for number, key in enumerate(ids):
            yield from _named(place, (field, str(number)), what, known, key, breaks=False)


def _in_charge(place: Place, host: Host) -> Iterator[Problem]:
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
        yield from _named(place, keys, "contact", host.assistance.contacts, key)


def _named(
    place: Place, keys: tuple[str, ...], what: str, known: Mapping[str, Withdrawable], key: str, *,
    breaks: bool = True,
) -> Iterator[Problem]:  # fmt: skip
    item = known.get(key)
    if item is None or item.withdrawn is None:
        return
    successor = standing_in(known, key)
    gone = f'the {what} "{key}" was withdrawn on {item.withdrawn.day}'
    if successor is not None:
        yield place.problem(
            keys, "withdrawn-named", f'{gone}; "{successor}" stands here for it',
            f'Write "{successor}", if that is right here.', level="warning",
        )  # fmt: skip
    elif breaks:
        yield place.problem(
            keys, "withdrawn-named", f"{gone}, and nothing takes its place here",
            f'Name another here, or give one that takes its place everywhere: "instead: ID" below '
            f'"withdrawn" of "{key}".',
        )  # fmt: skip
    else:
        yield place.problem(
            keys, "withdrawn-named", f"{gone} and is left out here",
            "Take it out of this list, or name another.", level="warning",
        )  # fmt: skip


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
        if _is_gone(place.visit.owners):
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


def _is_gone(owners: tuple[object, ...]) -> bool:
    return any(isinstance(o, Withdrawable) and o.withdrawn is not None for o in owners)
