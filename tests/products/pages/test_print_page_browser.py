"""The code in the address of a QR code, in a real browser without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page
from support.example import EXAMPLE_LOCALES, ROOT
from support.papers import edition_of
from support.serving import served

from generator.load import Content
from generator.localise.corridors import Selection, load_advisories
from generator.model.leaflet import Leaflet
from generator.products import pages

pytestmark = [pytest.mark.browser, pytest.mark.slow]

GOOD, WRONG, OTHER = "SG-en-261101-aaaa", "SG-en-261102-bbbb", "SG-en-261103-cccc"


@pytest.fixture(scope="module")
def address(
    example_content: Content, example_format: Leaflet, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    root = tmp_path_factory.mktemp("site")
    for locale in ("en", "my"):
        only = Selection("freedonia", locale)
        advisory = next(load_advisories(example_content, EXAMPLE_LOCALES, only, ("en", "my")))
        good = edition_of(advisory, example_format)
        wrong = good.model_copy(update={"facts": good.facts | {"contacts.open-door": "6123 0000"}})
        name = next(n for n in good.facts if n.startswith("hazards."))
        other = good.model_copy(update={"facts": good.facts | {name: "00000000"}})
        codes = {GOOD: good, WRONG: wrong, OTHER: other}
        for target in pages.plan(
            [replace(advisory, editions=codes)], formats={"trifold": example_format}
        ):
            for path, data in target.make().items():
                if not path.startswith("."):
                    (root / path).parent.mkdir(parents=True, exist_ok=True)
                    (root / path).write_bytes(data)
    with served(root) as base:
        yield base


@pytest.fixture
def view(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def seen(view: Page) -> str:
    """Words of the verdict that is to be seen; empty when none is."""
    return " ".join(
        " ".join(each.inner_text().split()) for each in view.locator(".verdict:visible").all()
    )


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (GOOD, "Good. Keep this paper."),
        (WRONG, "Good when corrected. Cross out: 6123 0000 Write: 6123 4567 Open Door"),
        (OTHER, "Replace it. What it says has changed."),
    ],
)
def test_the_code_in_the_address_picks_its_verdict(
    view: Page, address: str, code: str, words: str
) -> None:
    view.goto(f"{address}en/freedonia/print/#{code}")
    assert seen(view).startswith(words)
    shown = view.locator(".verdict:visible")
    assert shown.count() == 1
    box = shown.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 400, "it stands in the first screen"
    said = view.locator(f"[id='{code}']").evaluate("e => getComputedStyle(e, '::before').content")
    assert said == f'"{code}"'


@pytest.mark.parametrize(
    "fragment",
    ["", "#old", "#SG-en-261109-dead", "#%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "#" + "A" * 5000,
     "#SG-en-261101-AAAA", "#..%2F..%2F", "#%00", "#:~:text=Good"],
)  # fmt: skip
def test_a_code_that_is_not_known_gets_no_verdict_but_an_answer(
    view: Page, address: str, fragment: str
) -> None:
    view.goto(f"{address}en/freedonia/print/{fragment}")
    assert seen(view) == ""
    assert view.get_by_text("Your code is not here?").is_visible()
    assert view.get_by_text("You have a paper? See whether it is still good.").is_visible()


def test_a_code_chosen_from_the_list_does_the_same(view: Page, address: str) -> None:
    view.goto(f"{address}en/freedonia/print/")
    view.get_by_text("Find the code of your paper").click()
    link = view.get_by_role("link", name=WRONG)
    box = link.bounding_box()
    assert box is not None
    assert box["height"] >= 48
    link.click()
    assert seen(view).startswith("Good when corrected.")


@pytest.mark.parametrize("locale", ["en", "my"])
def test_no_verdict_is_wider_than_the_screen(browser: Browser, address: str, locale: str) -> None:
    view = browser.new_page()
    for code in (GOOD, WRONG, OTHER):
        view.goto("about:blank")  # Or only the fragment would change, as when a link is tapped.
        view.goto(f"{address}{locale}/freedonia/print/#{code}")
        assert view.locator(".verdict:visible").count() == 1
        for width in (320, 360, 1280):
            view.set_viewport_size({"width": width, "height": 740})
            assert view.evaluate("document.documentElement.scrollWidth") <= width, (code, width)
    view.close()


def test_the_browser_of_an_old_phone_understands_the_rule(address: str) -> None:
    """No :has(), no nesting: ``~`` is as old as CSS itself."""
    css = (ROOT / "generator/assets/css/5-pages.css").read_text("utf-8")
    assert ".codes > i:target ~ .verdict" in css
    assert ":has(" not in css
