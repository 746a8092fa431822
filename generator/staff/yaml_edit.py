"""Facts go into files that people wrote: comments and layout stay as they are.

In: the text of a YAML file and new values of some of its keys. Out: the text with these and nothing
else changed. The only module that imports ruamel.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, SingleQuotedScalarString

KeyPath = tuple[str, ...]

_BARE = re.compile(r"[A-Za-z][A-Za-z0-9 ._'()/-]*[A-Za-z0-9.)]")
"""Texts that need no quotes; everything else gets them."""
_MISREAD = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""Words that many programs take for something else."""


class LayoutError(ValueError):
    """A file whose layout would not stay as its author wrote it."""


def with_fields(text: str, changes: Mapping[KeyPath, Mapping[str, str]]) -> str:
    """Return *text* with the fields of *changes* set, each in the mapping at its path.

    Days stay days and are not quoted. Raises LayoutError when the file would come out differently
    elsewhere, KeyError for a mapping that is not there.
    """
    yaml, tree = _loaded(text)
    for path, fields in changes.items():
        mapping: Any = tree
        for key in path:
            mapping = mapping[key]
        for name, value in fields.items():
            if name in mapping:
                mapping[name] = _scalar(name, value)
            else:
                # Before the last key: a comment above the next mapping hangs on that one.
                mapping.insert(len(mapping) - 1, name, _scalar(name, value))
    return _dumped(yaml, tree)


def with_values(
    text: str, values: Mapping[KeyPath, Any], order: Callable[[KeyPath], Sequence[str]]
) -> str:
    """Return *text* with the value at each path set: a text, number, list or mapping; None removes.

    Mappings that are not there are made; one that becomes empty goes. A new key takes the place that
    *order*, the keys of the mapping at a path, gives it. What is written keeps the quotes that stood
    there. Raises LayoutError as ``with_fields`` does.
    """
    yaml, tree = _loaded(text)
    for path, value in values.items():
        _set(tree, path, value, order)
    return _dumped(yaml, tree)


def entry_text(name: str, fields: Mapping[str, Any]) -> str:
    """Write a new entry of a top-level mapping, indented as these are."""
    text = _dumped(_yaml(), CommentedMap({name: _written(fields)}))
    return "".join(f"  {line}" for line in text.splitlines(keepends=True))


def _set(tree: Any, path: KeyPath, value: Any, order: Callable[[KeyPath], Sequence[str]]) -> None:
    above = [tree]
    for depth, key in enumerate(path[:-1]):
        if key not in above[-1]:
            if value is None:
                return
            _put(above[-1], key, CommentedMap(), order(path[:depth]))
        above.append(above[-1][key])
    holder, last = above[-1], path[-1]
    if value is not None:
        if last in holder:
            holder[last] = _in_place_of(holder[last], value)
        else:
            _put(holder, last, _written(value), order(path[:-1]))
        return
    for depth in range(len(path) - 1, -1, -1):
        above[depth].pop(path[depth], None)
        if above[depth]:
            return


def _put(mapping: Any, key: str, value: Any, order: Sequence[str]) -> None:
    before = order[: order.index(key)] if key in order else order
    at = 1 + max((n for n, name in enumerate(mapping) if name in before), default=-1)
    # Before the last key: a comment above the next mapping hangs on that one.
    mapping.insert(min(at, max(len(mapping) - 1, 0)), key, value)


def _in_place_of(old: Any, new: Any) -> Any:
    if isinstance(old, CommentedSeq) and isinstance(new, list):
        if new[:-1] == list(old):
            old.append(_written(new[-1]))
            return old
        made = _written(new)
        if not old.fa.flow_style():
            made.fa.set_block_style()
        return made
    if isinstance(new, str):
        if isinstance(old, DoubleQuotedScalarString | SingleQuotedScalarString):
            return type(old)(new)
        if isinstance(old, int) and not isinstance(old, bool) and new.isdecimal():
            return int(new)
    return _written(new)


def _written(value: Any) -> Any:
    match value:
        case Mapping():
            return CommentedMap({key: _written(item) for key, item in value.items()})
        case list():
            made = CommentedSeq([_written(item) for item in value])
            made.fa.set_flow_style()
            return made
        case str():
            bare = _BARE.fullmatch(value) and value.lower() not in _MISREAD
            return value if bare else DoubleQuotedScalarString(value)
        case _:
            return value


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 100_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _loaded(text: str) -> tuple[YAML, Any]:
    yaml = _yaml()
    try:
        tree = yaml.load(text)
    except YAMLError as error:
        raise LayoutError(str(error).replace("\n", " ")) from error
    if _dumped(yaml, tree) != text:
        raise LayoutError("its indentation or quotes are not those of the other files")
    return yaml, tree


def _dumped(yaml: YAML, tree: object) -> str:
    out = StringIO()
    yaml.dump(tree, out)
    return out.getvalue()


def _scalar(name: str, value: str) -> object:
    return date.fromisoformat(value) if name.endswith("_on") else value
