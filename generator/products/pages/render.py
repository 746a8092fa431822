"""From an advisory and a page's key to its finished parts: main first, then what frames it.

The order matters: the frame (strip above, sprite and sources below) tells what the main part noted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from ...advisory import Advisory
from ...model.leaflet import Leaflet
from ...model.site import UNDECIDED_URL
from ..addresses import OFFLINE
from ..icons import web_sprite
from ..passed_on import card_path, is_drawable
from ..printed import is_printable
from . import desk, facts, webfonts
from .assets import script_path, search_script_path
from .context import PageContext
from .environment import render
from .place import Place
from .sets import PageSpec, host_pages

_FACT_KINDS = {"insurance": "schemes", "office": "posts", "hazards": "hazards"}
MOST_TABS = 3
"""Languages that fit beside the country on a small phone; more stand in a list that opens."""


@dataclass(frozen=True)
class Rendered:
    """The parts of a page that the theme's template puts together."""

    title: str
    head: Markup
    before: Markup
    """Skip link, band, strips."""
    main: Markup
    after: Markup
    """The call bar, and the shapes of the icons."""
    body: Markup = field(default_factory=Markup)
    """Of the main part what is found by a search: all but sources and foot."""


@dataclass(frozen=True)
class Tab:
    """One language of the switch."""

    locale: str
    endonym: str
    url: str
    current: bool


@dataclass(frozen=True)
class SitePage:
    """A page and its file, from the site's root."""

    spec: PageSpec
    path: str


@dataclass(frozen=True)
class PageSet:
    """The pages of one host in one locale."""

    advisory: Advisory
    offered: tuple[str, ...]
    """Locales that the language switch offers."""
    stylesheet: str
    """Path of the stylesheet from the site's root."""
    asks: str
    """What the pages ask of the phone's fonts: see ``webfonts.asked``."""
    index: str = ""
    """Path of what can be found in the pages (``products/search``)."""
    formats: Mapping[str, Leaflet] = field(default_factory=dict)
    """Of the leaflets that the print desk lists, by name."""

    @property
    def locale(self) -> str:
        """Language of the pages."""
        return self.advisory.locale

    @property
    def direction(self) -> str:
        """Direction of its script: ltr or rtl."""
        return self.advisory.language.direction

    @property
    def base(self) -> str:
        """The folder of the page set: ``my/thailand/``."""
        return f"{self.advisory.locale}/{self.advisory.host}/"

    @cached_property
    def called(self) -> bool:
        """Did a person call any number? Each page tells it."""
        return facts.any_called(self.advisory)

    @property
    def pages(self) -> tuple[SitePage, ...]:
        """All pages of the set."""
        specs = map(self._finding, host_pages(self.advisory))
        return tuple(SitePage(spec, f"{self.base}{spec.folder}index.html") for spec in specs)

    def _finding(self, spec: PageSpec) -> PageSpec:
        """Tell the one page that searches where the index is: no other changes when it does."""
        return replace(spec, names={"index": self.index}) if spec.key == "find" else spec

    def render(self, path: str) -> Rendered:
        """Render the page that will be *path*."""
        page = next(page for page in self.pages if page.path == path)
        return render_page(self, page.spec)


@dataclass
class SomePages:
    """Pages of a page set, as MkDocs asks for them: planned once."""

    page_set: PageSet
    pages: Sequence[SitePage]

    @property
    def locale(self) -> str:
        """Language of the pages."""
        return self.page_set.locale

    @property
    def direction(self) -> str:
        """Direction of its script: ltr or rtl."""
        return self.page_set.direction

    def render(self, path: str) -> Rendered:
        """Render the page that will be *path*."""
        return self.page_set.render(path)


def render_body(page_set: PageSet, spec: PageSpec) -> tuple[Markup, PageContext, dict[str, Any]]:
    """Render what stands between band and footer; also what was noted, and what templates get."""
    advisory = page_set.advisory
    page = PageContext(_place(page_set, spec), page_set.base, advisory.ui, advisory.sources)
    names = {"a": advisory, "key": spec.key, **spec.names}
    if spec.template == "print":
        names |= _print_desk(page_set, page)
    if spec.template == "find":
        names["code"] = search_script_path()
    return render(spec.template, page, **names), page, names


