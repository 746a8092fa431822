"""Spanish: the first language of readers that is the host country's own, and how it should sound."""

from __future__ import annotations

import re
import unicodedata

import polib
import pytest
from support.each import each
from support.example import ROOT
from support.hosts import real_advisory
from support.pages import Element, parse
from support.real import real_content

from generator.load import Content
from generator.localise.advisory import Advisory
from generator.products.pages import page_set_of
from generator.products.pages.mkdocs_run import run_mkdocs

pytestmark = pytest.mark.thorough

DOMAINS = ("guatemala", "hazards", "interface", "mexico", "phrases", "prepare")
FILES = [ROOT / "locales" / "es" / "LC_MESSAGES" / f"{domain}.po" for domain in DOMAINS]


@pytest.fixture(scope="module")
def content() -> Content:
    return real_content()


@pytest.fixture(scope="module")
def spanish() -> Advisory:
    return real_advisory("mexico", "es")


@pytest.fixture(scope="module")
def trees(spanish: Advisory) -> dict[str, Element]:
    files = run_mkdocs(page_set_of(spanish, ("en", "es")))
    return {name: parse(html) for name, html in files.items() if name.endswith(".html")}


def entries() -> list[polib.POEntry]:
    return [entry for file in FILES for entry in polib.pofile(str(file)) if not entry.obsolete]


def plain(text: str) -> str:
    """Lower case, without accents: as people type."""
    letters = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def test_each_sentence_is_said_and_tells_who_said_it() -> None:
    for entry in each(entries()):
        assert entry.msgstr, entry.msgctxt
        assert not entry.fuzzy, entry.msgctxt
        notes = (entry.tcomment or "").splitlines()
        assert any(note.startswith("translated-by: ") for note in notes), entry.msgctxt


def test_readers_are_addressed_as_usted() -> None:
    # Not "tú", "vos" or "vosotros", nor what belongs to them. "Tu" and "te" stand in no name here.
    familiar = re.compile(
        r"\b(tú|tu|tus|ti|contigo|te|vos|vosotros|vuestr[oa]s?|os)\b", re.IGNORECASE
    )
    for entry in each(entries()):
        assert not familiar.search(entry.msgstr), entry.msgctxt


def test_the_masculine_word_for_wet_stands_nowhere() -> None:
    # It hurts as a name for migrants, also where it would only mean a cloth.
    assert not [
        entry.msgctxt for entry in entries() if re.search(r"(?i)\bmojados?\b", entry.msgstr)
    ]


def test_each_group_of_search_words_has_one_that_our_texts_say(content: Content) -> None:
    said = plain("\n".join(entry.msgstr for entry in entries()))
    for name, words in each(content.synonyms.synonyms["es"].items()):
        assert any(word.startswith("#") or plain(word) in said for word in words), name


def test_a_phrase_stands_once_in_the_list_where_reader_and_host_speak_alike(
    trees: dict[str, Element], spanish: Advisory
) -> None:
    page = trees["es/mexico/show/index.html"]
    rows = [*page.find("ul", class_="phrases"), *page.find("ul", class_="points")]
    listed = [link.text().strip() for row in rows for link in row.find("a")]
    assert sorted(listed) == sorted({str(phrase.text) for phrase in spanish.phrases.values()})


def test_no_two_boxes_of_a_jump_bar_read_alike(trees: dict[str, Element]) -> None:
    for name, tree in each(trees.items()):
        for bar in tree.find("nav", class_="jump"):
            boxes = [link.text().strip() for link in bar.find("a")]
            assert len(boxes) == len(set(boxes)), name
