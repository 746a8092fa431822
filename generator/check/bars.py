"""The call bars and the plates: who is called first, who is always there, who comes last.

Step 2, rule ``call-bar``. The bar of a page is its own number, then the ambulance. Source: CARE 11.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..load import Content
from ..model import Contact, Country
from ..problems import Problem
from .scope import Options, Place, places


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
    place: Place, country: Country, contacts: Mapping[str, Contact]
) -> Iterator[Problem]:
    slug = country.roles.get("ambulance")
    if slug is None:
        yield place.problem(
            ("roles",), "call-bar", "no contact is named for the ambulance",
            'Add "ambulance: ID": its number is at the foot of every page.',
        )  # fmt: skip
    elif (contact := contacts.get(slug)) and (contact.area or contact.kind != "emergency"):
        yield place.problem(
            ("roles", "ambulance"), "call-bar",
            f'"{slug}" is not an emergency number of the whole country',
            'Name the number that sends an ambulance anywhere in the country ("kind: emergency", without '
            '"area").',
        )  # fmt: skip


def _own_numbers(
    place: Place, country: Country, contacts: Mapping[str, Contact]
) -> Iterator[Problem]:
    if "now" not in country.bar:
        yield place.problem(
            ("bar",), "call-bar", 'no number is named for "now"',
            'Add "now: ID": pages that have no number of their own take it.',
        )  # fmt: skip
    for page, slug in country.bar.items():
        contact = contacts.get(slug)
        if contact is None:
            continue  # told by rule dangling-reference
        if contact.area:
            yield place.problem(
                ("bar", page), "call-bar", f'"{slug}" serves a part of the country only',
                "Name a contact that helps readers in every province.",
            )  # fmt: skip
        elif _is_police(slug, country, contacts):
            yield place.problem(
                ("bar", page), "call-bar", f'"{slug}" is the police, which no page may name first',
                "Name a contact that readers without papers can call.",
            )  # fmt: skip


def _plates(place: Place, country: Country, contacts: Mapping[str, Contact]) -> Iterator[Problem]:
    numbers = [contacts[slug].number for slug in country.plates if slug in contacts]
    ambulance = contacts.get(country.roles.get("ambulance", ""))
    if ambulance and numbers and numbers[0] != ambulance.number:
        yield place.problem(
            ("plates", "0"), "call-bar", f'"{country.plates[0]}" is not the ambulance',
            "Put the ambulance first.",
        )  # fmt: skip
    for number, slug in enumerate(country.plates[:-1]):
        if _is_police(slug, country, contacts):
            yield place.problem(
                ("plates", str(number)), "call-bar", "the police is not the last plate",
                "Put it last: many readers are afraid of it.",
            )  # fmt: skip


def _is_police(slug: str, country: Country, contacts: Mapping[str, Contact]) -> bool:
    """Tell whether *slug* is the police alone; one number for all emergencies is not."""
    police, ambulance = (
        contacts.get(country.roles.get(role, "")) for role in ("police", "ambulance")
    )
    if slug not in contacts or police is None:
        return False
    number = contacts[slug].number
    return number == police.number and (ambulance is None or number != ambulance.number)
