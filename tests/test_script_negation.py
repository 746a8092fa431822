"""Life safety: Burmese မ ("not") and its verb stay on one line, on paper and in a browser."""

import json
import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.script.breaking import BARE_MA, break_offsets
from generator.script.fonts import css_font_face, css_font_family
from generator.script.markup import negation_spans, paper_html, web_html
from generator.script.text import ZWSP

STRINGS = json.loads((Path(__file__).parent / "data/script_strings.json").read_text("utf-8"))
NEGATIONS = STRINGS["negations"]
# Syllables of all kinds; မ weighs as much as all others together.
# fmt: off
OTHERS = ["သွား", "ဖြတ်", "ပါ", "နဲ့", "က", "မှာ", "မင်း", "ကမ္ဘာ့", "ဆ", "အိပ်", "။", "၁၉၁", "ထဲ", " ", "(", "“"]
# fmt: on
SYLLABLES = st.lists(st.just("မ") | st.sampled_from(OTHERS), max_size=30).map("".join)


@pytest.mark.parametrize("text", NEGATIONS)
def test_no_break_after_a_negating_ma(text: str) -> None:
    negated = [match.end() for match in BARE_MA.finditer(text)]
    assert negated, "the example has no negation"
    assert not set(negated) & set(break_offsets(text, "my"))
    assert not re.search(f"မ{ZWSP}", paper_html(text, "my"))


@pytest.mark.parametrize("text", NEGATIONS)
def test_a_span_holds_each_ma_and_its_verb(text: str) -> None:
    spans = negation_spans(text)
    for match in BARE_MA.finditer(text):
        start, end = next((a, b) for a, b in spans if a <= match.start() < b)
        assert end >= match.end() + 2
        assert end - start <= 18


def test_the_span_goes_to_the_end_of_the_word() -> None:
    html = web_html("လက်မှတ် မထိုးပါနဲ့။ သွားပါ", "my")
    assert html == 'လက်မှတ် <span class="nb">မထိုးပါနဲ့။</span> သွားပါ'


def test_a_long_word_is_held_up_to_the_edge_of_a_syllable() -> None:
    html = web_html("မသိရသေးပါဘူးလို့ပြောတယ်", "my")
    assert html == '<span class="nb">မသိရသေးပါဘူးလို့</span>ပြောတယ်'


@pytest.mark.parametrize("text", STRINGS["not_negations"])
def test_a_ma_with_vowel_or_final_opens_no_span(text: str) -> None:
    assert negation_spans(text) == []


@given(SYLLABLES)
def test_however_ma_stands_it_is_never_parted(text: str) -> None:
    ends = {match.end() for match in BARE_MA.finditer(text)}
    assert not ends & set(break_offsets(text, "my"))
    spans = negation_spans(text)
    for end in ends:
        assert any(start < end < stop for start, stop in spans)
    for (_, stop), (start, _) in pairwise(spans):
        assert stop <= start


@pytest.mark.slow
@pytest.mark.parametrize("width_mm", [18, 23, 30, 41])
def test_no_printed_line_ends_with_a_negating_ma(width_mm: int) -> None:
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


@pytest.mark.slow
@pytest.mark.browser
def test_no_line_on_a_screen_ends_with_a_negating_ma() -> None:
    from playwright.sync_api import sync_playwright

    body = "".join(f"<p lang=my>{web_html(text, 'my')}</p>" for text in NEGATIONS)
    page_html = f"<!doctype html><style>.nb{{white-space:nowrap}}</style>{body}"
    parted = """() => [...document.querySelectorAll('p')].flatMap(p => {
        const letters = [], walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) for (let i = 0; i < walk.currentNode.length; i++) {
            const range = document.createRange();
            range.setStart(walk.currentNode, i); range.setEnd(walk.currentNode, i + 1);
            letters.push([walk.currentNode.data[i], range.getBoundingClientRect().bottom]);
        }
        return letters.flatMap(([letter, bottom], i) => letter === 'မ' && letters[i + 1]
            && /[က-အ]/.test(letters[i + 1][0]) && letters[i + 1][1] > bottom + 9
            ? [p.textContent + ' ' + i] : []);
    })"""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page()
        page.set_content(page_html)
        for width in range(130, 330, 10):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(parted) == []
        browser.close()
