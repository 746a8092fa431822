"""Beside step 4: the content of a host country → what to find out first, the gravest first.

In: content and a host country. Out: lines in words, ordered by danger to life: whom to call, what
happens, who helps, the seven answers, offices, money. The list grows shorter as facts come in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...check.content.todo import TODO
from ...load import Content, Host, LoadedFile
from ...load.tree import scalars
from ...model import Answers, Contact, Corridor

_NUMBERS = {
    "ambulance": "The number of the ambulance",
    "fire": "The number of the fire service",
    "disaster": "The line of the office for disasters",
    "police": "The number of the police",
}
_SEA = "Is there a sea? Then the number for rescue at sea; without a sea nobody needs it"
"""Asked last: the country may have no sea, and then needs no such number."""
_QUESTIONS: Mapping[str, str] = {
    "what_happens": "What happens here, when and where",
    "emergency_contacts": "Whom to call in an emergency",
    "moving": "Whether people may leave their province, and how",
    "id_shown": "Which papers are asked for, by whom",
    "eligible": "Who gets help: also people without papers",
    "aid": "Which help is given, where, how long",
    "hotlines": "Which lines answer in the readers' languages",
}


@dataclass(frozen=True)
class FindOut:
    """One thing to find out."""

    what: str
    place: str = ""
    """Where it will stand: file and keys."""


def find_out_first(content: Content, slug: str) -> list[FindOut]:
    """List what to find out about the host country *slug*.

    Raises ContentIncompleteError when a file could not be read.
    """
    host = content.hosts[slug]
    lines = [
        *_numbers(host),
        *_dangers(host),
        *_help(content, host),
        *_answers(host),
        *_beside(content, host),
    ]
    sea = list(_unknown_numbers(host, {"sea": _SEA}))
    told = {line.place for line in (*lines, *sea)}
    return [*dict.fromkeys([*lines, *_left_to_write(content, host, told), *sea])]


def _place(file: str, *keys: str) -> str:
    return f"{file}: {'.'.join(keys)}"


def _unknown_numbers(host: Host, roles: Mapping[str, str]) -> Iterator[FindOut]:
    for role, what in roles.items():
        name = host.country.roles.get(role)  # type: ignore[call-overload]
        contact = host.assistance.contacts.get(name) if name else None
        if contact is not None and TODO.search(f"{contact.label} {contact.more or ''}"):
            yield FindOut(what, _place(f"hosts/{host.slug}/assistance.yaml", "contacts", str(name)))


def _numbers(host: Host) -> Iterator[FindOut]:
    file, contacts = f"hosts/{host.slug}/assistance.yaml", host.assistance.contacts
    yield from _unknown_numbers(host, _NUMBERS)
    for name in host.country.plates:
        contact = contacts.get(name)
        if (
            contact is not None
            and len(contact.sources) < _ENOUGH
            and not contact.national_emergency
        ):
            yield FindOut(
                f"{contact.label}, {contact.number}: two more sources that say so",
                _place(file, "contacts", name, "sources"),
            )
    if host.country.without_voice is None:
        yield FindOut(
            "How somebody who cannot hear or speak reaches an emergency number",
            _place(f"hosts/{host.slug}/country.yaml", "without_voice"),
        )


_ENOUGH = 3
"""Independent sources from which an emergency number has a solid plate."""


def _dangers(host: Host) -> Iterator[FindOut]:
    file = f"hosts/{host.slug}/hazards.yaml"
    names = {"grave": 0, "serious": 1, "lower": 2}
    rows = sorted(host.hazards.hazards.items(), key=lambda row: names[row[1].severity])
    for slug, hazard in rows:
        name, at = slug.replace("-", " "), ("hazards", slug)
        if TODO.search(hazard.reason):
            yield FindOut(f"{name}: what has happened here, how often", _place(file, *at, "reason"))
        if not hazard.warnings and not host.hazards.warnings:
            yield FindOut(
                f"{name}: how people are warned, in which languages", _place(file, *at, "warnings")
            )
        if not hazard.exposed:
            yield FindOut(
                f"{name}: who is hit hardest, at which work", _place(file, *at, "exposed")
            )
        if not hazard.seasons and not hazard.areas:
            yield FindOut(f"{name}: which months, which provinces", _place(file, *at, "seasons"))


def _help(content: Content, host: Host) -> Iterator[FindOut]:
    file, contacts = f"hosts/{host.slug}/assistance.yaml", host.assistance.contacts
    for origin, corridor in _corridors(content, host):
        contact = contacts.get(corridor.reader_line)
        if contact is None or TODO.search(contact.label):
            yield FindOut(
                f"Who helps people from {content.origins[origin].name} free of charge",
                _place(file, "contacts", corridor.reader_line),
            )
    for name, one in contacts.items():
        if one.withdrawn is not None or TODO.search(one.label) or name in host.country.plates:
            continue
        unknown = [words for words, is_open in _gaps(one) if is_open]
        if unknown:
            yield FindOut(f"{one.label}: {', '.join(unknown)}", _place(file, "contacts", name))


def _gaps(contact: Contact) -> tuple[tuple[str, bool], ...]:
    return (
        ("is it safe without papers", contact.without_papers == "not-known"),
        ("do they ask for ID", contact.asks_id == "not-known"),
        ("which languages", contact.languages is None),
        ("which hours", contact.hours is None),
        ("what a call costs", contact.cost is None),
    )


def _answers(host: Host) -> Iterator[FindOut]:
    for name in (*_QUESTIONS, *(set(Answers.model_fields) - set(_QUESTIONS))):
        if getattr(host.assistance.answers, name).known == "not-known":
            place = _place(f"hosts/{host.slug}/assistance.yaml", "answers", name)
            yield FindOut(_QUESTIONS.get(name, name), place)


def _beside(content: Content, host: Host) -> Iterator[FindOut]:
    for origin, corridor in _corridors(content, host):
        file, at = f"origins/{origin}.yaml", ("corridors", host.slug)
        name = content.origins[origin].name
        if not corridor.posts:
            yield FindOut(
                f"Offices of {name} here: for whom they are a danger, what they can do",
                _place(file, *at, "posts"),
            )
        if not corridor.lost_papers:
            yield FindOut("What to do when papers are lost", _place(file, *at, "lost_papers"))
        if not corridor.going_home:
            yield FindOut("How to go home, for whom it is safe", _place(file, *at, "going_home"))
    if not host.insurance.schemes:
        yield FindOut(
            "Who pays after an accident at work, a death, lost wages; until which day",
            _place(f"hosts/{host.slug}/insurance.yaml", "schemes"),
        )
    if not host.country.provinces:
        yield FindOut(
            "The provinces, with their codes",
            _place(f"hosts/{host.slug}/country.yaml", "provinces"),
        )


def _left_to_write(content: Content, host: Host, known: set[str]) -> Iterator[FindOut]:
    """Yield what still says TODO and is not named yet."""
    corridors = [origin for origin, _corridor in _corridors(content, host)]
    names = [file.name for file in host.files.values()]
    for name in [*names, *(f"origins/{origin}.yaml" for origin in corridors)]:
        file: LoadedFile = content.files[name]
        for path, scalar, is_key in scalars(file.tree):
            if is_key or not TODO.search(scalar.text):
                continue
            if path[:1] == ("corridors",) and path[1] != host.slug:
                continue
            place = _place(name, *path)
            if not any(place.startswith(other) for other in known):
                yield FindOut(scalar.text, place)


def _corridors(content: Content, host: Host) -> Iterator[tuple[str, Corridor]]:
    for slug, origin in content.origins.items():
        if host.slug in origin.corridors:
            yield slug, origin.corridors[host.slug]
