"""The documents of this repository, and the code that stands in them."""

from __future__ import annotations

import re
from pathlib import Path

from support.example import ROOT

DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]

FENCE = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]+`")


def read(path: Path) -> str:
    return path.read_text("utf-8")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def code_in(path: Path) -> str:
    text = read(path)
    return "\n".join([*FENCE.findall(text), *CODE.findall(FENCE.sub("", text))])
