"""A reading becomes letters by a table alone: nothing is guessed, and each syllable is one."""

from __future__ import annotations

import pytest

from generator.model.pronunciation import Sound, SoundTable
from generator.text.by_sound import NoSoundError, pieces, rows_of, spell, syllable_count


def rows(**letters: str) -> dict[str, Sound]:
    return {("-" if name == "none" else name): Sound(write=text) for name, text in letters.items()}


TABLE = SoundTable(
    language="es", readers="my", carrier="အ", marks={".": "။"}, lost={}, sources={},
    onsets={**rows(none="အ", k="က", kh="ခ", sh="ရှ", p="ပ"), "kr": Sound(write="ကရ", more=1)},
    rimes=rows(a="အာ", at="အတ်", ut="အွတ်", o="အော"),
)  # fmt: skip
KANA = TABLE.model_copy(update={"units": {"か": "ka", "きゃ": "kha", "あ": "a", "っ": "~t"}})


@pytest.mark.parametrize(
    ("reading", "letters"),
    [
        ("ka", "ကာ"),
        ("a-ka kat.", "အာကာ ကတ်။"),
        ("kha", "ခါ"),  # tall after a round letter
        ("po", "ပေါ"),
        ("kra", "ကရာ"),
        ("shut", "ရွှတ်"),  # medial WA before medial HA
        ("ka %(ambulance)s ka", "ကာ %(ambulance)s ကာ"),
        ("", ""),
    ],
)
def test_a_reading_is_spelled_syllable_by_syllable(reading: str, letters: str) -> None:
    assert spell(reading, TABLE) == letters


def test_kana_are_read_by_the_longest_and_a_doubled_letter_closes_the_syllable_before() -> None:
    assert spell("きゃかっか", KANA) == "ခါကတ်ကာ"
    assert syllable_count("きゃかっか", KANA) == 3
    with pytest.raises(NoSoundError, match="beginning of a word"):
        spell("っか", KANA)
    with pytest.raises(NoSoundError, match='units for "ん"'):
        spell("かん", KANA)


@pytest.mark.parametrize("reading", ["xa", "k", "kab", "ကာ", "ka;", "ka\n", "%(x)", "K", "1"])
def test_what_the_table_does_not_know_is_an_error_and_no_guess(reading: str) -> None:
    with pytest.raises(NoSoundError):
        spell(reading, TABLE)


def test_a_beginning_that_needs_a_syllable_more_counts_it() -> None:
    assert syllable_count("kra-ka", TABLE) == 3
    assert list(rows_of("kra-ka kra", TABLE)) == [("kra", "kr", "a"), ("ka", "k", "a")]


def test_an_end_that_stands_on_no_carrier_is_an_error() -> None:
    table = TABLE.model_copy(update={"rimes": rows(a="ာ")})
    with pytest.raises(NoSoundError, match="does not begin with"):
        spell("ka", table)


def test_pieces_keep_what_joins_and_parts_syllables() -> None:
    assert pieces("a-ka.", TABLE) == [
        ("syllable", "a"), ("join", ""), ("syllable", "ka"), ("mark", "။"),
    ]  # fmt: skip
