"""Add the font for one more script: fetch it, cut it, write down where it comes from.

In: a script or a language (``Beng``, ``Bengali``, ``bn``). Out: below generator/assets/fonts a family as
``tools/build_fonts.py`` makes them, its licence, its row in ``added.json`` and in the README; in
locales/languages.yaml the rows of the script and of the language, where they were missing.

Run ``make fonts SCRIPT=Bengali``. The sums of the fonts of ``KNOWN`` are pinned here; another one is taken from a
file that somebody fetched by hand (``FILE=``), with its licence ``OFL.txt`` beside it.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import math
import re
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import build_fonts
import yaml
from babel import Locale, UnknownLocaleError
from babel.core import get_global
from build_fonts import COMMON, FONTS, LATIN, Family, Source
from fontTools import unicodedata
from fontTools.ttLib import TTFont, TTLibError

from generator.localise.interface import LABELS
from generator.paths import LANGUAGES_FILE
from generator.system.whole_file import write_whole
from generator.text.languages import load_languages, locale_tag

_SOUTH_ASIA = ("justmytype-intl-south-asia", "justmytype_intl_south_asia")
_RTL = ("justmytype-intl-rtl", "justmytype_intl_rtl")
_AFRICA = ("justmytype-intl-africa", "justmytype_intl_africa")
# Package, name of the font, sum of the variable font. From where the fonts of build_fonts.py come.
KNOWN = {
    "Arab": (_RTL, "Arabic", "63111b5b2e074dd48cc67692e0a2726d86ee94c1c37fe8598257b7b4e87e869e"),
    "Beng": (
        _SOUTH_ASIA, "Bengali", "dcd42978094e584a849c84a51450eeac40c8826057d566ea6d4b9627a403a05a",
    ),
    "Deva": (
        _SOUTH_ASIA, "Devanagari", "9ce7b04f60e363d8870e5997744cf85cf69d38a4d7d129d364d92a3b14b461d7",
    ),
    "Ethi": (_AFRICA, "Ethiopic", "0dbccc00b22d180ebd6a4bd8a733918a29e709fa6798023adc3e6cd40da65077"),
    "Hebr": (_RTL, "Hebrew", "7ef36a2c3593758cdb622e1bdef4f84523e92fbc3ccc667438dd80ff54c2de88"),
    "Taml": (
        _SOUTH_ASIA, "Tamil", "aa3a9b321f4b0bb2c40203ffbde9af89713227866e0e13f76e5b9eeea727cf88",
    ),
    "Telu": (
        _SOUTH_ASIA, "Telugu", "e618af7bf999df192ed4f388eba2e563f2b5015034e9cbb317b5bd793bd7334d",
    ),
}  # fmt: skip
_GAP = 0x100
"""So far apart lie the blocks of a script."""
_EXAMPLE = 'Write for example "Beng", "Bengali" or "bn".'


class CannotAddError(Exception):
    """Why there is no font now, in plain words, and what to do."""


@dataclass(frozen=True)
class Asked:
    """What somebody wrote: a script, and a language when it was one."""

    script: str
    tag: str | None = None

    @property
    def english(self) -> str:
        """Return the name of the script."""
        return str(unicodedata.script_name(self.script)).replace("_", " ")


def find_script(asked: str, languages: Path = LANGUAGES_FILE) -> Asked:
    """Return the script that *asked* names, by its code, its name or a language. Raises CannotAddError."""
    if code := unicodedata.script_code(asked, default=None):
        return Asked(code)
    if len(asked) == 4 and unicodedata.script_name(asked.title(), default=None):
        return Asked(asked.title())
    rows, tag = load_languages(languages), locale_tag(asked)
    if tag in rows:
        return Asked(rows[tag].script, tag)
    likely = get_global("likely_subtags").get(tag)
    if likely and len(tag) <= 3:
        return Asked(str(likely).split("_")[1], tag)
    raise CannotAddError(f'"{asked}" is no script and no language that is known here. {_EXAMPLE}')


def known_source(script: str) -> Source:
    """Return where the font of *script* is fetched. Raises CannotAddError when that is not known."""
    if script not in KNOWN:
        name = Asked(script).english
        raise CannotAddError(
            f"Where to fetch a font for {name} ({script}) is not known here. Fetch the variable font of Noto Sans "
            f"{name} by hand, with its OFL.txt, into one folder, and run: make fonts SCRIPT={script} FILE=the-font.ttf"
        )
    (package, folder), name, sha256 = KNOWN[script]
    member = f"{folder}/fonts/ofl/notosans{name.lower()}/NotoSans{name}[wdth,wght].ttf"
    return Source(package, "0.1.0", member, sha256)


def family_of(script: str, source: Source, packages: Path) -> Family:
    """Return what is cut out of the font of *source*: its letters of *script*, and no Latin ones."""
    try:
        data = build_fonts.read(source, source.member, packages)
        font = TTFont(io.BytesIO(data))
        axes = {axis.axisTag for axis in font["fvar"].axes}
    except (OSError, KeyError, TTLibError) as error:
        raise CannotAddError(f"{source.member} is not a variable font that can be read.") from error
    if "wght" not in axes:
        raise CannotAddError(
            f"{source.member} has no weights, so there is no bold to cut out of it."
        )
    own = [code for code in font.getBestCmap() if _is_of(script, code)]
    # A danda is of many scripts, and makes no font one of theirs.
    if not any(unicodedata.script(chr(code)) == script for code in own):
        raise CannotAddError(f"{source.member} has no letter of {Asked(script).english}.")
    held = set(font.getBestCmap())
    name = str(font["name"].getDebugName(16) or font["name"].getDebugName(1))
    return Family(name, source, tuple(sorted({*own, *COMMON} & held)))


def _is_of(script: str, code: int) -> bool:
    # Forms for old programs are drawn from the letters themselves.
    old = 0xFB50 <= code <= 0xFDFF or 0xFE70 <= code <= 0xFEFF
    return not old and code not in LATIN and script in unicodedata.script_extension(chr(code))


def unicode_range(codes: tuple[int, ...]) -> str:
    """Return sorted *codes* as CSS says them.

    >>> unicode_range((32, 160, 161))
    'U+20, U+A0-A1'
    """
    spans: list[list[int]] = []
    for code in codes:
        if spans and spans[-1][1] == code - 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return ", ".join(
        f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in spans
    )


def add(asked: Asked, source: Source, packages: Path, fonts: Path = FONTS) -> dict[str, bytes]:
    """Return the files of the fonts folder that are new or other than before, by path below *fonts*."""
    family = family_of(asked.script, source, packages)
    try:
        files = build_fonts.whole(family, packages)
    except OSError as error:
        raise CannotAddError(
            f'No licence was found: put the "OFL.txt" that came with it beside {source.member}.'
        ) from error
    more = tuple(one for one in build_fonts.added(fonts) if one.name != family.name)
    more = (*more, family)
    rows = [
        {"name": f.name, "unicode_range": unicode_range(f.codes), "source": asdict(f.source)}
        for f in more
    ]
    files[build_fonts.ADDED] = (json.dumps(rows, indent=1) + "\n").encode()
    there = {
        path.relative_to(fonts).as_posix(): path.read_bytes()
        for path in fonts.glob("*/*")
        if path.suffix in {".ttf", ".woff2"}
    }
    shown = there | {name: data for name, data in files.items() if name.endswith(("ttf", "woff2"))}
    return files | {"README.md": build_fonts.readme(shown, more)}


# --- the table of languages -----------------------------------------------------------------------------


def with_rows(table: str, asked: Asked, family: str, ttf: bytes) -> str:
    """Return the table of languages with a row for the script and one for the language, where they were missing."""
    known: dict[str, Any] = yaml.load(table, Loader=yaml.BaseLoader)  # noqa: S506 - makes text alone
    if asked.script not in known["scripts"]:
        row = _script_row(asked.script, family, TTFont(io.BytesIO(ttf)))
        table = table.replace("\nlanguages:\n", f"{row}\nlanguages:\n", 1)
    if asked.tag and asked.tag not in known["languages"] and (row := _language_row(asked)):
        table = f"{table.rstrip()}\n{row}"
    return table


def _script_row(script: str, family: str, font: TTFont) -> str:
    # What is stacked is seldom as high as the highest and as low as the lowest letter together.
    ink = (font["head"].yMax - font["head"].yMin) / font["head"].unitsPerEm - 0.1
    paper = max(1.45, math.ceil(ink * 20) / 20)
    letters = sorted(code for code in font.getBestCmap() if unicodedata.script(chr(code)) == script)
    # The first block of them: others lie behind those of other scripts.
    last = next((a for a, b in pairwise([*letters, math.inf]) if b - a > _GAP))
    direction = unicodedata.script_horizontal_direction(script).lower()
    return (
        f"  {script}: # made by tools/add_font.py; line_height is a guess from the font: look at a paper\n"
        f"    direction: {direction}\n"
        '    comma: ", "\n    quotes: ["“", "”"]\n'
        f"    line_height: {{body: {paper + 0.1:.2f}, heading: {max(1.4, paper - 0.05):.2f}, paper: {paper:.2f}}}\n"
        f"    fonts: [{family}, Noto Sans, Roboto]\n"
        f'    letters: "\\u{letters[0]:04x}-\\u{last:04x}"\n'
    )


def _language_row(asked: Asked) -> str:
    try:
        locale = Locale.parse(asked.tag)
    except (UnknownLocaleError, ValueError):
        return ""
    _context, english = LABELS["language"].get(str(asked.tag), ("", locale.english_name))
    row = f"  {asked.tag}: # made by tools/add_font.py out of CLDR\n    english: {english}\n"
    row += f"    endonym: {locale.get_display_name()}\n    script: {asked.script}\n"
    months = [str(locale.months["format"]["wide"][number]) for number in range(1, 13)]
    pattern = locale.date_formats["long"].pattern
    parts = re.split("(d+|M+|y+)", pattern)
    fields = {"d": "{day}", "MMMM": "{month}", "y": "{year}"}
    # Others write a word among them, or an era: then dates stay 2026-11-25 until somebody says how.
    if {part for part in parts if part.isalpha()} == {*fields} and all(m.strip() for m in months):
        date = "".join(fields.get(part, part) for part in parts)
        row += f'    dates:\n      date: "{date}"\n      month_year: "{{month}} {{year}}"\n'
        row += f"      months: [{', '.join(months)}]\n"
    return row


# --- the command ------------------------------------------------------------------------------------------


def run(words: str, file: Path | None, packages: Path, fonts: Path, languages: Path) -> list[str]:
    """Add the font for *words*; return what to tell. Raises CannotAddError before anything is written."""
    asked = find_script(words, languages)
    table = languages.read_text("utf-8")
    scripts = yaml.load(table, Loader=yaml.BaseLoader)["scripts"]  # noqa: S506 - makes text alone
    names = scripts.get(asked.script, {}).get("fonts", [""])
    here = {one.name for one in (*build_fonts.FAMILIES, *build_fonts.added(fonts))}
    if names[0] in here and file is None:
        family, files = names[0], {}
        told = [f"The font for {asked.english} is here already: {family}."]
    else:
        source = _by_hand(file) if file else known_source(asked.script)
        files = add(asked, source, file.parent if file else packages, fonts)
        family = json.loads(files[build_fonts.ADDED])[-1]["name"]
        size = sum(len(data) for name, data in files.items() if name.endswith(".woff2")) // 1024
        told = [f"{family} is added, with its licence: {size} KB for the two weights on a page."]
        if file:
            told.append(
                f"Its sum is {source.sha256}: compare it with that of somebody else's copy."
            )
    ttf = next((data for name, data in files.items() if name.endswith(".ttf")), b"")
    changed = with_rows(table, asked, family, ttf)
    for name, data in files.items():
        write_whole(fonts / name, data, below=fonts)
    if changed != table:
        write_whole(languages, changed.encode(), below=languages.parent)
        told.append(
            f"{languages.name} has new rows: let somebody who reads the language look at them."
        )
    row = load_languages(languages).get(asked.tag or "")
    if asked.tag and row is None:
        told.append(
            f'The language "{asked.tag}" needs a row in languages.yaml: see add-a-locale.md.'
        )
    if unicodedata.script_horizontal_direction(asked.script) == "RTL":
        told.append(
            "Papers *in* it are not made yet, as they are read from right to left; words to show are."
        )
    return told


def _by_hand(file: Path) -> Source:
    try:
        return Source("", "", file.name, hashlib.sha256(file.read_bytes()).hexdigest())
    except OSError as error:
        raise CannotAddError(f"{file} cannot be read ({error.strerror}).") from error


def main() -> int:
    """Add a font, or say in plain words why not."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("script", nargs="?", default="", help="script or language")
    parser.add_argument("--file", type=Path, help="variable font that was fetched by hand")
    parser.add_argument("--packages", type=Path, help="folder with the wheels")
    arguments = parser.parse_args()
    if not arguments.script:
        print(f"Which script? {_EXAMPLE}", file=sys.stderr)
        return 2
    try:
        with tempfile.TemporaryDirectory() as scratch:
            packages = arguments.packages or Path(scratch)
            told = run(arguments.script, arguments.file, packages, FONTS, LANGUAGES_FILE)
    except CannotAddError as error:
        print(error, file=sys.stderr)
        return 2
    except subprocess.CalledProcessError:
        print("The font could not be fetched. Is there a network?", file=sys.stderr)
        return 1
    print("\n".join(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
