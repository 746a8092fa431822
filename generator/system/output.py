"""Beside the steps: bytes and the path of ``-o`` → a whole file, or bytes into a device.

``/dev/null`` and ``/dev/stdout`` are written into. To put a file in their
place, as a writer of whole files would, breaks every other program of the machine.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from .ordinary_file import NotOrdinaryError, kind_of
from .whole_file import write_whole

_STREAMS = {"/dev/stdout": 1, "/dev/stderr": 2}


def write_output(path: Path, data: bytes) -> None:
    """Write *data* to *path*: whole when it is a file or nothing yet, else into what is there.

    Raises NotOrdinaryError for a link, a folder, a disk or a socket, and OSError, for example when
    nobody reads from a pipe.
    """
    if is_stream(path):
        _pour(_open_stream(path), data)
    else:
        write_whole(path, data)


def is_stream(path: Path) -> bool:
    """Return whether *path* takes bytes and keeps none: a device such as /dev/null, a pipe."""
    if str(path) in _STREAMS:
        return True
    try:
        mode = path.lstat().st_mode
    except OSError:
        return False
    return stat.S_ISCHR(mode) or stat.S_ISFIFO(mode)


def _open_stream(path: Path) -> int:
    if str(path) in _STREAMS:
        return os.dup(_STREAMS[str(path)])
    # Not waited for: a pipe that nobody reads from would keep us for ever.
    flags = os.O_WRONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_NOCTTY | os.O_CLOEXEC
    try:
        handle = os.open(path, flags)
    except OSError as error:
        if error.errno == errno.ENXIO:
            error.strerror = "nothing reads from it"
        raise
    mode = os.fstat(handle).st_mode
    if not (stat.S_ISCHR(mode) or stat.S_ISFIFO(mode)):
        os.close(handle)
        raise NotOrdinaryError(path, kind_of(mode) or "a file", "what it was")
    os.set_blocking(handle, True)
    return handle


def _pour(handle: int, data: bytes) -> None:
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
