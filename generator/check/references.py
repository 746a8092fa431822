"""Ids inside a host country's and an origin country's files name things that are there.

Step 2, rule ``dangling-reference``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, get_args

from ..load import Content, Host
from ..load.shapes import suggest
from ..model import Corridor, Country, HazardSlug, HostHazard, Model, Profile, Season
from ..problems import Problem
from .scope import Options, Place, places

PAGES = frozenset(
    {"overview", "now", "where", "prepare", "insurance", "assistance", "show", "family", "print"}
    | {"office", "talk", "work"}
    | {f"work-{profile}" for profile in get_args(Profile)}
    | set(get_args(HazardSlug))
)
"""Pages and hazards that may have a call bar of their own; pages of schemes may, too."""


def check_sources(content: Content, _options: Options) -> Iterator[Problem]:
    """Each id in ``sources`` is in the list of sources of the same host, hazard or origin."""
    for place in places(content):
        # The list itself is a field of that name too, in some files; it is a mapping.
        if place.sources is not None:
            yield from unknown_ids(place, "sources", "source", place.sources)


def check_contacts(content: Content, _options: Options) -> Iterator[Problem]:
    """Each contact and each rule that is named is one of the host country's."""
    for place in places(content):
        if place.host is None or not place.host.has("assistance"):
            continue
        contacts = place.host.assistance.contacts
        yield from unknown_ids(place, "contacts", "contact", contacts)
        yield from unknown_ids(place, "alternatives", "contact", contacts)
        yield from unknown_ids(place, "rules", "rule", place.host.assistance.rules)


def check_called(content: Content, _options: Options) -> Iterator[Problem]:
    """Roles, plates and call bars name contacts that have a number; safe contacts can be reached."""
    for place in places(content):
        model = place.visit.model
        if place.host is None or not place.host.has("assistance"):
            continue
        if isinstance(model, Country):
            yield from _uncallable(place, place.host, "roles", _with_text_keys(model.roles))
            yield from _uncallable(place, place.host, "bar", model.bar)
            plates = {str(number): slug for number, slug in enumerate(model.plates)}
            yield from _uncallable(place, place.host, "plates", plates)
        elif isinstance(model, Corridor):
            yield from _uncallable(place, place.host, "", {"reader_line": model.reader_line})
            yield from _unreachable(place, place.host, model)


def check_corridor(content: Content, _options: Options) -> Iterator[Problem]:
    """A corridor names a safe contact for any question, and each call bar stands on a page."""
    for place in places(content):
        model = place.visit.model
        if isinstance(model, Corridor) and "general" not in model.safe_contacts:
            yield place.problem(
                ("safe_contacts",), "missing-key", 'the topic "general" is missing',
                "Name the contact that is safe whatever the question is.",
            )  # fmt: skip
        elif isinstance(model, Country):
            known = PAGES | _schemes(place.host)
            for page in model.bar:
                if page not in known:
                    yield dangling(place, ("bar", page), "page, hazard or scheme", page, known)


def _schemes(host: Host | None) -> set[str]:
    """Pages of schemes, as call bars name them."""
    if host is None or not host.has("insurance"):
        return set()
    return {f"insurance-{slug}" for slug in host.insurance.schemes}


def check_areas(content: Content, _options: Options) -> Iterator[Problem]:
    """Provinces and regions that are named are declared in country.yaml."""
    for place in places(content):
        model = place.visit.model
        if isinstance(model, Country):
            yield from _foreign_provinces(place, model)
        if place.host is None or not place.host.has("country"):
            continue
        country = place.host.country
        for keys, code in _codes(model):
            if code not in country.provinces:
                yield place.problem(
                    keys, "dangling-reference", f'there is no province "{code}"',
                    "Write the code that stands before its name in country.yaml.",
                )  # fmt: skip
        if isinstance(model, HostHazard | Season):
            yield from unknown_ids(place, "regions", "region", country.regions)


def _codes(model: Model) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give the codes of provinces that *model* names. A near code is a place far away: none is offered."""
    for field in ("area", "areas"):
        codes = getattr(model, field, None)
        for number, code in enumerate(codes if isinstance(codes, tuple) else ()):
            yield (field, str(number)), code
    seat = getattr(model, "seat", None)
    if seat is not None:
        yield ("seat",), seat


def _foreign_provinces(place: Place, country: Country) -> Iterator[Problem]:
    for code in country.provinces:
        if not code.startswith(f"{country.code}-"):
            yield place.problem(
                ("provinces", code), "dangling-reference",
                f'"{code}" is no province of {country.code}',
                f'Use its ISO 3166-2 code, which begins with "{country.code}-".',
            )  # fmt: skip


def check_icons(content: Content, options: Options) -> Iterator[Problem]:
    """Each picture that is named is one of ours."""
    if options.icons is None:
        return
    for place in places(content):
        model = place.visit.model
        for field in ("icon", "picture"):
            # A default of the model is the program's business, not the author's.
            name = getattr(model, field, None) if field in model.model_fields_set else None
            if name is not None and name not in options.icons:
                yield dangling(place, (field,), "picture", name, options.icons)


def unknown_ids(place: Place, field: str, what: str, known: Collection[str]) -> Iterator[Problem]:
    """Report the ids in the list *field* of *place* that are not *known*."""
    ids = getattr(place.visit.model, field, None)
    if not isinstance(ids, tuple):
        return
    for number, name in enumerate(ids):
        if name not in known:
            yield dangling(place, (field, str(number)), what, name, known)


def dangling(
    place: Place, keys: tuple[str, ...], what: str, name: str, known: Collection[str], *,
    key: bool = False,
) -> Problem:  # fmt: skip
    """Make the problem of a *name* that names no *what*; with *key*, it is a key of the mapping."""
    # Lists of ids are long: a near one is offered, the rest is not printed.
    hint = suggest(name, sorted(known), sorted(known) if len(known) <= 8 else [])
    remedy = f"Add it, or correct the id. {hint}".rstrip()
    message = f'there is no {what} "{name}"'
    return place.problem(keys, "dangling-reference", message, remedy, key=key)


def _uncallable(
    place: Place, host: Host, field: str, named: Mapping[str, str]
) -> Iterator[Problem]:
    contacts = host.assistance.contacts
    for key, slug in named.items():
        keys = (field, key) if field else (key,)
        if slug not in contacts:
            # ``contacts`` is checked elsewhere; these fields are not lists of that name.
            yield dangling(place, keys, "contact", slug, contacts)
        elif contacts[slug].number is None:
            yield place.problem(
                keys, "dangling-reference", f'the contact "{slug}" has no number to call',
                "Name a contact with a number.",
            )  # fmt: skip


def _unreachable(place: Place, host: Host, corridor: Corridor) -> Iterator[Problem]:
    """Report safe contacts that have neither a number nor an address nor another way to them."""
    contacts = host.assistance.contacts
    for topic, slug in corridor.safe_contacts.items():
        keys, contact = ("safe_contacts", str(topic)), contacts.get(slug)
        if contact is None:
            yield dangling(place, keys, "contact", slug, contacts)
        elif not (contact.number or contact.address or contact.channels):
            yield place.problem(
                keys, "dangling-reference", f'nobody can reach the contact "{slug}"',
                "Name a contact with a number, an address or a web page.",
            )  # fmt: skip


def _with_text_keys(named: Mapping[Any, str]) -> dict[str, str]:
    # A mapping from a closed list is no mapping from texts to the type checker.
    return {str(key): slug for key, slug in named.items()}
