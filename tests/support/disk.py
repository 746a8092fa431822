"""A disk that is full when one file is written to it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest


def fill_disk(patch: pytest.MonkeyPatch, name: str) -> None:
    """Let every write of a file with *name* in its name end in "no space left", after one byte."""
    whole = os.write

    def full(handle: int, data: bytes) -> int:
        if name in Path(f"/proc/self/fd/{handle}").readlink().name:
            whole(handle, data[:1])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return whole(handle, data)

    patch.setattr(os, "write", full)
