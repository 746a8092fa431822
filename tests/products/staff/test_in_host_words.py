"""The sheet for a municipality in the host country's language: made once all of it is translated, linked from its page."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from support.example import EXAMPLE, EXAMPLE_LOCALES
from support.said import HEAD, message

from generator.load import load_content
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.localise.texts import Run
from generator.products import without_staff
from generator.products.staff.pages import page_set_of
from generator.products.staff.papers import papers

SHEET = "staff-papers/freedonia/freedonia.es.district.pdf"
Make = Callable[[str], Advisory]


def for_officers(advisory: Advisory) -> Advisory:
    """Return it with all its words as if they were Spanish, for a site that offers none."""
    own = replace(advisory, locale="es", language=advisory.languages["es"])
    return replace(advisory, in_host_words=own)


def paths(advisory: Advisory) -> list[str]:
    return [target.path for _paper, target, _draft in papers([advisory])]


def page_of(advisory: Advisory) -> str:
    page_set = page_set_of(advisory, (advisory.locale,))
    return str(page_set.render(f"{page_set.base}words/district/index.html").main)


def without_a_word(advisory: Advisory) -> Advisory:
    own = advisory.in_host_words
    assert own is not None
    assert own.staff is not None
    words = own.staff.words
    line = words.district["languages"]
    text = replace(line.text, state="missing", runs=(Run("Say it.", "words", "en"),))
    district = {**words.district, "languages": replace(line, text=text)}
    staff = replace(own.staff, words=replace(words, district=district))
    return replace(advisory, in_host_words=replace(own, staff=staff))


def test_it_is_made_beside_those_of_the_locale(example_advisory: Make) -> None:
    advisory = example_advisory("en")
    assert SHEET not in paths(advisory)
    assert paths(for_officers(advisory)) == [*paths(advisory), SHEET]


def test_it_is_made_once_for_all_locales(example_advisory: Make) -> None:
    english = for_officers(example_advisory("en"))
    both = [english, replace(example_advisory("my"), in_host_words=english.in_host_words)]
    made = [target.path for _paper, target, _draft in papers(both)]
    assert made.count(SHEET) == 1


def test_it_is_not_made_while_a_word_is_missing(example_advisory: Make) -> None:
    assert SHEET not in paths(without_a_word(for_officers(example_advisory("en"))))


def test_the_page_of_the_sheet_links_it_when_it_is_made(example_advisory: Make) -> None:
    advisory = for_officers(example_advisory("en"))
    assert f"{SHEET}" in page_of(advisory)
    assert SHEET not in page_of(without_a_word(advisory))
    assert SHEET not in page_of(example_advisory("en"))


def test_pages_of_readers_know_nothing_of_it(example_advisory: Make) -> None:
    assert without_staff(for_officers(example_advisory("en"))).in_host_words is None


@pytest.mark.parametrize(
    ("offered", "translated", "there"),
    [(("en",), True, True), (("en",), False, False), (("en", "es"), True, False)],
)
def test_its_words_are_read_where_no_reader_is_offered_them(
    tmp_path: Path, offered: tuple[str, ...], translated: bool, there: bool
) -> None:
    locales = tmp_path / "locales"
    shutil.copytree(EXAMPLE_LOCALES, locales)
    english = "Say it in every language that people here speak."
    spanish = "Dígalo en todos los idiomas de la gente de aquí." if translated else ""
    entry = message("words.district.languages.text", english, spanish, ())
    (locales / "es/LC_MESSAGES/staff.po").write_text(HEAD + entry, "utf-8")
    content, _ = load_content(EXAMPLE)
    for advisory in load_advisories(content, locales, Selection("freedonia"), offered):
        own = advisory.in_host_words
        assert (own is not None) == there
        if own is not None and own.staff is not None:
            assert own.locale == "es"
            assert str(own.staff.words.district["languages"].text) == spanish
