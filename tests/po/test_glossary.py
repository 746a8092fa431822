"""Terms in an English sentence, and how translations say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.each import each
from support.real import real_content

from generator.model import Glossary
from generator.po.glossary import TermFinder, says, without

pytestmark = pytest.mark.thorough  # It reads our whole content before its first test.

CONTENT = real_content()
FINDER = TermFinder(CONTENT.glossary)


def terms(sentence: str, locale: str = "my") -> list[str]:
    return [found.term for found in FINDER.terms_found(sentence, locale)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("A flash flood comes fast.", ["flash flood"]),
        ("Floods and Flash Floods.", ["flood", "flash flood"]),
        ("The flooding stopped.", []),  # whole words only
        ("Two embassies and a clinic.", ["embassy", "clinic"]),
        ("Ask the Social Security Office.", ["Social Security Office"]),
        ("Claim workmen’s compensation.", ["claim", "workmen's compensation"]),
        ("Drop, cover and hold on.", ["drop, cover and hold on"]),
        ("Dust of PM2.5 is fine.", ["PM2.5", "fine"]),
        ("Call %(ambulance)s.", ["call"]),
        ("Take the go-bag.", ["go-bag"]),
        ("", []),
        ("%(flood)s", []),
    ],
)
def test_terms_are_found_longest_first_as_whole_words(sentence, found):
    assert terms(sentence) == found


def test_senses_of_one_word_pool_their_renderings():
    (found,) = FINDER.terms_found("Go to a shelter.", "es")
    assert {"albergue", "ဂေဟာ"} & set(found.use) == {"albergue"}
    assert len(found.use) == len(set(found.use)) > 2
    senses = [term for term in CONTENT.glossary.terms.values() if term.term == "shelter"]
    assert len(senses) == 2
    assert set(found.use) == {word for term in senses for word in term.renderings["es"].use}


def test_a_language_without_renderings_gets_the_term_alone():
    (found,) = FINDER.terms_found("A flood.", "shn")
    assert (found.term, found.use, found.avoid) == ("flood", (), ())


@pytest.mark.parametrize(
    ("text", "word", "locale", "is_said"),
    [
        ("ရေ ကြီး လာရင်", "ရေကြီး", "my", True),  # spaces say nothing
        ("ရေမကြီးခင် သွားပါ", "ရေကြီး", "my", True),  # nor does a "not" inside
        ("ရေ", "ရေကြီး", "my", False),
        ("น้ำ ท่วม", "น้ำท่วม", "th", True),
        ("Las Inundaciones", "inundación", "es", True),
        ("una preinundacion", "inundación", "es", False),  # only at the start of a word
        ("centros de detenciones", "centro de detención", "es", True),
        ("洪水だ", "洪水", "ja", True),
        ("%(flood)s", "flood", "en", False),
    ],
)
def test_a_word_is_found_as_its_language_writes_it(text, word, locale, is_said):
    assert says(text, (word,), locale) is is_said


def test_accepted_renderings_are_blanked_before_words_to_avoid_are_looked_for():
    name = "สถานกักตัวคนต่างด้าว"
    assert says(name, ("คนต่างด้าว",), "th")
    assert not says(without(name, (name,), "th"), ("คนต่างด้าว",), "th")


@given(st.text(max_size=60), st.sampled_from(["my", "th", "es", "shn", "ar", "xx"]))
def test_no_text_makes_it_crash(text, locale):
    FINDER.terms_found(text, locale)
    says(text, (text or "a",), locale)
    without(text, (text or "a",), locale)


def test_each_accepted_rendering_is_found_in_itself():
    for term in each(CONTENT.glossary.terms.values()):
        for tag, row in term.renderings.items():
            for word in row.use:
                assert says(word, (word,), tag), (term.term, tag, word)
                assert not set(row.use) & set(row.avoid)


def test_the_glossary_holds_what_was_compiled():
    assert len(CONTENT.glossary.terms) >= 278
    assert isinstance(Glossary(), Glossary)  # a site does without one
    for tag in ("my", "th", "es"):
        assert (
            all(tag in term.renderings for term in CONTENT.glossary.terms.values()) or tag == "es"
        )
