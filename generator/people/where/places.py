"""Beside step 4, where: marked advisories → the places of readers' pages and papers with the marks.

Each product is asked for what it shows, by the function that the build makes it with, and the marks
are looked for in that. Nothing is guessed from the place of a fact in the content. Nothing is laid
out: of a block that a full panel may leave out, the answer says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from html import unescape
from typing import Any, Literal

from ...localise.advisory import Advisory
from ...localise.marked import NUMBER, WORDS
from ...model.editions import WORDLESS
from ...model.leaflet import Leaflet
from ...products import cards
from ...products.pages import PageSet, fronts, offered_for, page_set_of
from ...products.pages.render import Rendered
from ...products.pages.root import FEW_HOSTS, RootSet
from ...products.paper import draft_of
from ...products.paper.names import Paper, papers_of
from ...products.pocket import make_page, policy
from ...products.share_pictures import is_drawable
from ...products.site_paths import wordless_base
from ...products.wordless import page_of

Kind = Literal[
    "page",
    "paper",
    "card",
    "pocket",
    "wordless",
    "data",
    "calendar",
    "channel",
    "procedure",
    "case",
    "course",
    "staff-page",
    "staff-paper",
]
How = Literal["words", "number", "both"]


@dataclass(frozen=True)
class PlaceFound:
    """One place in which readers meet something, in one language."""

    kind: Kind
    name: str
    """A page's address without language ("thailand/now/"), a file's name or a paper's format."""
    locale: str
    """Of a paper in two languages both, as its name has them: my_th."""
    how: How
    """What of it stands there."""
    part: str = ""
    """Of a page: text, top, bar or foot. Of a paper: the panel."""
    may_go: bool = False
    """A block that is left out when the panel is too full."""
    way: bool = False
    """The name or address itself stands there by which the contact was asked for."""

    def as_json(self) -> dict[str, Any]:
        """All of it."""
        return asdict(self)


def how_marked(shown: str) -> How | None:
    """Return what is marked in *shown*; None when nothing is."""
    words, number = WORDS in shown, NUMBER in shown
    if words and number:
        return "both"
    return "words" if words else "number" if number else None


def shows(shown: str, way: str) -> bool:
    """Return whether *way* is in *shown*: a name, or of an address what follows ``https://``."""
    bare = way.casefold().partition("://")[2] or way.casefold()
    return bool(way) and bare.rstrip("/") in unescape(shown).casefold()


def on_page(rendered: Rendered, way: str) -> Iterator[tuple[str, How, bool]]:
    """Yield the parts of a page in which a mark stands, and whether *way* does: its text first."""
    foot = str(rendered.main).replace(str(rendered.body), "", 1) if rendered.body else ""
    parts = {
        "text": str(rendered.body or rendered.main),
        "bar": str(rendered.after),
        "top": f"{rendered.title}{rendered.before}",
        "foot": foot,
    }
    for part, shown in parts.items():
        if how := how_marked(shown):
            yield part, how, shows(shown, way)


def page_places(page_set: PageSet, way: str) -> Iterator[PlaceFound]:
    """Look at every page of a host country in one locale."""
    for page in page_set.pages:
        name = f"{page_set.advisory.host}/{page.spec.folder}"
        for part, how, has_way in on_page(page_set.render(page.path), way):
            yield PlaceFound("page", name, page_set.locale, how, part, way=has_way)


def home_places(advisory: Advisory, hosts: int, way: str) -> Iterator[PlaceFound]:
    """Look at the pages above the host countries, of which there are *hosts*."""
    # Of many countries these pages list the names alone.
    own = tuple(fronts([advisory]) * (hosts if hosts > FEW_HOSTS else 1))
    for path, name in (
        (f"{advisory.locale}/index.html", ""),
        *((p, p) for p in ("index.html", "404.html")),
    ):
        for part, how, has_way in on_page(RootSet(path, own).render(path), way):
            yield PlaceFound("page", name, advisory.locale, how, part, way=has_way)


def paper_places(
    advisories: Mapping[str, Advisory], locale: str, formats: Mapping[str, Leaflet], way: str = ""
) -> Iterator[PlaceFound]:
    """Yield places in the panels of papers in *locale*, or in it and another; one for all printers.

    Those without words, which are the same in all, are looked at in the first.
    """
    listed = papers_of(advisories[locale], formats, list(advisories))
    ours = {locale, *([WORDLESS] if locale == next(iter(advisories)) else [])}
    for paper in dict.fromkeys(one.plain for one in listed if one.locale in ours):
        draft = draft_of(paper, advisories, formats[paper.format])
        found: dict[tuple[str, bool], str] = {}
        for (panel, _), piece in draft.pieces.items():
            key = panel, piece.block.optional is not None
            found[key] = found.get(key, "") + str(piece.html)
        found["margin", False] = str(draft.margin)
        for (panel, may_go), shown in found.items():
            if (how := how_marked(shown)) and not (
                may_go and how_marked(found.get((panel, False), "")) == how
            ):
                yield PlaceFound(
                    "paper", _name_of(paper), paper.locales, how, panel, may_go, shows(shown, way)
                )


def _name_of(paper: Paper) -> str:
    words = [paper.host, *filter(None, [paper.region]), paper.format]
    return " ".join([*words, *([paper.profile] if paper.profile else [])])


def other_places(advisory: Advisory, way: str) -> Iterator[PlaceFound]:
    """Look at the picture cards and the pocket file."""
    if is_drawable(advisory.locale):
        made = cards.cards_of(advisory)
        _, *sections = made.html.split("<section")
        for path, shown in zip(made.paths, sections, strict=True):
            if how := how_marked(shown):
                # Its name without the language, which is said beside it.
                name = path.replace(f".{advisory.locale}.", ".LANGUAGE.")
                yield PlaceFound("card", name, advisory.locale, how, way=shows(shown, way))
    # A mark weighs something, and must not push off the page what is on it.
    pocket = make_page(advisory, policy(), _without_marks).decode()
    if how := how_marked(pocket):
        name = f"{advisory.host}/pocket.html"
        yield PlaceFound("pocket", name, advisory.locale, how, way=shows(pocket, way))


def _without_marks(page: bytes) -> bytes:
    return page.replace(WORDS.encode(), b"").replace(NUMBER.encode(), b"")


def wordless_places(advisory: Advisory) -> Iterator[PlaceFound]:
    """Yield the host country's page without words, if its numbers or spoken texts have a mark."""
    edition = advisory.wordless
    if edition is not None and (how := how_marked(page_of(edition).decode())):
        yield PlaceFound("wordless", wordless_base(advisory.host), edition.host_locale, how)


def reader_places(
    advisories: Sequence[Advisory],
    locale: str,
    formats: Mapping[str, Leaflet],
    hosts: int,
    way: str = "",
) -> list[PlaceFound]:
    """Return all places of one host country in *locale*; *advisories* are without what staff read.

    *way*: a name or address of the contact that is told where it stands; "" for none.
    """
    by_locale = {one.locale: one for one in advisories}
    advisory = by_locale[locale]
    page_set = page_set_of(advisory, offered_for(advisory, advisories), formats)
    return [
        *home_places(advisory, hosts, way),
        *page_places(page_set, way),
        *paper_places(by_locale, locale, formats, way),
        *other_places(advisory, way),
        # The same for readers of any language.
        *(wordless_places(advisory) if advisory is advisories[0] else ()),
    ]


def as_rows(places: Iterable[PlaceFound]) -> list[dict[str, Any]]:
    """Return *places* as they travel from one process to another."""
    return [place.as_json() for place in places]
