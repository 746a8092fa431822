"""Style and script of pocket pages: the same bytes on each, whatever its country and language."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from rjsmin import jsmin

from ...languages import known_languages

_FOLDER = Path(__file__).resolve().parent.parent.parent / "assets" / "pocket"


@cache
def script() -> str:
    """Return the script: what stands between ``<script>`` and ``</script>``."""
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
    css = (_FOLDER / "pocket.css").read_text("utf-8")
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css)
    css = re.sub(r":\s+", ":", css)
    return css.replace(";}", "}").strip()
