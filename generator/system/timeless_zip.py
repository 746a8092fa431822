"""Beside the steps: files → a zip package without times, the same bytes for the same files.

In: a package that a library wrote, or files with their names. Out: bytes. Every entry has the first
moment that a zip file knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)
_ANYBODY_READS = 0o100644 << 16
_PACKED = (".pdf", ".docx", ".pptx", ".zip", ".png", ".woff2", ".woff", ".mp3")
"""Are compressed already."""


def timeless(package: bytes, instead: Mapping[str, bytes] | None = None) -> bytes:
    """Return the same *package* without times, with other bytes for some of its parts."""
    others = instead or {}
    with ZipFile(BytesIO(package)) as old:
        return packed({name: others.get(name) or old.read(name) for name in old.namelist()})


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return a zip file of *files*, by path in it, in their order."""
    out = BytesIO()
    with ZipFile(out, "w") as new:
        for name, data in files.items():
            info = ZipInfo(name, _EPOCH)
            info.compress_type = ZIP_STORED if name.endswith(_PACKED) else ZIP_DEFLATED
            info.create_system = 3
            # Without rights, who unpacks it on a server gets files that nobody may read.
            info.external_attr = _ANYBODY_READS
            new.writestr(info, data)
    return out.getvalue()
