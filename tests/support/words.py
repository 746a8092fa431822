"""Words of a PDF, compared with those of a text."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from generator.text.icu import grapheme_ends
from generator.text.plain import SYLLABLE_START, clean

# Scripts that set no spaces between words, and so get line breaks inside what a space ends:
# Thai, Lao, Khmer, Japanese, Chinese, Korean.
_CLUSTERED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7a3]")
_BREAKS_AFTER = re.compile(r"(?<=[-/\u2010-\u2015\u2026])")


def word_sequence(text: str) -> list[str]:
    """Cut *text* into pieces that stay the same wherever its lines were broken.

    For comparing a text with what a PDF gives back: line ends and spaces come and go there, but
    only between these pieces: words, in Myanmar scripts syllables, in Thai, Lao, Khmer and CJK
    characters. Invisible characters are dropped. Words that were hyphenated do not match.
    """
    pieces: list[str] = []
    visible = clean("".join(letter for letter in text if unicodedata.category(letter) != "Cf"))
    for word in visible.split():
        cuts = {0, len(word)} | {match.start() for match in SYLLABLE_START.finditer(word)}
        cuts |= {match.start() for match in _BREAKS_AFTER.finditer(word)}
        if _CLUSTERED.search(word):
            cuts |= grapheme_ends(word)
        ordered = sorted(cuts)
        pieces += [word[a:b] for a, b in pairwise(ordered)]
    return pieces
