"""At 400 %: a desk of 1280 × 1024 shows 320 × 256 pixels of a page. What stays on the screen leaves room to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support.each import each
from support.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCREEN = {"width": 320, "height": 256}
KINDS = (
    "", "now/", "hazards/flood/", "prepare/", "assistance/", "questions/", "show/", "office/", "find/", "print/",
    "where/", "talk/",
)  # fmt: skip
MOST = 0.34
"""Of the height, that what stays may cover: the bar of numbers with its two edges."""

# How much of the height is covered by what stays when the page is scrolled; and what is wider than the screen.
COVERED = """() => {
  scrollTo(0, 600);
  const found = [...document.querySelectorAll('body *')]
    .filter(each => ['fixed', 'sticky'].includes(getComputedStyle(each).position) && each.checkVisibility())
    .map(each => each.getBoundingClientRect())
    .filter(box => box.width > 40 && box.bottom > 0 && box.top < innerHeight)
    // What is sticky and lies in the running page covers nothing.
    .filter(box => box.top <= 0 || box.bottom >= innerHeight)
    .map(box => Math.min(box.bottom, innerHeight) - Math.max(box.top, 0));
  return [found.reduce((sum, high) => sum + high, 0) / innerHeight, document.documentElement.scrollWidth];
}"""
# Whether what was reached by keys can be seen: a point of it is on top.
ON_TOP = """() => {
  const each = document.activeElement;
  if (each === document.body) return true;
  return [...each.getClientRects()].some(box => [0.2, 0.5, 0.8].some(down => [0.1, 0.5, 0.9].some(along => {
    const at = document.elementFromPoint(box.left + box.width * along, box.top + box.height * down);
    return at && (each.contains(at) || at.contains(each) && at.tagName !== 'BODY' && at.tagName !== 'MAIN');
  })));
}"""


@pytest.fixture(scope="module")
def address(example_site: Callable[..., Path]) -> Iterator[str]:
    with served(example_site("en", "my", "ar")) as base:
        yield base


@pytest.fixture(scope="module")
def view(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=SCREEN)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("locale", ["my", pytest.param("ar", marks=pytest.mark.long)])
def test_what_stays_on_the_screen_leaves_two_thirds_of_it(
    view: Page, address: str, locale: str
) -> None:
    found = {}
    for kind in each(KINDS):
        view.goto(f"{address}{locale}/freedonia/{kind}")
        covered, wide = view.evaluate(COVERED)
        if covered > MOST or wide > SCREEN["width"]:
            found[kind] = covered, wide
    assert found == {}


def test_what_is_reached_by_keys_is_not_below_the_bar(view: Page, address: str) -> None:
    hidden = {}
    for kind in each(("now/", "hazards/flood/", "assistance/", "show/")):
        view.goto(f"{address}my/freedonia/{kind}")
        for _ in range(25):
            view.keyboard.press("Tab")
            if not view.evaluate(ON_TOP):
                hidden.setdefault(kind, []).append(
                    view.evaluate("document.activeElement.outerHTML.slice(0, 90)")
                )
    assert hidden == {}


def test_a_bar_that_covers_half_the_screen_is_seen(view: Page, address: str) -> None:
    view.goto(f"{address}my/freedonia/now/")
    view.evaluate(
        "() => { const sheet = new CSSStyleSheet(); sheet.replaceSync('.bar > div { position: fixed; bottom: 0; min-height: 140px }');"
        " document.adoptedStyleSheets = [sheet] }"
    )
    covered, _ = view.evaluate(COVERED)
    assert covered > MOST
