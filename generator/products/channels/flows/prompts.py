"""Step 4, channels: texts → sounds to record for a talking line, no telephone number (CARE 50).

A corrected number needs no new recording: it is played from ten sounds, one for each digit. The
name of a sound has a digest of its words: when those change, the old sound is not played in their
place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ....cache.digests import digest
from ....localise.texts import Text
from ....sheets.csv_file import csv_bytes
from ....text.plain import flat, sentence
from ...sending.sent import SentNumber
from ..spoken.digits import digit_word, groups, with_words
from ..spoken.length import seconds

HEADER = ("id", "file", "text", "seconds", "hash")


def numbers_in(text: Text) -> list[str]:
    """Return the telephone numbers in *text*: they are played behind its sound."""
    return [run.text for run in text.runs if run.kind == "tel"]


def prompt_of(text: Text, labels: Mapping[str, str]) -> str:
    """Return the words of *text* to record: the owner's name for a number, digits as words."""
    words = ""
    for run in text.runs:
        if run.kind == "tel":
            label = labels.get(run.contact or "", "")
            # "Ask LPN 0 3443 4726 first": the name is there already.
            words += "" if label and words.rstrip().endswith(label) else label
        else:
            words += with_words(run.text, run.lang)
    return sentence(flat(words), text.runs[-1].lang) if text else ""


def can_be_recorded(texts: Sequence[Text], labels: Mapping[str, str]) -> bool:
    """Return whether *texts* can be said without a digit, and their numbers digit by digit."""
    return not any(
        letter.isdigit() for text in texts for letter in prompt_of(text, labels)
    ) and all(groups(number) for text in texts for number in numbers_in(text))


def can_be_played(number: SentNumber, labels: Mapping[str, str]) -> bool:
    """Return whether a number can be played, behind sounds of its cautions and its name."""
    *cautions, _named = number.texts
    return bool(groups(number.tel.text)) and can_be_recorded(
        [*cautions, number.contact.label], labels
    )


@dataclass
class Prompts:
    """The sounds of one talking line."""

    rows: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """File → id, words, digest."""

    def add(self, name: str, words: str) -> str:
        """Note that *words* are to be recorded; return the name of the file."""
        mark = digest(words)[:8]
        file = f"{name}-{mark}.mp3"
        self.rows.setdefault(file, (name, words, mark))
        return file

    def table(self, locale: str) -> bytes:
        """Return the list of what to record, as CSV: the ten digits first."""
        return csv_bytes([HEADER, *self._digits(locale), *self._rows(locale)])

    def _digits(self, locale: str) -> Iterator[tuple[str, ...]]:
        for digit in range(10):
            word = digit_word(str(digit), locale)
            yield _row(f"digit-{digit}", f"digit-{digit}.mp3", word, locale)

    def _rows(self, locale: str) -> Iterator[tuple[str, ...]]:
        for file, (name, words, _mark) in self.rows.items():
            yield _row(name, file, words, locale)


def _row(name: str, file: str, words: str, locale: str) -> tuple[str, ...]:
    return name, file, words, str(seconds(words, locale)), digest(words)[:8]
