"""Step 1: a tree and a class of the model → the model, or problems at the exact value.

In: the tree of one file and the class of its kind. Out: the frozen model, or problems at
the exact value, in plain words. The model is the only declaration: this module reads its
annotations and names no field.

pydantic converts and keeps the last word. We look first, because it is more generous than an
editor's tools (``20261125`` becomes a day in 1970, ``yes`` becomes true) and because its words
are for programmers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..model import Model, limits
from ..problems import Problem, RuleName, quoted
from ..system.at_hand import at_hand
from .shapes import (
    AREA_PATTERN,
    PARSERS,
    PATTERNS,
    SCALARS,
    Shape,
    fields_of,
    name_choices,
    name_node,
    name_shape,
    show_shape,
    suggest,
)
from .tree import Items, Mapping, Node, Scalar, find, plain

ModelT = TypeVar("ModelT", bound=Model)


def validate(
    node: Node,
    kind: type[ModelT],
    file: str,
    prefix: tuple[str, ...] = (),
    codes: AbstractMapping[str, str] = MappingProxyType({}),
) -> tuple[ModelT | None, list[Problem]]:
    """Make a model of *kind* from *node*.

    *prefix* is before the path in the ``where`` of problems. *codes* are the codes of provinces by
    name, in lower case, for authors who write the name. Returns no model when there is any problem.
    """
    checker = _Checker(file, prefix, codes)
    with at_hand(file):
        checker.check(node, Shape("model", kind), ())
        try:
            model = kind.model_validate(plain(node))
        except ValidationError as error:
            checker.add_rest(node, error)
            return None, checker.problems
    return (None if checker.problems else model), checker.problems


@dataclass
class _Checker:
    """Collects what is wrong in one file."""

    file: str
    prefix: tuple[str, ...]
    codes: AbstractMapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def say(
        self, at: Node, path: tuple[str, ...], rule: RuleName, message: str, remedy: str
    ) -> None:
        where = ".".join((*self.prefix, *path))
        self.problems.append(
            Problem(self.file, at.line, at.column, "error", rule, where, message, remedy)
        )

    def check(self, node: Node, shape: Shape, path: tuple[str, ...]) -> None:
        others: tuple[Shape, ...] = ()
        if shape.kind == "union":
            chosen = _choose(node, shape)
            others = tuple(part for part in shape.parts if part is not chosen)
            shape = chosen
        if isinstance(node, Scalar) and node.empty:
            return self._say_empty(node, shape, path)
        match shape.kind, node:
            case "model", Mapping():
                self._check_model(node, shape.type, path)
            case "mapping", Mapping():
                self._check_count(node, len(node.entries), limits.KEYS, path)
                for key, (name, value) in node.entries.items():
                    self.check(name, shape.parts[0], (*path, key))
                    self.check(value, shape.parts[1], (*path, key))
            case "list", Items():
                self._check_list(node, shape, path)
            case (("text" | "choice" | "scalar"), Scalar()):
                self._check_scalar(node, shape, path, others)
            case _:
                self.say(
                    node,
                    path,
                    "wrong-kind",
                    f"{name_shape(shape)} is expected here, not {name_node(node)}",
                    show_shape(shape),
                )
        return None

    def _say_empty(self, node: Scalar, shape: Shape, path: tuple[str, ...]) -> None:
        self.say(
            node,
            path,
            "wrong-kind",
            f"the value is missing; {name_shape(shape)} is expected",
            "Add the value, or remove the key.",
        )

    def _check_model(self, node: Mapping, kind: type[Model], path: tuple[str, ...]) -> None:
        fields = fields_of(kind)
        for key, (name, value) in node.entries.items():
            if key in fields:
                self.check(value, fields[key][0], (*path, key))
            else:
                # First those that are not there yet: a key that is mistyped is rarely there twice.
                missing = [other for other in fields if other not in node.entries]
                self.say(
                    name,
                    path,
                    "unknown-key",
                    f"the key {quoted(key)} is unknown",
                    suggest(key, missing, [*fields]),
                )
        for key, (shape, required) in fields.items():
            if required and key not in node.entries:
                if key == "sources" and shape.kind == "list":
                    self.say(node, path, "no-source", "this entry has no source", _SOURCE_REMEDY)
                    continue
                self.say(
                    node,
                    path,
                    "missing-key",
                    f'the key "{key}" is missing',
                    f"Add it: {name_shape(shape)}.",
                )

    def _check_count(
        self, node: Node, count: int, limit: limits.Limit, path: tuple[str, ...]
    ) -> None:
        if count > limit.most:
            self.say(
                node,
                path,
                "too-large",
                f"{count:,} {limit.of} are too many; at most {limit.most:,} are allowed",
                "Remove what was pasted by mistake or is there twice.",
            )

    def _check_list(self, node: Items, shape: Shape, path: tuple[str, ...]) -> None:
        self._check_count(node, len(node.items), limits.ITEMS, path)
        for number, item in enumerate(node.items):
            self.check(item, shape.parts[0], (*path, str(number)))
        if len(node.items) >= shape.min_length:
            return
        if path[-1] == "sources":
            self.say(node, path, "no-source", "this entry has no source", _SOURCE_REMEDY)
        else:
            self.say(node, path, "wrong-kind", "this list is empty", "Write at least one item.")

    def _check_scalar(
        self, node: Scalar, shape: Shape, path: tuple[str, ...], others: tuple[Shape, ...] = ()
    ) -> None:
        text = node.text.strip()
        if shape.kind == "choice" and text not in shape.choices and others:
            what, remedy = name_choices(shape, others)
            self.say(node, path, "not-in-list", f"{quoted(text)} is {what}", remedy)
        elif shape.kind == "choice" and text not in shape.choices:
            self.say(
                node,
                path,
                "not-in-list",
                f"{quoted(text)} is not one of: {', '.join(shape.choices)}",
                suggest(text, shape.choices, ()) or "Use one of them.",
            )
        elif shape.kind == "scalar":
            self._check_exact(node, shape.type, path)
        elif shape.kind == "text" and not text:
            self._say_empty(node, shape, path)
        elif hidden := _unreadable(text):
            self.say(node, path, "invisible-character", *hidden)
        elif too_long := _too_long(text, shape.max_length):
            self.say(node, path, "wrong-form", too_long, "Shorten it.")
        elif shape.pattern and not re.search(shape.pattern, text):
            rule, what, remedy = PATTERNS.get(
                shape.pattern, ("wrong-form", "in the expected form", show_shape(shape))
            )
            code = self.codes.get(text.casefold()) if shape.pattern == AREA_PATTERN else None
            remedy = f'Write "{code}".' if code else remedy
            self.say(node, path, rule, f"{quoted(text)} is not {what}", remedy)
        elif shape.kind == "text" and not shape.pattern and _QUOTED.fullmatch(text):
            self.say(
                node,
                path,
                "smart-quotes",
                f"the quotes {text[0]} {text[-1]} are part of the text, so readers would see them",
                'Remove them, or type straight quotes (") around the text.',
            )

    def _check_exact(self, node: Scalar, kind: type, path: tuple[str, ...]) -> None:
        pattern, what, remedy = SCALARS[kind]
        right = re.fullmatch(pattern, node.text)
        if right and kind in PARSERS:
            try:
                PARSERS[kind](node.text)
            except ValueError:
                right = None
        if not right:
            self.say(node, path, "wrong-form", f"{quoted(node.text)} is not {what}", remedy)

    def add_rest(self, node: Node, error: ValidationError) -> None:
        """Add what only pydantic finds: rules that tie several keys together."""
        # The walk has told faults of form, with a remedy; pydantic would tell the same once more.
        had_problems = bool(self.problems)
        for part in error.errors(include_url=False):
            if part["type"] != "value_error" and had_problems:
                continue
            path = tuple(str(step) for step in part["loc"])
            line, column = find(node, path)
            self.say(Scalar("", line, column), path, "wrong-form", *_in_words(part))


# Word processors turn straight quotes into these, which YAML takes for letters.
_QUOTED = re.compile("[“„«‘][^“”„«»‘’]*[”“»’]")
_SOURCE_REMEDY = (
    'Add "sources: [id]" with ids from the list of sources: a fact without a source is not shown.'
)


_LOOK_ELSEWHERE = "Compare it with the same entry of another country."

_MARKS = 8
"""Marks on one letter: real scripts put at most five there, a script of pranks hundreds."""


def _unreadable(text: str) -> tuple[str, str] | None:
    """Return in message and remedy why nobody can read *text*; None when somebody can."""
    categories = [unicodedata.category(character) for character in text]
    if not any(category[0] in "LNPS" for category in categories):
        return "the text has no visible character", "Write the text, or remove the key."
    run = 0
    for category in categories:
        run = run + 1 if category in {"Mn", "Me"} else 0
        if run > _MARKS:
            return f"more than {_MARKS} marks follow one letter", "Type the word again."
    return None


def _too_long(text: str, most: int | None) -> str | None:
    """Return why *text* is too long for a field of *most* characters; None when it is not."""
    most = most or limits.TEXT.most
    if len(text) > most:
        return f"the text has {len(text):,} characters; at most {most:,} are allowed"
    word = max(text.split(), key=len, default="")
    if len(word) > limits.WORD.most and not word.startswith(("http://", "https://")):
        return (
            f'the text has {len(word):,} characters without a space, starting with "{word[:20]}"; '
            f"at most {limits.WORD.most} are allowed"
        )
    return None


def _in_words(error: ErrorDetails) -> tuple[str, str]:
    """Return in message and remedy what pydantic found; its own words are for programmers."""
    bounds = error.get("ctx", {})
    if error["type"] == "value_error":
        # Our own: what is wrong, and after a semicolon what to do.
        message, _, remedy = error["msg"].removeprefix("Value error, ").partition("; ")
        return message, f"{remedy[:1].upper()}{remedy[1:] or 'Correct this entry'}."
    words = f"{quoted(str(error['input']))} is not allowed here", _LOOK_ELSEWHERE
    signs = {"ge": "at least", "le": "at most", "gt": "more than", "lt": "less than"}
    if "actual_length" in bounds and "max_length" in bounds:
        most = bounds["max_length"]
        words = (
            f"{bounds['actual_length']} entries are too many; at most {most} are allowed",
            "Remove some.",
        )
    elif "min_length" in bounds:
        words = f"too few entries; the minimum is {bounds['min_length']}", "Add what is missing."
    elif (
        error["type"] == "missing"
    ):  # A missing key is reported before: this is a list of a fixed length.
        words = "this list needs one more entry", "Add what is missing."
    elif error["type"] == "int_parsing_size":
        words = "the number has too many digits", "Write a shorter one."
    elif sign := next((sign for sign in signs if sign in bounds), None):
        limit = f"{signs[sign]} {bounds[sign]}"
        words = f"{str(error['input'])[:80]} is out of range", f"Write a number of {limit}."
    return words


def _choose(node: Node, shape: Shape) -> Shape:
    kinds = {Mapping: {"model", "mapping"}, Items: {"list"}, Scalar: {"text", "choice", "scalar"}}
    fitting = (part for part in shape.parts if part.kind in kinds[type(node)])
    return next(fitting, shape.parts[0])
