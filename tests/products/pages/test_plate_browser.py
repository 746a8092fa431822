"""A helper's plate in any letters, and a paper's code typed in any way, in a real browser."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page
from support.example import EXAMPLE_LOCALES
from support.papers import edition_of
from support.serving import served

from generator.load import Content
from generator.localise.corridors import Selection, load_advisories
from generator.model.leaflet import Leaflet
from generator.products import pages

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CODE, BURMESE = "SG-en-261101-a0a1", "SG-my_es-261101-b1b0"
NAME, NUMBER, PLACE = "ဒေါ်ခင် <img src=x onerror=alert(1)>", "၀၈၁-၂၃၄ ၅၆၇၈", "บ้าน 12, ซอย 3"
EMPTY = {"who": "", "phone": "", "place": ""}


@pytest.fixture(scope="module")
def address(
    example_content: Content, example_format: Leaflet, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    root = tmp_path_factory.mktemp("site")
    for locale, code in (("en", CODE), ("my", BURMESE)):
        only = Selection("freedonia", locale)
        advisory = next(load_advisories(example_content, EXAMPLE_LOCALES, only, ("en", "my")))
        known = replace(advisory, editions={code: edition_of(advisory, example_format)})
        for target in pages.plan([known], formats={"trifold": example_format}):
            for path, data in target.make().items():
                if not path.startswith("."):
                    (root / path).parent.mkdir(parents=True, exist_ok=True)
                    (root / path).write_bytes(data)
    with served(root) as base:
        yield base


@pytest.fixture
def view(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


def type_code(view: Page, code: str) -> None:
    view.locator("details:has(#typed) > summary").click()
    view.fill("#typed", code)
    view.press("#typed", "Enter")


@pytest.mark.parametrize(
    "typed",
    [CODE, "sg-en-261101-a0a1", "SG EN 261101 A0A1", "sgen261101a0a1", "SG-en-၂၆၁၁၀၁-a၀a၁",
     "SG–en–๒๖๑๑๐๑–a๐a๑", "ＳＧ－ｅｎ－２６１１０１－ａ０ａ１", "SG-en-26llOI-aOal", "ѕG-еn-261101-а0а1"],
)  # fmt: skip
def test_a_code_typed_in_any_way_is_answered(view: Page, address: str, typed: str) -> None:
    view.goto(f"{address}en/freedonia/print/")
    type_code(view, typed)
    view.wait_for_url(f"**/print/#{CODE}")
    assert view.locator(".verdict:visible").inner_text().startswith("Good.")


def test_a_code_of_another_language_is_answered_on_its_page(view: Page, address: str) -> None:
    view.goto(f"{address}en/freedonia/print/")
    type_code(view, BURMESE.lower().replace("-", " "))
    view.wait_for_url(f"**/my/freedonia/print/*#{BURMESE}")
    assert view.locator(".verdict:visible").count() == 1


@pytest.mark.parametrize("typed", ["SG-en-261101-ffff", "TH-en-261101-a0a1", "<b>", "261101"])
def test_what_is_no_code_of_ours_opens_what_to_do_then(
    view: Page, address: str, typed: str
) -> None:
    view.goto(f"{address}en/freedonia/print/")
    type_code(view, typed)
    view.wait_for_selector("details[open]:has(#unknown)")
    assert view.locator(".verdict:visible").count() == 0


def fill(view: Page) -> None:
    for box, text in (("who", NAME), ("phone", NUMBER), ("place", PLACE)):
        view.fill(f"#{box}", text)


def shown(view: Page) -> dict[str, str]:
    return {box: view.locator(f"[data-shows={box}]").first.inner_text() for box in EMPTY}


def typed(view: Page) -> dict[str, str]:
    return {box: view.input_value(f"#{box}") for box in EMPTY}


def test_what_is_typed_stands_on_the_plates_as_text(view: Page, address: str) -> None:
    view.goto(f"{address}en/freedonia/print/")
    view.click("a[href*=plate]")
    fill(view)
    assert shown(view) == {"who": NAME, "phone": "081-234 5678", "place": PLACE}
    assert view.locator(".given img").count() == 0
    assert "Not checked. Nobody may ask money." in view.locator(".given").first.inner_text()


def test_nothing_is_sent_or_kept_and_all_is_gone_after_a_reload_and_on_the_way_back(
    view: Page, address: str
) -> None:
    view.goto(f"{address}en/freedonia/print/plate/")
    view.wait_for_load_state("networkidle")
    asked: list[str] = []
    view.on("request", lambda request: asked.append(request.url))
    fill(view)
    kept = view.evaluate(
        "async () => [localStorage.length, sessionStorage.length, document.cookie,"
        " (await indexedDB.databases()).length, location.href]"
    )
    assert kept == [0, 0, "", 0, f"{address}en/freedonia/print/plate/"]
    assert asked == []
    view.reload()
    assert typed(view) == shown(view) == EMPTY
    fill(view)
    view.goto(f"{address}en/freedonia/print/")
    view.go_back()
    assert typed(view) == shown(view) == EMPTY


def test_eight_plates_are_printed_without_the_form(view: Page, address: str) -> None:
    view.goto(f"{address}en/freedonia/print/plate/")
    view.fill("#who", "Rosa")
    view.fill("#phone", NUMBER)
    words = _printed(view)
    assert words.count("Rosa") == words.count("081-234 5678") == 8
    assert words.count("Not checked. Nobody may ask money.") == 8
    assert "In any letters" not in words


def test_without_scripts_it_says_so_and_prints_lines(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    view = context.new_page()
    view.goto(f"{address}en/freedonia/print/plate/")
    assert "Typing here needs scripts" in view.locator("main").inner_text()
    assert not view.locator("input").first.is_visible()
    assert _printed(view).count("Helpers near you") == 8
    context.close()


def _printed(view: Page) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(view.pdf(format="A4")))
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
