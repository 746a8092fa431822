"""The content of this repository, loaded once in each process."""

from __future__ import annotations

from functools import cache

from generator.load import Content, load_content
from support.example import ROOT


@cache
def real_content() -> Content:
    """The content of this repository."""
    content, problems = load_content(ROOT / "content")
    assert not [problem for problem in problems if problem.level == "error"]
    return content
