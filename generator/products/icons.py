"""Step 4: names of icons → SVG markup in one colour.

In: names of files in ``assets/icons``. Out: SVG markup. The files say ``#111`` (WeasyPrint knows no
``currentColor``) and ``#fff`` for holes; on the web both become colours of the page.
"""

from __future__ import annotations

import re
from functools import cache

from ..load.svg import parse_picture
from ..paths import ASSETS
from ..system.ordinary_file import read_ordinary

ICONS_FOLDER = ASSETS / "icons"
NO_COLOUR = "#8c1518"
"""The colour of "do not"; it is used for nothing else."""

_USED = re.compile(r'<use href="#i-(?P<name>[a-z0-9-]+)"')


@cache
def icon_names() -> frozenset[str]:
    """Names that content may use as ``icon`` and ``picture``."""
    return frozenset(path.stem for path in ICONS_FOLDER.glob("*.svg"))


@cache
def icon_parts(name: str) -> tuple[str, str]:
    """Return the view box and the shapes of an icon, in the colours of the file.

    They are written anew: nothing else from the file gets into a page. Raises KeyError for a name
    that has no file, and ValueError for a file that the checks refuse.
    """
    if name not in icon_names():
        raise KeyError(f"no icon is called {name}; icons are the files of generator/assets/icons")
    picture, faults = parse_picture(read_ordinary(ICONS_FOLDER / f"{name}.svg"))
    if picture is None:
        line, column, _rule, message = faults[0]
        raise ValueError(f"{name}.svg:{line}:{column}: {message}")
    return picture.box, picture.shapes


def web_sprite(*parts: str) -> str:
    """Return the shapes of the icons that the *parts* of a page show; they stand once, at its end.

    In the page and not in a file of their own: pictures come with the words, and a slow network is
    asked once. They cost a page 1 to 3 KB.
    """
    names = sorted({name for part in parts for name in _USED.findall(part)})
    symbols = "".join(web_symbol(name) for name in names)
    return f'<svg class="sprite" aria-hidden="true">{symbols}</svg>' if symbols else ""


@cache
def web_symbol(name: str) -> str:
    """Return an icon for the foot of a page, which shows it by ``<use href="#i-NAME"/>``.

    Raises KeyError for a name that has no file.
    """
    box, shapes = icon_parts(name)
    # The stylesheet fills an icon with the colour of the text around it; so only lines say it.
    shapes = shapes.replace(' fill="#111"', "").replace("#111", "currentColor")
    shapes = shapes.replace("#fff", "var(--paper)")
    return f'<symbol id="i-{name}" viewBox="{box}">{shapes}</symbol>'
