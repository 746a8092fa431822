"""Beside step 4, where: a marked advisory → the places of texts for staff with the marks.

As ``places``: each page, paper, package and deck is asked for what it shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...localise.advisory import Advisory
from ...localise.texts import plain
from ...model.leaflet import Leaflet
from ...products import teaching
from ...products.course_papers import slides_of
from ...products.courses.bank import bank_of
from ...products.courses.gift import gift
from ...products.courses.names import packages_of
from ...products.courses.sco import draft_sco
from ...products.pages import fronts, offered_for
from ...products.paper import is_printable
from ...products.site_paths import STAFF
from ...products.staff import docx
from ...products.staff.consent import shown as may_show
from ...products.staff.pages import page_set_of
from ...products.staff.pages.above import StaffHome
from ...products.staff.papers import draft_of, staff_papers_of
from ...products.staff.papers.document import is_whole, staff_of
from ...products.staff_pages import staff_pages
from ...products.teaching.deck import deck_of
from ...products.teaching.kit import draft_taught
from .places import Kind, PlaceFound, how_marked, on_page, shows

_KINDS: Mapping[str, Kind] = {"procedures": "procedure", "refer": "case", "courses": "course"}
"""What a page is, by the first part of its key."""


def staff_places(
    advisories: Sequence[Advisory], locale: str, formats: Mapping[str, Leaflet], way: str = ""
) -> list[PlaceFound]:
    """Look at all that those who assist in one host country get in *locale*."""
    advisory = next(one for one in advisories if one.locale == locale)
    if not staff_pages(advisory):
        return []
    return [
        *_pages(advisory, offered_for(advisory, advisories), formats, way),
        *_papers(advisory, advisories, way),
        *_packages(advisory, way),
        *_taught(advisory, way),
    ]


def _pages(
    advisory: Advisory, offered: tuple[str, ...], formats: Mapping[str, Leaflet], way: str
) -> Iterator[PlaceFound]:
    page_set = page_set_of(advisory, offered, formats)
    for page in page_set.pages:
        kind = _KINDS.get(page.spec.key.partition("/")[0], "staff-page")
        name = f"{STAFF}/{advisory.host}/{page.spec.folder}"
        for part, how, has_way in on_page(page_set.render(page.path), way):
            yield PlaceFound(kind, name, advisory.locale, how, part, way=has_way)
    home = StaffHome(tuple(fronts([advisory])), (advisory.locale,))
    for page in home.pages:
        for part, how, has_way in on_page(home.render(page.path), way):
            yield PlaceFound("staff-page", f"{STAFF}/", advisory.locale, how, part, way=has_way)


def _papers(advisory: Advisory, advisories: Sequence[Advisory], way: str) -> Iterator[PlaceFound]:
    if not is_printable(advisory):
        return
    for paper in staff_papers_of(advisory):
        draft = draft_of(advisory, paper, advisories)
        if not is_whole(draft, staff_of(advisory)):
            continue
        yield from _file(advisory, f"{paper.kind}.pdf", draft.html, way)
        if docx.has_docx(paper):
            # It is read from the same HTML.
            yield from _file(advisory, f"{paper.kind}.docx", draft.html, way)


def _packages(advisory: Advisory, way: str) -> Iterator[PlaceFound]:
    staff = staff_of(advisory)
    spoken = {key: one for key, one in staff.words.consents.items() if may_show(one, advisory)}
    for package in packages_of(advisory):
        course = staff.courses[package.course]
        code = teaching.course_code(advisory, course)
        sco = draft_sco(advisory, staff, course, spoken, code)
        yield from _file(advisory, f"{course.id}.scorm.zip", sco.html, way)
        bank = gift(bank_of(advisory, course), [])
        yield from _file(advisory, f"{course.id}.gift", bank, way)
        # The same questions in another form.
        yield from _file(advisory, f"{course.id}.xml", bank, way)


def _taught(advisory: Advisory, way: str) -> Iterator[PlaceFound]:
    for paper, _target, words in teaching.papers([advisory]):
        yield from _file(advisory, f"{paper.kind}.pdf", draft_taught(advisory, words).html, way)
        if words.course is not None and (paths := slides_of(advisory, words.course)):
            deck = repr(deck_of(advisory, words.course, words, "", plain("", "en")))
            for path in paths:
                yield from _file(advisory, path.partition(f".{advisory.locale}.")[2], deck, way)


def _file(advisory: Advisory, name: str, shown: str, way: str) -> Iterator[PlaceFound]:
    # What is a record, and no HTML, is told by its repr, in which the marks are written as escapes.
    plain = shown.replace("\\ufdd0", "\ufdd0").replace("\\ufdd1", "\ufdd1")
    if how := how_marked(plain):
        name = f"{advisory.host} {name}"
        yield PlaceFound("staff-paper", name, advisory.locale, how, way=shows(plain, way))
