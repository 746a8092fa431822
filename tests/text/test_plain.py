import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.words import word_sequence

from generator.text.breaking import insert_break_opportunities
from generator.text.plain import (
    ZWSP,
    clean,
    grapheme_count,
    numbers_in,
    to_ascii_digits,
    to_native_digits,
)

SYSTEMS = ["latn", "mymr", "mymrshan", "thai", "laoo", "khmr", "arab", "arabext"]


@given(st.text())
def test_clean_text_is_nfc_without_zero_width_spaces(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert ZWSP not in cleaned
    assert clean(cleaned) == cleaned


def test_clean_puts_the_marks_in_the_order_the_dictionary_knows() -> None:
    assert clean("ခွင\u103a\u1037") == "ခွင\u1037\u103a"


def test_graphemes_are_what_a_reader_counts() -> None:
    assert grapheme_count("") == 0
    assert grapheme_count("ကျွန်တော်") == 4
    assert grapheme_count("น้ำ") == 1
    assert grapheme_count("a😀b") == 3


@pytest.mark.parametrize("system", SYSTEMS)
def test_native_digits_come_back(system: str) -> None:
    native = to_native_digits("0123456789 x", system)
    assert to_ascii_digits(native) == "0123456789 x"
    assert len(native) == 12


def test_native_digits_are_the_right_ones() -> None:
    assert to_native_digits("2026", "mymr") == "၂၀၂၆"
    assert to_native_digits("2026", "thai") == "๒๐๒๖"


def test_numbers_are_compared_by_value() -> None:
    assert numbers_in("၂၄ နာရီ၊ 1-7") == ["24", "1", "7"]
    assert numbers_in("โทร ๑๙๑ รอ ๓ วัน") == ["191", "3"]
    assert numbers_in("x³") == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("my", "ရေထဲ မဆင်းပါနဲ့။ “24 နာရီ” (CI)ကို ကမ္ဘာ့ကျန်းမာရေး"),
        ("shn", "ႁပ်ႉႁွင်းတူၺ်းထိုင် လႆႈ၊ ဢၼ်"),
        ("th", "น้ำขึ้นเร็ว ให้ไปที่สูงทันที LINE/Viber"),
        ("km", "សន្តិសុខយុត្ដិធម៌"),
        ("en", "Go to high ground – at once"),
    ],
)
def test_words_are_the_same_wherever_lines_broke(lang: str, text: str) -> None:
    for newline in ("\n", " ", f"{ZWSP}\n"):
        broken = insert_break_opportunities(text, lang).replace(ZWSP, newline)
        assert word_sequence(broken) == word_sequence(text)
    assert "".join(word_sequence(text)) == "".join(text.split())


def test_words_notice_what_is_lost() -> None:
    assert word_sequence("ရေထဲ မဆင်းပါနဲ့") == ["ရေ", "ထဲ", "မ", "ဆင်း", "ပါ", "နဲ့"]
    assert word_sequence("together") != word_sequence("to get her")
