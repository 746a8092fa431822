"""Step 4, pages: names of languages → one small font for each, for menus.

A phone without Burmese letters shows boxes where a menu says "Burmese" in Burmese; the fonts of the
pages (``webfonts``) come only on pages in Burmese, behind that name. So each name has a font of its
own, with only the letters in it. A phone that has the letters fetches none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

from ...text.fonts import FAMILIES
from ...text.languages import Language
from ...text.subset import cut_to

_LATIN = "Noto Sans"
_PHONE = "system-ui, sans-serif"


def font_files(tags: Iterable[str], languages: Mapping[str, Language]) -> dict[str, bytes]:
    """Return the fonts for the names of *tags*, by path below the fonts folder."""
    return {_path(tag, data): data for tag, data in _fonts(tags, languages).items()}


def font_face_rules(tags: Iterable[str], languages: Mapping[str, Language]) -> str:
    """Return the @font-face rules for the names of *tags*."""
    return "".join(
        f'@font-face {{ font-family: "{_family(tag)}"; src: url("fonts/{_path(tag, data)}") '
        'format("truetype"); font-display: swap }\n'
        for tag, data in _fonts(tags, languages).items()
    )


def stack(language: Language) -> str:
    """Return the fonts that the name of *language* is set in."""
    return f'"{_family(language.tag)}", {_PHONE}' if needs_font(language) else _PHONE


def stack_of_phone(language: Language) -> str:
    """Return the rule for a phone that has the letters of *language*, as ``webfonts`` finds out."""
    tag = language.tag
    return f".fit-{tag} [lang|={tag}]{{--name:{_PHONE}}}" if needs_font(language) else ""


def needs_font(language: Language) -> bool:
    """Return whether a phone may lack the letters of its name, and we have them.

    Every phone has Latin letters, in which some names stand that we do not know otherwise.
    """
    family = language.fonts[0]
    return family in FAMILIES and family != _LATIN and not language.endonym.isascii()


def _fonts(tags: Iterable[str], languages: Mapping[str, Language]) -> dict[str, bytes]:
    chosen = [languages[tag] for tag in dict.fromkeys(tags) if tag in languages]
    return {
        language.tag: cut_to(FAMILIES[language.fonts[0]].path(400), language.endonym)
        for language in chosen
        if needs_font(language)
    }


def _path(tag: str, data: bytes) -> str:
    return f"names/{tag}.{sha256(data).hexdigest()[:8]}.ttf"


def _family(tag: str) -> str:
    return f"Name {tag}"
