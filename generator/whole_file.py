"""Files that are whole or not there: written in one step, and told from spoilt ones.

Beside the numbered steps. A program that is killed, or a disk that is full, leaves the old file.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write *data* to *path*, whose folder is made; whoever looks sees the old file or the new.

    Raises OSError, with the old file untouched and nothing left beside it.
    """
    temporary = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError:
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
