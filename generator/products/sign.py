"""Step 4: a sentence to show and the width of its box → its lines, and how large its letters are.

In: a ``Text`` in the host country's language, a width in millimetres, sizes in points. Out: a
``Sign``. A helper reads it at a glance, at arm's length: where possible, lines end where the sense
ends, and have about the same length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from types import MappingProxyType

from ..localise.texts import Run, Text
from ..text.breaking import insert_break_opportunities
from ..text.languages import find_language
from ..text.plain import ZWSP
from ..text.shaping import width_em

_PT_PER_MM = 72 / 25.4
_SPACE_EM = 0.26
_MARKS = tuple(".,;:!?。、！？…၊။")
_LATIN = "en"
"""Digits and other data are printed in the Latin font, whatever the language."""
_SPARE = 0.97
"""Of a line: the engine that prints measures a hair differently."""
_INSIDE_A_PHRASE = 0.4
"""What a line end inside a phrase costs, in lines that are so much longer than the others."""
_LESS_PT = MappingProxyType({"Jpan": 2, "Kore": 2, "Latn": 1})
"""By script, whose letters then look as large as Thai ones."""
MOST_LINES = 3


@dataclass(frozen=True)
class Sign:
    """A sentence as it is held up."""

    size_pt: int
    lines: tuple[Text, ...]
    """Never empty; one line ends where the next begins."""


@dataclass(frozen=True)
class _Piece:
    """What stays on one line."""

    run: Run
    width_em: float
    gap_em: float
    """Space behind it, where the line goes on."""
    ends_phrase: bool


def sign_of(text: Text, room_mm: float, largest_pt: int, smallest_pt: int) -> Sign:
    """Break *text* into the fewest lines that it can have at *largest_pt*, or a little less.

    Where it needs more than ``MOST_LINES`` at every size, it has *smallest_pt* and as many lines as
    necessary; a piece wider than a line is then alone on its line.
    """
    pieces = _pieces(text)
    if not pieces:
        return Sign(largest_pt, (text,))
    language = find_language(text.lang)
    largest_pt -= _LESS_PT.get(language.script, 0) if language else 0
    sizes = range(largest_pt, smallest_pt - 1, -1)
    needed = {size: _least_lines(pieces, _room_em(room_mm, size)) for size in sizes}
    # A point less before a second line, two before a third; whatever is needed before a fourth.
    tried = [(lines, s) for lines in range(1, MOST_LINES) for s in sizes[: lines + 1]]
    tried += [(MOST_LINES, size) for size in sizes]
    size = next((size for lines, size in tried if needed[size] <= lines), smallest_pt)
    cuts = _best_cuts(pieces, _room_em(room_mm, size))
    lines = (pieces[start:end] for start, end in pairwise([0, *cuts, len(pieces)]))
    return Sign(size, tuple(_line(text, line) for line in lines))


def size_that_fits(text: Text, room: float, sizes: Sequence[int]) -> int:
    """Return the first of *sizes* at which *text* fits in ``MOST_LINES`` lines; else the last.

    *room* is in the unit of *sizes*. Also the last for a language without a font of ours.
    """
    pieces = _pieces(text)
    if not any(piece.width_em for piece in pieces):
        return sizes[-1]
    return next((s for s in sizes if _least_lines(pieces, room / s) <= MOST_LINES), sizes[-1])


def _room_em(room_mm: float, size_pt: int) -> float:
    return room_mm * _PT_PER_MM / size_pt * _SPARE


def _pieces(text: Text) -> list[_Piece]:
    pieces: list[_Piece] = []
    for run in text.runs:
        if run.kind == "words":
            pieces += _words(run)
            continue
        if pieces:
            # A number belongs to the words before it: call 199.
            pieces[-1] = replace(pieces[-1], ends_phrase=False)
        pieces.append(_Piece(run, width_em(run.text, _LATIN), 0.0, ends_phrase=False))
    return pieces


def _words(run: Run) -> Iterator[_Piece]:
    language = find_language(run.lang)
    # Where no space is between words, one is between phrases.
    space_ends = language is not None and language.breaks in ("icu", "syllable")
    marked = insert_break_opportunities(run.text, run.lang, run.whole)
    for word in filter(None, marked.replace(" ", f" {ZWSP}").split(ZWSP)):
        letters, spaced = word.strip(), word.endswith(" ")
        yield _Piece(
            replace(run, text=word),
            width_em(letters, run.lang) if letters else 0.0,
            _SPACE_EM if spaced else 0.0,
            ends_phrase=letters.endswith(_MARKS) or (spaced and space_ends),
        )


def _least_lines(pieces: Sequence[_Piece], room_em: float) -> float:
    if any(piece.width_em > room_em for piece in pieces):
        return float("inf")
    return len(_full_lines(pieces, room_em)) + 1


def _full_lines(pieces: Sequence[_Piece], room_em: float) -> list[int]:
    """Return before which pieces the lines begin but the first, each as full as it can be."""
    cuts, used = [], 0.0
    for number, piece in enumerate(pieces):
        if used and used + piece.width_em > room_em:
            cuts.append(number)
            used = 0.0
        used += piece.width_em + piece.gap_em
    return cuts


def _best_cuts(pieces: Sequence[_Piece], room_em: float) -> Sequence[int]:
    """Return as many: few inside phrases, and lines alike in length."""

    def cost(cuts: tuple[int, ...]) -> tuple[bool, float, float]:
        widths = [_width(pieces[a:b]) for a, b in pairwise([0, *cuts, len(pieces)])]
        inside = sum(not pieces[cut - 1].ends_phrase for cut in cuts)
        longest = max(widths)
        uneven = sum(width * width for width in widths)
        return longest > room_em, longest / room_em + inside * _INSIDE_A_PHRASE, uneven

    full = _full_lines(pieces, room_em)
    if len(full) >= MOST_LINES:
        return full
    return min(combinations(range(1, len(pieces)), len(full)), key=cost)


def _width(pieces: Sequence[_Piece]) -> float:
    return sum(p.width_em + p.gap_em for p in pieces) - pieces[-1].gap_em


def _line(text: Text, pieces: Sequence[_Piece]) -> Text:
    return replace(text, runs=tuple(piece.run for piece in pieces))
