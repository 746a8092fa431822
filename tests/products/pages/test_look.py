"""What breaks words, hides digits or runs off a small screen: measured on all kinds of real pages.

The same measures on every page, at 320 and 360 px, in Burmese, Thai, Spanish and English; everything that
opens is open. A fault is told with its page and its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from support.each import each
from support.example import ROOT
from support.ink import touching
from support.phone import KINDS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SETS = ("thailand/my", "thailand/th", "thailand/en", "mexico/es", "mexico/en", "japan/my")
WHOLE = ("my/thailand", "es/mexico")
"""Of these ``make test-all`` looks at all pages, of the others at one of each kind."""
WIDTHS = (320, 360)
TABLET = 768
MORE = (
    "find/", "first-aid/", "people/disability/", "send/", "speak/", "notices/", "offline/", "questions/work/", "print/plate/",
)  # fmt: skip
"""Kinds of pages that are looked at in the two countries of ``WHOLE`` alone."""


@pytest.fixture(scope="module")
def site(real_site: Path) -> Path:
    return real_site


@pytest.fixture(scope="module")
def address(real_address: str) -> str:
    return real_address


@pytest.fixture(scope="module")
def view(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def pages_of(site: Path, *, every: bool) -> list[str]:
    found = ["", "404.html", *(f"{tag}/" for tag in ("en", "my", "th", "es"))]
    for one in SETS:
        host, tag = one.split("/")
        base = f"{tag}/{host}/"
        more = MORE if base.rstrip("/") in WHOLE else ()
        kinds = [kind for kind in KINDS + more if (site / base / kind / "index.html").is_file()]
        if every and base.rstrip("/") in WHOLE:
            files = sorted((site / base).rglob("index.html"))
            kinds = [f"{path.parent.relative_to(site / base).as_posix()}/" for path in files]
            kinds = ["" if kind == "./" else kind for kind in kinds]
        found += [base + kind for kind in kinds]
    return found


OPEN = "document.querySelectorAll('details').forEach(each => { each.open = true })"


Finds = dict[tuple[str, int], dict[str, Any]]
"""What a measure finds at a width of the screen, by page."""


@pytest.fixture(
    scope="module",
    params=[False, pytest.param(True, marks=pytest.mark.long)],
    ids=["one-of-each-kind", "every-page"],
)
def finds(request: pytest.FixtureRequest, view: Page, site: Path, address: str) -> Finds:
    """Take every measure on every page, and open each page once: that takes longest."""
    found: Finds = {}
    for page in each(pages_of(site, every=request.param), at_least=90):
        view.goto(address + page)
        view.evaluate("document.fonts.ready")
        view.evaluate(OPEN)
        for width, measures in MEASURES.items():
            view.set_viewport_size({"width": width, "height": 740})
            for measure in measures:
                told = view.evaluate(measure)
                own = found.setdefault((measure, width), {})
                own |= {page: told[:4]} if told else {}
    return found


# Words of letters that stand in more than one line. Addresses may break anywhere.
BROKEN = """() => {
  const found = [], range = document.createRange();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const box = node.parentElement;
    if (!box.checkVisibility() || box.closest('.url, .vh, .skip, svg, noscript, template')) continue;
    for (const word of node.data.matchAll(/[A-Za-z\\u00c0-\\u024f\\u02bc\\u2019]{2,}/g)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const tops = [...range.getClientRects()].filter(one => one.width > 0.5).map(one => one.top);
      if (tops.length && Math.max(...tops) - Math.min(...tops) > 4) found.push(word[0]);
    }
  }
  return found;
}"""


@pytest.mark.parametrize("width", WIDTHS)
def test_no_word_is_broken(finds: Finds, width: int) -> None:
    assert finds[BROKEN, width] == {}


# Spans that only say something of their words (a language, "do not break"): with air they part a word.
AIR = """() => [...document.querySelectorAll('span.nb, span.nj, span[lang], span:not([class])')]
  .filter(each => each.parentElement.matches('span, b, p, li, dd, h1, h2, h3, summary')
    && each.previousSibling && each.checkVisibility() && getComputedStyle(each).display === 'inline')
  .filter(each => {
    const style = getComputedStyle(each);
    return ['marginLeft', 'marginRight', 'paddingLeft', 'paddingRight'].some(side => parseFloat(style[side]) > 0);
  }).map(each => each.parentElement.textContent.trim().slice(0, 60))"""


def test_no_word_has_air_in_it(finds: Finds) -> None:
    assert finds[AIR, 360] == {}


# What can be seen stands on the screen, menus that are open too.
OFF_SCREEN = """() => {
  const wide = document.documentElement.clientWidth;
  const found = [...document.querySelectorAll('body *')]
    .filter(each => each.checkVisibility() && !each.closest('.vh, .skip, svg'))
    .filter(each => {
      const box = each.getBoundingClientRect();
      return box.width > 0 && (box.left < -0.5 || box.right > wide + 0.5);
    }).map(each => each.outerHTML.slice(0, 90));
  if (document.documentElement.scrollWidth > wide) found.unshift('scrolls sideways');
  return found;
}"""


@pytest.mark.parametrize("width", [*WIDTHS, TABLET])
def test_nothing_stands_off_the_screen_when_all_is_open(finds: Finds, width: int) -> None:
    """A screen of 1280 px at 400 % has 320."""
    assert finds[OFF_SCREEN, width] == {}


# Of plates side by side, the digits stand on one line, whatever their edge.
UNEVEN = """() => {
  const found = [];
  for (const row of document.querySelectorAll('.plates, .bar > div')) {
    const by = new Map();
    for (const plate of row.querySelectorAll('.plate')) {
      const box = plate.getBoundingClientRect(), digits = plate.querySelector('.n').getBoundingClientRect();
      const key = Math.round(box.top) + ' ' + Math.round(box.height) + ' ' + Math.round(digits.height);
      const at = digits.top - box.top;
      if (by.has(key) && Math.abs(by.get(key) - at) > 0.1) found.push(plate.textContent.trim() + ' ' + (by.get(key) - at));
      by.set(key, at);
    }
  }
  return found;
}"""


def test_digits_of_neighbouring_plates_stand_on_one_line(
    view: Page, address: str, finds: Finds
) -> None:
    solid_and_dashed = (
        "document.querySelectorAll('.plates').forEach(row => row.querySelectorAll('.plate')"
    )
    view.set_viewport_size({"width": 360, "height": 740})
    for page in ("my/thailand/", "en/thailand/now/", "es/mexico/", "my/japan/", "my/"):
        view.goto(address + page)
        view.evaluate(
            f"{solid_and_dashed}.forEach((each, at) => each.classList.toggle('gc', at % 2)))"
        )
        assert view.evaluate(UNEVEN) == [], page
    assert finds[UNEVEN, 360] == {}


# A size is told behind words and one dot, or in brackets and no dot.
DOTS = """() => [...document.querySelectorAll('.kb')].filter(each => each.textContent).map(each => {
  const range = document.createRange(), line = each.closest('small, a, button, p, li');
  range.setStart(line, 0);
  range.setEndAfter(each);
  return getComputedStyle(each, '::before').content.replace('none', '') + range.toString().trim();
}).filter(told => !/([^(·\\s] · |[^\\s] \\()\\d+ KB$/.test(told))"""


def test_a_size_has_one_dot_before_it_or_stands_in_brackets(finds: Finds) -> None:
    assert finds[DOTS, 360] == {}


TOUCHED = (
    "my/thailand/", "my/thailand/now/", "my/thailand/hazards/flood/", "my/thailand/assistance/",
    "my/thailand/show/", "th/thailand/", "th/thailand/insurance/", "es/mexico/", "es/mexico/now/",
    "en/mexico/print/", "my/japan/now/", "my/japan/assistance/", "shn/thailand/",
)  # fmt: skip


@pytest.fixture(scope="module")
def sharp(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        device_scale_factor=2, bypass_csp=True, viewport={"width": 360, "height": 740}
    )
    yield context.new_page()
    context.close()


def test_no_letter_touches_a_frame(sharp: Page, site: Path, address: str) -> None:
    """A dash through the foot of a letter strikes out the claim that it frames."""
    found = {}
    for page in each([page for page in TOUCHED if (site / page).is_dir()], at_least=12):
        sharp.goto(address + page)
        sharp.evaluate("document.fonts.ready")
        if told := touching(sharp):
            found[page] = told
    assert found == {}


def test_a_frame_without_air_would_be_seen(sharp: Page, address: str) -> None:
    sharp.goto(address + "my/thailand/")
    sharp.add_style_tag(
        content=".plate, .plate > * { padding: 0 !important; line-height: 1 !important }"
    )
    assert any(told.startswith(("top", "bottom")) for told in touching(sharp))


# Copied text: what stands apart for the eye is not glued together. Told are the end of one text and the
# beginning of the next, where no letter of the copy parts them.
GLUED = """() => {
  getSelection().selectAllChildren(document.body);
  const copy = getSelection().toString().replace(/\\s/g, ' ');
  getSelection().removeAllRanges();
  const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  // Words of one sentence: in one block, and no element between them stands apart.
  const air = style => ['marginLeft', 'marginRight', 'paddingLeft', 'paddingRight']
    .some(side => parseFloat(style[side]) > 1);
  const blockOf = box => {
    let apart = false;
    for (; box; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (style.display !== 'inline') return [box, apart];
      apart = apart || air(style);
    }
  };
  let at = 0, last = null;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const box = node.parentElement, words = node.data.replace(/\\s+/g, ' ').trim();
    if (!words || !box.checkVisibility() || box.closest('svg, noscript, template, script, textarea')) continue;
    const place = copy.indexOf(words, at);
    if (place < 0) continue;
    const own = blockOf(box);
    const runs = last && last.block === own[0] && !last.apart && !own[1];
    if (last && place === at && !runs && !/^[.,;:!?)\\u0e2f\\u104a\\u104b·…]/.test(words))
      found.push(last.words.slice(-24) + '|' + words.slice(0, 24));
    at = place + words.length;
    last = {block: own[0], apart: own[1], words};
  }
  return found;
}"""


def test_words_are_not_glued_together_when_a_page_is_copied(finds: Finds) -> None:
    assert finds[GLUED, 360] == {}


# The last one selects the page, so it comes last.
MEASURES = {
    320: (BROKEN, OFF_SCREEN), TABLET: (OFF_SCREEN,), 360: (BROKEN, OFF_SCREEN, AIR, UNEVEN, DOTS, GLUED),
}  # fmt: skip


def test_what_leaves_the_screen_of_a_tablet_is_seen(view: Page, address: str) -> None:
    view.set_viewport_size({"width": TABLET, "height": 740})
    view.goto(address + "my/thailand/office/")
    assert view.evaluate(OFF_SCREEN) == []
    view.evaluate("document.querySelector('main h1').style.minWidth = '800px'")
    assert view.evaluate(OFF_SCREEN)


def test_a_step_that_says_do_not_says_it_once(view: Page, address: str) -> None:
    """Heard or copied, "Do not: do not go" could be taken for its opposite."""
    view.goto(address + "en/thailand/hazards/flood/")
    view.evaluate("getSelection().selectAllChildren(document.body)")
    copied = " ".join(view.evaluate("getSelection().toString()").split())
    assert not re.search(r"(?i)do not:?\s*do not", copied)
    assert "Careful: Do not go into" in copied


FOCUS = """() => {
  const each = document.activeElement, style = getComputedStyle(each), box = each.getBoundingClientRect();
  const reach = parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset);
  const ground = each.matches('[aria-current]') ? getComputedStyle(each) : getComputedStyle(each.closest('.band'));
  return {seen: style.outlineColor !== ground.backgroundColor, colour: style.outlineColor,
    ground: ground.backgroundColor, left: box.left - reach, right: innerWidth - box.right - reach};
}"""


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_focus_is_seen_in_the_band(view: Page, address: str, colours: str) -> None:
    view.set_viewport_size({"width": 360, "height": 740})
    view.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
    view.goto(address + "my/thailand/")
    for link in each(view.locator(".band a").all()):
        link.focus()
        view.keyboard.press("Shift+Tab")
        view.keyboard.press("Tab")
        found = view.evaluate(FOCUS)
        assert contrast(found["colour"], found["ground"]) >= 3, found
        assert min(found["left"], found["right"]) >= 0, found
    view.emulate_media(color_scheme="light")


def contrast(one: str, other: str) -> float:
    """How far two colours are apart; WCAG asks 3 of an outline."""

    def light(colour: str) -> float:
        parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


CSS = sorted((ROOT / "generator/assets").glob("*/*.css"))


@pytest.mark.parametrize("path", CSS, ids=lambda path: path.name)
def test_no_rule_reaches_into_words(path: Path) -> None:
    """A span inside a label marks a language or a word that must not break: a rule for "X span" hits it."""
    css = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    selectors = (one.strip() for head in re.findall(r"([^{}]+)\{", css) for one in head.split(","))
    assert [one for one in selectors if re.search(r"[^\s>+~]\s+span(?![\w-])", one)] == []
