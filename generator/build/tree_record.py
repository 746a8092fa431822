"""Step 5: what a build left in a tree → a record, by which a later build knows its files again.

The records lie in the cache, one for each tree, and never in the site. Why:
docs/adr/0036-two-trees-in-turns.md.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from sys import intern
from typing import Any, Self

from ..cache.answers import read_sealed_lines, write_sealed_lines
from ..cache.digests import digest
from .notes import Fingerprint, TargetFiles, contents_of, noted_by


def state_of(status: os.stat_result) -> str:
    """Return what tells one state of a file on the disk from another, besides its size.

    That is both its times and its inode.
    """
    # As one text: there are tens of thousands of them, and numbers would take twice the memory.
    return f"{status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


@dataclass(frozen=True)
class Filled:
    """Files of one advisory that were completed when all others were there."""

    key: str
    """Digest of what they follow from."""
    uses: Collection[str]
    """Paths of the targets whose files they refer to."""
    files: Mapping[str, Fingerprint]


@dataclass
class TreeRecord:
    """What is known of a tree that a build finished."""

    when: int = 0
    """Nanoseconds since 1970."""
    targets: dict[str, tuple[str, TargetFiles]] = field(default_factory=dict)
    """By path: the key of the target in the cache, and its files."""
    filled: dict[str, Filled] = field(default_factory=dict)
    loose: dict[str, Fingerprint] = field(default_factory=dict)
    """Files of which nothing else is known, as when only a part was built."""
    states: dict[str, str] = field(default_factory=dict)
    """Of each file on the disk."""
    links: set[str] = field(default_factory=set)
    """Addresses outside their own target that files of targets lead to.

    A few may be left over from links that are gone: the check looks when one is dead.
    """

    def contents(self) -> dict[str, Fingerprint]:
        """Return the content of each file."""
        contents: dict[str, Fingerprint] = {}
        for _key, target in self.targets.values():
            contents |= target.files
        for filled in self.filled.values():
            contents |= filled.files
        return contents | self.loose

    def on_disk(self) -> Iterator[tuple[str, int, int]]:
        """Yield path, size and time of change of each file."""
        for name, content in self.contents().items():
            yield name, content.size, int(self.states[name].partition(" ")[0])

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield what is kept of it, piece by piece: as a whole it would not be small."""
        yield {"by": noted_by(), "when": self.when, "links": sorted(self.links)}
        for path, (key, target) in self.targets.items():
            yield {"target": path, "key": key, **target.as_json(), **self._states(target.files)}
        for name, one in self.filled.items():
            row = {"filled": name, "key": one.key, "uses": sorted(one.uses), "files": one.files}
            yield row | self._states(one.files)
        yield {"files": self.loose, **self._states(self.loose)}

    def _states(self, files: Iterable[str]) -> dict[str, list[str]]:
        return {"states": [self.states.get(name, "") for name in files]}

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]]) -> Self | None:
        """Take back what ``rows`` gave; None when it has another form, or other code noted it."""
        rows = iter(rows)
        try:
            head = next(rows, {})
            if head["by"] != noted_by():
                return None
            record = cls(head["when"], links=set(map(intern, head["links"])))
            for row in rows:
                record._add(row)
        except (KeyError, TypeError, ValueError, AttributeError):
            return None
        return record

    def _add(self, row: Mapping[str, Any]) -> None:
        files: Mapping[str, Fingerprint]
        if "target" in row:
            target = TargetFiles.of(row)
            self.targets[intern(row["target"])] = row["key"], target
            files = target.files
        elif "filled" in row:
            files = contents_of(row["files"])
            self.filled[row["filled"]] = Filled(row["key"], [*map(intern, row["uses"])], files)
        else:
            files = self.loose = contents_of(row["files"])
        self.states.update(zip(files, row["states"], strict=True))


class TreeRecords:
    """What is known of the trees of *site*, kept in the folder *cache*; None knows nothing."""

    def __init__(self, cache: Path | None, site: Path) -> None:
        self._folder = cache and cache / "trees" / digest(str(site))[:16]

    def know(self, tree: Path) -> bool:
        """Return whether something is known of the folder *tree*."""
        path = self._path(tree)
        return path is not None and path.is_file()

    def of(self, tree: Path) -> TreeRecord | None:
        """Return what is known of the folder *tree*, wherever it was moved to."""
        path = self._path(tree)
        return None if path is None else TreeRecord.of(read_sealed_lines(path))

    def keep(self, tree: Path, record: TreeRecord) -> None:
        """Keep what is known of *tree*."""
        path = self._path(tree)
        if path is not None:
            write_sealed_lines(path, record.rows())

    def forget_others(self, trees: Iterable[Path]) -> None:
        """Delete what is known of other trees than these."""
        if self._folder is None:
            return
        ours = {self._path(tree) for tree in trees}
        with contextlib.suppress(OSError):
            for path in self._folder.iterdir():
                if path not in ours:
                    path.unlink()

    def _path(self, tree: Path) -> Path | None:
        try:
            status = tree.lstat()
        except OSError:
            return None
        # By device and inode, which go with a folder when it changes places (ADR 36).
        return self._folder and self._folder / f"{status.st_dev}-{status.st_ino}.jsonl"
