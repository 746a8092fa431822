"""Step 4, channels: words → how many seconds it takes to say them.

Syllables divided by the number that is said in a second. Measured rates are those of people who
read texts aloud to a researcher; somebody at a bad loudspeaker must speak more slowly (our
estimate: by a third).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ....text.syllables import syllables

SLOWED = 2 / 3
"""Our estimate: an announcement is said at this share of the rate of reading aloud."""
AFTER_SENTENCE = 0.5
"""Seconds of silence after a sentence, and between groups of digits. Our estimate."""
AFTER_COMMA = 0.2
"""Seconds after a comma, so after each digit of a number. Our estimate."""


@dataclass(frozen=True)
class Rate:
    """How many syllables people say in a second, and who says so."""

    syllables: float
    source: str
    estimated: bool = True
    """Whether the rate, or the count of syllables it goes with, is an estimate of ours."""


# Pellegrino, Coupé, Marsico: A cross-language perspective on speech information rate, Language 87
# (2011), as told by languages-direct.com/news/slow-down-why-some-languages-sound-so-fast/ (English
# 6.19, Spanish 7.82), es.paperblog.com/transmiten-algunos-idiomas-la-informacion-mas-rapido-3215566
# (Spanish 7.82, Japanese 7.84).
_PELLEGRINO = "Pellegrino, Coupé, Marsico 2011"
# Coupé, Oh, Dediu, Pellegrino: Different languages, similar encoding efficiency, Science Advances 5
# (2019), as told by nhmag.com/samplings/043727/speed-of-speech (Spanish 7.7) and by
# programmingtutorial.org/talking-faster-saying-the-same/ (Spanish 1.5 times as fast as Thai).
_COUPE = "our estimate, from Coupé, Oh, Dediu, Pellegrino 2019: Spanish, 7.7, is half as fast again"
_OURS = "our estimate"
RATES: Mapping[str, Rate] = {
    "en": Rate(6.19, _PELLEGRINO, estimated=False),
    "es": Rate(7.82, _PELLEGRINO, estimated=False),
    "ja": Rate(7.84, f"{_PELLEGRINO}; syllables of Chinese letters: our estimate"),
    "th": Rate(5.1, _COUPE),
}
_UNKNOWN = Rate(5.0, _OURS)
"""As slow as the slowest that was measured: nothing we say takes longer than we say."""
_SENTENCE = re.compile(r"[.!?။…—](?:\s|$)")
_COMMA = re.compile(r"[,;:၊、]")


def rate(locale: str) -> Rate:
    """Return how fast *locale* is read aloud, before it is slowed for announcements."""
    return RATES.get(locale, _UNKNOWN)


def rate_source(locale: str) -> str:
    """Return who says how fast *locale* is read aloud.

    >>> rate_source("my")
    'our estimate'
    """
    return rate(locale).source


def seconds(text: str, locale: str) -> float:
    """Return about how many seconds it takes to announce *text*, silences included."""
    said = syllables(text, locale) / (rate(locale).syllables * SLOWED)
    silence = AFTER_SENTENCE * len(_SENTENCE.findall(text)) + AFTER_COMMA * len(
        _COMMA.findall(text)
    )
    return round(said + silence, 1)
