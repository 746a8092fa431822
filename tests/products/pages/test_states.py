"""How far a page is translated: told by each page for itself, and beside what a life hangs on."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from support.each import each
from support.pages import parse

from generator.localise.advisory import Advisory
from generator.localise.records.twins import MessageRecord
from generator.localise.texts import Run, Text
from generator.products import data, pages
from generator.products.pages.context import PageContext
from generator.products.pages.mkdocs_run import run_mkdocs
from generator.products.pages.place import PagePlace

COUNT = re.compile(r"([0-9]+) of ([0-9]+) passages not yet read by a second person")


@pytest.fixture(scope="module")
def built():
    return {}


@pytest.fixture
def pages_in(built, example_advisory: Callable[[str], Advisory]):
    """Pages of the made-up country in a locale, by name, as trees."""

    def of(locale: str):
        if locale not in built:
            page_set = pages.page_set_of(example_advisory(locale), ("en", "my", "es"))
            files = run_mkdocs(page_set)
            built[locale] = {
                path.removeprefix(f"{locale}/freedonia/"): parse(raw)
                for path, raw in files.items()
                if path.endswith("index.html")
            }
        return built[locale]

    return of


def text(sentence: str, state: str, lang: str = "my") -> Text:
    return Text((Run(sentence, "words", lang),), lang, state, f"en {sentence}")  # type: ignore[arg-type]


@pytest.fixture
def context(example_advisory) -> PageContext:
    a = example_advisory("my")
    return PageContext(PagePlace("my/x/"), "my/x/", a.ui, a.sources)


def test_a_passage_counts_once_however_often_it_is_shown(context) -> None:
    for _ in range(3):
        context.text(text("one", "draft"))
    context.text(text("two", "reviewed"))
    context.text(text("name", "source"))
    assert (context.states["draft"], context.translated) == (1, 2)


def test_each_page_sums_its_own_passages(pages_in) -> None:
    found = {}
    for name, page in pages_in("my").items():
        strips = page.find("p", class_="draft")
        match = COUNT.search(" ".join(strip.text() for strip in strips))
        if match:
            found[name] = (int(match[1]), int(match[2]))
    assert len(found) > 5
    assert all(0 < draft <= total for draft, total in found.values())
    assert len(set(found.values())) > 1  # a page of drafts alone tells no counts


def test_a_page_of_the_source_says_nothing_of_translation(pages_in) -> None:
    for page in each(pages_in("en").values()):
        assert not page.find("p", class_="draft")
        assert not page.find("details", class_="src")


def test_a_draft_that_a_life_hangs_on_has_its_source_on_the_page(pages_in) -> None:
    page = pages_in("my")["hazards/flood/index.html"]
    assert not page.find("details", class_="src")
    # Steps stand close together: their sentences open from the strip above them.
    (strip,) = page.find("details", class_="draft")
    assert strip.find("summary")[0].find("u", lang="en")[0].text() == "English"
    (sentences,) = strip.find("ul", lang="en")
    assert "Do not walk into moving water." in sentences.text()


def test_numbers_stand_in_the_source_sentence_and_no_placeholder(
    pages_in, example_advisory
) -> None:
    for page in pages_in("my").values():
        assert "%(" not in page.text()
    messages = example_advisory("my").hazards["flood"].before
    (save,) = (m for m in messages if m.id == "save-numbers")
    assert save.text.state == "draft"
    assert re.fullmatch(r"Save the number [0-9 ]+ in your phone\.", save.text.source)


@pytest.fixture
def life_line(example_advisory) -> MessageRecord:
    return replace(example_advisory("my").hazards["flood"].during[0], life_safety=True)


def test_only_life_safety_that_nobody_signed_has_it(context, life_line) -> None:
    two = text("two", "reviewed")
    assert "en one en two" in context.beside(life_line, text("one", "draft"), two)
    assert not context.beside(life_line, text("one", "reviewed"), two)
    assert not context.beside(replace(life_line, life_safety=False), text("x", "draft"))
    # It came out in English already.
    assert not context.beside(life_line, text("x", "missing", "en"))
    assert context.beside(life_line, text("x", "missing", "es"), None)


def test_no_markup_of_a_source_sentence_gets_through(context, life_line) -> None:
    evil = replace(text("x", "draft"), source="<b>x</b>")
    assert context.beside(life_line, evil)
    assert "<b>" not in context.beside(life_line, evil)


def test_data_tells_state_count_and_source(example_advisory) -> None:
    found = data.localised(example_advisory("my"))
    assert set(found["translation"]) == {"missing", "behind", "draft", "reviewed"}
    message = next(m for m in found["hazards"]["flood"]["during"] if "text" in m)
    drafts = [
        row
        for row in (message["text"], found["hazards"]["fire"]["name"])
        if row["state"] == "draft"
    ]
    assert drafts
    assert all(row["source"] for row in drafts)
    reviewed = found["hazards"]["flood"]["name"]
    assert (reviewed["state"], "source" in reviewed) == ("reviewed", False)
