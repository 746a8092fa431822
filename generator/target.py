"""Step 4, what every product plans: one thing under site/ and how to make it.

The unit of growth and of caching. A product module in ``products/`` plans targets; the build
makes them, in any order, in any process, on any machine.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

Files = Mapping[str, bytes]
"""Path below site/, ``/``-separated, and the bytes it holds."""


@dataclass(frozen=True)
class Target:
    """One unit of work of the build.

    *path* is where it stands under site/ (a file, or a folder ending in ``/`` for a page set);
    *digest* covers everything its bytes depend on; *make* is a picklable pure function.
    """

    path: str
    digest: str
    make: Callable[[], Files]
    product: str


def digest(*parts: object) -> str:
    """Return the SHA-256 of *parts* as hexadecimal text.

    Each part must be JSON-like or bytes; mappings count by content, not by order of insertion.
    """
    state = hashlib.sha256()
    for part in parts:
        raw = part if isinstance(part, bytes) else _canonical(part)
        state.update(len(raw).to_bytes(8, "big"))
        state.update(raw)
    return state.hexdigest()


def _canonical(part: object) -> bytes:
    return json.dumps(part, ensure_ascii=False, sort_keys=True, default=str).encode()


def file_digest(*files: Path | str) -> str:
    """Digest of the bytes of single files, such as a module's ``__file__``."""
    return digest(*(Path(file).read_bytes() for file in files))


@cache
def tree_digest(folder: Path, pattern: str = "**/*") -> str:
    """Digest of all files below *folder* that match *pattern*: names and bytes."""
    files = sorted(p for p in folder.glob(pattern) if p.is_file() and "__pycache__" not in p.parts)
    return digest(
        {
            p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in files
        }
    )


def library_versions(*names: str) -> dict[str, str]:
    """Versions of installed libraries that shape the bytes of a target."""
    return {name: version(name) for name in names}
