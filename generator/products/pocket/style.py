"""Step 4, pocket: the style and script of pocket pages, the same bytes on each."""

from __future__ import annotations

from functools import cache

from rjsmin import jsmin

from ...paths import ASSETS
from ...text.languages import known_languages
from ..minified import minified_css

_FOLDER = ASSETS / "pocket"


@cache
def script() -> str:
    """Return the script: what is between ``<script>`` and ``</script>``."""
    return str(jsmin((_FOLDER / "pocket.js").read_text("utf-8")))


@cache
def stylesheet() -> str:
    """Return the stylesheet; how tall lines are follows from ``languages.yaml``."""
    return _common() + "".join(_leading())


def _leading() -> list[str]:
    """One rule for each height of lines."""
    by_height: dict[str, list[str]] = {}
    for tag, language in sorted(known_languages().items()):
        height = f"{language.line_height.body:g}"
        by_height.setdefault(height, []).append(f"[lang|={tag}]")
    return [
        f"{','.join(tags)}{{line-height:{height}}}" for height, tags in sorted(by_height.items())
    ]


def _common() -> str:
    return minified_css((_FOLDER / "pocket.css").read_text("utf-8"))
