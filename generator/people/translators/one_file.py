"""Beside step 4: pictures and a language → what a file that is passed on must contain.

A phone in Myanmar may show Unicode by a Zawgyi font, and a laptop elsewhere may have no Burmese
letters at all: translators and reviewers must see the right ones.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from functools import cache

from markupsafe import Markup

from ...products.icons import icon_names, icon_parts
from ...text.fonts import css_font_family, web_families

_LATIN = "Noto Sans"


@cache
def font_css(locale: str) -> Markup:
    """Return the @font-face rules of *locale* with the fonts in them, and a rule for its texts.

    Latin letters come from the device.
    """
    rules = []
    for family in web_families([locale]):
        if family.name != _LATIN:
            data = b64encode(family.path(400, "woff2").read_bytes()).decode()
            rules.append(
                f'@font-face{{font-family:"{family.name}";font-weight:400;'
                f'src:url("data:font/woff2;base64,{data}") format("woff2");'
                f"unicode-range:{family.unicode_range}}}"
            )
    rules.append(f'[lang="{locale}"]{{font-family:{css_font_family(locale)}}}')
    # Safe: names and files of our own.
    return Markup("\n".join(rules))  # noqa: S704


def known_picture(name: str | None) -> str | None:
    """Return *name* if there is such a picture."""
    return name if name in icon_names() else None


def sprite(names: Iterable[str | None]) -> Markup:
    """Return the pictures of a file, to be shown by ``<use href="#p-NAME"/>``."""
    symbols = []
    for name in sorted({name for name in names if name}):
        box, shapes = icon_parts(name)
        shapes = shapes.replace("#111", "currentColor")
        symbols.append(f'<symbol id="p-{name}" viewBox="{box}">{shapes}</symbol>')
    # Safe: our own icons.
    head = '<svg width="0" height="0" style="position:absolute" aria-hidden="true">'
    return Markup(f"{head}{''.join(symbols)}</svg>")  # noqa: S704
