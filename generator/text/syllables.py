"""Beside the steps: text → how many syllables somebody says. The only module that imports pyphen.

In English as its hyphenation dictionary splits words. In all other languages by their letters: an
estimate, which counts too many rather than too few, so that no sound is longer than what was said.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import pyphen

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouyáàâäãéèêëíìîïóòôöõúùûüý]+")
# Two strong vowels side by side are two syllables in Spanish, and so are marked weak ones.
_SPANISH = re.compile(r"[iuü]?[aeoáéó][iuy]?(?![íú])|[íú]|[iuüy]+")
_BURMESE = re.compile(
    # A letter that does not close a syllable (asat) and is not the upper one of a stack.
    r"[\u1000-\u102a\u103f\u1075-\u1081\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070]"
    r"(?![\u103b-\u103e\u1037\u1087]*[\u103a\u1039])"
)
_THAI_RUN = re.compile(r"[\u0e01-\u0e4e]+")
_THAI_VOWELS = re.compile(
    # A vowel before its letter, with what belongs to it behind; else one above, below or behind.
    r"[เแโใไ][ก-ฮ]{1,2}?[ิีืั็]?[่้๊๋]?[ะา]?|[ะัาำิีึืฺุู็ฤ]"
)
_KANA = re.compile(r"[ぁ-ゖァ-ヺー]")
_SMALL_KANA = re.compile(r"[ゃゅょャュョぁぃぅぇぉァィゥェォ]")
_HAN = re.compile(r"[\u3005-\u3007\u3400-\u9fff]")
_HANGUL = re.compile(r"[가-힣]")
_DIGIT = re.compile(r"\d")
_OF_DIGIT = 2
"""Syllables of a digit in a text: most are one or two long."""
_OF_HAN = 2
"""Of a letter of Chinese origin as Japanese reads it: most are one or two long."""


@lru_cache(maxsize=10_000)
def syllables(text: str, lang: str) -> int:
    """Return how many syllables *text*, written in *lang* (BCP 47), has when it is read aloud."""
    count = _OF_DIGIT * len(_DIGIT.findall(text))
    count += len(_BURMESE.findall(text)) + len(_HANGUL.findall(text))
    count += (
        len(_KANA.findall(text))
        - len(_SMALL_KANA.findall(text))
        + _OF_HAN * len(_HAN.findall(text))
    )
    count += sum(_thai(run) for run in _THAI_RUN.findall(text))
    return count + sum(
        _latin(word, lang) for word in _WORD.findall(text.lower()) if word[0] < "\u0250"
    )


@cache
def english_syllables(word: str) -> int:
    """Return the syllables of an English *word*, as its hyphenation dictionary parts it."""
    return len(_dictionary().positions(word.lower())) + 1


@cache
def _dictionary() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_US")


def _latin(word: str, lang: str) -> int:
    if lang == "en":
        # The dictionary parts no single letter from the rest of its word.
        spoken = len(_VOWELS.findall(word.removesuffix("e"))) if len(word) > 3 else 1
        return max(english_syllables(word), spoken)
    vowels = _SPANISH if lang == "es" else _VOWELS
    return max(1, len(vowels.findall(word)))


def _thai(run: str) -> int:
    """Return syllables of Thai letters without a space: vowels, or half the consonants if more."""
    consonants = sum("ก" <= letter <= "ฮ" for letter in run)
    return max(1, len(_THAI_VOWELS.findall(run)), consonants // 2)
