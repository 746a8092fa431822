"""Step 1: locales/countries.yaml of a site of one's own → its rows beside the program's table.

The program's table is replaced with each release. A site's own is over it: the countries it names
are allowed, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .. import paths
from ..model import tables
from ..problems import Problem, shown_path
from .files import load_tree
from .shapes import fields_of
from .tree import Items, Node, Scalar, plain
from .tree import Mapping as Tree

_COUNTRY, _CURRENCY = re.compile("[A-Z]{2}"), re.compile("[A-Z]{3}")


def lay_countries_over(content: Path, base: Path) -> list[Problem]:
    """Allow in *content* the countries and currencies of its own table, if any; return problems.

    A row with a fault is left out. Files are named from *base*.
    """
    path = paths.own_countries_file(content)
    if path == paths.COUNTRIES_FILE or not path.exists():
        return []
    node, problems = load_tree(path, base)
    if node is None:
        return problems
    shown = shown_path(path, base)
    own: dict[str, Any] = {"hosts": [], "origins": [], "currencies": {}}
    faults = list(_read(node, own, shown))
    tables.lay_over(own)
    fields_of.cache_clear()  # It knows the currencies of before.
    return [*problems, *faults]


def _read(node: Node, own: dict[str, Any], shown: str) -> Iterator[Problem]:
    """Add the rows of *node* to *own*; yield those that are none."""
    if not isinstance(node, Tree):
        yield _fault(node, shown, "the table has no groups", "")
        return
    for name, (key, value) in node.entries.items():
        if name not in own:
            yield _fault(key, shown, f'"{name}" is none of: {", ".join(own)}', name)
        elif name == "currencies" and isinstance(value, Tree):
            for code, (at, words) in value.entries.items():
                if _CURRENCY.fullmatch(code) and isinstance(words, Scalar) and words.text.strip():
                    own[name][code] = plain(words)
                else:
                    yield _fault(at, shown, f'"{code}" is no currency with its name', name)
        elif name != "currencies" and isinstance(value, Items):
            for one in value.items:
                if isinstance(one, Scalar) and _COUNTRY.fullmatch(one.text):
                    own[name].append(one.text)
                else:
                    yield _fault(one, shown, "this is no code of a country", name)
        elif not (isinstance(value, Scalar) and value.empty):
            yield _fault(value, shown, f'"{name}" has another form', name)


def _fault(node: Node, shown: str, message: str, where: str) -> Problem:
    return Problem(
        shown,
        node.line,
        node.column,
        "error",
        "wrong-form",
        where,
        message,
        "Write codes as ISO 3166-1 and ISO 4217 have them, in capitals: hosts: [LA], and below "
        "currencies: LAK: Laotian kips.",
    )
