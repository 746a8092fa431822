"""Life safety: Burmese မ ("not"), its verb and what stands before them in the word stay on one line."""

import json
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from support.example import TESTS
from support.lines import cuts_of, paragraphs_of_page

from generator.text.breaking import break_offsets
from generator.text.fonts import css_font_face, css_font_family
from generator.text.markup import paper_html, web_html
from generator.text.negation import BARE_MA, negation_pieces, parted_negations
from generator.text.plain import ZWSP

STRINGS = json.loads((TESTS / "data/script_strings.json").read_text("utf-8"))
NEGATIONS = STRINGS["negations"]
# Syllables of all kinds; မ weighs as much as all others together.
# fmt: off
OTHERS = ["သွား", "ဖြတ်", "ပါ", "နဲ့", "က", "မှာ", "မင်း", "ကမ္ဘာ့", "ဆ", "အိပ်", "။", "၁၉၁", "ထဲ", " ", "(", "“", "အာမခံ"]
# fmt: on
SYLLABLES = st.lists(st.just("မ") | st.sampled_from(OTHERS), max_size=30).map("".join)


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in negation_pieces(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ယူဖို့ ပြန်မသွားပါနဲ့။", ["ပြန်မသွားပါနဲ့"]),
        ("ဘာအတွက်နဲ့မှ အထဲကို ပြန်မဝင်ပါနဲ့။", ["ပြန်မဝင်ပါနဲ့"]),
        ("အပြင်မထွက်ပါနဲ့။ ကမ်းခြေကို သွားမကြည့်ပါနဲ့", ["အပြင်မထွက်ပါနဲ့", "သွားမကြည့်ပါနဲ့"]),
        ("စာရွက်စာတမ်းမရှိတဲ့သူတွေ", ["စာရွက်စာတမ်းမရှိတဲ့"]),
        ("မသိရသေးပါဘူးလို့ပြောတယ်", ["မသိရသေးပါဘူး"]),
        ("ငလျင်မလှုပ်ခင်တော့ အိပ်မပျော်ဘဲ", ["ငလျင်မလှုပ်ခင်", "အိပ်မပျော်ဘဲ"]),
        # A verb may look like an ending, and no ending may be there.
        ("မခင်ပါနဲ့", ["မခင်ပါနဲ့"]),
        ("ရှိမရှိ မသိရသေး။", ["ရှိမရှိ", "မသိရသေး"]),
        # Two in one word: the second begins where the first ends.
        ("မပြောရင်မသွားပါနဲ့", ["မပြောရင်", "မသွားပါနဲ့"]),
        ("%(count)sခုမပါပါဘူး", ["ခုမပါပါဘူး"]),
    ],
)
def test_a_piece_goes_from_the_space_before_it_to_the_end_of_its_ending(text, wanted):
    assert pieces(text) == wanted
    for offset in break_offsets(text, "my"):
        assert not any(start < offset < end for start, end in negation_pieces(text))


@pytest.mark.parametrize(
    "text",
    [
        "ကျန်းမာရေးအာမခံက", "ပထမနေ့မှာ", "မလေးရှားမှာ", "မလေး", "ဘာလုပ်ရမလဲ။", "ပေးရမလား", "ဘယ်သူမဆို", "မတော်တဆမှု",
        "လမ်းမကြီးပေါ်က", "ကော်မတီ", "မနက်", "ဒါမှမဟုတ်", *STRINGS["not_negations"],
    ],
)  # fmt: skip
def test_a_ma_that_says_no_not_makes_no_piece(text: str) -> None:
    assert pieces(text) == []


@pytest.mark.parametrize(
    "text",
    ["မလေးစားပါနဲ့", "စခန်းမချပါနဲ့", "လမ်းမလျှောက်ပါနဲ့", "လက်မခံပါဘူး", "အာမမခံပါဘူး", "မဆိုပါဘူး", "နေမကောင်းလဲ"],
)
def test_a_verb_that_looks_like_one_of_those_words_is_negated(text: str) -> None:
    assert pieces(text) == [text]


