"""Beside the steps: language tags → bundled font files and their CSS.

In: language tags. Out: paths and CSS. Static fonts in weights 400 and 700, cut to their script by
``tools/build_fonts.py``, more by ``tools/add_font.py``; Latin letters and 0-9 are those of Noto
Sans in every language. Japanese and Korean are bundled for paper alone: phones have those letters,
and the files weigh too much.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..paths import ASSETS
from ..system.ordinary_file import read_ordinary
from ..system.whole_file import write_whole
from .languages import language_like

if TYPE_CHECKING:
    from collections.abc import Iterable

FONTS_FOLDER = ASSETS / "fonts"
WEIGHTS = {400: "Regular", 700: "Bold"}
_COMMON = "U+200B-200D, U+25CC"


@dataclass(frozen=True)
class FontFamily:
    """A bundled family: CSS name, letters of its files, how long a page may wait for it."""

    name: str
    unicode_range: str | None
    """None: for paper alone, never sent to a page."""
    display: Literal["swap", "optional"]
    """Neither ever hides text. ``swap`` comes whenever it arrives: a phone may have no letters, or
    Zawgyi ones. ``optional`` keeps the phone's own good letters if ours are late, so that nothing
    moves under a finger."""

    def file_name(self, weight: int, ending: Literal["ttf", "woff2"]) -> str:
        """Return the path below the fonts folder, ``/``-separated."""
        folder = self.name.lower().replace(" ", "-")
        return f"{folder}/{self.name.replace(' ', '')}-{weight}.{ending}"

    def path(self, weight: int, ending: Literal["ttf", "woff2"] = "ttf") -> Path:
        """Return the path of the file."""
        return FONTS_FOLDER / self.file_name(weight, ending)


# The ranges are those of the files; a test compares them. A script's family contains the space, or
# browsers would take the height of the line from the next family in the stack.
_LATIN = (
    "U+20-7E, U+A0-17F, U+181, U+218-21B, U+253, U+2BB-2BC, U+2C6-2C7, U+2D9-2DA, U+2DC, "
    "U+300-304, U+306-30C, U+323-328, U+331, U+1E8C-1E8D, U+2000-2027, U+202A-2033, U+2039-203A, "
    "U+2044, U+2060, U+2066-2069, U+2070, U+2074, U+2080-2089, U+20AC, U+2116, U+2122, "
    "U+2190-2193, U+2212, U+2248, U+2260, U+2264-2265, U+25CC, U+A78B-A78C"
)
_ROWS: tuple[tuple[str, Literal["swap", "optional"], str | None], ...] = (
    ("Noto Sans", "optional", _LATIN),
    (
        "Noto Sans Myanmar",
        "swap",
        f"U+20, U+A0, U+1000-109F, {_COMMON}, U+A9E0-A9FE, U+AA60-AA7F",
    ),
    ("Noto Sans Thai", "swap", f"U+20, U+A0, U+E01-E3A, U+E3F-E5B, {_COMMON}"),
    ("Noto Sans Lao", "swap", f"U+20, U+A0, U+E80-EFF, {_COMMON}"),
    ("Noto Sans Khmer", "swap", f"U+20, U+A0, U+1780-17FF, U+19E0-19FF, {_COMMON}"),
    ("Noto Sans JP", "optional", None),
    ("Noto Sans KR", "optional", None),
)
ADDED = FONTS_FOLDER / "added.json"
"""What ``tools/add_font.py`` added: there is no such file before."""


def _added() -> dict[str, FontFamily]:
    rows = json.loads(read_ordinary(ADDED)) if ADDED.is_file() else []
    return {row["name"]: FontFamily(row["name"], row["unicode_range"], "swap") for row in rows}


FAMILIES = {name: FontFamily(name, ranges, display) for name, display, ranges in _ROWS} | _added()
_DEFAULT_STACK = ("Noto Sans", "Roboto")
_GENERIC = ("system-ui", "sans-serif")


def family_names(lang: str) -> tuple[str, ...]:
    """Return the families for *lang*, best first, bundled or not; its own script sets the line."""
    language = language_like(lang)
    return language.fonts if language else _DEFAULT_STACK


def bundled_families(langs: Iterable[str]) -> tuple[FontFamily, ...]:
    """Return the bundled families that texts in *langs* need, each once."""
    names = dict.fromkeys(name for lang in langs for name in family_names(lang))
    return tuple(FAMILIES[name] for name in names if name in FAMILIES)


def web_families(langs: Iterable[str]) -> tuple[FontFamily, ...]:
    """Return those of them that pages may load."""
    return tuple(family for family in bundled_families(langs) if family.unicode_range)


def has_own_font(lang: str) -> bool:
    """Return whether the script of *lang* is bundled; Arabic is not, before somebody adds it."""
    return family_names(lang)[0] in FAMILIES


def font_files(lang: str) -> tuple[Path, ...]:
    """Return the TTF files for *lang*, families in the order of the stack, 400 before 700."""
    return tuple(f.path(weight) for f in bundled_families([lang]) for weight in WEIGHTS)


def css_font_family(lang: str) -> str:
    """Return the value of ``font-family`` for *lang*."""
    quoted = [f'"{name}"' if " " in name else name for name in family_names(lang)]
    return ", ".join([*quoted, *_GENERIC])


def css_font_face(langs: Iterable[str], *, base_url: str | None = None) -> str:
    """Return the @font-face rules for texts in *langs*.

    Without *base_url*, for paper: the TTF files by file URI. With it, for the web: WOFF2 below
    that URL (``../../fonts/``), after the phone's own font of that name where every language of
    *langs* allows it, so that many phones download nothing; a browser fetches a file only when
    the page has a letter of its ``unicode-range``. Name only the languages that have sentences on
    the page: each other script in a menu of languages would cost a download.
    """
    langs = list(langs)
    rules = []
    for family in bundled_families(langs) if base_url is None else web_families(langs):
        for weight in WEIGHTS:
            lines = [f'font-family: "{family.name}"', f"font-weight: {weight}"]
            if base_url is None:
                lines.append(f'src: url("{family.path(weight).as_uri()}") format("truetype")')
            else:
                sources = _local_sources(family, weight, langs)
                file_name = family.file_name(weight, "woff2")
                sources.append(f'url("{base_url.rstrip("/")}/{file_name}") format("woff2")')
                lines.append(f"src: {', '.join(sources)}")
                lines.append(f"font-display: {family.display}")
                lines.append(f"unicode-range: {family.unicode_range}")
            rules.append("@font-face { " + "; ".join(lines) + " }\n")
    return "".join(rules)


def _local_sources(family: FontFamily, weight: int, langs: list[str]) -> list[str]:
    for lang in langs:
        language = language_like(lang)
        is_first = language is not None and language.fonts[0] == family.name
        if is_first and language is not None and not language.local_font:
            return []
    full_name = f"{family.name} {WEIGHTS[weight]}"
    postscript = f"{family.name.replace(' ', '')}-{WEIGHTS[weight]}"
    names = [family.name, full_name, postscript] if weight == 400 else [full_name, postscript]
    return [f'local("{name}")' for name in names]


def write_fontconfig(folder: Path) -> Path:
    """Write a fontconfig file into *folder* that knows no font at all, and return its path.

    With FONTCONFIG_FILE set to it before WeasyPrint is imported, only @font-face fonts are used:
    the same PDF on every machine, and a letter that no bundled font has is logged, not borrowed.
    """
    path = folder / "fonts.conf"
    text = (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        f"  <cachedir>{_xml(str(folder / 'cache'))}</cachedir>\n</fontconfig>\n"
    )
    write_whole(path, text.encode(), below=folder)
    return path


def _xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
