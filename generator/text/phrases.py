"""Beside the steps: Japanese text → where its phrases begin. The only module that imports budoux.

Japanese may break between any two letters, and does: に|ほん|ご. A helper reads at a glance what is
held up to them, so lines end where a phrase ends. BudouX finds the places with a small table,
without a dictionary.
"""

from __future__ import annotations

from functools import cache
from itertools import accumulate

import budoux

_ENDS_A_PHRASE = "、。"


def phrase_starts(text: str) -> list[int]:
    """Return the offset of each phrase of *text* but the first, in order; none for empty text."""
    ends = set(accumulate(map(len, _parser().parse(text))))
    # The table takes 書類を、やさしい for one phrase.
    ends |= {at for at, letter in enumerate(text, 1) if letter in _ENDS_A_PHRASE}
    return sorted(end for end in ends if end < len(text))


@cache
def _parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()
