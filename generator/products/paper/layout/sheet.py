"""Step 4, leaflets: advisories and a format → a ``Draft``, the paper as HTML by blocks.

In: an advisory (two, for a paper in two languages) and a format. Out: a ``Draft`` that can be
printed with all its blocks or with some left out. Nothing is measured here and no disk is touched
but for templates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import cycle

from markupsafe import Markup

from ....load.leaflet_formats import TEMPLATES, blocks_of, template_of
from ....localise.advisory import Advisory
from ....localise.texts import jsonable, texts
from ....model.leaflet import Block, Book, Leaflet
from ..content.block_records import BlockContent
from ..content.blocks import EDITION_BLOCKS, fill
from ..content.imprint import Edition, edition_of
from ..content.picker import Picker, PosterPlace, unsure_translation
from ..content.render import render_template
from ..content.wordless_blocks import answering_locale, in_host_words
from ..content.words import BlockWords
from ..editions.carried import Carried
from ..errors import LeafletError
from ..names import Paper, shows_host_words

TOLERANCE_MM = 0.15
"""By how much something may stick out: rounding, not a fault."""
BLEED_MM = 3
"""How far art goes beyond the trimmed edge in a print-shop file."""
_SLUG_MM = 8
"""White around the trimmed edge in a print-shop file, with bleed and marks."""

FACING = 2
"""Pages that are seen at once: a hazard takes no more."""
_SPREAD = re.compile(r"<!-- before (spread-[\w-]+) -->")

_JOINED = (
    "--rest: auto; --name: 1.2em; --scene: 12mm; --scene-right: 13mm; --depth: 14mm; --digits: 20pt"
)
"""For a hazard with much text: the rest is on the page of what to do now; pictures are smaller."""

_SMALL = Decimal("0.9")
"""Small print against the running text."""

_NO_DAY = date(2000, 1, 1)

BlockPlace = tuple[str, int]
"""A panel and the position of a block in it."""


@dataclass(frozen=True)
class BookLook:
    """How a book is laid out, besides its type size."""

    sizes: Mapping[str, Decimal] = field(default_factory=dict)
    """Type sizes of sections with a size of their own, by class: ``chapter-cover``,
    ``spread-flood``."""
    joined: frozenset[str] = frozenset()
    """Sections in which what follows begins where what to do now ends, not on the right page."""
    long: frozenset[str] = frozenset()
    """Sections that no size makes fit: they take a page more."""
    spare: tuple[str, ...] = ()
    """Sections with a page to write in before them, once for each such page."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """The page on which each section begins, for the index."""


@dataclass(frozen=True)
class PrintedBlock:
    """One block as it is printed here."""

    block: Block
    html: Markup


@dataclass(frozen=True)
class Draft:
    """A leaflet whose words are chosen; what remains is to fit it."""

    host: str
    locale: str
    direction: str
    leaflet: Leaflet
    edition: Edition
    title: str
    pieces: Mapping[BlockPlace, PrintedBlock]
    langs: tuple[str, ...]
    """Languages with a sentence on it, that of the document first."""
    carried: Mapping[str, Carried]
    """What it says of each fact, by its id."""
    paper: Paper
    margin: Markup = field(default_factory=Markup)
    """What is in the margin of the sheet, and is cut away."""
    unfinished: str = ""
    """The line across each page while the country is unfinished: some of its lines are TODO."""
    scale: Decimal = Decimal(1)
    _undated: tuple[Mapping[BlockPlace, PrintedBlock], Markup] | None = field(
        default=None, compare=False
    )
    """The blocks that show code and days, and the margin, without them."""

    @property
    def in_colour(self) -> Draft:
        """The same words on the same sheet for a printer at home: all printers have one fit."""
        return replace(self, paper=self.paper.plain)

    @property
    def undated(self) -> Draft:
        """The same words without the code and the days of its edition."""
        if self._undated is None:
            return self
        blocks, margin = self._undated
        pieces = {place: blocks.get(place, piece) for place, piece in self.pieces.items()}
        return replace(self, pieces=pieces, margin=margin, _undated=None)

    @cached_property
    def classes(self) -> str:
        """Classes of the body, for the style sheets."""
        paper = self.paper
        named = {"mono": paper.mono, "print-shop": paper.print_shop, "two": bool(paper.second)}
        return " ".join([paper.format, *(name for name, is_so in named.items() if is_so)])

    @property
    def zoom(self) -> float:
        """How much smaller than the format the page is printed."""
        return float(self.scale)

    def panel_html(
        self,
        name: str,
        *,
        without: frozenset[BlockPlace],
        left_mm: float | Decimal = 0,
        edges: str = "",
    ) -> Markup:
        """Return panel *name* without the blocks at *without*."""
        pieces = [
            (piece.block.at, (place[1], piece.html))
            for place, piece in self.pieces.items()
            if place[0] == name and place not in without
        ]
        return render_template(
            "panel.html",
            name=name,
            left_mm=left_mm,
            width_mm=self.leaflet.panel_width_mm(name),
            edges=edges,
            edge_mm=self.leaflet.edge_mm,
            flow=[block for at, block in pieces if at == "flow"],
            foot=[block for at, block in pieces if at == "foot"],
        )

    def page_html(
        self,
        body: Markup,
        *,
        size_pt: Decimal,
        width_mm: float | Decimal,
        height_mm: float | Decimal,
        slug: bool = False,
        style: str = "",
    ) -> str:
        """Return a whole document of pages of the size given, around *body*."""
        return render_template(
            "page.html",
            lang=self.locale,
            direction=self.direction,
            title=self.title,
            size_pt=size_pt,
            small_pt=self._small_pt(size_pt),
            style=style,
            width_mm=width_mm,
            height_mm=height_mm,
            slug_mm=_SLUG_MM if slug else 0,
            classes=self.classes,
            book=bool(self.leaflet.book),
            unfinished=self.unfinished,
            body=body,
        )

    def _small_pt(self, size_pt: Decimal) -> Decimal:
        return max(size_pt * _SMALL, self.leaflet.floor_pt)

    def sheet_html(
        self, *, size_pt: Decimal, without: frozenset[BlockPlace], look: BookLook | None = None
    ) -> str:
        """Return the whole leaflet: a page for each side of the sheet, or the pages of a book.

        On each side the panels are in the order in which they are read aloud. *look* is that of a
        book.
        """
        if self.leaflet.book:
            return self._book(self.leaflet.book, size_pt, without, look or BookLook())
        sides = [self._side(side, without) for side in self.leaflet.sides]
        width, height = self.leaflet.sheet_mm
        return self.page_html(
            Markup("").join(sides),
            size_pt=size_pt,
            width_mm=width,
            height_mm=height,
            slug=self.paper.print_shop,
        )

    def _book(
        self, book: Book, size_pt: Decimal, without: frozenset[BlockPlace], look: BookLook
    ) -> str:
        chapters = {
            name: [
                piece.html
                for place, piece in self.pieces.items()
                if place[0] == name and place not in without
            ]
            for name in self.leaflet.panels
        }
        spare = cycle([(name, chapters.pop(name)) for name in dict.fromkeys(book.spare)])
        pages: list[tuple[str, list[Markup]]] = []
        for name, blocks in chapters.items():
            pages += [next(spare) for section in look.spare if section == f"chapter-{name}"]
            pages.append((name, blocks))
        body = render_template("book.html", chapters=[page for page in pages if page[1]])
        for section in look.spare:
            if section.startswith("spread-"):
                page = render_template("book.html", chapters=[next(spare)])
                mark = Markup("<!-- before {} -->").format(section)
                body = body.replace(mark, page + mark, 1)
        width, height = self.leaflet.width_mm, self.leaflet.height_mm
        slug = self.paper.print_shop and not self.paper.imposed
        return self.page_html(
            body,
            size_pt=size_pt,
            width_mm=width,
            height_mm=height,
            slug=slug,
            style=self._book_style(look),
        )

    def _book_style(self, look: BookLook) -> str:
        rules = [
            f".{name} {{ font-size: {size}pt; --small: {self._small_pt(size)}pt }}"
            for name, size in look.sizes.items()
        ]
        rules += [f".{name} {{ {_JOINED} }}" for name in sorted(look.joined)]
        rules += [
            f'.to-{name}::after {{ content: "{page}" }}' for name, page in look.numbers.items()
        ]
        return "\n".join(rules)

    def panel_of(self, section: str) -> str:
        """Return the panel with a chapter or hazard of a book."""
        if section.startswith("chapter-"):
            return section.removeprefix("chapter-")
        mark = f"<!-- before {section} -->"
        return next(panel for (panel, _), piece in self.pieces.items() if mark in piece.html)

    @cached_property
    def sections(self) -> Mapping[str, int | None]:
        """Return chapters and hazards of a book by class name, with the most pages of each."""
        panels, book = self.leaflet.panels, self.leaflet.book
        found: dict[str, int | None] = {}
        for (name, _), piece in self.pieces.items():
            if book and name in book.spare:
                continue
            found[f"chapter-{name}"] = panels[name].pages
            spreads = _SPREAD.findall(piece.html)
            found |= dict.fromkeys(spreads, FACING)
        return found

    def _side(self, side: tuple[str, ...], without: frozenset[BlockPlace]) -> Markup:
        left = left_edges(self.leaflet, side)
        panels = [
            self.panel_html(name, without=without, left_mm=left[name], edges=_edges(side, name))
            for name in self.leaflet.panels
            if name in left
        ]
        width, height = self.leaflet.sheet_mm
        return render_template(
            "side.html",
            panels=panels,
            folds=tuple(edge for edge in left.values() if edge),
            width_mm=width,
            height_mm=height,
            piece=next(positions(self.leaflet)),
            piece_width_mm=self.leaflet.width_mm,
            piece_height_mm=self.leaflet.height_mm,
            cuts=cuts(self.leaflet),
            margin=self.margin,
        )


def _edges(side: tuple[str, ...], name: str) -> str:
    """Which outer edges of the paper a panel has, as classes: art bleeds over these."""
    return " ".join(word for word, at in (("edge-left", 0), ("edge-right", -1)) if side[at] == name)


def left_edges(leaflet: Leaflet, side: tuple[str, ...]) -> dict[str, Decimal]:
    """Return the left edge of each panel of *side*, in millimetres from that of the piece."""
    edges, left = {}, Decimal(0)
    for name in side:
        edges[name] = left
        left += leaflet.panel_width_mm(name)
    return edges


def positions(leaflet: Leaflet) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield left and top of each copy on the sheet, row by row, the block of them centred."""
    copies = leaflet.copies
    if copies is None:
        yield Decimal(0), Decimal(0)
        return
    left = (copies.sheet_width_mm - copies.across * leaflet.width_mm) / 2
    top = (copies.sheet_height_mm - copies.down * leaflet.height_mm) / 2
    for row in range(copies.down):
        for column in range(copies.across):
            yield left + column * leaflet.width_mm, top + row * leaflet.height_mm


