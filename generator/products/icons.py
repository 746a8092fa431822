"""Our icons: one-colour SVG files, coloured when they are used.

In: names of files in ``assets/icons``. Out: SVG markup. The files say ``#111`` (WeasyPrint knows no
``currentColor``) and ``#fff`` for holes; on the web both become colours of the page.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

ICONS_FOLDER = Path(__file__).resolve().parent.parent / "assets" / "icons"

_FILE = re.compile(r'<svg [^>]*viewBox="(?P<box>[^"]+)"[^>]*>(?P<shapes>.*)</svg>\s*', re.DOTALL)


@cache
def icon_names() -> frozenset[str]:
    """Names that content may use as ``icon`` and ``picture``."""
    return frozenset(path.stem for path in ICONS_FOLDER.glob("*.svg"))


@cache
def icon_parts(name: str) -> tuple[str, str]:
    """Return the view box and the shapes of an icon, in the colours of the file.

    Raises KeyError for a name that has no file.
    """
    if name not in icon_names():
        raise KeyError(f"no icon is called {name}; icons are the files of generator/assets/icons")
    found = _FILE.fullmatch((ICONS_FOLDER / f"{name}.svg").read_text("utf-8"))
    if found is None:
        raise ValueError(f"{name}.svg is not one <svg> element with a viewBox")
    return found["box"], found["shapes"]


@cache
def web_sprite() -> bytes:
    """Return all icons as one SVG file; a page shows one by ``<use href="…#NAME"/>``.

    One file for the whole site weighs less than the few icons of three pages inside them.
    """
    symbols = "".join(_web_symbol(name) for name in sorted(icon_names()))
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>\n'.encode()


def _web_symbol(name: str) -> str:
    box, shapes = icon_parts(name)
    shapes = shapes.replace("#111", "currentColor").replace("#fff", "var(--paper)")
    # 3.500 and 3.5 draw the same; the shorter one travels on every page.
    shapes = re.sub(r"(\.\d*?)0+(?!\d)", lambda m: m[1].rstrip("."), shapes)
    return f'<symbol id="{name}" viewBox="{box}">{shapes}</symbol>'
