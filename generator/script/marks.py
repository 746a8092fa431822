"""Signs typed in an order, or by keys, that look right and are not.

In: plain text. Out: places. A shaper draws a dotted circle for most of these in Myanmar letters
(see ``shaping``), and for none in Thai: these look the same on a screen, or nearly so, and are
another word to a search, a screen reader and a translator's memory.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class MisplacedMark:
    """One slip; *offset* in code points of the text in NFC."""

    offset: int
    found: str
    what: str
    remedy: str


_THAI_ABOVE = "\u0e31\u0e34-\u0e37\u0e47"
_THAI_BELOW = "\u0e38-\u0e3a"
_THAI_TONE = "\u0e48-\u0e4c"
_THAI_MARK = rf"{_THAI_ABOVE}{_THAI_BELOW}{_THAI_TONE}\u0e4d"
# Vowel signs, medials and tones of the Myanmar blocks, of every language that uses them.
_MYANMAR_MARK = (
    "\u102b-\u103e\u1056-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u108f"
    "\u109a-\u109d\uaa70\uaa7b-\uaa7d"
)
_ROWS: tuple[tuple[str, str, str], ...] = (
    (rf"([{_MYANMAR_MARK}])\1+", "a sign stands twice", "it once"),
    ("\u1025\u103a", "the vowel ဥ with an asat stands for the letter ဉ", "ဉ်"),
    (
        "\u101e\u103c(?![\u102b-\u103e])(?=[\u1000-\u1021]\u102f)",
        "သ and ြ stand for the letter ဩ",
        "ဩ",
    ),
    ("\u1005\u103b", "စ and ျ stand for the letter ဈ", "ဈ"),
    ("\u1044(?=\u1004\u103a)", "the digit ၄ stands for the sign ၎", "၎င်း"),
    ("\u0e40\u0e40", "two signs เ stand for the sign แ", "แ"),
    (
        "\u0e4d[\u0e48-\u0e4b]?\u0e32",
        "the circle and า stand for the sign ำ",
        "ำ, after the tone mark",
    ),
    ("\u0e33[\u0e48-\u0e4b]", "a tone mark stands behind ำ", "the tone mark first, then ำ"),
    (
        rf"[{_THAI_TONE}][{_THAI_ABOVE}{_THAI_BELOW}]",
        "a tone mark stands before its vowel sign",
        "the vowel sign first, then the tone mark",
    ),
    (rf"([{_THAI_MARK}])\1+", "a sign stands twice", "it once"),
    (
        rf"(?<![\u0e01-\u0e2e\u0e33{_THAI_MARK}])[{_THAI_MARK}]",
        "a sign has no letter to stand on",
        "the syllable again",
    ),
    ("(?<![\u0e24\u0e26])\u0e45", "the long sign ๅ stands for the sign า", "า"),
)
_SLIPS = tuple((re.compile(pattern), what, remedy) for pattern, what, remedy in _ROWS)


def misplaced_marks(text: str) -> list[MisplacedMark]:
    """Return the slips of *text* in Myanmar and Thai letters, in its order, one at each place."""
    text = unicodedata.normalize("NFC", text)
    found: dict[int, MisplacedMark] = {}
    for pattern, what, remedy in _SLIPS:
        for match in pattern.finditer(text):
            found.setdefault(
                match.start(), MisplacedMark(match.start(), match.group(), what, remedy)
            )
    return [found[offset] for offset in sorted(found)]
