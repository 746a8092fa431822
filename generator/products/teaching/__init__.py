"""Step 4: courses and sessions with migrants → what a trainer uses: slides, a kit on paper, the sessions on paper.

``course_papers.py`` says which there are and where, ``words.py`` what a course rests on and its code, ``deck.py`` and
``fit.py`` what stands on which slide, ``kit.py`` what is on paper. A room of its own, above those of the courses and of
the papers for those who assist, whose forms, feet and codes it uses. Nothing is rendered while it is planned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...localise.advisory import Advisory
from ..course_papers import kit_of, sessions_of, slides_of
from ..staff.papers import StaffPaper
from ..target import Target
from .kit import kit_target, sessions_target
from .slides import deck_target
from .words import TaughtWords, course_words, session_words

__all__ = ["papers", "plan"]


def plan(advisories: Sequence[Advisory]) -> list[Target]:
    """Two targets for each course, slides and kit, and one for the sessions, in each locale that has their words."""
    targets = []
    for advisory in advisories:
        for words in _taught(advisory):
            targets.append(_paper_target(advisory, words))
            if words.course is not None and slides_of(advisory, words.course):
                targets.append(deck_target(advisory, words, words.course))
    return targets


def papers(advisories: Sequence[Advisory]) -> Iterator[tuple[StaffPaper, Target, TaughtWords]]:
    """Yield each paper with a code: its target, and what it says. The slides carry the code of the kit."""
    for advisory in advisories:
        for words in _taught(advisory):
            yield words.paper, _paper_target(advisory, words), words


def _taught(advisory: Advisory) -> Iterator[TaughtWords]:
    courses = advisory.staff.courses.values() if advisory.staff else ()
    for course in courses:
        if kit_of(advisory, course):
            yield course_words(advisory, course)
    if sessions_of(advisory):
        yield session_words(advisory)


def _paper_target(advisory: Advisory, words: TaughtWords) -> Target:
    return sessions_target(advisory, words) if words.course is None else kit_target(advisory, words)
