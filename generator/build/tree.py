"""Two trees in turns: the site, and beside it the tree that the next build brings up to date.

Before a file of that tree is kept, its size, times and inode are compared with what was noted when it
was written: who edited, truncated or replaced it is noticed, and it is written anew. The notes lie in
the cache, one for each tree, and never in the site. Why: docs/adr/0036-two-trees-in-turns.md.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import time
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple, Self

from ..memo import keep_json, kept_json
from ..ordinary_file import read_ordinary
from ..target import digest
from ..whole_file import write_whole
from .notes import Fingerprint, Notes, digest_of, fingerprint_of, noted_by
from .site_folder import SUMMARY, entries_below

_YOUNG_NS = 2_000_000_000
"""A file that is younger than this when its times are noted may change once more within one tick of
the clock of its disk: it is read."""


class Times(NamedTuple):
    """How a file stood on the disk."""

    modified: int
    changed: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> Self:
        """Take them from *status*."""
        return cls(status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


@dataclass(frozen=True)
class Filled:
    """Files of one advisory that were completed when all others were there."""

    key: str
    """Digest of what they follow from."""
    uses: Collection[str]
    """Paths of the targets whose files they tell about."""
    files: Mapping[str, Fingerprint]


@dataclass
class Record:
    """What is known of a tree that a build finished."""

    when: int = 0
    """Nanoseconds since 1970."""
    targets: dict[str, tuple[str, Notes]] = field(default_factory=dict)
    """By path: the key of the target in the cache, and what was noted of its files."""
    filled: dict[str, Filled] = field(default_factory=dict)
    loose: dict[str, Fingerprint] = field(default_factory=dict)
    """Files of which nothing else is known, as when only a part was built."""
    times: dict[str, Times] = field(default_factory=dict)

    def contents(self) -> dict[str, Fingerprint]:
        """Return what each file holds."""
        held: dict[str, Fingerprint] = {}
        for _key, notes in self.targets.values():
            held |= notes.files
        for filled in self.filled.values():
            held |= filled.files
        return held | self.loose

    def as_json(self) -> dict[str, Any]:
        """What is kept of it."""
        return {
            "when": self.when,
            "by": noted_by(),
            "targets": {
                path: [key, notes.as_json()] for path, (key, notes) in self.targets.items()
            },
            "filled": {
                name: [one.key, sorted(one.uses), one.files] for name, one in self.filled.items()
            },
            "loose": self.loose,
            "times": self.times,
        }

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self | None:
        """Take back what ``as_json`` gave; None when it has another form, or other code noted it."""
        try:
            if row["by"] != noted_by():
                return None
            return cls(
                row["when"],
                {path: (key, Notes.of(notes)) for path, (key, notes) in row["targets"].items()},
                {
                    name: Filled(key, uses, _contents(files))
                    for name, (key, uses, files) in row["filled"].items()
                },
                _contents(row["loose"]),
                {name: Times(*times) for name, times in row["times"].items()},
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            return None


def _contents(rows: Mapping[str, Iterable[Any]]) -> dict[str, Fingerprint]:
    return {name: Fingerprint(*row) for name, row in rows.items()}


class Records:
    """What is known of the trees of *site*, kept in the folder *cache*; None knows nothing."""

    def __init__(self, cache: Path | None, site: Path) -> None:
        self._folder = cache and cache / "trees" / digest(str(site))[:16]

    def know(self, tree: Path) -> bool:
        """Tell whether something is known of the folder *tree*."""
        path = self._path(tree)
        return path is not None and path.is_file()

    def of(self, tree: Path) -> Record | None:
        """Return what is known of the folder *tree*, wherever it was moved to."""
        path = self._path(tree)
        return None if path is None else Record.of(kept_json(path))

    def keep(self, tree: Path, record: Record) -> None:
        """Keep what is known of *tree*."""
        path = self._path(tree)
        if path is not None:
            keep_json(path, record.as_json())

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
        return self._folder and self._folder / f"{status.st_dev}-{status.st_ino}.json"


@dataclass(frozen=True)
class Look:
    """What a look at a tree found."""

    standing: Mapping[str, Fingerprint]
    """Files that hold what was noted."""
    others: Collection[Path]
    """What else there is: files that changed, strangers, links, folders in the place of files."""


def look_at(tree: Path, record: Record) -> Look:
    """Compare all files below *tree* with *record*."""
    contents = record.contents()
    standing: dict[str, Fingerprint] = {}
    others: list[Path] = []
    # A folder in the place of a file is no folder of ours.
    for path, entry in entries_below(tree, enter=_folders(contents).__contains__):
        content = contents.get(path)
        if content is not None and _stands(entry, content, record, path):
            standing[path] = content
        else:
            others.append(Path(entry.path))
    return Look(standing, others)


def _folders(names: Iterable[str]) -> set[str]:
    """Every folder above one of *names*, ending in a slash."""
    folders: set[str] = set()
    for name in names:
        folder = name.rpartition("/")[0]
        while folder and f"{folder}/" not in folders:
            folders.add(f"{folder}/")
            folder = folder.rpartition("/")[0]
    return folders


def _stands(entry: os.DirEntry[str], content: Fingerprint, record: Record, path: str) -> bool:
    status = entry.stat(follow_symlinks=False)
    if not stat.S_ISREG(status.st_mode) or status.st_size != content.size:
        return False
    times = Times.of(status)
    if times != record.times.get(path):
        return False
    if times.changed < record.when - _YOUNG_NS:
        return True
    return digest_of(read_ordinary(Path(entry.path))) == content.digest


class Tree:
    """The folder that becomes the site, while a build fills it."""

    def __init__(self, folder: Path, record: Record | None) -> None:
        self.folder = folder
        self.record = record or Record()
        self.contents: dict[str, Fingerprint] = {}
        """Of every file that belongs there."""
        self.written: set[str] = set()
        """Files that this build wrote."""
        self._standing: dict[str, Fingerprint] = {}
        if record is not None:
            look = look_at(folder, record)
            self._standing.update(look.standing)
            for path in look.others:
                _delete(path)

    def stands(self, names: Iterable[str]) -> bool:
        """Tell whether the files *names* hold what was noted of them."""
        return all(name in self._standing for name in names)

    def holds(self, name: str, content: Fingerprint) -> bool:
        """Tell whether the file *name* stands there with *content*."""
        return self._standing.get(name) == content

    def keep(self, name: str) -> None:
        """Let the file *name* stand as it does."""
        self.contents[name] = self._standing[name]

    def write(self, name: str, data: bytes, content: Fingerprint | None = None) -> None:
        """Write a file, unless it stands there already; *content* describes it, when that is known."""
        content = content or fingerprint_of(name, data)
        standing = self._standing.get(name)
        if standing is None or standing.digest != content.digest:
            self._standing.pop(name, None)
            write_whole(self.folder / name, data, below=self.folder)
            self._standing[name] = content
            self.written.add(name)
        self.contents[name] = content

    def read(self, name: str) -> bytes:
        """Return the bytes of a file."""
        return read_ordinary(self.folder / name)

    def drop_others(self) -> None:
        """Delete every file that does not belong there, and folders that are empty then."""
        for name in [name for name in self._standing if name not in self.contents]:
            del self._standing[name]
            path = self.folder / name
            path.unlink(missing_ok=True)
            for folder in path.parents:
                if folder == self.folder:
                    break
                try:
                    folder.rmdir()
                except OSError:
                    break

    def noted(self, record: Record) -> Record:
        """Complete *record* with how the files stand on the disk now."""
        names = self.contents.keys() | ({SUMMARY} if SUMMARY in self._standing else set())
        kept = self.record.times
        for name in names:
            if name in self.written or name not in kept:
                record.times[name] = Times.of((self.folder / name).lstat())
            else:
                record.times[name] = kept[name]
        record.when = time.time_ns()
        return record


def copy_tree(site: Path, folder: Path, records: Records) -> None:
    """Make the tree that the next build brings up to date: a copy of the first *site*.

    Without room for it the next build makes its own.
    """
    record = records.of(site)
    if record is None:
        return
    try:
        tree = _copied(site, folder, record)
        records.keep(folder, tree.noted(replace(record, times={})))
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)


def _copied(site: Path, folder: Path, record: Record) -> Tree:
    folder.mkdir()
    tree = Tree(folder, None)
    for name, content in record.contents().items():
        data = read_ordinary(site / name)
        if digest_of(data) != content.digest:
            raise OSError(f"{name} was edited")
        tree.write(name, data, content)
    return tree


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
