"""Step 1: the text of a content file and changes → the text with these, otherwise unchanged.

In: the text of a YAML file and new values of some of its keys. Out: the text with these and nothing
else changed, or ``LayoutError``. The only module that imports ruamel.yaml.
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
from yaml import SafeLoader, ScalarToken
from yaml import scan as yaml_scan

from ..model.walk import KeyPath
from ..problems import Problem
from .tree import Mapping as Block
from .tree import Node, as_read, parse_yaml, plain

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
                # Before the last key: a comment above the next mapping belongs to that one.
                mapping.insert(len(mapping) - 1, name, _scalar(name, value))
    return _dumped(yaml, tree)


def with_values(
    text: str, values: Mapping[KeyPath, Any], order: Callable[[KeyPath], Sequence[str]]
) -> str:
    """Return *text* with the value at each path set: a text, number, list or mapping; None removes.

    Missing mappings are made; one that becomes empty is removed. A new key is put where *order*,
    the keys of the mapping at a path, has it. New text has the quotes of the old text. Raises
    LayoutError as ``with_fields`` does.
    """
    yaml, tree = _loaded(text)
    for path, value in values.items():
        _set(tree, path, value, order)
    return _dumped(yaml, tree)


def entry_text(name: str, fields: Mapping[str, Any]) -> str:
    """Write a new entry of a top-level mapping, indented as these are."""
    text = _dumped(_yaml(), CommentedMap({name: _written(fields)}))
    return "".join(f"  {line}" for line in text.splitlines(keepends=True))


def with_entry(text: str, path: KeyPath, fields: Mapping[str, Any]) -> str:
    """Return *text* with a new entry at the end of a top-level mapping, above the next heading.

    Raises LayoutError when there is no such mapping in block style.
    """
    group, name = path
    lines = text.splitlines(keepends=True)
    heading = re.compile(rf"{re.escape(group)}:\s*(#.*)?$")
    start = next((n for n, line in enumerate(lines) if heading.match(line)), None)
    if start is None:
        raise LayoutError(f'"{group}:" is not on a line of its own')
    end = start + 1
    while end < len(lines) and (lines[end][:1] in " #" or not lines[end].strip()):
        end += 1
    # Back over comments at the margin: they introduce the next mapping.
    while end > start + 1 and (lines[end - 1][:1] == "#" or not lines[end - 1].strip()):
        end -= 1
    if not lines[end - 1].endswith("\n"):
        lines[end - 1] += "\n"
    lines.insert(end, entry_text(name, fields))
    return "".join(lines)


def new_text(schema: str, fields: Mapping[str, Any]) -> str:
    """Write a new file with *fields*; *schema* is where editors' tools find what it may have."""
    return f"# yaml-language-server: $schema={schema}\n{_dumped(_yaml(), _written(fields))}"


def with_items(text: str, key: str, items: Sequence[Mapping[str, Any]]) -> str:
    """Return *text* with *items* at the end of the list that stands at its top-level *key*.

    Raises LayoutError when there is no such list, or the rest would not stay as it is.
    """
    yaml, tree = _loaded(text)
    found = tree.get(key, ()) if isinstance(tree, CommentedMap) else ()
    if found is None or found == []:
        found = tree[key] = CommentedSeq()
    if not isinstance(found, CommentedSeq) or found.fa.flow_style():
        raise LayoutError(f'"{key}:" is no list with a line for each item')
    for item in items:
        found.append(_written(item))
    return _dumped(yaml, tree)


def with_entry_below(text: str, path: KeyPath, value: Any) -> str:
    """Return *text* with *value* at *path*, as the last entry of the deepest existing mapping.

    Missing mappings on the way are made. A comment above the next mapping stays above that one.
    Raises LayoutError when something is at *path* already, or the mapping is not in block style.
    """
    node, _problems = parse_yaml(text.encode(), "")
    depth = 0
    while isinstance(node, Block) and path[depth] in node.entries:
        node, depth = node.entries[path[depth]][1], depth + 1
        if depth == len(path):
            raise LayoutError(f'"{".".join(path)}" is already there')
    lines = text.splitlines(keepends=True)
    if not isinstance(node, Block) or lines[node.line - 1][node.column - 1] == "{":
        raise LayoutError(f'what is below "{".".join(path[:depth])}" is not on lines of its own')
    for key in reversed(path[depth + 1 :]):
        value = {key: value}
    end, indent = end_of_block(lines, node), " " * (node.column - 1)
    if not lines[end - 1].endswith("\n"):
        lines[end - 1] += "\n"
    entry = _dumped(_yaml(), CommentedMap({path[depth]: _written(value)})).splitlines()
    lines[end:end] = [f"{indent}{line}\n" for line in entry]
    return "".join(lines)


