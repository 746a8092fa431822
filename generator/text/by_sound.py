"""Beside the steps: a reading and a table of sounds → the letters that its readers know.

In: a reading, syllable by syllable, and the rows of a table. Out: letters, and how many syllables
they should have. Nothing is guessed: a sound without a row is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, Protocol

from .plain import PLACEHOLDER

PieceKind = Literal["syllable", "join", "mark", "placeholder"]
Piece = tuple[PieceKind, str]
NO_ONSET = "-"
_BESIDE = "~"

# Sign AA directly after one of these round letters is written tall: else it would look like another
# letter. Source: https://liquisearch.com/burmese_alphabet/syllable_rhymes
# ("takes the alternative form with certain consonants").
_TALL = re.compile("([ခဂငဒပဝ]ေ?)ာ")


class SoundRow(Protocol):
    """The letters for one sound."""

    @property
    def write(self) -> str:
        """The letters."""

    @property
    def more(self) -> int:
        """Syllables that they have beyond one."""


class Table(Protocol):
    """A table of sounds, such as ``model.pronunciation.SoundTable``."""

    @property
    def carrier(self) -> str:
        """The letter in place of a consonant."""

    @property
    def units(self) -> Mapping[str, str]:
        """Letters of the reading that are put into Latin letters first."""

    @property
    def onsets(self) -> Mapping[str, SoundRow]:
        """Beginnings of syllables."""

    @property
    def rimes(self) -> Mapping[str, SoundRow]:
        """Their ends."""

    @property
    def marks(self) -> Mapping[str, str]:
        """Pauses."""


class NoSoundError(ValueError):
    """A reading has something that the table has no row for; the message names it."""


def spell(reading: str, table: Table) -> str:
    """Write *reading* in the letters of *table*; placeholders stay as they are.

    Raises NoSoundError.
    """
    return "".join(_written(piece, table) for piece in pieces(reading, table))


def syllable_count(reading: str, table: Table) -> int:
    """Return how many syllables the letters for *reading* must have. Raises NoSoundError."""
    return sum(
        1 + sum(row.more for row in _rows(text, table))
        for kind, text in pieces(reading, table)
        if kind == "syllable"
    )


def rows_of(reading: str, table: Table) -> Iterator[tuple[str, str, str]]:
    """Yield each syllable of *reading* once, with its two rows' names. Raises NoSoundError."""
    syllables = (text for kind, text in pieces(reading, table) if kind == "syllable")
    for text in dict.fromkeys(syllables):
        onset = _onset(text, table)
        yield text, onset, text.removeprefix("" if onset == NO_ONSET else onset)


def pieces(reading: str, table: Table) -> list[Piece]:
    """Part *reading* into syllables in Latin letters, what joins and parts them, and placeholders.

    Raises NoSoundError for a letter that is none of its system.
    """
    found: list[Piece] = []
    for name, part in _around_placeholders(reading):
        if name:
            found.append(("placeholder", part))
        elif table.units:
            _add_units(part, table, found)
        else:
            found += _latin_pieces(part, table)
    return found


def _around_placeholders(text: str) -> Iterator[tuple[bool, str]]:
    start = 0
    for match in PLACEHOLDER.finditer(text):
        yield False, text[start : match.start()]
        yield True, match[0]
        start = match.end()
    yield False, text[start:]


def _latin_pieces(text: str, table: Table) -> Iterator[Piece]:
    for part in re.findall(r"[^\W\d_]+|[\W\d_]", text):
        if part.isalpha():
            yield "syllable", part
        else:
            yield ("join", "") if part == "-" else ("mark", _mark(part, table))


def _add_units(text: str, table: Table, found: list[Piece]) -> None:
    """Put kana into Latin letters, mora by mora, the longest first."""
    longest = max(map(len, table.units))
    at = 0
    while at < len(text):
        unit = next(
            (text[at : at + n] for n in range(longest, 0, -1) if text[at : at + n] in table.units),
            "",
        )
        if not unit:
            if text[at].isalpha():
                raise NoSoundError(f'the table has no row in units for "{text[at]}"')
            found.append(("mark", _mark(text[at], table)))
            at += 1
            continue
        sound, at = table.units[unit], at + len(unit)
        if not sound.startswith(_BESIDE):
            found.append(("syllable", sound))
        elif found and found[-1][0] == "syllable":
            found[-1] = "syllable", found[-1][1] + sound.removeprefix(_BESIDE)
        else:
            raise NoSoundError(f'"{unit}" stands at the beginning of a word')


def _mark(letter: str, table: Table) -> str:
    if letter == " ":
        return letter
    if letter not in table.marks:
        raise NoSoundError(f'the table has no row in marks for "{letter}"')
    return table.marks[letter]


def _written(piece: Piece, table: Table) -> str:
    kind, text = piece
    if kind != "syllable":
        return text
    onset, rime = _rows(text, table)
    if rime.write[:1] != table.carrier:
        raise NoSoundError(
            f'what the table writes for the end of "{text}" does not begin with {table.carrier}'
        )
    # A medial WA of the end goes before a medial HA of the beginning (Unicode Technical Note 11).
    letters = (onset.write + rime.write[1:]).replace("\u103e\u103d", "\u103d\u103e")
    return _TALL.sub("\\1\u102b", letters)


def _rows(syllable: str, table: Table) -> tuple[SoundRow, SoundRow]:
    onset = _onset(syllable, table)
    rime = syllable.removeprefix("" if onset == NO_ONSET else onset)
    return table.onsets[onset], table.rimes[rime]


def _onset(syllable: str, table: Table) -> str:
    """Return the longest beginning of *syllable* whose rest is an end that the table knows."""
    for length in range(len(syllable), 0, -1):
        if syllable[:length] in table.onsets and syllable[length:] in table.rimes:
            return syllable[:length]
    if NO_ONSET in table.onsets and syllable in table.rimes:
        return NO_ONSET
    raise NoSoundError(f'the table has no rows for the syllable "{syllable}"')