def cuts(leaflet: Leaflet) -> tuple[list[Decimal], list[Decimal]]:
    """Return where the sheet is cut: from its left edge, and from its top. None without copies."""
    copies = leaflet.copies
    if copies is None:
        return [], []
    left, top = next(positions(leaflet))
    return (
        [left + number * leaflet.width_mm for number in range(copies.across + 1)],
        [top + number * leaflet.height_mm for number in range(copies.down + 1)],
    )


def draft(
    advisory: Advisory,
    leaflet: Leaflet,
    paper: Paper | None = None,
    second: Advisory | None = None,
    hangs_at: PosterPlace | None = None,
) -> Draft:
    """Choose the words of *leaflet* and render its blocks.

    *paper* says for whom and which; a tri-fold in one language when not given. *second* is the
    advisory whose words are below those of the first. *hangs_at* fills in where a poster hangs.
    Raises LeafletError when the format prints no fact, or the two advisories are of two countries.
    """
    paper = paper or Paper(advisory.host, advisory.locale, "trifold")
    if second and (second.host, second.origin) != (advisory.host, advisory.origin):
        raise LeafletError("The two languages of a paper must be of one host country.")
    if not shows_host_words(advisory):
        advisory = replace(advisory, host_terms={})
    if paper.is_wordless:
        advisory = in_host_words(advisory)
    picker = Picker(advisory, paper, hangs_at)
    filled = _filled(leaflet, picker)
    chapters = frozenset(panel for panel, _ in filled)
    words = BlockWords(advisory, leaflet, paper, chapters=chapters)
    if second:
        words.add(second, _filled(leaflet, Picker(second, paper, hangs_at)), filled)
    pieces = {
        place: PrintedBlock(block, words.render(block, content))
        for place, (block, content) in filled.items()
        if block.block not in EDITION_BLOCKS
    }
    # What the code stands for: the words, numbers and grades that are printed.
    printed = [[content for _, content in filled.values()], words.printed]
    if paper.second:
        printed.append(words.below)
    edition = edition_of(
        advisory,
        picker.facts,
        jsonable(printed),
        draft=unsure_translation(printed),
        locales=paper.locales,
        ends=picker.ends,
        answered_in=answering_locale(advisory) if paper.is_wordless else None,
    )
    # These blocks show code and date, which follow from all other blocks: so they are rendered
    # last.
    undated = _of_edition(words, filled, _without_days(edition))
    of_edition, margin = _of_edition(words, filled, edition)
    pieces |= of_edition
    langs = [advisory.locale, advisory.country.language]
    below = words.below if second else []
    langs += sorted(
        {run.lang for text in texts(printed + words.printed + below) for run in text.runs}
    )
    return Draft(
        host=advisory.host,
        locale=advisory.locale,
        direction=advisory.language.direction,
        leaflet=leaflet,
        edition=edition,
        title=words.title(),
        pieces=dict(sorted(pieces.items(), key=lambda item: _order(leaflet, item[0]))),
        langs=tuple(dict.fromkeys(langs)),
        paper=paper,
        margin=margin,
        unfinished=str(advisory.ui.label("unfinished", "country"))
        if advisory.is_unfinished
        else "",
        carried=dict(sorted(picker.carried.items())),
        _undated=undated,
    )


