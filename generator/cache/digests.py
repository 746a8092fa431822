"""Step 0: values, files, our code, versions of libraries → digests.

In: anything JSON-like, bytes, or our own files. Out: hexadecimal text, the same on any machine.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import json
import re
import zlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from ..paths import PACKAGE


def digest(*parts: object) -> str:
    """Return the SHA-256 of *parts* as hexadecimal text.

    Each part must be JSON-like or bytes; mappings count by content, not by order of insertion.
    """
    state = hashlib.sha256()
    for part in parts:
        raw = part if isinstance(part, bytes) else _canonical(part)
        # Its length first: ("ab", "c") and ("a", "bc") are not the same.
        state.update(len(raw).to_bytes(8, "big"))
        state.update(raw)
    return state.hexdigest()


def _canonical(part: object) -> bytes:
    text = json.dumps(part, ensure_ascii=False, sort_keys=True, default=str)
    # A file's name may be of another encoding than UTF-8, as from an old archive.
    return text.encode("utf-8", "surrogateescape")


@cache
def tree_digest(folder: Path, pattern: str = "**/*") -> str:
    """Return the digest of our files in *folder* that match *pattern*; cached for the process."""
    files = sorted(p for p in folder.glob(pattern) if p.is_file() and "__pycache__" not in p.parts)
    return digest(
        {
            p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in files
        }
    )


def code_digest() -> str:
    """Digest of this program's code: it is not certain which part of it shapes a target."""
    return tree_digest(PACKAGE, "**/*.py")


def file_digests(paths: Iterable[Path]) -> dict[str, str]:
    """Digest of the bytes of each file, by name."""
    return {path.name: _file_digest(path) for path in sorted(set(paths))}


@cache
def _file_digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@cache
def library_versions() -> dict[str, str]:
    """Versions of the libraries that this program requires, and that these require."""
    versions: dict[str, str] = {}
    waiting = [("advisory-generator", "")]
    while waiting:
        asked_by, extras = waiting.pop()
        for row in requires(asked_by) or ():
            name, more, extra = _REQUIREMENT.findall(row)[0]
            name = re.sub(r"[-_.]+", "-", name).lower()
            if name in versions or (extra and extra not in extras.split(",")):
                continue
            # Some are for other systems alone, and not here.
            with contextlib.suppress(PackageNotFoundError):
                versions[name] = version(name)
                waiting.append((name, more))
    return dict(sorted(versions.items()))


_REQUIREMENT = re.compile(r"""^([\w.-]+)(?:\[(.*?)\])?(?:.*\bextra *== *["']([\w-]+))?""")
"""Its name, what it is asked for with, and the extra of ours that asks for it."""


@cache
def layout_versions() -> dict[str, str]:
    """Return the versions, by name, of what decides where lines of a paper break, but for fonts."""
    libraries = ("weasyprint", "cssselect2", "fonttools", "pyphen", "tinycss2", "tinyhtml5")
    versions = {name: native_versions().get(name, "none") for name in ("harfbuzz", "pango")}
    for name in libraries:
        # Where one is missing, whoever prints says so.
        with contextlib.suppress(PackageNotFoundError):
            versions[name] = version(name)
    return dict(sorted(versions.items()))


@cache
def native_versions() -> dict[str, str]:
    """Versions of libraries of the system that shape a PDF: layout, shaping, compression."""
    versions = {"zlib": zlib.ZLIB_RUNTIME_VERSION}
    for name, file, function in (
        ("pango", "libpango-1.0.so.0", "pango_version_string"),
        ("harfbuzz", "libharfbuzz.so.0", "hb_version_string"),
    ):
        # Where it is not installed, WeasyPrint says so when it is needed.
        with contextlib.suppress(OSError, AttributeError):
            call = getattr(ctypes.CDLL(file), function)
            call.restype = ctypes.c_char_p
            versions[name] = call().decode()
    return versions
