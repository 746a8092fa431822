import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.example import TESTS

from generator.text.breaking import break_offsets, insert_break_opportunities, mark_words
from generator.text.icu import grapheme_ends, word_ends
from generator.text.plain import ZWSP, clean

STRINGS = json.loads((TESTS / "data/script_strings.json").read_text("utf-8"))
LANGS = ["my", "shn", "ksw", "mnw", "blk", "kjp", "pwo", "kyu", "th", "lo", "km", "en", "ja", "ar"]
BLOCKS = st.sampled_from(
    [chr(code) for first, last in ((0x1000, 0x109F), (0xAA60, 0xAA7F), (0xE01, 0xE3A),
                                   (0xE80, 0xEDF), (0x1780, 0x17E9)) for code in range(first, last)]
    + list(" ab09.,-()“”+/@၊။ๆฯ\u200b\u00a0\n😀")
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.text(BLOCKS), st.text(st.characters(min_codepoint=0x1000,
                                                                      max_codepoint=0x109F)))  # fmt: skip


@pytest.mark.parametrize(
    "golden", STRINGS["breaks"], ids=lambda g: f"{g['lang']} {g['marked'][:8]}"
)
def test_lines_may_break_only_where_marked(golden: dict[str, str]) -> None:
    text = golden["marked"].replace("|", "")
    assert mark_words(text, golden["lang"], "|") == golden["marked"]


@given(TEXTS, st.sampled_from(LANGS))
def test_nothing_is_lost_and_twice_is_once(text: str, lang: str) -> None:
    marked = insert_break_opportunities(text, lang)
    assert marked.replace(ZWSP, "") == clean(text)
    assert insert_break_opportunities(marked, lang) == marked


@given(TEXTS, st.sampled_from(LANGS))
def test_no_break_beside_space_inside_numbers_or_before_marks(text: str, lang: str) -> None:
    for offset in break_offsets(text, lang):
        before, after = text[offset - 1], text[offset]
        assert 0 < offset < len(text)
        assert not before.isspace()
        assert not after.isspace()
        assert ZWSP not in (before, after)
        assert not (before.isdigit() and after.isdigit())
        assert not (before.isascii() and after.isascii())
        assert unicodedata.category(after)[0] != "M"
        assert after not in "၊။,.)”ๆฯ"
        assert before not in "(“+"


@given(TEXTS)
def test_dictionary_breaks_stand_between_characters(text: str) -> None:
    text = clean(text)
    for lang in ("my", "th", "lo", "km"):
        assert set(break_offsets(text, lang)) <= grapheme_ends(text)


@pytest.mark.parametrize("lang", ["en", "es", "ms", "quc", "mam", "kek", "ko", "ar", "ur", "xx"])
def test_languages_with_spaces_and_unknown_ones_get_no_marks(lang: str) -> None:
    assert break_offsets("Qʼeqchiʼ 津波 ကမ္ဘာ น้ำท่วม", lang) == []


def test_a_region_does_not_change_the_rule() -> None:
    text = "ကားလမ်းမှာ ရေတက်လာရင်"
    assert break_offsets(text, "my-MM") == break_offsets(text, "my") != []


@pytest.mark.parametrize(
    ("lang", "text"),
    [("my", "ဖုန်း+95 9 789-012-345ကို"), ("th", "โทร02-123-4567หรือ"), ("shn", "တႄႇ ၁၂/၁၁/၂၀၂၆လႆႈ")],
)  # fmt: skip
def test_a_number_is_never_cut(lang: str, text: str) -> None:
    digits = [index for index, letter in enumerate(text) if letter.isdigit()]
    assert not set(range(digits[0] + 1, digits[-1] + 1)) & set(break_offsets(text, lang))


def test_offsets_count_code_points_after_an_emoji() -> None:
    text = "😀ทุกวัน"
    assert 1 in word_ends(text, "th")
    assert max(word_ends(text, "th")) == len(text) == max(grapheme_ends(text))


def test_shan_is_never_cut_by_the_burmese_dictionary() -> None:
    text = "ႁပ်ႉႁွင်းတူၺ်းထိုင်တေႃႇသုၼ်ႇလႆႈ"
    assert mark_words(text, "shn", "|") == "ႁပ်ႉ|ႁွင်း|တူၺ်း|ထိုင်|တေႃႇ|သုၼ်ႇ|လႆႈ"
