"""Step 2: referrals.yaml → problems: a line too long, an id that is gone, a state line alone.

Rules ``referral-length`` and ``state-line``; and ``dangling-reference`` and ``carry`` for what the
lines name. Paper has no page to open: what is not in the line, its reader does not get. Source:
CARE 13, 26 and 28.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from ...load import Content, Host
from ...load.kinds import HOST_FILES
from ...model import Contact, Referral, Referrals
from ...problems import Problem
from ..every import check
from ..tables import words_pattern
from ..walk import ContentPlace, Options, places, places_met_in
from .references import dangling, unknown_ids
from .safety import word_lists

MOST_LINES = 10
MOST_WORDS, MOST_WORDS_OF_FIRST = 6, 12
_ANSWERS_TOO = "emergency"
"""A number of this kind that is also the ambulance's is for everybody, whoever else answers it."""


@check
def check_referrals(content: Content, _options: Options) -> Iterator[Problem]:
    """Each line is short, names what is there, and calls somebody whom paper may name."""
    for place in places(content):
        model = place.visit.model
        if isinstance(model, Referrals) and len(model.referrals) > MOST_LINES:
            yield place.problem(
                ("referrals",),
                "referral-length",
                f"there are {len(model.referrals)} lines; a panel has room for {MOST_LINES}",
                "Keep those that people need most.",
                key=True,
            )
        elif isinstance(model, Referral) and not place.visit.is_withdrawn:
            yield from _too_long(place, model)
            if place.host is not None and place.host.has("assistance", "insurance"):
                yield from _names_nothing(content, place, place.host, model)
                yield from _calls(place, place.host, model)


def _too_long(place: ContentPlace, referral: Referral) -> Iterator[Problem]:
    for field, most in (("text", MOST_WORDS), ("first", MOST_WORDS_OF_FIRST)):
        count = len((getattr(referral, field) or "").split())
        if count > most:
            yield place.problem(
                (field,),
                "referral-length",
                f"the line has {count} words; at most {most} fit",
                "Say it shorter: the page says the rest.",
            )


def _names_nothing(
    content: Content, place: ContentPlace, host: Host, referral: Referral
) -> Iterator[Problem]:
    if referral.scheme is not None and referral.scheme not in host.insurance.schemes:
        yield dangling(place, ("scheme",), "scheme", referral.scheme, host.insurance.schemes)
    ids = {place.id for place in places_met_in(content, host)}
    ids.update(_unread(content, host, referral.summary_of))
    yield from unknown_ids(place, "summary_of", "line", ids)
    if referral.message is None or [*_unread(content, host, [referral.message])]:
        return
    slug, _, key = referral.message.partition(".messages.")
    messages = content.hazards[slug].messages if slug in content.hazards else {}
    if key not in messages or not host.has("hazards") or slug not in host.hazards.hazards:
        yield place.problem(
            ("message",),
            "dangling-reference",
            f'there is no message "{referral.message}" in {host.slug}',
            'Write its id, for example "chemical.messages.walk-away", of a hazard that this '
            "country has.",
        )
    elif messages[key].carry != "paper":
        yield _not_for_paper(place, ("message",), "message", referral.message)


def _unread(content: Content, host: Host, ids: Collection[str]) -> Iterator[str]:
    """Yield those of *ids* that are in a file that could not be read (a problem of its own)."""
    for name in ids:
        file = name.partition(".")[0]
        of_host = file in HOST_FILES and not host.has(file)
        of_library = (
            host.has("hazards") and file in host.hazards.hazards and file not in content.hazards
        )
        of_origin = file in ("corridors", "hotlines") and not content.origins
        if of_host or of_library or of_origin:
            yield name


def _calls(place: ContentPlace, host: Host, referral: Referral) -> Iterator[Problem]:
    """What is called has a number that paper may carry, and a state line is not the first."""
    contacts = host.assistance.contacts
    named = [
        (number, key, contacts[key])
        for number, key in enumerate(referral.contacts)
        if key in contacts
    ]
    for number, key, contact in named:
        if contact.number is None:
            yield place.problem(
                ("contacts", str(number)),
                "dangling-reference",
                f'the contact "{key}" has no number to call',
                'Use a contact with a number, or say in "first" what to do.',
            )
        elif contact.carry != "paper":
            yield _not_for_paper(place, ("contacts", str(number)), "contact", key)
    if named and is_state_line(named[0][2], host):
        yield place.problem(
            ("contacts", "0"),
            "state-line",
            f'"{named[0][2].label}" may check papers and is called first',
            "Put somebody before it who is no such office.",
        )


def _not_for_paper(place: ContentPlace, keys: tuple[str, ...], what: str, name: str) -> Problem:
    return place.problem(
        keys,
        "carry",
        f'the {what} "{name}" is not for paper',
        'Name another, or decide that it may be on paper and set "carry: paper" there.',
    )


def is_state_line(contact: Contact, host: Host) -> bool:
    """Tell whether *contact* is an immigration, police or labour-inspection line (CARE 28)."""
    ambulance = host.assistance.contacts.get(
        host.country.roles.get("ambulance", "") if host.has("country") else ""
    )
    if contact.kind == _ANSWERS_TOO and ambulance and contact.number == ambulance.number:
        return False
    return _state_lines().search(contact.label) is not None


@cache
def _state_lines() -> re.Pattern[str]:
    return words_pattern(word_lists()["state-lines"])
