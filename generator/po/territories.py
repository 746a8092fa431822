"""Beside step 1: an ISO 3166 code → what CLDR knows of the country, as proposals for who starts it.

In: a code of two letters. Out: its English name, currency, languages, time zones and calling code.
These are proposals only: an editor sees and may change each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from zoneinfo import available_timezones

import phonenumbers
from babel import Locale
from babel.core import get_global
from babel.languages import get_territory_language_info
from babel.numbers import get_currency_name, get_territory_currencies

_SPOKEN_BY = 1
"""Percent of the people from which a language is proposed."""


@dataclass(frozen=True)
class Territory:
    """What CLDR and the numbering plans say of one country."""

    code: str
    name: str
    calling_code: str
    currency: str
    """ISO 4217; empty = not known."""
    currency_name: str
    """In English, as an amount is followed by it: "Nepalese rupees"."""
    languages: tuple[str, ...]
    """BCP 47 tags, the official ones first."""
    time_zones: tuple[str, ...]


@cache
def territory_of(code: str) -> Territory | None:
    """Return what is known of the country *code*; None when no country with telephones has it.

    >>> territory_of("NP").calling_code, territory_of("XX"), territory_of("np")
    ('977', None, None)
    """
    name = Locale("en").territories.get(code)
    calling = phonenumbers.country_code_for_region(code)
    if name is None or not calling or len(code) != 2:
        return None
    currency = next(iter(get_territory_currencies(code)), "")
    currency_name = get_currency_name(currency, count=2, locale="en") if currency else ""
    zones = {zone for zone, owner in get_global("zone_territories").items() if owner == code}
    spoken: Mapping[str, Any] = get_territory_language_info(code)
    tags = sorted(
        (tag for tag, row in spoken.items() if (row["population_percent"] or 0) >= _SPOKEN_BY),
        key=lambda tag: (
            not str(spoken[tag]["official_status"] or "").startswith(("official", "de_facto")),
            -(spoken[tag]["population_percent"] or 0),
        ),
    )
    return Territory(
        code,
        name,
        str(calling),
        currency,
        currency_name,
        tuple(tag.replace("_", "-") for tag in tags),
        tuple(sorted(zones & available_timezones())),
    )


def script_name(script: str) -> str:
    """Return the English name of an ISO 15924 script.

    >>> script_name("Laoo")
    'Lao'
    """
    return str(Locale("en").scripts.get(script, script))
