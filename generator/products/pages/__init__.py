"""Step 4: advisories → targets: a page set per host and locale, and what is above them.

A page set is one target: a small MkDocs run through the theme. Stylesheets and fonts are written
once for the whole site, under names that change with their content.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from ...cache.digests import code_digest, digest, library_versions, tree_digest
from ...load.leaflet_formats import own_formats
from ...localise.advisory import Advisory
from ...localise.proof import is_lost
from ...localise.translator import Ui
from ...model.leaflet import Leaflet
from ...paths import PACKAGE
from ...po.catalog import INTERFACE
from ...text.languages import Language
from ..site_paths import index_prefix, staff_home
from ..target import Files, Target
from . import assets, picture_sheet, print_page, webfonts
from .front import Front, front_of
from .indexed import make_pages
from .mkdocs_run import PagesMissingError, run_mkdocs
from .render import PageSet, listen_word
from .root import RootSet, robots, sitemap
from .single import make_page, make_some

__all__ = [
    "Front",
    "PageSet",
    "PageSets",
    "PagesMissingError",
    "asks_of",
    "fronts",
    "host_assets",
    "interface_words",
    "languages_table",
    "machinery",
    "make_page",
    "make_some",
    "offered_for",
    "page_set_of",
    "plan",
    "plan_above",
    "stylesheet_of",
]

_PRODUCT = "pages"
Digests = Mapping[str, str]
"""Digest by name of what was digested."""


class PageSets:
    """The page sets of host countries, each made once for all the products that need it.

    *formats* are those of the leaflets that pages link to; those of this repository when none are
    given. *press* tells whether the site has the papers for other printers, too.
    """

    def __init__(self, formats: Mapping[str, Leaflet] | None = None, *, press: bool = True) -> None:
        self.formats = own_formats() if formats is None else formats
        self._press = press
        self._page_sets: dict[tuple[str, str], tuple[PageSet, Digests]] = {}

    def of(self, advisories: Sequence[Advisory]) -> list[tuple[PageSet, Digests]]:
        """Return the page set of each advisory, and digests of all that shapes its words."""
        return [self._of(one, offered_for(one, advisories)) for one in advisories]

    def _of(self, advisory: Advisory, offered: tuple[str, ...]) -> tuple[PageSet, Digests]:
        key = advisory.host, advisory.locale
        if key not in self._page_sets or self._page_sets[key][0].advisory is not advisory:
            shapes = _shapes(advisory, offered, self.formats, press=self._press)
            page_set = _page_set(advisory, offered, self.formats, shapes)
            self._page_sets[key] = replace(page_set, press=self._press), shapes
        return self._page_sets[key]


def plan(
    advisories: Sequence[Advisory],
    *,
    formats: Mapping[str, Leaflet] | None = None,
    sets: PageSets | None = None,
) -> list[Target]:
    """One target per page set of a host, and the stylesheets, fonts and script they load.

    *sets* are shared with other products; else *formats* as ``PageSets`` has them.
    """
    targets = []
    for page_set, shapes in (sets or PageSets(formats)).of(advisories):
        targets.append(_page_set_target(page_set, shapes))
        targets += _asset_targets(page_set.advisory)
    return _once(targets)


def fronts(advisories: Sequence[Advisory]) -> list[Front]:
    """What ``plan_above`` needs of a host's advisories."""
    return [
        front_of(a, offered_for(a, advisories), stylesheet_of(a), asks_of(a)) for a in advisories
    ]


def plan_above(every: Sequence[Front]) -> list[Target]:
    """Targets of what is above the hosts: homes, language choice, 404, sitemap, robots."""
    by_locale: dict[str, list[Front]] = {}
    for front in every:
        by_locale.setdefault(front.locale, []).append(front)
    targets = []
    for tag, in_locale in by_locale.items():
        others = [rows[0] for other, rows in by_locale.items() if other != tag]
        targets.append(_root_target(f"{tag}/index.html", [*in_locale, *others]))
    targets += [_root_target(path, every) for path in ("index.html", "404.html")]
    return targets + _site_files(every)