def render_page(page_set: PageSet, spec: PageSpec) -> Rendered:
    """Render one page of a host."""
    advisory = page_set.advisory
    path = page_set.base + spec.folder
    body, page, names = render_body(page_set, spec)
    names |= {
        "quiet": spec.key in facts.HIDDEN or not spec.band,
        "tabs": _tabs(page_set, page, spec.key),
        "most_tabs": MOST_TABS,
    }
    foot = render(
        "parts/foot", page, **names, overdue=_overdue(page, spec, advisory), called=page_set.called
    )
    main = body if not spec.band else body + foot
    after = render("parts/bar", page, **names) if spec.bar else Markup("")
    before = render("parts/band", page, **names) if spec.band else Markup("")
    title = _title(page_set, spec)
    absolute = absolute_root(advisory.site.site_url)
    head = render(
        "parts/head",
        page,
        **names,
        title=title,
        stylesheet=page.link(page_set.stylesheet),
        script=page.link(script_path()),
        asks=webfonts.question(page_set.asks, main, _named(names["tabs"]) if spec.band else ()),
        canonical=absolute and absolute + path,
        alternates={tag: absolute + page.base_in(tag, path) for tag in page_set.offered}
        if absolute and spec.band
        else {},
        card=absolute + card_path(advisory.host, advisory.locale)
        if absolute and spec.band and is_drawable(advisory.locale)
        else None,
        app=None if spec.key else page.link(f"{page_set.locale}/manifest.webmanifest"),
        described=spec.band and spec.key not in facts.HIDDEN,
        country=advisory.country.name,
        people=advisory.people.people,
    )
    return Rendered(title, head, before, main, after + sprite(before, main, after), body)


def sprite(*parts: Markup) -> Markup:
    """Return the shapes of the icons in *parts*, for the end of the page."""
    # Safe: our own files.
    return Markup(web_sprite(*parts))  # noqa: S704


def _place(page_set: PageSet, spec: PageSpec) -> Place:
    root = urlsplit(page_set.advisory.site.site_url).path or "/"
    return Place(page_set.base + spec.folder, root=root if spec.key == OFFLINE else None)


def _tabs(page_set: PageSet, page: PageContext, key: str) -> list[Tab]:
    languages, own = page_set.advisory.languages, page_set.locale
    locales = list(dict.fromkeys([*page_set.offered, own]))
    return [
        Tab(tag, languages[tag].endonym, page.url(key, tag), current=tag == own) for tag in locales
    ]


def _named(tabs: Iterable[Tab]) -> list[str]:
    """Languages of a menu whose names are in other letters than the page; its own has a font of the page."""
    return [tab.locale for tab in tabs if not tab.current]


def _print_desk(page_set: PageSet, page: PageContext) -> dict[str, object]:
    """Papers in the reader's language, where the others are, and which old ones are still good."""
    advisory, own = page_set.advisory, page_set.locale
    locales = list(dict.fromkeys([own, *page_set.offered]))
    host_language = advisory.country.language
    return {
        "rows": desk.rows(advisory, page_set.formats, locales),
        "judged": desk.judged(advisory),
        "ways": desk.ways(page_set.formats),
        "elsewhere": [
            Tab(tag, advisory.languages[tag].endonym, page.url("print", tag), current=False)
            for tag in locales
            if tag != own and is_printable(tag, host_language, advisory.languages)
        ],
    }


def _title(page_set: PageSet, spec: PageSpec) -> str:
    """Title of the browser's tab: neutral where somebody may look over the shoulder."""
    advisory = page_set.advisory
    country, ui = str(advisory.country.name), advisory.ui
    if not spec.band:
        return str(ui("hide.title", "Numbers"))
    if spec.key in facts.HIDDEN or not spec.key:
        return country
    if spec.template == "hazard":
        name = str(spec.names["hazard"].name)
    elif spec.template == "scheme":
        name = str(spec.names["scheme"].title)
    elif spec.template == "guide":
        # A guide's own title may tell why somebody reads it.
        name = str(ui.label("page", spec.names["guide"].page))
    elif spec.template == "other":
        language = ui.label("language", advisory.country.language)
        name = str(ui("assistance.other", "Other lines, in %(language)s", language=language))
    elif spec.template == "life":
        name = str(ui("questions.life", "Shelter, hospital, leaving the province"))
    elif spec.template == "rights":
        name = str(ui.label("about", "work"))
    elif spec.template == "work":
        name = str(advisory.guides.work[spec.names["profile"]].title)
    else:
        name = str(ui.label("page", spec.key))
    return f"{name} · {country}"


def _overdue(page: PageContext, spec: PageSpec, advisory: Advisory) -> date | None:
    """The oldest reading among the page's sources, when it is past its limit."""
    kind = _FACT_KINDS.get(spec.key.partition("/")[0], "rules")
    limit = timedelta(days=getattr(advisory.site.freshness, kind))
    oldest = min((source.read_on for source in page.cited), default=None)
    return oldest if oldest is not None and advisory.today - oldest > limit else None


def absolute_root(site_url: str) -> str | None:
    """The site's address with a slash at its end; None while nobody has decided it."""
    return None if site_url.startswith(UNDECIDED_URL) else site_url.rstrip("/") + "/"
