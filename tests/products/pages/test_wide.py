"""Pages on wide screens: a strip of numbers at 768 px, at 1280 a rail beside the page; and what a browser prints."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from support.each import each
from support.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DESK = {"width": 1280, "height": 740}
TABLET = {"width": 768, "height": 1024}


@pytest.fixture(scope="module")
def site(example_site: Callable[..., Path]) -> Path:
    return example_site("en", "my", "ar")


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as base:
        yield base


@pytest.fixture(scope="module")
def view(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def names(site: Path) -> list[str]:
    """Every page of the example country."""
    return sorted(
        f"{path.parent.relative_to(site).as_posix()}/"
        for path in site.glob("*/freedonia/**/index.html")
    )


# What does not fit: a page wider than the screen; digits or words wider than their box; and pieces of the
# rail that cover each other or what is read.
FAULTS = """() => {
  const found = [], wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) found.push(`${wide} px wide`);
  const seen = each => each.checkVisibility() && each.getBoundingClientRect().width > 0;
  for (const each of document.querySelectorAll('.plate, .btn, .tiles a, .jump a, .seek')) {
    if (!seen(each) || each.closest('.full')) continue;
    const box = each.getBoundingClientRect();
    for (const one of each.querySelectorAll('*')) {
      const own = one.getBoundingClientRect(), heard = one.closest('.vh');
      if (!one.closest('svg') && (!heard || getComputedStyle(heard).position === 'static') && (own.left < box.left - 1 || own.right > box.right + 1 || own.top < box.top - 1 || own.bottom > box.bottom + 1)) {
        found.push('clipped: ' + each.textContent.trim().slice(0, 40));
        break;
      }
    }
  }
  const boxes = [...document.querySelectorAll('.rail > *, .bar .plate, .bar .btn, main > .jump a, main > h1, main > h2, .place, .langs, .ends > .seek')]
    .filter(each => seen(each) && getComputedStyle(each.closest('.bar > div') || each).position !== 'fixed')
    .map(each => [each, each.getBoundingClientRect()]);
  boxes.forEach(([one, a], at) => boxes.slice(at + 1).forEach(([other, b]) => {
    if (!one.contains(other) && !other.contains(one) && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
      found.push(`${one.textContent.trim().slice(0, 30)} covers ${other.textContent.trim().slice(0, 30)}`);
  }));
  return found;
}"""
# The numbers of the rail, from top to bottom of the window.
RAIL = """() => [...document.querySelectorAll('.rail .n, .bar .n')].filter(each => each.checkVisibility())
  .map(each => each.getBoundingClientRect()).map(box => [box.left, box.right, box.top, box.bottom])"""


@pytest.mark.parametrize(
    "size",
    [TABLET, DESK, pytest.param({"width": 1024, "height": 740}, marks=pytest.mark.long)],
    ids=str,
)
def test_nothing_is_clipped_or_covered_on_a_wide_screen(
    view: Page, site: Path, address: str, size: Any
) -> None:
    view.set_viewport_size(size)
    faults = {}
    for name in each(names(site), at_least=60):
        view.goto(address + name)
        if found := view.evaluate(FAULTS):
            faults[name] = found
    assert faults == {}


def test_the_numbers_of_the_rail_stay_where_they_are(view: Page, site: Path, address: str) -> None:
    view.set_viewport_size(DESK)  # type: ignore[arg-type]
    for name in each(names(site), at_least=60):
        if "/hide/" in name or "/offline/" in name or name.startswith("zxx/"):
            continue
        view.goto(address + name)
        first = view.evaluate(RAIL)
        assert first, f"no number in the rail of {name}"
        column = 1280 - 24 - 1232 + 40 + 352  # Its right edge, or in Arabic the left.
        for left, right, top, bottom in first:
            assert top >= 0
            assert bottom <= DESK["height"], name
            assert right <= column + 1 or left >= 1280 - column - 1, name
        view.evaluate("scrollTo(0, 600)")
        if view.evaluate("scrollY") == 600:
            assert min(top for _, _, top, _ in view.evaluate(RAIL)) >= 0, name


# The example country has two dangers; the longest list of a real one has thirteen.
THIRTEEN = """() => {
  const list = document.querySelector('.tiles');
  while (list.children.length < 13) list.append(list.lastElementChild.cloneNode(true));
  return [...list.children].map(each => each.getBoundingClientRect()).map(box => [box.top, box.bottom]);
}"""


@pytest.mark.parametrize("locale", ["en", "my", "ar"])
def test_the_first_screen_of_a_desk_holds_all_dangers(
    view: Page, address: str, locale: str
) -> None:
    view.set_viewport_size({"width": 1280, "height": 960})
    view.goto(f"{address}{locale}/freedonia/")
    assert max(bottom for _, bottom in view.evaluate(THIRTEEN)) <= 960


@pytest.mark.parametrize("locale", ["en", "my", "ar"])
def test_a_tablet_has_its_numbers_in_a_strip_and_four_tiles_in_a_row(
    view: Page, address: str, locale: str
) -> None:
    view.set_viewport_size(TABLET)  # type: ignore[arg-type]
    view.goto(f"{address}{locale}/freedonia/")
    plates = view.evaluate(RAIL.replace(".rail .n, .bar .n", ".rail .plates .plate"))
    assert len(plates) == 3
    assert len({top for _, _, top, _ in plates}) == 1
    assert len({top for top, _ in view.evaluate(THIRTEEN)}) == 4
