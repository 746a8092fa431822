"""Which papers there are, what they are called and where they lie.

For what prints them, and for pages and commands that list or link them: nothing here loads
WeasyPrint. In: an advisory, the formats of content/leaflets/, the locales that are built. Out:
``Paper`` values, each with its path below site/.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..languages import Language
from ..script.fonts import has_own_font

if TYPE_CHECKING:
    from ..localise import Advisory
    from ..model.leaflet import Leaflet


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
    profile: str | None = None
    imposed: bool = False
    mono: bool = False
    size: str | None = None
    print_shop: bool = False

    @property
    def locales(self) -> str:
        """Its languages as names and edition codes say them: ``my`` or ``my_th``."""
        return f"{self.locale}_{self.second}" if self.second else self.locale

    @property
    def path(self) -> str:
        """Path below site/: part of the contract of names."""
        return f"leaflets/{self.host}/{self.host}.{self.locales}.{self.format}.pdf"

    @property
    def plain(self) -> Paper:
        """The same words on the format's own paper, in colour: one edition has many papers."""
        return self


def papers_of(
    advisory: Advisory, formats: Mapping[str, Leaflet], locales: Sequence[str]
) -> list[Paper]:
    """List the papers of a host country that the site offers, in the order of *locales*."""
    host_language, languages = advisory.country.language, advisory.languages
    return [
        Paper(advisory.host, tag, name)
        for tag in locales
        if is_printable(tag, host_language, languages)
        for name in formats
    ]


def pages_of(leaflet: Leaflet) -> int | None:  # noqa: ARG001
    """Tell how many pages a paper of this format has; None for a book, whose length varies."""
    return 2


def page_mm(leaflet: Leaflet, paper: Paper) -> tuple[int, int]:  # noqa: ARG001
    """Return width and height of the printed page, in millimetres, without bleed."""
    return leaflet.width_mm, leaflet.height_mm


def is_printable(locale: str, host_language: str, languages: Mapping[str, Language]) -> bool:
    """Tell whether we have fonts for both languages of a leaflet, and a fold for its direction."""
    ours = has_own_font(locale) and has_own_font(host_language)
    return ours and languages[locale].direction == "ltr"


def leaflet_path(host: str, locale: str, name: str) -> str:
    """Path of a leaflet below site/ in its plainest form: one language, colour, own paper."""
    return Paper(host, locale, name).path
