"""Step 4: an advisory → which slides, kits and papers for trainers there are in its locale, and where.

Light to load, and in no room: pages link by it, and ``teaching/`` makes by it.
"""

from __future__ import annotations

from ..localise.advisory import Advisory
from ..localise.records.courses import CourseRecord
from ..localise.records.staff import FormRecord
from ..localise.records.staff_plan import StaffRecord
from ..localise.texts import Text, texts
from .paper.names import is_printable

FORMS = ("course-feedback", "course-attendance", "course-before-after")
"""Forms of the kit, those that there are."""
MOST_SHARE = 0.8
"""So much of a course is translated, or it has no papers in that locale."""


def slides_of(advisory: Advisory, course: CourseRecord) -> tuple[str, str, str] | None:
    """Return the paths of the slides as PDF, as .pptx and as pictures; None where they are not made."""
    if not is_taught(advisory, course):
        return None
    base = deck_path(advisory.host, advisory.locale, course.id)
    return f"{base}.slides.pdf", f"{base}.pptx", f"{base}.slides.zip"


def kit_of(advisory: Advisory, course: CourseRecord) -> str | None:
    """Return the path of the trainer kit of *course*; None where it is not made."""
    if not is_taught(advisory, course):
        return None
    return kit_path(advisory.host, advisory.locale, course.id)


def sessions_of(advisory: Advisory) -> str | None:
    """Return the path of the paper on sessions with migrants; None where it is not made."""
    staff = advisory.staff
    if staff is None or staff.sessions is None or not _is_there(advisory, staff, staff.sessions):
        return None
    return sessions_path(advisory.host, advisory.locale)


def is_taught(advisory: Advisory, course: CourseRecord) -> bool:
    """Return whether *course* has slides and a kit in this locale: we have the letters, and the words."""
    staff = advisory.staff
    return staff is not None and _is_there(advisory, staff, course)


def forms_of(staff: StaffRecord) -> list[FormRecord]:
    """Return the forms that go with a course."""
    return [staff.forms[key] for key in FORMS if key in staff.forms]


def said_first(staff: StaffRecord) -> list[object]:
    """Return what a person hears and fills in: all of it is translated, or there is no paper."""
    return [staff.words.rules, forms_of(staff)]


def _is_there(advisory: Advisory, staff: StaffRecord, said: object) -> bool:
    if not staff.is_local:
        return False
    if not is_printable(advisory.locale, advisory.country.language, advisory.languages):
        return False
    if not all(map(_is_translated, texts(said_first(staff)))):
        return False
    found = list(texts(said))
    return sum(map(_is_translated, found)) >= MOST_SHARE * len(found)


def _is_translated(text: Text) -> bool:
    return text.state in ("source", "draft", "reviewed")


# --- paths: part of the contract of names -------------------------------------------------------------


def deck_path(host: str, locale: str, course: str) -> str:
    """Return the path of the slides below site/, without ``.pptx``, ``.slides.pdf`` or ``.slides.zip``."""
    return f"courses/{host}.{locale}.{course}"


def kit_path(host: str, locale: str, course: str) -> str:
    """Return the path of the trainer kit of a course below site/."""
    return f"staff-papers/{host}/{host}.{locale}.course-{course}.pdf"


def sessions_path(host: str, locale: str) -> str:
    """Return the path of the paper on sessions with migrants below site/."""
    return f"staff-papers/{host}/{host}.{locale}.sessions.pdf"
