"""Step 1: the text of a content file → the text with one entry changed, other bytes as before.

In: the text of a YAML file, the keys to one mapping in it, and what that mapping shall say. Out:
the text with it. Only the lines of the entry are read and written anew, so that a file of thousands
of lines, or one with a layout of its own elsewhere, can be changed as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..model.walk import KeyPath
from .edit import LayoutError, end_of_block, with_content, with_entry_below
from .tree import Mapping as Block
from .tree import Scalar, parse_yaml, plain

Order = Callable[[KeyPath], Sequence[str]]


def with_changed_entry(
    text: str, path: KeyPath, wanted: Mapping[str, Any], order: Order, shown: str
) -> str:
    """Return *text* in which the mapping at *path* is *wanted*: texts, lists, mappings and bools.

    Without a *path*, the file itself. *order* gives the keys of the mapping at a path below the
    entry; *shown* is the name of the file in messages. Raises LayoutError when anything else would
    change, KeyError when there is no such mapping.
    """
    refuse_faulty(text, shown)
    if not path:
        return with_content(text, wanted, order, shown)
    start, end, indent = entry_lines(text, path, shown)
    lines = text.splitlines(keepends=True)
    block = "".join(_moved_left(line, indent) for line in lines[start:end])
    name = path[-1]
    new = with_content(block, {name: wanted}, lambda keys: order(keys[1:]), shown)
    margin = " " * indent
    moved = [margin + line if line.strip() else line for line in new.splitlines(keepends=True)]
    return _checked(text, "".join([*lines[:start], *moved, *lines[end:]]), path, shown)


def with_new_entry(text: str, path: KeyPath, wanted: Mapping[str, Any], shown: str) -> str:
    """Return *text* with *wanted* at *path*, as its mapping's last entry. Raises LayoutError."""
    refuse_faulty(text, shown)
    return _checked(text, with_entry_below(text, path, wanted), path, shown)


def refuse_faulty(text: str, shown: str) -> None:
    """Raise LayoutError when *text* has something only its author understands, like an anchor."""
    _node, problems = parse_yaml(text.encode(), shown)
    if problems:
        raise LayoutError(f"line {problems[0].line}: {problems[0].message}")


def entry_lines(text: str, path: KeyPath, shown: str) -> tuple[int, int, int]:
    """Return first line of the entry at *path*, line after its last (both from 0), and indent."""
    node, _problems = parse_yaml(text.encode(), shown)
    key: Scalar | None = None
    for name in path:
        if not isinstance(node, Block) or name not in node.entries:
            raise KeyError(name)
        key, node = node.entries[name]
    lines = text.splitlines()
    if key is None or not isinstance(node, Block) or node.line == key.line:
        raise LayoutError(f'"{path[-1]}" does not have a line for each of its keys')
    return key.line - 1, end_of_block(lines, node), key.column - 1


def _moved_left(line: str, indent: int) -> str:
    if not line.strip():
        return line
    if line[:indent].strip():
        raise LayoutError("a line inside it begins further left than it does")
    return line[indent:]


def _checked(text: str, new: str, path: KeyPath, shown: str) -> str:
    """Return *new* if it differs from *text* at *path* alone. Raises LayoutError."""
    before, _problems = parse_yaml(text.encode(), shown)
    after, faults = parse_yaml(new.encode(), shown)
    if before is None or after is None or faults:
        raise LayoutError("it could not be read again")
    expected, found = plain(before), plain(after)
    _at(found, path[:-1]).pop(path[-1], None)
    holder = _at(expected, path[:-1])
    holder.pop(path[-1], None)
    if found != expected:
        raise LayoutError("more than was asked for would change in it")
    return new


def _at(tree: Any, path: KeyPath) -> dict[str, Any]:
    for key in path:
        tree = tree.setdefault(key, {})
    if not isinstance(tree, dict):
        raise LayoutError("what is above it is no mapping")
    return tree
