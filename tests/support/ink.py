"""What lies on the screen or on a sheet, as picture elements: the ink of letters beside the frames around them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from PIL import Image, ImageChops
from playwright.sync_api import Page

NEAREST = 2
"""Pixels of CSS that stay free between letters and a frame."""
_TRIES = 6
"""How often a page is looked at until it is at rest."""
_FAINTEST = 60
"""What is paler than this, of 255, is the smoothing of an edge."""

# Nothing but letters differs between the two pictures: pictures are hidden in both, edges and rules have one colour.
_STILL = (
    "* { border-color: #080 !important; outline: none !important; text-decoration: none !important;"
    " transition: none !important; animation: none !important; text-shadow: none !important }"
    " svg, img, ::marker, .n::after { visibility: hidden !important }"
    # What is laid out only when it is near the screen would move what stands below it.
    " * { content-visibility: visible !important }"
)
_UNSEEN = "* { color: transparent !important; -webkit-text-fill-color: transparent !important }"

# Boxes with an edge that something stands in: the free room inside the edge, in pixels of the page.
_FRAMES = """() => [...document.querySelectorAll('body *')]
  .filter(each => each.checkVisibility() && !each.closest('svg, .vh, .skip, [hidden]') && each.innerText.trim())
  .map(each => {
    const style = getComputedStyle(each), box = each.getBoundingClientRect();
    const edge = side => style[`border${side}Style`] === 'none' ? 0 : parseFloat(style[`border${side}Width`]);
    const edges = {top: edge('Top'), right: edge('Right'), bottom: edge('Bottom'), left: edge('Left')};
    return {edges, left: box.left + scrollX, top: box.top + scrollY, right: box.right + scrollX,
      bottom: box.bottom + scrollY, text: each.innerText.trim().slice(0, 60), fixed: style.position === 'fixed',
      inline: style.display === 'inline'};
  })
  .filter(box => !box.inline && !box.fixed && box.right - box.left > 8 && box.bottom - box.top > 8
    && Object.values(box.edges).some(width => width >= 1))"""


# A style of the page's own kind: its policy forbids any other. What hovers over the page is not part of it.
_WORN = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
  for (const each of document.querySelectorAll('body *'))
    if (['fixed', 'sticky'].includes(getComputedStyle(each).position)) each.style.visibility = 'hidden';
}"""


def touching(view: Page) -> list[str]:
    """Return the words of frames on the open page whose edge has ink of letters nearer than ``NEAREST``."""
    width = view.evaluate("document.documentElement.clientWidth")
    frames, with_letters, without = _at_rest(view)
    ink = ImageChops.difference(with_letters, without).convert("L").point(_is_ink)
    return [told for frame in frames for told in _touched(ink, frame, ink.width / width)]


def _at_rest(view: Page) -> tuple[list[Any], Image.Image, Image.Image]:
    """Return the frames, and the page with its letters and without, once nothing moves: scripts still fill in lines."""
    for _ in range(_TRIES):
        view.evaluate(_WORN, _STILL)
        with_letters = _picture(view)
        frames = view.evaluate(_FRAMES)
        view.evaluate(_WORN, _STILL + _UNSEEN)
        without = _picture(view)
        view.evaluate(_WORN, _STILL)
        if _picture(view) == with_letters and view.evaluate(_FRAMES) == frames:
            return frames, with_letters, without
    raise AssertionError(f"{view.url} does not come to rest")


def _picture(view: Page) -> Image.Image:
    return Image.open(io.BytesIO(view.screenshot(full_page=True))).convert("RGB")


def _is_ink(value: int) -> int:
    return 255 if value > _FAINTEST else 0


def _touched(ink: Image.Image, frame: Mapping[str, Any], scale: float) -> Sequence[str]:
    edges = frame["edges"]
    left, top = frame["left"] + edges["left"], frame["top"] + edges["top"]
    right, bottom = frame["right"] - edges["right"], frame["bottom"] - edges["bottom"]
    strips = {
        "top": (left, top, right, top + NEAREST),
        "bottom": (left, bottom - NEAREST, right, bottom),
        "left": (left, top, left + NEAREST, bottom),
        "right": (right - NEAREST, top, right, bottom),
    }
    found = []
    for side, strip in strips.items():
        if edges[side] < 1:
            continue
        box = tuple(round(at * scale) for at in strip)
        if box[2] > box[0] and box[3] > box[1] and ink.crop(box).getbbox():  # type: ignore[arg-type]
            found.append(f"{side} of: {frame['text']!r}")
    return found
