"""Beside the steps: bytes and a path → a file that is whole or not there. The only writer.

The one place that writes. A program that is killed, or a disk that is full,
leaves the old file. No link is followed: who may commit a link must not choose which file of this
machine is written.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path

from .ordinary_file import NotOrdinaryError, refuse_other_kind

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC


def write_whole(path: Path, data: bytes | bytearray, *, below: Path | None = None) -> None:
    """Write *data* to *path*, whose folder is made; a reader sees the old file or the new one.

    Neither *below* nor a folder in it on the way to *path* may be a link. Raises NotOrdinaryError
    when a link or anything else that is no file is in its place, and OSError; the old file is
    untouched then, and nothing is left beside it.
    """
    write_together({path: data}, below=below)


def write_together(files: Mapping[Path, bytes | bytearray], *, below: Path | None = None) -> None:
    """Write several files that belong together, each as ``write_whole`` does.

    All are written beside their places first and then moved there, in order: a disk that is full
    leaves all of the old files. Raises OSError, which names the file.
    """
    written: list[tuple[int, str, Path]] = []
    with ExitStack() as open_folders:
        path = Path()
        try:
            for path, data in files.items():
                folder = _open_folder(path.parent, below)
                open_folders.callback(os.close, folder)
                _refuse_to_replace(path, folder)
                # A name that nobody can have put a link at before.
                temporary = f".{path.name[:100]}.{secrets.token_hex(6)}.new"
                handle = os.open(temporary, _NEW, 0o666, dir_fd=folder)
                written.append((folder, temporary, path))
                _fill(handle, data)
            for folder, temporary, path in written:
                os.replace(temporary, path.name, src_dir_fd=folder, dst_dir_fd=folder)
        except OSError as error:
            for folder, temporary, _path in written:
                with contextlib.suppress(OSError):
                    os.unlink(temporary, dir_fd=folder)
            if not isinstance(error, NotOrdinaryError):
                # Named as it is below an open folder, which says little.
                error.filename, error.filename2 = str(path), None
            raise


def _fill(handle: int, data: bytes | bytearray) -> None:
    """Write all of *data* and close the file."""
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
    finally:
        os.close(handle)


def _refuse_to_replace(path: Path, folder: int) -> None:
    """Raise NotOrdinaryError when there is something at *path* that is no file."""
    try:
        mode = os.stat(path.name, dir_fd=folder, follow_symlinks=False).st_mode
    except FileNotFoundError:
        return
    refuse_other_kind(path, mode)


def _open_folder(folder: Path, below: Path | None) -> int:
    """Make *folder* and open it. From *below* on no link is followed."""
    if below is None:
        folder.mkdir(parents=True, exist_ok=True)
        return os.open(folder, _FOLDER)
    at = below
    at.mkdir(parents=True, exist_ok=True)
    handle = _enter(at, str(at), None)
    for name in folder.relative_to(below).parts:
        at /= name
        try:
            with contextlib.suppress(FileExistsError):
                os.mkdir(name, dir_fd=handle)
            inner = _enter(at, name, handle)
        finally:
            os.close(handle)
        handle = inner
    return handle


def _enter(folder: Path, name: str, inside: int | None) -> int:
    try:
        return os.open(name, _FOLDER | os.O_NOFOLLOW, dir_fd=inside)
    except OSError as error:
        if error.errno in (errno.ENOTDIR, errno.ELOOP) and folder.is_symlink():
            raise NotOrdinaryError(folder, "a link", "a folder") from error
        raise


def sealed(body: bytes) -> bytes:
    """Return *body* below a line with its digest."""
    return _seal_of(body) + b"\n" + body


def sealed_lines(lines: Iterable[bytes]) -> bytearray:
    """Return *lines* after a line with their digest, as ``sealed`` does, in memory only once."""
    data = bytearray(_SEAL_BYTES)
    for line in lines:
        data += line
    with memoryview(data) as view:
        seal = _seal_of(view[_SEAL_BYTES:]) + b"\n"
    data[:_SEAL_BYTES] = seal
    return data


def unsealed(raw: bytes) -> bytes | None:
    """Return the body of what ``sealed`` made; None when a byte of it has changed or is missing."""
    seal, line, body = raw.partition(b"\n")
    # Not by sealing it again: a note of a large site has tens of megabytes.
    return body if line and seal == _seal_of(body) else None


_SEAL_BYTES = hashlib.sha256().digest_size * 2 + 1
"""In hexadecimal, and the end of the line."""


def _seal_of(body: bytes | memoryview) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()
