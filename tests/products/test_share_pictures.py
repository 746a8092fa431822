"""Passing on a page, a number, a phrase, in a real browser: with its menu, without one, without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page
from support.pages import MAY_HIDE, parse, plan_site
from support.serving import served

from generator.localise.advisory import Advisory
from generator.products import pages
from generator.products.pages.render import render_page
from generator.products.sending.short_texts import short_texts

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
    numbers = view.locator(".pass").get_attribute("data-text") or ""
    assert "Ambulance 995" in numbers.split("\n")
    assert view.evaluate("self.shared") == [
        {"title": view.title(), "text": numbers, "url": f"{address}now/"}
    ]


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("key", ["hazards/flood", "prepare"])
def test_a_hazard_goes_with_what_to_do_and_other_pages_with_their_title(
    view: Page, address: str, key: str, example_advisory: Callable[[str], Advisory]
) -> None:
    view.add_init_script(SHARE)
    view.goto(f"{address}{key}/index.html", wait_until="networkidle")
    view.click(".pass")
    flood = next(one for one in short_texts(example_advisory("en")) if one.id == "flood.during")
    text = flood.chat if key == "hazards/flood" else view.title()
    (what,) = view.evaluate("self.shared")
    assert what == {"title": view.title(), "text": text, "url": f"{address}{key}/"}


@pytest.mark.browser
@pytest.mark.slow
def test_only_the_page_is_passed_on_not_each_card(view: Page, address: str) -> None:
    """A number alone would leave its caution behind."""
    view.add_init_script(SHARE)
    view.goto(f"{address}assistance/other/", wait_until="networkidle")
    assert view.locator(".card").count() > 0
    assert view.locator(".pass").count() == 1
    assert view.locator(".card .passing").count() == 0


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
    assert area.input_value().startswith(view.locator(".pass").get_attribute("data-text") or "?")
    assert area.input_value().endswith(f"{address}now/")
    link = view.locator(".passed a").get_attribute("href") or ""
    # Nobody has signed the text: as a text message the numbers go alone.
    assert unquote(link) == "sms:?body=Freedonia: 995 1234"
    view.locator(".passed button").click()
    assert view.get_by_text("Copied").is_visible()
    assert view.evaluate("document.documentElement.scrollWidth") <= 360
    view.goto(f"{address}prepare/", wait_until="networkidle")
    view.click(".pass")
    link = view.locator(".passed a").get_attribute("href") or ""
    assert unquote(link) == "sms:?body=" + area.input_value()


# --- texts to send ---------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.slow
def test_a_text_is_copied_and_shared_letter_by_letter(view: Page, address: str) -> None:
    view.add_init_script(SHARE)
    view.goto(f"{address}send/", wait_until="networkidle")
    row = view.locator(".opens > details[open]")
    text = row.locator(".sent").evaluate("e => e.textContent")
    row.get_by_text("Pass this on").click()
    assert view.evaluate("self.shared") == [{"title": view.title(), "text": text}]
    view.evaluate(
        "document.addEventListener('copy', () => { self.copied = getSelection().toString(); })"
    )
    row.get_by_text("Copy", exact=True).click()
    assert row.get_by_text("Copied").is_visible()
    assert view.evaluate("self.copied") == text
    assert view.locator("textarea").count() == 0
    assert view.evaluate("document.documentElement.scrollWidth") <= 360
    for box in (
        row.get_by_text("Copied").bounding_box(),
        row.get_by_text("Pass this on").bounding_box(),
    ):
        assert box is not None


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("menu", ["none", "refuses"])
def test_without_a_menu_a_text_can_be_copied_and_never_becomes_a_text_message(
    view: Page, address: str, menu: str
) -> None:
    refuses = "navigator.share = () => Promise.reject(new Error('no'));"
    view.add_init_script("navigator.share = undefined;" if menu == "none" else refuses)
    view.goto(f"{address}send/", wait_until="networkidle")
    row = view.locator(".opens > details[open]")
    assert row.get_by_text("Copy", exact=True).is_visible()
    if menu == "none":
        assert row.get_by_text("Pass this on").count() == 0
    else:
        row.get_by_text("Pass this on").click()
        text = row.locator(".sent").evaluate("e => e.textContent")
        assert row.locator(".passed textarea").input_value() == text
    assert row.locator("a[href^='sms:']").count() == 0


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False])
def test_a_code_opens_its_text(
    browser: Browser, address: str, scripts: bool, example_advisory: Callable[[str], Advisory]
) -> None:
    """Whoever received it compares every digit; the text can be selected without scripts."""
    texts = short_texts(example_advisory("en"))
    context = browser.new_context(
        java_script_enabled=scripts, viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    for short in texts[1:]:
        page.goto("about:blank")
        page.goto(f"{address}send/#{short.code}", wait_until="networkidle")
        sent = page.locator(f"i[id='{short.code}'] + .sent")
        assert sent.is_visible()
        assert sent.text_content() == short.chat
        box = sent.bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 400
        assert sent.evaluate("e => getComputedStyle(e).userSelect") == "all"
        assert page.locator(".sent:visible").count() == 2
    assert page.locator(".passing:visible").count() == (2 if scripts else 0)
    context.close()


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


@pytest.mark.parametrize("key", [*MAY_HIDE, "hide"])
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
