"""Step 2: ids inside a country's files → problems where they name nothing.

Rule ``dangling-reference``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import get_args

from ...load import Content, Host
from ...load.shapes import suggest
from ...model import (
    Corridor,
    Country,
    Group,
    HazardSlug,
    Lead,
    Model,
    Profile,
)
from ...model.marks import ids_named
from ...problems import Problem
from ..every import check
from ..walk import ContentPlace, Options, places

PAGES = frozenset(
    {"overview", "now", "where", "prepare", "insurance", "assistance", "show", "family", "print"}
    | {"office", "talk", "work"}
    | {f"work-{profile}" for profile in get_args(Profile)}
    | {"people", *(f"people-{group}" for group in get_args(Group))}
    | set(get_args(HazardSlug))
)
"""Pages and hazards that may have a call bar of their own; pages of schemes may, too."""


@check
def check_called(content: Content, _options: Options) -> Iterator[Problem]:
    """Roles, plates, call bars and the reader line name contacts that have a number."""
    for place in places(content):
        model = place.visit.model
        if place.host is None or not place.host.has("assistance"):
            continue
        contacts = place.host.assistance.contacts
        named = ids_named(model, "contact") if isinstance(model, Country | Corridor) else ()
        for one in named:
            # What is safe for a topic has a rule of its own: ``safe_contacts``.
            if one.keys[0] not in ("safe_contacts", "second_contacts") and (
                one.id in contacts and contacts[one.id].number is None
            ):
                yield place.problem(
                    one.keys,
                    "dangling-reference",
                    f'the contact "{one.id}" has no number to call',
                    "Use a contact with a number.",
                )


@check
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


@check
def check_leads(content: Content, _options: Options) -> Iterator[Problem]:
    """Each lead names a question, a guide, a scheme or a danger of the host country."""
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
    if kind == "hazard" and host.has("hazards"):
        return host.hazards.hazards
    return None


@check
def check_happened(content: Content, _options: Options) -> Iterator[Problem]:
    """What happened to a reader is named by prepare.yaml: another id would be on no page."""
    if not content.has("prepare.yaml"):
        return
    ids = content.prepare.happened
    for place in places(content):
        if isinstance(place.visit.model, Country):
            for slug in place.visit.model.happened:
                if slug not in ids:
                    yield dangling(place, ("happened", slug), "happening", slug, ids, key=True)


def _schemes(host: Host | None) -> set[str]:
    """Pages of schemes, as call bars name them."""
    if host is None or not host.has("insurance"):
        return set()
    return {f"insurance-{slug}" for slug in host.insurance.schemes}


@check
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


@check
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
