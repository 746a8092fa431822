"""How many screens of a small phone a page is long, and where its first number stands: limits in ``build/budgets.yaml``.

In Burmese, whose lines are the tallest, at 360 px, with the rows closed: what whoever is afraid has to scroll.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page
from support.each import each

from generator.build.page_weight import budgets

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SETS = ("my/thailand/", "my/japan/")
LIMITS: dict[str, Any] = budgets()["screens"]
QUERY = {"my/thailand/": "#q=1669", "my/japan/": "#q=119"}
"""What is typed where a limit is one with a query."""

MEASURE = """() => {
  const tops = [...document.querySelectorAll('main a[href^="tel:"]')]
    .filter(one => one.checkVisibility()).map(one => one.getBoundingClientRect().top + scrollY);
  const tall = what => (document.querySelector(what) || {offsetHeight: 0}).offsetHeight;
  return [document.documentElement.scrollHeight, tops.length ? Math.min(...tops) : 0, tall('footer'), tall('section#now')];
}"""


class Measured(NamedTuple):
    """A page on a small phone, in pixels."""

    height: int
    first_number: float
    """Where its first number begins; 0 where none can be seen."""
    foot: int
    now: int
    """What to do now, on the page of a danger; 0 elsewhere."""


@pytest.fixture(scope="module")
def view(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": LIMITS["width"], "height": LIMITS["height"]})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def measured(real_site: Path, real_address: str, view: Page) -> dict[str, Measured]:
    """Every page of the countries of ``SETS``, by its folder."""
    found = {}
    for base in SETS:
        for file in each(sorted((real_site / base).rglob("index.html")), at_least=30):
            folder = file.parent.relative_to(real_site).as_posix() + "/"
            view.goto(real_address + folder)
            view.evaluate("document.fonts.ready")
            found[folder] = Measured(*view.evaluate(MEASURE))
    return found


def too_long(measured: dict[str, Measured], base: str) -> dict[str, float]:
    """Pages below *base* that are longer than their limit, with the screens that they are long."""
    found = {}
    for folder, one in measured.items():
        kind = folder.removeprefix(base).partition("/")[0]
        # The limit of dangers is one for all of them; another page below one with a limit has its own measure.
        own = kind == "hazards" or folder == f"{base}{kind}/"
        most = LIMITS["pages"].get(kind) if folder.startswith(base) and own else None
        most = LIMITS["longer"].get(folder, most)
        screens = round(one.height / LIMITS["height"], 2)
        if most is not None and kind != "find" and screens > most:
            found[folder] = screens
    return found


@pytest.mark.parametrize("base", SETS)
def test_no_page_is_longer_than_its_screens(measured: dict[str, Measured], base: str) -> None:
    kinds = {folder.removeprefix(base).partition("/")[0] for folder in measured}
    assert set(LIMITS["pages"]) <= kinds
    assert too_long(measured, base) == {}


@pytest.mark.parametrize("base", SETS)
def test_what_to_do_now_is_not_deeper_than_its_screens(
    measured: dict[str, Measured], base: str
) -> None:
    depths = {
        folder: round(one.now / LIMITS["height"], 2)
        for folder, one in measured.items()
        if folder.startswith(f"{base}hazards/")
    }
    assert len(depths) >= 9
    assert all(depths.values())
    assert {folder: deep for folder, deep in depths.items() if deep > LIMITS["danger_now"]} == {}


@pytest.mark.parametrize("base", SETS)
def test_a_search_leaves_what_it_found(real_address: str, view: Page, base: str) -> None:
    view.goto("about:blank")
    view.goto(f"{real_address}{base}find/{QUERY[base]}")
    view.locator("#found li").first.wait_for()
    height = view.evaluate("document.documentElement.scrollHeight")
    assert height / LIMITS["height"] <= LIMITS["pages"]["find"]


@pytest.mark.parametrize("base", SETS)
def test_the_first_number_stands_on_the_first_screen(
    measured: dict[str, Measured], base: str
) -> None:
    """On pages on which a number can be seen without opening a row."""
    late = {
        folder: one.first_number
        for folder, one in measured.items()
        if folder.startswith(base) and one.first_number > LIMITS["first_number"]
    }
    assert late == {}


@pytest.mark.parametrize("base", SETS)
def test_the_foot_is_short(measured: dict[str, Measured], base: str) -> None:
    tall = {
        folder: one.foot
        for folder, one in measured.items()
        if folder.startswith(base) and one.foot > LIMITS["foot"]
    }
    assert tall == {}
