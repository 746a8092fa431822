"""Step 2: words typed into a notice → what in them nobody has checked: numbers, addresses, money.

Numbers and addresses of a notice are ids of contacts and sources (CARE 43). They are searched as a
reader would read them, whatever letters, blanks and signs they are typed with.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from ...text.plain import to_ascii_digits
from .embedded_data import MONEY

_UNSEEN = re.compile(
    r"[\u00ad\u034f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u20e3]"
)
"""What stands between letters and is not seen, and the frame of a keycap."""
_BETWEEN = r"[\s().,+*#·•:;_'’/\-‐-―]*"
"""What people write between the digits of one number."""
_HOUR = re.compile(r"(?<!\d)(?<![.:])(?:[01]?\d|2[0-4])[:.][0-5]\d(?![\d:]|\.\d)")
_NUMBER = re.compile(rf"\d(?:{_BETWEEN}\d)*")
_ADDRESS = re.compile(
    r"https?:|www\.|[@/\\<>]|\b[a-z0-9-]{2,}\.[a-z]{2,}\b"
    r"|\b(?:tel|sms|mailto|javascript|data|line):"
)
_OWN_MONEY = re.compile(r"\d[\d,. ]{0,30}(?:บาท|จ๊าด|ဘတ်|ကျပ်|円|원|元)")
"""Currencies in the writing of readers and hosts."""


def unchecked(text: str, numbers: Collection[str], *, is_sign: bool) -> str:
    """Return what *text* has that nobody has checked, in words; "" when there is nothing.

    *numbers* are those of the country's contacts, digits only. A sign may have three other digits.
    """
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold().replace("。", ".")
    ascii_text = to_ascii_digits(plain)
    most = 3 if is_sign else 2  # Soi 101 stands on a sign; in free words 191 is the police.
    for run in _NUMBER.findall(_HOUR.sub(" ", ascii_text)):
        digits = re.sub(r"\D", "", run)
        if len(digits) > most or digits in numbers:
            return "a number that nobody has checked"
    if _ADDRESS.search(plain):
        return "an address, or signs of one"
    if MONEY.search(ascii_text) or _OWN_MONEY.search(ascii_text):
        return "an amount of money"
    return ""
