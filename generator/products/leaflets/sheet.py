"""A leaflet as HTML: blocks through their templates, panels on their sides.

In: an advisory and a format. Out: a ``Draft`` that can be printed with all its blocks or with some
left out. Nothing is measured here and no disk is touched but for templates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from ...languages import format_month_year
from ...localise import Advisory
from ...model.leaflet import Block, Leaflet
from ...view import Run, Text, View, jsonable, texts
from ..carried import Carried
from ..html import paper, template_environment
from .blocks import EDITION_BLOCKS, fill
from .edition import Edition, edition_of
from .facts import Picker, unsure_translation
from .formats import blocks_of

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "leaflets"

Place = tuple[str, int]
"""A panel and the position of a block in it."""


@dataclass(frozen=True)
class Piece:
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
    pieces: Mapping[Place, Piece]
    langs: tuple[str, ...]
    """Languages with a sentence on it, that of the document first."""
    carried: Mapping[str, Carried]
    """What it says of each fact, by its id."""

    def panel_html(self, name: str, *, without: frozenset[Place], left_mm: int = 0) -> Markup:
        """Return panel *name* without the blocks at *without*."""
        here = [
            (piece.block.at, (place[1], piece.html))
            for place, piece in self.pieces.items()
            if place[0] == name and place not in without
        ]
        return _render(
            "panel.html",
            name=name,
            left_mm=left_mm,
            width_mm=self.leaflet.panels[name].width_mm,
            flow=[block for at, block in here if at == "flow"],
            foot=[block for at, block in here if at == "foot"],
        )

    def page_html(self, body: Markup, *, size_pt: Decimal, width_mm: int, height_mm: int) -> str:
        """Return a whole document of pages of the size given, around *body*."""
        return _render(
            "page.html",
            lang=self.locale,
            direction=self.direction,
            title=self.title,
            size_pt=size_pt,
            width_mm=width_mm,
            height_mm=height_mm,
            body=body,
        )

    def sheet_html(self, *, size_pt: Decimal, without: frozenset[Place]) -> str:
        """Return the whole leaflet: two pages, each a side of the sheet.

        On each side the panels stand in the order in which they are read aloud.
        """
        sides = [self._side(side, without) for side in (self.leaflet.outside, self.leaflet.inside)]
        return self.page_html(
            Markup("").join(sides),
            size_pt=size_pt,
            width_mm=self.leaflet.width_mm,
            height_mm=self.leaflet.height_mm,
        )

    def _side(self, side: tuple[str, ...], without: frozenset[Place]) -> Markup:
        left = left_edges(self.leaflet, side)
        panels = [
            self.panel_html(name, without=without, left_mm=left[name])
            for name in self.leaflet.panels
            if name in left
        ]
        folds = [edge for edge in left.values() if edge]
        return _render("side.html", panels=panels, folds=folds)


def left_edges(leaflet: Leaflet, side: tuple[str, ...]) -> dict[str, int]:
    """Return the left edge of each panel of *side*, in millimetres from that of the sheet."""
    edges, left = {}, 0
    for name in side:
        edges[name] = left
        left += leaflet.panels[name].width_mm
    return edges


def draft(advisory: Advisory, leaflet: Leaflet) -> Draft:
    """Choose the words of *leaflet* and render its blocks.

    Raises LeafletError when the format names what is not for paper.
    """
    picker = Picker(advisory)
    filled = {
        (panel, number): (block, view)
        for panel, number, block in blocks_of(leaflet)
        if (view := fill(block, picker)) is not None
    }
    words = Words(advisory)
    pieces = {
        place: Piece(block, words.render(block, view))
        for place, (block, view) in filled.items()
        if block.block not in EDITION_BLOCKS
    }
    # What the code stands for: the words, numbers and grades that are printed.
    printed = [[view for _, view in filled.values()], words.said]
    edition = edition_of(
        advisory, picker.facts, jsonable(printed), draft=unsure_translation(printed)
    )
    words.edition = edition
    for place, (block, view) in filled.items():
        if block.block in EDITION_BLOCKS:
            pieces[place] = Piece(block, words.render(block, view))
    langs = [advisory.locale, advisory.country.language]
    langs += sorted({run.lang for text in texts(printed + words.said) for run in text.runs})
    return Draft(
        host=advisory.host,
        locale=advisory.locale,
        direction=advisory.language.direction,
        leaflet=leaflet,
        edition=edition,
        title=words.title(),
        pieces=dict(sorted(pieces.items(), key=lambda item: _order(leaflet, item[0]))),
        langs=tuple(dict.fromkeys(langs)),
        carried=dict(sorted(picker.carried.items())),
    )


def _order(leaflet: Leaflet, place: Place) -> tuple[int, int]:
    return list(leaflet.panels).index(place[0]), place[1]


class Said(Markup):
    """Words of the interface for paper."""

    plain: str = ""
    """Without markup and break marks, for attributes."""
    host: Markup = Markup()
    """The same in the host country's language; empty when that is the reader's, or missing."""


@dataclass
class Words:
    """Renders blocks and remembers what the interface said."""

    advisory: Advisory
    edition: Edition | None = None
    said: list[Text] = field(default_factory=list)

    def render(self, block: Block, view: View) -> Markup:
        """Return the HTML of one block."""
        return _render(
            f"blocks/{block.block}.html",
            b=view,
            edition=self.edition,
            site=self.advisory.site,
            t=self.paper,
            pgettext=self.pgettext,
            label=self.label,
            ui=self.advisory.ui,
            month=self.month,
        )

    def paper(self, text: Text | None) -> Markup:
        """Return a text of the content as HTML for paper."""
        return paper(text, self.advisory.locale)

    def label(self, group: str, key: str) -> Said:
        """Return the label of a closed choice."""
        return self._say(self.advisory.ui.label(group, key))

    def pgettext(self, context: str, message: str, **values: object) -> Said:
        """Return words of the interface; named as extraction looks for it."""
        said = self._say(self.advisory.ui(context, message, **values))
        host = self.advisory.country.language
        there = self.advisory.ui.in_locale(host)(context, message, **values)
        if host != self.advisory.locale and there.lang == host:
            said.host = self.paper(there)
        return said

    def _say(self, text: Text) -> Said:
        self.said.append(text)
        said = Said(self.paper(text))
        said.plain = str(text)
        return said

    def month(self, value: Any) -> Run:
        """Return month and year of a day, as a run for a placeholder."""
        advisory = self.advisory
        return Run(format_month_year(value, advisory.language), "date", advisory.locale)

    def title(self) -> str:
        """Return the title of the document, for readers' programs."""
        pieces = (self.advisory.country.name, self.advisory.people.people)
        return " · ".join(str(piece) for piece in pieces)


@cache
def _environment() -> Environment:
    return template_environment(TEMPLATES)


def _render(template: str, /, **values: Any) -> Markup:
    # Safe: the templates escape what they are given.
    return Markup(_environment().get_template(template).render(**values))  # noqa: S704


__all__ = ["Draft", "Piece", "Place", "draft", "left_edges"]
