"""Right-to-left: a page is the mirror of itself read from the left, mark for mark.

The made-up country has Arabic. The page is laid out twice, once in each direction: whatever a rule puts at the
left by that word, and not at the beginning of a line, stays where it was and is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support.each import each
from support.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KINDS = (
    "", "now/", "hazards/flood/", "prepare/", "assistance/", "insurance/", "questions/", "show/", "office/",
    "family/", "find/", "print/", "where/", "talk/", "send/", "first-aid/",
)  # fmt: skip

# Left and right edge of what is no run of words, and where before and after of each thing are drawn: positions that
# are read from the left, and the same as they would be if read from the right.
PLACES = """rtl => {
  document.body.dir = rtl ? 'rtl' : 'ltr';
  document.querySelectorAll('main [dir], header [dir]').forEach(each => each.dataset.own = '');
  const wide = document.documentElement.clientWidth, found = {};
  for (const each of document.querySelectorAll('.i, .plate, .tile, .chip, .btn, li, summary, h1, h2, h3, .jump a, .v, .bar > div > *')) {
    if (!each.checkVisibility() || each.closest('[data-own], .vh, .skip, svg svg')) continue;
    const box = each.getBoundingClientRect();
    if (!box.width) continue;
    const [near, far] = rtl ? [wide - box.right, wide - box.left] : [box.left, box.right];
    const drawn = ['::before', '::after'].map(part => {
      const style = getComputedStyle(each, part);
      if (style.content === 'none' || style.position !== 'absolute') return '';
      return rtl ? style.right : style.left;
    });
    each.dataset.at = each.dataset.at || document.querySelectorAll('[data-at]').length + 1;
    const name = each.dataset.at + ' ' + (each.className.baseVal ?? each.className) + ' ' + each.textContent.trim().slice(0, 30);
    found[name] = [near, far, ...drawn];
  }
  return found;
}"""


@pytest.fixture(scope="module")
def address(example_site: Callable[..., Path]) -> Iterator[str]:
    with served(example_site("en", "my", "ar")) as base:
        yield base


@pytest.fixture(scope="module")
def view(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


def crooked(view: Page) -> list[str]:
    """What stands elsewhere on the open page than its mirror does."""
    view.evaluate("document.fonts.ready")
    assert view.evaluate("document.body.dir") == "rtl"
    right, left = view.evaluate(PLACES, True), view.evaluate(PLACES, False)
    # Scripts may add a line meanwhile.
    both = [(name, right[name], left[name]) for name in right if name in left]
    assert len(both) > 5
    return [
        f"{name}: {one}, mirrored {other}"
        for name, one, other in both
        if abs(one[0] - other[0]) > 1 or abs(one[1] - other[1]) > 1 or one[2:] != other[2:]
    ]


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_an_arabic_page_is_the_mirror_of_itself(view: Page, address: str, width: int) -> None:
    view.set_viewport_size({"width": width, "height": 740})
    found = {}
    for kind in each(KINDS):
        view.goto(f"{address}ar/freedonia/{kind}")
        if told := crooked(view):
            found[kind] = told[:6]
    assert found == {}


def test_a_bullet_that_stays_at_the_left_is_seen(view: Page, address: str) -> None:
    view.goto(f"{address}ar/freedonia/prepare/")
    view.evaluate(
        "() => { const sheet = new CSSStyleSheet();"
        " sheet.replaceSync('main li::before { content: \"\"; position: absolute; left: 3px; right: auto }');"
        " document.adoptedStyleSheets = [sheet] }"
    )
    assert crooked(view)
