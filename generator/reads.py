"""What of a localised tree was read: to tell later whether it would still read the same.

Beside steps 3 and 4. While a page is rendered, each ``View`` notes which of its attributes were asked for.
A rendering that would read the same values again runs the same way and gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from functools import cached_property
from hashlib import sha256
from typing import Any

from .advisory import Advisory
from .view import View

_read: set[tuple[int, str]] = set()
"""Address of a view in memory, and the attribute that was asked for."""

_ABSENT = NotImplemented
"""Stands for an attribute that is not there: no content has it as a value."""


class _Watched(View):
    """A view with others below it: notes what is asked of it."""

    # Bound beforehand: this runs whenever a page asks for anything.
    def __getattribute__(
        self, name: str, note: Any = _read.add, get: Any = object.__getattribute__
    ) -> Any:
        note((id(self), name))
        return get(self, name)

    def __eq__(self, other: object) -> bool:
        # Compared in C, past __getattribute__; views below do the same.
        _read.add((id(self), "__dict__"))
        return super().__eq__(other)

    __hash__ = None  # type: ignore[assignment]


class _WatchedLeaf(View):
    """A view with none below it (a step, a source): asked for one thing, it counts as read whole.

    Whoever shows it asks for most of it anyway, and noting each answer was a tenth of the time of a page.
    """

    def __getattribute__(self, name: str) -> Any:
        _note_leaf(self)
        return getattr(self, name)

    def __eq__(self, other: object) -> bool:
        _note_leaf(self)
        return View.__eq__(self, other)

    __hash__ = None  # type: ignore[assignment]


def _note_leaf(view: View) -> None:
    """Note *view* and leave it unwatched until ``taken``: there is nothing more to know."""
    _read.add((id(view), "__dict__"))
    view.__class__ = View


def tree_of(advisory: Advisory) -> dict[str, Any]:
    """Return the localised tree, without what is counted by itself and what no page reads.

    Labels, languages and the day are counted; numbers that were withdrawn are told by no page.
    """
    beside = (
        "ui",
        "language",
        "languages",
        "today",
        "offered",
        "withdrawn",
        "synonyms",
        "recordings",
        "called",
        "origin_called",
    )
    return {name: value for name, value in vars(advisory).items() if name not in beside}


class Reads:
    """The views of an advisory under stable names, and digests of what they hold.

    A name is the way to a view from the advisory, and an attribute: ``contacts.police:tel``. While this
    object lives each has a number, which is quicker to note and to sort.
    """

    def __init__(self, advisory: Advisory) -> None:
        self.views: dict[str, View] = {}
        self.names = [""]
        """By number."""
        self._fields = tree_of(advisory)
        self._leaves: dict[int, View] = {}
        """By address."""
        for name, value in self._fields.items():
            for way, view, below in _views(value, name):
                self.views[way] = view
                if not below:
                    self._leaves[id(view)] = view
        self._ways = {id(view): way for way, view in self.views.items()}
        self._numbers: dict[tuple[int, str], int] = {}
        self._values = [""]
        """By number."""
        self._places: list[int] = []
        """By number, where the name stands when all are sorted."""

    @contextmanager
    def watched(self) -> Iterator[None]:
        """While it lasts, views note what is asked of them; ``taken`` tells."""
        for view in self.views.values():
            view.__class__ = _WatchedLeaf if id(view) in self._leaves else _Watched
        _read.clear()
        try:
            yield
        finally:
            for view in self.views.values():
                view.__class__ = View
            _read.clear()

    def taken(self) -> set[int]:
        """Return the numbers of all that was read since the last call, and forget it."""
        numbers = self._numbered(_read)
        for address, _attribute in _read:
            if address in self._leaves:
                self._leaves[address].__class__ = _WatchedLeaf
        _read.clear()
        return numbers - {_NOBODY}

    def way(self, view: View) -> str:
        """Return the way to a view of the advisory."""
        return self._ways[id(view)]

    def number(self, name: str) -> int:
        """Return the number of *name*; when there is no such view, one that no page read."""
        way, _, attribute = name.rpartition(":")
        return self._numbered({(id(self.views.get(way)), attribute)}).pop()

    def in_order(self, numbers: Iterable[int]) -> list[int]:
        """Sort *numbers* by their names, which are the same from build to build."""
        if len(self._places) != len(self.names):
            by_name = sorted(range(len(self.names)), key=self.names.__getitem__)
            self._places = sorted(by_name, key=by_name.__getitem__)
        return sorted(numbers, key=self._places.__getitem__)

    def digest(self, numbers: Iterable[int]) -> str:
        """Digest of the values behind *numbers*, in their order, and of the lists around all views."""
        values = "\0".join([self._shape, *map(self._values.__getitem__, numbers)])
        return sha256(values.encode()).hexdigest()

    @cached_property
    def _shape(self) -> str:
        """Which keys the mappings of the advisory have: nobody notes who walks through them."""
        return _short(_outline(self._fields))

    def _numbered(self, reads: AbstractSet[tuple[int, str]]) -> set[int]:
        """Return the numbers of attributes of views, and give one to each that has none."""
        for read in reads:
            if read not in self._numbers:
                self._numbers[read] = self._next_number(read)
        return set(map(self._numbers.__getitem__, reads))

    def _next_number(self, read: tuple[int, str]) -> int:
        """Give an attribute of a view its number, and note its value."""
        address, attribute = read
        if address not in self._ways:
            return _NOBODY
        way = self._ways[address]
        held = object.__getattribute__(self.views[way], "__dict__")  # Unnoted.
        value = held if attribute == "__dict__" else held.get(attribute, _ABSENT)
        self.names.append(f"{way}:{attribute}")
        # With no view in it, it is written as it is.
        self._values.append(_short(repr(value) if address in self._leaves else _outline(value)))
        return len(self.names) - 1


_NOBODY = 0
"""The number of what belongs to no view of the advisory."""


def _views(value: Any, way: str) -> list[tuple[str, View, bool]]:
    """Each view at or below *value*: the way to it, itself, and whether there are any below it."""
    held = vars(value) if isinstance(value, View) else value
    if isinstance(held, dict):
        items: Iterable[tuple[object, Any]] = held.items()
    else:
        items = enumerate(held) if isinstance(held, list | tuple) else ()
    below = [
        found
        for key, child in items
        if isinstance(child, _HOLDERS)
        for found in _views(child, f"{way}.{key}")
    ]
    return [(way, value, bool(below)), *below] if isinstance(value, View) else below


_HOLDERS = (View, dict, list, tuple)
"""What may hold a view further down."""


def _short(outline: str) -> str:
    """Put a digest in the place of a long text: dozens of pages read the same ones."""
    return outline if len(outline) <= _LONG else sha256(outline.encode()).hexdigest()


_LONG = 64


def _outline(value: Any) -> str:
    """Write a value down without the insides of the views below it."""
    if isinstance(value, View):
        return "…"
    if isinstance(value, dict):
        return "{" + ",".join(f"{key!r}:{_outline(child)}" for key, child in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join([_outline(child) for child in value]) + "]"
    return repr(value)
