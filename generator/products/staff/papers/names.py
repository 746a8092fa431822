"""Step 4: an advisory → the papers for those who assist, with paths. Light to load for pages.

Which of them are made in a locale depends on what is translated: ``papers/__init__.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ....localise.advisory import Advisory

FOLDER = "staff-papers"
DRILL = "drill-"
COURSE = "course-"
_TEMPLATES = {DRILL: "drill", COURSE: "kit"}


@dataclass(frozen=True)
class StaffPaper:
    """One file that is printed."""

    host: str
    locale: str
    kind: str
    """manual, cards, forms, plan, district, sessions, ``drill-`` with the id of an exercise, or
    ``course-`` with that of a course: what its trainer needs."""

    @property
    def path(self) -> str:
        """Path below site/: part of the contract of names."""
        return f"{FOLDER}/{self.host}/{self.host}.{self.locale}.{self.kind}.pdf"

    @property
    def paths(self) -> list[str]:
        """Return the paths of the PDF, and of the .docx if people may want to change it.

        Forms and district sheets have none: they are in the manual, or short.
        """
        may_change = self.kind in ("manual", "cards", "plan") or self.drill
        return [self.path] + ([f"{self.path.removesuffix('.pdf')}.docx"] if may_change else [])

    @property
    def template(self) -> str:
        """The template that prints it."""
        found = (name for start, name in _TEMPLATES.items() if self.kind.startswith(start))
        return next(found, self.kind)

    @property
    def drill(self) -> str | None:
        """Id of the exercise it is, if it is one."""
        return self.kind.removeprefix(DRILL) if self.kind.startswith(DRILL) else None

    @property
    def course(self) -> str | None:
        """Id of the course it is for, if it is for one."""
        return self.kind.removeprefix(COURSE) if self.kind.startswith(COURSE) else None


def staff_papers_of(advisory: Advisory) -> Iterator[StaffPaper]:
    """Yield the papers that content is enough for; none where nothing was written for this country.

    Those for trainers are planned without drafting them: ``products/teaching/``.
    """
    staff = advisory.staff
    if staff is None or not staff.is_local:
        return
    kinds = ["manual", "cards", "forms"]
    kinds += ["plan"] if staff.plan else []
    kinds += ["district"] if staff.words.district or staff.words.loudspeaker else []
    kinds += [f"{DRILL}{key}" for key in staff.drills]
    for kind in kinds:
        yield StaffPaper(advisory.host, advisory.locale, kind)
