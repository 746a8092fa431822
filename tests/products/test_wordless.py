"""The page without words: no words but title, proof and foot; each picture speaks; each number is ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support.each import each
from support.example import ROOT
from support.pages import Element, parse

from generator.localise.advisory import Advisory
from generator.localise.records.wordless import WordlessEdition
from generator.products import wordless
from generator.products.pages import sets
from generator.products.pages.picture_sheet import sheet, sheet_path
from generator.products.wordless import page_of

Make = Callable[[str], Advisory]
WORDS = re.compile(r"[^\W\d_]{2,}")


def edition_of(advisory: Advisory) -> WordlessEdition:
    assert advisory.wordless is not None
    return advisory.wordless


def page_in(advisory: Advisory) -> Element:
    return parse(page_of(edition_of(advisory)))


@pytest.fixture
def page(example_advisory: Make) -> Element:
    return page_in(example_advisory("en"))


def test_its_only_words_are_title_proof_and_foot(page: Element) -> None:
    (html,) = page.find("html")
    assert html.attributes["lang"] == "zxx"
    (body,) = page.find("body")
    assert body.attributes["lang"] == "es"
    allowed = [*page.find("h1"), *page.find("p")]
    assert len(allowed) == 3
    rest = body.text()
    for one in allowed:
        assert one.attributes["lang"] == "en"  # Nobody translated them, and they say so.
        rest = rest.replace(one.text(), "")
    assert not WORDS.search(rest)


def test_each_picture_says_what_it_is(page: Element) -> None:
    pictures = [*page.find("img"), *page.find("svg", role="img")]
    assert len(pictures) > 10
    for one in each(pictures):
        assert one.attributes.get("alt") or one.attributes.get("aria-label")


def test_what_not_to_do_stands_under_the_slash_whatever_grid_it_is_drawn_on(
    example_advisory: Make,
) -> None:
    edition = edition_of(example_advisory("en"))
    (flood,) = (one for one in edition.hazards if one.hazard == "flood")
    on_24 = replace(flood.dont[0], picture="wires")
    both = replace(flood, dont=(flood.dont[0], on_24))
    page = parse(page_of(replace(edition, hazards=(both,))))
    never = page.find("ul", class_="never")[0]
    (image,) = never.find("img")
    assert image.attributes["src"].endswith("#flood-deep-no")
    assert "#8c1518" in [one.attributes.get("stroke") for one in never.find("path")]


def test_a_number_is_dialled_as_it_is_shown_and_the_phone_is_handed_on(page: Element) -> None:
    links = [a for a in page.find("a") if a.attributes["href"].startswith("tel:")]
    assert [a.attributes["href"] for a in links][:2] == ["tel:995", "tel:1234"]
    for link in each(links):
        assert link.text() in link.attributes["href"]
        assert link.parent is not None
        assert [i for i in link.parent.find("img") if i.attributes["src"].endswith("#hand-phone")]


def test_it_needs_no_script_and_loads_two_files_of_ours(page: Element) -> None:
    assert not page.find("script")
    loaded = {i.attributes["src"].partition("#")[0] for i in page.find("img")}
    loaded |= {link.attributes["href"] for link in page.find("link", rel="stylesheet")}
    assert loaded == {f"../../{sheet_path()}", f"../../{wordless.style_path()}"}
    assert page.find("meta", name="robots")[0].attributes["content"] == "noindex"


def test_it_is_planned_once_for_all_locales_and_follows_what_it_shows(
    example_advisory: Make,
) -> None:
    here = [example_advisory(tag) for tag in ("en", "my")]
    first, *_ = wordless.plan(here)
    assert first.path == "zxx/freedonia/"
    assert first.digest == wordless.plan(here[1:])[0].digest
    other = replace(edition_of(here[0]), numbers=())
    assert first.digest != wordless.plan([replace(here[0], wordless=other)])[0].digest
    assert not wordless.plan([replace(here[0], wordless=None)])
    assert first.make() == first.make()


def test_the_print_desk_and_the_languages_to_point_at_lead_there(example_advisory: Make) -> None:
    advisory = example_advisory("en")
    assert {"print", "speak"} <= {one.key for one in sets.host_pages(advisory)}
    for key in ("print", "speak"):
        text = (ROOT / f"tests/golden/pages/en/freedonia/{key}/index.html").read_text("utf-8")
        assert 'zxx/freedonia/index.html"' in text
        assert "Untested: readers" in text


AXE = ROOT / "node_modules/axe-core/axe.min.js"
FAULTS = """() => axe.run(document, {resultTypes: ['violations']}).then(found =>
  found.violations.map(fault => `${fault.id}: ${fault.nodes[0].html.slice(0, 160)}`))"""
SMALL = """() => [...document.querySelectorAll('a')].map(one => one.getBoundingClientRect())
  .filter(box => box.width < 48 || box.height < 48).length"""
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
DRAWN = "() => [...document.images].every(one => one.complete && one.naturalWidth > 0)"


@pytest.fixture
def opened(example_advisory: Make, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """The page of Freedonia, from a disk and without scripts of its own."""
    files = {
        path: data
        for t in wordless.plan([example_advisory("en")])
        for path, data in t.make().items()
    }
    for path, data in (files | {sheet_path(): sheet()}).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    context = browser.new_context(bypass_csp=True)
    view = context.new_page()
    view.goto((tmp_path / "zxx/freedonia/index.html").as_uri())
    yield view
    context.close()


@pytest.mark.browser
def test_it_can_be_used_on_a_small_phone_from_a_disk(opened: Page) -> None:
    assert opened.evaluate(DRAWN)
    opened.evaluate(AXE.read_text("utf-8"))
    for width, colours in ((320, "light"), (1280, "dark")):
        opened.set_viewport_size({"width": width, "height": 640})
        opened.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
        assert opened.evaluate(WIDER) == 0
        assert opened.evaluate(SMALL) == 0
        assert opened.evaluate(FAULTS) == []
