"""Beside step 5, desk: content and translations → problems of one entry, each with its field.

The file of the entry is checked at once, its country in the background: that takes seconds.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..check import ENOUGH_IN_ONE, NOTHING_USES_IT, run_checks
from ..check.content.notices import check_names, check_notices
from ..check.exceptions import without_excepted
from ..load import ContentFolder, LoadedFile, RecentFiles
from ..load.edit import LayoutError
from ..load.edit_entry import entry_lines
from ..load.files import load_file, load_tree
from ..load.kinds import NOTICES
from ..load.tree import Items, Node
from ..load.tree import Mapping as Block
from ..load.validate import validate
from ..model.notices import Notice
from ..model.walk import KeyPath
from ..problems import Problem, shown_path, sort_problems
from ..system.clock import build_moment
from ..system.ordinary_file import read_ordinary
from .places import WAITING, Place
from .shown import page_of

_MOST_FILES = 120


class Checker:
    """Checks entries of the content folder *content*; names of files count from *base*."""

    def __init__(self, content: Path, base: Path) -> None:
        self._content, self._base = content, base
        self._recent = RecentFiles(_MOST_FILES)
        self._turn = threading.Lock()
        self._found: dict[str, dict[str, Any]] = {}
        """What was found last, by name of the entry."""
        self._asked: dict[str, int] = {}
        self._pages: dict[str, str] = {}
        """Where entries show, by name of the entry."""

    def state(self, place: Place) -> dict[str, Any]:
        """Return ``checking`` of *place*, and its problems as ``here`` and ``elsewhere``."""
        return self._found.get(place.name) or {"checking": False, "here": [], "elsewhere": []}

    def look(self, place: Place) -> None:
        """Begin to check *place* in the background."""
        number = self._asked[place.name] = self._asked.get(place.name, 0) + 1
        self._found[place.name] = {**self.state(place), "checking": True}
        threading.Thread(target=self._look, args=(place, number), daemon=True).start()

    def _look(self, place: Place, number: int) -> None:
        with self._turn:
            if number != self._asked[place.name]:
                return  # It was saved again meanwhile.
            try:
                # The form of its file is known at once.
                _file, faults = load_file(place.file(self._content), self._base)
                self._found[place.name] = {"checking": True, **self._rows(place, faults)}
                rows = self.problems(place)
            except Exception as error:  # noqa: BLE001 - a fault of a check is no "no problem"
                rows = {
                    "here": [_row("error", f"The checks broke off: {error}", ())],
                    "elsewhere": [],
                }
        if number == self._asked[place.name]:
            page = self._pages.get(place.name, "")
            self._found[place.name] = {"checking": False, "page": page, **rows}

    def problems(self, place: Place) -> dict[str, list[dict[str, Any]]]:
        """Return problems of the file of *place*: in its entry (``here``) or ``elsewhere``."""
        path = place.file(self._content)
        return self._rows(
            place, self._of_notice(place, path) if _waits(place) else self._of_country(place)
        )

    def _rows(self, place: Place, found: Sequence[Problem]) -> dict[str, list[dict[str, Any]]]:
        path = place.file(self._content)
        shown = shown_path(path, self._base)
        node, _problems = load_tree(path, self._base)
        rows: dict[str, list[dict[str, Any]]] = {"here": [], "elsewhere": []}
        start, end = self._lines(path, place)
        for problem in sort_problems(found):
            if problem.file != shown:
                continue
            inside = start <= problem.line <= end
            keys = keys_at(node, problem.line, problem.column)[len(place.keys) :] if inside else ()
            words = f"{problem.message}. {problem.remedy}"
            rows["here" if inside else "elsewhere"].append(_row(problem.level, words, keys))
        return rows

    def _lines(self, path: Path, place: Place) -> tuple[int, int]:
        if not place.keys:
            return 1, 10**9
        try:
            first, end, _indent = entry_lines(read_ordinary(path).decode(), place.keys, path.name)
        except (OSError, ValueError, KeyError, LayoutError):
            return 1, 10**9
        return first + 1, end

    def _of_country(self, place: Place) -> Sequence[Problem]:
        folder, now = ContentFolder(self._content, self._base, self._recent), build_moment()
        slugs = folder.slugs
        slug = place.place if place.place in slugs else next(iter(slugs), "")
        content, problems = folder.read_host(slug)
        self._pages[place.name] = page_of(place, content)
        found = [
            *folder.problems,
            *problems,
            *run_checks(content, publish=False, today=now.date(), now=now, root=folder.root),
        ]
        # What one country alone cannot know, and what somebody has excused with a reason.
        rules = ENOUGH_IN_ONE | NOTHING_USES_IT
        remaining = without_excepted(folder.shared, found, now.date())
        return [one for one in remaining if one.rule not in rules]

    def _of_notice(self, place: Place, path: Path) -> Sequence[Problem]:
        """Check a notice that waits: nothing else reads it before it is published."""
        node, problems = load_tree(path, self._base)
        if node is None:
            return problems
        shown = shown_path(path, self._base)
        model, faults = validate(node, Notice, shown)
        if model is None:
            return [*problems, *faults]
        folder, now = ContentFolder(self._content, self._base, self._recent), build_moment()
        # Under its later name, and as the only one: the others were checked at their publication.
        file = LoadedFile(f"{NOTICES}/{place.id}.yaml", shown, model, node)
        others = {
            n: one for n, one in folder.shared.files.items() if not isinstance(one.model, Notice)
        }
        slug = model.host if model.host in folder.slugs else ""
        content = folder.read_host(slug)[0] if slug else folder.shared
        content = replace(content, files={**others, file.name: file})
        found = [*check_names(content, frozenset(folder.slugs))]
        if slug:
            found += check_notices(content, content.hosts[slug], now)
        return [*problems, *found]


def _waits(place: Place) -> bool:
    return place.form.name == NOTICES and place.place == WAITING


def _row(level: str, words: str, keys: KeyPath) -> dict[str, Any]:
    return {"level": level, "words": words, "field": list(keys)}


def keys_at(node: Node | None, line: int, column: int) -> KeyPath:
    """Return the keys to the last value that begins at or before *line* and *column*."""
    keys: list[str] = []
    while node is not None:
        inner: list[tuple[int, int, str, Node]] = []
        if isinstance(node, Block):
            inner = [
                (key.line, key.column, name, value) for name, (key, value) in node.entries.items()
            ]
        elif isinstance(node, Items):
            inner = [(one.line, one.column, str(n), one) for n, one in enumerate(node.items)]
        before = [row for row in inner if (row[0], row[1]) <= (line, column)]
        if not before:
            break
        *_place, name, node = max(before, key=lambda row: (row[0], row[1]))
        keys.append(name)
    return tuple(keys)
