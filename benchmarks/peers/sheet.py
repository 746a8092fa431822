"""From the HTML of one of our leaflets to data that a Typst template prints: panels, blocks, words.

The HTML is what WeasyPrint got; ``data-box`` names its panels. Where it no longer does, this says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

_BLOCKS = {"p", "h1", "h2", "h3"}
_VOID = {"meta", "img", "br", "link"}
_ICON = re.compile(r"asset:icon/([a-z0-9-]+)\.")


@dataclass
class _Panel:
    left: float
    width: float
    flow: list[dict[str, Any]] = field(default_factory=list)
    foot: list[dict[str, Any]] = field(default_factory=list)


def panels_of(html: str) -> dict[str, Any]:
    """Return language, type size (pt) and the panels of each side, left to right (mm).

    Raises ValueError when the HTML names no panels.
    """
    reader = _Reader()
    reader.feed(html)
    if not any(reader.sides):
        raise ValueError("The HTML of the leaflet names no panels any more: see peers/sheet.py.")
    size = re.search(r"font-size:([\d.]+)pt", html)
    return {
        "lang": reader.lang,
        "size": float(size[1]) if size else 9.0,
        "sides": [[vars(p) for p in sorted(side, key=lambda p: p.left)] for side in reader.sides],
    }


class _Reader(HTMLParser):
    """Collects the words of each block, and whether they are bold, small or in another language."""

    def __init__(self) -> None:
        super().__init__()
        self.lang = ""
        self.sides: list[list[_Panel]] = []
        self._open: list[tuple[str, dict[str, str]]] = []
        self._icon = ""
        self._block: dict[str, Any] = {}
        self._runs: list[dict[str, Any]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a side, a panel, a block or a run."""
        told = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.lang = told.get("lang", "")
        elif told.get("class") == "side":
            self.sides.append([])
        elif told.get("data-box", "").startswith("panel:"):
            sizes = dict(re.findall(r"(left|width):([\d.]+)mm", told.get("style", "")))
            self.sides[-1].append(_Panel(float(sizes["left"]), float(sizes["width"])))
        elif found := _ICON.search(told.get("style", "")):
            # A picture stands in its heading, or before what it belongs to.
            if self._runs is None:
                self._icon = found[1]
            else:
                self._block["icon"] = found[1]
        if tag not in _VOID:
            self._open.append((tag, told))
        if tag in _BLOCKS and self._runs is None and self.sides and self.sides[-1]:
            self._begin(tag, told.get("class", ""))

    def _begin(self, tag: str, css: str) -> None:
        self._runs = []
        panel = self.sides[-1][-1]
        at_foot = any(told.get("data-box") == "foot" for _, told in self._open)
        self._block = {"kind": tag, "class": css, "icon": self._icon, "runs": self._runs}
        (panel.foot if at_foot else panel.flow).append(self._block)
        self._icon = ""

    def handle_endtag(self, tag: str) -> None:
        """Close what is open."""
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag in _BLOCKS:
            self._runs = None

    def handle_data(self, data: str) -> None:
        """Keep words, with what is open around them. Zero-width spaces are ours: Typst has ICU."""
        words = re.sub(r"\s+", " ", data.replace("\u200b", ""))
        if self._runs is None or not words.strip():
            return
        tags = {tag for tag, _ in self._open}
        css = {told.get("class", "") for _, told in self._open}
        langs = [told["lang"] for _, told in self._open if "lang" in told]
        self._runs.append(
            {
                "text": words,
                "bold": bool(tags & {"b", "h1", "h2", "h3"}) or "digits" in css,
                "small": "small" in tags or "small" in css,
                "large": "digits" in css,
                "lang": langs[-1],
            }
        )