def offered_for(advisory: Advisory, planned: Iterable[Advisory]) -> tuple[str, ...]:
    """Locales of the language switch: those the site offers, though only some are *planned* now."""
    return advisory.offered or tuple(dict.fromkeys(one.locale for one in planned))


def page_set_of(
    advisory: Advisory,
    offered: tuple[str, ...],
    formats: Mapping[str, Leaflet] | None = None,
) -> PageSet:
    """Return the page set of *advisory*; *formats* as in ``PageSets``."""
    formats = own_formats() if formats is None else formats
    return _page_set(advisory, offered, formats, _shapes(advisory, offered, formats))


def _page_set(
    advisory: Advisory,
    offered: tuple[str, ...],
    formats: Mapping[str, Leaflet],
    shapes: Digests,
) -> PageSet:
    # The name of the index changes with all that shapes it.
    index = f"{index_prefix(advisory.host, advisory.locale)}{digest(shapes)[:8]}.js"
    return PageSet(
        advisory,
        offered,
        stylesheet_of(advisory),
        asks_of(advisory),
        index=index,
        formats=formats,
    )


def _shapes(
    advisory: Advisory,
    offered: tuple[str, ...],
    formats: Mapping[str, Leaflet],
    *,
    press: bool = True,
) -> Digests:
    """Return digests of all that shapes the words of the pages, and so what a search can find."""
    shown = machinery()
    parts = {
        # Of everything in the tree; twice as fast as by way of JSON.
        "data": repr(_shown_of(advisory)).encode(),
        "synonyms": advisory.synonyms,
        "signed": sorted(advisory.signed),
        "locales": offered,
        "shelves": press,
        "overdue": _overdue(advisory),
        "interface": interface_words([advisory.ui]),
        "languages": languages_table(advisory.languages),
        "format": {name: leaflet.model_dump(mode="json") for name, leaflet in formats.items()},
        "editions": sorted(print_page.expired_codes(advisory)),
        "template": shown["template"],
        "library": shown["library"],
        "code": shown["code"],
    }
    return {name: digest(part) for name, part in parts.items()}


def _shown_of(advisory: Advisory) -> dict[str, Any]:
    """Return the localised tree, without parts that have their own digest or that no page reads.

    Labels, languages, signatures and the day have their own; no page shows withdrawn numbers, or
    what those who assist read.
    """
    return {name: value for name, value in vars(advisory).items() if name not in _NOT_SHOWN}


_NOT_SHOWN = frozenset(
    {
        "ui",
        "language",
        "languages",
        "today",
        "offered",
        "withdrawn",
        "synonyms",
        "recordings",
        "called",
        "origin_called",
        "staff",
        "signed",
    }
)


def host_assets(advisory: Advisory) -> dict[str, bytes]:
    """Return what an advisory's pages load, by path from the site's root."""
    chain, others = _languages(advisory)
    sheet = assets.stylesheet(chain, others, advisory.languages)
    files = {stylesheet_of(advisory): sheet, assets.script_path(): assets.script()}
    files[assets.search_script_path()] = assets.search_script()
    files[assets.print_script_path()] = assets.print_script()
    files[assets.lands_script_path()] = assets.lands_script()
    listen = listen_word(advisory.ui)
    files[assets.aloud_script_path(listen)] = assets.aloud_script(listen)
    files[assets.other_stylesheet_path()] = assets.other_stylesheet()
    files[picture_sheet.sheet_path()] = picture_sheet.sheet()
    fonts = assets.font_files(chain, others, advisory.languages)
    return {**files, **advisory.recordings, **fonts}


def _page_set_target(page_set: PageSet, shapes: Digests) -> Target:
    own_parts = {name: shapes[name] for name in ("data", "synonyms")}
    fixed = {name: one for name, one in shapes.items() if name not in own_parts} | {
        "style": [page_set.stylesheet, page_set.asks],
        **machinery(),
    }
    make = partial(make_pages, page_set)
    target = Target.of(page_set.base, _PRODUCT, make, effort=1.0, **own_parts, **fixed)
    return replace(target, beside=(page_set.index,))


