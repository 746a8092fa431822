"""Step 1: bytes of a YAML file → a frozen tree of texts with their places, and problems.

In: the bytes of one file. Out: a tree and problems; no content makes it raise. It guesses
no types: a bare ``NO`` is the text "NO", ``0112`` stays a telephone number. What YAML offers
beyond mappings, lists and texts (anchors, aliases, tags, several documents) is refused, because
the people who write the files, and some of their tools, do not know it.

Lines and columns count from 1 from here on; this is the only place that converts.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from ..model import limits
from ..problems import Problem, RuleName, quoted
from .decode import NOT_ALLOWED, decode, name_character
from .syntax import explain_syntax

if TYPE_CHECKING:
    from collections.abc import Iterator

"""The model needs about 8 levels."""

ZERO_WIDTH_SPACE = "\u200b"
# The C parser is ten times faster; where it is missing the pure one gives the same events.
_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def as_read(text: str) -> str:
    """Return a key or value as the tree holds it: in NFC, without zero-width spaces."""
    return unicodedata.normalize("NFC", text.replace(ZERO_WIDTH_SPACE, ""))


@dataclass(frozen=True, slots=True)
class Scalar:
    """A key or a value: always text."""

    text: str
    line: int
    column: int
    empty: bool = False
    """Nothing was written (or a bare ``null`` or ``~``), which is not the same as ``""``."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping, in the order of the file. Its keys keep their own places."""

    entries: dict[str, tuple[Scalar, Node]]
    line: int
    column: int

    def get(self, key: str) -> Node | None:
        """Return the value of *key*."""
        entry = self.entries.get(key)
        return entry[1] if entry else None


Node = Scalar | Items | Mapping


def plain(node: Node) -> Any:
    """Turn a tree into dicts, lists and texts without places."""
    match node:
        case Mapping():
            return {key: plain(value) for key, (_, value) in node.entries.items()}
        case Items():
            return [plain(item) for item in node.items]
        case Scalar():
            return node.text


def tree_of(value: Any) -> Node:
    """Turn dicts, lists and values into a tree, without places: what ``plain`` gives, and more."""
    match value:
        case dict():
            items = ((key, (Scalar(key, 1, 1), tree_of(item))) for key, item in value.items())
            return Mapping(dict(items), 1, 1)
        case list():
            return Items(tuple(tree_of(item) for item in value), 1, 1)
        case bool():
            return Scalar("true" if value else "false", 1, 1)
        case _:
            return Scalar(str(value), 1, 1)


def find(node: Node, path: tuple[str, ...], *, key: bool = False) -> tuple[int, int]:
    """Return line and column of the value at *path*, or of the deepest part of it that exists.

    With *key*, of the key that names it instead.
    """
    place = (node.line, node.column)
    for part in path:
        if isinstance(node, Mapping) and part in node.entries:
            name, node = node.entries[part]
            # An empty value has no place to point at: its key has.
            at = name if key or (isinstance(node, Scalar) and node.empty) else node
            place = (at.line, at.column)
        elif isinstance(node, Items) and part.isdecimal() and int(part) < len(node.items):
            node = node.items[int(part)]
            place = (node.line, node.column)
        else:
            break
    return place


def scalars(
    node: Node, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Scalar, bool]]:
    """Yield every key and value with its path, in the order of the file; True for a key."""
    match node:
        case Mapping():
            for key, (name, value) in node.entries.items():
                yield (*path, key), name, True
                yield from scalars(value, (*path, key))
        case Items():
            for number, item in enumerate(node.items):
                yield from scalars(item, (*path, str(number)))
        case Scalar():
            yield path, node, False


def parse_yaml(data: bytes, file: str) -> tuple[Node | None, list[Problem]]:
    """Read the bytes of one YAML file; *file* is its name in problems.

    Gives no tree when the file cannot be read to its end. A tree may come with problems.
    Texts are in NFC and without U+200B.
    """
    text, problems = decode(data, file)
    if text is None:
        return None, problems
    composer = _Composer(file)
    try:
        node = composer.compose(text)
    except yaml.YAMLError as error:
        return None, [*problems, *composer.problems, explain_syntax(error, text, file)]
    return node, problems + composer.problems


@dataclass(slots=True)
class _Frame:
    """A mapping or a list whose end has not come yet."""

    line: int
    column: int
    is_list: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    key: Scalar | None = None
    has_key: bool = False
    """A key was read and its value comes next; ``key`` is None when that key is refused."""

    def close(self) -> Node:
        if self.is_list:
            return Items(tuple(self.items), self.line, self.column)
        return Mapping(self.entries, self.line, self.column)


