"""Step 4: an advisory → which slides, kits and papers for trainers exist in its locale, and where.

Light to load, and outside ``teaching/``: pages link these papers, and ``teaching/`` makes them.
"""

from __future__ import annotations

from ..localise.advisory import Advisory
from ..localise.records.courses import CourseRecord
from ..localise.records.staff_plan import StaffRecord
from ..localise.records.twins import FormRecord
from ..localise.texts import texts
from .paper.names import is_printable

FORMS = ("course-feedback", "attendance-tally", "course-before-after")
"""Forms of the kit, those that there are."""
MOST_SHARE = 0.8
"""So much of what a paper says is translated, or there is none in that locale."""


def slides_of(advisory: Advisory, course: CourseRecord) -> tuple[str, str, str] | None:
    """Return the paths of the slides as PDF, .pptx and pictures; None where they are not made.

    They carry the code of the kit, so there are none without it.
    """
    if kit_of(advisory, course) is None or not _is_mostly_translated(on_slides(course)):
        return None
    base = deck_path(advisory.host, advisory.locale, course.id)
    return f"{base}.slides.pdf", f"{base}.pptx", f"{base}.slides.zip"


def kit_of(advisory: Advisory, course: CourseRecord) -> str | None:
    """Return the path of the trainer kit of *course*; None where it is not made."""
    if not _may_be_made(advisory) or not _is_mostly_translated(in_kit(course)):
        return None
    return kit_path(advisory.host, advisory.locale, course.id)


def sessions_of(advisory: Advisory) -> str | None:
    """Return the path of the paper on sessions with migrants; None where it is not made."""
    sessions = advisory.staff and advisory.staff.sessions
    if sessions is None or not _may_be_made(advisory) or not _is_mostly_translated(sessions):
        return None
    return sessions_path(advisory.host, advisory.locale)


def forms_of(staff: StaffRecord) -> list[FormRecord]:
    """Return the forms that go with a course: only those whose text is translated completely."""
    forms = [staff.forms[key] for key in FORMS if key in staff.forms]
    return [form for form in forms if all(text.is_translated for text in texts(form))]


def on_slides(course: CourseRecord) -> list[object]:
    """Return what slides say of *course*: all but test questions and texts for the trainer."""
    modules = course.modules.values()
    parts = [(m.title, m.objective, m.screens, m.here, m.case, m.summary) for m in modules]
    return [course.title, course.purpose, course.audience, parts]


def in_kit(course: CourseRecord) -> list[object]:
    """Return what a kit says of *course*."""
    modules = course.modules.values()
    parts = [(m.title, m.objective, m.summary, m.notes) for m in modules]
    asked = [course.questions[name] for name in course.before_after]
    about = [course.title, course.purpose, course.audience, course.check_first]
    return [*about, course.agenda, parts, asked]


def _may_be_made(advisory: Advisory) -> bool:
    """Return whether we have the letters, and all of the rules, which are read aloud."""
    staff = advisory.staff
    if staff is None or not staff.is_local:
        return False
    if not is_printable(advisory.locale, advisory.languages):
        return False
    return all(text.is_translated for text in texts(staff.words.rules))


def _is_mostly_translated(said: object) -> bool:
    found = list(texts(said))
    return sum(text.is_translated for text in found) >= MOST_SHARE * len(found)


# --- paths: part of the contract of names ---------------------------------------------------------


def deck_path(host: str, locale: str, course: str) -> str:
    """Return the path of the slides below site/, without an ending such as ``.pptx``."""
    return f"courses/{host}.{locale}.{course}"


def kit_path(host: str, locale: str, course: str) -> str:
    """Return the path of the trainer kit of a course below site/."""
    return f"staff-papers/{host}/{host}.{locale}.course-{course}.pdf"


def sessions_path(host: str, locale: str) -> str:
    """Return the path of the paper on sessions with migrants below site/."""
    return f"staff-papers/{host}/{host}.{locale}.sessions.pdf"
