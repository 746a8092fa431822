"""Step 4, staff pages: an advisory → the pages for those who assist in one host country and locale.

The same machinery as for the pages of migrants, but a set of its own: neither is made again when
the other changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from ....localise.advisory import Advisory
from ....localise.records.courses import CourseRecord
from ....localise.records.staff import ProcedureRecord
from ....localise.records.staff_plan import StaffRecord
from ....localise.records.twins import DrillRecord, SessionsRecord, SourceRecord
from ....localise.texts import Text
from ...pages import webfonts
from ...pages.assets import other_stylesheet_path, script_path
from ...pages.context import PageContext
from ...pages.environment import render, render_file
from ...pages.place import PagePlace
from ...pages.queries.contacts import any_called
from ...pages.render import MOST_TABS, Rendered, absolute_root, named, overdue, sprite, tabs_of
from ...site_paths import staff_base
from ...staff_pages import StaffPage, staff_pages
from ..papers.names import StaffPaper
from . import facts
from .files import course_script_path, stylesheet_path
from .lessons import HandedFile

_TELLING = frozenset({"trafficking", "violence"})
"""Tags of procedures whose title says what was done to somebody: their tab does not."""


@dataclass(frozen=True)
class StaffSitePage:
    """A page and its file, from the site's root."""

    spec: StaffPage
    path: str


@dataclass(frozen=True)
class StaffSet:
    """The pages for those who assist in one host country, in one locale."""

    advisory: Advisory
    offered: tuple[str, ...]
    """Locales that the language switch offers."""
    stylesheet: str
    """Path of the stylesheet of the locale from the site's root."""
    asks: str
    """What the pages ask of the phone's fonts."""
    hand_outs: Mapping[str, str]
    """Papers that a session with migrants hands out: path by format."""
    files: Mapping[str, Sequence[HandedFile]]
    """What is to be had of each paper for those who assist, and of each course."""
    sheet: StaffPaper | None = None
    """The sheet for a municipality in the language of the host country, where that is no locale."""

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
        """The folder of the set: ``my/staff/thailand/``."""
        return staff_base(self.advisory.locale, self.advisory.host)

    @property
    def staff(self) -> StaffRecord:
        """What the pages show."""
        if self.advisory.staff is None:
            raise ValueError(f"{self.base} is planned, and there is nothing to show")
        return self.advisory.staff

    @cached_property
    def pages(self) -> tuple[StaffSitePage, ...]:
        """All pages of the set."""
        return tuple(
            StaffSitePage(spec, f"{self.base}{spec.folder}index.html")
            for spec in staff_pages(self.advisory)
        )

    @cached_property
    def sources(self) -> dict[str, SourceRecord]:
        """Sources that a page may cite: those of what staff read, and those of the contacts."""
        return {**self.advisory.sources, **self.staff.sources}

    def render(self, path: str) -> Rendered:
        """Render the page that will be *path*."""
        spec = next(page.spec for page in self.pages if page.path == path)
        return _render(self, spec)


def _render(page_set: StaffSet, spec: StaffPage) -> Rendered:
    advisory, path = page_set.advisory, page_set.base + spec.folder
    place = PagePlace(path)
    page = PageContext(place, page_set.base, advisory.ui, page_set.sources)
    names: dict[str, object] = {
        "a": advisory,
        "staff": page_set.staff,
        "assist": facts,
        "key": spec.key,
        "hand_outs": page_set.hand_outs,
        "files": page_set.files,
        "sheet": page_set.sheet,
        **spec.names,
    }
    body = render_file(f"staff/{spec.template}.html", page, **names)
    foot = render_file(
        "staff/parts/foot.html",
        page,
        **names,
        called=any_called(advisory),
        overdue=overdue(page, advisory),
    )
    tabs = tabs_of(advisory, page_set.offered, page, spec.key)
    names |= {"tabs": tabs, "most_tabs": MOST_TABS}
    before = render("parts/band", page, **names) + render_file(
        "staff/parts/strip.html", page, **names
    )
    title = _title(advisory, spec)
    absolute = absolute_root(advisory.site.site_url)
    main = body + foot
    head = render(
        "parts/head",
        page,
        **names,
        title=title,
        stylesheet=page.link(page_set.stylesheet),
        besides=page.link(other_stylesheet_path()),
        script=page.link(script_path()),
        asks=webfonts.question(page_set.asks, main, named(tabs)),
        canonical=absolute and absolute + path,
        alternates={tag: absolute + page.base_in(tag, path) for tag in page_set.offered}
        if absolute
        else {},
        card=None,
        feed=None,
        linked=None,
        app=None,
        described=False,
        listed=not spec.quiet,
        country=advisory.country.name,
        people=advisory.people.people,
    )
    head += Markup('<link rel="stylesheet" href="{}">').format(page.link(stylesheet_path()))
    if spec.template == "course":
        head += Markup('<script defer src="{}"></script>').format(page.link(course_script_path()))
    return Rendered(title, head, before, main, sprite(before, main), body)


def _title(advisory: Advisory, spec: StaffPage) -> str:
    """Title of the browser's tab: neutral where somebody may look over the shoulder."""
    country = str(advisory.country.name)
    if spec.quiet:
        return country
    return f"{_name(advisory, spec)} · {country}"


def _name(advisory: Advisory, spec: StaffPage) -> Text:
    ui = advisory.ui
    match spec.names:
        case {"procedure": ProcedureRecord() as procedure}:
            telling = not _TELLING.isdisjoint(procedure.tags)
            return ui.label("staff-page", "procedures") if telling else procedure.title
        case {"drill": DrillRecord(title=title)}:
            return title
        case {"course": CourseRecord(title=title)} | {"sessions": SessionsRecord(title=title)}:
            return title
        case {"side": str(side)}:
            return ui.label("side", side)
        case _:
            return ui.label("staff-page", spec.template)