def end_of_block(lines: Sequence[str], block: Block) -> int:
    """Return after how many lines the mapping *block* ends."""
    indent = block.column - 1

    def is_inside(line: str) -> bool:
        return len(line) - len(line.lstrip()) >= indent and bool(line.strip())

    end = last = block.line
    while end < len(lines):
        line = lines[end]
        if is_inside(line):
            last = end + 1
        elif line.strip() and not line.lstrip().startswith("#"):
            break
        end += 1
    return last


def with_content(
    text: str, wanted: Mapping[str, Any], order: Callable[[KeyPath], Sequence[str]], shown: str
) -> str:
    """Return *text* changed so that it holds *wanted*: mappings, lists, texts and bools.

    Only what differs is written anew: the rest keeps its quotes, its comments and its place. A new
    key is put where *order*, the keys of the mapping at a path, has it. Raises LayoutError when
    more would change, or a comment would be lost or moved.
    """
    node, _problems = parse_yaml(text.encode(), shown)
    if not isinstance(node, Block):
        raise LayoutError("it cannot be read")
    before, below = plain(node), _comments_above(text)
    for earlier in range(_MOST_PLACES):
        yaml, tree = _loaded(text)
        _bring(tree, before, wanted, (), order, earlier=earlier)
        new = _dumped(yaml, tree)
        after, faults = parse_yaml(new.encode(), shown)
        if after is None or faults or plain(after) != _as_text(wanted):
            raise LayoutError("more than was asked for would change in it")
        # A comment above a key belongs to it: a new key must not come between them.
        now = _comments_above(new)
        kept = [row for row in below if row[1] in new]
        if [one for one, _line in now] == [one for one, _line in below] and {*kept} <= {*now}:
            return new
    raise LayoutError("a comment beside the change would be lost or moved")


_MOST_PLACES = 8
"""At so many places is a new key tried, each one key earlier than the last."""


def _bring(
    tree: Any,
    before: Any,
    wanted: Any,
    path: KeyPath,
    order: Callable[[KeyPath], Sequence[str]],
    *,
    earlier: int,
) -> None:
    """Change *tree* from *before* to *wanted*; both are mappings, or lists of equal length."""
    if isinstance(before, dict):
        for key in before.keys() - wanted.keys():
            del tree[key]
        rows = list(wanted.items())
    else:
        rows = list(enumerate(wanted))
    for key, value in rows:
        if isinstance(before, dict) and key not in before:
            _put(tree, key, _written(value), order(path), earlier)
            continue
        old = before[key]
        if _as_text(value) == old:
            continue
        groups = isinstance(old, dict) and isinstance(value, Mapping)
        lists = isinstance(old, list) and isinstance(value, list) and len(old) == len(value)
        if groups or (lists and all(isinstance(one, dict) for one in (*old, *value))):
            _bring(tree[key], old, value, (*path, str(key)), order, earlier=earlier)
        else:
            tree[key] = _in_place_of(tree[key], value)


def _comments_above(text: str) -> list[tuple[str, str]]:
    """Return the comments of *text* in order, each with the next line that is no comment."""
    letters = list(text)
    for token in yaml_scan(text, Loader=SafeLoader):
        if isinstance(token, ScalarToken):  # A "#" inside a text begins no comment.
            start, end = token.start_mark.index, token.end_mark.index
            letters[start:end] = ["\n" if one == "\n" else "x" for one in letters[start:end]]
    lines, said = "".join(letters).split("\n"), text.split("\n")
    found: list[tuple[str, str]] = []
    for n, line in enumerate(lines):
        comment = re.search(r"(^|\s)#.*$", line)
        if comment is None:
            continue
        after = range(n + 1, len(lines)) if line.lstrip().startswith("#") else ()
        next_line = next((said[m] for m in after if lines[m].strip()[:1] not in ("", "#")), "")
        found.append((said[n][comment.start() :].strip(), next_line))
    return found


