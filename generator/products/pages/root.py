"""Step 4, pages: fronts of countries → language choice, home of a locale and 404 page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from . import webfonts
from .assets import lands_script_path, script_path
from .context import PageContext
from .environment import render
from .front import Front
from .lands import grouped
from .place import PagePlace
from .render import MOST_TABS, Rendered, SitePage, Tab, absolute_root, sprite
from .sets import PageSpec

_TEMPLATES = {"index.html": "root", "404.html": "missing"}


FEW_HOSTS = 20
"""Host countries whose numbers fit on one page; of more, the pages above them list the names."""


@dataclass(frozen=True)
class RootSet:
    """One page above the hosts.

    ``index.html`` (language choice), ``404.html``, or ``my/index.html`` (countries in Burmese).
    """

    path: str
    fronts: tuple[Front, ...]
    """Those of the page's own locale first."""

    @property
    def locale(self) -> str:
        """Language of the page."""
        return self.fronts[0].locale

    @property
    def direction(self) -> str:
        """Direction of its script: ltr or rtl."""
        return self.fronts[0].language.direction

    @property
    def pages(self) -> tuple[SitePage, ...]:
        """The one page."""
        template = _TEMPLATES.get(self.path, "home")
        return (SitePage(PageSpec("", template, band=False, bar=False), self.path),)

    def render(self, path: str) -> Rendered:
        """Render the page."""
        first = self.fronts[0]
        root = urlsplit(first.site_url).path or "/"
        place = PagePlace(path, root=root if path == "404.html" else None)
        page = PageContext(place, "", first.ui, {})
        in_locale = [front for front in self.fronts if front.locale == self.locale]
        few = len(in_locale) <= FEW_HOSTS
        names = {
            "key": "",
            "hosts": in_locale,
            "few": few,
            "groups": grouped(in_locale, self.fronts, few=few),
            "named": {
                one.host: [f for f in self.fronts if f.host == one.host] for one in in_locale
            },
            "locales": self._languages(),
            "tabs": self._tabs(page),
            "most_tabs": MOST_TABS,
            "choosing": lands_script_path(),
        }
        template = self.pages[0].spec.template
        main = render(template, page, **names)
        absolute = absolute_root(first.site_url)
        folder = path.removesuffix("index.html")
        title = str(first.ui("root.title", "Help in an emergency"))
        head = render(
            "parts/head",
            page,
            **names,
            title=title,
            card=None,
            stylesheet=place.link(first.stylesheet),
            besides=None,
            script=place.link(script_path()),
            asks=webfonts.question(first.asks, main, [one.locale for one in self._languages()]),
            canonical=absolute + folder if absolute and path != "404.html" else None,
            alternates=self._alternates(absolute),
            feed=None,
            linked=None,
            app=place.link(f"{self.locale}/manifest.webmanifest") if template == "home" else None,
            described=path != "404.html",
            listed=path != "404.html",
            country=first.country,
            people=first.people,
        )
        before = render("parts/home-band", page, **names) if template == "home" else Markup("")
        return Rendered(title, head, before, main, sprite(before, main))

    def _languages(self) -> list[Front]:
        """One front for each locale, in the order of the site."""
        # Turned round twice, so that the first front of each locale is the one that stays.
        return list({front.locale: front for front in reversed(self.fronts)}.values())[::-1]

    def _tabs(self, page: PageContext) -> list[Tab]:
        return [
            Tab(
                one.locale,
                one.language.endonym,
                page.link(f"{one.locale}/"),
                current=one.locale == self.locale,
            )
            for one in self._languages()
        ]

    def _alternates(self, absolute: str | None) -> dict[str, str]:
        if absolute is None or self.path in _TEMPLATES:
            return {}
        return {one.locale: f"{absolute}{one.locale}/" for one in self._languages()}


def sitemap(site_url: str, paths: Sequence[str]) -> bytes:
    """Return sitemap.xml for pages given by their path from the site's root."""
    root = site_url.rstrip("/") + "/"
    rows = "".join(f"<url><loc>{root}{path}</loc></url>\n" for path in paths)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'{head}<urlset xmlns="{space}">\n{rows}</urlset>\n'.encode()


def robots(site_url: str) -> bytes:
    """Return robots.txt: everybody may read everything."""
    absolute = absolute_root(site_url)
    tail = f"\nSitemap: {absolute}sitemap.xml\n" if absolute else ""
    return f"User-agent: *\nAllow: /\n{tail}".encode()
