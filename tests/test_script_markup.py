import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.script.breaking import insert_break_opportunities
from generator.script.markup import insert_in_html, paper_html, web_html
from generator.script.text import ZWSP, clean

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


def marked(html: str, lang: str) -> str:
    return insert_in_html(html, lang).replace(ZWSP, "|")


@given(st.one_of(MYANMAR, st.text(st.characters(exclude_categories=["Cs", "Cc"]))), LANGS)
def test_pages_hold_the_text_and_no_zero_width_space(text: str, lang: str) -> None:
    html = web_html(text, lang)
    assert ZWSP not in html
    assert text_of(html) == clean(text)
    assert set(re.findall(r"<[^>]*>", html)) <= {'<span class="nb">', "</span>", "<wbr>"}


@given(st.one_of(MYANMAR, st.text(st.characters(exclude_categories=["Cs", "Cc"]))), LANGS)
def test_paper_holds_the_text_with_its_breaks(text: str, lang: str) -> None:
    html = paper_html(text, lang)
    assert text_of(html) == insert_break_opportunities(text, lang)
    assert not re.search("<[^>]*>", html)


def test_shan_syllables_are_held_together_and_spaces_left() -> None:
    assert web_html("ၵူၼ်းတႆး “ၵေႃႉ” &", "shn") == (
        '<span class="nb">ၵူၼ်း</span><wbr><span class="nb">တႆး</span> “ၵေႃႉ” &amp;'
    )


@pytest.mark.parametrize("lang", ["ksw", "th", "lo", "km", "en", "ja", "xx"])
def test_other_languages_are_plain_text_for_browsers(lang: str) -> None:
    text = "တၢ်ခွဲးယာ် น้ำท่วม & “x”"
    assert web_html(text, lang) == "တၢ်ခွဲးယာ် น้ำท่วม &amp; “x”"


def test_html_keeps_tags_attributes_and_entities() -> None:
    html = '<p title="ရေထဲဆင်းရင်" id=a>ရေထဲဆင်းရင် &amp; &lt;b&gt;</p><!-- ရေထဲ --><br/><hr>'
    assert marked(html, "my") == html.replace(">ရေထဲဆင်းရင်", ">ရေ|ထဲ|ဆင်း|ရင်")


def test_language_follows_the_elements() -> None:
    html = '<div><p lang="th">ทุกวัน<b lang="my">ရေထဲ</b>ทุกวัน</p><p>ทุกวัน ရေထဲ</p></div>'
    assert marked(html, "en") == (
        '<div><p lang="th">ทุก|วัน<b lang="my">ရေ|ထဲ</b>ทุก|วัน</p><p>ทุกวัน ရေထဲ</p></div>'
    )


@pytest.mark.parametrize(
    "html",
    [
        "<code>ရေထဲ</code>",
        "<pre><b>ရေထဲ</b></pre>",
        "<style>/* ရေထဲ & < */</style>",
        "<script>'ရေထဲ<b>'</script>",
        "<title>ရေထဲ</title>",
        '<a class="url tel" href="tel:191">ရေထဲ&amp;</a>',
        '<b class="n">ရေ<i>တက်</i></b>',
    ],
)
def test_code_numbers_and_titles_are_left_alone(html: str) -> None:
    assert marked(html, "my") == html


def test_text_goes_on_through_inline_elements_and_stops_at_others() -> None:
    assert marked("<li>ကမ္<b>ဘာ့</b>ရေ</li>", "my") == "<li>ကမ္<b>ဘာ့</b>|ရေ</li>"
    assert marked("<p>ရေ</p><p>တက်</p>", "my") == "<p>ရေ</p><p>တက်</p>"


def test_an_element_left_open_does_no_harm() -> None:
    assert marked("<ul><li>ရေထဲ<li lang=en>ရေထဲ</ul>ရေထဲ", "my") == (
        "<ul><li>ရေ|ထဲ<li lang=en>ရေထဲ</ul>ရေ|ထဲ"
    )


def test_doing_it_twice_changes_nothing() -> None:
    once = insert_in_html("<p>ရေထဲဆင်းရင် <b>မ</b>ဖြတ်ပါနဲ့</p>", "my")
    assert insert_in_html(once, "my") == once


@given(st.text(st.sampled_from(list("<>/&;#\"'=abp! -ရေထဲမ"))))
def test_no_source_makes_it_fail(source: str) -> None:
    assert isinstance(insert_in_html(source, "my"), str)


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
