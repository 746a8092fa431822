"""Beside step 4: content and translations → a short code, the same for the same files anywhere."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ... import __version__
from ...cache.digests import digest
from ...cache.inputs import files_below
from ...paths import library_below
from ...system.ordinary_file import read_ordinary


def content_code(content: Path, locales: Path) -> str:
    """Return eight hexadecimal digits for the files below *content* and *locales*.

    Hidden and generated files do not count.

    In a site of one's own the release of the shared library counts too.
    """
    library = () if library_below(content, "content") is None else (__version__,)
    return digest(
        *library,
        {
            f"{kind}/{path.relative_to(folder).as_posix()}": hashlib.sha256(
                read_ordinary(path)
            ).hexdigest()
            for kind, folder in (("content", content), ("locales", locales))
            for path in files_below(folder)
            if not _is_left_out(path.relative_to(folder).parts)
        },
    )[:8]


def _is_left_out(parts: tuple[str, ...]) -> bool:
    # The schema follows from the program, and says nothing to readers.
    return parts[0] == "schema" or any(part.startswith(".") for part in parts)
