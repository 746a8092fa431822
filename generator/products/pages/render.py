"""Step 4, pages: an advisory and a page's key → its finished parts, main first.

The order matters: the frame (strip above, sprite and sources below) shows what the main part noted.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from urllib.parse import urlsplit

from markupsafe import Markup

from ...localise.advisory import Advisory
from ...localise.proof import is_lost
from ...localise.records.library import AidTopicRecord, HazardRecord
from ...localise.records.twins import GuideRecord, SchemeRecord
from ...localise.texts import Text
from ...localise.translator import Ui
from ...model.leaflet import Leaflet
from ...model.site import UNDECIDED_URL
from ..icons import web_sprite
from ..paper.names import is_printable
from ..share_pictures import card_path, is_drawable
from ..site_paths import OFFLINE, feed_path
from . import print_page, queries, webfonts
from .assets import (
    aloud_script_path,
    other_stylesheet_path,
    print_script_path,
    script_path,
    search_script_path,
)
from .context import PageContext
from .environment import render
from .linked_data import linked_data_script
from .picture_sheet import placed
from .place import PagePlace
from .sets import PageSpec, host_pages

_FACT_KINDS = {
    "insurance": "schemes",
    "office": "posts",
    "hazards": "hazards",
    "first-aid": "hazards",
}
MOST_TABS = 3
"""Languages that fit beside the country on a small phone; more are in a list that opens."""
MOST_WITH_TEXT = 11_400
"""Bytes (packed) of a page of a hazard with the text it passes on: below ``build/budgets.yaml``,
which keeps room for notices. A longer page passes on its address, as most pages do."""


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
    """What the pages ask of the phone's fonts: see ``webfonts.languages_asked``."""
    index: str = ""
    """Path of what can be found in the pages (``products/search``)."""
    formats: Mapping[str, Leaflet] = field(default_factory=dict)
    """Of the leaflets that the print desk lists, by name."""
    press: bool = True
    """Whether the site has the papers for other printers, too."""

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
        """Return whether a person called any number; each page says so."""
        return queries.any_called(self.advisory)

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


def render_body(page_set: PageSet, spec: PageSpec) -> tuple[Markup, PageContext, dict[str, object]]:
    """Render what is between band and footer; also what was noted, and what templates get."""
    advisory = page_set.advisory
    page = PageContext(_place(page_set, spec), page_set.base, advisory.ui, advisory.sources)
    names: dict[str, object] = {"a": advisory, "key": spec.key, "passed": None, **spec.names}
    if spec.template == "print":
        names |= _print_desk(page_set, page)
    if spec.template == "find":
        names["code"] = search_script_path()
    if spec.template in ("print", "plate"):
        names["typing"] = print_script_path()
    return render(spec.template, page, **names), page, names


def render_page(page_set: PageSet, spec: PageSpec) -> Rendered:
    """Return one page of a host; a hazard's page with the text it passes on, if there is room."""
    passed = queries.text_of_page(page_set.advisory, spec.key)
    made = _render_page(page_set, spec, passed)
    if passed and spec.template == "hazard" and _weight(made) > MOST_WITH_TEXT:
        return _render_page(page_set, spec, None)
    return made


def _weight(made: Rendered) -> int:
    parts = (made.head, made.before, made.main, made.after)
    return len(zlib.compress("".join(parts).encode()))


def _render_page(page_set: PageSet, spec: PageSpec, passed: queries.PassedOn | None) -> Rendered:
    spec = replace(spec, names={**spec.names, "passed": passed})
    advisory = page_set.advisory
    path = page_set.base + spec.folder
    body, page, names = render_body(page_set, spec)
    tabs = tabs_of(advisory, page_set.offered, page, spec.key)
    names |= {
        "quiet": queries.is_hidden(advisory, spec.key) or not spec.band,
        "tabs": tabs,
        "most_tabs": MOST_TABS,
    }
    absolute = absolute_root(advisory.site.site_url)
    foot = render(
        "parts/foot",
        page,
        **names,
        overdue=overdue(page, advisory, _FACT_KINDS.get(spec.key.partition("/")[0], "rules")),
        called=page_set.called,
        address=absolute and absolute + path,
    )
    main = body if not spec.band else body + foot
    after = render("parts/bar", page, **names) if spec.bar else Markup("")
    before = render("parts/band", page, **names) if spec.band else Markup("")
    before, main, after = placed([before, main, after], page.link)
    title = _title(page_set, spec)
    head = render(
        "parts/head",
        page,
        **names,
        title=title,
        stylesheet=page.link(page_set.stylesheet),
        besides=page.link(other_stylesheet_path()) if spec.key else None,
        script=page.link(_script_of(spec, advisory)),
        asks=webfonts.question(
            page_set.asks, before + main + after, named(tabs) if spec.band else ()
        ),
        canonical=absolute and absolute + path,
        alternates={tag: absolute + page.base_in(tag, path) for tag in page_set.offered}
        if absolute and spec.band
        else {},
        card=absolute + card_path(advisory.host, advisory.locale)
        if absolute and spec.band and is_drawable(advisory.locale)
        else None,
        feed=page.link(feed_path(advisory.host, advisory.locale))
        if spec.key == "notices"
        else None,
        linked=linked_data_script(advisory) if spec.key == "assistance" else None,
        app=None if spec.key else page.link(f"{page_set.locale}/manifest.webmanifest"),
        described=spec.band and not queries.is_hidden(advisory, spec.key),
        listed=spec.band and not queries.is_hidden(advisory, spec.key),
        country=advisory.country.name,
        people=advisory.people.people,
    )
    return Rendered(title, head, before, main, after + sprite(before, main, after), body)


