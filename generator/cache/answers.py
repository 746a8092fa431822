"""Beside the steps: the digest of a question → the answer of an earlier run, or a new one.

Only for what is slow and follows from its inputs alone. An answer is
JSON and carries a digest of its own: a spoilt one is asked again.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from ..system.git_index import is_tracked
from ..system.ordinary_file import other_entries, read_ordinary
from ..system.whole_file import sealed, sealed_lines, unsealed, write_whole
from .digests import digest


class UnsafeCacheError(Exception):
    """The cache contains a link, which could lead anywhere, or was committed."""


def cache_folder() -> Path:
    """``$ADVISORY_CACHE``, else ``.cache`` where the program runs; absolute.

    A caller that keeps the path writes to the same folder wherever the process is later. Raises
    UnsafeCacheError when it contains anything but folders and files, or is tracked by git.
    """
    path = Path(os.environ.get("ADVISORY_CACHE") or ".cache")
    folder = path.absolute()
    _refuse_links(folder, str(path))
    return folder


@cache
def _refuse_links(folder: Path, name: str) -> None:
    """Look through the cache, once in each process."""
    if folder.is_symlink():
        raise UnsafeCacheError(
            f"{name} is a link. Delete the link, or name the folder itself in ADVISORY_CACHE."
        )
    for path, kind in other_entries(folder):
        inside = path.relative_to(folder).as_posix()
        raise UnsafeCacheError(
            f"{name}/{inside} is {kind}; nothing but files belongs into the cache. Look who put it "
            f"there, and delete {name}: the next build makes it anew."
        )
    # Pages come out of the cache, and "no problems": nobody may hand us one with the content.
    if folder.is_dir() and is_tracked(folder):
        raise UnsafeCacheError(
            f"{name} is tracked by git: somebody committed what only builds may write, and pages "
            f"are made from it. Look who did, and run: git rm -r --cached {name}; then delete "
            f"{name}."
        )


class Memo:
    """A file of answers; what was not asked in this run is dropped when it is saved."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._old_answers = read_sealed_json(path)
        self._answers: dict[str, str] = {}
        """As text: those of all host countries stay until they are saved, and as objects would take
        five times the memory."""

    def answer(self, *question: object, ask: Callable[[], Any]) -> Any:
        """Return what *ask* returned when *question* was the same, as JSON has it."""
        key = digest(*question)
        if key not in self._answers:
            old = self._old_answers.get(key)
            self._answers[key] = json.dumps(ask()) if old is None else old
        return json.loads(self._answers[key])

    def save(self) -> None:
        """Keep the answers. A folder that cannot be written only makes the next run slower."""
        # A key covers all that its answer follows from: the same keys have the same answers.
        if self._answers.keys() != self._old_answers.keys():
            write_sealed_json(self._path, self._answers)


def write_sealed_json(path: Path, value: Mapping[str, Any]) -> None:
    """Keep *value* for ``read_sealed_json``.

    A folder that cannot be written only makes the next run slower.
    """
    with contextlib.suppress(OSError):
        write_whole(path, sealed(json.dumps(value).encode()))


def read_sealed_json(path: Path) -> dict[str, Any]:
    """Return what ``write_sealed_json`` kept; nothing when it is not there or spoilt."""
    try:
        value = json.loads(unsealed(read_ordinary(path)) or b"{}")
    except (OSError, ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def write_sealed_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Keep *rows* for ``read_sealed_lines``, a line of JSON each: they are never all in memory.

    A folder that cannot be written only makes the next run slower.
    """
    with contextlib.suppress(OSError):
        write_whole(path, sealed_lines(f"{json.dumps(row)}\n".encode() for row in rows))


def read_sealed_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield what ``write_sealed_lines`` kept; nothing when it is not there or spoilt."""
    with contextlib.suppress(OSError):
        for line in BytesIO(unsealed(read_ordinary(path)) or b""):
            yield json.loads(line)
