"""Beside step 4: names of pictures → small PNG files, for programs that show no SVG.

In: names of pictures, each with or without the slash of "do not". Out: PNG files, as on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from markupsafe import Markup

from ...products.cards import drawn
from .one_file import known_picture

SIDE_PX: Final = 96
"""Sharp in a cell of 64 points on a phone, and 1 to 3 KB."""
_PAGE = Markup('<div><img src="asset:icon/{}.111111{}.svg" alt="picture"></div>')
_STYLE = (
    f"@page {{ size: {SIDE_PX}px; margin: 0; background: #fff }} "
    f"img {{ display: block; width: {SIDE_PX}px; height: {SIDE_PX}px }} div {{ break-after: page }}"
)

Named = tuple[str, bool]
"""Name of a picture, and whether it is under the slash."""


def png_pictures(wanted: Iterable[Named]) -> Mapping[Named, bytes]:
    """Draw the pictures of *wanted* that there are, each once."""
    names = sorted({one for one in wanted if known_picture(one[0])})
    if not names:
        return {}
    # WeasyPrint takes a third of a second to import: only who draws waits for it.
    from ...products.paper.pdf.engine import Press  # noqa: PLC0415

    pages = Markup("").join(_PAGE.format(name, ".dont" if dont else "") for name, dont in names)
    html = f'<html lang="en"><title>Pictures</title><body style="margin:0">{pages}</body></html>'
    made = drawn(
        Press(_STYLE, {}).lay_out(html, "en").write(), [str(at) for at in range(len(names))]
    )
    return {name: made[str(at)] for at, name in enumerate(names)}
