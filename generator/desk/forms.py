"""Beside step 5, desk: a part of a content file ↔ the values of its form, by its JSON Schema.

A form has lists and no mappings: an entry of a mapping becomes an item of a list, whose id is a
field of its own. What a form cannot show stays in the file only; what is left empty is absent.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Literal

from ..load.decode import NOT_ALLOWED
from ..load.schema import render_schema
from ..load.tree import as_read

Kind = Literal[
    "text", "number", "yes-or-no", "choice", "list", "entries", "group", "either", "none"
]
"""either: one of some words, or a group; none: no form shows it."""

ID, VALUE, INSTEAD = "id", "value", "instead"
"""Fields that are no keys of the file: the id of an entry, its value when it is no group, and the
words in place of a group."""
_BY_COMMANDS = frozenset({"Withdrawal", "NoticeWithdrawal"})
"""Marks that a command writes with all that belongs to them (``advisory withdraw``)."""


_KINDS: Mapping[str, Kind] = {"boolean": "yes-or-no", "string": "text", "array": "list"}


class MisfitError(ValueError):
    """Content or a form of another shape than its kind has; the message says where, in words."""


@dataclass(frozen=True)
class Shape:
    """One node of a schema, with what its references lead to."""

    node: Mapping[str, Any]
    defs: Mapping[str, Any]

    @cached_property
    def note(self) -> str:
        """What it is for, in words."""
        return str(self.node.get("description", "")).replace("``", '"')

    @cached_property
    def kind(self) -> Kind:
        """What a form makes of it."""
        node = self.resolved
        if self.node.get("$ref", "").rpartition("/")[2] in _BY_COMMANDS:
            return "none"
        if "enum" in node or "const" in node:
            return "choice"
        if "anyOf" in node:
            return self._kind_of_choices
        if node.get("type") == "object":
            return "entries" if self._entry_node is not None else "group"
        return _KINDS.get(node.get("type", ""), "none")

    @property
    def _kind_of_choices(self) -> Kind:
        choices = [Shape(one, self.defs) for one in self.resolved["anyOf"]]
        if any(one.node.get("type") in ("integer", "number") for one in choices):
            return "number"
        kinds = [one.kind for one in choices]
        return "either" if kinds == ["choice", "group"] else "none"

    @cached_property
    def resolved(self) -> Mapping[str, Any]:
        """The node with all that its references lead to."""
        node = self.node
        while "$ref" in node:
            found = self.defs[node["$ref"].rpartition("/")[2]]
            node = {**found, **{key: value for key, value in node.items() if key != "$ref"}}
        return node

    @property
    def choices(self) -> tuple[str, ...]:
        """Words of a choice; of an either, those that stand in place of the group."""
        node = self.resolved
        if "anyOf" in node:
            node = node["anyOf"][0]
        return tuple(node.get("enum", [node["const"]] if "const" in node else []))

    @property
    def pattern(self) -> str | None:
        """What a text looks like."""
        node = self.resolved
        inner = next((one for one in node.get("anyOf", ()) if "pattern" in one), node)
        pattern: str | None = inner.get("pattern")
        return pattern

    @property
    def most(self) -> int | None:
        """How many characters a text may have."""
        most: int | None = self.resolved.get("maxLength")
        return most

    @property
    def default(self) -> Any:
        """What absence means, if the schema says so."""
        return self.node.get("default")

    @property
    def item(self) -> Shape:
        """Shape of the items of a list."""
        return Shape(self.resolved["items"], self.defs)

    @property
    def _entry_node(self) -> Mapping[str, Any] | None:
        node = self.resolved
        for found in node.get("patternProperties", {}).values():
            return dict(found)
        more = node.get("additionalProperties")
        return dict(more) if isinstance(more, Mapping) else None

    @property
    def entry(self) -> Shape:
        """Shape of each entry of a mapping with ids."""
        return Shape(self._entry_node or {}, self.defs)

    @property
    def ids(self) -> Shape:
        """Shape of the ids of such a mapping."""
        node = self.resolved
        names = {"type": "string", **node.get("propertyNames", {})}
        for pattern in node.get("patternProperties", {}):
            names["pattern"] = pattern
        return Shape(names, self.defs)

    @property
    def fields(self) -> Iterator[tuple[str, Shape, bool]]:
        """Yield name, shape and "is required" of each field of a group that a form shows."""
        node = self.resolved["anyOf"][1] if "anyOf" in self.resolved else self.resolved
        node = Shape(node, self.defs).resolved
        needed = frozenset(node.get("required", ()))
        for name, value in node.get("properties", {}).items():
            shape = Shape(value, self.defs)
            if shape.kind != "none":
                yield name, shape, name in needed


@cache
def shape_of(schema: str, *keys: str) -> Shape:
    """Return the shape at *keys* of the schema *schema*; "*" is each entry of a mapping."""
    document = json.loads(render_schema(schema))
    shape = Shape(document, document.get("$defs", {}))
    for key in keys:
        node = shape.resolved
        if key in node.get("properties", {}):
            shape = Shape(node["properties"][key], shape.defs)
        elif shape.kind == "entries":
            shape = shape.entry
        else:  # A group whose fields are all of one kind, such as the seven answers.
            shape = Shape(next(iter(node["properties"].values())), shape.defs)
    return shape


def to_form(shape: Shape, value: Any, where: str = "") -> Any:
    """Return what a form holds of *value*, plain content of *shape*. Raises MisfitError."""
    match shape.kind:
        case "yes-or-no":
            return _expect(value, str, where) == "true"
        case "list":
            return [to_form(shape.item, one, where) for one in _expect(value, list, where)]
        case "entries":
            entries = _expect(value, dict, where).items()
            return [_entry(shape.entry, name, one, f"{where}.{name}") for name, one in entries]
        case "either" if isinstance(value, str):
            return {INSTEAD: value}
        case "group" | "either":
            held = _expect(value, dict, where)
            return {
                name: to_form(inner, held[name], f"{where}.{name}".strip("."))
                for name, inner, _needed in shape.fields
                if name in held
            }
        case _:
            return _expect(value, str, where)


def _entry(shape: Shape, name: str, value: Any, where: str) -> dict[str, Any]:
    inner = to_form(shape, value, where)
    return {ID: name, **inner} if isinstance(inner, dict) else {ID: name, VALUE: inner}


def from_form(shape: Shape, value: Any, where: str = "", *, needed: bool = False) -> Any:
    """Return the content that a form holds as *value*; None = absent. Raises MisfitError.

    Texts are text, yes-or-no is a bool. A list that is *needed* is there even when it is empty.
    """
    match shape.kind:
        case "yes-or-no":
            said = value in (True, "true")
            return None if said == bool(shape.default) and not needed else said
        case "list":
            items = [from_form(shape.item, one, where) for one in _expect(value or [], list, where)]
            return [one for one in items if one is not None] or ([] if needed else None)
        case "entries":
            return _from_entries(shape, _expect(value or [], list, where), where) or (
                {} if needed else None
            )
        case "group" | "either":
            held = _expect(value or {}, dict, where)
            if shape.kind == "either" and held.get(INSTEAD):
                return _text(held[INSTEAD], where)
            return _group(shape, held, where) or None
        case _:
            text = _text(value, where)
            # A new form shows what absence means: that is not written down.
            return None if text == shape.default and not needed else text


def _group(shape: Shape, held: Mapping[str, Any], where: str) -> dict[str, Any]:
    read = {
        name: from_form(inner, held.get(name), f"{where}.{name}".strip("."), needed=needed)
        for name, inner, needed in shape.fields
    }
    found = {name: value for name, value in read.items() if value is not None}
    # Lists that must be there, of a group of which nothing else is: then it is not there itself.
    return found if any(value not in ([], {}, False) for value in found.values()) else {}


def _from_entries(shape: Shape, items: list[Any], where: str) -> dict[str, Any]:
    entries: dict[str, Any] = {}
    for item in items:
        held = _expect(item, dict, where)
        name = _text(held.get(ID), where)
        inner = held if shape.entry.kind in ("group", "either") else held.get(VALUE)
        value = from_form(shape.entry, inner, f"{where}.{name}")
        if name is None:
            if value is None:
                continue
            raise MisfitError(f'an entry of "{_shown(where)}" has no id. Give it one')
        if name in entries:
            raise MisfitError(f'two entries of "{_shown(where)}" have the id "{name}". Rename one')
        entries[name] = {} if value is None else value
    return entries


def _text(value: Any, where: str) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    text = (
        as_read(_expect(value or "", str, where)).replace("\r\n", "\n").replace("\t", " ").strip()
    )
    if not text.isascii() or not text.isprintable():
        hidden = NOT_ALLOWED.search(text)
        if hidden or any("\ud800" <= letter <= "\udfff" for letter in text):
            raise MisfitError(f'"{_shown(where)}" has a letter that nobody can see. Type it again')
    return text or None


_WORDS: Mapping[type, str] = {dict: "a group", list: "a list", str: "a text"}


def _expect(value: Any, kind: type, where: str) -> Any:
    if isinstance(value, kind):
        return value
    raise MisfitError(f'"{_shown(where)}" is not {_WORDS[kind]}. Correct it in the file first')


def _shown(where: str) -> str:
    return where or "the entry"
