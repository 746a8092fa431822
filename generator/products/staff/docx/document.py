"""Step 4, staff: what a paper that people adapt is made of, before any program writes it.

Headings, paragraphs, lists, tables: each is a block that has texts, and each text keeps its
language. ``from_html.py`` reads them from a paper; ``writer.py`` makes a .docx of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ....localise.texts import Text

Style = Literal[
    "Normal",
    "List Bullet",
    "List Number",
    "List Continue",
    "Box",
    "Box Title",
    "Note",
    "Action",
    "Caution",
]
"""Styles of paragraphs, as their names stand in the program that opens the file."""


@dataclass(frozen=True)
class Span:
    """A text in a paragraph."""

    text: Text
    strong: bool = False
    close: bool = False
    """No space stands before it."""


Line = tuple[Span, ...]
"""What one paragraph says."""


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
class TableCell:
    """Paragraphs in a table, over one column or several."""

    lines: tuple[Line, ...] = ()
    columns: int = 1


@dataclass(frozen=True)
class Table:
    """Rows below a row of headings, which is said again on each page; or with none."""

    head: tuple[Text, ...]
    rows: tuple[tuple[TableCell, ...], ...]
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