def refuse_other_changes(
    text: str, new: str, changes: Mapping[KeyPath, Any], shown: str
) -> tuple[Node, list[Problem]]:
    """Return the tree of *new* and the problems of reading it.

    Raises LayoutError when more than *changes* is new in it, or it cannot be read. A comment that
    is lost or moved counts too. *shown* is the name of the file in messages.
    """
    before, _problems = parse_yaml(text.encode(), shown)
    after, problems = parse_yaml(new.encode(), shown)
    if before is None or after is None:
        raise LayoutError("it could not be read again")
    expected = plain(before)
    for path, value in changes.items():
        set_in(expected, path, _as_text(value))
    if plain(after) != expected:
        raise LayoutError("more than was asked for would change in it")
    # A comment is no part of the tree, and often the reason why a number stands there.
    if _comments(text) != _comments(new):
        raise LayoutError("a comment beside the change would be lost or moved")
    return after, problems


def set_in(node: dict[str, Any], path: KeyPath, value: Any) -> None:
    """Set the value at *path*, making the mappings on the way; None takes it out.

    A mapping that becomes empty goes too.
    """
    *way, last = path
    above = [node]
    for key in way:
        if value is None and key not in above[-1]:
            return
        above.append(above[-1].setdefault(key, {}))
    if value is not None:
        above[-1][last] = value
        return
    above[-1].pop(last, None)
    for holder, key in zip(reversed(above[:-1]), reversed(way), strict=True):
        if holder[key] == {}:
            del holder[key]


def _as_text(value: Any) -> Any:
    match value:
        case Mapping():
            return {key: _as_text(item) for key, item in value.items()}
        case list():
            return [_as_text(item) for item in value]
        case bool():
            return "true" if value else "false"
        case None:
            return None
        case _:
            # Reading joins letters and accents: 豈 as U+F900 comes back as U+8C48: no change.
            return as_read(str(value))


def _comments(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.lstrip().startswith("#")]


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


def _put(mapping: Any, key: str, value: Any, order: Sequence[str], earlier: int = 0) -> None:
    before = order[: order.index(key)] if key in order else order
    at = 1 + max((n for n, name in enumerate(mapping) if name in before), default=-1)
    # Before the last key: a comment above the next mapping belongs to that one.
    mapping.insert(max(min(at, len(mapping) - 1) - earlier, 0), key, value)


def _in_place_of(old: Any, new: Any) -> Any:
    if isinstance(old, CommentedSeq) and isinstance(new, list):
        if new[:-1] == list(old):
            old.append(_written(new[-1]))
            return old
        items = _written(new)
        if not old.fa.flow_style():
            items.fa.set_block_style()
        return items
    if isinstance(new, str):
        if isinstance(old, DoubleQuotedScalarString | SingleQuotedScalarString):
            return type(old)(new)
        # A bool is an int for Python, and "1" in place of "true" would be another value.
        if isinstance(old, int) and not isinstance(old, bool) and new.isdecimal():
            return int(new)
    return _written(new)


def _written(value: Any) -> Any:
    match value:
        case Mapping():
            return CommentedMap({key: _written(item) for key, item in value.items()})
        case list():
            items = CommentedSeq([_written(item) for item in value])
            items.fa.set_flow_style()
            return items
        case str():
            bare = _BARE.fullmatch(value) and value.lower() not in _MISREAD
            return value if bare else DoubleQuotedScalarString(value)
        case _:
            return value


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    # Lines are broken by their authors: what is too long for the library stays as it is.
    yaml.width = 100_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _loaded(text: str) -> tuple[YAML, Any]:
    yaml = _yaml()
    try:
        tree = yaml.load(text)
    except YAMLError as error:
        raise LayoutError(str(error).replace("\n", " ")) from error
    # Before any change: a file that does not come back as it was would be rewritten everywhere.
    if _dumped(yaml, tree) != text:
        raise LayoutError("its indentation or quotes are not those of the other files")
    return yaml, tree


def _dumped(yaml: YAML, tree: object) -> str:
    out = StringIO()
    yaml.dump(tree, out)
    return out.getvalue()


def _scalar(name: str, value: str) -> object:
    return date.fromisoformat(value) if name.endswith("_on") else value
