"""Step 1: the folder locales/ → paths and bytes of its PO files.

Only ordinary files count, in ordinary folders: ``catalog`` reads what they say.
"""

from __future__ import annotations

import errno
from pathlib import Path

from .. import paths
from ..model import limits
from ..system.ordinary_file import read_ordinary


def po_paths(locales: Path) -> list[Path]:
    """List the PO files below *locales*, in order, and whatever else has such a name."""
    return [path for folder in sorted(locales.glob("*/LC_MESSAGES")) for path in _in(folder)]


def _in(folder: Path) -> list[Path]:
    if not folder.is_dir() or folder.is_symlink() or folder.parent.is_symlink():
        return []
    return sorted(folder.glob("*.po"))


def library_po(path: Path) -> Path | None:
    """Return the shared library's PO file below *path*; None = it is not a site of one's own."""
    if len(path.parents) < 3:
        return None
    locales = path.parents[2]
    library = paths.library_below(locales, "locales")
    return None if library is None else library / path.relative_to(locales)


def is_begun(path: Path) -> bool:
    """Return whether there is a PO file *path*, or one of the shared library below it."""
    below = library_po(path)
    return path.is_file() or (below is not None and below.is_file())


def begun_files(locales: Path, folder: str) -> list[Path]:
    """Return the PO files of the language *folder*, then those of the shared library below them."""
    library = paths.library_below(locales, "locales")
    places = [locales] if library is None else [locales, library]
    return [path for place in places for path in _in(place / folder / "LC_MESSAGES")]


def read_po_file(path: Path) -> bytes | None:
    """Return the bytes of a PO file; None when it is missing.

    Neither the file nor the two folders it is in may be links. Raises NotOrdinaryError, and OSError
    also for one that is too large.
    """
    above = path.parents
    try:
        data = read_ordinary(
            path, below=above[2] if len(above) > 2 else None, most=limits.PO.most + 1
        )
    except FileNotFoundError:
        return None
    if len(data) > limits.PO.most:
        raise OSError(errno.EFBIG, f"it has more than {limits.PO.most:,} bytes", str(path))
    return data
