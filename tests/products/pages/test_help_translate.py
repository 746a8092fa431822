"""The page that asks for help with small languages, and what their speakers find until these are there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from support.pages import parse

from generator.localise.advisory import Advisory
from generator.localise.core_lines import CoreCount
from generator.products import pages
from generator.products.offline.keep_list import more_to_keep, pages_to_keep
from generator.products.pages import queries
from generator.products.pages.render import Rendered


def rendered(advisory: Advisory, key: str) -> Rendered:
    page_set = pages.page_set_of(advisory, (advisory.locale,))
    return page_set.render(f"{page_set.base}{key and f'{key}/'}index.html")


@pytest.fixture
def advisory(example_advisory: Callable[[str], Advisory]) -> Advisory:
    return example_advisory("en")


def test_all_languages_stand_on_one_page_by_their_own_names_with_what_is_there(
    advisory: Advisory,
) -> None:
    cores = {**advisory.cores, "rki": CoreCount(10, 4, 1)}
    text = parse(str(rendered(replace(advisory, cores=cores), "help-translate").main).encode())
    rows = [one for one in text.find("li") if one.find("small")]
    said = [" ".join(row.text().split()) for row in rows if "lines" in row.text()]
    assert said == [
        "ရခိုင်4 of 10 lines · 1 read by a second person",
        "Ruáingga0 of 10 lines",
        "Wa0 of 10 lines",
    ]
    langs = [
        name.attributes["lang"]
        for row in rows
        for name in row.find("b")
        if "lang" in name.attributes
    ]
    assert langs == ["rki-Mymr", "rhg", "en"]
    # In which it is whole already, nobody is asked: Burmese is a language of the site.
    assert "my-Mymr" not in langs


def test_no_page_asks_for_one_language_alone(advisory: Advisory) -> None:
    done = CoreCount(10, 10, 10)
    one_left = dict.fromkeys(advisory.cores, done) | {"rki": CoreCount(10, 0, 0)}
    two_left = one_left | {"rhg": CoreCount(10, 0, 0)}
    for cores, is_there in ((one_left, False), (two_left, True)):
        own = replace(advisory, cores=cores)
        keys = [page.key for page in pages.sets.host_pages(own)]
        assert ("help-translate" in keys) is is_there
        assert ("help-translate/" in str(rendered(own, "speak").main)) is is_there
    assert len(queries.names_to_point_at(advisory)) > 1
    assert not queries.wanted_languages(replace(advisory, spoken=None))
    assert not queries.names_to_point_at(replace(advisory, spoken=None))


def test_no_file_of_a_language_is_on_the_page_and_no_phone_keeps_it_unasked(
    advisory: Advisory,
) -> None:
    page = parse(str(rendered(advisory, "help-translate").main).encode())
    hrefs = [link.attributes["href"] for link in page.find("a")]
    assert not [href for href in hrefs if href.endswith((".xlsx", ".zip")) or "translate/" in href]
    assert not [path for path in pages_to_keep(advisory) if "help-translate" in path]
    asked = [path for path in more_to_keep(advisory, {}, "x") if "help-translate" in path]
    assert asked == ["en/freedonia/help-translate/"]
    none = replace(advisory, spoken=None)
    assert not [path for path in more_to_keep(none, {}, "x") if "help-translate" in path]


def test_where_to_ask_is_told_or_whom(advisory: Advisory) -> None:
    assert advisory.site.feedback in rendered(advisory, "help-translate").main
    without = replace(advisory, site=advisory.site.model_copy(update={"feedback": None}))
    assert "Ask whoever told you of this page" in rendered(without, "help-translate").main


def test_a_page_in_another_language_than_its_own_leads_to_the_languages_to_point_at(
    example_advisory: Callable[[str], Advisory],
) -> None:
    foreign = example_advisory("ar")
    before = str(rendered(foreign, "now").before)
    assert 'href="../speak/index.html"' in before
    assert 'href="../speak/index.html"' not in str(rendered(example_advisory("en"), "now").before)
    # The first row of what to show has names that their speakers know.
    assert 'lang="rki-Mymr"' in str(rendered(example_advisory("en"), "show").main)


def test_the_list_of_languages_ends_with_those_to_point_at_but_not_on_the_overview(
    advisory: Advisory,
) -> None:
    def menu(key: str, *tags: str) -> str:
        page_set = pages.page_set_of(advisory, tags)
        return str(page_set.render(f"{page_set.base}{key and f'{key}/'}index.html").before)

    assert ">I speak …</a></div></details>" in menu("now", "en", "es", "my", "ar")
    assert "speak/" not in menu("", "en", "es", "my", "ar")
    assert "speak/" not in menu("now", "en", "my"), "tabs have no room for it"


def test_who_reads_the_countrys_own_language_is_asked_which_other_she_speaks(
    advisory: Advisory,
) -> None:
    def leads(language: str) -> bool:
        country = replace(advisory.country, language=language)
        return "speak/index.html" in str(rendered(replace(advisory, country=country), "").main)

    assert leads("en")
    assert not leads("es"), "a byte more on every overview"
