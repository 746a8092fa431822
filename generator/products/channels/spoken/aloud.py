"""Step 4, channels: texts and numbers → words to read aloud: one line, digit by digit.

Cautions come before their numbers.
"""

from __future__ import annotations

from collections.abc import Iterable

from ....localise.texts import Text
from ....text.plain import flat, sentence
from ...sending.sent import SentNumber
from .digits import spelled

_TURNS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Marks that turn the direction of letters: nobody hears them, and they may hide typed text."""


def aloud(text: Text) -> str:
    """Return *text* as it is read out: each telephone number digit by digit."""
    words = (spelled(run.text, text.lang) if run.kind == "tel" else run.text for run in text.runs)
    return flat("".join(words))


def all_aloud(texts: Iterable[Text]) -> str:
    """Return *texts* as one line to read out, each a sentence."""
    return " ".join(sentence(aloud(text), text.runs[-1].lang) for text in texts if text)


def number_aloud(number: SentNumber, *, times: int = 1) -> str:
    """Return cautions, then whose number it is and its digits *times* times, as one line."""
    *cautions, named = number.texts
    return " ".join([all_aloud(cautions), *[all_aloud([named])] * times]).strip()
