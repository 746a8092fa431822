"""Beside the steps: a telephone number → what is printed, and what is dialled.

What is dialled is what is shown. A number in national form is dialled as a phone in its country
dials it, one in international form with its country code: its reader may be in another
country. A short code stays as typed. (A toll-free line such as 1800-010-180 does not connect when
dialled with its country code.)
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

_REACHED_FROM_ABROAD = frozenset(
    {
        PhoneNumberType.FIXED_LINE,
        PhoneNumberType.MOBILE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE,
        PhoneNumberType.VOIP,
    }
)
"""Ordinary lines. Toll-free, shared-cost, nationwide (0570, 1577, 1300) often end at borders."""


# The same few hundred numbers are in all languages, on every page.
@lru_cache(maxsize=8192)
def tel_href(number: str, region: str) -> str:
    """Return the ``tel:`` address that a phone inside *region* (ISO 3166) can dial.

    *number* is as printed: "0 3443 4726", "1800-010-180", "1669", "+95 67 430183".
    """
    shown = "tel:" + re.sub(r"[^0-9+]", "", number)
    parsed = _parse(number, region)
    if parsed is None or not phonenumbers.is_valid_number(parsed):
        return shown
    if number.startswith("+"):
        return "tel:" + phonenumbers.format_number(parsed, PhoneNumberFormat.E164)
    dialled = phonenumbers.format_number_for_mobile_dialing(parsed, region, with_formatting=False)
    return f"tel:{dialled}" if dialled else shown


def sms_href(number: str) -> str:
    """Return the ``sms:`` address that opens a text message to *number*, as it is printed."""
    return "sms:" + re.sub(r"[^0-9+]", "", number)


def tel_hrefs(number: str, region: str) -> frozenset[str]:
    """Return every ``tel:`` address by which pages may dial *number*, at home and from abroad."""
    abroad = international(number, region)
    numbers = (number,) if abroad is None else (number, abroad)
    return frozenset(tel_href(one, region) for one in numbers)


def international(number: str, region: str) -> str | None:
    """Return how to write *number* for somebody abroad, or None when it cannot be dialled there.

    Short codes cannot; of toll-free lines and of those with one number for the whole country it is
    not known.
    """
    parsed = _parse(number, region)
    if parsed is None or not phonenumbers.is_valid_number(parsed):
        return None
    if phonenumbers.number_type(parsed) not in _REACHED_FROM_ABROAD:
        return None
    return phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL)


@lru_cache(maxsize=8192)
def stands_in(number: str, text: str) -> bool:
    """Return whether *text* prints *number*, digit for digit, whatever separates its groups.

    Of a full number the first 0 or the country code may be missing on either side.

    >>> stands_in("0 3443 4726", "LPN, +66 3443-4726"), stands_in("0 3443 4726", "0 3443 4762")
    (True, False)
    """
    spellings = _ways_to_write(number)
    for row in _ROW.findall(text):
        groups = _GROUP.findall(row)
        for start in range(len(groups)):
            # Every run of neighbouring groups: a row may be two numbers, or one and its extension.
            for joined in accumulate(groups[start:]):
                if spellings & _ways_to_write(joined.rstrip(_BETWEEN)):
                    return True
    return False


_BETWEEN = " -()./"
_ROW = re.compile(rf"\+?[0-9][0-9{re.escape(_BETWEEN)}]*")
_GROUP = re.compile(rf"\+?[0-9]+[{re.escape(_BETWEEN)}]*")
_SHORT_DIGITS = 6


def _ways_to_write(number: str) -> set[str]:
    """Return the digits by which *number* may be found in print; none for what is no number."""
    digits = re.sub(r"[^0-9]", "", number)
    if len(digits) <= _SHORT_DIGITS:
        # A short code is written in one way. Only a dash joins its parts: "16 69" is not 1669.
        return set() if re.search(r"[^0-9-]", number) else {digits}
    ways = {digits, digits.lstrip("0")}
    if number.startswith("+") and (parsed := _parse(number, "ZZ")) is not None:
        ways.add(str(parsed.national_number))
    return ways


def _parse(number: str, region: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return None
