"""Step 4, staff pages: fronts of countries → the list of countries for those who assist."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ...pages import Front, webfonts
from ...pages.assets import other_stylesheet_path, script_path
from ...pages.context import PageContext
from ...pages.environment import render, render_file
from ...pages.place import PagePlace
from ...pages.render import MOST_TABS, Rendered, Tab, absolute_root, sprite
from ...site_paths import staff_home
from ...staff_pages import StaffPage
from .files import stylesheet_path
from .render import StaffSitePage


@dataclass(frozen=True)
class StaffHome:
    """The one page ``L/staff/``."""

    fronts: tuple[Front, ...]
    """Of one locale: countries that have pages for those who assist."""
    locales: tuple[str, ...]
    """Locales that have this page."""

    @property
    def locale(self) -> str:
        """Language of the page."""
        return self.fronts[0].locale

    @property
    def direction(self) -> str:
        """Direction of its script: ltr or rtl."""
        return self.fronts[0].language.direction

    @property
    def pages(self) -> tuple[StaffSitePage, ...]:
        """The one page."""
        path = f"{staff_home(self.locale)}index.html"
        return (StaffSitePage(StaffPage("", "home"), path),)

    def render(self, path: str) -> Rendered:
        """Render the page."""
        first = self.fronts[0]
        place = PagePlace(path)
        page = PageContext(place, "", first.ui, {})
        tabs = self._tabs(page)
        names: dict[str, object] = {"key": "", "tabs": tabs, "most_tabs": MOST_TABS}
        main = render_file("staff/home.html", page, hosts=list(self.fronts), **names)
        absolute = absolute_root(first.site_url)
        title = str(first.ui.label("staff-page", "index"))
        head = render(
            "parts/head",
            page,
            **names,
            title=title,
            card=None,
            stylesheet=place.link(first.stylesheet),
            besides=place.link(other_stylesheet_path()),
            script=place.link(script_path()),
            asks=webfonts.question(first.asks, main, [t.locale for t in tabs if not t.current]),
            canonical=absolute and absolute + staff_home(self.locale),
            alternates={tag: absolute + staff_home(tag) for tag in self.locales}
            if absolute
            else {},
            feed=None,
            linked=None,
            app=None,
            described=False,
            listed=True,
            country=first.country,
            people=first.people,
        )
        head += Markup('<link rel="stylesheet" href="{}">').format(place.link(stylesheet_path()))
        strip = render_file("staff/parts/strip.html", page)
        before = render("parts/home-band", page, **names) + strip
        return Rendered(title, head, before, main, sprite(before, main))

    def _tabs(self, page: PageContext) -> list[Tab]:
        languages = self.fronts[0].languages
        return [
            Tab(
                tag,
                languages[tag].endonym,
                page.link(staff_home(tag)),
                current=tag == self.locale,
            )
            for tag in self.locales
        ]
