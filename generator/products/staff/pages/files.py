"""Step 4, staff pages: files that only these pages load: rules of style, the script of courses.

Migrants' pages do not have them: their first visit costs prepaid data.
"""

from __future__ import annotations

import hashlib
from functools import cache

from ....paths import ASSETS
from ...pages.assets import for_old_phones, script_of

CSS_FOLDER = ASSETS / "css-staff"
JS_FOLDER = ASSETS / "js-course"


@cache
def stylesheet() -> bytes:
    """Return the stylesheet."""
    files = sorted(CSS_FOLDER.glob("*.css"))
    return "".join(for_old_phones(path.read_text("utf-8")) for path in files).encode()


@cache
def stylesheet_path() -> str:
    """Return its path from the site's root: ``assets/staff.0123abcd.css``."""
    return f"assets/staff.{_short(stylesheet())}.css"


@cache
def course_script() -> bytes:
    """Return the script of a course: it draws the questions of the final test."""
    return script_of(JS_FOLDER)


@cache
def course_script_path() -> str:
    """Return its path from the site's root: ``assets/course.0123abcd.js``."""
    return f"assets/course.{_short(course_script())}.js"


def _short(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:8]
