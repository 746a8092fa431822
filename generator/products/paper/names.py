"""Step 4: an advisory and formats → the ``Paper`` values that the site offers, with their paths.

For what prints them, and for pages and commands that list or link them: nothing here loads
WeasyPrint. In: an advisory, the formats of content/leaflets/, the locales that are built. Out:
``Paper`` values, each with its path below site/.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ...load.leaflet_formats import blocks_of
from ...model.editions import WORDLESS
from ...text.fonts import has_own_font
from ...text.languages import Language
from .work_scenes import has_scenes

if TYPE_CHECKING:
    from decimal import Decimal

    from ...localise.advisory import Advisory
    from ...model.leaflet import Leaflet

SIZES = ("letter", "a4")
"""Other paper than that of the format, as names say it."""
IMPOSED = "imposed"
_WORDLESS_FORMAT = "wordless-"
"""Prefix of their formats: content/leaflets/ has both "card" and "wordless-card"."""
_NAMES = {(210, 297): "A4", (297, 420): "A3", (148, 210): "A5", (216, 279): "Letter"}


@dataclass(frozen=True)
class Paper:
    """One file that is printed: which words, on which paper, for which printer."""

    host: str
    locale: str
    format: str
    """Name of the file in content/leaflets/."""
    second: str | None = None
    """The other language of a paper in two."""
    region: str | None = None
    """A region of the host country, whose contacts and hazards come first."""
    profile: str | None = None
    """A work profile; absent = for everybody."""
    imposed: bool = False
    """The pages of a book as they are on sheets to fold."""
    mono: bool = False
    """For black-and-white printers."""
    size: str | None = None
    """Other paper than the format's own: letter, a4."""
    print_shop: bool = False
    """With bleed and marks, in printing inks."""

    @property
    def locales(self) -> str:
        """Its languages as names and edition codes say them: ``my`` or ``my_th``."""
        return f"{self.locale}_{self.second}" if self.second else self.locale

    @property
    def is_wordless(self) -> bool:
        """Whether it says what it says in pictures and numbers alone."""
        return self.locale == WORDLESS

    @property
    def kind(self) -> str:
        """What it is, as names of files say it: a card without words is a card."""
        return self.format.removeprefix(_WORDLESS_FORMAT)

    @property
    def path(self) -> str:
        """Path below site/: part of the contract of names."""
        what = [self.kind, self.profile, IMPOSED if self.imposed else None]
        marks = ["mono" if self.mono else None, self.size, "print" if self.print_shop else None]
        words = "-".join(filter(None, [self.locales, self.region]))
        name = "-".join(filter(None, [*what, *marks]))
        return f"leaflets/{self.host}/{self.host}.{words}.{name}.pdf"

    @property
    def plain(self) -> Paper:
        """The same words on the format's own paper, in colour: one edition has many papers."""
        return replace(self, imposed=False, mono=False, size=None, print_shop=False)


def papers_of(
    advisory: Advisory, formats: Mapping[str, Leaflet], locales: Sequence[str]
) -> list[Paper]:
    """List the papers of a host country that the site offers, in the order of *locales*.

    *advisory* is that of the host in any locale; *locales* are those that are built. ``papers`` in
    site.yaml says which languages are together, which regions have their own, and whether Letter
    and print-shop files are made; each format says which of colour, mono and other sizes. Those
    without words come last, once for the country, for all its locales.
    """
    with_words = [
        paper
        for words in wordings(advisory, locales)
        for name, leaflet in formats.items()
        if not is_wordless(leaflet)
        # Without the letters for them, a board of sentences to show would be empty.
        if shows_host_words(advisory) or not is_only_to_show(leaflet)
        # One language alone would tell who carries it, and of some origin countries none is known.
        if advisory.spoken is not None or not is_of_languages(leaflet)
        # Where the host's language is in any case, a paper in both would be the same again.
        if not (leaflet.host_language and words.second == advisory.country.language)
        for paper in _papers(replace(words, format=name), leaflet, advisory)
    ]
    return [*with_words, *_without_words(advisory, formats)]


def _without_words(advisory: Advisory, formats: Mapping[str, Leaflet]) -> Iterator[Paper]:
    edition = advisory.wordless
    if edition is None or not is_printable(edition.host_locale, advisory.languages):
        return
    for name, leaflet in formats.items():
        # Without a number or a danger that needs no words, there is nothing to print.
        if is_wordless(leaflet) and edition.numbers and edition.hazards:
            yield from _papers(Paper(advisory.host, WORDLESS, name), leaflet, advisory)


def wordless_format(name: str) -> str:
    """Return the name of the same format without words: ``card`` → ``wordless-card``."""
    return name if name.startswith(_WORDLESS_FORMAT) else f"{_WORDLESS_FORMAT}{name}"


