"""Step 2: languages.yaml, harm.yaml and misread.yaml of check/data → tables, read once.

Data that a translator may correct without Python.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from ..load import load_tree
from ..load.tree import plain
from ..paths import PACKAGE
from ..text.languages import find_language


@cache
def table(file: str = "languages.yaml") -> Mapping[str, Any]:
    """Read one of our own tables; every scalar is text."""
    node, problems = load_tree(PACKAGE / "check" / "data" / file)
    if node is None:
        raise RuntimeError(f"the program's own table {file} is broken: {problems[0]}")
    rows: Mapping[str, Any] = plain(node)
    return rows


def row_of(name: str, locale: str) -> Any:
    """Return the row of *locale* in table *name* of languages.yaml, else of its script, or None."""
    rows = table()[name]
    language = find_language(locale)
    if language is None:
        return rows.get("other")
    return rows.get(language.tag, rows.get(language.script, rows.get("other")))


@cache
def any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Compile a pattern that finds any of *patterns*, in any case."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def words_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Compile a pattern of whole words; a star stands for any ending."""
    endings = (re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"\b(?:{'|'.join(endings)})\b", re.IGNORECASE)
