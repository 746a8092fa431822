"""Beside the steps: a text → its number of text messages, and the cost to say it plainly.

In and out: plain text. The alphabet is that of 3GPP TS 23.038; a text with one letter beyond it is
sent in UTF-16, where less than half has room. Tested against two other counters
(tests/text/test_sms.py).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from .icu import grapheme_ends

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")
"""Letters that take the room of two."""
MOST_SEGMENTS = 2
"""Of one message of ours: each is paid for, and may come late or alone."""
_ROOM = {"GSM-7": (160, 153), "UCS-2": (70, 67)}
"""Units of a message that stands alone, and of each of several."""

Encoding = Literal["GSM-7", "UCS-2"]


@dataclass(frozen=True)
class Segments:
    """What a telephone makes of a text."""

    count: int
    """How many messages are paid for."""
    encoding: Encoding
    units: int
    """Septets of GSM-7, or units of UTF-16."""


def segments(text: str) -> Segments:
    """Count the messages that *text* is sent as; no letter is parted by the end of one.

    >>> segments("Fire service 199"), segments("€" * 80).units, segments("น้ำ").units
    (Segments(count=1, encoding='GSM-7', units=16), 160, 3)
    """
    if is_gsm(text):
        encoding: Encoding = "GSM-7"
        costs = [2 if letter in _EXTENDED else 1 for letter in text]
    else:
        encoding, costs = "UCS-2", _utf16_costs(text)
    alone, each = _ROOM[encoding]
    units = sum(costs)
    if units <= alone:
        return Segments(1 if units else 0, encoding, units)
    count, left = 1, each
    for cost in costs:
        if cost > left:
            count, left = count + 1, each
        left -= cost
    return Segments(count, encoding, units)


def is_gsm(text: str) -> bool:
    """Return whether all of *text* is in the alphabet of GSM-7."""
    return all(letter in _BASIC or letter in _EXTENDED for letter in text)


def has_room(text: str) -> bool:
    """Return whether *text* may be one message of ours."""
    return segments(text).count <= MOST_SEGMENTS


def plain_marks(text: str) -> str:
    """Write typographic marks as those that GSM-7 has, so that one of them does not halve the room.

    >>> plain_marks("“Wait” – please…")
    '"Wait" - please...'
    """
    return text.translate(_MARKS)


def plain_spanish(text: str) -> str:
    """Return Spanish without the accents that GSM-7 does not have: é, ñ, ü, ¿ and ¡ stay.

    >>> plain_spanish("¿Está aquí el niño pingüino? Sí, él también. Ángel")
    '¿Esta aqui el niño pingüino? Si, él también. Angel'
    """
    return plain_marks(unicodedata.normalize("NFC", text)).translate(_ACCENTS)


_MARKS = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "–": "-",
        "—": "-",
        "‑": "-",
        "−": "-",
        "…": "...",
        "·": "-",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u2007": " ",
    }
)
_ACCENTS = str.maketrans("áíóúÁÍÓÚ", "aiouAIOU")


def _utf16_costs(text: str) -> list[int]:
    """Return the cost of each letter with its marks; services that never split them send more."""
    ends = [0, *sorted(grapheme_ends(text))]
    costs = [_utf16_units(text[start:end]) for start, end in pairwise(ends)]
    # A heap of marks that no message has room for is parted by all.
    return costs if max(costs) <= _ROOM["UCS-2"][1] else [_utf16_units(letter) for letter in text]


def _utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
