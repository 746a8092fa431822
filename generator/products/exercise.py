"""Step 4: a sentence of an exercise → the same, marked as one in two languages (CARE 41).

Somebody who overhears one sentence must know that it is not true: the reader in the card's
language, a bystander in the host country's.
"""

from __future__ import annotations

import re

MARKS = {
    "en": "EXERCISE",
    "es": "SIMULACRO",
    "ja": "訓練",
    "ko": "훈련",
    "ms": "LATIHAN",
    "my": "လေ့ကျင့်မှု",
    "th": "ฝึกซ้อม",
}
"""The word by language. Machine drafts but for English: a reader of each should look at them."""
SOURCE_MARK = f"{MARKS['en']}:"
_ENDS = re.compile(rf"(?<=[.!?။])\s+|\s+(?=(?:{'|'.join(MARKS.values())}):)")
"""Thai has no mark at the end of a sentence: there the mark of the next one tells."""


def mark_word(lang: str) -> str:
    """Return the word in *lang*, in English where we have none."""
    return MARKS.get(lang, MARKS["en"])


def sentences(text: str) -> list[str]:
    """Return the sentences of *text* without their mark.

    >>> sentences("EXERCISE: It rains. EXERCISE: What now?")
    ['It rains.', 'What now?']
    """
    marks = tuple(f"{word}:" for word in MARKS.values())
    bare = []
    for sentence in _ENDS.split(text.strip()):
        mark = next((one for one in marks if sentence.startswith(one)), "")
        bare.append(sentence.removeprefix(mark).lstrip())
    return [sentence for sentence in bare if sentence]
