"""Files that are whole or not there: written in one step, and told from spoilt ones.

Beside the numbered steps. A program that is killed, or a disk that is full, leaves the old file.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Mapping
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write *data* to *path*, whose folder is made; whoever looks sees the old file or the new.

    Raises OSError, with the old file untouched and nothing left beside it.
    """
    write_together({path: data})


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write several files that belong together, each as ``write_whole`` does.

    All are written beside their places first and take them then, in order: a disk that is full leaves
    all of the old files. Raises OSError.
    """
    beside = {path: path.with_name(f"{path.name}.{os.getpid()}.new") for path in files}
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            beside[path].write_bytes(data)
        for path, temporary in beside.items():
            temporary.replace(path)
    except OSError:
        for temporary in beside.values():
            with contextlib.suppress(OSError):
                temporary.unlink()
        raise


def sealed(body: bytes) -> bytes:
    """Return *body* below a line with its digest."""
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def unsealed(raw: bytes) -> bytes | None:
    """Return the body of what ``sealed`` made; None when a byte of it has changed or is missing."""
    _head, _, body = raw.partition(b"\n")
    return body if raw == sealed(body) else None
