"""The site: one page set per host and locale, and the pages and files above them.

A page set is one target: a small MkDocs run through the theme. Stylesheets and fonts are written
once for the whole site, under names that change with their content.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from ...localise import Advisory
from ...target import Files, Target, digest, library_versions, tree_digest
from ...view import jsonable
from ..icons import web_sprite
from . import assets, facts
from .render import PageSet
from .root import RootSet, robots, sitemap
from .run import PagesMissingError, run_mkdocs
from .sets import host_pages

__all__ = ["PagesMissingError", "host_assets", "page_set_of", "plan"]

_PACKAGE = Path(__file__).resolve().parent.parent.parent
_PRODUCT = "pages"


def plan(advisories: Sequence[Advisory], *, whole: bool) -> list[Target]:
    """One target per page set; with *whole* also homes, language choice, 404 and the rest."""
    offered = tuple(dict.fromkeys(a.locale for a in advisories))
    targets = []
    for advisory in advisories:
        tags = offered_for(advisory, offered)
        targets.append(_page_set_target(advisory, tags))
    for tag in offered:
        own = [a for a in advisories if a.locale == tag]
        targets += _asset_targets(own[0])
        if whole:
            others = [a for a in advisories if a.locale != tag]
            targets.append(_root_target(f"{tag}/index.html", [*own, *others]))
    if whole:
        targets += [_root_target(path, advisories) for path in ("index.html", "404.html")]
        targets += _site_files(advisories)
    return _once(targets)


def offered_for(advisory: Advisory, planned: tuple[str, ...]) -> tuple[str, ...]:
    """Locales of the language switch: those the site offers, though only some are built now."""
    return advisory.offered or planned


def page_set_of(advisory: Advisory, offered: tuple[str, ...]) -> PageSet:
    """Return the page set of *advisory*."""
    return PageSet(advisory, offered, _stylesheet_path(advisory), assets.icons_path())


def host_assets(advisory: Advisory) -> dict[str, bytes]:
    """Return stylesheet, icons and fonts of an advisory's locale, by path from the site's root."""
    chain, others = _languages(advisory)
    sheet = assets.stylesheet(chain, others, advisory.languages)
    files = {_stylesheet_path(advisory): sheet, assets.icons_path(): web_sprite()}
    return files | assets.font_files([chain])


def _page_set_target(advisory: Advisory, offered: tuple[str, ...]) -> Target:
    path = f"{advisory.locale}/{advisory.host}/"
    page_set = page_set_of(advisory, offered)
    parts = (path, offered, page_set.stylesheet, _content(advisory))
    return Target(path, _digest(*parts), partial(run_mkdocs, page_set), _PRODUCT)


def _root_target(path: str, advisories: Sequence[Advisory]) -> Target:
    page_set = RootSet(
        path, tuple(advisories), _stylesheet_path(advisories[0]), assets.icons_path()
    )
    shown = [
        (a.host, a.locale, jsonable(a.country), jsonable(facts.plates(a)), a.site.site_url)
        for a in advisories
    ]
    parts = (path, page_set.stylesheet, shown, _interface(advisories))
    return Target(path, _digest(*parts), partial(run_mkdocs, page_set), _PRODUCT)


def _asset_targets(advisory: Advisory) -> list[Target]:
    files = host_assets(advisory)
    return [
        Target(path, digest(path, data), partial(_file, path, data), _PRODUCT)
        for path, data in files.items()
    ]


def _site_files(advisories: Sequence[Advisory]) -> list[Target]:
    url = advisories[0].site.site_url
    paths = [f"{tag}/" for tag in dict.fromkeys(a.locale for a in advisories)]
    for advisory in advisories:
        base = f"{advisory.locale}/{advisory.host}/"
        paths += [f"{base}{page.folder}" for page in host_pages(advisory) if page.band]
    files = {"sitemap.xml": sitemap(url, ["", *sorted(paths)]), "robots.txt": robots(url)}
    return [
        Target(path, digest(path, data), partial(_file, path, data), _PRODUCT)
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


def _stylesheet_path(advisory: Advisory) -> str:
    chain, others = _languages(advisory)
    return assets.stylesheet_path(chain, others, advisory.languages)


# --- digests --------------------------------------------------------------------------------


def _digest(*parts: object) -> str:
    return digest(*parts, _code(), library_versions("mkdocs", "mkdocs-material", "jinja2"))


def _code() -> dict[str, str]:
    """Everything of ours that shapes a page: code, templates, icons."""
    folders = ("products", "script", "templates/pages", "templates/theme", "assets/icons")
    modules = ("plugin.py", "localise.py", "interface.py", "view.py", "telephone.py", "proof.py")
    return {name: tree_digest(_PACKAGE / name) for name in folders} | {
        name: tree_digest(_PACKAGE, name) for name in modules
    }


def _content(advisory: Advisory) -> object:
    """The localised tree, and what its dates come to today."""
    fields = {
        name: jsonable(value)
        for name, value in vars(advisory).items()
        if name not in ("ui", "language", "languages", "today")
    }
    limits = advisory.site.freshness
    late = sorted(
        key
        for key, source in advisory.sources.items()
        for kind in ("schemes", "posts", "hazards", "rules")
        if (advisory.today - source.read_on).days > getattr(limits, kind)
    )
    return fields, late, _interface([advisory]), str(advisory.language)


def _interface(advisories: Iterable[Advisory]) -> object:
    """Translations of the interface."""
    found = {}
    for advisory in advisories:
        for (tag, domain), catalog in advisory.ui.translator.catalogs.items():
            if domain == "interface":
                found[tag] = {key: str(entry) for key, entry in catalog.entries.items()}
    return found
