"""Beside the steps: text → the same text cleaned, counted or compared; digits of all scripts.

In and out: plain text. Pure functions; the tables are Unicode's.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from .icu import grapheme_ends

ZWSP = "\u200b"
WORD_JOINER = "\u2060"
"""No line ends beside it, but for those of WeasyPrint; it is not seen."""
PLACEHOLDER = re.compile(r"%\((?P<name>[a-z][a-z0-9_.-]*)\)s")
"""Where data enters a sentence: ``%(ambulance)s``, ``%(contact.fire)s``."""
STEERS = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200e\u200f\u2028-\u202e\u2061-\u206f\ufeff\ufff9-\ufffb]"
)
"""Line ends, and what turns or hides words; not what scripts need for letters or line ends."""
_BLANKS = re.compile(" {2,}")
_UNWANTED = (ZWSP, WORD_JOINER, "\ufeff")

_ENDS = (".", "!", "?", "။", ":", "…", "。")
_STOPS = {"my": "။", "mnw": "။", "shn": "။", "ksw": "။", "ja": "。", "th": ""}
"""What ends a sentence, where it is no full stop; Thai parts sentences by blanks."""

# Zero of each CLDR numbering system; the other nine follow it.
_ZERO = {
    "latn": 0x30,
    "mymr": 0x1040,
    "mymrshan": 0x1090,
    "thai": 0xE50,
    "laoo": 0xED0,
    "khmr": 0x17E0,
    "arab": 0x660,
    "arabext": 0x6F0,
}

# Consonants and other letters that can open a syllable in the Myanmar blocks.
LETTER = (
    "\u1000-\u102a\u103f\u104c-\u104f\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070"
    "\u1075-\u1081\u108e\ua9e0-\ua9e4\ua9e7-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa6f\uaa71-\uaa76\uaa7a"
    "\uaa7e\uaa7f"
)
_MEDIAL = "\u103b-\u103e\u105e-\u1060\u1082\u1037\u1087"
_TONE = "\u1038\u1063\u1064\u1069-\u106d\u1087-\u108d\uaa7b-\uaa7d"
# A letter that is not under another one (after U+1039) and does not itself close a syllable
# (asat, U+103A) or are on top of a stack (U+1039).
OPENING = rf"(?<!\u1039)(?=[{LETTER}](?![{_MEDIAL}]*[\u103a\u1039]))"
# After a visarga or a tone mark whatever letter comes is a new syllable (Mon: ဗၠး|ၜး).
SYLLABLE_START = re.compile(rf"{OPENING}|(?<=[{_TONE}])(?=[{LETTER}])")


def clean(text: str) -> str:
    """Return *text* in NFC, without zero-width spaces, word joiners and byte order marks.

    Dictionary, search and comparison need one spelling, and a zero-width space from somebody's
    editor would be copied along by readers. Content is cleaned when it is read, translations when
    they are shown.
    """
    for letter in _UNWANTED:
        text = text.replace(letter, "")
    return unicodedata.normalize("NFC", text)


def grapheme_count(text: str) -> int:
    """Return how many characters a reader would count."""
    return len(grapheme_ends(text)) if text else 0


def to_native_digits(text: str, system: str) -> str:
    """Replace 0-9 by the digits of *system*, a CLDR name such as ``mymr`` or ``thai``.

    Only for running text, never for what is dialled, typed or opened.
    Raises KeyError for a system we do not know.
    """
    zero = _ZERO[system]
    return text.translate({ord("0") + value: zero + value for value in range(10)})


def to_ascii_digits(text: str) -> str:
    """Replace the decimal digits of every script by 0-9; ``၀`` and ``٠`` become ``0``."""
    if text.isascii():
        return text
    return "".join(
        letter if (value := unicodedata.decimal(letter, None)) is None else str(value)
        for letter in text
    )


def numbers_in(text: str) -> list[str]:
    """Return the runs of digits in *text*, as 0-9, in order; ``၂၄ နာရီ`` gives ``["24"]``.

    Commas between groups of three and spaces are not joined: that takes knowing the language.
    """
    return re.findall(r"[0-9]+", to_ascii_digits(text))


def flat(text: str) -> str:
    r"""Return *text* on one line, without characters that steer a screen.

    >>> flat(" a\r\nb\u202e\x07 ")
    'a b'
    """
    return one_blank(STEERS.sub(" ", text))


def one_blank(text: str) -> str:
    """Return *text* with one blank where there are several, and none around it."""
    return _BLANKS.sub(" ", text).strip()


def placeholders_of(text: str) -> Counter[str]:
    """Return the count of each placeholder of *text* as written: a translation has the same."""
    return Counter(match[0] for match in PLACEHOLDER.finditer(text))


def sentence(words: str, lang: str) -> str:
    """Return *words* with a full stop at the end if they have none: a voice stops there."""
    return words if words.endswith(_ENDS) or not words else words + _STOPS.get(lang, ".")
