"""First aid: its pages, the ways to them, and where else it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.each import each
from support.example import EXAMPLE_LOCALES
from support.pages import Element, parse, plan_site

from generator.load import Content
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.products import data
from generator.products.offline.keep_list import pages_to_keep
from generator.products.pages import queries
from generator.products.pages.sets import host_pages
from generator.products.pocket.choice import pieces
from generator.products.pocket.page import make_page

HOME = "en/freedonia/"
Site = dict[str, bytes]


@pytest.fixture(scope="module")
def advisory(example_content: Content) -> Advisory:
    return next(load_advisories(example_content, EXAMPLE_LOCALES, Selection(None, "en")))


@pytest.fixture(scope="module")
def site(advisory: Advisory) -> Site:
    made: Site = {}
    for planned in plan_site([advisory]):
        made |= planned.make()
    return made


def page(site: Site, key: str) -> Element:
    return parse(site[f"{HOME}{key}/index.html"])


def links(element: Element) -> list[str]:
    return [a.attributes.get("href", "") for a in element.find("a")]


def test_topics_stand_in_the_order_of_their_number_not_of_their_names(advisory: Advisory) -> None:
    assert list(advisory.first_aid) == ["not-breathing", "bleeding"]
    keys = [spec.key for spec in host_pages(advisory) if spec.key.startswith("first-aid")]
    assert keys == ["first-aid", "first-aid/not-breathing", "first-aid/bleeding"]


def test_a_topic_says_whom_to_call_then_what_to_do_then_what_never(site: Site) -> None:
    said = page(site, "first-aid/bleeding").text()
    order = [
        "if blood does not stop",
        "Press on the wound",
        "Put one more cloth",
        "Never",
        "Do not pull out",
    ]
    at = [said.index(part) for part in order]
    assert at == sorted(at)


def test_the_number_in_the_first_sentence_is_that_of_the_ambulance(
    advisory: Advisory, site: Site
) -> None:
    ambulance = advisory.contacts[advisory.country.roles["ambulance"]]
    assert ambulance.tel is not None
    (call,) = page(site, "first-aid/bleeding").find("div", class_="care")
    assert links(call) == [ambulance.tel.href]
    assert queries.bar(advisory, "first-aid/bleeding").own is ambulance
    assert queries.bar(advisory, "first-aid").own is ambulance


def test_a_picture_never_stands_without_its_words(site: Site) -> None:
    (steps,) = page(site, "first-aid/bleeding").find("ol", class_="ranked")
    (pictured,) = [step for step in steps.find("li") if step.find("span", class_="tile")]
    assert pictured.text().startswith("Press on the wound with a cloth.")


def test_the_list_leads_to_each_topic(advisory: Advisory, site: Site) -> None:
    hrefs = links(page(site, "first-aid"))
    for topic in each(advisory.first_aid):
        assert f"{topic}/index.html" in hrefs


def test_a_hazard_page_leads_to_the_topics_that_name_it_and_to_no_others(site: Site) -> None:
    def of(hazard: str) -> list[str]:
        return [href for href in links(page(site, f"hazards/{hazard}")) if "first-aid" in href]

    assert of("fire") == ["../../first-aid/index.html#fire"]
    assert of("flood") == []
    listed = page(site, "first-aid")
    assert not listed.find("i", id="flood")
    (place,) = listed.find("i", id="fire")
    (topics,) = [row for row in listed.find("details") if place in row.find("i")]
    assert links(topics) == ["bleeding/index.html"]


def test_the_page_what_to_do_now_leads_to_first_aid(site: Site) -> None:
    assert "../first-aid/index.html" in links(page(site, "now"))


def test_without_topics_there_is_no_page_and_no_way_to_one(advisory: Advisory) -> None:
    without = replace(advisory, first_aid={})
    assert not [spec for spec in host_pages(without) if spec.key.startswith("first-aid")]
    made: Site = {}
    for planned in plan_site([without]):
        made |= planned.make()
    shown = {path for path, text in made.items() if path.endswith(".html") and b"first-aid" in text}
    assert shown == set()


def test_a_phone_keeps_it_after_the_hazards_and_before_what_can_wait(advisory: Advisory) -> None:
    kept = pages_to_keep(advisory)
    at = {key: kept.index(f"{HOME}{key}/") for key in ("hazards/fire", "first-aid", "insurance")}
    assert at["hazards/fire"] < at["first-aid"] < at["insurance"]


def test_the_data_of_the_country_has_it_with_its_sources(advisory: Advisory) -> None:
    told = data.localised(advisory)["first_aid"]["bleeding"]
    assert told["steps"]["press"]["text"]["text"] == "Press on the wound with a cloth."
    assert told["steps"]["press"]["sources"] == ["first-aid.bleeding.aid-book"]
    assert "first-aid.bleeding.aid-book" in data.facts(advisory)["sources"]
    assert "body" not in told["sources"]["aid-book"]


def test_in_the_pocket_file_it_comes_last(advisory: Advisory) -> None:
    sections = [piece.section for piece in pieces(advisory)]
    first = next(n for n, name in enumerate(sections) if name.startswith("first-aid."))
    assert all(name.startswith("first-aid.") for name in sections[first:])
    assert not any(name.startswith("first-aid.") for name in sections[:first])
    assert b"Press on the wound with a cloth." in make_page(advisory, "style-src 'none'")
