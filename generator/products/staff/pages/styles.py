"""Step 4, staff pages: the few rules that only pages for those who assist need, as one small file.

Migrants' pages do not carry them: their first visit costs prepaid data.
"""

from __future__ import annotations

import hashlib
from functools import cache

from ....paths import ASSETS
from ...pages.assets import for_old_phones

FOLDER = ASSETS / "css-staff"


@cache
def stylesheet() -> bytes:
    """Return the stylesheet."""
    files = sorted(FOLDER.glob("*.css"))
    return "".join(for_old_phones(path.read_text("utf-8")) for path in files).encode()


@cache
def stylesheet_path() -> str:
    """Return its path from the site's root: ``assets/staff.0123abcd.css``."""
    return f"assets/staff.{hashlib.sha256(stylesheet()).hexdigest()[:8]}.css"
