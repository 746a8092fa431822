"""Pages printed from the browser: what paper cannot do is not on it, numbers are, and no sheet is half empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page
from support.each import each
from support.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = [
    f"{locale}/freedonia/{kind}"
    for locale in ("en", "my", "ar")
    for kind in (
        "",
        "now/",
        "hazards/flood/",
        "assistance/",
        "insurance/",
        "show/",
        "where/",
        "talk/",
    )
]
A4 = {"width": 703, "height": 1034}
"""What the margins of a sheet leave, in px."""


@pytest.fixture(scope="module")
def site(example_site: Callable[..., Path]) -> Path:
    return example_site("en", "my", "ar")


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as base:
        yield base


@pytest.fixture(scope="module")
def view(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=A4)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


# What only a screen can do; headings below which nothing is left; what stays folded; what covers something else.
FAULTS = """() => {
  const seen = each => each.checkVisibility() && each.getBoundingClientRect().height > 1;
  const tell = (what, each) => `${what}: ${each.textContent.trim().slice(0, 40)}`;
  const found = [...document.querySelectorAll('button, .btn, .seek, .ends, input, textarea, .langs, .jump, .hide, .open')]
    .filter(seen).map(each => tell('for a screen', each));
  for (const each of document.querySelectorAll('main h2, main h3')) {
    if (!seen(each)) { if (each.matches('.stage > h2')) found.push(tell('not shown', each)); continue; }
    let next = each.nextElementSibling, box = each.parentElement;
    while (next && !seen(next)) next = next.nextElementSibling;
    if (next ? /^H[12]$/.test(next.tagName) : box.matches('main')) found.push(tell('nothing below', each));
  }
  const linksAlone = each => [...each.children].every(one => one.matches('.at, .see, .rows:not(.phrases)'));
  for (const each of document.querySelectorAll('details:not(#sources) > :not(summary)'))
    if (!(each.matches('.said') && linksAlone(each)) && each.textContent.trim() && !each.closest('.news, .src, .draft') && !each.matches('.see, .at') && !seen(each)) found.push(tell('folded', each));
  const boxes = [...document.querySelectorAll('.place, .draft, .bar .plate, main > h1')].filter(seen).map(each => [each, each.getBoundingClientRect()]);
  boxes.forEach(([one, a], at) => boxes.slice(at + 1).forEach(([other, b]) => {
    if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1) found.push(tell('covered', other));
  }));
  const numbers = [...document.querySelectorAll('.plate .n, .tel')].filter(seen).map(each => each.getBoundingClientRect().top);
  if (!(Math.min(...numbers) < 900)) found.push('no number on the first sheet');
  return found;
}"""


def test_on_paper_is_only_what_paper_can_do(view: Page, address: str) -> None:
    view.emulate_media(media="print")
    faults = {}
    for name in each(PAGES):
        view.goto(address + name)
        if found := view.evaluate(FAULTS):
            faults[name] = found
    assert faults == {}


@pytest.mark.parametrize("name", [name for name in PAGES if not name.startswith("ar")])
def test_the_first_sheet_is_not_half_empty(view: Page, address: str, name: str) -> None:
    """No more than a fourth of it is blank, besides the margin of 12 mm."""
    view.goto(address + name)
    sheets = pypdfium2.PdfDocument(view.pdf(prefer_css_page_size=True, format="A4"))
    if len(sheets) > 1:
        picture = sheets[0].render(scale=0.5).to_pil().convert("L").point(lambda grey: grey < 200)
        bottom = picture.getbbox()[3] / picture.height
        assert bottom > 0.71, f"{bottom:.0%} of the first sheet"
