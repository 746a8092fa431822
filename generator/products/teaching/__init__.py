"""Step 4: courses and sessions with migrants → what a trainer uses: slides, a kit and a paper.

``course_papers.py`` says which there are and where, ``words.py`` has the sources and the code of a
course, ``deck.py`` and ``fit.py`` choose what is on which slide, ``kit.py`` what is on paper. A
folder above those of the courses and of the papers for those who assist: it uses their forms, feet
and codes. Nothing is rendered while it is planned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...localise.advisory import Advisory
from ...localise.records.courses import CourseRecord
from ..course_papers import kit_of, sessions_of, slides_of
from ..courses import packages
from ..courses.names import packages_of
from ..paper.content.leaving import Leaving
from ..staff.consent import shown
from ..staff.papers import StaffPaper
from ..staff.papers.document import staff_of
from ..target import Target
from .kit import kit_target, sessions_target
from .slides import deck_targets
from .words import TaughtWords, course_words, session_words

__all__ = ["course_code", "course_packages", "papers", "plan", "plan_courses", "plan_sessions"]


def plan(advisories: Sequence[Advisory]) -> list[Target]:
    """Return the targets of courses and of sessions."""
    return [*plan_courses(advisories), *plan_sessions(advisories)]


def plan_courses(advisories: Sequence[Advisory]) -> Iterator[Target]:
    """Yield a kit and slides for each course, in each locale that has their words."""
    for advisory in advisories:
        for words in _taught(advisory):
            if words.course is not None:
                yield _paper_target(advisory, words)
                if slides_of(advisory, words.course):
                    yield from deck_targets(advisory, words, words.course)


def plan_sessions(advisories: Sequence[Advisory]) -> Iterator[Target]:
    """Yield one paper for the sessions with migrants, in each locale that has its words."""
    for advisory in advisories:
        if sessions_of(advisory):
            yield sessions_target(advisory, session_words(advisory))


def papers(advisories: Sequence[Advisory]) -> Iterator[tuple[StaffPaper, Target, TaughtWords]]:
    """Yield each paper with a code: its target and its words. Slides have the code of the kit."""
    for advisory in advisories:
        for words in _taught(advisory):
            yield words.paper, _paper_target(advisory, words), words


def course_code(advisory: Advisory, course: CourseRecord) -> str:
    """Return the code for the words of *course*: that of its kit, even where no kit is made."""
    return course_words(advisory, course).edition.code


def course_packages(
    advisories: Sequence[Advisory],
) -> Iterator[tuple[Leaving, Target, Leaving]]:
    """Yield what is recorded of each package for learning platforms, in the form of papers."""
    for advisory in advisories:
        planned = packages.plan([advisory], may_show=shown, code_of=course_code)
        targets = {target.path: target for target in planned}
        for package in packages_of(advisory):
            words = course_words(advisory, staff_of(advisory).courses[package.course])
            said = Leaving(
                advisory.host, advisory.locale, package.scorm, words.edition, words.carried
            )
            yield said, targets[package.scorm], said


def _taught(advisory: Advisory) -> Iterator[TaughtWords]:
    courses = advisory.staff.courses.values() if advisory.staff else ()
    for course in courses:
        if kit_of(advisory, course):
            yield course_words(advisory, course)
    if sessions_of(advisory):
        yield session_words(advisory)


def _paper_target(advisory: Advisory, words: TaughtWords) -> Target:
    return sessions_target(advisory, words) if words.course is None else kit_target(advisory, words)
