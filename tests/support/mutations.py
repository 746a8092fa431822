"""Damage as files meet it, by dice whose seed is fixed: the same seed gives the same bytes.

In: good bytes, or a tree of YAML. Out: the same with one to five things wrong. What reads them, and
what may come of it, is in ``support.fuzz``.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from random import Random
from typing import Any

TOKENS = (
    b'"', b"'", b"\n", b"\r", b"\t", b"\\", b"<", b">", b"&", b"\0", b"\xff", b"{", b"}", b"[", b"]",
    b",", b";", b"-", b"%", b"=", b": ", b"- ", b"!", b"*a", b"&a ", b"\xe2\x80\xae", b"\xed\xa0\x80",
    b"\xef\xbb\xbf", b"9" * 30, b"-1", b"1e999", b"null", b"NaN", b"t='e'", b"]]>", b"&#0;", b"&#xd800;",
    b"&e;", b"<!DOCTYPE x>", b"<!--", b"msgid", b"msgstr", b"msgctxt", b'msgid_plural "x"',
    b"msgstr[1]", b"#~ ", b"#, fuzzy\n", b"#| ", b"Plural-Forms: nplurals=", b"charset=utf-7",
    b"%(ambulance)s", b"%(", "\u1019\u103c\u1014\u103a".encode(),
)  # fmt: skip
"""What means something to one of the readers."""
TEXTS = (
    "", " ", "x", "0", "-1", "1", "9" * 30, "9" * 5000, "\u200d", "true", "2026-11-25", "0001-01-01",
    "9999-12-31", "[", "https://[", "https://[::1", "https://\u2100.x/", "https://x", "999", "en", "xx",
    "my", "freedonia", "flood", "ambulance", "no-such-id", "XX-1", "24:00", "always", "yes", "no",
    "depends", "not-known", "partly", "a" * 49, "a" * 400, "x" * 3000, "word " * 300, "<b>x</b>",
    "%(ambulance)s", "%(safe_contact)s", "%(", "+65 6123 4567", "+1", "1e30", "NaN", "0.0000001",
    "undated", "\u1019\u103c\u1014\u103a", "\u0e01", "\u05d0\u05d1", "a\u0301" * 20, "\u4e2d\u6587",
    "\U0001f691", "\x07", "\u202e", "../../x",
)  # fmt: skip
"""What somebody may write into a field."""

Damage = Callable[[bytearray, int, Random], None]


def _flip(data: bytearray, at: int, dice: Random) -> None:
    data[at] ^= 1 << dice.randrange(8)


def _remove(data: bytearray, at: int, dice: Random) -> None:
    del data[at : at + dice.choice((1, 2, 5, 40))]


def _cut(data: bytearray, at: int, _dice: Random) -> None:
    del data[at:]


def _double(data: bytearray, at: int, dice: Random) -> None:
    data[at:at] = data[at : at + dice.choice((1, 10, 50, 400))]


def _swap(data: bytearray, at: int, dice: Random) -> None:
    size, other = dice.choice((1, 5, 40)), dice.randrange(len(data))
    first, second = sorted((at, other))
    size = min(size, second - first)
    data[first : first + size], data[second : second + size] = (
        data[second : second + size],
        data[first : first + size],
    )


def _put_in(data: bytearray, at: int, dice: Random) -> None:
    data[at:at] = dice.choice(TOKENS)


def _overwrite(data: bytearray, at: int, dice: Random) -> None:
    token = dice.choice(TOKENS)
    data[at : at + len(token)] = token


def _repeat(data: bytearray, at: int, dice: Random) -> None:
    # A key held down, a block pasted without end: what takes squares of time shows.
    block = data[at : at + dice.choice((1, 2, 20, 400))]
    data[at:at] = block * (dice.choice((3_000, 30_000, 300_000)) // len(block))


DAMAGES: tuple[Damage, ...] = (_flip, _remove, _cut, _double, _swap, _put_in, _overwrite)

_SELDOM = 0.03


def damaged(data: bytes, dice: Random) -> bytes:
    """Return *data* with one place wrong, seldom with more."""
    changed = bytearray(data)
    for _ in range(dice.choice((1, 1, 1, 2, 5))):
        if changed:
            damage = _repeat if dice.random() < _SELDOM else dice.choice(DAMAGES)
            damage(changed, dice.randrange(len(changed)), dice)
    return bytes(changed)


def packed(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Return a workbook with its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def damaged_inside(data: bytes, dice: Random) -> bytes:
    """Return a workbook with one of its parts damaged, and packed again without a fault."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        part = dice.choice(book.namelist())
    return packed(data, lambda name, old: damaged(old, dice) if name == part else old)


# --- YAML as a tree -----------------------------------------------------------------------------

Way = tuple[Any, ...]


def _ways(node: Any, way: Way = ()) -> Iterator[Way]:
    """Yield the keys that lead to each thing in *node*, but not to *node* itself."""
    items = (
        node.items()
        if isinstance(node, dict)
        else enumerate(node)
        if isinstance(node, list)
        else ()
    )
    for key, value in items:
        yield (*way, key)
        yield from _ways(value, (*way, key))


def _at(node: Any, way: Way) -> Any:
    for key in way:
        node = node[key]
    return node


def mutated(tree: Any, dice: Random) -> Any:
    """Return *tree* with one thing in it other than it should be, seldom with two."""
    tree = deepcopy(tree)
    for _ in range(dice.choice((1, 1, 1, 1, 1, 2))):
        if ways := list(_ways(tree)):
            _mutate(tree, dice.choice(ways), ways, dice)
    return tree


def _mutate(tree: Any, way: Way, ways: list[Way], dice: Random) -> None:
    around, key = _at(tree, way[:-1]), way[-1]
    old = around[key]
    how = dice.choice(("remove", "list", "mapping", "nothing", "twice", "rename", "other", "other"))
    if not isinstance(old, dict | list) and dice.random() < 0.6:
        around[key] = dice.choice(TEXTS)
    elif how == "remove":
        del around[key]
    elif how == "list":
        around[key] = [old, deepcopy(old)]
    elif how == "mapping":
        around[key] = {"x": old}
    elif how == "nothing":
        around[key] = None
    elif how == "other":
        around[key] = deepcopy(_at(tree, dice.choice(ways)))
    elif isinstance(around, list):
        around.append(deepcopy(old))
    elif how == "twice":
        around["copy-of-it"] = deepcopy(old)
    else:
        around[dice.choice(("x", "renamed", "ambulance", "flood", "en", "9" * 400))] = around.pop(
            key
        )


# --- tables ---------------------------------------------------------------------------------------

Table = list[list[str]]


def mutated_table(rows: Table, dice: Random) -> Table:
    """Return the lines of a table, the header first, with one to three things wrong."""
    rows = deepcopy(rows)
    for _ in range(dice.choice((1, 1, 2, 3))):
        row = dice.choice(rows) if dice.random() < 0.1 else dice.choice(rows[1:] or rows)
        column = dice.randrange(len(row)) if row else 0
        how = dice.choice(("write", "write", "write", "other", "twice", "remove", "shift", "more"))
        if how == "write" and row:
            row[column] = dice.choice(TEXTS)
        elif how == "other" and row:
            row[column] = dice.choice(dice.choice(rows) or [""])
        elif how == "twice":
            rows.append(list(row))
        elif how == "remove" and row:
            del row[column]
        elif how == "shift":
            row.insert(column, "")
        else:
            row.append(dice.choice(TEXTS))
    return rows
