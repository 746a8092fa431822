"""Plugin: a file whose tests are all left out is not read.

Half of the files load our whole content while their tests are collected, to name the countries. `make quick` leaves out
most of these files, and waited half a minute for each of its processes to read them.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

_LEFT_OUT = re.compile(r"not (\w+)")
_MARKS = re.compile(r"^pytestmark = (\[[^\]]*\]|[^\n]*)", re.MULTILINE)
_MARK = re.compile(r"pytest\.mark\.(\w+)")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave a file alone that has, as a whole, a mark of which ``-m`` says ``not MARK``."""
    asked: str = config.option.markexpr
    if collection_path.suffix != ".py" or " or " in asked or "(" in asked:
        return None
    marks = _MARKS.search(collection_path.read_text("utf-8"))
    named = set(_MARK.findall(marks[1])) if marks else set()
    return True if named & set(_LEFT_OUT.findall(asked)) else None
