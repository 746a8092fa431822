"""Step 4, pages: an advisory and formats → rows and verdicts for the print desk.

In: an advisory and the formats of leaflets. Out: rows and verdicts for
``templates/pages/print.html``. Nothing is laid out here: the build adds the length of a file when
the file is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ...localise.advisory import Advisory
from ...localise.records.contacts import ContactRecord
from ...localise.texts import Text
from ...model.leaflet import Leaflet
from ..paper.editions.verdicts import PaperVerdict, verdicts
from ..paper.names import Paper, is_for_press, page_mm, pages_of, paper_size, papers_of
from ..paper.pdf.pictures import picture_paths
from .drawing import first_side, thumbnail


@dataclass(frozen=True)
class PaperRow:
    """One paper of the desk: its main file, and the same words in other forms."""

    paper: Paper
    pages: int | None
    """None for a book, whose length varies."""
    size: str
    """A4, A3, or millimetres."""
    drawing: str
    """SVG, drawn from the format itself."""
    pictures: tuple[str, ...]
    """Paths of pictures of its sides."""
    code: str | None
    """Code of the edition that was published last."""
    others: list[Paper] = field(default_factory=list)
    """For other printers and on other paper."""
    on_request: list[Paper] = field(default_factory=list)
    """Those of them that this site does not have, and no printer makes of its colours."""


def rows(
    advisory: Advisory, formats: Mapping[str, Leaflet], locales: Sequence[str], *, press: bool
) -> list[PaperRow]:
    """Return a row for each plain paper in the advisory's locale, and each without words.

    Other ways (another language …) are in the row; those for the press only with *press*, else on
    request.
    """
    by_paper: dict[Paper, PaperRow] = {}
    for paper in papers_of(advisory, formats, locales):
        if paper.locale != advisory.locale and not paper.is_wordless:
            continue
        if paper == paper.plain:
            leaflet = formats[paper.format]
            by_paper[paper] = PaperRow(
                paper,
                pages_of(leaflet),
                paper_size(*page_mm(leaflet, paper)),
                thumbnail(leaflet),
                picture_paths(paper.path, pages_of(leaflet)),
                _newest(advisory, paper),
            )
        # ``papers_of`` yields the plain paper first; what is offered only in other ways has no row.
        elif paper.plain not in by_paper:
            continue
        elif press or not is_for_press(paper, formats[paper.format]):
            by_paper[paper.plain].others.append(paper)
        elif not paper.mono:
            by_paper[paper.plain].on_request.append(paper)
    return list(by_paper.values())


@dataclass(frozen=True)
class ProvincePaper:
    """The leaflet of the region that a province is in."""

    province: Text
    path: str


@dataclass(frozen=True)
class Desk:
    """What the print desk offers, in order."""

    first: PaperRow | None
    """The leaflet to start with."""
    beside: list[PaperRow]
    """The same leaflet with a second language."""
    rows: list[list[PaperRow]]
    """Its other papers, by format."""
    wordless: list[PaperRow]
    """Those without words, the same in every language."""
    provinces: list[ProvincePaper]
    """Where regions have leaflets of their own: which is whose. Few know their region's name."""


def desk(
    advisory: Advisory, formats: Mapping[str, Leaflet], locales: Sequence[str], *, press: bool
) -> Desk:
    """Return the papers of ``rows`` as the desk lays them out: what is folded first, books last."""
    by_format: dict[str, list[PaperRow]] = {}
    wordless = []
    for row in rows(advisory, formats, locales, press=press):
        if row.paper.is_wordless:
            wordless.append(row)
            continue
        by_format.setdefault(row.paper.format, []).append(row)
    start = by_format.pop(_START, [])
    groups = sorted(
        by_format.values(), key=lambda group: formats[group[0].paper.format].book is not None
    )
    provinces = list(_by_province(advisory, start))
    return Desk(start[0] if start else None, start[1:], groups, wordless, provinces)


def _by_province(advisory: Advisory, leaflets: Sequence[PaperRow]) -> Iterator[ProvincePaper]:
    country = advisory.country
    paths = {
        area: row.paper.path
        for row in leaflets
        if row.paper.region and not row.paper.second and not row.paper.profile
        for area in country.regions[row.paper.region].areas
    }
    for code, province in country.provinces.items():
        if code in paths:
            yield ProvincePaper(province.name, paths[code])


_START = "trifold"


def ways(formats: Mapping[str, Leaflet], *, press: bool) -> frozenset[str]:
    """Return what is done with the printed sheets: fold, cut, book (only with *press*)."""
    actions = set()
    for leaflet in formats.values():
        if leaflet.copies:
            actions.add("cut")
        elif leaflet.book:
            actions |= {"book"} if press else set()
        elif len(first_side(leaflet)) == 3:
            actions.add("fold")
    return frozenset(actions)


def _newest(advisory: Advisory, paper: Paper) -> str | None:
    name = paper.path.rpartition("/")[2].removesuffix(".pdf")
    codes = [code for code, edition in advisory.editions.items() if name in edition.papers]
    return codes[-1] if codes else None


@dataclass(frozen=True)
class Judged:
    """Codes to which the same verdict applies."""

    verdict: PaperVerdict
    codes: list[str]

    @property
    def contacts(self) -> list[ContactRecord]:
        """Contacts on it whose number is still right; partners tell theirs themselves."""
        return [one for one in self.verdict.numbers if isinstance(one, ContactRecord)]


def judged(advisory: Advisory) -> list[Judged]:
    """Group the codes recorded in this locale by what is to be done, newest first."""
    groups: dict[tuple[object, ...], Judged] = {}
    for code, verdict in verdicts(advisory).items():
        groups.setdefault(verdict.key, Judged(verdict, [])).codes.append(code)
    return list(groups.values())


def expired_codes(advisory: Advisory) -> Iterator[str]:
    """Codes that are past their date today: what a page of them depends on beside its data."""
    for code, edition in advisory.editions.items():
        if advisory.today >= edition.valid_until:
            yield code
