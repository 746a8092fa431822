"""Pages in a reader's own colours and in the dark: boxes, bullets and marks are seen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from support.each import each
from support.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KINDS = (
    "", "now/", "hazards/flood/", "prepare/", "insurance/", "assistance/", "questions/", "show/", "office/", "print/",
    "where/",
)  # fmt: skip

# The colours of what is drawn, and of what stands behind it: words and icons of boxes, bullets, months.
PAINTED = """() => {
  const ground = each => {
    for (; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if (colour !== 'rgba(0, 0, 0, 0)') return colour;
    }
  };
  const seen = each => each.checkVisibility() && each.getBoundingClientRect().width > 1;
  const found = [...document.querySelectorAll('.plate, .plate .i, .btn, .btn .i, .tel, .jump a, .hide a, .hide .i, .claim, .months td, h2, .langs a')]
    .filter(seen).map(each => [each.outerHTML.slice(0, 60), getComputedStyle(each).color, ground(each)]);
  for (const each of document.querySelectorAll('.dots > li:not(.dont), .acts .bare:not(.dont), .steps h2')) {
    const drawn = getComputedStyle(each, '::before');
    if (!seen(each) || drawn.content === 'none') continue;
    // A number stands on a ground of its own; a bullet is drawn by its ground alone.
    const [ink, behind] = drawn.content === '""' ? [drawn.backgroundColor, ground(each)] : [drawn.color, drawn.backgroundColor];
    found.push(['before ' + each.outerHTML.slice(0, 60), ink, behind]);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def address(example_site: Callable[..., Path]) -> Iterator[str]:
    with served(example_site("en", "my", "ar")) as base:
        yield base


def light(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """How far two colours are apart; WCAG asks 4.5 of words, 3 of shapes."""
    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("forced", ["active", "none"])
def test_boxes_and_bullets_are_seen_in_all_colours(
    browser: Browser, address: str, scheme: str, forced: str
) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 740},
        color_scheme=scheme,
        forced_colors=forced,  # type: ignore[arg-type]
    )
    view = context.new_page()
    faint = {}
    for kind in each(KINDS):
        view.goto(f"{address}en/freedonia/{kind}")
        painted = view.evaluate(PAINTED)
        assert painted, kind
        if found := [one for one in painted if contrast(one[1], one[2]) < 4.5]:
            faint[kind] = found[:4]
    context.close()
    assert faint == {}


def test_in_the_dark_dashes_stand_inside_the_yellow(browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="dark")
    view = context.new_page()
    view.goto(f"{address}my/freedonia/")
    # No number of the example country is unsure.
    view.evaluate("document.querySelectorAll('.plate').forEach(each => each.classList.add('gc'))")
    for plate in each(view.locator(".plate.gc").all()):
        style = plate.evaluate(
            "each => getComputedStyle(each)['boxShadow'] + getComputedStyle(each).backgroundColor"
        )
        assert "0px 0px 0px 2px" in style
        yellow = style[style.rindex("rgb(") :]
        assert style.startswith(yellow)
    context.close()


# In the reader's own colours: edges of what is framed, the ink of marks, the outline of what is reached by keys.
DRAWN = """() => {
  const ground = each => {
    for (; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if (colour !== 'rgba(0, 0, 0, 0)') return colour;
    }
    return getComputedStyle(document.body).backgroundColor;
  };
  const seen = each => each.checkVisibility() && each.getBoundingClientRect().width > 1;
  const found = [];
  for (const each of document.querySelectorAll('.plate, .tel, .tile, .btn, .card, .life, .care, .claim, .unsure, .jump a, .pc, .nots > li, .langs [aria-current]')) {
    const style = getComputedStyle(each), name = 'edge ' + each.outerHTML.slice(0, 60);
    if (!seen(each)) continue;
    const sides = ['Top', 'Right', 'Bottom', 'Left'].filter(side => parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== 'none');
    if (each.matches('.plate, .tile, .btn, .card, .jump a, .nots > li') && !sides.length && !each.closest('.hide')) found.push([name, 'rgb(0, 0, 0)', 'rgb(0, 0, 0)']);
    // A picture stands on paper, white in the dark too: its edge is seen against that, or against the page.
    const behind = each.matches('.tile') ? [each.parentElement, each] : [each.parentElement];
    for (const side of sides) found.push([name, style[`border${side}Color`], ...behind.map(ground)]);
  }
  for (const each of document.querySelectorAll('.chip .i, .facts .i, .saying .i')) {
    if (!seen(each)) continue;
    // The colour that a mark is drawn in: that of the text around it.
    found.push(['mark ' + each.outerHTML.slice(0, 60), getComputedStyle(each).color, ground(each)]);
  }
  return found;
}"""
OUTLINE = """() => {
  const each = document.activeElement, style = getComputedStyle(each);
  let ground = each.parentElement;
  while (ground && getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)') ground = ground.parentElement;
  const behind = getComputedStyle(ground || document.body).backgroundColor;
  return [each.outerHTML.slice(0, 60), style.outlineStyle === 'none' || !parseFloat(style.outlineWidth) ? behind : style.outlineColor, behind];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_frames_marks_and_focus_are_seen_in_the_readers_own_colours(
    browser: Browser, address: str, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 740},
        color_scheme=scheme,  # type: ignore[arg-type]
        forced_colors="active",
    )
    view = context.new_page()
    faint = {}
    for kind in each(KINDS):
        view.goto(f"{address}en/freedonia/{kind}")
        view.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        drawn = view.evaluate(DRAWN)
        assert len(drawn) > 4, kind
        for _ in range(12):
            view.keyboard.press("Tab")
            drawn.append(view.evaluate(OUTLINE))
        if found := [one for one in drawn if not visible(*one)]:
            faint[kind] = found[:4]
    context.close()
    assert faint == {}


def visible(_name: str, colour: str, *grounds: str) -> bool:
    return any(contrast(colour, ground) >= 3 for ground in grounds)


def test_a_frame_and_an_outline_that_are_gone_would_be_seen(browser: Browser, address: str) -> None:
    context = browser.new_context(forced_colors="active")
    view = context.new_page()
    for fault, told in ((".plate { border: 0 }", "edge"), ("* { outline: none !important }", "<a")):
        view.goto(f"{address}en/freedonia/now/")
        view.evaluate(
            "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
            " document.adoptedStyleSheets = [sheet] }",
            fault,
        )
        view.keyboard.press("Tab")
        drawn = [*view.evaluate(DRAWN), view.evaluate(OUTLINE)]
        assert any(one[0].startswith(told) and not visible(*one) for one in drawn), fault
    context.close()
