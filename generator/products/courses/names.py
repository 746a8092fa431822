"""Step 4, courses: an advisory → the packages of its courses, with paths. Light to load."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...localise.advisory import Advisory
from ...localise.records.courses import CourseRecord
from ...localise.texts import texts

FOLDER = "courses"


@dataclass(frozen=True)
class CoursePackage:
    """One course in one locale, for learning platforms: three files."""

    corridor: str
    """The host country; origin and host country where people of several origins are advised."""
    locale: str
    course: str

    @property
    def scorm(self) -> str:
        """Path below site/ of the course itself, SCORM 1.2: part of the contract of names."""
        return f"{self._stem}.scorm.zip"

    @property
    def gift(self) -> str:
        """Path of its questions as GIFT."""
        return f"{self._stem}.gift"

    @property
    def moodle(self) -> str:
        """Path of the same questions as Moodle XML."""
        return f"{self._stem}.xml"

    @property
    def _stem(self) -> str:
        return f"{FOLDER}/{self.corridor}.{self.locale}.{self.course}"


def packages_of(advisory: Advisory) -> Iterator[CoursePackage]:
    """Yield the packages that a build makes; none where there are no pages for those who assist.

    In the source locale all, in another those of which at least one sentence is translated.
    """
    staff = advisory.staff
    if staff is None or not staff.is_local:
        return
    source = advisory.ui.translator.source_locale
    for key, course in staff.courses.items():
        if advisory.locale == source or _is_begun(course):
            yield CoursePackage(_corridor(advisory), advisory.locale, key)


def _is_begun(course: CourseRecord) -> bool:
    return any(text.state in ("draft", "reviewed") for text in texts(course))


def _corridor(advisory: Advisory) -> str:
    origins = {one.origin for one in advisory.site.corridors if one.host == advisory.host}
    return advisory.host if len(origins) < 2 else f"{advisory.origin}-{advisory.host}"
