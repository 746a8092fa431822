"""Beside the steps: a page then and now, and what was read there → what a person must look at.

No number is changed and no sentence is judged: it is shown what lies nearest to what was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from ...text.telephone import stands_in

State = Literal["gone", "number-missing", "moved", "changed", "not-asked", "first", "same"]
GRAVEST_FIRST: tuple[State, ...] = (
    "gone",
    "number-missing",
    "moved",
    "changed",
    "not-asked",
    "first",
    "same",
)
_NUMBERS = re.compile(r"\d(?:[\d\s().\-/]*\d)?")
_SEPARATORS = re.compile(r"[\s().\-/]")
_WORDS = re.compile(r"\w{3,}")
_SHORTEST = 3
"""Digits of a number that can be looked for: "24" and "7" stand on every page."""


@dataclass(frozen=True)
class Finding:
    """What one address of one source came to."""

    state: State
    source: str
    """Id of the source."""
    address: str
    why: str = ""
    """Where it leads, which number is missing, why it was not asked."""
    facts: tuple[str, ...] = ()
    """Ids of the facts that rest on it."""
    before: str = ""
    """The sentence that was nearest to what was read, of those that are there no more."""
    after: str = ""
    """And the nearest of those that are new."""
    is_emergency: bool = False
    """A number that people call in danger rests on it."""

    @property
    def rank(self) -> tuple[object, ...]:
        """Return the sort key: gravest first, then emergency numbers, then most facts first."""
        return GRAVEST_FIRST.index(self.state), not self.is_emergency, -len(self.facts), self.source


def numbers_in(text: str) -> dict[str, str]:
    """Return the numbers of *text* by their digits alone, as they are written there."""
    found = {_SEPARATORS.sub("", one[0]): one[0] for one in _NUMBERS.finditer(text)}
    return {digits: shown for digits, shown in found.items() if len(digits) >= _SHORTEST}


def missing_numbers(numbers: Iterable[str], sentences: Sequence[str]) -> list[str]:
    """Return those of *numbers* that no sentence prints, with or without country code."""
    text = "\n".join(sentences)
    return [number for number in numbers if not stands_in(number, text)]


def nearest(said: str, sentences: Sequence[str]) -> str:
    """Return the one of *sentences* with most numbers and words of *said*; "" = none has any."""
    numbers, words = set(numbers_in(said)), set(_WORDS.findall(said.lower()))

    def likeness(sentence: str) -> float:
        own = _SEPARATORS.sub("", sentence)
        shared = sum(number in own for number in numbers)
        return 3 * shared + len(words & set(_WORDS.findall(sentence.lower()))) / (1 + len(words))

    best = max(sentences, key=likeness, default="")
    return best if best and likeness(best) > 0 else ""


def changed_sentences(before: Sequence[str], after: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the sentences that are there no more, and the new ones, in their order."""
    old, new = set(before), set(after)
    return [one for one in before if one not in new], [one for one in after if one not in old]


def about(said: str, before: Sequence[str], after: Sequence[str]) -> tuple[str, str]:
    """Return the changed sentences nearest to what was read: the one before and the one after."""
    lost, new = changed_sentences(before, after)
    was = nearest(said, lost)
    if was:
        now = max(new, key=lambda one: SequenceMatcher(None, was, one).quick_ratio(), default="")
        return was, now
    return "", nearest(said, new)
