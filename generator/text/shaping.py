"""Beside the steps: text → letters without a font, and dotted circles, found by shaping it.

In: plain text and its language. Out: letters that no bundled font has, and dotted circles, which a
shaper draws where marks have no base letter: a wrong order of vowels, or Zawgyi.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Literal

import uharfbuzz as hb

from .fonts import FAMILIES, bundled_families, has_own_font

if TYPE_CHECKING:
    from pathlib import Path

_DOTTED_CIRCLE = 0x25CC


@dataclass(frozen=True)
class ShapingFault:
    """One place where text comes out wrong; *offset* in code points, *text* what is there."""

    kind: Literal["missing-glyph", "dotted-circle"]
    offset: int
    text: str


class _Shaper:
    """A font file ready to shape."""

    def __init__(self, path: Path) -> None:
        self._face = hb.Face(hb.Blob.from_file_path(str(path)))
        self.font = hb.Font(self._face)

    @cached_property
    def codes(self) -> frozenset[int]:
        return frozenset(self._face.unicodes)

    @property
    def units(self) -> int:
        """Units of the font in one em."""
        units: int = self._face.upem
        return units

    @cached_property
    def circle(self) -> int | None:
        glyph: int | None = self.font.get_nominal_glyph(_DOTTED_CIRCLE)
        return glyph


@cache
def _shaper(path: Path) -> _Shaper:
    return _Shaper(path)


def width_em(text: str, lang: str, weight: int = 700) -> float:
    """Return the width of *text* in the font of *lang*, in em: bold (wider) unless *weight* is 400.

    *text* has letters of that font alone. 0 for a language without a font of ours.
    """
    if not has_own_font(lang):
        return 0.0
    family = bundled_families([lang])[0]
    shaper = _shaper(family.path(weight))
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.language = lang
    hb.shape(shaper.font, buffer)
    advance: int = sum(position.x_advance for position in buffer.glyph_positions)
    return advance / shaper.units


@cache
def _shapers(lang: str) -> tuple[_Shaper, ...]:
    # As in a PDF, the other bundled families stand behind those of the language: a Thai office
    # name in a Burmese sentence is no fault.
    families = dict.fromkeys([*bundled_families([lang]), *FAMILIES.values()])
    return tuple(_shaper(family.path(400)) for family in families)


@cache
def printable_codes(lang: str) -> frozenset[int]:
    """Return the code points that a paper in *lang* has letters for, in its own fonts alone."""
    files = [family.path(400) for family in bundled_families([lang])]
    return frozenset().union(*(_shaper(path).codes for path in files))


def find_shaping_faults(text: str, lang: str) -> list[ShapingFault]:
    """Return what comes out wrong in *text*, in its order.

    Letters are looked for in the bundled fonts, those of *lang* first. Where the script of *lang*
    is not bundled (Arabic), missing letters are not reported. Shapes weight 400:
    700 has the same letters.
    """
    faults: list[ShapingFault] = []
    for start, end, shaper in _runs(text, lang):
        if shaper is not None:
            faults += _dotted_circles(text, start, end, shaper, lang)
        elif has_own_font(lang):
            faults += [ShapingFault("missing-glyph", o, text[o]) for o in range(start, end)]
    return faults


def _runs(text: str, lang: str) -> list[tuple[int, int, _Shaper | None]]:
    """Cut *text* where the font changes; white space is in no run."""
    runs: list[tuple[int, int, _Shaper | None]] = []
    for offset, letter in enumerate(text):
        if letter.isspace():
            continue
        last = runs[-1] if runs and runs[-1][1] == offset else None
        if last and _clings(letter) and (last[2] is None or ord(letter) in last[2].codes):
            shaper = last[2]
        elif unicodedata.category(letter) == "Cf":
            continue  # draws nothing, in whatever font
        else:
            shaper = next((s for s in _shapers(lang) if ord(letter) in s.codes), None)
        if last and last[2] is shaper:
            runs[-1] = (last[0], offset + 1, shaper)
        else:
            runs.append((offset, offset + 1, shaper))
    return runs


def _clings(letter: str) -> bool:
    """Return whether *letter* belongs to the one before it: a mark or a joiner."""
    return unicodedata.category(letter)[0] == "M" or unicodedata.category(letter) == "Cf"


def _dotted_circles(
    text: str, start: int, end: int, shaper: _Shaper, lang: str
) -> list[ShapingFault]:
    buffer = hb.Buffer()
    buffer.add_codepoints([ord(letter) for letter in text[start:end]])
    buffer.guess_segment_properties()
    buffer.language = lang
    hb.shape(shaper.font, buffer)
    clusters = sorted({info.cluster for info in buffer.glyph_infos} | {end - start})
    faults = []
    for info in buffer.glyph_infos:
        after = next(cluster for cluster in clusters if cluster > info.cluster)
        piece = text[start + info.cluster : start + after]
        if info.codepoint == 0:
            faults.append(ShapingFault("missing-glyph", start + info.cluster, piece))
        elif info.codepoint == shaper.circle and chr(_DOTTED_CIRCLE) not in piece:
            faults.append(ShapingFault("dotted-circle", start + info.cluster, piece))
    return faults
