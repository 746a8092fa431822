"""Step 2: ids inside a country's files → problems where they name nothing.

Rule ``dangling-reference``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, get_args

from ...load import Content, Host
from ...load.shapes import suggest
from ...model import (
    Corridor,
    Country,
    Group,
    HazardSlug,
    HostHazard,
    Lead,
    Model,
    Profile,
    Season,
)
from ...model.marks import NamesContact, NamesRule, marked
from ...problems import Problem
from ..walk import ContentPlace, Options, places

PAGES = frozenset(
    {"overview", "now", "where", "prepare", "insurance", "assistance", "show", "family", "print"}
    | {"office", "talk", "work"}
    | {f"work-{profile}" for profile in get_args(Profile)}
    | {"people", *(f"people-{group}" for group in get_args(Group))}
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
        # What these two name must have a number besides: ``check_called``.
        if isinstance(place.visit.model, Country | Corridor):
            continue
        if place.host is None or not place.host.has("assistance"):
            continue
        kind, assistance = type(place.visit.model), place.host.assistance
        for field in sorted(marked(kind, NamesContact)):
            yield from unknown_ids(place, field, "contact", assistance.contacts)
        for field in sorted(marked(kind, NamesRule)):
            yield from unknown_ids(place, field, "rule", assistance.rules)


def check_called(content: Content, _options: Options) -> Iterator[Problem]:
    """Roles, plates and call bars name contacts that have a number."""
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


def check_corridor(content: Content, _options: Options) -> Iterator[Problem]:
    """A corridor names a safe contact for any question, and each call bar is on a page."""
    for place in places(content):
        model = place.visit.model
        if isinstance(model, Corridor) and "general" not in model.safe_contacts:
            yield place.problem(
                ("safe_contacts",),
                "missing-key",
                'the topic "general" is missing',
                "Add the contact that is safe for any question.",
            )
        elif isinstance(model, Country):
            pages = PAGES | _schemes(place.host)
            for page in model.bar:
                if page not in pages:
                    yield dangling(place, ("bar", page), "page, hazard or scheme", page, pages)


def check_leads(content: Content, _options: Options) -> Iterator[Problem]:
    """Each lead names a question, a guide or a scheme of the host country."""
    for place in places(content):
        lead = place.visit.model
        if not isinstance(lead, Lead) or place.host is None:
            continue
        kind, slug = lead.target
        ids = _ids_of(place.host, kind)
        if ids is not None and slug not in ids:
            yield dangling(place, (kind,), kind, slug, ids)


def _ids_of(host: Host, kind: str) -> Collection[str] | None:
    """Return ids that a lead of *kind* may name; None where unread, or where the list is closed."""
    if kind == "rule" and host.has("assistance"):
        return host.assistance.rules
    if kind == "guide" and host.has("guides"):
        return host.guides.guides
    if kind == "scheme" and host.has("insurance"):
        return host.insurance.schemes
    return None


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
                    keys,
                    "dangling-reference",
                    f'there is no province "{code}"',
                    "Copy the code from country.yaml.",
                )
        if isinstance(model, HostHazard | Season):
            yield from unknown_ids(place, "regions", "region", country.regions)


def _codes(model: Model) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the codes of provinces in *model*. A near code is a place far away: offer none."""
    for field in ("area", "areas"):
        codes = getattr(model, field, None)
        for number, code in enumerate(codes if isinstance(codes, tuple) else ()):
            yield (field, str(number)), code
    seat = getattr(model, "seat", None)
    if seat is not None:
        yield ("seat",), seat


def _foreign_provinces(place: ContentPlace, country: Country) -> Iterator[Problem]:
    for code in country.provinces:
        if not code.startswith(f"{country.code}-"):
            yield place.problem(
                ("provinces", code),
                "dangling-reference",
                f'"{code}" is not a province of {country.code}',
                f'Use its ISO 3166-2 code, which starts with "{country.code}-".',
            )


def check_icons(content: Content, options: Options) -> Iterator[Problem]:
    """Each picture that is named is one of ours."""
    if options.icons is None:
        return
    for place in places(content):
        model = place.visit.model
        for field in ("icon", "picture"):
            # A default of the model is the program's business, not the author's.
            name = getattr(model, field, None) if field in model.model_fields_set else None
            if isinstance(name, str) and name not in options.icons:
                yield dangling(place, (field,), "picture", name, options.icons)


def unknown_ids(
    place: ContentPlace, field: str, what: str, ids_there: Collection[str]
) -> Iterator[Problem]:
    """Report the ids in *field* of *place*, a list or one, that are not among *ids_there*."""
    ids = getattr(place.visit.model, field, None)
    if isinstance(ids, str) and ids not in ids_there:
        yield dangling(place, (field,), what, ids, ids_there)
    if not isinstance(ids, tuple):
        return
    for number, name in enumerate(ids):
        if name not in ids_there:
            yield dangling(place, (field, str(number)), what, name, ids_there)


def dangling(
    place: ContentPlace,
    keys: tuple[str, ...],
    what: str,
    name: str,
    ids: Collection[str],
    *,
    key: bool = False,
) -> Problem:
    """Make the problem of a *name* that names no *what*; with *key*, it is a key of the mapping."""
    # Lists of ids are long: a near one is offered, the rest is not printed.
    hint = suggest(name, sorted(ids), sorted(ids) if len(ids) <= 8 else [])
    remedy = f"Add it, or correct the id. {hint}".rstrip()
    message = f'there is no {what} "{name}"'
    return place.problem(keys, "dangling-reference", message, remedy, key=key)


def _uncallable(
    place: ContentPlace, host: Host, field: str, named: Mapping[str, str]
) -> Iterator[Problem]:
    contacts = host.assistance.contacts
    for key, slug in named.items():
        keys = (field, key) if field else (key,)
        if slug not in contacts:
            # ``contacts`` is checked elsewhere; these fields are not lists of that name.
            yield dangling(place, keys, "contact", slug, contacts)
        elif contacts[slug].number is None:
            yield place.problem(
                keys,
                "dangling-reference",
                f'the contact "{slug}" has no number to call',
                "Use a contact with a number.",
            )


def _with_text_keys(named: Mapping[Any, str]) -> dict[str, str]:
    # A mapping from a closed list is no mapping from texts to the type checker.
    return {str(key): slug for key, slug in named.items()}
