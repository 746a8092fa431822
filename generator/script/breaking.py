"""Where a line may break in scripts that set no spaces between words.

In: plain text in NFC and its language. Out: offsets, or the text with U+200B at them. WeasyPrint's
Pango breaks Thai only: without these marks Burmese ran up to 206 mm out of a 40 mm column.

Life safety: Burmese မ before a verb means "do not". A break between them puts the opposite of
what is meant at the start of a line, so no break is ever allowed after a bare မ.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from ..languages import find_language
from .icu import grapheme_ends, word_ends
from .text import OPENING, SYLLABLE_START, ZWSP, clean

# Marks that never come first on a line, and marks that never come last.
_NO_START = frozenset("၊။,.;:!?)]}”’»…%°ៗ។៕៖ฯๆໆຯ၏၍၌\"'\u17d2")
_NO_END = frozenset("([{“‘«#+\"'\u17d2\u1039")
# Telephone numbers, dates, amounts, in the digits of any script.
_NUMBER = re.compile(r"[+(]?\d[\d\s().,\-–/:]*\d")
# In S'gaw Karen ဒ် ("as, like") is a syllable of its own.
_KAREN_START = re.compile(rf"{SYLLABLE_START.pattern}|(?<!\u1039)(?=\u1012\u103a)")
# မ with nothing on it, before the letter that opens the next syllable. Bare in ပထမ and ဆရာမ too:
# those merely stay with the next word. ICU reads သူမသိဘူး ("he does not know") as သူမ|သိ|ဘူး, "she
# knows", so the dictionary is no help in telling them apart.
BARE_MA = re.compile(rf"(?<!\u1039)\u1019{OPENING}")


def break_offsets(text: str, lang: str) -> list[int]:
    """Return the offsets, in code points and in order, before which a line of *text* may break.

    *text* must be NFC. Breaks that spaces allow anyway are not among them, and none stands beside
    a space or another invisible character. The rule comes from the language table: ``icu``
    (Burmese: where the syllable rule agrees), ``syllable`` (Shan, Mon, Karen, where ICU's Burmese
    dictionary cut inside syllables at up to half of its breaks), ``none`` for all others.
    """
    language = find_language(lang)
    if language is None or language.breaks == "none" or not text:
        return []
    if language.breaks == "syllable":
        rule = _KAREN_START if language.tag == "ksw" else SYLLABLE_START
        offsets = {match.start() for match in rule.finditer(text)}
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


def insert_break_opportunities(text: str, lang: str) -> str:
    """Return *text*, cleaned, with U+200B wherever a line may break.

    For HTML that is printed and for search indexes, never for pages: copying carries U+200B along.
    Marks that were there before are dropped, so doing it twice changes nothing.
    """
    return mark_breaks(clean(text), lang, ZWSP)


def mark_breaks(text: str, lang: str, mark: str) -> str:
    """Return *text* with *mark* at each offset of `break_offsets`."""
    cuts = [0, *break_offsets(text, lang), len(text)]
    return mark.join(text[a:b] for a, b in pairwise(cuts))