def _root_target(path: str, fronts: Sequence[Front]) -> Target:
    page_set = RootSet(path, tuple(fronts))
    first = fronts[0]
    shown = [(front.host, front.locale, front.origin, front.digest) for front in fronts]
    locales = dict.fromkeys(locale for front in fronts for locale in (front.locale, *front.offered))
    return Target.of(
        path,
        _PRODUCT,
        partial(run_mkdocs, page_set),
        effort=0.1,
        locales=list(locales),
        style=[first.stylesheet, first.asks],
        data=shown,
        interface=interface_words([front.ui for front in fronts]),
        languages=languages_table(first.languages),
        **machinery(),
    )


def _asset_targets(advisory: Advisory) -> list[Target]:
    files = host_assets(advisory)
    return [
        Target.of(path, _PRODUCT, partial(_file, path, data), data=data)
        for path, data in files.items()
    ]


def _site_files(fronts: Sequence[Front]) -> list[Target]:
    url = fronts[0].site_url
    paths = [f"{tag}/" for tag in dict.fromkeys(front.locale for front in fronts)]
    paths += dict.fromkeys(staff_home(front.locale) for front in fronts if front.assists)
    paths += [folder for front in fronts for folder in (*front.folders, *front.staff_folders)]
    files = {"sitemap.xml": sitemap(url, ["", *sorted(paths)]), "robots.txt": robots(url)}
    return [
        Target.of(path, _PRODUCT, partial(_file, path, data), data=data)
        for path, data in files.items()
    ]


def _file(path: str, data: bytes) -> Files:
    return {path: data}


def _once(targets: Iterable[Target]) -> list[Target]:
    """Locales share icons and fonts: each file is planned once."""
    return list({target.path: target for target in targets}.values())


def _languages(advisory: Advisory) -> tuple[list[str], list[str]]:
    """Languages of its sentences and phrases, and of the names among them."""
    chain = list(dict.fromkeys([*advisory.ui.translator.chain, advisory.country.language]))
    tags = [*advisory.site.locales, *advisory.people.locales]
    return chain, list(dict.fromkeys(tag for tag in tags if tag not in chain))


def stylesheet_of(advisory: Advisory) -> str:
    """Return the path of the stylesheet of a locale's pages."""
    chain, others = _languages(advisory)
    return assets.stylesheet_path(chain, others, advisory.languages)


def asks_of(advisory: Advisory) -> str:
    """Return what its pages ask of the phone's fonts: see ``webfonts.languages_asked``."""
    return webfonts.languages_asked(_languages(advisory)[0])


# --- digests --------------------------------------------------------------------------------


def machinery() -> dict[str, Any]:
    """Everything of ours that shapes a page: code, templates, icons; and the libraries."""
    return {
        "script": [
            assets.script_path(),
            assets.search_script_path(),
            assets.print_script_path(),
            assets.lands_script_path(),
            assets.aloud_script_path(""),
            webfonts.script(),
        ],
        "pages": assets.other_stylesheet_path(),
        "template": [tree_digest(PACKAGE / f"templates/{name}") for name in ("pages", "theme")],
        "icons": tree_digest(PACKAGE / "assets/icons"),
        "code": [code_digest(), tree_digest(PACKAGE.parent, "mkdocs.yml")],
        "library": library_versions(),
    }


def _overdue(advisory: Advisory) -> list[str]:
    """What the day of the build comes to: which sources are past their limit."""
    limits = advisory.site.freshness
    return sorted(
        f"{key} {kind}"
        for key, source in advisory.sources.items()
        for kind in ("schemes", "posts", "hazards", "rules")
        if (advisory.today - source.read_on).days > getattr(limits, kind) or is_lost(source)
    )


def languages_table(languages: Mapping[str, Language]) -> dict[str, str]:
    """Return the languages of a page as its digest sees them."""
    return {tag: str(language) for tag, language in languages.items()}


def interface_words(uis: Iterable[Ui]) -> object:
    """Translations of the interface: of the readers' locales and of the hosts' languages."""
    messages: dict[str, dict[str, str]] = {}
    for ui in uis:
        for (tag, domain), catalog in ui.translator.catalogs.items():
            if domain == INTERFACE and tag not in messages:
                messages[tag] = {key: str(entry) for key, entry in catalog.entries.items()}
    return messages
