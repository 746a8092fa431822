"""Beside step 4: a new fact as somebody filled it in → a fact with all that its model needs.

In: the values of the blank lines of one fact. Out: a whole fact; ids are made of first words.
"""

from __future__ import annotations

from typing import Any

from ...load import Content
from ...load.shapes import fields_of
from ...model import Model
from .needed import NOT_KNOWN_YET
from .questions import POSTS, Cell, is_blank
from .sources import id_from


def complete(fact: dict[str, Any], cell: Cell, content: Content) -> None:
    """Fill in what *fact*, new as *cell* is, needs and nobody is asked for.

    These are empty lists, "Not known.", ids of its parts, and for a post whom to ask instead.
    """
    _fill(fact, cell.kind)
    if cell.group == "schemes":
        for name in NOT_KNOWN_YET:
            fact.setdefault(name, "Not known.")
    if cell.group == POSTS:
        origin = cell.file.removeprefix("origins/").removesuffix(".yaml")
        corridor = content.origins[origin].corridors[cell.host]
        # Whoever must not go there is told whom to ask.
        fact["alternatives"] = [corridor.safe_contacts.get("general", corridor.reader_line)]


def _fill(fact: dict[str, Any], kind: type[Model]) -> None:
    for name, (shape, required) in fields_of(kind).items():
        if shape.kind == "mapping" and shape.parts[1].kind == "model":
            parts = fact.get(name, {})
            for part in parts.values():
                _fill(part, shape.parts[1].type)
            if parts:
                fact[name] = _with_ids(parts, shape.parts[1].type)
            elif required:
                fact[name] = {}
        elif shape.kind == "list" and required and name != "sources":
            fact.setdefault(name, [])


def _with_ids(parts: dict[str, Any], kind: type[Model]) -> dict[str, Any]:
    named: dict[str, Any] = {}
    for key, part in parts.items():
        name = (
            id_from(" ".join(str(part.get("text", key)).split()[:4]), named)
            if is_blank(key)
            else key
        )
        named[name] = {field: part[field] for field in kind.model_fields if field in part}
    return named
