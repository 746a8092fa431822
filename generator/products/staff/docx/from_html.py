"""Step 4, staff: the HTML of a paper → the blocks of the copy that people adapt.

A template chooses what a paper says, once, and in which order: a caution before its number, a
condition before its deed. Here that becomes headings, lists and tables of an office program. Only
what has no use in a copy is left out: pictures, the index by page, the code, which names a paper
that nobody changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Literal

from lxml import html

from ....localise.texts import Run, RunKind, Text
from ....text.plain import WORD_JOINER, ZWSP
from .document import Block, Contents, Heading, Line, Paragraph, Span, Style, Table, TableCell

Element = Any
"""An element of lxml, which has no types."""
Level = Literal[1, 2, 3]

TICK_BOX = "☐"
NBSP = "\u00a0"
"""All that a cell holds in which somebody writes by hand."""
_HEADINGS: dict[str, Level] = {"h2": 1, "h3": 2, "h4": 3}
_NO_PART = {"page-foot", "page-head", "i", "no", "ruled", "box", "country", "index"}
"""Classes of what a copy says elsewhere or cannot have."""
_STYLES: dict[str, Style] = {
    "care": "Action",
    "care-line": "Caution",
    "small": "Note",
    "proof": "Note",
    "fear": "Box",
    "plate-row": "Action",
}
"""By class: how a paragraph looks, or the paragraphs in a box."""
_STRONG = {"b", "th"}
_STRONG_CLASSES = {"names", "who", "quote"}
_ASIDE = {"care-line", "proof"}
"""Classes of words in a sentence that get a paragraph of their own, before and after it."""
_NEW_PAGE = {"chapter", "card"}
_KINDS: dict[str, RunKind] = {"n": "tel", "digits": "tel", "day": "date", "nb": "money"}
_CHOICES = ".//*[@class='tick'] | .//th"
_SPACES = re.compile(r"[ \t\r\n]+")
_NO_BREAKS = dict.fromkeys(map(ord, (ZWSP, WORD_JOINER)))
_NARROWEST, _WIDEST = 6, 60
"""Of a column, in letters: what it is at least and at most given room for."""


@dataclass(frozen=True)
class _RunStyle:
    """How words stand: in which language, as which kind of data, and whether they stand out."""

    lang: str
    strong: bool = False
    kind: RunKind = "words"


_Piece = tuple[str, _RunStyle]


@dataclass
class HtmlPaper:
    """A paper for those who assist as HTML, read for what it says."""

    root: Element
    whole: Mapping[str, tuple[str, ...]]
    """By language: words that no line end cuts."""
    _turns: bool = False
    """Whether the next heading begins a page."""

    @classmethod
    def of(cls, text: str, printed: Iterable[Text]) -> HtmlPaper:
        """Read the HTML of a paper; *printed* are the sentences it was made of."""
        whole: dict[str, dict[str, None]] = {}
        for run in (run for one in printed for run in one.runs):
            whole.setdefault(run.lang, {}).update(dict.fromkeys(run.whole))
        return cls(html.document_fromstring(text), {key: tuple(one) for key, one in whole.items()})

    @property
    def locale(self) -> str:
        """The language of the paper."""
        return str(self.root.get("lang"))

    def one(self, path: str) -> Text | None:
        """Return what the first element of an XPath says; None where there is none."""
        found = self.root.xpath(path)
        return self._text(found[0]) if found else None

    def blocks(self) -> Iterator[Block]:
        """Yield all that stands below its title."""
        yield from self._inside(self.root.find("body"), "Normal")

    # --- parts ------------------------------------------------------------------------------------

    def _inside(self, element: Element, style: Style) -> Iterator[Block]:
        for is_field, group in groupby(element, lambda one: "field" in _classes(one)):
            if is_field:
                yield self._fields(group)
                continue
            for child in group:
                yield from self._block(child, style)

    def _block(self, element: Element, style: Style) -> Iterator[Block]:
        tag, classes = element.tag, _classes(element)
        if classes & _NO_PART or tag == "h1" or element.find("span[@class='code']") is not None:
            return
        if tag in _HEADINGS:
            yield self._heading(element, _HEADINGS[tag])
        elif tag == "nav":
            yield Contents(self._text(element[0]))
        elif tag == "table":
            yield self._table(element)
        elif tag in ("p", "span"):
            yield from self._paragraphs(element, _style_of(classes, style))
        elif tag == "ul":
            item: Style = "List Continue" if "checks" in classes else "List Bullet"
            for one in element:
                yield from self._paragraphs(one, item)
        elif tag == "ol":
            for one in element:
                yield from self._item(one) if "steps" in classes else self._paragraphs(one, "Note")
        elif "inject" in classes:
            yield self._card(element)
        elif not element.find_class("index"):
            self._turns |= bool(classes & _NEW_PAGE)
            yield from self._inside(element, _style_of(classes, style))
            # The first card has the title of the paper.
            self._turns &= "cover" not in classes

    def _heading(self, element: Element, level: Level) -> Heading:
        turns, self._turns = self._turns, False
        return Heading(self._text(element), level, turns)

    def _item(self, element: Element) -> Iterator[Block]:
        """Yield a numbered step: its first paragraph has the number, whatever it says."""
        first, *others = self._inside(element, "List Continue")
        assert isinstance(first, Paragraph)  # noqa: S101 - so are the templates
        said = first.line
        if first.style == "Action":
            said = tuple(replace(span, strong=True) for span in said)
        begins = element[0].text_content().strip() == "1."
        yield Paragraph(said, "List Number", begins)
        yield from others

    def _paragraphs(self, element: Element, style: Style) -> Iterator[Paragraph]:
        """Yield a paragraph, the cautions of its numbers before it and their proofs after."""
        boxed = style == "Box"
        for one in element.find_class("care-line"):
            if one is not element:
                yield Paragraph(self._line(one), "Box" if boxed else "Caution")
        if said := self._line(element):
            yield Paragraph(said, style)
        for one in element.find_class("proof"):
            if one is not element:
                yield Paragraph(self._line(one), "Box" if boxed else "Note")

    # --- tables -----------------------------------------------------------------------------------

    def _table(self, element: Element) -> Table:
        head = tuple(self._text(one) for one in element.xpath("./thead/tr/*"))
        rows = tuple(tuple(map(self._cell, row)) for row in element.xpath("./tbody/tr"))
        by_hand = any(one.text == NBSP for one in element.iter("td"))
        return Table(head, rows, _widths(head, rows), tall=by_hand)

    def _cell(self, element: Element) -> TableCell:
        lines = tuple(one.line for one in self._paragraphs(element, "Normal"))
        return TableCell(lines, int(element.get("colspan", 1)))

    def _fields(self, elements: Iterable[Element]) -> Table:
        """Return what is filled in by hand as one table: what is asked, and room for the answer."""
        rows = []
        for element in elements:
            asked, *others = element
            choices = [one for other in others for one in other.xpath(_CHOICES)]
            lines = tuple(said for one in choices if (said := self._line(one)))
            rows.append((self._cell(asked), TableCell(lines)))
        return Table((), tuple(rows), (2, 3), tall=True)

    def _card(self, element: Element) -> Table:
        first, *others = element
        rows = tuple((self._cell(one),) for one in others)
        return Table((self._text(first),), rows, (1,), whole=True)

    # --- words ------------------------------------------------------------------------------------

    def _text(self, element: Element) -> Text:
        runs = (run for span in self._line(element) for run in span.text.runs)
        return Text(tuple(runs), self.locale, "source")

    def _line(self, element: Element) -> Line:
        """Return what an element says, without what gets a paragraph of its own."""
        lang = element.xpath("string((ancestor-or-self::*[@lang])[last()]/@lang)")
        pieces = _collapsed(_words(element, _looked(element, _RunStyle(lang))))
        return tuple(
            Span(self._runs(group), strong=strong, close=True)
            for strong, group in groupby(pieces, lambda piece: piece[1].strong)
        )

    def _runs(self, pieces: Iterable[_Piece]) -> Text:
        runs = []
        for look, same in groupby(pieces, lambda piece: piece[1]):
            said = "".join(words for words, _look in same)
            runs.append(Run(said, look.kind, look.lang, whole=self.whole.get(look.lang, ())))
        return Text(tuple(runs), self.locale, "source")


def _classes(element: Element) -> set[str]:
    return set(element.get("class", "").split())


def _style_of(classes: set[str], style: Style) -> Style:
    return next((_STYLES[one] for one in _STYLES if one in classes), style)


def _words(element: Element, look: _RunStyle) -> Iterator[_Piece]:
    """Yield the words in an element; a box to tick is a sign, what a frame marks is in brackets."""
    yield element.text or "", look
    for child in element:
        classes = _classes(child)
        if "check" in classes:
            yield TICK_BOX, look
        elif not classes & _ASIDE:
            opening, closing = "()" if "basis" in classes else ("", "")
            yield opening, look
            yield from _words(child, _looked(child, look))
            yield closing, look
        yield child.tail or "", look


def _looked(element: Element, around: _RunStyle) -> _RunStyle:
    """Return how words in an element stand, in one that stands as *around*."""
    classes = _classes(element)
    strong = element.tag in _STRONG or bool(classes & _STRONG_CLASSES)
    kind = next((_KINDS[one] for one in _KINDS if one in classes), around.kind)
    if kind == "money" and not re.search(r"\d", element.text_content()):
        kind = "words"
    return _RunStyle(element.get("lang", around.lang), around.strong or strong, kind)


def _collapsed(pieces: Iterable[_Piece]) -> list[_Piece]:
    """Return words as a reader sees them: white space as one space, none at either end."""
    shown: list[_Piece] = []
    for said, look in pieces:
        words = _SPACES.sub(" ", said.translate(_NO_BREAKS))
        if not shown or shown[-1][0].endswith(" "):
            words = words.removeprefix(" ")
        if words:
            shown.append((words, look))
    if shown:
        words, look = shown.pop()
        shown += [(words.rstrip(), look)] if words.strip() else []
    return shown


def _widths(head: Sequence[Text], rows: Iterable[Sequence[TableCell]]) -> tuple[int, ...]:
    """Return the shares of columns: what the longest text of each asks for."""
    shares = [max(len(str(text)), _NARROWEST) for text in head]
    for row in rows:
        shares += [_NARROWEST] * (sum(cell.columns for cell in row) - len(shares))
        column = 0
        for cell in row:
            if cell.columns == 1:
                said = (len(str(span.text)) for line in cell.lines for span in line)
                shares[column] = max(shares[column], sum(said))
            column += cell.columns
    return tuple(min(share, _WIDEST) for share in shares)
