"""The site opened from a disk or a USB stick: no server, so no address of a folder leads to a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page
from support.pages import parse, write_site

from generator.load import Content
from generator.products.pages.place import PagePlace

LOCALES = ("en", "my", "ar")


@pytest.fixture(scope="module")
def site(example_content: Content, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(example_content, tmp_path_factory.mktemp("disk") / "a b", LOCALES)


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def view(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, java_script_enabled=request.param
    )
    yield context.new_page()
    context.close()


def test_a_link_to_a_page_names_its_file() -> None:
    assert (
        PagePlace("my/thailand/now/").link("th/thailand/now/")
        == "../../../th/thailand/now/index.html"
    )
    assert PagePlace("my/thailand/").link("my/thailand/") == "index.html"
    assert PagePlace("my/thailand/now/").link("my/thailand/") == "../index.html"
    assert PagePlace("my/index.html").link("") == "../index.html"
    assert PagePlace("404.html", root="/help/").link("my/") == "/help/my/index.html"
    assert PagePlace("my/thailand/").link("assets/my.css") == "../../assets/my.css"


_MADE_APART = (".pdf", ".docx", ".png", ".pptx", ".zip", ".gift", ".xml")


def test_every_link_of_every_page_leads_to_a_file(site: Path) -> None:
    lost = []
    for page in sorted(site.rglob("*.html")):
        # Both are shown by a server, or by the worker, in place of other pages: they count from the root.
        if page.name == "404.html" or page.parent.name == "offline":
            continue
        for link in parse(page.read_bytes()).find("a"):
            parts = urlsplit(link.attributes["href"])
            path = unquote(parts.path)
            # Papers and pictures are not made for this test; a build looks for them.
            if parts.scheme or not path or path.endswith(_MADE_APART):
                continue
            if not (page.parent / path).is_file():
                lost.append((page.relative_to(site).as_posix(), link.attributes["href"]))
    assert lost == []


@pytest.mark.browser
@pytest.mark.parametrize("locale", LOCALES)
def test_a_reader_taps_from_the_first_page_to_a_number(view: Page, site: Path, locale: str) -> None:
    failed: list[str] = []
    # What the next page cuts short did not fail.
    view.on(
        "requestfailed",
        lambda request: failed.append(request.url) if "ABORTED" not in str(request.failure) else 0,
    )
    view.on("console", lambda line: failed.append(line.text) if line.type == "error" else None)
    view.goto((site / "index.html").as_uri())
    view.locator(f".choice a[lang={locale}]").first.click()
    assert view.locator("html").get_attribute("lang") == locale
    number = view.locator(".plates a[href^='tel:']").first
    number.wait_for()
    assert number.evaluate("each => getComputedStyle(each).backgroundColor") == "rgb(255, 210, 31)"
    # On to a danger, back by the name of the country, to the helpers and to one of their cards.
    view.locator(".tiles a").first.click()
    assert view.locator(".bar a[href^='tel:']").first.is_visible()
    view.locator("a.place").click()
    view.locator(".rows a[href*='assistance']").first.click()
    view.locator(".rows a[href*='where']").first.click()
    assert view.locator("h1#where").is_visible()
    if locale != "en":
        view.locator(".langs a[lang=en]").click()
        assert view.locator("html").get_attribute("lang") == "en"
        assert view.locator("h1#where").is_visible()
    view.wait_for_timeout(400)  # The script of the site comes 200 ms after the page.
    assert failed == []


@pytest.mark.browser
def test_the_search_answers_and_what_needs_a_server_is_not_offered(
    browser: Browser, site: Path
) -> None:
    view = browser.new_page(viewport={"width": 360, "height": 740})
    failed: list[str] = []
    view.on("console", lambda line: failed.append(line.text) if line.type == "error" else None)
    view.goto((site / "en/freedonia/index.html").as_uri())
    view.wait_for_timeout(500)
    # Nothing can be kept here, and what is passed on is no path of this computer.
    assert view.locator("[data-keep]").is_hidden()
    view.locator(".seek.pass").click()
    assert "file:" not in view.locator(".passed textarea").input_value()
    view.locator("footer .seek[href*='find']").click()
    view.locator("#q").fill("flood")
    hit = view.locator(".found .hit a").first
    hit.click()
    assert "/hazards/flood/index.html" in view.url
    assert view.locator("h1#hazard").is_visible()
    view.close()
    assert failed == []
