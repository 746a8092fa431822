"""Passing on a page, a number, a phrase, in a real browser: with its menu, without one, without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page
from support.pages import parse, plan_site
from support.serving import served

from generator.localise.advisory import Advisory
from generator.products import pages
from generator.products.pages.render import render_page

SHARE = """
  self.shared = [];
  navigator.share = (what) => { self.shared.push(what); return Promise.resolve(); };
"""


@pytest.fixture(scope="module")
def address(example_site: Callable[..., Path]) -> Iterator[str]:
    root = example_site("en")
    with served(root) as base:
        yield f"{base}en/freedonia/"


@pytest.fixture
def view(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 360, "height": 740}, bypass_csp=True)
    yield page
    page.close()


@pytest.mark.browser
@pytest.mark.slow
def test_a_phone_with_a_menu_opens_it(view: Page, address: str) -> None:
    view.add_init_script(SHARE)
    view.goto(f"{address}now/index.html", wait_until="networkidle")
    view.click(".pass")
    assert view.evaluate("self.shared") == [
        {"title": view.title(), "text": view.title(), "url": f"{address}now/"}
    ]


@pytest.mark.browser
@pytest.mark.slow
def test_a_number_goes_with_its_name_its_proof_and_its_place(view: Page, address: str) -> None:
    view.add_init_script(SHARE)
    view.goto(f"{address}assistance/")
    card = view.locator(".card:has(.passing)").first
    card.locator(".passing").click()
    (what,) = view.evaluate("self.shared")
    name, number, proof = what["text"].split("\n")
    assert name == card.locator("h3").inner_text()
    assert number == card.locator(".plate .n").inner_text()
    assert proof
    assert what["url"] == f"{address}assistance/#{card.get_attribute('id')}"
    box = card.locator(".passing").bounding_box()
    assert box is not None
    assert box["height"] >= 48


@pytest.mark.browser
@pytest.mark.slow
def test_a_phrase_goes_in_both_languages(view: Page, address: str) -> None:
    view.add_init_script(SHARE)
    view.goto(f"{address}show/")
    view.locator(".phrases a").first.click()
    view.locator(".full:target .passing").click()
    (what,) = view.evaluate("self.shared")
    sign = view.locator(".full:target")
    assert what["text"].split("\n")[0] == sign.locator(".shown").inner_text()
    assert sign.locator(".mine").inner_text() in what["text"]


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("menu", ["none", "refuses"])
def test_without_a_menu_the_text_can_be_copied_or_sent(view: Page, address: str, menu: str) -> None:
    refuses = "navigator.share = () => Promise.reject(new Error('no'));"
    view.add_init_script("navigator.share = undefined;" if menu == "none" else refuses)
    view.goto(f"{address}now/", wait_until="networkidle")
    view.click(".pass")
    area = view.locator(".passed textarea")
    assert area.input_value().endswith(f"{address}now/")
    link = view.locator(".passed a").get_attribute("href") or ""
    assert unquote(link) == "sms:?body=" + area.input_value()
    view.locator(".passed button").click()
    assert view.get_by_text("Copied").is_visible()
    assert view.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.browser
@pytest.mark.slow
def test_without_scripts_the_numbers_go_as_a_text_message(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}now/")
    href = unquote(page.locator(".pass").get_attribute("href") or "")
    assert href.startswith("sms:?body=Freedonia: ")
    assert page.locator(".passing").count() == 0
    context.close()


# --- what a link looks like ------------------------------------------------------------------


def head_of(advisory: Advisory, key: str) -> dict[str, str]:
    page_set = pages.page_set_of(advisory, ("en",))
    spec = next(page.spec for page in page_set.pages if page.spec.key == key)
    head = parse(str(render_page(page_set, spec).head).encode())
    return {
        e.attributes["property"]: e.attributes["content"]
        for e in head.find("meta")
        if "property" in e.attributes
    }


def test_the_picture_of_a_link_is_absolute_and_only_when_the_address_is_decided(
    example_advisory: Callable[[str], Advisory],
) -> None:
    advisory = example_advisory("en")
    for site_url, wanted in (
        ("https://help.test/x", "https://help.test/x/cards/freedonia.en.png"),
        ("https://example.org/", None),
    ):
        site = advisory.site.model_copy(update={"site_url": site_url})
        found = head_of(replace(advisory, site=site), "now")
        assert found.get("og:image") == wanted


@pytest.mark.parametrize("key", ["talk", "office", "hazards/work-trouble", "work/home", "hide"])
def test_the_title_of_a_link_tells_nothing_where_it_must_not(
    example_advisory: Callable[[str], Advisory], key: str
) -> None:
    advisory = example_advisory("en")
    if key not in [page.key for page in pages.sets.host_pages(advisory)]:
        pytest.skip("the made-up country has no such page")
    assert head_of(advisory, key)["og:title"] in {"Freedonia", "Numbers"}


def test_a_page_that_hides_offers_no_way_to_pass_it_on(
    example_advisory: Callable[[str], Advisory],
) -> None:
    built = {t.path: t for t in plan_site([example_advisory("en")])}["en/freedonia/"].make()
    for key in ("talk", "office"):
        assert not parse(built[f"en/freedonia/{key}/index.html"]).find("a", class_="pass")
    assert parse(built["en/freedonia/now/index.html"]).find("a", class_="pass")
