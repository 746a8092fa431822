"""Step 4, style sheets: CSS → the same CSS without comments and needless blanks.

A dozen lines, since ours needs no more; ``rcssmin`` is there if it ever does.
"""

from __future__ import annotations

import re


def minified_css(css: str) -> str:
    """Return *css* without comments and needless spaces, also in strings: ours have none there."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css)
    css = re.sub(r":\s+", ":", css)
    return css.replace(";}", "}").strip()
