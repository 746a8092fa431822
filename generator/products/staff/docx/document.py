"""Step 4, staff: what a paper that people adapt is made of, before any program writes it.

Headings, paragraphs, lists, tables, fields to fill in: each is a block that has texts, and each
text keeps its language. ``writer.py`` makes a .docx of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ....localise.texts import Run, Text

Style = Literal[
    "Normal",
    "Subtitle",
    "List Bullet",
    "List Number",
    "List Continue",
    "Caption",
    "Box",
    "Box Title",
    "Note",
    "Action",
    "Caution",
    "Exercise",
]
"""Styles of paragraphs, as their names stand in the program that opens the file."""


@dataclass(frozen=True)
class Span:
    """A text in a paragraph."""

    text: Text
    strong: bool = False


Line = tuple[Span, ...]
"""What one paragraph says: a space between two of its spans."""


@dataclass(frozen=True)
class Heading:
    """The title of a part: level 1 to 3."""

    text: Text
    level: Literal[1, 2, 3]
    new_page: bool = False


@dataclass(frozen=True)
class Paragraph:
    """One paragraph in one style."""

    line: Line
    style: Style = "Normal"
    first: bool = False
    """Of a numbered list: its first item, so that numbers begin anew."""


@dataclass(frozen=True)
class Table:
    """Rows below a row of headings, which is said again on each page."""

    caption: Text
    head: tuple[Text, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    """Cells of paragraphs."""
    widths: tuple[int, ...]
    """Shares of the width."""
    tall: bool = False
    """Rows with room to write by hand."""
    whole: bool = False
    """A card: all of it on one page."""


@dataclass(frozen=True)
class Contents:
    """The list of the headings of levels 1 and 2."""

    title: Text


Block = Heading | Paragraph | Table | Contents


@dataclass(frozen=True)
class Document:
    """One paper."""

    title: Text
    country: Text
    locale: str
    code: str
    """Of the paper it is made from."""
    foot: Text
    page: Text
    """What stands before the number of a page."""
    blocks: tuple[Block, ...]
    head: Text | None = None
    """What stands above each page."""
    size: Literal["a4", "a5"] = "a4"


def line(*parts: Text | Span | None) -> Line:
    """Return what one paragraph says; what is None or says nothing is left out."""
    spans = (part if isinstance(part, Span) else Span(part) for part in parts if part)
    return tuple(span for span in spans if span.text)


def strong(text: Text) -> Span:
    """Return a text that stands out."""
    return Span(text, strong=True)


def cell(*parts: Text | Span | None) -> tuple[Line, ...]:
    """Return a cell of one paragraph, or an empty one."""
    said = line(*parts)
    return (said,) if said else ()


def joined(texts: Iterable[Text], between: str) -> Text | None:
    """Return texts as one, *between* them; None when there is none."""
    whole: Text | None = None
    for text in texts:
        gap = Text((Run(between, "words", text.lang),), text.lang, "source", between)
        whole = text if whole is None else whole + gap + text
    return whole
