import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.example import TESTS

from generator.text.shaping import ShapingFault, find_shaping_faults

STRINGS = json.loads((TESTS / "data/script_strings.json").read_text("utf-8"))


@pytest.mark.parametrize(("lang", "text"), STRINGS["shaping"].items())
def test_good_words_come_out_whole(lang: str, text: str) -> None:
    assert find_shaping_faults(text, lang) == []


@pytest.mark.parametrize("text", [*STRINGS["dotted_circle"], *STRINGS["zawgyi"]])
def test_wrong_order_and_zawgyi_show_a_dotted_circle(text: str) -> None:
    assert {fault.kind for fault in find_shaping_faults(text, "my")} == {"dotted-circle"}


def test_a_fault_says_where_it_is() -> None:
    assert find_shaping_faults("ရေ 24 ကုိ", "my") == [ShapingFault("dotted-circle", 6, "ကုိ")]


def test_a_letter_no_font_has_is_missing() -> None:
    assert find_shaping_faults("ရေ 𠮟 x", "my") == [ShapingFault("missing-glyph", 3, "𠮟")]


def test_a_dotted_circle_on_purpose_is_no_fault() -> None:
    assert find_shaping_faults("\u25cc\u1036", "my") == []


def test_foreign_names_and_invisible_characters_are_no_fault() -> None:
    text = "สำนักงานประกันสังคม (လူမှုဖူလုံရေး\u200bရုံး)\u2060 Office → \u206824\u2069\n"
    for lang in ("my", "th", "en", "shn"):
        assert find_shaping_faults(text, lang) == []


@pytest.mark.parametrize("lang", ["ar", "ur"])
def test_scripts_without_a_bundled_font_are_not_judged(lang: str) -> None:
    assert find_shaping_faults("津波 지진 زلزال", lang) == []


def test_kanji_and_hangul_beyond_the_everyday_are_missing() -> None:
    assert find_shaping_faults("津波が来る！「にげて」…罹災", "ja") == []
    assert find_shaping_faults("지진이 나면 책상 밑으로", "ko") == []
    assert find_shaping_faults("津龘波", "ja") == [ShapingFault("missing-glyph", 1, "龘")]
    assert find_shaping_faults("똠양꿍", "ko") == [ShapingFault("missing-glyph", 0, "똠")]


@given(st.text(), st.sampled_from(["my", "shn", "th", "en", "ja"]))
def test_any_text_can_be_shaped(text: str, lang: str) -> None:
    for fault in find_shaping_faults(text, lang):
        assert text[fault.offset :].startswith(fault.text)
        assert fault.text
