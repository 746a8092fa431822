"""Beside the steps: text without spaces between words → where its lines may break.

In: plain text in NFC and its language. Out: offsets, or the text with U+200B at them. WeasyPrint's
Pango breaks Thai only: without these marks Burmese ran up to 206 mm out of a 40 mm column.

Life safety: Burmese မ before a verb means "do not". A break beside it puts the opposite of what is
meant on a line, so no break is allowed inside a piece that says "not" (``negation``, ``whole``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from .icu import grapheme_ends, word_ends
from .languages import find_language
from .negation import BARE_MA
from .phrases import phrase_starts
from .plain import SYLLABLE_START, ZWSP, clean
from .unbroken import whole_pieces

# Marks that never come first on a line, and marks that never come last.
_NO_START = frozenset("၊။,.;:!?)]}”’»…%°ៗ។៕៖ฯๆໆຯ၏၍၌\"'\u17d2")
_NO_END = frozenset("([{“‘«#+\"'\u17d2\u1039")
# Telephone numbers, dates, amounts, in the digits of any script.
_NUMBER = re.compile(r"[+(]?\d[\d\s().,\-–/:]*\d")
# In S'gaw Karen ဒ် ("as, like") is a syllable of its own.
_KAREN_START = re.compile(rf"{SYLLABLE_START.pattern}|(?<!\u1039)(?=\u1012\u103a)")


def break_offsets(text: str, lang: str, words: Sequence[str] = ()) -> list[int]:
    """Return the offsets, in code points and in order, before which a line of *text* may break.

    Those of ``word_starts``, without what is inside a piece that stays on one line; *words* of the
    glossary are such pieces.
    """
    starts = word_starts(text, lang)
    if not starts:
        return []
    for first, last in whole_pieces(text, lang, words):
        starts = [offset for offset in starts if not first < offset < last]
    return starts


def word_starts(text: str, lang: str) -> list[int]:
    """Return the offsets at which a word of *text* begins that no space is before, in order.

    *text* must be NFC. None is beside a space or another invisible character. The rule comes from
    the language table: ``icu`` (Burmese: where the syllable rule agrees), ``syllable`` (Shan, Mon,
    Karen, where ICU's Burmese dictionary cut inside syllables at up to half of its breaks),
    ``phrases`` (Japanese), ``spaces`` and ``none`` for all others, which have spaces.
    """
    language = find_language(lang)
    if language is None or language.breaks in ("none", "spaces") or not text:
        return []
    if language.breaks == "syllable":
        rule = _KAREN_START if language.tag == "ksw" else SYLLABLE_START
        offsets = {match.start() for match in rule.finditer(text)}
    elif language.breaks == "phrases":
        offsets = set(phrase_starts(text))
    else:
        offsets = word_ends(text, language.tag) & grapheme_ends(text)
        if language.script == "Mymr":
            offsets = {offset for offset in offsets if SYLLABLE_START.match(text, offset)}
    if language.tag == "my":
        offsets -= {match.end() for match in BARE_MA.finditer(text)}
    for number in _NUMBER.finditer(text):
        offsets.difference_update(range(number.start() + 1, number.end()))
    inside = (offset for offset in offsets if 0 < offset < len(text))
    return sorted(o for o in inside if _may_part(text[o - 1], text[o]))


# A script's letters make a few thousand pairs.
@lru_cache(maxsize=32768)
def _may_part(before: str, after: str) -> bool:
    if before in _NO_END or after in _NO_START or (before.isascii() and after.isascii()):
        return False  # two ASCII characters: a URL, an e-mail address, a word of another language
    if before.isdigit() and after.isdigit():
        return False
    if unicodedata.category(after)[0] == "M":
        return False
    return not any(c.isspace() or unicodedata.category(c) == "Cf" for c in (before, after))


def insert_break_opportunities(text: str, lang: str, words: Sequence[str] = ()) -> str:
    """Return *text*, cleaned, with U+200B wherever a line may break.

    For HTML that is printed, never for pages: copied text keeps its U+200B. Earlier marks are
    removed, so doing it twice changes nothing.
    """
    text = clean(text)
    return _marked(text, break_offsets(text, lang, words), ZWSP)


def mark_words(text: str, lang: str, mark: str) -> str:
    """Return *text* with *mark* at each offset of ``word_starts``: for search by short words."""
    return _marked(text, word_starts(text, lang), mark)


def _marked(text: str, offsets: Sequence[int], mark: str) -> str:
    cuts = [0, *offsets, len(text)]
    return mark.join(text[a:b] for a, b in pairwise(cuts))
