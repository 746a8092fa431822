"""Step 4, what every product plans: one thing under site/ and how to make it.

The unit of growth and of caching. A product module in ``products/`` plans targets; the build
makes them, in any order, in any process, on any machine.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import json
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

Files = Mapping[str, bytes]
"""Path below site/, ``/``-separated, and the bytes it holds."""


@dataclass(frozen=True)
class Target:
    """One unit of work of the build.

    *path* is where it stands under site/ (a file, or a folder ending in ``/`` for a page set);
    *digest* covers everything its bytes depend on; *make* is a picklable pure function. A target
    made with ``of`` also knows the digests of the named parts, to tell what has changed.
    """

    path: str
    digest: str
    make: Callable[[], Files]
    product: str
    parts: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Digest by part: ``data``, ``template``, ``style``, ``font``, ``code``, ``library``, …"""
    effort: float = 0.0
    """About how many seconds it takes; 0 = too little to be worth sending to another process."""
    beside: tuple[str, ...] = ()
    """Other files it writes: what is made from its file, for example pictures of it."""
    group: str = ""
    """Targets of one group share work: they take less when one process makes them in a row."""

    @classmethod
    def of(
        cls,
        path: str,
        product: str,
        make: Callable[[], Files],
        *,
        effort: float = 0.0,
        group: str = "",
        **of: object,
    ) -> Target:
        """Return a target whose digest is that of its named parts."""
        # Thousands of targets share those of templates, code and libraries: kept once in memory.
        parts = {name: sys.intern(digest(part)) for name, part in of.items()}
        return cls(path, digest(path, parts), make, product, parts, effort, group=group)

    def owns(self, name: str) -> bool:
        """Tell whether it may write the file *name*."""
        return belongs(name, self.path) or name in self.beside


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
    text = json.dumps(part, ensure_ascii=False, sort_keys=True, default=str)
    # A file's name may be of another encoding than UTF-8, as from an old archive.
    return text.encode("utf-8", "surrogateescape")


def belongs(name: str, path: str) -> bool:
    """Tell whether the file *name* is the target *path*, or stands in it when that is a folder."""
    return name == path or (path.endswith("/") and name.startswith(path))


@cache
def tree_digest(folder: Path, pattern: str = "**/*") -> str:
    """Digest of our own files below *folder* that match *pattern*; asked once, they do not change."""
    files = sorted(p for p in folder.glob(pattern) if p.is_file() and "__pycache__" not in p.parts)
    return digest(
        {
            p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in files
        }
    )


def code_digest() -> str:
    """Digest of this program's code: nobody can tell for certain which of it shapes a target."""
    return tree_digest(Path(__file__).parent, "**/*.py")


def file_digests(paths: Iterable[Path]) -> dict[str, str]:
    """Digest of the bytes of each file, by name."""
    return {path.name: _file_digest(path) for path in sorted(set(paths))}


@cache
def _file_digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@cache
def library_versions() -> dict[str, str]:
    """Versions of the libraries that this program requires, and that these require."""
    found: dict[str, str] = {}
    waiting = [("advisory-generator", "")]
    while waiting:
        asked_by, extras = waiting.pop()
        for row in requires(asked_by) or ():
            name, more, extra = _REQUIREMENT.findall(row)[0]
            name = re.sub(r"[-_.]+", "-", name).lower()
            if name in found or (extra and extra not in extras.split(",")):
                continue
            # Some are for other systems alone, and not here.
            with contextlib.suppress(PackageNotFoundError):
                found[name] = version(name)
                waiting.append((name, more))
    return dict(sorted(found.items()))


_REQUIREMENT = re.compile(r"""^([\w.-]+)(?:\[(.*?)\])?(?:.*\bextra *== *["']([\w-]+))?""")
"""Its name, what it is asked for with, and the extra of ours that asks for it."""


@cache
def native_versions() -> dict[str, str]:
    """Versions of libraries of the system that shape a PDF: layout, shaping, compression."""
    found = {"zlib": zlib.ZLIB_RUNTIME_VERSION}
    for name, file, function in (
        ("pango", "libpango-1.0.so.0", "pango_version_string"),
        ("harfbuzz", "libharfbuzz.so.0", "hb_version_string"),
    ):
        # Where it is not installed, WeasyPrint says so when it is needed.
        with contextlib.suppress(OSError, AttributeError):
            call = getattr(ctypes.CDLL(file), function)
            call.restype = ctypes.c_char_p
            found[name] = call().decode()
    return found
