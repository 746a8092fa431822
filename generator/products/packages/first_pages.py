"""Step 4, packages: advisories and the files of a package → its start pages, which load nothing.

``start_page`` lists the languages, each in its own letters; ``language_page`` what a stick has in
one of them. Their letters are inside: a page from a disk may load no font file in Firefox. Neither
has a script.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ...localise.advisory import Advisory
from ...localise.texts import Text
from ...paths import ASSETS
from ..courses.sheet import stylesheet
from ..pages.context import PageContext
from ..pages.environment import render_file
from ..pages.place import PagePlace
from ..paper.content.imprint import Edition
from ..paper.names import Paper
from ..policy import Inline

STYLE = ASSETS / "packages" / "package.css"


@dataclass(frozen=True)
class StartRow:
    """One language of a package."""

    locale: str
    direction: str
    endonym: str
    country: str
    """What the host country is called in it."""
    path: str
    """The page that its readers open next."""
    code: str


@dataclass(frozen=True)
class SavedFile:
    """A file of numbers to save."""

    path: str
    region: Text | None
    """Absent: of the whole country."""


@dataclass(frozen=True)
class StickFiles:
    """What a stick has in one language: paths on it."""

    pocket: str
    text: str
    messages: str | None
    contacts: Sequence[SavedFile]
    papers: Sequence[Paper]


def start_page(advisories: Sequence[Advisory], rows: Sequence[StartRow]) -> bytes:
    """Return the page at the top of a package of *advisories*, those of one host country."""
    page = PageContext(PagePlace(""), "", advisories[0].ui, advisories[0].sources)
    return _with_style("start", page, a=advisories[0], rows=rows)


def start_row(advisory: Advisory, path: str, code: str) -> StartRow:
    """Return the row of the language of *advisory*, whose readers open *path* next."""
    own = advisory.language
    country = str(advisory.country.name)
    return StartRow(advisory.locale, own.direction, own.endonym, country, path, code)


def language_page(advisory: Advisory, edition: Edition, files: StickFiles) -> bytes:
    """Return the page ``L/index.html`` of a stick."""
    base = f"{advisory.locale}/"
    page = PageContext(PagePlace(base), base, advisory.ui, advisory.sources)
    return _with_style("language", page, a=advisory, edition=edition, files=files)


def _with_style(template: str, page: PageContext, **names: object) -> bytes:
    path = f"packages/{template}.html"
    # Which letters it needs is told by the page itself.
    bare = render_file(path, page, style="", sources="", **names)
    style = stylesheet(STYLE, page.locale, str(bare))
    inline = Inline("style", style)
    sources = f"style-src {inline.source}"
    # Safe: our own file.
    made = render_file(path, page, style=Markup(style), sources=sources, **names)  # noqa: S704
    return f"{made}\n".encode()
