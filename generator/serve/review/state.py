"""Beside step 5, review: folders of content and translations → a state that can be localised.

In: two folders, as they are or as git had them. Out: a ``State``; or ``StateError``, in words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ...cache.inputs import HostMemo, files_below, host_of_file
from ...check import find_errors
from ...load import ContentFolder, ContentIncompleteError
from ...load.leaflet_formats import load_formats
from ...localise.advisory import Advisory
from ...localise.corridors import Selection, build_moment, load_advisories
from ...model.leaflet import Leaflet
from ...po.catalog import UnreadablePoError
from ...problems import Problem, sort_problems
from ...system.ordinary_file import read_ordinary

_TOO_OLD = "it cannot be read by this version of the program"


class StateError(Exception):
    """The content of a state has errors: which state, and the problems."""

    def __init__(self, state: State, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} errors")
        self.state, self.problems = state, problems


@dataclass(frozen=True)
class State:
    """Content and translations at one time."""

    content: Path
    locales: Path
    base: Path
    """The folder that names in problems count from."""

    @cached_property
    def folder(self) -> ContentFolder:
        """What all countries share, and one host country at a time."""
        return ContentFolder(self.content, self.base)

    @cached_property
    def formats(self) -> Mapping[str, Leaflet]:
        """Formats of leaflets by name. Raises StateError."""
        formats, problems = load_formats(self.content / "leaflets", self.base)
        self._stop_at(problems)
        return formats

    @cached_property
    def files(self) -> dict[str, str]:
        """Digest of each file, by "content/" or "locales/" and its path there."""
        return {
            f"{name}/{path.relative_to(folder).as_posix()}": _digest_of(path)
            for name, folder in (("content", self.content), ("locales", self.locales))
            for path in files_below(folder)
        }

    @property
    def hosts(self) -> list[str]:
        """Slugs of the host countries of site.yaml, in order. Raises StateError."""
        self._stop_at(self.folder.problems)
        return list(dict.fromkeys(row.host for row in self.folder.site.corridors))

    def check(self, hosts: Sequence[str]) -> None:
        """Raise StateError for an error in what all share, or in those of *hosts* that exist."""
        self._stop_at(self.errors([slug for slug in hosts if slug in self.hosts]))

    def _stop_at(self, problems: Sequence[Problem]) -> None:
        if errors := [one for one in problems if one.level == "error"]:
            raise StateError(self, errors)

    def errors(self, hosts: Sequence[str]) -> list[Problem]:
        """Return what is wrong with what all share and with *hosts*, once each, sorted."""
        now = build_moment()
        found: dict[Problem, None] = dict.fromkeys(
            one for one in self.folder.problems if one.level == "error"
        )
        if found:
            return sort_problems(list(found))  # What builds on broken files says little.
        for slug in hosts:
            checks = find_errors(
                self.folder,
                slug,
                self.locales,
                today=now.date(),
                now=now,
                answers=HostMemo("", None),
            )
            found.update(dict.fromkeys(one for some in checks for one in some))
        return sort_problems(list(found))

    def advisories(self, only: Selection) -> list[Advisory]:
        """Return the advisories of one host country. Raises StateError for unreadable files."""
        if only.host not in self.hosts:
            return []
        if only.locale is not None and only.locale not in self.folder.site.locales:
            return []
        try:
            return list(load_advisories(self.folder, self.locales, only))
        except (ContentIncompleteError, UnreadablePoError) as error:
            raise StateError(self, self.errors([str(only.host)]) or [_unreadable(error)]) from error


def _unreadable(error: Exception) -> Problem:
    return Problem("content", 1, 1, "error", "missing-file", "", f"{_TOO_OLD}: {error}", "")


def _digest_of(path: Path) -> str:
    try:
        return hashlib.sha256(read_ordinary(path)).hexdigest()
    except OSError as error:
        return str(error.strerror)


def changed_files(before: State, after: State) -> list[str]:
    """Return the names of files that are new, gone or different, sorted, without hidden ones."""
    one, two = before.files, after.files
    names = sorted(name for name in {*one, *two} if one.get(name) != two.get(name))
    return [name for name in names if not any(part.startswith(".") for part in name.split("/"))]


def changed_hosts(names: Sequence[str], before: State, after: State) -> list[str]:
    """Return the host countries whose readers may see a difference, in the order of the site.

    What all countries share changes all of them.
    """
    known = list(dict.fromkeys([*after.hosts, *before.hosts]))
    own = set(_hosts_of(names, known))
    return known if "" in own else [slug for slug in known if slug in own]


def _hosts_of(names: Sequence[str], known: Sequence[str]) -> Iterator[str]:
    for name in names:
        top, _, below = name.partition("/")
        # What only tools of editors read shapes nothing that anybody sees.
        if not below.startswith("schema/") and not below.endswith(".pot"):
            yield host_of_file(Path(top, below), Path("content"), known)
