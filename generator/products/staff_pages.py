"""Step 4: an advisory → the pages for those who assist, in order. Light to load, for the sitemap.

The address of a case has a number and no name, so that a browser's history does not show what
somebody was told (CARE 15). Which page shows what: ``staff/pages/`` and ``templates/staff/``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..localise.advisory import Advisory
from ..localise.records.staff import CaseRecord
from ..localise.records.staff_plan import StaffRecord
from ..localise.records.twins import AgencyRecord

_TELLING_COURSES = frozenset({"trafficking"})
"""Courses whose title says what was done to somebody."""
MOST_AGENCIES = 12
"""On one page: of more, those in Burmese would be heavier than a page may be."""


@dataclass(frozen=True)
class StaffPage:
    """One page; its key is its path below ``L/staff/H/``, or "" for the list of all."""

    key: str
    template: str
    names: dict[str, object] = field(default_factory=dict)
    """What its template gets besides the advisory."""
    quiet: bool = False
    """A title that tells nothing, "Hide page", and in no list of a search engine."""

    @property
    def folder(self) -> str:
        """Its folder below that of the host country."""
        return f"{self.key}/" if self.key else ""


def staff_pages(advisory: Advisory) -> tuple[StaffPage, ...]:
    """Return the pages for those who assist; none where nothing was written for this country."""
    staff = advisory.staff
    if staff is None or not staff.is_local:
        return ()
    pages = [StaffPage("", "index"), *_procedures(staff), *_cases(staff), *_agencies(staff)]
    if staff.plan or staff.host_plan:
        pages.append(StaffPage("plan", "plan"))
    if staff.plan:
        pages += [StaffPage("plan/levels", "levels"), StaffPage("plan/chapters", "chapters")]
    if staff.drill_guide or staff.drills:
        pages.append(StaffPage("drill", "drills"))
    pages += [
        StaffPage(f"drill/{key}", "drill", {"drill": drill}) for key, drill in staff.drills.items()
    ]
    pages += [StaffPage("words", "words"), StaffPage("words/consent", "consent")]
    if staff.words.district or staff.words.loudspeaker:
        pages.append(StaffPage("words/district", "district"))
    pages += [StaffPage("forms", "forms"), StaffPage("guidelines", "guidelines"), *_courses(staff)]
    return tuple(pages)


def case_key(case: CaseRecord) -> str:
    """Return the key of the page of a case: ``refer/4``."""
    return f"refer/{case.order}"


def _procedures(staff: StaffRecord) -> list[StaffPage]:
    pages = [StaffPage("procedures", "procedures")]
    for key, procedure in staff.procedures.items():
        pages.append(StaffPage(f"procedures/{key}", "procedure", {"procedure": procedure}))
        pages.append(StaffPage(f"procedures/{key}/more", "more", {"procedure": procedure}))
    return pages


def _cases(staff: StaffRecord) -> list[StaffPage]:
    if not staff.cases:
        return []
    cases = [
        StaffPage(case_key(case), "case", {"case": case}, quiet=True)
        for case in staff.cases.values()
    ]
    return [StaffPage("refer", "cases", quiet=True), *cases]


def _courses(staff: StaffRecord) -> list[StaffPage]:
    if not staff.courses and staff.sessions is None:
        return []
    pages = [StaffPage("courses", "courses")]
    for key, course in staff.courses.items():
        quiet = key in _TELLING_COURSES
        names: dict[str, object] = {"course": course, "quiet": quiet}
        pages.append(StaffPage(f"courses/{key}", "course", names, quiet=quiet))
    if staff.sessions is not None:
        pages.append(StaffPage("courses/sessions", "sessions", {"sessions": staff.sessions}))
    return pages


def agency_key(staff: StaffRecord, agency: AgencyRecord) -> str:
    """Return the key of the page that an agency stands on."""
    return next(key for key, _side, some in agency_pages(staff) if agency in some)


def _agencies(staff: StaffRecord) -> list[StaffPage]:
    sides = [
        StaffPage(key, "side", {"side": side, "agencies": some})
        for key, side, some in agency_pages(staff)
    ]
    return [StaffPage("agencies", "agencies"), *sides]


def agency_pages(staff: StaffRecord) -> list[tuple[str, str, tuple[AgencyRecord, ...]]]:
    """Return key, side and agencies of each page; keys: ``agencies/host``, ``agencies/host-2``."""
    pages: list[tuple[str, str, tuple[AgencyRecord, ...]]] = []
    for side in dict.fromkeys(agency.side for agency in staff.agencies.values()):
        own = [agency for agency in staff.agencies.values() if agency.side == side]
        for at in range(0, len(own), MOST_AGENCIES):
            number = f"-{at // MOST_AGENCIES + 1}" if at else ""
            pages.append((f"agencies/{side}{number}", side, tuple(own[at : at + MOST_AGENCIES])))
    return pages
