"""What tests of a host country share: its advisory, and numbers as digits."""

from __future__ import annotations

import re
from functools import cache

from phonenumbers.shortnumberinfo import is_emergency_number

from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from support.example import ROOT
from support.real import real_content


@cache
def real_advisory(host: str, locale: str = "en") -> Advisory:
    """The advisory of one of our host countries, with our translations."""
    (advisory,) = load_advisories(real_content(), ROOT / "locales", Selection(host, locale))
    return advisory


def digits(text: str) -> str:
    """Only the digits of *text*, as they stand."""
    return re.sub(r"\D", "", text)


def emergency_numbers(region: str) -> set[str]:
    """What phonenumbers calls emergency numbers of a region, of three digits."""
    return {f"{n:03}" for n in range(1000) if is_emergency_number(f"{n:03}", region)}
