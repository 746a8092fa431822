"""Step 1, serve: bytes of a file → its tree and model, remembered for the last files read.

In: the bytes of a file. Out: its tree, its model and its problems, made again only when the
bytes are others. A build reads each file once and keeps none.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from typing import Any

from ..model import Model
from ..problems import Problem
from .kinds import context_prefix
from .loaded_file import LoadedFile
from .tree import Node, parse_yaml
from .validate import validate


class RecentFiles:
    """Remembers the last *most* files that were parsed, and as many that were validated."""

    def __init__(self, most: int) -> None:
        self._trees = _Recent(most)
        self._files = _Recent(most)

    def parse(self, data: bytes, shown: str) -> tuple[Node | None, list[Problem]]:
        """Return the tree of *data* and its problems; *shown* is the name of its file in them."""
        node, problems = self._trees.get((shown, data), lambda: parse_yaml(data, shown))
        return node, list(problems)

    def validate(
        self, name: str, node: Node, kind: type[Model], shown: str, codes: Mapping[str, str]
    ) -> tuple[LoadedFile | None, list[Problem]]:
        """Return the file *name* with its model, and its problems; *codes* are of provinces."""

        def make() -> tuple[Node, LoadedFile | None, list[Problem]]:
            model, problems = validate(node, kind, shown, context_prefix(name), codes)
            return node, LoadedFile(name, shown, model, node) if model else None, problems

        # The tree is kept beside its model: while it is, no other tree has its address.
        key = shown, id(node), tuple(sorted(codes.items()))
        _node, file, problems = self._files.get(key, make)
        return file, list(problems)


class _Recent:
    """Answers by question, the last *most* of them."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, question: Hashable, make: Callable[[], Any]) -> Any:
        if question not in self._answers:
            self._answers[question] = make()
        self._answers.move_to_end(question)
        answer = self._answers[question]
        while len(self._answers) > self._most:
            self._answers.popitem(last=False)
        return answer
