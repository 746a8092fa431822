import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.breaking import insert_break_opportunities
from generator.text.markup import paper_html, web_html
from generator.text.plain import WORD_JOINER, ZWSP, clean

LANGS = st.sampled_from(["my", "shn", "mnw", "blk", "kjp", "ksw", "th", "lo", "km", "en", "xx"])
MYANMAR = st.text(st.characters(min_codepoint=0x1000, max_codepoint=0x109F))


def text_of(html: str) -> str:
    pieces: list[str] = []

    class Reader(HTMLParser):
        def handle_data(self, data: str) -> None:
            pieces.append(data)

    reader = Reader()
    reader.feed(html)
    reader.close()
    return "".join(pieces)


@given(st.one_of(MYANMAR, st.text(st.characters(exclude_categories=["Cs", "Cc"]))), LANGS)
def test_pages_hold_the_text_and_no_zero_width_space(text: str, lang: str) -> None:
    html = web_html(text, lang)
    assert ZWSP not in html
    assert text_of(html).replace(WORD_JOINER, "") == clean(text)
    assert set(re.findall(r"<[^>]*>", html)) <= {'<span class="nb">', "</span>", "<wbr>"}


@given(st.one_of(MYANMAR, st.text(st.characters(exclude_categories=["Cs", "Cc"]))), LANGS)
def test_paper_holds_the_text_with_its_breaks(text: str, lang: str) -> None:
    html = paper_html(text, lang)
    assert text_of(html) == insert_break_opportunities(text, lang)
    assert set(re.findall(r"<[^>]*>", html)) <= {'<span class="nb">', "</span>"}


def test_shan_syllables_are_held_together_and_spaces_left() -> None:
    assert web_html("ၵူၼ်းတႆး “ၵေႃႉ” &", "shn") == (
        '<span class="nb">ၵူၼ်း</span><wbr><span class="nb">တႆး</span> “ၵေႃႉ” &amp;'
    )


@pytest.mark.parametrize("lang", ["ksw", "th", "lo", "km", "en", "ja", "xx"])
def test_other_languages_are_plain_text_for_browsers(lang: str) -> None:
    text = "တၢ်ခွဲးယာ် น้ำท่วม & “x”"
    assert web_html(text, lang) == "တၢ်ခွဲးယာ် น้ำท่วม &amp; “x”"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("ဒီဝက်ဘ်ဆိုက်ကို ကြည့်ပါ။", ["ဝက်ဘ်"]),
        ("တာ့ခ် (မဲဆောက်) မှာ", ["တာ့ခ်"]),
        ("လင့်ခ် ဘယ်တော့မှ မပါပါဘူး။", ["လင့်ခ်"]),
        ("ကုန်းမြင့်ကို သွားပါ။", []),
    ],
)
def test_a_foreign_word_is_not_cut_inside_a_syllable(text: str, kept: list[str]) -> None:
    made = web_html(text, "my")
    for piece in kept:
        assert any(piece in span for span in re.findall(r'<span class="nb">([^<]*)</span>', made))
    assert re.sub(r"<[^>]+>", "", made) == text


def test_a_korean_word_stays_on_one_line_of_paper() -> None:
    """Pango would part 아파요 between any two letters."""
    html = paper_html("더위 때문에 아파요.", "ko")
    assert html == " ".join(
        f'<span class="nb">{word}</span>' for word in ("더위", "때문에", "아파요.")
    )
    assert paper_html("이", "ko") == "이"
