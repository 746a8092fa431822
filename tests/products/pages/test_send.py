"""The page "Texts to send": each text as it is sent, nothing unsigned as a text message, a place for each code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote

import pytest
from support.each import each
from support.pages import MAY_HIDE, Element, ids, parse
from support.signed import signed

from generator.localise.advisory import Advisory
from generator.localise.texts import plain
from generator.products import pages
from generator.products.offline.keep_list import more_to_keep, pages_to_keep
from generator.products.pages import queries, render
from generator.products.pages.render import render_page
from generator.products.pages.sets import host_pages
from generator.products.sending import short_texts as channel
from generator.products.sending.pieces import NUMBERS
from generator.products.sending.sent import number_of
from generator.products.sending.short_texts import short_texts


@pytest.fixture
def advisory(example_advisory: Callable[[str], Advisory]) -> Advisory:
    return example_advisory("en")


def page_of(advisory: Advisory, key: str = "send") -> Element:
    page_set = pages.page_set_of(advisory, (advisory.locale,))
    spec = next(page.spec for page in page_set.pages if page.spec.key == key)
    return parse(str(render_page(page_set, spec).main).encode())


def said(page: Element) -> list[str]:
    return [pre.raw() for pre in page.find("pre", class_="sent")]


@pytest.mark.parametrize("locale", ["en", "my", "ar"])
def test_each_text_stands_there_letter_by_letter(
    example_advisory: Callable[[str], Advisory], locale: str
) -> None:
    advisory = example_advisory(locale)
    page = page_of(advisory)
    assert said(page) == [short.chat for short in each(short_texts(advisory), at_least=3)]
    for short in short_texts(advisory):
        (at,) = page.find("i", id=short.code)
        assert at.inside("details")
        assert at.parent is not None
        assert short.code in at.parent.text()


def test_the_caution_stands_first(advisory: Advisory) -> None:
    words = page_of(advisory).text()
    caution = "What you share shows your name. Phones are searched. Delete it after reading."
    assert 0 < words.index(caution) < words.index(short_texts(advisory)[0].code)
    assert "Compare every digit. A code can be copied." in words


def test_nothing_unsigned_is_there_as_a_text_message(advisory: Advisory) -> None:
    page = page_of(advisory)
    inside = [link for link in page.find("a") if link.inside("details")]
    assert not [link for link in inside if link.attributes["href"].startswith("sms:")]
    words = page.text()
    for short in each(short_texts(advisory)):
        assert short.sms is None
        assert short.drill is None or short.drill.words not in words
    assert "EXERCISE" not in words
    assert "As a text message only once two people have signed it: 0 of 3" in words


def test_what_is_signed_can_be_sent_and_its_code_compared(advisory: Advisory) -> None:
    ready = signed(advisory)
    page = page_of(ready)
    links = [a.attributes["href"] for a in page.find("a") if a.inside("details")]
    messages = [short.sms for short in each(short_texts(ready)) if short.sms]
    assert len(messages) >= 3
    assert [link for link in links if link.startswith("sms:")] == [
        f"sms:?body={quote(sms.words)}" for sms in messages
    ]
    for sms in messages:
        assert page.find("i", id=sms.code)
        assert sms.words in said(page)
    assert "only once two people" not in page.text()


def test_two_texts_with_one_code_make_no_broken_page(
    advisory: Advisory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel, "code_of", lambda *_: "SG-en-0000")
    page = page_of(replace(advisory))
    found = ids(page)
    assert len(found) == len(set(found))
    assert found.count("SG-en-0000") == 1


def test_markup_in_a_text_stays_text(advisory: Advisory) -> None:
    hostile = plain('</pre><script>alert(1)</script>" onclick="x', "en")
    flood = advisory.hazards["flood"]
    during = tuple(replace(one, text=hostile) for one in flood.during)
    changed = replace(
        advisory, hazards={**advisory.hazards, "flood": replace(flood, during=during)}
    )
    page = page_of(changed)
    assert not page.find("script")
    assert any("</pre><script>alert(1)</script>" in text for text in said(page))
    (stage,) = page_of(changed, "hazards/flood").find("section", class_="now")
    assert "onclick" not in stage.attributes
    assert "<script>alert(1)</script>" in stage.attributes["data-text"]


def test_an_advisory_without_anything_to_send_has_an_empty_page(advisory: Advisory) -> None:
    country = advisory.country
    contacts = {
        key: replace(one, carry="page") if key in country.plates else one
        for key, one in advisory.contacts.items()
    }
    bare = replace(advisory, contacts=contacts, hazards={}, referrals={})
    assert short_texts(bare) == ()
    page = page_of(bare)
    assert not page.find("details")
    assert page.find("h1", id="send")


def test_no_number_stands_there_without_its_caution(advisory: Advisory) -> None:
    """Of each text that is on the page, and of what pages pass on."""
    caution = plain("Ask Open Door first.", "en")
    key = "flood-office"
    plate = replace(
        advisory.contacts[key], national_emergency=False, carry="sent", without_papers="depends",
        without_papers_words=caution,
    )  # fmt: skip
    changed = replace(advisory, contacts={**advisory.contacts, key: plate})
    number = number_of(changed, key)
    assert number is not None
    digits, told = number.tel.text, str(caution)
    assert number.cautions == (caution,)
    lines = [
        line for text in said(page_of(changed)) for line in text.split("\n")
        if f"{plate.label} {digits}" in line
    ]  # fmt: skip
    for line in each(lines):
        assert line.index(told) < line.index(digits)
    assert digits in queries.numbers_as_text(advisory)
    assert digits not in queries.numbers_as_text(changed)


# --- what a page passes on ------------------------------------------------------------------


def test_a_page_passes_on_what_it_is_about(advisory: Advisory) -> None:
    numbers = next(one for one in short_texts(advisory) if one.id == NUMBERS)
    flood = next(one for one in short_texts(advisory) if one.id == "flood.during")
    for key, wanted in (("", numbers), ("now", numbers), ("hazards/flood", flood)):
        texts = [
            e.attributes["data-text"]
            for e in page_of(advisory, key).walk()
            if "data-text" in e.attributes
        ]
        assert texts == [wanted.chat], key
    for key in ("prepare", "assistance", "send", "talk"):
        assert not [e for e in page_of(advisory, key).walk() if "data-text" in e.attributes], key


def test_as_a_text_message_goes_only_what_is_signed(advisory: Advisory) -> None:
    """Else the numbers alone, as ever."""
    (link,) = page_of(advisory, "hazards/flood").find("a", class_="pass")
    assert link.attributes["href"].startswith("sms:?body=Freedonia")
    assert link.attributes["href"].endswith(quote(queries.numbers_as_text(advisory)))
    ready = signed(advisory)
    short = queries.text_of_page(ready, "hazards/flood")
    assert short is not None
    assert short.message
    (link,) = page_of(ready, "hazards/flood").find("a", class_="pass")
    assert link.attributes["href"] == f"sms:?body={quote(short.message)}"


def test_a_page_without_room_passes_on_its_address(
    advisory: Advisory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a day brings is more than a text to pass on."""
    ready = signed(advisory)
    before = page_of(ready, "hazards/flood")
    assert [e for e in before.walk() if "data-text" in e.attributes]
    monkeypatch.setattr(render, "MOST_WITH_TEXT", 100)
    page = page_of(ready, "hazards/flood")
    assert not [e for e in page.walk() if "data-text" in e.attributes]
    (link,) = page.find("a", class_="pass")
    assert link.attributes["href"].endswith(quote(queries.numbers_as_text(ready)))
    assert [e for e in page_of(ready, "now").walk() if "data-text" in e.attributes]