class _Composer:
    """Builds the tree from the parser's events, without recursion."""

    def __init__(self, file: str) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._broken = False
        self._stack: list[_Frame] = []
        self._top: Node | None = None

    def compose(self, text: str) -> Node | None:
        documents = 0
        for event in _events(text):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._say(
                        event,
                        "yaml-syntax",
                        'a second document starts here ("---")',
                        'Remove the line with "---": each file contains one mapping.',
                    )
                    return None
                if event.tags:
                    self._say(
                        event,
                        "yaml-tag",
                        "the file contains a line with %TAG",
                        "Remove it: every value is read as text.",
                    )
            elif not self._take(event):
                return None
        if self._top is None and not self._broken:
            self.problems.append(
                Problem(
                    self._file,
                    1,
                    1,
                    "error",
                    "wrong-kind",
                    "",
                    "the file is empty",
                    'Write its keys, each as "key: value".',
                )
            )
        return None if self._broken else self._top

    def _take(self, event: Any) -> bool:
        """Take one event; False when reading must stop."""
        if isinstance(event, yaml.AliasEvent):
            self._refuse_anchor(event)
            self._put(Scalar("", *_start(event), empty=True))
        elif isinstance(event, yaml.ScalarEvent):
            self._refuse_extras(event)
            self._put(self._scalar(event))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse_extras(event)
            if len(self._stack) >= limits.DEPTH.most:
                self._say(
                    event,
                    "too-deep",
                    f"more than {limits.DEPTH.most} levels are nested",
                    "Check the indentation and the brackets above.",
                )
                return False
            self._stack.append(
                _Frame(*_start(event), is_list=isinstance(event, yaml.SequenceStartEvent))
            )
        elif isinstance(event, yaml.CollectionEndEvent):
            self._put(self._stack.pop().close())
        return True

    def _scalar(self, event: Any) -> Scalar:
        text = as_read(event.value)
        # The file was searched already: what is found here was written as an escape, "\u202e".
        hidden = NOT_ALLOWED.search(text)
        if hidden:
            self._say(event, "invisible-character", *name_character(hidden[0]))
        if "\t" in text:
            self._say(event, "yaml-tab", "this text contains a tab", "Write a space instead.")
        bare = event.style is None or event.style == ""
        return Scalar(
            text, *_start(event), empty=bare and text in {"", "~", "null", "Null", "NULL"}
        )

    def _put(self, node: Node) -> None:
        if not self._stack:
            self._top = node
            return
        frame = self._stack[-1]
        if frame.is_list:
            frame.items.append(node)
        elif not frame.has_key:
            self._put_key(frame, node)
        else:
            if frame.key is not None:
                frame.entries[frame.key.text] = (frame.key, node)
            frame.key, frame.has_key = None, False

    def _put_key(self, frame: _Frame, node: Node) -> None:
        frame.has_key = True
        if not isinstance(node, Scalar) or node.empty:
            self._problem(
                node.line,
                node.column,
                "yaml-syntax",
                "a key is expected here: a word and a colon",
                'Write "key: value".',
            )
            self._broken = True
            return
        first = frame.entries.get(node.text)
        if first:
            self._problem(
                node.line,
                node.column,
                "duplicate-key",
                f"the key {quoted(node.text)} is used twice; the first is in line {first[0].line}",
                "Remove one of them, or give this one another id.",
            )
            return
        frame.key = node

    def _refuse_extras(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse_anchor(event)
        if event.tag is not None:
            self._say(
                event,
                "yaml-tag",
                f'the value has a tag ("{_short_tag(event.tag)}")',
                'Remove the tag. Put a text that starts with "!" in double quotes.',
            )

    def _refuse_anchor(self, event: Any) -> None:
        sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
        self._broken = self._broken or sign == "*"
        self._say(
            event,
            "yaml-anchor",
            f'"{sign}{event.anchor}" is an anchor or a reference to one',
            "Write the value out. Put a text that starts with & or * in double quotes.",
        )

    def _say(self, event: Any, rule: RuleName, message: str, remedy: str) -> None:
        self._problem(*_start(event), rule, message, remedy)

    def _problem(self, line: int, column: int, rule: RuleName, message: str, remedy: str) -> None:
        where = ".".join(frame.key.text for frame in self._stack if frame.key)
        self.problems.append(
            Problem(self._file, line, column, "error", rule, where, message, remedy)
        )


def _events(text: str) -> Iterator[Any]:
    parser = _Parser(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()


def _start(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _short_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")
