"""Beside step 4: passages to review → a sheet to print, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from ...paths import TEMPLATES
from ...products.html import template_environment
from ...text.languages import find_language
from ...text.markup import web_html
from .one_file import font_css, known_picture, sprite
from .review import TranslatedPassage

_TEMPLATES = TEMPLATES / "translators"


def render_sheet(pairs: Sequence[TranslatedPassage], locale: str, today: date) -> bytes:
    """Write *pairs* as HTML to print on A4; each has the code by which it is signed."""
    language = find_language(locale)
    name = language.english if language else locale
    rows = [_row(pair, locale) for pair in pairs]
    page = (
        template_environment(_TEMPLATES)
        .get_template("review.html")
        .render(
            title=f"Review: English to {name}",
            locale=locale,
            direction=language.direction if language else "ltr",
            line_height=language.line_height.paper if language else 1.5,
            day=today.isoformat(),
            rows=rows,
            sprite=sprite(known_picture(pair.passage.picture) for pair in pairs),
            fonts=font_css(locale),
            commands=[
                f"advisory translations review {locale} --by HANDLE --sign CODE,CODE,…",
                f'advisory translations review {locale} --by HANDLE --wrong "CODE:what is wrong"',
            ],
        )
    )
    return page.encode()


def _row(pair: TranslatedPassage, locale: str) -> dict[str, object]:
    passage = pair.passage
    return {
        "source": passage.source,
        # Safe: web_html escapes.
        "words": Markup(web_html(pair.entry.msgstr, locale)),  # noqa: S704
        "note": " ".join(passage.notes),
        "doubts": [str(doubt) for doubt in pair.entry.doubts],
        "life_safety": passage.life_safety,
        "picture": known_picture(passage.picture),
        "code": pair.code,
    }
