"""Beside the steps: text → signs in a wrong order, or typed with keys that only look right.

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
    letters: str
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
    (rf"([{_MYANMAR_MARK}])\1+", "a sign is typed twice", "it once"),
    ("\u1025\u103a", "the vowel ဥ with an asat is typed for the letter ဉ", "ဉ်"),
    (
        "\u101e\u103c(?![\u102b-\u103e])(?=[\u1000-\u1021]\u102f)",
        "သ and ြ are typed for the letter ဩ",
        "ဩ",
    ),
    ("\u1005\u103b", "စ and ျ are typed for the letter ဈ", "ဈ"),
    ("\u1044(?=\u1004\u103a)", "the digit ၄ is typed for the sign ၎", "၎င်း"),
    ("\u0e40\u0e40", "two signs เ are typed for the sign แ", "แ"),
    (
        "\u0e4d[\u0e48-\u0e4b]?\u0e32",
        "the circle and า are typed for the sign ำ",
        "ำ, after the tone mark",
    ),
    ("\u0e33[\u0e48-\u0e4b]", "a tone mark comes after ำ", "the tone mark first, then ำ"),
    (
        rf"[{_THAI_TONE}][{_THAI_ABOVE}{_THAI_BELOW}]",
        "a tone mark comes before its vowel sign",
        "the vowel sign first, then the tone mark",
    ),
    (rf"([{_THAI_MARK}])\1+", "a sign is typed twice", "it once"),
    (
        rf"(?<![\u0e01-\u0e2e\u0e33{_THAI_MARK}])[{_THAI_MARK}]",
        "a sign has no base letter",
        "the syllable again",
    ),
    ("(?<![\u0e24\u0e26])\u0e45", "the long sign ๅ is typed for the sign า", "า"),
)
_SLIPS = tuple((re.compile(pattern), what, remedy) for pattern, what, remedy in _ROWS)


def misplaced_marks(text: str) -> list[MisplacedMark]:
    """Return the slips of *text* in Myanmar and Thai letters, in its order, one at each place."""
    text = unicodedata.normalize("NFC", text)
    marks: dict[int, MisplacedMark] = {}
    for pattern, what, remedy in _SLIPS:
        for match in pattern.finditer(text):
            marks.setdefault(
                match.start(), MisplacedMark(match.start(), match.group(), what, remedy)
            )
    return [marks[offset] for offset in sorted(marks)]
