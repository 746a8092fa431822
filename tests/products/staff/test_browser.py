"""Pages for those who assist in a real browser: axe, dark, paper; and nothing is kept before somebody taps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support.each import each
from support.example import ROOT
from support.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8")
RUN_AXE = """() => axe.run(document, {resultTypes: ['violations']}).then(found =>
  found.violations.map(fault => `${fault.id}: ${fault.nodes[0].html.slice(0, 160)}`))"""
KINDS = (
    "", "procedures/", "procedures/death/", "procedures/death/more/", "agencies/", "agencies/host/",
    "agencies/independent/", "refer/", "refer/1/", "plan/", "plan/levels/", "plan/chapters/", "drill/",
    "drill/flood/", "words/", "words/consent/", "words/district/", "forms/", "guidelines/",
    "courses/", "courses/sessions/", "courses/listening/",
    *(f"courses/listening/#p{look}" for look in (1, 2, 3, 5, 6, 8, 10, 17)),
)  # fmt: skip
KEPT = """async () => {
  const names = await caches.keys();
  const kept = await Promise.all(names.map(async name => (await (await caches.open(name)).keys())));
  return kept.flat().map(each => new URL(each.url).pathname);
}"""


@pytest.fixture(scope="module")
def site(example_site: Callable[..., Path]) -> Path:
    return example_site("en", "my", "ar")


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as base:
        yield base


@pytest.fixture
def view(browser: Browser) -> Iterator[Page]:
    """A page whose policy lets a test add its own script."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, bypass_csp=True, service_workers="block"
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("locale", "width", "colours"),
    [
        ("my", 360, "dark"),
        ("en", 1280, "light"),
        *(
            pytest.param(*rest, marks=pytest.mark.long)
            for rest in (
                ("en", 360, "light"),
                ("en", 360, "dark"),
                ("my", 360, "light"),
                ("en", 1280, "dark"),
            )
        ),
    ],
)
def test_axe_finds_nothing(view: Page, address: str, locale: str, width: int, colours: str) -> None:
    view.set_viewport_size({"width": width, "height": 740})
    view.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
    faults = {}
    for kind in each([f"staff/freedonia/{one}" for one in KINDS] + ["staff/"]):
        view.goto(f"{address}{locale}/{kind}")
        view.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        view.evaluate(AXE)
        if found := view.evaluate(RUN_AXE):
            faults[kind] = found
    assert faults == {}


def test_who_does_what_is_a_list_on_a_phone_and_a_table_on_a_wide_screen_and_on_paper(
    view: Page, address: str
) -> None:
    def shown() -> str:
        return str(view.evaluate("getComputedStyle(document.querySelector('.matrix tr')).display"))

    view.goto(f"{address}en/staff/freedonia/agencies/")
    assert shown() == "block"
    view.emulate_media(media="print")
    assert shown() == "table-row"
    view.emulate_media(media="screen")
    view.set_viewport_size({"width": 1280, "height": 740})
    assert shown() == "table-row"


def test_what_is_read_on_paper_is_printed(view: Page, address: str) -> None:
    view.goto(f"{address}en/staff/freedonia/procedures/death/")
    view.emulate_media(media="print")
    for words in (
        "When no life is in danger, say:",
        "What may hurt:",
        "Form: Call log",
        "Flood office of Freedonia",
    ):
        assert view.get_by_text(words).first.is_visible(), words


def test_nothing_of_it_is_kept_before_somebody_taps(browser: Browser, address: str) -> None:
    context = browser.new_context()
    view = context.new_page()
    view.goto(f"{address}en/staff/freedonia/refer/1/")
    view.evaluate("navigator.serviceWorker.ready.then(() => true)")
    view.wait_for_timeout(2500)
    assert not [path for path in view.evaluate(KEPT) if not path.endswith("/said.json")], (
        "no megabytes unasked"
    )
    view.goto(f"{address}en/staff/freedonia/")
    button = view.locator("button[data-keep]")
    button.wait_for()
    assert not [path for path in view.evaluate(KEPT) if "/staff/" in path]
    button.click()
    view.locator("[data-when=kept]:visible").wait_for()
    assert f"/{'en/staff/freedonia/procedures/death/'}" in view.evaluate(KEPT)
    context.set_offline(True)
    view.goto(f"{address}en/staff/freedonia/procedures/death/")
    assert view.locator("#s-sit-down").count() == 1
    context.close()
