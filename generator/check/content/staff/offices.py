"""Step 2: agencies and contacts of cases → problems: a state office first, a refuge too visible.

Rules ``state-line``, ``origin-office`` and ``refuge-address``. Source: CARE 28, 34 and 38.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from ....load import Content, Host
from ....load import staff as loaded
from ....model import Contact
from ....model.agencies import Agency
from ....model.procedures import HostProcedure, HostProcedures
from ....model.referral_paths import HostCase
from ....problems import Problem, RuleName
from ....text.plain import PLACEHOLDER
from ...every import check
from ...tables import words_pattern
from ...walk import ContentPlace, Options, places, texts
from ..referrals import is_state_line
from ..safety import word_lists

_NUMBERS_OF_HOUSES = r"\b\d+[A-Za-z]?/\d+|\b\d{5,}\b|№|\b[Nn]o\.? ?\d"
"""A house number with a stroke, a postal code, "No. 12"."""


@check
def check_case_contacts(content: Content, _options: Options) -> Iterator[Problem]:
    """No office of a state is the first that a case calls, in any province."""
    for place in places(content):
        host, model = place.host, place.visit.model
        if host is None or not host.has("assistance", "country"):
            continue
        if isinstance(model, HostCase):
            yield from _called_first(content, place, host, model)
        elif isinstance(model, HostProcedures) and model.complaint_contact is not None:
            yield from _complaints(place, host, model.complaint_contact)


@dataclass(frozen=True)
class _Risk:
    """Why a contact is never the first."""

    rule: RuleName
    reason: str


_MAY_CHECK = _Risk("state-line", "may check papers")
_FEARED = _Risk("origin-office", "is an office of a state that its people fear")


def _called_first(
    content: Content, place: ContentPlace, host: Host, case: HostCase
) -> Iterator[Problem]:
    contacts, provinces = host.assistance.contacts, frozenset(host.country.provinces)
    safe: set[str] = set()
    """Provinces in which somebody else stands above."""
    for number, row in enumerate(case.contacts):
        contact = contacts.get(row.contact)
        if contact is None:
            continue
        areas = frozenset(row.areas or contact.area or provinces)
        risk = _risk(content, host, row.contact, contact)
        if risk is None:
            safe |= areas
        elif not areas <= safe:
            where = f" in {', '.join(sorted(areas - safe)[:3])}" if safe & areas else ""
            yield place.problem(
                ("contacts", str(number), "contact"),
                risk.rule,
                f'"{contact.label}" {risk.reason} and is called first{where}',
                "Put somebody before it who is no such office, for the same provinces.",
            )


def _risk(content: Content, host: Host, key: str, contact: Contact) -> _Risk | None:
    if is_state_line(contact, host):
        return _MAY_CHECK
    for agency in loaded.agencies(host).values():
        if key in agency.contacts and _is_feared(content, host, agency):
            return _FEARED
    return None


def _risk_of(content: Content, host: Host, agency: Agency) -> _Risk | None:
    if _is_feared(content, host, agency):
        return _FEARED
    # A network "for labour protection" is no office of the state.
    if agency.side == "host" and words_pattern(word_lists()["state-lines"]).search(agency.name):
        return _MAY_CHECK
    return None


def _is_feared(content: Content, host: Host, agency: Agency) -> bool:
    """Return whether *agency* is one of a state that its own people may fear."""
    if agency.side != "origin":
        return False
    return any(
        origin.state == "feared" and agency.origin in (None, slug)
        for slug, origin in content.origins.items()
        if host.slug in origin.corridors
    )


def _complaints(place: ContentPlace, host: Host, key: str) -> Iterator[Problem]:
    """Report a line for complaints that nobody can call, or that may check papers."""
    contact = host.assistance.contacts.get(key)
    if contact is None:
        return  # reported as a contact that is not there
    if contact.number is None:
        yield place.problem(
            ("complaint_contact",),
            "dangling-reference",
            f'the contact "{key}" has no number to call',
            "Use a contact with a number, outside the office.",
        )
    elif is_state_line(contact, host) or any(
        key in agency.contacts and agency.side == "host"
        for agency in loaded.agencies(host).values()
    ):
        # What a body is, not what its label says: a line of the state may have any name.
        yield place.problem(
            ("complaint_contact",),
            "state-line",
            f'"{contact.label}" may check papers and is the only way to complain',
            "Use a contact that is no such office.",
        )


@check
def check_origin_offices(content: Content, _options: Options) -> Iterator[Problem]:
    """An office of the state of origin says for whom it is unsafe, and is not the first contact."""
    for place in places(content):
        host, model = place.host, place.visit.model
        if isinstance(model, Agency) and model.side == "origin" and model.unsafe_for is None:
            yield place.problem(
                ("side",),
                "origin-office",
                "an office of the state of origin does not say for whom it is unsafe",
                'Add "unsafe_for": for whom, and why.',
            )
        elif isinstance(model, HostProcedure) and model.offices and host is not None:
            agency = loaded.agencies(host).get(model.offices[0])
            risk = None if agency is None else _risk_of(content, host, agency)
            if agency is not None and risk is not None:
                yield place.problem(
                    ("offices", "0"),
                    risk.rule,
                    f'"{agency.name}" {risk.reason} and is the first to turn to',
                    "Put another agency before it.",
                )


@check
def check_refuges(content: Content, _options: Options) -> Iterator[Problem]:
    """Nobody can find a refuge by what we say of it."""
    for place in places(content):
        model = place.visit.model
        if not isinstance(model, Agency) or model.kind != "refuge":
            continue
        if (town := _town(place.host, model.name)) is not None:
            yield _found(place, ("name",), f'the name of this refuge says where it is: "{town}"')
        if place.host is None or not place.host.has("assistance"):
            continue
        for number, key in enumerate(model.contacts):
            contact = place.host.assistance.contacts.get(key)
            for what in _places_of(place.host, contact) if contact else ():
                yield _found(
                    place,
                    ("contacts", str(number)),
                    f'the contact "{key}" of this refuge says where it is: {what}',
                )
    yield from _addresses(content)


def _found(place: ContentPlace, keys: tuple[str, ...], message: str) -> Problem:
    return place.problem(
        keys,
        "refuge-address",
        message,
        "Leave that out, in assistance.yaml too; name a province at most.",
    )


def _places_of(host: Host, contact: Contact) -> Iterator[str]:
    """Yield by what *contact* says where it is."""
    if contact.address:
        yield "an address"
    town = _town(host, contact.label)
    if town is not None:
        yield f'"{town}" in its label'


def _town(host: Host | None, name: str) -> str | None:
    """Return the place that *name* ends with, "House of women, Firefly", when it is no province."""
    _, comma, place = name.rpartition(", ")
    if not comma or not place[:1].isupper() or host is None or not host.has("country"):
        return None
    country = host.country
    names = {row.name for row in country.provinces.values()}
    names |= {row.name for row in country.regions.values()}
    return None if place in {country.name, *names} else place


def _addresses(content: Content) -> Iterator[Problem]:
    for place, text in texts(content):
        if any(isinstance(owner, Agency) and owner.kind == "refuge" for owner in text.visit.owners):
            pattern = _address(tuple(word_lists()["addresses"]))
            match = pattern.search(PLACEHOLDER.sub(" ", text.text))
            if match:
                yield place.file.problem(
                    text.path,
                    "refuge-address",
                    f'"{match[0]}" helps to find a refuge',
                    "Leave out all that says where it is; name a province at most.",
                )


@cache
def _address(words: Collection[str]) -> re.Pattern[str]:
    return re.compile(f"{_NUMBERS_OF_HOUSES}|{words_pattern(words).pattern}", re.IGNORECASE)
