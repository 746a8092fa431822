"""Step 4, channels: a telephone number → its digits as words, in groups as it is shown.

The words are those of Unicode CLDR (rule-based number formats, Unicode License v3), read in
github.com/unicode-org/cldr, common/rbnf/*.xml, ruleset ``spellout-numbering``: en, es, ms and th at
commit 0237256288fa, ja and ko at 55a96b070b26, my at 05f155ba6dfb. Korean's are Sino-Korean.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from ....text.languages import find_language

DIGIT_WORDS: Mapping[str, Sequence[str]] = {
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    "es": ("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"),
    "ja": ("〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"),
    "ko": ("영", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"),
    "ms": ("kosong", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "lapan", "sembilan"),
    "my": ("သုည", "တစ်", "နှစ်", "သုံး", "လေး", "ငါး", "ခြောက်", "ခုနှစ်", "ရှစ်", "ကိုး"),
    "th": ("ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า"),
}
"""From nought to nine. A language that CLDR does not spell has none: its digits stay digits."""
BETWEEN_GROUPS = " — "
"""A longer silence than a comma."""
_GROUP = re.compile(r"\d+")
_AROUND = re.compile(r"[\d\s().\u2010-\u2015/-]*")
_ALONE = re.compile(r"(?<![\w@.,:/-])\d(?![\w.,:/-]*\d)(?!\w)")


def digit_word(digit: str, lang: str) -> str:
    """Return the word of one *digit* in *lang*; the digit itself where we have none."""
    value = unicodedata.digit(digit)
    return DIGIT_WORDS[lang][value] if lang in DIGIT_WORDS else str(value)


def groups(number: str) -> list[list[int]]:
    """Return the digits of a telephone *number* in groups as it is shown.

    Empty for one that has more than digits, which could not be said in full: a plus sign, letters.

    >>> groups("0 34-12")
    [[0], [3, 4], [1, 2]]
    >>> groups("+66 2")
    []
    """
    if not _AROUND.fullmatch(number):
        return []
    return [[unicodedata.digit(one) for one in group] for group in _GROUP.findall(number)]


def spelled(number: str, lang: str) -> str:
    """Return *number* digit by digit; as it is written where it cannot be said so.

    >>> spelled("1669", "en"), spelled("06 13", "es")
    ('one, six, six, nine', 'cero, seis — uno, tres')
    """
    language = find_language(lang)
    # Thai lists names with a blank, in which nobody would see a silence.
    comma = language.comma if language and language.comma.strip() else ", "
    said = [comma.join(digit_word(str(one), lang) for one in group) for group in groups(number)]
    return BETWEEN_GROUPS.join(said) or number


def with_words(text: str, lang: str) -> str:
    """Return *text* with each digit that stands alone as a word: level 4 → level four."""
    if lang not in DIGIT_WORDS:
        return text
    return _ALONE.sub(lambda found: digit_word(found[0], lang), text)
