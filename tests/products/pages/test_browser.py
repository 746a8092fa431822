"""Pages in a real browser: nothing sideways, everything within reach of a finger."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from support.each import each
from support.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Everything a finger may want. A link inside a sentence is no larger than its words; what it adds
# around them (::after) still makes 48 px of it.
SMALL_TARGETS = """() => {
  document.querySelectorAll('details').forEach(each => { each.open = true });
  const more = (each, one, other) => {
    const after = getComputedStyle(each, '::after');
    const drawn = each.matches('.tel, .url, .ch, a.pc, .mute a') && after.position === 'absolute';
    const edges = 2 * parseFloat(getComputedStyle(each)[`border-${one}-width`]);
    return drawn ? Math.max(0, -parseFloat(after[one]) - parseFloat(after[other]) - edges) : 0;
  };
  return [...document.querySelectorAll('a, summary, button, input, textarea')]
    .filter(each => !each.matches('.skip') && each.offsetParent !== null)
    .map(each => [each, each.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0)
    .map(([each, box]) => [box.width + more(each, 'left', 'right'), box.height + more(each, 'top', 'bottom'), each.outerHTML.slice(0, 120)])
    .filter(([width, height]) => height < 47.9 || width < 43.9)
    .map(([width, height, html]) => `${Math.round(width)}x${Math.round(height)} ${html}`)
}"""


@pytest.fixture(scope="module")
def site(example_site: Callable[..., Path]) -> Path:
    return example_site("en", "my", "ar")


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as base:
        yield base


def page_names(site: Path) -> list[str]:
    names = sorted(path.relative_to(site).parent.as_posix() for path in site.rglob("index.html"))
    return ["" if name == "." else f"{name}/" for name in names]


@pytest.mark.parametrize(
    "width", [320, *(pytest.param(one, marks=pytest.mark.long) for one in (360, 1280))]
)
def test_no_page_scrolls_sideways_or_asks_for_what_is_not_there(
    browser: Browser, site: Path, address: str, width: int
) -> None:
    view = browser.new_page(viewport={"width": width, "height": 740})
    faults: list[str] = []
    view.on(
        "request", lambda r: None if r.url.startswith((address, "data:")) else faults.append(r.url)
    )
    # This site has pages alone; wide screens show pictures of the papers.
    view.route("**/leaflets/**/*.png", lambda route: route.fulfill(body=b""))
    view.on("response", lambda r: faults.append(r.url) if r.status >= 400 else None)
    view.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
    for name in page_names(site):
        view.goto(address + name)
        wide = view.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            faults.append(f"{name} is {wide} px wide")
    view.close()
    assert not faults


@pytest.mark.parametrize("width", [320, 360])
def test_the_bar_at_the_bottom_holds_a_language_of_two_words(
    browser: Browser, address: str, width: int
) -> None:
    """A fixed bar makes no page wider: what runs off it is seen by nobody."""
    view = browser.new_page(viewport={"width": width, "height": 740})
    for name in ("my/freedonia/now/", "my/freedonia/assistance/", "my/freedonia/hazards/fire/"):
        view.goto(address + name)
        for long in ("bar", "bar long"):
            edges = view.evaluate(
                """long => {
                  const bar = document.querySelector('.bar');
                  bar.className = long;
                  if (long !== 'bar') bar.querySelector('.n').textContent = '03-2691 3005';
                  bar.querySelector('.btn b').textContent = 'Bahasa Melayu';
                  return [...bar.firstElementChild.children].map(one => one.getBoundingClientRect().right);
                }""",
                long,
            )
            assert max(edges) <= width, (name, long, edges)
    view.close()


def test_every_target_is_large_enough(browser: Browser, site: Path, address: str) -> None:
    view = browser.new_page(viewport={"width": 360, "height": 740})
    small = {}
    for name in page_names(site):
        view.goto(address + name)
        if found := view.evaluate(SMALL_TARGETS):
            small[name] = found
    view.close()
    assert not small


def test_a_phrase_fills_the_screen_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    view = context.new_page()
    view.goto(address + "en/freedonia/show/")
    row = view.locator(".phrases a").first
    assert view.locator(".full:visible").count() == 0
    row.click()
    shown = view.locator(".full:visible")
    box = shown.bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (360, 740)
    size = shown.locator(".shown").evaluate("each => parseFloat(getComputedStyle(each).fontSize)")
    assert size >= 34
    shown.locator("a.btn").click()
    assert view.locator(".full:visible").count() == 0
    context.close()


def test_nothing_is_stored(browser: Browser, address: str) -> None:
    context = browser.new_context()
    view = context.new_page()
    view.goto(address + "my/freedonia/where/")
    assert context.cookies() == []
    assert view.evaluate("localStorage.length + sessionStorage.length") == 0
    context.close()


def test_four_numbers_stand_in_the_first_screen_of_a_small_phone(
    browser: Browser, address: str
) -> None:
    for locale in ("en", "my", "ar"):
        view = browser.new_page(viewport={"width": 360, "height": 600})
        view.goto(f"{address}{locale}/freedonia/")
        for plate in each(view.locator(".plates .plate").all()):
            box = plate.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= 600
            assert box["height"] >= 96
        view.close()


def test_a_link_to_a_helper_opens_the_group_that_it_stands_in(
    browser: Browser, site: Path, address: str
) -> None:
    view = browser.new_page(viewport={"width": 360, "height": 740})
    view.goto(address + "my/freedonia/assistance/")
    hidden = view.locator("details:not([open]) .numbers li")
    assert hidden.count() > 0
    name = hidden.first.get_attribute("id")
    view.goto(f"{address}my/freedonia/assistance/#{name}")
    assert view.locator(f"#{name} .plate").first.is_visible()
    view.goto(f"{address}my/freedonia/assistance/other/#{name}")
    assert view.locator(f"#{name} .plate, #{name} h4").first.is_visible()
    view.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_link_to_an_answer_opens_it_and_shows_its_question(
    browser: Browser, site: Path, address: str, *, scripts: bool
) -> None:
    context = browser.new_context(
        java_script_enabled=scripts, viewport={"width": 360, "height": 740}
    )
    view = context.new_page()
    for link in (
        "questions/life/#r-shelter-without-papers",
        "questions/#q-eligible",
        "insurance/#r-wages-in-flood",
        "assistance/#kind-disaster",
    ):
        view.goto(f"{address}en/freedonia/{link}")
        at = view.locator(f"#{link.partition('#')[2]}")
        assert at.locator("xpath=following-sibling::*[1]").is_visible(), link
        row = at.locator("xpath=ancestor::*[self::details or @class='ask'][last()]").bounding_box()
        assert row is not None, link
        assert 0 <= row["y"] < 370, link
    context.close()


def test_the_script_opens_what_an_older_browser_leaves_shut(
    browser: Browser, site: Path, address: str
) -> None:
    view = browser.new_page(viewport={"width": 360, "height": 740})
    view.goto(f"{address}en/freedonia/questions/life/#r-shelter-without-papers")
    view.locator('script[src*="assets/site."]').wait_for(state="attached")
    view.wait_for_timeout(300)
    view.evaluate("document.querySelectorAll('details').forEach(each => { each.open = false })")
    assert not view.locator("#r-shelter-without-papers ~ *").first.is_visible()
    view.evaluate("dispatchEvent(new HashChangeEvent('hashchange'))")
    assert view.locator("#r-shelter-without-papers ~ *").first.is_visible()
    view.close()


def test_a_number_in_a_sentence_does_not_part_its_lines(
    browser: Browser, site: Path, address: str
) -> None:
    view = browser.new_page(viewport={"width": 360, "height": 740})
    view.goto(address + "my/freedonia/hazards/flood/")
    found = view.evaluate(
        "[...document.querySelectorAll('.dots .tel, .acts .tel, p .tel')].map(each => ["
        "each.getBoundingClientRect().height,"
        "parseFloat(getComputedStyle(each.parentElement).lineHeight)])"
    )
    assert found
    assert all(height <= line for height, line in found)
    view.close()