def wordings(advisory: Advisory, locales: Sequence[str]) -> Iterator[Paper]:
    """Yield the languages of papers: each locale alone, then pairs; whole host, then regions."""
    ours = [tag for tag in locales if is_printable(tag, advisory.languages)]
    alone = [Paper(advisory.host, tag, "") for tag in ours]
    pairs = [
        Paper(advisory.host, one, "", second=two)
        for one, two in _pairs(advisory)
        if one in ours and two in ours
    ]
    regions = [key for key in advisory.site.papers.regions if key in advisory.country.regions]
    for words in [*alone, *pairs]:
        yield words
        yield from (replace(words, region=region) for region in regions)


def _pairs(advisory: Advisory) -> Iterable[tuple[str, str]]:
    if (wished := advisory.site.papers.pairs) is not None:
        return [(one, two) for one, two in wished]
    origin, host = advisory.people.locales[0], advisory.country.language
    return [(origin, host)] if origin != host else []


def _papers(words: Paper, leaflet: Leaflet, advisory: Advisory) -> Iterator[Paper]:
    wishes = advisory.site.papers
    profiles = [
        profile
        for profile in leaflet.profiles
        if profile in advisory.guides.work and has_scenes(advisory, leaflet, profile)
    ]
    for profile in (None, *profiles):
        for variant in leaflet.made:
            size = next((size for size in SIZES if size in variant), None)
            paper = replace(words, profile=profile, mono="mono" in variant, size=size)
            # A book in black is only ever printed, so there is none to read on a screen.
            if not (leaflet.book and paper.mono):
                yield paper
            if leaflet.book:
                yield replace(paper, imposed=True)
        if wishes.letter and "letter" in leaflet.sizes:
            yield replace(words, profile=profile, size="letter")
            yield replace(words, profile=profile, mono=True, size="letter")
        if wishes.print_shop:
            yield replace(words, profile=profile, print_shop=True)


def is_for_press(paper: Paper, leaflet: Leaflet) -> bool:
    """Return whether *paper* only repeats another for a special printer, with the same content."""
    # The only poster that fits the printer of an office is black: readers need it.
    in_colour = (paper.size or "colour") in {*leaflet.made, "letter"}
    return paper.imposed or paper.print_shop or (paper.mono and in_colour)


def fit_name(paper: Paper) -> str:
    """Return the name under which the fit of *paper* is stored: host country, languages, kind.

    The same for colour and black, for a printer at home and a print shop; each size of paper has
    its own.

    >>> fit_name(Paper("thailand", "my", "trifold", second="th", mono=True, region="mae-sot"))
    'thailand.my_th.mae-sot.trifold'
    """
    marks = [paper.kind, paper.profile, paper.size]
    what = "-".join(filter(None, marks))
    return ".".join(filter(None, [paper.host, paper.locales, paper.region, what]))


def pages_of(leaflet: Leaflet) -> int | None:
    """Return how many pages a paper of this format has; None for a book, whose length varies."""
    return len(leaflet.sides) or None


def page_mm(leaflet: Leaflet, paper: Paper) -> tuple[Decimal, Decimal]:
    """Return width and height of the printed page, in millimetres, without bleed."""
    if paper.imposed:
        return leaflet.width_mm * 2, leaflet.height_mm
    width, height = leaflet.on(paper.size).sheet_mm
    other = leaflet.sizes.get(paper.size) if paper.size else None  # type: ignore[call-overload]
    scale = other.scale if other else None
    return (width, height) if scale is None else (round(width * scale), round(height * scale))


def paper_size(width_mm: float | Decimal, height_mm: float | Decimal) -> str:
    """Return the name of a size of paper, as in shops.

    >>> paper_size(297, 210)
    'A4'
    >>> paper_size(30, 70)
    '30 × 70 mm'
    """
    short, long = sorted((round(width_mm), round(height_mm)))
    return _NAMES.get((short, long), f"{round(width_mm)} × {round(height_mm)} mm")


def is_printable(locale: str, languages: Mapping[str, Language]) -> bool:
    """Return whether we have a font for papers in *locale*, and a fold for its direction.

    Without one for the host country's language papers leave out what they say in it, and tell.
    """
    return has_own_font(locale) and languages[locale].direction == "ltr"


def shows_host_words(advisory: Advisory) -> bool:
    """Return whether papers can show words in the host country's language: we have its letters."""
    return has_own_font(advisory.country.language)


def is_of_languages(leaflet: Leaflet) -> bool:
    """Return whether a paper is for pointing at one's language."""
    return any(block.block == "spoken" for _, _, block in blocks_of(leaflet))


def is_wordless(leaflet: Leaflet) -> bool:
    """Return whether a paper of this format has no words but title and foot."""
    return any(block.block.startswith(_WORDLESS_FORMAT) for _, _, block in blocks_of(leaflet))


def is_only_to_show(leaflet: Leaflet) -> bool:
    """Return whether a paper has only sentences in the host country's language, and its foot."""
    blocks = [block for _, _, block in blocks_of(leaflet) if block.at == "flow"]
    return all(block.block in ("phrases", "spoken", "wishes") for block in blocks)
