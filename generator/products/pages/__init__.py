"""The site: one page set per host and locale, and the pages and files above them.

A page set is one target: a small MkDocs run through the theme. Stylesheets and fonts are written
once for the whole site, under names that change with their content.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from ...localise import Advisory
from ...model.leaflet import Leaflet
from ...target import Files, Target, digest, library_versions, tree_digest
from ...view import whole as exact
from ..icons import web_sprite
from ..leaflets.formats import own_formats
from . import assets, desk, facts
from .render import PageSet
from .root import RootSet, robots, sitemap
from .run import PagesMissingError, run_mkdocs
from .sets import host_pages

__all__ = ["PagesMissingError", "host_assets", "page_set_of", "plan"]

_PACKAGE = Path(__file__).resolve().parent.parent.parent
_PRODUCT = "pages"


def plan(
    advisories: Sequence[Advisory],
    *,
    whole: bool,
    formats: Mapping[str, Leaflet] | None = None,
) -> list[Target]:
    """One target per page set; with *whole* also homes, language choice, 404 and the rest.

    *formats* are those of the leaflets that pages link to; those of this repository when none are
    given.
    """
    formats = own_formats() if formats is None else formats
    offered = tuple(dict.fromkeys(a.locale for a in advisories))
    targets = []
    rows = {(a.host, a.locale): _root_row(a) for a in advisories} if whole else {}
    for advisory in advisories:
        tags = offered_for(advisory, offered)
        targets.append(_page_set_target(advisory, tags, formats))
    for tag in offered:
        own = [a for a in advisories if a.locale == tag]
        targets += _asset_targets(own[0])
        if whole:
            others = [a for a in advisories if a.locale != tag]
            targets.append(_root_target(f"{tag}/index.html", [*own, *others], rows))
    if whole:
        targets += [_root_target(path, advisories, rows) for path in ("index.html", "404.html")]
        targets += _site_files(advisories)
    return _once(targets)


def offered_for(advisory: Advisory, planned: tuple[str, ...]) -> tuple[str, ...]:
    """Locales of the language switch: those the site offers, though only some are built now."""
    return advisory.offered or planned


def page_set_of(
    advisory: Advisory,
    offered: tuple[str, ...],
    formats: Mapping[str, Leaflet] | None = None,
) -> PageSet:
    """Return the page set of *advisory*; *formats* as in ``plan``."""
    formats = own_formats() if formats is None else formats
    return PageSet(
        advisory, offered, _stylesheet_path(advisory), assets.icons_path(), formats=formats
    )


def host_assets(advisory: Advisory) -> dict[str, bytes]:
    """Return stylesheet, icons and fonts of an advisory's locale, by path from the site's root."""
    chain, others = _languages(advisory)
    sheet = assets.stylesheet(chain, others, advisory.languages)
    files = {_stylesheet_path(advisory): sheet, assets.icons_path(): web_sprite()}
    return files | assets.font_files([chain])


def _page_set_target(
    advisory: Advisory, offered: tuple[str, ...], formats: Mapping[str, Leaflet]
) -> Target:
    path = f"{advisory.locale}/{advisory.host}/"
    page_set = page_set_of(advisory, offered, formats)
    return Target.of(
        path, _PRODUCT, partial(run_mkdocs, page_set), effort=0.5,
        locales=offered, style=page_set.stylesheet, format=_formats(formats),
        editions=sorted(desk.expired_codes(advisory)), **_content(advisory), **_machinery(),
    )  # fmt: skip


def _formats(formats: Mapping[str, Leaflet]) -> dict[str, object]:
    return {name: leaflet.model_dump(mode="json") for name, leaflet in formats.items()}


def _root_row(advisory: Advisory) -> str:
    """Digest of what the pages above the hosts show of an advisory; several of them ask for it."""
    return digest(
        exact(advisory.country),
        exact(facts.plates(advisory)),
        exact(advisory.site),
        exact(advisory.people),
    )


def _root_target(
    path: str, advisories: Sequence[Advisory], rows: Mapping[tuple[str, str], str]
) -> Target:
    page_set = RootSet(
        path, tuple(advisories), _stylesheet_path(advisories[0]), assets.icons_path()
    )
    shown = [(a.host, a.locale, rows[a.host, a.locale]) for a in advisories]
    locales = dict.fromkeys(locale for a in advisories for locale in (a.locale, *a.offered))
    return Target.of(
        path, _PRODUCT, partial(run_mkdocs, page_set), effort=0.1,
        locales=list(locales), style=page_set.stylesheet, data=shown,
        interface=_interface(advisories), languages=_table(advisories[0]), **_machinery(),
    )  # fmt: skip


def _asset_targets(advisory: Advisory) -> list[Target]:
    files = host_assets(advisory)
    return [
        Target.of(path, _PRODUCT, partial(_file, path, data), data=data)
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


def _stylesheet_path(advisory: Advisory) -> str:
    chain, others = _languages(advisory)
    return assets.stylesheet_path(chain, others, advisory.languages)


# --- digests --------------------------------------------------------------------------------


def _machinery() -> dict[str, object]:
    """Everything of ours that shapes a page: code, templates, icons; and the libraries."""
    code = {name: tree_digest(_PACKAGE, name) for name in _CODE}
    return {
        "template": [tree_digest(_PACKAGE / f"templates/{name}") for name in ("pages", "theme")],
        "icons": tree_digest(_PACKAGE / "assets/icons"),
        "code": code | {"mkdocs.yml": tree_digest(_PACKAGE.parent, "mkdocs.yml")},
        "library": library_versions("mkdocs", "mkdocs-material", "jinja2", "markupsafe"),
    }


_CODE = (
    "products/html.py", "products/icons.py", "products/printed.py", "products/carried.py",
    "products/verdicts.py", "products/pictures.py", "products/pages/**/*.py",
    "script/*.py", "plugin.py", "localise.py", "translator.py", "model/files.py",
    "interface.py", "languages.py", "view.py", "telephone.py", "proof.py",
)  # fmt: skip


def _content(advisory: Advisory) -> dict[str, object]:
    """The localised tree, and what its dates come to today."""
    fields = {
        name: exact(value)
        for name, value in vars(advisory).items()
        if name not in ("ui", "language", "languages", "today", "offered")
    }
    limits = advisory.site.freshness
    late = sorted(
        f"{key} {kind}"
        for key, source in advisory.sources.items()
        for kind in ("schemes", "posts", "hazards", "rules")
        if (advisory.today - source.read_on).days > getattr(limits, kind)
    )
    table = _table(advisory)
    return {
        "data": fields, "overdue": late, "interface": _interface([advisory]), "languages": table,
    }  # fmt: skip


def _table(advisory: Advisory) -> dict[str, str]:
    return {tag: str(language) for tag, language in advisory.languages.items()}


def _interface(advisories: Iterable[Advisory]) -> object:
    """Translations of the interface."""
    found: dict[str, dict[str, str]] = {}
    for advisory in advisories:
        own = _languages(advisory)[0]
        for (tag, domain), catalog in advisory.ui.translator.catalogs.items():
            if domain == "interface" and tag in own and tag not in found:
                found[tag] = {key: str(entry) for key, entry in catalog.entries.items()}
    return found
