"""Step 4, teaching: slides → slides on which all fits in 24 points: cut, never made smaller.

Measured with the letters of our own fonts, so that the same cut is right for the PDF and, with the
fonts of an office program, for the .pptx. Where we do not know how wide those are, we measure with
our bold letters, which are wider.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from ...localise.texts import Run, Text, plain
from ...text.breaking import insert_break_opportunities
from ...text.languages import find_language
from ...text.plain import ZWSP, clean
from ...text.shaping import width_em
from ..staff.docx.document import Line, Span
from ..staff.docx.looks import LATIN_FONT, font_of
from .deck import Point, Slide, numbered

WIDTH_PT, HEIGHT_PT = 720, 540
"""4:3, as projectors in offices have it."""
MARGIN_PT = 36
BODY_PT = 24
"""The smallest letters that are read from the last row."""
TITLE_PT = 30
GAP_PT = 6
"""Between two paragraphs."""
TITLE_GAP_PT = 14
FOOT_PT = 40
"""Kept free below, margin included."""
TOP_PT = 28
INDENT_PT = 36
"""Of a paragraph with a mark."""
PICTURE_PT = 72
PICTURE_GAP_PT = 14
SPARE_PT = 10
"""Kept free: where letters of two scripts meet, a row may be a little taller than its own."""
SHARE = 0.97
TEXT_PT = WIDTH_PT - 2 * MARGIN_PT
_PLAIN_HEIGHT = 1.4


class Piece(NamedTuple):
    """What no line end cuts, and whose it is."""

    span: int
    run: Run
    text: str
    em: float
    """Its width without the space after it."""
    space: float
    """Of that space."""


@dataclass(frozen=True)
class Room:
    """How much a slide holds."""

    share: float
    """Of its width that is counted on."""

    @property
    def width(self) -> float:
        """Points across."""
        return TEXT_PT * self.share

    def height(self, slide: Slide) -> float:
        """Return the points below the title of *slide*."""
        return HEIGHT_PT - TOP_PT - FOOT_PT - TITLE_GAP_PT - self.title_height(slide)

    def title_height(self, slide: Slide) -> float:
        """Return the points that the title takes, or the picture beside it."""
        beside = PICTURE_PT + PICTURE_GAP_PT if slide.picture else 0
        rows = len(rows_of((Span(slide.title, strong=True),), TITLE_PT, self.width - beside))
        tall = rows * TITLE_PT * line_height(slide.title.lang, heading=True)
        return max(tall, PICTURE_PT if slide.picture else 0)

    def rows(self, point: Point) -> list[list[Piece]]:
        """Return the rows of a paragraph."""
        return rows_of(point.line, BODY_PT, self.width - (INDENT_PT if point.mark else 0))

    def height_of(self, point: Point) -> float:
        """Return how tall a paragraph is, in points, with the gap below it."""
        return len(self.rows(point)) * row_height(point.line) + GAP_PT


def fitted(
    slides: tuple[Slide, ...], tighter: Mapping[int, float] | None = None
) -> tuple[Slide, ...]:
    """Return *slides*, cut where they do not fit, each with its number.

    *tighter* has the shares of the width of slides, by place, that came out longer than measured.
    """
    cut: list[Slide] = []
    parts: dict[str, int] = {}
    for place, slide in enumerate(slides):
        look = slide.number.rstrip("abcdefghijklmnopqrstuvwxyz").partition("-")[0]
        room = Room((tighter or {}).get(place, SHARE))
        for number, points in enumerate(_pages(slide, room), 1):
            parts[look] = parts.get(look, 0) + 1
            cut.append(
                replace(
                    slide,
                    number=f"{look}{numbered(parts[look])}" if look else "",
                    title=slide.title if number == 1 else again(slide.title, number),
                    points=tuple(points),
                    notes=slide.notes if number == 1 else (),
                    place=place,
                )
            )
    return tuple(cut)


def again(title: Text, number: int) -> Text:
    """Return the title of what goes on from the slide before."""
    return title + plain(f" ({number})", title.lang)


def _pages(slide: Slide, room: Room) -> list[list[Point]]:
    """Return the paragraphs of *slide* on as few slides as hold them, about as much on each."""
    # Titles of what goes on are a little longer.
    most = room.height(replace(slide, title=again(slide.title, 9))) - SPARE_PT
    pages = list(_filled(slide, room, most))
    while len(pages) > 1:
        # No last line alone on a slide: the less each may hold, the more evenly it is shared out.
        most -= BODY_PT
        fewer = list(_filled(slide, room, most))
        if len(fewer) > len(pages):
            break
        pages = fewer
    return pages


def _filled(slide: Slide, room: Room, most: float) -> Iterator[list[Point]]:
    page: list[Point] = []
    left = most
    waiting = list(_groups(slide.points))
    while waiting:
        group = waiting.pop(0)
        tall = sum(map(room.height_of, group))
        if tall <= left:
            page += group
            left -= tall
        elif page:
            yield page
            page, left = [], most
            waiting.insert(0, group)
        elif len(group) > 1:
            # Taller than a slide: the rule that keeps it together gives way.
            waiting = [[point] for point in group] + waiting
        else:
            head, tail = cut_point(group[0], room, most)
            yield [head]
            waiting.insert(0, [tail])
    if page or not slide.points:
        yield page


def _groups(points: tuple[Point, ...]) -> Iterator[list[Point]]:
    group: list[Point] = []
    for point in points:
        group.append(point)
        if not point.with_next:
            yield group
            group = []
    if group:
        yield group


def cut_point(point: Point, room: Room, height: float) -> tuple[Point, Point]:
    """Return the rows of *point* that fit in *height*, and the rest as a point without its mark."""
    rows = room.rows(point)
    most = max(1, int((height - GAP_PT) // row_height(point.line)))
    head = [piece for row in rows[:most] for piece in row]
    tail = [piece for row in rows[most:] for piece in row]
    return (
        replace(point, line=_line_of(head, point.line), with_next=False),
        replace(point, line=_line_of(tail, point.line), mark=" " if point.mark else ""),
    )


def _line_of(pieces: list[Piece], whole: Line) -> Line:
    spans: list[Span] = []
    for number, span in enumerate(whole):
        runs: list[Run] = []
        for piece in pieces:
            if piece.span != number:
                continue
            if (
                runs
                and runs[-1].kind == piece.run.kind == "words"
                and runs[-1].lang == piece.run.lang
            ):
                runs[-1] = replace(runs[-1], text=runs[-1].text + piece.text)
            else:
                runs.append(replace(piece.run, text=piece.text))
        if runs:
            spans.append(replace(span, text=replace(span.text, runs=tuple(runs))))
    return tuple(spans)


# --- measuring --------------------------------------------------------------------------------


def rows_of(said: Line, size: float, width: float) -> list[list[Piece]]:
    """Return the rows that *said* takes in letters of *size* on *width*, both in points."""
    rows: list[list[Piece]] = [[]]
    filled = 0.0
    for piece in _pieces(said):
        if rows[-1] and filled + piece.em * size > width:
            rows.append([])
            filled = 0.0
        rows[-1].append(piece)
        filled += (piece.em + piece.space) * size
    return rows


def _pieces(said: Line) -> Iterator[Piece]:
    for number, span in enumerate(said):
        for place, run in enumerate(span.text.runs):
            last = number + 1 < len(said) and place + 1 == len(span.text.runs)
            strong = span.strong or run.kind == "tel"
            yield from _pieces_of(number, run, strong=strong, space_after=last)


def _pieces_of(number: int, run: Run, *, strong: bool, space_after: bool) -> Iterator[Piece]:
    found = (
        [run.text] if run.kind in ("tel", "money", "date") else _cut(run.text, run.lang, run.whole)
    )
    for place, text in enumerate(found):
        bare = text.rstrip()
        trailing = len(text) - len(bare) + (space_after and place + 1 == len(found))
        yield Piece(number, run, text, _em(bare, run.lang, strong), trailing * 0.27)


@lru_cache(maxsize=4096)
def _cut(text: str, lang: str, whole: tuple[str, ...]) -> list[str]:
    """Return *text* in pieces that no line end cuts, each with the space after it."""
    pieces: list[str] = []
    for part in insert_break_opportunities(clean(text), lang, whole).split(ZWSP):
        words = part.replace("\n", " ").split(" ")
        pieces += [f"{word} " for word in words[:-1]]
        pieces += [words[-1]] if words[-1] else []
    # Spaces alone belong to the piece before them.
    joined: list[str] = []
    for piece in pieces:
        if joined and not piece.strip():
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


@lru_cache(maxsize=32768)
def _em(text: str, lang: str, strong: bool) -> float:  # noqa: FBT001  (a cache likes no keywords)
    if not text:
        return 0.0
    # We know that Arial is narrower than our letters; of other fonts of office programs, nothing.
    known = font_of(lang) == LATIN_FONT
    return width_em(text, lang, 400 if known and not strong else 700)


def row_height(said: Line) -> float:
    """Return how tall a row of *said* is, in points."""
    langs = {run.lang for span in said for run in span.text.runs}
    return BODY_PT * max(map(line_height, langs), default=_PLAIN_HEIGHT)


def line_height(lang: str, *, heading: bool = False) -> float:
    """Return the height of a line, as a multiple of the size of its letters."""
    row = find_language(lang)
    if row is None:
        return _PLAIN_HEIGHT
    return min(row.line_height.heading, row.line_height.paper) if heading else row.line_height.paper
