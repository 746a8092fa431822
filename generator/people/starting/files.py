"""Beside step 4: fields of new files → the files, checked first in a copy of the content.

In: the content folder, fields of new files, and rows for files that are there. Out: paths, or
``NotStartedError`` with what is wrong. No file is ever overwritten; where a row is added, nothing
else of the file changes.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ...check import run_checks
from ...check.content.cross_references import SHARED_DOMAINS
from ...load import Content, ContentFolder
from ...load.edit import (
    LayoutError,
    new_text,
    refuse_other_changes,
    with_entry_below,
    with_items,
    with_values,
)
from ...load.layers import lay_copy, read_to_edit
from ...load.tree import Mapping as Tree
from ...load.tree import parse_yaml, plain
from ...model import tables
from ...model.walk import KeyPath
from ...paths import COUNTRIES_FILE, own_countries_file
from ...po.territories import Territory
from ...problems import Problem
from ...system.ordinary_file import read_ordinary
from ...system.whole_file import write_together


class NotStartedError(Exception):
    """Nothing was written; says why, in lines for who typed."""


@dataclass
class Beginning:
    """The files that are to be there, as texts, by path below the content folder."""

    root: Path
    texts: dict[str, str] = field(default_factory=dict)
    new: list[str] = field(default_factory=list)
    """Those of them that were not there."""

    def add_file(self, name: str, fields: Mapping[str, Any], schema: str) -> None:
        """Add a new file; *schema* is its schema's name. Raises NotStartedError if it is there."""
        self.refuse_existing(name)
        up = "../" * name.count("/")
        self.texts[name] = new_text(f"{up}schema/{schema}.json", fields)
        self.new.append(name)

    def refuse_existing(self, name: str) -> None:
        """Raise NotStartedError when there is anything at *name*."""
        path = self.root / name
        if path.exists() or path.is_symlink():
            raise NotStartedError(
                f"{path.as_posix()} is there already; nothing is overwritten. Choose another id, "
                "or write into that file."
            )

    def add_row(self, name: str, key: str, row: Mapping[str, Any]) -> None:
        """Add *row* to the list at *key* of a file that is there."""
        self._change(name, lambda text: with_items(text, key, [row]))

    def add_entry(self, name: str, path: KeyPath, value: Any) -> None:
        """Add *value* at *path* of a file that is there."""

        def added(text: str) -> str:
            text = _without_empty(text, path[0])
            new = with_entry_below(text, path, value)
            refuse_other_changes(text, new, {path: value}, name)
            return new

        self._change(name, added)

    def _change(self, name: str, change: Any) -> None:
        try:
            text = self.texts.get(name) or read_to_edit(self.root, name).decode()
            self.texts[name] = change(text)
        except (LayoutError, OSError, ValueError, KeyError) as error:
            raise NotStartedError(
                f"{(self.root / name).as_posix()} could not be changed: {error}. Nothing was "
                "written."
            ) from error

    def problems(self, host: str, now: datetime) -> list[Problem]:
        """Return the errors that the new files bring, found in a copy of the content.

        *host* is the new country, or one that meets the new file; "" where there is none.
        """
        before = {str(one) for one in self._errors(self.root, "", now)}
        with TemporaryDirectory() as place:
            copy = Path(place) / self.root.name
            shutil.copytree(self.root, copy, symlinks=True)
            lay_copy(copy, self.root)
            for name, text in self.texts.items():
                path = copy / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")
            found = self._errors(copy, host, now)
        return [one for one in found if str(one) not in before]

    def _errors(self, root: Path, host: str, now: datetime) -> list[Problem]:
        folder = ContentFolder(root, root.parent)
        content, problems = folder.read_host(host)
        found = [*folder.problems, *problems]
        found += run_checks(content, publish=False, today=now.date(), now=now, root=root)
        return [one for one in found if one.level == "error"]

    def write(self) -> list[Path]:
        """Write all, new files first, and return their paths. Raises NotStartedError, OSError."""
        for name in self.new:
            if (self.root / name).exists():
                raise NotStartedError(f"{(self.root / name).as_posix()} is there now.")
        # Files that name the new ones come last: a run that is killed leaves no broken reference.
        names = [*self.new, *(name for name in self.texts if name not in self.new)]
        files = {self.root / name: self.texts[name].encode() for name in names}
        write_together(files, below=self.root)
        return list(files)


def _without_empty(text: str, key: str) -> str:
    """Take out an empty mapping in braces: entries stand on lines of their own."""
    return text.replace(f"\n{key}: {{}}\n", "\n", 1)


def taken_slugs(content: Content) -> frozenset[str]:
    """Return the ids that no new country may have: of countries, and of files of translations."""
    return frozenset({*content.known_hosts, *content.slugs("origins"), *SHARED_DOMAINS})


def with_country(territory: Territory, group: str, content: Path) -> str | None:
    """Return *content*'s table of countries with the country in *group*; None = no change needed.

    In a site of one's own that is its own table, which lies over the program's. Raises
    NotStartedError when the table cannot be changed and keep its layout, or is not that of
    *content*.
    """
    path = own_countries_file(content)
    text = read_ordinary(path).decode() if path.exists() else _OWN_TABLE
    node, _problems = parse_yaml(text.encode(), path.name)
    there: dict[str, Any] = plain(node) if isinstance(node, Tree) else {}
    changes: dict[KeyPath, Any] = {}
    if territory.code not in tables.codes()[group]:
        changes[group,] = [*(there.get(group) or ()), territory.code]
    if group == "hosts" and territory.currency and territory.currency not in tables.currencies():
        changes["currencies", territory.currency] = territory.currency_name
    if not changes or not isinstance(node, Tree):
        return None
    if path == COUNTRIES_FILE and content.resolve().parent not in path.resolve().parents:
        raise NotStartedError(
            f"{territory.code} is not among the countries of this program ({path.as_posix()}), and "
            "its table is not that of this content: the row would be gone with the next version. "
            "Write the country in a copy of the whole project, or in a site of your own: advisory "
            "new site. Nothing was written."
        )
    try:
        new = with_values(text, changes, lambda _path: ())
        refuse_other_changes(text, new, changes, path.name)
    except LayoutError as error:
        raise NotStartedError(
            f"locales/countries.yaml could not be changed: {error}. Add {territory.code} to "
            f"{group} by hand."
        ) from error
    return new


_OWN_TABLE = (
    "# Countries and currencies that our content may name beside those of the release. "
    "Codes: ISO 3166-1, ISO 4217.\n\n"
    "hosts: []\norigins: []\n"
)


def first_lines(problems: Iterable[Problem], most: int = 8) -> str:
    """Return the first problems as lines."""
    return "\n".join(str(problem) for problem in [*problems][:most])
