"""Telephone numbers as data: what is printed and what is dialled.

A host number is shown in national form and dialled as a phone in that country dials it; a
number abroad is shown and dialled in international form; a short code stays as typed. (A
toll-free line such as 1800-010-180 does not connect when dialled with its country code.)
"""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumberFormat

_ONLY_AT_HOME = frozenset({
    phonenumbers.PhoneNumberType.TOLL_FREE,
    phonenumbers.PhoneNumberType.PREMIUM_RATE,
    phonenumbers.PhoneNumberType.SHARED_COST,
    phonenumbers.PhoneNumberType.UAN,
})  # fmt: skip


# The same few hundred numbers stand in all languages, on every page.
@lru_cache(maxsize=8192)
def tel_href(number: str, region: str) -> str:
    """Return the ``tel:`` address that a phone inside *region* (ISO 3166) can dial.

    *number* is as printed: "0 3443 4726", "1800-010-180", "1669", "+95 67 430183".
    """
    parsed = _parse(number, region)
    if parsed is None or not phonenumbers.is_valid_number(parsed):
        return "tel:" + re.sub(r"[^0-9+]", "", number)
    if number.startswith("+") and phonenumbers.region_code_for_number(parsed) != region:
        return "tel:" + phonenumbers.format_number(parsed, PhoneNumberFormat.E164)
    dialled = phonenumbers.format_number_for_mobile_dialing(parsed, region, with_formatting=False)
    return "tel:" + (dialled or re.sub(r"[^0-9+]", "", number))


def international(number: str, region: str) -> str | None:
    """Return how to write *number* for somebody abroad, or None when it cannot be dialled there.

    Short codes and toll-free lines cannot; nor can lines whose cost a phone company of the
    country shares out (0570 in Japan, 1588 in South Korea).
    """
    parsed = _parse(number, region)
    if parsed is None or not phonenumbers.is_valid_number(parsed):
        return None
    if phonenumbers.number_type(parsed) in _ONLY_AT_HOME:
        return None
    return phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL)


def _parse(number: str, region: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return None
