"""What would spoil a paper: pictures that are broken or do more than draw, letters without a font.

Step 2, rules ``broken-picture``, ``unsafe-picture``, ``missing-glyph`` and ``qr-target``. A picture is
read as hostile: by an XML parser that stops at the first declaration of a document type, so that
no entity is ever expanded and nothing is fetched.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from ..load import Content
from ..model import Partners, Site, Value
from ..problems import Problem, Rule, shown_path
from ..script.fonts import has_own_font
from ..script.text import PLACEHOLDER
from .scope import Options, places, texts

# --- pictures ---------------------------------------------------------------------------------

_SVG = "http://www.w3.org/2000/svg"
_DRAWS = frozenset(
    {"svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "title"}
    | {"desc", "defs", "use", "clipPath", "mask", "linearGradient", "radialGradient", "stop"}
)
"""All that a drawing in one colour needs. What is not here may load, run or move something."""
_BOX = re.compile(r"\s*(-?[\d.]+[\s,]+){2}\d[\d.]*[\s,]+\d[\d.]*\s*")
_ELSEWHERE = re.compile(
    r"url\(\s*['\"]?(?!#)|@import|expression\(|javascript:|data:", re.IGNORECASE
)
_MOST_BYTES = 100_000
_MAGIC = {b"\x89PNG": "a PNG", b"\xff\xd8\xff": "a JPEG", b"GIF8": "a GIF", b"RIFF": "a WebP"}

Found = tuple[int, int, Rule, str]
"""Line, column, rule, message."""
_REMEDIES: dict[str, str] = {
    "broken-picture": "Draw it as SVG in one colour (#111, holes #fff), and save it as plain SVG.",
    "unsafe-picture": "Take it out: a picture holds shapes and nothing else.",
}


def check_pictures(_content: Content, options: Options) -> Iterator[Problem]:
    """Each file of a picture is an SVG that only draws."""
    if options.pictures is None or not options.pictures.is_dir():
        return
    for path in sorted(options.pictures.iterdir()):
        if path.is_dir() or path.suffix == ".md" or path.name.startswith("."):
            continue
        shown = shown_path(path, Path.cwd())
        for line, column, rule, message in _faults_of(path):
            yield Problem(shown, line, column, "error", rule, "", message, _REMEDIES[rule])


def _faults_of(path: Path) -> list[Found]:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        return [(1, 1, "broken-picture", f"the file cannot be read ({error.strerror})")]
    if len(data) > _MOST_BYTES:
        most = f"{_MOST_BYTES // 1000} KB"
        return [(1, 1, "broken-picture", f"it is larger than {most}; each page carries it")]
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            reason = "it cannot be printed in black, shown in the dark, or crossed by a slash"
            return [(1, 1, "broken-picture", f"it is {what}, whatever its name says: {reason}")]
    if path.suffix != ".svg":
        return [(1, 1, "broken-picture", "it is no SVG")]
    return picture_faults(data)


def picture_faults(data: bytes) -> list[Found]:
    """Return what is wrong with the SVG *data*, in its order; nothing is expanded or fetched."""
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)  # noqa: FBT003  (the library's own signature)
    except _StopError:
        pass
    except expat.ExpatError as error:
        message = f"it is not well-formed XML ({expat.ErrorString(error.code)})"
        reader.found.append((error.lineno, error.offset + 1, "broken-picture", message))
    except (ValueError, LookupError) as error:
        reader.found.append((1, 1, "broken-picture", f"its letters cannot be read ({error})"))
    return reader.found


class _StopError(Exception):
    """Nothing after this place is read."""


class _Reader:
    """Reads an SVG and notes what does not belong into a picture."""

    def __init__(self) -> None:
        self.found: list[Found] = []
        self._depth = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._element
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.ProcessingInstructionHandler = self._instruction

    def _note(self, rule: Rule, message: str) -> None:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        self.found.append((line, column, rule, message))

    def _doctype(self, *_words: object) -> None:
        self._note("unsafe-picture", "it declares a document type, where entities hide")
        raise _StopError

    def _instruction(self, target: str, _data: str) -> None:
        self._note("unsafe-picture", f'the instruction "{target}" may load something')

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        if self._depth == 0:
            self._root(space, tag, attributes)
        elif space != _SVG or tag not in _DRAWS:
            self._note("unsafe-picture", f"<{tag}> does more than draw")
        self._depth += 1
        for key, value in attributes.items():
            plain = key.rpartition(" ")[2]
            if plain.lower().startswith("on"):
                self._note("unsafe-picture", f'"{plain}" runs a script')
            elif (plain == "href" and not value.startswith("#")) or _ELSEWHERE.search(value):
                self._note("unsafe-picture", f'"{plain}" leads out of the file ({value[:40]})')

    def _end(self, _name: str) -> None:
        self._depth -= 1

    def _root(self, space: str, tag: str, attributes: dict[str, str]) -> None:
        if (space, tag) != (_SVG, "svg"):
            self._note("broken-picture", f"it begins with <{tag}> and is no SVG")
            raise _StopError
        if not _BOX.fullmatch(attributes.get("viewBox", "")):
            self._note("broken-picture", "its viewBox is missing or is not four numbers")


# --- letters and addresses --------------------------------------------------------------------


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
            for message, remedy in glyph_faults(partner.name, source):
                yield file.problem(("partners", key, "name"), "missing-glyph", message, remedy)


def glyph_faults(text: str, lang: str) -> Iterator[tuple[str, str]]:
    """Yield message and remedy when the bundled fonts of *lang* lack a letter of *text*.

    Nothing is said of a language whose script is not bundled: no paper is printed in it.
    """
    if text.isascii() or not has_own_font(lang):
        return
    # Loads a shaper: only texts with other letters than ASCII pay for it.
    from ..script.shaping import printable_codes  # noqa: PLC0415

    known = printable_codes(lang)
    for letter in dict.fromkeys(PLACEHOLDER.sub("", text)):
        if ord(letter) in known or letter.isspace() or unicodedata.category(letter) == "Cf":
            continue
        name = unicodedata.name(letter, "a letter without a name").lower()
        yield (
            f'no font for papers in "{lang}" has "{letter}" (U+{ord(letter):04X}, {name})',
            'Write it with other letters; a name in another script is a value with its "lang".',
        )


def check_address(content: Content, _options: Options) -> Iterator[Problem]:
    """The address in QR codes and beside them is ASCII: phones misread other letters."""
    for file, site in content.of_kind(Site):
        for key in ("site_url", "short_url"):
            address = getattr(site, key) or ""
            if not address.isascii():
                yield file.problem(
                    (key,), "qr-target", f'"{address}" is not ASCII; phones misread it in a QR code',
                    'Write the name of the site in its ASCII form, which begins with "xn--".',
                )  # fmt: skip