def _script_of(spec: PageSpec, advisory: Advisory) -> str:
    """Return the script of a page: one that reads steps aloud and loads the other, or the other.

    Never on pages that can be hidden: what is heard cannot be hidden (CARE 56).
    """
    if spec.template in ("now", "hazard") and not queries.is_hidden(advisory, spec.key):
        return aloud_script_path(listen_word(advisory.ui))
    return script_path()


def listen_word(ui: Ui) -> str:
    """Return what the button is called that reads aloud."""
    return str(ui("show.listen", "Listen"))


def sprite(*parts: Markup) -> Markup:
    """Return the shapes of the icons in *parts*, for the end of the page."""
    # Safe: our own files.
    return Markup(web_sprite(*parts))  # noqa: S704


def _place(page_set: PageSet, spec: PageSpec) -> PagePlace:
    root = urlsplit(page_set.advisory.site.site_url).path or "/"
    return PagePlace(page_set.base + spec.folder, root=root if spec.key == OFFLINE else None)


def tabs_of(advisory: Advisory, offered: Sequence[str], page: PageContext, key: str) -> list[Tab]:
    """Return the languages in which the page *key* stands, its own among them."""
    languages, locale = advisory.languages, advisory.locale
    locales = _readers_first(advisory, dict.fromkeys([*offered, locale]))
    return [
        Tab(tag, languages[tag].endonym, page.url(key, tag), current=tag == locale)
        for tag in locales
    ]


def _readers_first(advisory: Advisory, locales: Iterable[str]) -> list[str]:
    """Sort *locales*: those of the country of origin, that of this country, then the others."""
    own = [*advisory.people.locales, advisory.country.language]
    return sorted(locales, key=lambda tag: own.index(tag) if tag in own else len(own))


def named(tabs: Iterable[Tab]) -> list[str]:
    """Return the languages of a menu except the page's own, whose name has the page's font."""
    return [tab.locale for tab in tabs if not tab.current]


def _print_desk(page_set: PageSet, page: PageContext) -> dict[str, object]:
    """Papers in the reader's language, where the others are, and which old ones are still good."""
    advisory, locale = page_set.advisory, page_set.locale
    locales = list(dict.fromkeys([locale, *page_set.offered]))
    return {
        "desk": print_page.desk(advisory, page_set.formats, locales, press=page_set.press),
        "judged": print_page.judged(advisory),
        "ways": print_page.ways(page_set.formats, press=page_set.press),
        "elsewhere": [
            Tab(tag, advisory.languages[tag].endonym, page.url("print", tag), current=False)
            for tag in locales
            if tag != locale and is_printable(tag, advisory.languages)
        ],
    }


def _title(page_set: PageSet, spec: PageSpec) -> str:
    """Title of the browser's tab: neutral where somebody may look over the shoulder."""
    advisory = page_set.advisory
    country, ui = str(advisory.country.name), advisory.ui
    if not spec.band:
        return str(ui("hide.title", "Numbers"))
    if queries.is_hidden(advisory, spec.key) or not spec.key:
        return country
    return f"{_name(advisory, spec)} · {country}"


def _name(advisory: Advisory, spec: PageSpec) -> Text:
    ui = advisory.ui
    match spec.template:
        case "other" if queries.is_own_language(advisory):
            return ui("talk.lines", "More lines")
        case "other":
            language = ui.label("language", advisory.country.language)
            return ui("assistance.other", "Other lines, in %(language)s", language=language)
        case "life":
            return ui("questions.life", "Shelter, hospital, leaving the province")
        case "rights":
            return ui.label("about", str(spec.names["about"]))
        case _:
            return _name_of_subject(advisory, spec) or ui.label("page", spec.key)


def _name_of_subject(advisory: Advisory, spec: PageSpec) -> Text | None:
    """Return the name of what a page is about, where there are several pages of its kind."""
    match spec.names:
        case {"hazard": HazardRecord(name=name)} | {"scheme": SchemeRecord(title=name)}:
            return name
        case {"topic": AidTopicRecord(name=name)}:
            return name
        case {"guide": GuideRecord(page=page)}:
            # A guide's own title may tell why somebody reads it.
            return advisory.ui.label("page", page)
        case {"profile": str(profile)}:
            return advisory.guides.work[profile].title
        case {"group": str(group)}:
            return advisory.prepare.groups[group].title
        case _:
            return None


def overdue(page: PageContext, advisory: Advisory, kind: str = "rules") -> date | None:
    """Return the oldest reading of the page's sources if it is too old, or that of a lost one.

    Too old: past the limit for facts of *kind*. Lost: no longer at its address.
    """
    limit = timedelta(days=getattr(advisory.site.freshness, kind))
    oldest = min((source.read_on for source in page.cited), default=None)
    lost = [source.read_on for source in page.cited if is_lost(source)]
    if lost:
        return min(lost)
    return oldest if oldest is not None and advisory.today - oldest > limit else None


def absolute_root(site_url: str) -> str | None:
    """The site's address with a slash at its end; None while nobody has decided it."""
    return None if site_url.startswith(UNDECIDED_URL) else site_url.rstrip("/") + "/"