def _of_edition(
    words: BlockWords, filled: Mapping[BlockPlace, tuple[Block, BlockContent]], edition: Edition
) -> tuple[dict[BlockPlace, PrintedBlock], Markup]:
    """Return the blocks that are printed from *edition*, and the margin."""
    words.edition = edition
    blocks = {
        place: PrintedBlock(block, words.render(block, content))
        for place, (block, content) in filled.items()
        if block.block in EDITION_BLOCKS
    }
    margin = Markup()
    if (TEMPLATES / words.paper.format / "margin.html").is_file():
        margin = words.render_file(template_of(words.paper.format, "margin"))
    return blocks, margin


def _without_days(edition: Edition) -> Edition:
    """Return *edition* with nothing of when it was read and what code it has."""
    return replace(edition, code="-", address="", newest_read_on=_NO_DAY, valid_until=_NO_DAY)


def _filled(leaflet: Leaflet, picker: Picker) -> dict[BlockPlace, tuple[Block, BlockContent]]:
    return {
        (panel, number): (block, content)
        for panel, number, block in blocks_of(leaflet)
        if (content := fill(block, picker)) is not None
    }


def _order(leaflet: Leaflet, place: BlockPlace) -> tuple[int, int]:
    return list(leaflet.panels).index(place[0]), place[1]


__all__ = ["BlockPlace", "Draft", "PrintedBlock", "draft", "left_edges"]
