"""Words that stay on one line though a dictionary would cut them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.breaking import break_offsets, word_starts
from generator.text.markup import paper_html, web_html
from generator.text.plain import WORD_JOINER, ZWSP
from generator.text.unbroken import joined, whole_pieces, words_in

MYANMAR = st.text(st.characters(min_codepoint=0x1000, max_codepoint=0x109F))


def pieces(text: str, lang: str = "my", words: tuple[str, ...] = ()) -> list[str]:
    return [text[start:end] for start, end in whole_pieces(text, lang, words)]


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("တံခါး ဒါမှမဟုတ် ပြတင်းပေါက်", ("ဒါမှမဟုတ်",), ["ဒါမှမဟုတ်"]),
        ("ဘေးကင်းတဲ့နေရာ", ("ဘေးကင်း",), ["ဘေးကင်း"]),
        # What is one word to the dictionary needs no mark: each costs bytes.
        ("ရေကြီးတဲ့နေရာ", ("ရေကြီး",), []),
    ],
)
def test_a_word_of_the_glossary_holds_where_it_would_be_cut(text, words, wanted):
    assert word_starts(text, "my")
    assert pieces(text, "my", words) == wanted


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("เรียกรถพยาบาล", (), "เรียก|รถ|พยาบาล"),
        ("เรียกรถพยาบาล", ("รถพยาบาล",), "เรียก|{รถพยาบาล}"),
        ("ปัญหาในที่ทำงาน", ("ที่ทำงาน",), "ปัญหา|ใน|{ที่ทำงาน}"),
    ],
)
def test_a_thai_compound_holds_on_paper(text, words, marked):
    held = {word: f'<span class="nb">{word}</span>' for word in words}
    assert paper_html(text, "th", words).replace(ZWSP, "|") == marked.format(**held)


@pytest.mark.parametrize(
    ("text", "page", "paper"),
    [
        ("ได้ไหมครับ/คะ", "ได้+ไหม+ครับ/+คะ", "[ได้ไหมครับ/คะ]"),
        ("เขียนให้หน่อย ชี้ด้วย", "เขียนให้+หน่อย ชี้+ด้วย", "เขียน|[ให้หน่อย] [ชี้ด้วย]"),
        # U+2060 holds no space together.
        ("เอกสารใด ๆ ครับ", "เอกสาร[ใด ๆ ครับ]", "เอกสาร|[ใด ๆ ครับ]"),
        ("ครับ", "ครับ", "ครับ"),
    ],
)
def test_a_thai_particle_holds_to_its_verb(text: str, page: str, paper: str) -> None:
    def shown(html: str) -> str:
        html = html.replace('<span class="nb">', "[").replace("</span>", "]")
        return html.replace(WORD_JOINER, "+").replace(ZWSP, "|")

    assert shown(web_html(text, "th")) == page
    assert shown(paper_html(text, "th")) == paper


def test_japanese_is_parted_between_phrases_and_in_no_word_of_the_glossary() -> None:
    text = "はぐれました。家族を、探す <b>"
    assert web_html(text, "ja", ("はぐれ",)) == "はぐれました。<wbr>家族を、<wbr>探す &lt;b&gt;"
    assert paper_html("はぐれました。家族", "ja", ("はぐれ",)) == (
        f'<span class="nb">はぐれました。</span>{ZWSP}<span class="nb">家族</span>'
    )
    # Wider than a narrow panel: it may part.
    assert "nb" not in paper_html("インターネットサービスプロバイダー", "ja")
    assert (web_html("", "ja"), paper_html("", "ja")) == ("", "")


def test_a_thai_compound_holds_on_a_page() -> None:
    html = web_html("ที่ทำงาน & บ้าน", "th", ("ที่ทำงาน",))
    assert html == '<span class="nb">ที่ทำงาน</span> &amp; บ้าน'
    assert web_html("ที่ทำงาน", "th") == "ที่ทำงาน"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        # ပါ alone on a line, or တယ် behind a line that reads as an order.
        ("အဲဒီလူကိုပြောပါ။", "အဲဒီ|လူ|ကို|ပြောပါ။"),
        ("သူပြောပါတယ်။", "သူ|ပြောပါတယ်။"),
        ("ဘာလုပ်ရမလဲ။", "ဘာ|လုပ်ရမလဲ။"),
        # A verb with its helping words; lines end in what is longer than 18 letters and marks.
        ("လူ 12 ယောက် သေခဲ့ပါတယ်။", "လူ 12 ယောက် သေခဲ့ပါတယ်။"),
        ("ရေထဲရောက်သွားနိုင်ပါတယ်", "ရေ|ထဲ|ရောက်|သွားနိုင်ပါတယ်"),
        ("တံခါးပိတ်ထားရင်", "တံခါး|ပိတ်ထားရင်"),
        ("ပါတယ်", "ပါတယ်"),
        # The prefix, a word said twice.
        ("အသက်ကို အရင်ကယ်ပါ။", "အသက်|ကို အရင်ကယ်ပါ။"),
        ("အဖြူအမည်း", "အဖြူ|အမည်း"),
        ("ဝေးဝေးသွား", "ဝေးဝေး|သွား"),
        # A syllable of a foreign word.
        ("ဝက်ဘ်ဆိုက်", "ဝက်ဘ်|ဆိုက်"),
    ],
)
def test_a_line_ends_where_a_reader_pauses(text, marked):
    assert paper_html(text, "my").replace(ZWSP, "|") == marked


@given(MYANMAR, st.sampled_from([(), ("က",), ("ဘေးကင်း", "ဘေး")]))
def test_pieces_are_in_order_and_apart_and_hold_no_break(text, words):
    last = 0
    offsets = break_offsets(text, "my", words)
    for start, end in whole_pieces(text, "my", words):
        assert last <= start < end <= len(text)
        assert not any(start < offset < end for offset in offsets)
        last = end


@pytest.mark.parametrize("lang", ["shn", "ksw", "en", "ko", "xx"])
def test_what_no_dictionary_cuts_has_no_pieces(lang: str) -> None:
    assert pieces("ပြန်မသွားပါနဲ့ ambulance", lang, ("ambulance",)) == []


def test_the_longest_word_counts() -> None:
    assert words_in("ผู้ประกันตน", ("ประกัน", "ผู้ประกันตน")) == [(0, 11)]
    assert words_in("ผู้ประกันตน", ()) == []


def test_for_office_programs_a_negation_is_joined() -> None:
    """LibreOffice ended a line behind မ in slides: "speak" stood alone below "not"."""
    text = "ဘာကြောင့်လဲ ပြောစရာ မလိုပါဘူး။"
    said = joined(text, "my")
    assert said.endswith(" မ\u2060လို\u2060ပါ\u2060ဘူး။")
    assert said.replace(WORD_JOINER, "") == text
    assert joined("Do not go back.", "en") == "Do not go back."


@given(st.text(alphabet="မပြန်သွားဘူး ခင်၊။ကာ", max_size=30))
def test_joining_adds_nothing_that_is_seen(text: str) -> None:
    assert joined(text, "my").replace(WORD_JOINER, "") == text
