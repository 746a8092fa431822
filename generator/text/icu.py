"""Beside the steps: text → ICU's word and grapheme boundaries. Only this module imports icu4py."""

from __future__ import annotations

from itertools import accumulate

from icu4py.breakers import CharacterBreaker, WordBreaker


def word_ends(text: str, lang: str) -> set[int]:
    """Return the offset after each word, as ICU's dictionary for *lang* sees it.

    *text* must be NFC: in another order of marks 15 % of the Burmese breaks measured fell inside
    a syllable. The first call for a language takes some ten milliseconds.
    """
    return _in_code_points(text, [end for _, end in WordBreaker(text, lang).segments()])


def grapheme_ends(text: str) -> set[int]:
    """Return the offset after each extended grapheme cluster."""
    return _in_code_points(text, [end for _, end in CharacterBreaker(text, "en").segments()])


def _in_code_points(text: str, ends: list[int]) -> set[int]:
    # icu4py counts UTF-16 units: an emoji is two, and all that follows would be off by one.
    if text.isascii() or max(text) <= "\uffff":
        return set(ends)
    units = accumulate((2 if letter > "\uffff" else 1 for letter in text), initial=0)
    offset_of = {unit: offset for offset, unit in enumerate(units)}
    return {offset_of[end] for end in ends if end in offset_of}
