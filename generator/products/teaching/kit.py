"""Step 4, teaching: a course → its trainer kit on paper; sessions with migrants → their paper.

Papers for those who assist, like the others: set by ``staff/papers``, with their foot, code and
forms. They are rendered when they are made, not while they are planned.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from itertools import accumulate
from typing import Any, NamedTuple

from ...cache.digests import (
    code_digest,
    file_digests,
    library_versions,
    native_versions,
    tree_digest,
)
from ...localise.advisory import Advisory
from ...localise.interface import LABELS
from ...localise.records.courses import CourseRecord, ModuleRecord
from ...localise.records.twins import AgendaItemRecord, ChoiceRecord, QuestionRecord
from ...localise.texts import Text, texts
from ...text.fonts import WEIGHTS, bundled_families
from ..course_papers import forms_of
from ..courses.flow import module_minutes
from ..icons import ICONS_FOLDER
from ..paper.layout.styles import leaflet_css
from ..shelves import Shelf
from ..staff.docx.document import Span
from ..staff.papers.document import LOOK, TEMPLATES, StaffDraft, draft_staff, staff_of
from ..staff.papers.press import print_staff
from ..target import Files, Target
from .deck import LETTERS
from .fit import line_height, rows_of
from .words import TaughtWords, lean

SIGNS = ("circle", "triangle", "square", "cross")
"""Of the fields that stones are put on, in the order of the choices."""
FLIP_SIZES = (54, 48, 44, 40, 36, 32, 28, 24)
"""Sizes of a flip chart's letters, in points: the largest at which its card is on one page."""
_FLIP_WIDTH_PT, _FLIP_HEIGHT_PT = 485, 700
_KIT_SECONDS, _SESSIONS_SECONDS = 12.0, 4.0


class Row(NamedTuple):
    """A part of the agenda, and after how many minutes it begins."""

    begins: int
    item: AgendaItemRecord
    module: Text | None


class Asked(NamedTuple):
    """A question of the test with a group: each choice with its letter and its sign."""

    question: QuestionRecord
    choices: list[tuple[str, str, ChoiceRecord]]

    @property
    def right(self) -> tuple[str, str, ChoiceRecord]:
        """Letter, sign and words of the right one."""
        return next(row for row in self.choices if row[2].right)


class Lead(NamedTuple):
    """A module, for whoever leads the group, and about how many minutes it takes."""

    module: ModuleRecord
    minutes: int


class Flip(NamedTuple):
    """A flip chart: the card of a module and the size of its letters, in points."""

    module: ModuleRecord
    size: int


def kit_target(advisory: Advisory, words: TaughtWords) -> Target:
    """Return the target that makes the kit of a course: ``staff-papers/H/H.L.course-ID.pdf``."""
    return replace(_target(advisory, words, _KIT_SECONDS), shelf=Shelf.TEACH)


def sessions_target(advisory: Advisory, words: TaughtWords) -> Target:
    """Return the target of the paper of the sessions: ``staff-papers/H/H.L.sessions.pdf``."""
    return _target(advisory, words, _SESSIONS_SECONDS)


def draft_taught(advisory: Advisory, words: TaughtWords) -> StaffDraft:
    """Choose and set the words of the kit of a course, or of the sessions."""
    values: dict[str, Any] = {"formats": LABELS["format"], "rests_on": words.sources}
    if words.course is not None:
        values |= kit_values(advisory, words.course)
    return draft_staff(advisory, words.paper, edition=words.edition, **values)


def kit_values(advisory: Advisory, course: CourseRecord) -> dict[str, Any]:
    """Return what the template of a kit gets."""
    asked = [_asked(course.questions[name]) for name in course.before_after]
    return {
        "course": course,
        "leads": [Lead(module, module_minutes(module)) for module in course.modules.values()],
        "agendas": [
            (kind, _rows(course, items))
            for kind, items in (
                ("two-hours", course.agenda.two_hours),
                ("one-day", course.agenda.one_day),
            )
        ],
        "flips": [Flip(module, flip_size(module)) for module in course.modules.values()],
        "asked": asked,
        "signs": SIGNS[: max((len(one.choices) for one in asked), default=0)],
        "letters": LETTERS,
        "kit_forms": forms_of(staff_of(advisory)),
    }


def flip_size(module: ModuleRecord) -> int:
    """Return the size of the letters of a flip chart, in points.

    The smallest where even that is too tall: the card then goes on, on a second page.
    """
    fits = (size for size in FLIP_SIZES if _flip_height(module, size) <= _FLIP_HEIGHT_PT)
    return next(fits, FLIP_SIZES[-1])


def _flip_height(module: ModuleRecord, size: int) -> float:
    tall = 0.0
    for text in (module.title, *module.summary.values()):
        said = (Span(text, strong=text is module.title),)
        rows = len(rows_of(said, size, _FLIP_WIDTH_PT - size))
        tall += rows * size * line_height(text.lang) + 0.4 * size
    return tall


def _rows(course: CourseRecord, items: Iterable[AgendaItemRecord]) -> list[Row]:
    rows = list(items)
    begins = accumulate((item.minutes for item in rows), initial=0)
    return [
        Row(at, item, module.title if (module := course.modules.get(item.module or "")) else None)
        for at, item in zip(begins, rows, strict=False)
    ]


def _asked(question: QuestionRecord) -> Asked:
    return Asked(question, list(zip(LETTERS, SIGNS, question.choices.values(), strict=False)))


# --- targets ----------------------------------------------------------------------------------


def _target(advisory: Advisory, words: TaughtWords, effort: float) -> Target:
    langs = _languages(advisory, words)
    fonts = [family.path(weight) for family in bundled_families(langs) for weight in WEIGHTS]
    return Target.of(
        words.paper.path,
        "staff-papers",
        partial(_make, lean(advisory, words), replace(words, data="")),
        effort=effort,
        data=words.data,
        edition=words.edition,
        style=leaflet_css(langs, look=LOOK),
        font=file_digests(fonts),
        template=tree_digest(TEMPLATES),
        icons=tree_digest(ICONS_FOLDER),
        code=code_digest(),
        library=library_versions() | native_versions(),
    )


def _languages(advisory: Advisory, words: TaughtWords) -> tuple[str, ...]:
    staff = staff_of(advisory)
    said = [words.course or staff.sessions, staff.words.rules, forms_of(staff)]
    found = {run.lang for text in texts(said) for run in text.runs}
    return tuple(dict.fromkeys([advisory.locale, *sorted(found)]))


def _make(advisory: Advisory, words: TaughtWords) -> Files:
    return {words.paper.path: print_staff(draft_taught(advisory, words))}
