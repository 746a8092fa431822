"""Step 4, courses: the languages and letters of a page → its stylesheet, with fonts inside.

Inside, since a page from a disk may load no font file in Firefox, and not all learning platforms
know what a font is. Latin, Japanese and Korean letters are those of the machine.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from pathlib import Path

from ...text.fonts import css_font_family
from ...text.languages import Language, find_language
from ..pages import webfonts
from ..pages.assets import for_old_phones

_LANG = re.compile(r'\blang="([A-Za-z0-9-]+)"')
_FACE = re.compile(r"@font-face [^}]+\}")
_FONT = re.compile(r'url\("fonts/([^"]+)"\)')
_RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")


def stylesheet(common: Path, locale: str, html: str) -> str:
    """Return the rules of the file *common*, with fonts and line heights for *html*."""
    tags = dict.fromkeys([locale, *sorted(set(_LANG.findall(html)))])
    languages = [language for tag in tags if (language := find_language(tag))]
    chain = [language.tag for language in languages]
    faces = "".join(_faces(chain, set(html)))
    rules = "".join(_rule(language, chain) for language in languages)
    return for_old_phones(common.read_text("utf-8")) + for_old_phones(faces) + rules


def _faces(chain: list[str], letters: set[str]) -> Iterator[str]:
    """Yield the @font-face rules that have a letter to show."""
    for rule in _FACE.findall(webfonts.font_face_rules(chain)):
        font = _FONT.search(rule)
        if font and any(_has(rule, letter) for letter in letters):
            data = base64.b64encode(webfonts.font_data(font[1])).decode()
            source = f'src: url("data:font/woff2;base64,{data}") format("woff2")'
            yield re.sub(r"src: [^;]+", source, rule)


def _has(rule: str, letter: str) -> bool:
    """Return whether a font-face is for *letter*; signs that all fonts have say nothing."""
    ranges = _RANGE.findall(rule.partition("unicode-range:")[2])
    return letter.isalpha() and any(
        int(first, 16) <= ord(letter) <= int(last or first, 16) for first, last in ranges
    )


def _rule(language: Language, chain: list[str]) -> str:
    own = css_font_family(language.tag)
    stack, _fit = webfonts.own_font_rules(chain, own, language)
    height = f"{language.line_height.body:g}"
    return f"[lang|={language.tag}]{{font-family:{stack};line-height:{height}}}"
