"""Step 2: roles, call bars and plates of a country → problems in their order.

Rule ``call-bar``. The bar of a page is its own number, then the ambulance. Source: CARE 11.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...load import Content
from ...model import Contact, Country
from ...problems import Problem
from ..every import check
from ..walk import ContentPlace, Options, places

_AT_SEA = frozenset({"work-sea", "storm", "tsunami"})
"""Pages that are about the sea, too."""


@check
def check_bars(content: Content, _options: Options) -> Iterator[Problem]:
    """Each country has an ambulance for every page, a number for any page, and the police last."""
    for place in places(content):
        country = place.visit.model
        if not isinstance(country, Country) or place.host is None:
            continue
        if place.host.has("assistance"):
            contacts = place.host.assistance.contacts
            yield from _ambulance(place, country, contacts)
            yield from _own_numbers(place, country, contacts)
            yield from _plates(place, country, contacts)


def _ambulance(
    place: ContentPlace, country: Country, contacts: Mapping[str, Contact]
) -> Iterator[Problem]:
    slug = country.roles.get("ambulance")
    if slug is None:
        yield place.problem(
            ("roles",),
            "call-bar",
            'the role "ambulance" is missing',
            'Add "ambulance: ID" with the id of a contact: its number is at the foot of every '
            "page.",
        )
    elif (contact := contacts.get(slug)) and (contact.area or contact.kind != "emergency"):
        yield place.problem(
            ("roles", "ambulance"),
            "call-bar",
            f'the contact "{slug}" is not an emergency number for the whole country',
            'Use the number that sends an ambulance anywhere in the country ("kind: emergency", '
            'without "area").',
        )


def _own_numbers(
    place: ContentPlace, country: Country, contacts: Mapping[str, Contact]
) -> Iterator[Problem]:
    if "now" not in country.bar:
        yield place.problem(
            ("bar",),
            "call-bar",
            'the page "now" has no number',
            'Add "now: ID": pages without a number of their own use it too.',
        )
    for page, slug in country.bar.items():
        contact = contacts.get(slug)
        if contact is None:
            continue  # reported by rule dangling-reference
        if contact.area:
            yield place.problem(
                ("bar", page),
                "call-bar",
                f'the contact "{slug}" serves only part of the country',
                "Use a contact that helps readers in every province.",
            )
        elif contact.kind == "sea" and page not in _AT_SEA:
            yield place.problem(
                ("bar", page),
                "call-bar",
                f'"{slug}" is for people at sea, and this page is not about the sea',
                "Use the number that helps on land.",
            )
        elif _is_police(slug, country, contacts):
            yield place.problem(
                ("bar", page),
                "call-bar",
                f'"{slug}" is the police, who must not be the first number of a page',
                "Use a contact that readers without papers can call.",
            )


def _plates(
    place: ContentPlace, country: Country, contacts: Mapping[str, Contact]
) -> Iterator[Problem]:
    numbers = [contacts[slug].number for slug in country.plates if slug in contacts]
    ambulance = contacts.get(country.roles.get("ambulance", ""))
    # By number, not by id: one line may stand there for all emergencies.
    if ambulance and numbers and numbers[0] != ambulance.number:
        yield place.problem(
            ("plates", "0"),
            "call-bar",
            f'the first plate is "{country.plates[0]}", not the ambulance',
            "Put the ambulance first.",
        )
    for number, slug in enumerate(country.plates[:-1]):
        if _is_police(slug, country, contacts):
            yield place.problem(
                ("plates", str(number)),
                "call-bar",
                "the police are not the last plate",
                "Put the police last: many readers are afraid of them.",
            )


def _is_police(slug: str, country: Country, contacts: Mapping[str, Contact]) -> bool:
    """Return whether *slug* is the police alone; one number for all emergencies is not."""
    police, ambulance = (
        contacts.get(country.roles.get(role, "")) for role in ("police", "ambulance")
    )
    if slug not in contacts or police is None:
        return False
    number = contacts[slug].number
    return number == police.number and (ambulance is None or number != ambulance.number)
