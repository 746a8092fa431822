"""What the first screens say: *now* as scenes, the dangers of the overview, languages, bar and foot."""

from __future__ import annotations

from functools import cache

import pytest
from support.each import each
from support.hosts import real_advisory
from support.pages import Element, parse

from generator.products import pages
from generator.products.pages import queries
from generator.products.pages.render import render_page

pytestmark = pytest.mark.thorough


@cache
def page(key: str, tag: str = "my", host: str = "thailand") -> Element:
    page_set = pages.page_set_of(real_advisory(host, tag), ("en", "th", "my"))
    (spec,) = (one.spec for one in page_set.pages if one.spec.key == key)
    made = render_page(page_set, spec)
    return parse(f"{made.before}{made.main}{made.after}".encode())


def dialled(element: Element) -> list[str]:
    links = [link.attributes["href"] for link in element.find("a")]
    return [href for href in links if href.startswith("tel:")]


def steps() -> list[Element]:
    (listed,) = page("now").find("ol", class_="steps")
    return [one for one in listed.children if isinstance(one, Element)]


@pytest.mark.parametrize("host", ["thailand", "japan", "singapore"])
def test_now_says_each_number_once_and_none_in_a_sentence(host: str) -> None:
    (listed,) = page("now", host=host).find("ol", class_="steps")
    # How to call or write without a voice names its line: for who cannot hear or speak (CARE 53).
    written = listed.find("p", class_="mute")
    numbers = dialled(listed)[: -len(dialled(written[0])) or None]
    plates = queries.plates(real_advisory(host, "my"))
    assert numbers == [plate.tel.href for plate in plates]
    assert listed.find("a", class_="tel") == written[0].find("a", class_="tel")


def test_now_begins_with_scenes_and_ends_with_nobody_answers() -> None:
    assert [step.attributes["id"] for step in steps()] == [
        "step-safe-place", "step-call", "step-no-return", "step-tell-family", "step-nobody-answers",
    ]  # fmt: skip
    scenes = [link.attributes["href"] for link in steps()[0].find("a")]
    assert scenes == [f"../hazards/{name}/index.html" for name in ("flood", "fire", "earthquake")]
    (saying,) = steps()[1].find("ol", class_="saying")
    assert len(saying.find("li")) == 3
    # "Only if" has no picture of its own (CARE 31): it stands in words below what not to do.
    assert steps()[2].find("p", id="step-help-others")


def test_a_scene_shows_what_the_page_of_its_danger_says() -> None:
    advisory = real_advisory("thailand", "my")
    for hazard, picture in each(queries.scenes(advisory), at_least=4):
        assert picture in [step.picture for step in hazard.during if not step.dont]
    quiet = [one.id for one in queries.quiet_hazards(advisory)]
    shown = [scene.hazard.id for scene in queries.scenes(advisory)]
    others = [one.id for one in queries.other_hazards(advisory)]
    assert sorted([*shown, *others, *quiet]) == sorted(advisory.hazards)
    assert quiet == ["work-trouble"]


def test_the_sentences_that_a_life_hangs_on_open_once_from_the_strip() -> None:
    (strip,) = page("now").find("details", class_="draft")
    said = strip.find("li")
    assert "Get to a safe place first." in said[0].text()
    assert "Stay on the line." in strip.text()
    assert not page("now").find("details", class_="src")
    assert not page("now", "en").find("details", class_="draft")


def test_what_some_places_answer_is_not_sold_as_unknown() -> None:
    """A number whose towns name their interpreter has a card of its own for each of them."""
    told = {host: real_advisory(host, "my") for host in ("japan", "south-korea", "thailand")}
    some = [
        host
        for host, advisory in told.items()
        if any(
            one.same_number_as and one.area and "my" in (one.languages or ())
            for one in advisory.contacts.values()
        )
    ]
    for host in each(some):
        advisory, said = told[host], page("", host=host).text()
        burmese = advisory.ui.label("language", "my")
        for name, sentence, shown in (
            ("overview.some-places", "In some places they say they answer in %(language)s. Elsewhere it is not known.", True),
            ("overview.not-known", "Not known if they answer in %(language)s.", False),
        ):  # fmt: skip
            assert (str(advisory.ui(name, sentence, language=burmese)) in said) is shown, name


def test_languages_come_as_readers_look_for_them() -> None:
    tabs = page("now").find("nav", class_="langs")[0].find("a")
    assert [tab.attributes["lang"] for tab in tabs] == ["my", "th", "en"]


def test_the_bar_leads_to_the_page_to_show_but_from_there() -> None:
    (link,) = page("now").find("nav", class_="bar")[0].find("a", class_="btn")
    assert link.find("b")[0].text() == "ไทย"
    assert not page("show").find("nav", class_="bar")[0].find("a", class_="btn")


@pytest.mark.parametrize("key", ["", "now", "find", "questions"])
def test_numbers_come_before_anything_to_scroll_to(key: str) -> None:
    (main,) = (one for one in page(key).walk() if one.tag == "h1")
    assert len(dialled(page(key))) >= 4
    first = next(
        one for one in page(key).walk() if one.attributes.get("href", "").startswith("tel:")
    )
    headings = [one for one in page(key).walk() if one.tag == "h2" and not one.inside("ol")]
    order = list(page(key).walk())
    assert order.index(main) < order.index(first)
    if key != "now":
        assert order.index(first) < order.index(headings[0])


def test_search_and_share_stand_once() -> None:
    for key in ("", "now", "questions"):
        links = [link.attributes["href"] for link in page(key).find("a", class_="seek")]
        assert len(links) == 2, key
        assert [href.startswith("sms:") for href in links] == [False, True]