@pytest.mark.parametrize("lang", ["shn", "mnw", "th", "en", "xx"])
def test_other_languages_have_no_such_pieces(lang: str) -> None:
    assert negation_pieces("ပြန်မသွားပါနဲ့", lang) == parted_negations("ပြန် မသွားပါနဲ့", lang) == []


def test_a_space_inside_the_word_is_found() -> None:
    assert parted_negations("ယူဖို့ ပြန် မသွားပါနဲ့။ စကားပြန် မလာရင်") == [("ပြန်", "မသွားပါနဲ့")]
    assert parted_negations("ပြန်မသွားပါနဲ့။ သွား၊ မသွား မသိဘူး။ ပြန်။ မဝင်ပါနဲ့") == []


@pytest.mark.parametrize("text", NEGATIONS)
def test_no_break_after_a_negating_ma(text: str) -> None:
    negated = [match.end() for match in BARE_MA.finditer(text)]
    assert negated, "the example has no negation"
    assert not set(negated) & set(break_offsets(text, "my"))
    assert not re.search(f"မ{ZWSP}", paper_html(text, "my"))


def test_on_a_page_a_span_holds_the_piece() -> None:
    html = web_html("လက်မှတ် ပြန်မထိုးပါနဲ့။ သိတယ်", "my")
    assert html == 'လက်မှတ် <span class="nb">ပြန်မထိုးပါနဲ့။</span> <span class="nb">သိတယ်</span>'


@given(SYLLABLES)
def test_however_ma_stands_it_is_never_parted(text: str) -> None:
    ends = {match.end() for match in BARE_MA.finditer(text)}
    offsets = set(break_offsets(text, "my"))
    assert not ends & offsets
    found = negation_pieces(text)
    for start, stop in found:
        assert any(start < end < stop for end in ends)
        assert not offsets & set(range(start + 1, stop))
    for (_, stop), (start, _) in pairwise(found):
        assert stop <= start


@pytest.mark.slow
@pytest.mark.parametrize("width_mm", [18, 23, 30, 41])
def test_no_printed_line_parts_a_negation(width_mm: int) -> None:
    from weasyprint import HTML
    from weasyprint.formatting_structure import boxes

    body = "".join(f"<p>{paper_html(text, 'my')}</p>" for text in NEGATIONS)
    css = f"{css_font_face(['my'])} html {{ font: 10pt {css_font_family('my')} }}"
    css += f"@page {{ size: {width_mm}mm 400mm; margin: 0 }}"
    pages = HTML(string=f"<html lang=my><style>{css}</style>{body}").render().pages
    lines = [
        "".join(box.text for box in line.descendants() if isinstance(box, boxes.TextBox))
        for page in pages
        for line in page._page_box.descendants()
        if isinstance(line, boxes.LineBox)
    ]
    assert len(lines) > len(NEGATIONS)
    assert [line for line in lines if line.rstrip(ZWSP).endswith("မ")] == []
    shown = [line.replace(ZWSP, "") for line in lines]
    held = [piece for text in NEGATIONS for piece in pieces(text)]
    assert len(held) > 30
    assert [piece for piece in held if not any(piece in line for line in shown)] == []


@pytest.mark.slow
@pytest.mark.browser
def test_no_line_on_a_screen_parts_a_negation(browser: Browser) -> None:
    body = "".join(f"<p lang=my>{web_html(text, 'my')}</p>" for text in NEGATIONS)
    page = browser.new_page()
    page.set_content(f"<!doctype html><style>.nb{{white-space:nowrap}}</style>{body}")
    breaks = 0
    for width in range(130, 330, 10):
        page.set_viewport_size({"width": width, "height": 800})
        paragraphs = paragraphs_of_page(page)
        breaks += len(paragraphs)
        assert cuts_of(paragraphs, []).negations == ()
    page.close()
    assert breaks > 50
