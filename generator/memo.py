"""Answers kept from one run to the next, by the digest of the question.

Beside the numbered steps. Only for what is slow and follows from its inputs alone. An answer is
JSON and carries a digest of its own: a spoilt one is asked again.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from .git_index import is_tracked
from .ordinary_file import other_entries, read_ordinary
from .target import digest
from .whole_file import sealed, unsealed, write_whole


class UnsafeCacheError(Exception):
    """The cache holds a link, which would be read or written wherever it leads, or was committed."""


def cache_folder() -> Path:
    """``$ADVISORY_CACHE``, else ``.cache`` where the program runs; absolute.

    Whoever keeps the path writes to the same folder wherever the process stands later. Raises
    UnsafeCacheError when it holds anything but folders and files, or is tracked by git.
    """
    named = Path(os.environ.get("ADVISORY_CACHE") or ".cache")
    folder = named.absolute()
    _refuse_links(folder, str(named))
    return folder


@cache
def _refuse_links(folder: Path, shown: str) -> None:
    """Look through the cache, once in each process."""
    if folder.is_symlink():
        raise UnsafeCacheError(
            f"{shown} is a link. Delete the link, or name the folder itself in ADVISORY_CACHE."
        )
    for path, kind in other_entries(folder):
        name = path.relative_to(folder).as_posix()
        raise UnsafeCacheError(
            f"{shown}/{name} is {kind}; nothing but files belongs into the cache. Look who put it "
            f"there, and delete {shown}: the next build makes it anew."
        )
    # Pages come out of the cache, and "no problems": nobody may hand us one with the content.
    if folder.is_dir() and is_tracked(folder):
        raise UnsafeCacheError(
            f"{shown} is tracked by git: somebody committed what only builds may write, and pages are "
            f"made from it. Look who did, and run: git rm -r --cached {shown}; then delete {shown}."
        )


class Memo:
    """A file of answers; what was not asked in this run is dropped when it is saved."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = kept_json(path)
        self._used: dict[str, Any] = {}

    def answer(self, *question: object, ask: Callable[[], Any]) -> Any:
        """Return what *ask* returned when *question* was the same."""
        key = digest(*question)
        if key not in self._used:
            self._used[key] = self._known[key] if key in self._known else ask()
        return self._used[key]

    def save(self) -> None:
        """Keep the answers. A folder that cannot be written only makes the next run slower."""
        if self._used.keys() != self._known.keys():
            keep_json(self._path, self._used)


def keep_json(path: Path, value: Mapping[str, Any]) -> None:
    """Keep *value* for ``kept_json``; a folder that cannot be written only makes the next run slower."""
    with contextlib.suppress(OSError):
        write_whole(path, sealed(json.dumps(value).encode()))


def kept_json(path: Path) -> dict[str, Any]:
    """Return what ``keep_json`` kept; nothing when it is not there or spoilt."""
    try:
        found = json.loads(unsealed(read_ordinary(path)) or b"{}")
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
