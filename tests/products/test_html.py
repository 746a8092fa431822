"""Texts as HTML: whatever stands in them, nothing of it becomes markup."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.localise.texts import Run, Text
from generator.products.html import paper, web

pytestmark = pytest.mark.thorough

HOSTILE = "<b onclick='x'>\"&"
KINDS = ("words", "tel", "name", "money", "date", "url")


def shown(kind: str, text: str, *, lang: str = "en", href: str | None = None, grade=None) -> Text:
    return Text((Run(text, kind, lang, href, grade=grade),), "en", "source")


@pytest.mark.parametrize("render", [web, paper])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["en", "my", "shn", "ar"])
def test_no_text_becomes_markup(render, kind, lang):
    html = render(shown(kind, HOSTILE, lang=lang, href='tel:1" onclick="x'), "en")
    # What stands between quotes is a value, whatever it looks like.
    tags = [re.sub(r'"[^"]*"', "", tag) for tag in re.findall(r"<[^>]*>", html)]
    assert not [tag for tag in tags if tag.startswith("<b") or re.search(r"\bonclick\b", tag)]
    assert "&lt;b" in html
    assert re.sub(r"<[^>]*>", "", html).count("<") == 0


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.sampled_from(KINDS))
def test_quotes_never_leave_an_address(text, kind):
    html = web(shown(kind, text, href=f"tel:{text}"), "en")
    assert re.fullmatch(r'(?:[^<>]|<(?:a|span)(?: [a-z]+="[^"<>]*")*>|</(?:a|span)>)*', html)


def test_numbers_are_links_on_pages_and_none_on_paper():
    call = shown("tel", "1669", href="tel:1669", grade="b")
    assert web(call, "en") == '<a class="tel" dir="ltr" href="tel:1669">1669</a>'
    assert paper(call, "en") == '<span class="n" dir="ltr">1669</span>'


def test_a_number_that_is_not_proved_has_a_dashed_edge():
    for grade in ("c", None):
        call = shown("tel", "1669", href="tel:1669", grade=grade)
        assert web(call, "en") == '<a class="tel gc" dir="ltr" href="tel:1669">1669</a>'


def test_a_number_for_messages_is_no_link():
    assert web(shown("tel", "70999"), "en") == '<span class="n" dir="ltr">70999</span>'


def test_a_run_in_another_language_says_so():
    assert web(shown("words", "Police", lang="en"), "my") == '<span lang="en">Police</span>'
    assert web(shown("words", "Police", lang="en"), "en") == "Police"


def test_no_text_is_nothing():
    assert web(None, "en") == paper(None, "en") == ""
