"""Beside the steps: bytes of an SVG → a picture in one colour, or its faults.

In: the bytes of a file. Out: the picture, or what does not belong into one. Nothing of the file is
copied: a browser reads other things into a comment, ``<!--><meta …>-->``, than an XML parser does.
A picture is read as hostile, by a parser that stops at the first declaration of a document type, so
that no entity is ever expanded and nothing is fetched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from ..model import limits

PictureRule = Literal["broken-picture", "unsafe-picture"]
PictureFault = tuple[int, int, PictureRule, str]
"""Line, column, rule, message."""

_SVG = "http://www.w3.org/2000/svg"
_SHAPES = frozenset({"g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon"})
"""All that a one-colour drawing needs. Other elements may load, run, move or multiply something."""
_LEFT_OUT = frozenset({"title", "desc", "metadata", "defs"})
"""Elements that draw nothing by themselves; programs write them into every file."""
_EDITORS = (
    "http://www.inkscape.org/",
    "http://sodipodi.sourceforge.net/",
    "http://purl.org/dc/",
    "http://creativecommons.org/",
    "http://web.resource.org/cc/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns",
)
"""Namespaces in which programs note their own things."""
_PLACES = frozenset(
    {
        "d",
        "points",
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "width",
        "height",
    }
)
_LOOKS = frozenset(
    {"transform", "opacity", "fill", "fill-rule", "fill-opacity", "clip-rule", "stroke"}
    | {"stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity"}
    | {"stroke-dasharray", "stroke-dashoffset", "vector-effect", "paint-order"}
)
_PLAIN = re.compile(r"[-+#%.,()\w\s]*", re.ASCII)
_LOADS = re.compile(r"url|image|var|attr|env", re.IGNORECASE)
_HUGE = re.compile(r"(?<![.\d])\d{7}|e\+?([5-9]|\d{2})")
_BOX = re.compile(r"\s*-?[\d.]+([\s,]+-?[\d.]+){3}\s*", re.ASCII)


@dataclass(frozen=True)
class Picture:
    """What a file draws."""

    box: str
    """Its view box: four numbers with blanks between."""
    shapes: str
    """SVG elements in the colours of the file."""


# Each host country asks of the same pictures.
@lru_cache(maxsize=512)
def parse_picture(data: bytes) -> tuple[Picture | None, list[PictureFault]]:
    """Return the picture in *data*, or None and what is wrong with it, in its order."""
    reader = _PictureReader()
    try:
        reader.parser.Parse(data, True)  # noqa: FBT003  (the library's own signature)
    except _StopError:
        pass
    except expat.ExpatError as error:
        message = f"the file is not well-formed XML ({expat.ErrorString(error.code)})"
        reader.faults.append((error.lineno, error.offset + 1, "broken-picture", message))
    except (ValueError, LookupError) as error:
        reader.faults.append(
            (1, 1, "broken-picture", f"the letters of the file cannot be read ({error})")
        )
    return (None if reader.faults else reader.picture()), reader.faults


class _StopError(Exception):
    """Nothing after this place is read."""


class _PictureReader:
    """Reads an SVG, writes its shapes anew, and notes what does not belong in a picture."""

    def __init__(self) -> None:
        self.faults: list[PictureFault] = []
        self._box = ""
        self._written: list[str] = []
        self._open: list[str] = []
        """Elements that are not closed yet."""
        self._left_out = 0
        """How many elements deep we are in one that is left out."""
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.ProcessingInstructionHandler = self._instruction

    def picture(self) -> Picture:
        return Picture(self._box, "".join(self._written))

    def _note(self, rule: PictureRule, message: str) -> None:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        self.faults.append((line, column, rule, message))

    def _doctype(self, *_words: object) -> None:
        # Stop at once: what entities unfold to may be without end.
        self._note("unsafe-picture", "the file declares a document type, which can hide entities")
        raise _StopError

    def _instruction(self, target: str, _data: str) -> None:
        self._note("unsafe-picture", f'the instruction "{target}" may load something')

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        if self._left_out or (self._open and _is_left_out(space, tag)):
            self._left_out += 1
            return
        if not self._open:
            self._root(space, tag, attributes)
        elif space != _SVG or tag not in _SHAPES:
            self._note("unsafe-picture", f"<{tag}> does more than draw")
        if len(self._open) >= limits.DEPTH.most:
            self._note("broken-picture", f"more than {limits.DEPTH.most} groups are nested")
            raise _StopError
        looks = self._looks_of(attributes, _LOOKS if not self._open else _LOOKS | _PLACES)
        if self._open:
            self._write_start(tag, looks)
        elif looks:
            # The code that shows the picture writes the root: its attributes go to a group.
            self._write_start("g", looks)
            tag = "g"
        self._open.append(tag)

    def _end(self, _name: str) -> None:
        if self._left_out:
            self._left_out -= 1
            return
        tag = self._open.pop()
        if tag == "svg":
            return
        last = self._written[-1]
        if last.startswith("</") or last.endswith("/>"):
            self._written.append(f"</{tag}>")
        else:  # its own beginning: there is nothing in it
            self._written[-1] = f"{last[:-1]}/>"

    def _write_start(self, tag: str, looks: dict[str, str]) -> None:
        words = "".join(f" {key}={quoteattr(value)}" for key, value in looks.items())
        self._written.append(f"<{tag}{words}>")

    def _root(self, space: str, tag: str, attributes: dict[str, str]) -> None:
        if (space, tag) != (_SVG, "svg"):
            self._note("broken-picture", f"the file starts with <{tag}> and is not an SVG")
            raise _StopError
        box = attributes.get("viewBox", "")
        if not _BOX.fullmatch(box):
            self._note("broken-picture", "the viewBox is missing or is not four numbers")
            return
        try:
            *_corner, width, height = map(float, box.replace(",", " ").split())
        except ValueError:
            width = height = 0.0
        if not (0 < width <= limits.SIDE.most and 0 < height <= limits.SIDE.most):
            message = f"the sides of the viewBox are not between 0 and {limits.SIDE.most:,}"
            self._note("broken-picture", message)
        self._box = " ".join(box.replace(",", " ").split())

    def _looks_of(self, attributes: dict[str, str], allowed: frozenset[str]) -> dict[str, str]:
        """Return what is drawn by; note what runs or loads something, and pass over the rest."""
        looks = {}
        for key, value in attributes.items():
            space, _, plain = key.rpartition(" ")
            # With any prefix and in any case of letters: some reader may run it.
            if plain.lower().startswith("on"):
                self._note("unsafe-picture", f'"{plain}" runs a script')
            elif plain == "href":
                self._note("unsafe-picture", f'"href" leads elsewhere ({value[:40]})')
            elif plain == "style":
                message = (
                    '"style" may load something; a colour is an attribute, such as fill="#111"'
                )
                self._note("unsafe-picture", message)
            elif not space and plain in allowed:
                if not _PLAIN.fullmatch(value) or _LOADS.search(value):
                    self._note("unsafe-picture", f'"{plain}" leads elsewhere ({value[:40]})')
                # A colour may be eight digits (#11111111); another such number stops a renderer.
                elif plain not in ("fill", "stroke") and _HUGE.search(value):
                    self._note("broken-picture", f'"{plain}" has a number that is far too large')
                looks[plain] = value
        return looks


def _is_left_out(space: str, tag: str) -> bool:
    return space.startswith(_EDITORS) or (space == _SVG and tag in _LEFT_OUT)