@pytest.mark.parametrize("key", MAY_HIDE)
def test_a_page_that_hides_passes_nothing_on_and_leads_to_no_text(
    advisory: Advisory, key: str
) -> None:
    assert queries.text_of_page(advisory, key) is None
    if key in [page.key for page in host_pages(advisory)]:
        page = page_of(advisory, key)
        assert not page.find("a", class_="pass")
        assert not [a for a in page.find("a") if "/send/" in a.attributes["href"]]


def test_it_is_reached_from_print_prepare_and_search(advisory: Advisory) -> None:
    for key in ("print", "prepare", "find"):
        assert [
            a
            for a in page_of(advisory, key).find("a")
            if a.attributes["href"].endswith("../send/index.html")
        ], key


def test_no_phone_keeps_it_unasked(advisory: Advisory) -> None:
    folder = f"en/{advisory.host}/send/"
    assert folder not in pages_to_keep(advisory)
    assert folder in more_to_keep(advisory, {}, "index.js")


def test_a_page_changes_when_somebody_signs(advisory: Advisory) -> None:
    """And is the same whatever order a set of signatures has."""

    def digest_of(*sentences: str) -> str:
        one = replace(advisory, signed=frozenset(sentences))
        return next(t for t in pages.plan([one]) if t.path.endswith("/")).digest

    assert digest_of("a") != digest_of()
    assert digest_of("a", "b", "c") == digest_of("c", "b", "a")
