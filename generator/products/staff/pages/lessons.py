"""Step 4, staff pages: courses and sessions → answers for their templates. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ....localise.advisory import Advisory
from ....localise.records.courses import CourseRecord, ModuleRecord
from ....localise.records.staff_plan import StaffRecord
from ....localise.records.twins import SessionRecord
from ....localise.texts import Text
from ....model.leaflet import Leaflet
from ...course_papers import kit_of, sessions_of, slides_of
from ...courses.flow import Look, fixed_draw, looks_of, module_minutes
from ...courses.names import packages_of
from ...paper.names import papers_of
from ..papers.names import COURSE, staff_papers_of

__all__ = [
    "HandedFile",
    "chapters",
    "course_minutes",
    "courses_changed",
    "files_of",
    "fixed_draw",
    "hand_outs",
    "looks_of",
    "module_minutes",
    "right_answers_needed",
    "session_minutes",
    "sessions_paper",
]


def course_minutes(course: CourseRecord) -> int:
    """Return how many minutes the modules of *course* take by our estimate."""
    return sum(module_minutes(module) for module in course.modules.values())


def session_minutes(session: SessionRecord) -> int:
    """Return how many minutes a session takes."""
    return sum(step.minutes for step in session.steps.values())


def right_answers_needed(course: CourseRecord) -> int:
    """Return how many of the questions drawn must be right to reach the pass mark of *course*."""
    return -(-course.drawn * course.pass_mark // 100)


def chapters(course: CourseRecord) -> Iterator[tuple[Look, ModuleRecord]]:
    """Yield the look with which each module begins, and the module."""
    for look in looks_of(course):
        if look.kind == "module" and look.module is not None:
            yield look, look.module


class CourseChanged(NamedTuple):
    """What a society has changed in one course."""

    course: CourseRecord
    modules: list[ModuleRecord]
    left_out: int
    """Whole modules that it does not teach."""


def courses_changed(staff: StaffRecord) -> list[CourseChanged]:
    """Return what a society has changed in the courses that are offered here."""
    if staff.adapted is None:
        return []
    rows = []
    for key, course in staff.courses.items():
        changed = staff.adapted.courses.get(key)
        modules = [module for module in course.modules.values() if module.adapted]
        left_out = sum("." not in name for name in changed.left_out) if changed else 0
        if modules or left_out:
            rows.append(CourseChanged(course, modules, left_out))
    return rows


class HandedFile(NamedTuple):
    """A file beside the pages."""

    label: Text
    path: str
    is_there: bool
    """Whether the site has it; else it is made for who asks."""

    @property
    def ending(self) -> str:
        """What it is: ``PDF``, ``.docx``."""
        ending = f".{self.path.rpartition('.')[2]}"
        return "PDF" if ending == ".pdf" else ending


def files_of(advisory: Advisory, there: frozenset[str] | None) -> dict[str, list[HandedFile]]:
    """Return the files of each paper by its kind, and of each course by ``course-`` and its id.

    *there* are the paths of those that the site has. A paper that is there in no form is not
    listed: its words are not translated.
    """
    ui = advisory.ui
    papers = {
        paper.kind: [
            HandedFile(
                ui.label("staff-paper", paper.template), path, there is None or path in there
            )
            for path in paper.paths
        ]
        for paper in staff_papers_of(advisory)
    }
    found = {kind: rows for kind, rows in papers.items() if any(row.is_there for row in rows)}
    courses = advisory.staff.courses.values() if advisory.staff else ()
    return found | {
        f"{COURSE}{course.id}": [
            HandedFile(ui.label("course-file", kind), path, there is None or path in there)
            for kind, path in _course_files(advisory, course)
        ]
        for course in courses
    }


def _course_files(advisory: Advisory, course: CourseRecord) -> list[tuple[str, str]]:
    files = []
    kit = kit_of(advisory, course)
    if kit:
        files.append(("kit", kit))
    slides = slides_of(advisory, course)
    if slides:
        files += zip(("slides-pdf", "slides", "slides-pictures"), slides, strict=True)
    for package in packages_of(advisory):
        if package.course == course.id:
            files += [
                ("scorm", package.scorm),
                ("moodle", package.moodle),
                ("gift", package.gift),
            ]
    return files


def sessions_paper(advisory: Advisory) -> str | None:
    """Return the path of the sessions with migrants on paper; None where it is not made."""
    return sessions_of(advisory)


def hand_outs(advisory: Advisory, formats: Mapping[str, Leaflet]) -> dict[str, str]:
    """Return by format the paper that a session hands out: for everybody, in one language."""
    return {
        paper.format: paper.path
        for paper in papers_of(advisory, formats, [advisory.locale])
        if paper == paper.plain and not (paper.second or paper.region or paper.profile)
    }
