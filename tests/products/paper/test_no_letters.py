"""Papers for a country whose language has no font of ours: made all the same, and what is missing is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest
from markupsafe import Markup
from support.each import each

from generator.load.leaflet_formats import own_formats
from generator.localise.advisory import Advisory
from generator.products.paper import draft_paper, papers, print_leaflet
from generator.products.paper.names import Paper
from generator.products.paper.request import (
    NoSuchPaperError,
    refuse_missing,
    without_host_words,
)
from generator.products.staff import papers as staff_papers

TOLD = "Sentences to show in Urdu are missing here: its letters cannot be printed yet."


@pytest.fixture
def abroad(example_advisory: Callable[[str], Advisory]) -> Advisory:
    """Freedonia, if its language were Urdu, and its glossary and offices named things in it."""
    made = example_advisory("en")
    contacts = {key: replace(one, official_name="ایمبولینس") for key, one in made.contacts.items()}
    terms = dict.fromkeys(["ambulance", "police", "phone number", "relative", "medicine"], "فون")
    country = replace(made.country, language="ur")
    return replace(made, country=country, contacts=contacts, host_terms=terms)


def test_every_paper_is_made_without_a_word_in_that_language(abroad: Advisory) -> None:
    made = list(papers([abroad]))
    assert {paper.format for paper, _, _ in made} == {*own_formats()} - {"show", "speak"}
    for _paper, _target, draft in each(made):
        html = draft.sheet_html(size_pt=draft.leaflet.largest_pt, without=frozenset())
        assert 'lang="ur"' not in html
        assert not [letter for letter in html if "\u0600" <= letter <= "\u06ff"]


def test_a_trifold_tells_what_it_left_out_and_prints(abroad: Advisory) -> None:
    draft = draft_paper(Paper("freedonia", "en", "trifold"), {"en": abroad})
    panel = Markup(draft.panel_html("phrases", without=frozenset())).striptags()
    assert panel == f"Words to show {TOLD}"
    pdf = pypdfium2.PdfDocument(print_leaflet(draft)[0])
    text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    assert " ".join(text.split()).count(TOLD) == 1
    # Where the country's language is named, it is by a name that can be read.
    assert "somebody who speaks Urdu" in " ".join(text.split())


def test_papers_for_staff_have_no_word_in_it_either(abroad: Advisory) -> None:
    made = list(staff_papers.papers([abroad]))
    assert len(made) > 4
    for paper, _target, draft in each(made):
        assert 'lang="ur"' not in draft.html, paper.path
        if paper.drill:
            assert "EXERCISE" in draft.html


def test_the_terminal_says_it_too_and_a_board_of_sentences_is_refused(abroad: Advisory) -> None:
    said = without_host_words(abroad)
    assert "Papers for freedonia leave out the sentences and labels in Urdu" in said
    assert "docs/how-to/add-a-font.md" in said
    formats = own_formats()
    refuse_missing(Paper("freedonia", "en", "trifold"), abroad, formats=formats)
    with pytest.raises(NoSuchPaperError, match="The paper show has nothing else on it"):
        refuse_missing(Paper("freedonia", "en", "show"), abroad, formats=formats)
