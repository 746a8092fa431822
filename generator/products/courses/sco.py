"""Step 4, courses: ``CourseRecord`` → a SCORM 1.2 package: one page with all looks, a manifest.

In: an advisory, a course, the consents that may be shown. Out: files by their path in the package.
The page loads only its own two files, and reads the same without a learning platform.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from posixpath import basename

from markupsafe import Markup
from rjsmin import jsmin

from ...localise.advisory import Advisory
from ...localise.records.courses import CourseRecord
from ...localise.records.staff_plan import StaffRecord
from ...localise.records.twins import ConsentRecord
from ...paths import ASSETS
from ..icons import web_sprite
from ..pages.context import PageContext
from ..pages.environment import environment, render_file
from ..pages.place import PagePlace
from . import numbers
from .flow import looks_of
from .sheet import stylesheet

PAGE, STYLE, SCRIPT, MANIFEST = "index.html", "course.css", "course.js", "imsmanifest.xml"
"""The files of a package."""
SCORM = ASSETS / "scorm"
"""Style and script of all packages."""
_MOST_OF_TITLE = 200
"""Characters that the schema of manifests allows."""


@dataclass(frozen=True)
class Sco:
    """A course whose words are chosen."""

    locale: str
    title: str
    html: str

    def files(self, path: str) -> dict[str, bytes]:
        """Return the files of the package *path*, below site/: the manifest first (platforms)."""
        files = {
            PAGE: self.html.encode(),
            STYLE: stylesheet_of(self).encode(),
            SCRIPT: script().encode(),
        }
        identifier = basename(path).removesuffix(".scorm.zip").replace(".", "-")
        manifest = _manifest(self.title[:_MOST_OF_TITLE], identifier, list(files))
        return {MANIFEST: manifest.encode(), **files}


def draft_sco(
    advisory: Advisory,
    staff: StaffRecord,
    course: CourseRecord,
    spoken: Mapping[str, ConsentRecord],
    code: str,
) -> Sco:
    """Choose the words of a package; *spoken* are the consents whose words may be shown, by id.

    *code* answers for its words on the page "Print".
    """
    page = PageContext(PagePlace(""), "", advisory.ui, {**advisory.sources, **staff.sources})
    outside = advisory.contacts.get(staff.complaint_contact or "")
    names: dict[str, object] = {
        "a": advisory,
        "staff": staff,
        "course": course,
        "looks": looks_of(course),
        "spoken": dict(spoken),
        "outside": outside,
        "numbers": numbers,
        "code": code,
    }
    body = render_file("scorm/looks.html", page, **names)
    # What frames the looks is told by what they noted.
    strips = render_file("scorm/strips.html", page, **names)
    foot = render_file("scorm/foot.html", page, **names)
    sprite = Markup(web_sprite(strips, body, foot))  # noqa: S704  # our own files
    names |= {"body": body, "strips": strips, "foot": foot, "sprite": sprite}
    html = render_file("scorm/page.html", page, **names, style=STYLE, script=SCRIPT)
    return Sco(advisory.locale, str(course.title), str(html))


def stylesheet_of(sco: Sco) -> str:
    """Return the stylesheet of a package, with the letters that its page needs."""
    return stylesheet(SCORM / "course.css", sco.locale, sco.html)


@cache
def script() -> str:
    """Return the script of all packages."""
    return str(jsmin((SCORM / "course.js").read_text("utf-8")))


def _manifest(title: str, identifier: str, files: list[str]) -> str:
    template = environment().get_template(f"scorm/{MANIFEST}")
    return template.render(title=title, identifier=identifier, files=files, start=PAGE) + "\n"
