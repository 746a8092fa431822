"""Beside step 4: content and translations → a short code: the same files have the same one, on any machine."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ...cache.digests import digest
from ...cache.inputs import files_below
from ...system.ordinary_file import read_ordinary


def content_code(content: Path, locales: Path) -> str:
    """Return eight hexadecimal digits for the files below *content* and *locales*, hidden ones left out."""
    return digest(
        {
            f"{kind}/{path.relative_to(folder).as_posix()}": hashlib.sha256(
                read_ordinary(path)
            ).hexdigest()
            for kind, folder in (("content", content), ("locales", locales))
            for path in files_below(folder)
            if not any(part.startswith(".") for part in path.relative_to(folder).parts)
        }
    )[:8]
