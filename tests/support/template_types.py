"""A type checker for templates: which attributes they ask for, and whether they are there.

The first line of a template says the types of what it gets; from there types follow attributes, loops,
functions of ``facts`` and calls of macros. What cannot be known is let pass.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from jinja2 import Environment, nodes
from pydantic import BaseModel

from generator.localise.records.base import BaseRecord
from support.records import record_names

Scope = dict[str, Any]


@dataclass(frozen=True)
class Result:
    """What a method or a function returns when it is called."""

    hint: Any


@dataclass(frozen=True)
class MacroOf:
    """A macro of a template."""

    path: Path
    node: nodes.Macro


@dataclass(frozen=True)
class Imported:
    """The macros of another template."""

    macros: Mapping[str, MacroOf]


@dataclass
class Checker:
    """Checks templates; *gets* returns the types at the head of one."""

    env: Environment
    folder: Path
    gets: Callable[[Path], Mapping[str, Any]]
    modules: Mapping[str, types.ModuleType]
    faults: list[str] = field(default_factory=list)
    asked: int = 0
    """How many attributes were asked of a type that is known."""
    _seen: set[object] = field(default_factory=set)
    _path: Path = field(default_factory=Path)

    def check(self, path: Path) -> None:
        """Check one template, and its macros with whatever they get."""
        tree = self._tree(path)
        self._path = path
        scope = self._top(path, tree)
        self._body(tree.body, scope)
        for macro in self._macros(path, tree).values():
            self._call_macro(macro, [], {})

    def _tree(self, path: Path) -> nodes.Template:
        return parsed(self.env, path)

    def _top(self, path: Path, tree: nodes.Template) -> Scope:
        """What is known at the top of a template: what it gets, its macros and those it imports."""
        scope: Scope = {**self.gets(path), **self.modules, **self._macros(path, tree)}
        for node in tree.body:
            if isinstance(node, nodes.Import | nodes.FromImport):
                other = self.folder / node.template.value
                macros = self._macros(other, self._tree(other))
                if isinstance(node, nodes.Import):
                    scope[node.target] = Imported(macros)
                else:
                    scope |= {name: macros[name] for name in node.names}
        return scope

    @staticmethod
    def _macros(path: Path, tree: nodes.Template) -> dict[str, MacroOf]:
        return {one.name: MacroOf(path, one) for one in tree.find_all(nodes.Macro)}

    # Statements

    def _body(self, body: list[nodes.Node], scope: Scope) -> None:
        for node in body:
            self._statement(node, scope)

    def _statement(self, node: nodes.Node, scope: Scope) -> None:
        match node:
            case nodes.Macro() | nodes.Import() | nodes.FromImport() | nodes.Include():
                pass
            case nodes.For():
                inner = {**scope, "loop": Any}
                self._bind(node.target, element(self.type_of(node.iter, scope)), inner)
                if node.test is not None:
                    self.type_of(node.test, inner)
                self._body(node.body, inner)
                self._body(node.else_, scope)
            case nodes.If():
                self.type_of(node.test, scope)
                for part in (node.body, *(one.body for one in node.elif_), node.else_):
                    self._body(part, dict(scope))
                for one in node.elif_:
                    self.type_of(one.test, scope)
            case nodes.Assign():
                self._bind(node.target, self.type_of(node.node, scope), scope)
            case nodes.AssignBlock():
                self._body(node.body, dict(scope))
                scope[node.target.name] = Any
            case nodes.CallBlock():
                self.type_of(node.call, scope)
                self._body(node.body, dict(scope))
            case nodes.Output():
                for child in node.nodes:
                    self.type_of(child, scope)
            case _:
                raise NotImplementedError(f"{self._path}: {type(node).__name__}")

    @staticmethod
    def _bind(target: nodes.Node, hint: Any, scope: Scope) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = hint
            return
        parts = get_args(hint)
        fixed = get_origin(hint) is tuple and len(parts) == len(target.items)
        for number, item in enumerate(target.items):
            Checker._bind(item, parts[number] if fixed else Any, scope)

    # Expressions

    def type_of(self, node: nodes.Node, scope: Scope) -> Any:  # noqa: PLR0911
        """Type of an expression; ``Any`` where it is not known."""
        match node:
            case nodes.Name():
                return scope.get(node.name, Any)
            case nodes.Const():
                return type(node.value)
            case nodes.Getattr():
                return self._member(self.type_of(node.node, scope), node.attr, node)
            case nodes.Getitem():
                return self._item(self.type_of(node.node, scope), node.arg, node, scope)
            case nodes.Call():
                return self._call(node, scope)
            case nodes.Filter():
                return self._filter(node, scope)
            case nodes.Tuple():
                return tuple[tuple(self.type_of(one, scope) for one in node.items)]  # type: ignore[misc]
            case nodes.List() if node.items:
                return list[one_of([self.type_of(one, scope) for one in node.items])]  # type: ignore[misc]
            case nodes.CondExpr():
                self.type_of(node.test, scope)
                both = [self.type_of(node.expr1, scope)]
                both += [self.type_of(node.expr2, scope)] if node.expr2 else []
                return one_of(both)
            case nodes.Or() | nodes.And():
                return one_of([self.type_of(one, scope) for one in (node.left, node.right)])
        for child in node.iter_child_nodes():
            self.type_of(child, scope)
        return Any

    def _along(self, base: Any, names: str, node: nodes.Node) -> Any:
        """The type of an attribute of an attribute: ``proof.called_on``."""
        for name in names.split("."):
            base = self._member(base, name, node)
        return base

    def _member(self, base: Any, name: str, node: nodes.Node) -> Any:
        if base is Any or isinstance(base, Result | MacroOf):
            return Any
        if isinstance(base, Imported):
            return base.macros.get(name, Any)
        if isinstance(base, types.ModuleType):
            return getattr(base, name)
        if get_origin(base) in (Union, types.UnionType):
            parts = [part for part in get_args(base) if part is not types.NoneType]
            return one_of([self._member(part, name, node) for part in parts])
        self.asked += 1
        hint = attribute(base, name)
        if hint is None:
            kind = getattr(base, "__name__", base)
            self.faults.append(f"{self._path.name}:{node.lineno}: {kind} has no {name}")
            return Any
        return hint

    def _item(self, base: Any, arg: nodes.Node, node: nodes.Node, scope: Scope) -> Any:
        self.type_of(arg, scope)
        parts, origin = get_args(base), get_origin(base)
        if is_a(origin, Mapping):
            return parts[1]
        if isinstance(arg, nodes.Slice):
            return base
        if origin in (list, tuple):
            return element(base)
        if isinstance(arg, nodes.Const) and isinstance(arg.value, str):
            return self._member(base, arg.value, node)
        return Any

    def _call(self, node: nodes.Call, scope: Scope) -> Any:
        given = [self.type_of(one, scope) for one in node.args]
        named = {one.key: self.type_of(one.value, scope) for one in node.kwargs}
        called = self.type_of(node.node, scope)
        if isinstance(called, MacroOf):
            self._call_macro(called, given, named)
        elif isinstance(called, Result):
            return called.hint
        elif inspect.isfunction(called):
            return get_type_hints(called).get("return", Any)
        return Any

    def _call_macro(self, macro: MacroOf, given: list[Any], named: Mapping[str, Any]) -> None:
        names = [one.name for one in macro.node.args]
        params = {**dict.fromkeys(names, Any), **dict(zip(names, given, strict=False)), **named}
        key = (macro.path, macro.node.name, str(params))
        if key in self._seen:
            return
        self._seen.add(key)
        before, self._path = self._path, macro.path
        self._body(macro.node.body, {**self._top(macro.path, self._tree(macro.path)), **params})
        self._path = before

    def _filter(self, node: nodes.Filter, scope: Scope) -> Any:
        for one in (*node.args, *(pair.value for pair in node.kwargs)):
            self.type_of(one, scope)
        base = self.type_of(node.node, scope) if node.node is not None else Any
        match node.name:
            case "list" | "unique" | "reverse":
                return list[element(base)]  # type: ignore[misc]
            case "first" | "last" | "min" | "max":
                return element(base)
            case "selectattr" | "rejectattr":
                self._along(element(base), node.args[0].value, node)
                return base
            case "map" if node.kwargs:
                return list[self._along(element(base), node.kwargs[0].value.value, node)]  # type: ignore[misc]
        return Any


@cache
def parsed(env: Environment, path: Path) -> nodes.Template:
    """The tree of a template; most are imported by many others."""
    return env.parse(path.read_text("utf-8"))


def is_a(kind: Any, base: type) -> bool:
    return isinstance(kind, type) and issubclass(kind, base)


def one_of(hints: list[Any]) -> Any:
    """The type that all of *hints* are; ``Any`` when they are several."""
    known = list(dict.fromkeys(hint for hint in hints if hint is not types.NoneType))
    return known[0] if len(known) == 1 else Any


def element(hint: Any) -> Any:
    """Type of what a loop over *hint* gives."""
    if get_origin(hint) in (Union, types.UnionType):
        return one_of([element(part) for part in get_args(hint) if part is not types.NoneType])
    parts = get_args(hint)
    if get_origin(hint) is tuple and parts and parts[-1] is not Ellipsis:
        return one_of(list(parts))
    return parts[0] if parts and get_origin(hint) is not Literal else Any


def is_closed(kind: Any) -> bool:
    """Whether the fields of a class are all that its objects have."""
    return is_dataclass(kind) or is_a(kind, BaseModel) or hasattr(kind, "_fields")


@cache
def hints_of(kind: type) -> dict[str, Any]:
    return get_type_hints(kind, localns=record_names() if is_a(kind, BaseRecord) else None)


def attribute(base: Any, name: str) -> Any:
    """Type of an attribute; ``None`` when there is no such attribute."""
    kind, parts = get_origin(base) or base, get_args(base)
    if kind is Literal:
        kind = type(parts[0])
    if is_a(kind, Mapping) and parts:
        of_mapping = {
            "values": list[parts[1]], "keys": list[parts[0]], "items": list[tuple[parts]],
            "get": parts[1],
        }  # fmt: skip
        # Templates may ask for an item as if it were an attribute.
        return Result(of_mapping[name]) if name in of_mapping else parts[1]
    hints = hints_of(kind) if isinstance(kind, type) else {}
    if name in hints:
        return hints[name]
    found = inspect.getattr_static(kind, name, None)
    if found is None:
        return None if is_closed(kind) else Any
    getter = getattr(found, "fget", None) or getattr(found, "func", None)
    if getter is not None:
        return get_type_hints(getter).get("return", Any)
    if inspect.isfunction(found):
        return Result(get_type_hints(found).get("return", Any))
    return Result(Any)
