"""Beside the steps: paths → the bytes and names of ordinary files; links and pipes are refused.

Content and translations come with pull requests. A link among them would be read wherever it leads,
and its target be printed or published; a pipe would be waited for; a device has no end.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_KINDS = {
    stat.S_IFLNK: "a link",
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
# A pipe would be waited for until somebody writes into it.
_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class NotOrdinaryError(OSError):
    """A link, folder, pipe, socket or device is in the place of a file; ``strerror`` says so."""

    def __init__(self, path: Path, kind: str, expected: str = "a file") -> None:
        super().__init__(errno.ELOOP, f"it is {kind}, not {expected}", str(path))
        self.kind, self.expected = kind, expected
        """For example "a link", and "a file" that should be there."""

    def __reduce__(self) -> tuple[object, ...]:
        """Let it travel from a worker, as others of its family do."""
        return type(self), (Path(self.filename), self.kind, self.expected)


def read_ordinary(path: Path, *, below: Path | None = None, most: int = -1) -> bytes:
    """Return the bytes of the file *path*, the first *most* of them.

    No folder between *below* and the file may be a link either. Raises NotOrdinaryError, without a
    look at what a link leads to, and OSError.
    """
    with open_ordinary(path, below=below) as file:
        return file.read(most)


def open_ordinary(path: Path, *, below: Path | None = None) -> BinaryIO:
    """Open a file to read its bytes. Raises as ``read_ordinary`` does."""
    refuse_links_between(path, below)
    # Checked first: just opening a device can do something.
    refuse_other_kind(path, path.lstat().st_mode)
    file = os.fdopen(os.open(path, _FLAGS), "rb")
    try:
        refuse_other_kind(path, os.fstat(file.fileno()).st_mode)
    except NotOrdinaryError:
        file.close()
        raise
    return file


def refuse_links_between(path: Path, below: Path | None) -> None:
    """Raise NotOrdinaryError when a folder from *below* down to *path* is a link."""
    if below is None:
        return
    for folder in path.parents:
        if folder == below:
            return
        if folder.is_symlink():
            raise NotOrdinaryError(folder, "a link", "a folder")


def refuse_other_kind(path: Path, mode: int) -> None:
    """Raise NotOrdinaryError when *mode* is that of anything but a file."""
    if kind := kind_of(mode):
        raise NotOrdinaryError(path, kind)


def kind_of(mode: int) -> str:
    """Return the kind of what is no ordinary file: "a link", "a pipe"; empty for a file."""
    return "" if stat.S_ISREG(mode) else _KINDS.get(stat.S_IFMT(mode), "no file")


def ordinary_files(folder: Path, suffix: str = "") -> list[Path]:
    """List the files of *folder* whose names end in *suffix*, in order.

    Hidden files are left out, and all that is no ordinary file; nothing when *folder* is missing,
    or is a link.
    """
    if folder.is_symlink() or not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        names = [
            entry.name
            for entry in entries
            if entry.name.endswith(suffix)
            and not entry.name.startswith(".")
            and entry.is_file(follow_symlinks=False)
        ]
    return [folder / name for name in sorted(names)]


def other_entries(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield all below *folder* that is neither a file nor a folder: path and kind, in order.

    Hidden names are left out: nobody reads them, and an editor puts links there for open files.
    """
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        return  # reported by the function that reads it
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = folder / entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from other_entries(path)
        elif not entry.is_file(follow_symlinks=False):
            yield path, kind_of(entry.stat(follow_symlinks=False).st_mode)
