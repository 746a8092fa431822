"""Beside step 4, pages: pictures of steps → in the page if they are few, else views of one sheet.

In: the parts of a page, in which ``drawn`` put pictures. Out: the same parts, and the sheet,
``assets/pictures.….svg``: one file for all countries and languages, so that a phone loads and keeps
it once. An ``<img>`` shows one view of it by its id: ``<use>`` of another file is blank from a
disk. An image has no access to colours of the page, so pictures are on white, in the dark, too
(``.picture`` in ``4-blocks.css``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from hashlib import sha256

from markupsafe import Markup

from ..icons import NO_COLOUR, icon_names, icon_parts

FEW = 6
"""Most different pictures drawn in a page itself; with one more, naming all costs fewer bytes."""

_GRID = 48
"""Units of a drawing. A smaller grid is for signs of a hundred bytes, always in the page."""
_CELL = _GRID + 4
"""From one drawing of the sheet to the next: thick lines end outside of their grid."""
_SLASH = Markup('<path class="halo" d="M2 22 22 2"/><path class="slash" d="M2 22 22 2"/>')
_COMMON = {
    "fill": ("#111", "#000"),
    "stroke-linecap": ("round", "butt"),
    "stroke-linejoin": ("round", "miter"),
}
"""What most shapes have, said once for all of the sheet; and what a shape has that says nothing."""
_SHAPE = re.compile(r"<(?:path|circle|ellipse|rect|line|polyline|polygon)(?P<looks>[^>]*?)(?=/?>)")
_DRAWN = re.compile(
    r'<svg class="i picture"[^>]*><use href="#i-(?P<name>[a-z0-9-]+)"[^>]*/>(?P<slash>.*?)</svg>'
)


@cache
def drawn(name: str, *, dont: bool = False) -> Markup:
    """Return the picture *name*, with *dont* under the slash of "do not"; "" if unknown."""
    if name not in icon_names():
        return Markup("")
    if not dont:
        return Markup('<svg class="i picture" aria-hidden="true"><use href="#i-{}"/></svg>').format(
            name
        )
    # Drawings of 24 and of 48 units are the same size under the slash.
    return Markup(
        '<svg class="i picture" viewBox="0 0 24 24" aria-hidden="true">'
        '<use href="#i-{}" width="24" height="24"/>{}</svg>'
    ).format(name, _SLASH)


def placed(parts: list[Markup], link: Callable[[str], str]) -> list[Markup]:
    """Return *parts* of one page with their pictures from the sheet, when they are many.

    *link* makes the address of a path from the site's root.
    """
    names = {found["name"] for part in parts for found in _DRAWN.finditer(part)}
    if len(names & on_sheet()) <= FEW:
        return parts
    address = link(sheet_path())

    def shown(found: re.Match[str]) -> str:
        if found["name"] not in on_sheet():
            return found[0]
        view = found["name"] + ("-no" if found["slash"] else "")
        return f'<img class="i picture" alt="" width="48" height="48" src="{address}#{view}">'

    # Safe: our own address and the names of our own files.
    return [Markup(_DRAWN.sub(shown, part)) for part in parts]  # noqa: S704


@cache
def sheet() -> bytes:
    """Return the sheet: all drawings in a row, the same with the slash in a second row."""
    names = sorted(on_sheet())
    row, views, slashes = [], [], ""
    for at, name in enumerate(names):
        left = at * _CELL
        row.append(f'<g transform="translate({left})">{_short(icon_parts(name)[1])}</g>')
        views += [
            f'<view id="{name}" viewBox="{left} 0 {_GRID} {_GRID}"/>',
            f'<view id="{name}-no" viewBox="{left} {_CELL} {_GRID} {_GRID}"/>',
        ]
        slashes += f"M{left + 4} {_CELL + 44}l40-40"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg">'
        f'{"".join(views)}<g id="all"{_said(0)}>{"".join(row)}</g><use href="#all" y="{_CELL}"/>'
        f'<path d="{slashes}" stroke="#fff" stroke-width="8.8"/>'
        f'<path d="{slashes}" stroke="{NO_COLOUR}" stroke-width="4.8"/></svg>'
    ).encode()


def _said(which: int) -> str:
    """Return the attributes of ``_COMMON``: what most shapes have (0), or what says nothing (1)."""
    return "".join(f' {key}="{values[which]}"' for key, values in _COMMON.items())


def _short(shapes: str) -> str:
    """Return *shapes* without what the sheet says for all of them: a third of its bytes."""

    def shortened(found: re.Match[str]) -> str:
        tag = found[0]
        for key, (most, unsaid) in _COMMON.items():
            if f' {key}="' in tag:
                tag = tag.replace(f' {key}="{most}"', "")
            elif key == "fill" or " stroke=" in tag:
                tag += f' {key}="{unsaid}"'
        return tag

    if "<g" in shapes:  # What a group says holds for the shapes in it.
        return f"<g{_said(1)}>{shapes}</g>"
    return _SHAPE.sub(shortened, shapes)


@cache
def sheet_path() -> str:
    """Return the path of the sheet from the site's root: ``assets/pictures.0123abcd.svg``."""
    return f"assets/pictures.{sha256(sheet()).hexdigest()[:8]}.svg"


@cache
def on_sheet() -> frozenset[str]:
    """Return the names of the drawings that are on the sheet, all of the 48 grid."""
    return frozenset(name for name in icon_names() if icon_parts(name)[0] == f"0 0 {_GRID} {_GRID}")
