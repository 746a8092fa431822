"""Step 4, leaflets: the languages on a paper → its style sheet, with fonts.

In: the languages with a sentence on the paper. Out: CSS whose addresses all begin with ``asset:``,
so that it is the same wherever this project lies.
"""

from __future__ import annotations

from ....paths import ASSETS
from ....text.fonts import FONTS_FOLDER, css_font_face, css_font_family
from ....text.languages import language_like

STYLES_FOLDER = ASSETS / "paper"


def leaflet_css(
    langs: tuple[str, ...], format_name: str = "trifold", *, look: str | None = None
) -> str:
    """Return the whole style sheet for texts in *langs*: what all share, then the format's own.

    The themes for black-and-white printers and print shops are classes of the document. With
    *look*, a file of assets/paper/, that alone.
    """
    faces = css_font_face(langs).replace(FONTS_FOLDER.as_uri(), "asset:fonts")
    shared = ["leaflet.css", *(["wordless.css"] if format_name.startswith("wordless-") else [])]
    names = [look] if look else [*shared, f"{format_name}.css", "themes.css"]
    files = [STYLES_FOLDER / name for name in names]
    rules = "".join(file.read_text("utf-8") for file in files if file.is_file())
    # In this order: a class of the look wins over a language, as both weigh the same.
    return faces + "".join(map(_language_css, langs)) + rules


def _language_css(lang: str) -> str:
    row = language_like(lang)
    if row is None:
        return ""
    heights = row.line_height
    # Bars and labels have one line or two, and need less space than a paragraph.
    head = min(heights.heading, heights.paper)
    # Words to show in a paper that is read from left to right: a full stop stands at their end.
    turned = "; direction: rtl" if row.direction == "rtl" else ""
    return (
        f":lang({lang}) {{ font-family: {css_font_family(lang)}; line-height: {heights.paper}; "
        f"--head: {head}; --optical: {row.optical_offset}em{turned} }}\n"
    )
