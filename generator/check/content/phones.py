"""Step 2: telephone numbers → problems: not dialable, unknown short code, emergency code.

Rules ``phone-number``, ``short-code`` and ``emergency-code``. phonenumbers 9.0.43 knows
neither 1300 nor 1784 in Thailand, both in daily use: so an unknown short code is never an error, it
wants a source that can be looked up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal

import phonenumbers
from phonenumbers import shortnumberinfo

from ...load import Content
from ...model import Contact, Origin, Partner
from ...problems import Problem
from ...text.telephone import international
from ..every import check
from ..walk import ContentPlace, Options, places
from .numbers import numbers_of

SHORT = 5
"""A code of up to so many digits is a short code even where the library knows none so long."""

NumberForm = Literal["full", "short", "emergency", "unknown-short", "wrong"]


@check
def check_phones(content: Content, _options: Options) -> Iterator[Problem]:
    """Every number can be dialled: host numbers in the host, others from anywhere."""
    for place in places(content):
        region = _region(content, place)
        for keys, number in numbers_of(place.visit.model):
            yield from _check_number(place, keys, number, region)
        yield from _check_from_abroad(place, region)


def _check_from_abroad(place: ContentPlace, region: str | None) -> Iterator[Problem]:
    model = place.visit.model
    number = model.from_abroad if isinstance(model, Contact) else None
    if number is None or region is None or region == "unread":
        return
    if verdict(number, region) == "full" and international(number, region) is None:
        yield place.problem(
            ("from_abroad",),
            "phone-number",
            f'the number "{number}" may not be reachable from other countries',
            "Write the ordinary number that the source gives for calls from abroad, or remove "
            "this line.",
        )


def _region(content: Content, place: ContentPlace) -> str | None:
    """Where the number is dialled; None for lines abroad, which need their international form."""
    if place.host is not None:
        return place.host.country.code if place.host.has("country") else "unread"
    model = place.file.model
    if isinstance(place.visit.model, Partner):
        host = content.hosts.get(place.visit.model.host)
        return host.country.code if host is not None and host.has("country") else "unread"
    if not isinstance(model, Origin):
        return None
    # Short codes of an origin country belong to the country of its other lines.
    regions = Counter(
        phonenumbers.region_code_for_number(phonenumbers.parse(line.number))
        for line in model.hotlines.values()
        if line.number and line.number.startswith("+") and verdict(line.number, None) == "full"
    )
    return regions.most_common(1)[0][0] if regions else None


def _check_number(
    place: ContentPlace, keys: tuple[str, ...], number: str, region: str | None
) -> Iterator[Problem]:
    if region == "unread":
        return
    kind = verdict(number, region)
    in_host = place.host is not None or isinstance(place.visit.model, Partner)
    if not in_host and kind == "full" and not number.startswith("+"):
        kind = "wrong"
    if kind == "wrong":
        where = f"in {region}" if region and in_host else "from abroad"
        example = "125" if in_host else "+95 67 430183"
        yield place.problem(
            keys,
            "phone-number",
            f'the number "{number}" cannot be dialled {where}',
            f'Compare it with the source and write it as printed there, for example "{example}".',
        )
    elif kind == "emergency" and not _is_emergency(place):
        yield place.problem(
            keys,
            "emergency-code",
            f'"{number}" is an emergency number, but the kind of the contact is not "emergency"',
            'Set "kind: emergency", or correct the number.',
        )
    elif kind == "unknown-short" and not _has_address(place):
        yield place.problem(
            keys,
            "short-code",
            f'the short code "{number}" is missing from the list of known numbers',
            "Cite a source that has a web address and a date.",
            level="warning",
        )


def verdict(number: str, region: str | None) -> NumberForm:
    """Return what kind of number *number* is when dialled in *region* (ISO 3166; None = abroad)."""
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return "wrong"
    if phonenumbers.is_valid_number(parsed):
        return "full"
    digits = sum(character.isdecimal() for character in number)
    if number.startswith("+") or region is None:
        return "wrong"
    if shortnumberinfo.is_emergency_number(number, region):
        return "emergency"
    if shortnumberinfo.is_valid_short_number_for_region(parsed, region):
        return "short"
    possible = shortnumberinfo.is_possible_short_number_for_region(parsed, region)
    return "unknown-short" if possible or digits <= SHORT else "wrong"


def _is_emergency(place: ContentPlace) -> bool:
    model = place.visit.model
    # Posts and values are read by people; only a contact says what it is for.
    return not isinstance(model, Contact) or model.national_emergency or model.kind == "emergency"


def _has_address(place: ContentPlace) -> bool:
    cited = getattr(place.visit.model, "sources", ())
    sources = [(place.sources or {}).get(name) for name in cited]
    return any(source and source.url for source in sources)
