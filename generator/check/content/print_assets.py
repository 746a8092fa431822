"""Step 2: pictures, letters and addresses → problems that would spoil a paper.

Step 2, rules ``broken-picture``, ``unsafe-picture``, ``missing-glyph``, ``no-letters`` and
``qr-target``. How a picture is read: ``load/svg.py``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from ...load import Content
from ...load.svg import PictureFault, parse_picture
from ...model import Country, Partners, Site, Value, limits
from ...problems import Problem, shown_path
from ...system.at_hand import at_hand
from ...system.ordinary_file import read_ordinary
from ...text.fonts import has_own_font
from ...text.languages import find_language
from ...text.plain import PLACEHOLDER
from ...text.shaping import printable_codes
from ..every import check
from ..walk import Options, places, texts

# --- pictures ---------------------------------------------------------------------------------

_MAGIC = {b"\x89PNG": "a PNG", b"\xff\xd8\xff": "a JPEG", b"GIF8": "a GIF", b"RIFF": "a WebP"}

_REMEDIES: dict[str, str] = {
    "broken-picture": "Draw it in one colour (#111, holes #fff) and save it as plain SVG.",
    "unsafe-picture": "Remove it: a picture may contain only shapes.",
}


@check
def check_pictures(_content: Content, options: Options) -> Iterator[Problem]:
    """Each file of a picture is an SVG that only draws."""
    if options.pictures is None or not options.pictures.is_dir():
        return
    for path in sorted(options.pictures.iterdir()):
        if path.is_dir() or path.suffix == ".md" or path.name.startswith("."):
            continue
        shown = shown_path(path, Path.cwd())
        with at_hand(shown):
            faults = _faults_of(path)
        for line, column, rule, message in faults:
            yield Problem(shown, line, column, "error", rule, "", message, _REMEDIES[rule])


def _faults_of(path: Path) -> list[PictureFault]:
    try:
        data = read_ordinary(path, most=limits.PICTURE.most + 1)
    except OSError as error:
        return [(1, 1, "broken-picture", f"the file cannot be read ({error.strerror})")]
    if len(data) > limits.PICTURE.most:
        most = f"{limits.PICTURE.most // 1000} KB"
        return [
            (1, 1, "broken-picture", f"the picture is larger than {most}, too large for a page")
        ]
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            reason = "it cannot be printed in black, shown in the dark or crossed out"
            return [(1, 1, "broken-picture", f"the file is {what}, not an SVG; {reason}")]
    if path.suffix != ".svg":
        return [(1, 1, "broken-picture", "the file is not an SVG")]
    return parse_picture(data)[1]


# --- letters and addresses --------------------------------------------------------------------


@check
def check_glyphs(content: Content, _options: Options) -> Iterator[Problem]:
    """Each letter of a text for readers is in the fonts that papers are printed with."""
    source = content.site.source_locale if any(content.of_kind(Site)) else "en"
    for place, text in texts(content):
        for message, remedy in glyph_faults(text.text, source):
            yield place.file.problem(text.path, "missing-glyph", message, remedy)
    for place in places(content):
        model = place.visit.model
        if isinstance(model, Value) and model.text:
            for message, remedy in glyph_faults(model.text, model.lang or source):
                yield place.problem(("text",), "missing-glyph", message, remedy)
    for file, site in content.of_kind(Site):
        for key in ("publisher", "feedback"):
            for message, remedy in glyph_faults(getattr(site, key) or "", source):
                yield file.problem((key,), "missing-glyph", message, remedy)
    for file, partners in content.of_kind(Partners):
        for key, partner in partners.partners.items():
            # In its own letters where we have a font for them; without one the paper would fail.
            lang = partner.lang if has_own_font(partner.lang) else source
            for message, remedy in glyph_faults(partner.name, lang):
                yield file.problem(("partners", key, "name"), "missing-glyph", message, remedy)


def glyph_faults(text: str, lang: str) -> Iterator[tuple[str, str]]:
    """Yield message and remedy when the bundled fonts of *lang* lack a letter of *text*.

    Nothing is said of a language whose script is not bundled: no paper is printed in it.
    """
    if text.isascii() or not has_own_font(lang):
        return
    codes = printable_codes(lang)
    for letter in dict.fromkeys(PLACEHOLDER.sub("", text)):
        if ord(letter) in codes or letter.isspace() or unicodedata.category(letter) == "Cf":
            continue
        name = unicodedata.name(letter, "a letter without a name").lower()
        yield (
            (
                f'the fonts for papers in "{lang}" do not contain "{letter}" '
                f"(U+{ord(letter):04X}, {name})"
            ),
            'Use other letters, or write a name in another script as a value with its "lang".',
        )


@check
def check_letters(content: Content, _options: Options) -> Iterator[Problem]:
    """Papers show sentences and labels in the language of the host country: we have its letters."""
    for file, country in content.of_kind(Country):
        row = find_language(country.language)
        if row is not None and not has_own_font(country.language):
            yield file.problem(
                (*file.context, "language"),
                "no-letters",
                f'there is no font here for "{country.language}" ({row.english}), so papers leave '
                "out the sentences to show and the labels in it, and the board of sentences is "
                "not made",
                "To add a font, follow docs/how-to/add-a-font.md.",
                level="warning",
            )


@check
def check_address(content: Content, _options: Options) -> Iterator[Problem]:
    """The address in QR codes and beside them is ASCII: phones misread other letters."""
    for file, site in content.of_kind(Site):
        for key in ("site_url", "short_url"):
            address = getattr(site, key) or ""
            if not address.isascii():
                yield file.problem(
                    (key,),
                    "qr-target",
                    f'the address "{address}" is not ASCII, so phones misread it in a QR code',
                    'Write the name of the site in its ASCII form, which starts with "xn--".',
                )
