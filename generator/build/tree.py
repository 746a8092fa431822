"""Step 5: files of targets → the tree beside the site, of which only changed files are written.

Before a file of that tree is kept, its size, times and inode are compared with what was noted when
it was written (``tree_record.py``): an edited, truncated or replaced file is noticed and written
again. Why: docs/adr/0036-two-trees-in-turns.md.
"""

from __future__ import annotations

import os
import shutil
import stat
import time
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..system.ordinary_file import read_ordinary
from ..system.whole_file import write_whole
from .notes import Fingerprint, digest_of, fingerprint_of
from .site_folder import entries_below
from .tree_record import TreeRecord, TreeRecords, state_of

_YOUNG_NS = 2_000_000_000
"""A file that is younger than this when its times are noted may change once more within one tick of
the clock of its disk: it is read."""


@dataclass(frozen=True)
class Look:
    """What a look at a tree found."""

    intact: Mapping[str, Fingerprint]
    """Files whose content is as noted."""
    others: Collection[Path]
    """What else there is: files that changed, strangers, links, folders in the place of files."""


def look_at(tree: Path, record: TreeRecord) -> Look:
    """Compare all files below *tree* with *record*."""
    contents = record.contents()
    intact: dict[str, Fingerprint] = {}
    others: list[Path] = []
    # A folder in the place of a file is no folder of ours.
    for path, entry in entries_below(tree, enter=_folders(contents).__contains__):
        content = contents.get(path)
        if content is not None and _is_intact(entry, content, record, path):
            intact[path] = content
        else:
            others.append(Path(entry.path))
    return Look(intact, others)


def _folders(names: Iterable[str]) -> set[str]:
    """Every folder above one of *names*, ending in a slash."""
    folders: set[str] = set()
    for name in names:
        folder = name.rpartition("/")[0]
        while folder and f"{folder}/" not in folders:
            folders.add(f"{folder}/")
            folder = folder.rpartition("/")[0]
    return folders


def _is_intact(
    entry: os.DirEntry[str], content: Fingerprint, record: TreeRecord, path: str
) -> bool:
    status = entry.stat(follow_symlinks=False)
    if not stat.S_ISREG(status.st_mode) or status.st_size != content.size:
        return False
    if state_of(status) != record.states.get(path):
        return False
    if status.st_ctime_ns < record.when - _YOUNG_NS:
        return True
    return digest_of(read_ordinary(Path(entry.path))) == content.digest


class Tree:
    """The folder that becomes the site, while a build fills it."""

    def __init__(self, folder: Path, record: TreeRecord | None) -> None:
        self.folder = folder
        self.record = record or TreeRecord()
        self.contents: dict[str, Fingerprint] = {}
        """Of every file that belongs there."""
        self.written: set[str] = set()
        """Files that this build wrote."""
        self._intact: dict[str, Fingerprint] = {}
        if record is not None:
            look = look_at(folder, record)
            self._intact.update(look.intact)
            for path in look.others:
                _delete(path)

    def stands(self, names: Iterable[str]) -> bool:
        """Return whether the content of the files *names* is as noted."""
        return all(name in self._intact for name in names)

    def holds(self, name: str, content: Fingerprint) -> bool:
        """Return whether the file *name* is there with *content*."""
        return self._intact.get(name) == content

    def keep(self, name: str) -> None:
        """Let the file *name* stand as it does."""
        self.contents[name] = self._intact[name]

    def write(self, name: str, data: bytes, content: Fingerprint | None = None) -> None:
        """Write a file, unless it is there already; *content* describes it, when that is known."""
        content = content or fingerprint_of(name, data)
        old = self._intact.get(name)
        if old is None or old.digest != content.digest:
            # Forgotten first: a write that fails leaves a file of which nothing is known.
            self._intact.pop(name, None)
            write_whole(self.folder / name, data, below=self.folder)
            self._intact[name] = content
            self.written.add(name)
        self.contents[name] = content

    def read(self, name: str) -> bytes:
        """Return the bytes of a file."""
        return read_ordinary(self.folder / name)

    def drop_others(self) -> None:
        """Delete every file that does not belong there, and folders that are empty then."""
        for name in [name for name in self._intact if name not in self.contents]:
            del self._intact[name]
            path = self.folder / name
            path.unlink(missing_ok=True)
            for folder in path.parents:
                if folder == self.folder:
                    break
                try:
                    folder.rmdir()
                except OSError:
                    break

    def with_states(self, record: TreeRecord) -> TreeRecord:
        """Complete *record* with the state of the files on the disk."""
        before = self.record.states
        for name in self.contents:
            if name in self.written or name not in before:
                record.states[name] = state_of((self.folder / name).lstat())
            else:
                record.states[name] = before[name]
        # Last: a file that changes while states are noted is younger, and is read next time.
        record.when = time.time_ns()
        return record


def copy_tree(site: Path, record: TreeRecord, folder: Path, records: TreeRecords) -> None:
    """Make the tree that the next build brings up to date: a copy of the first *site*.

    Its *record* becomes that of the copy. Without room for it the next build makes its own.
    """
    try:
        tree = _copied(site, folder, record)
        records.keep(folder, tree.with_states(record))
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)


def _copied(site: Path, folder: Path, record: TreeRecord) -> Tree:
    folder.mkdir()
    tree = Tree(folder, None)
    for name, content in record.contents().items():
        data = read_ordinary(site / name)
        if digest_of(data) != content.digest:
            # As with any file that cannot be copied, the caller gives up the copy, and the next
            # build makes its own.
            raise OSError(f"{name} was edited")
        tree.write(name, data, content)
    return tree


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
