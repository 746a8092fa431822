"""What was made before: files by the digest of all that shaped them.

An entry is one file: a line with the digest of the rest, a line of JSON with names, sizes and notes
(``notes.py``), the bytes. It is read whole and compared with its digest, so that a truncated or changed entry is
noticed, deleted and made again. Nothing in it is executed.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

from ..memo import cache_folder
from ..ordinary_file import read_ordinary
from ..target import Files, Target, digest
from ..whole_file import sealed, unsealed, write_whole
from .notes import NotedFiles, Notes, noted_by, notes_with

__all__ = ["Cache", "cache_folder"]

_MAGIC = b"advisory-cache-2 "


@dataclass(frozen=True, slots=True)
class Row:
    """What is noted of a target."""

    path: str
    digest: str
    key: str
    """Of its entry in the cache."""
    parts: Mapping[str, str]

    @classmethod
    def of(cls, target: Target) -> Row:
        """Take it from a target."""
        return cls(target.path, target.digest, _key(target), target.parts)


class _Noted(TypedDict):
    """A row as last.json has it."""

    key: str
    parts: dict[str, str]


class Cache:
    """The entries below *folder*; a folder that cannot be written is no error, only slow."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "build"
        self.write_error: OSError | None = None
        """Why the last entry could not be kept."""
        self._noted: Mapping[str, _Noted] | None = None

    def get(self, target: Target) -> Files | None:
        """Return the files of *target*; None when there is no entry, or a broken one."""
        path = self._entry(_key(target))
        try:
            raw = read_ordinary(path)
        except OSError:
            return None
        files = _unpack(raw)
        if files is None:
            with contextlib.suppress(OSError):
                path.unlink()
        return files

    def put(self, target: Target, files: Files) -> None:
        """Keep *files*; whoever looks sees the whole entry or none."""
        self._write(self._entry(_key(target)), _pack(files, notes_with(target, files)))

    def last(self) -> dict[str, dict[str, str]]:
        """Return the parts of each target as of the last build that published it, by path."""
        return {path: row["parts"] for path, row in self._last().items()}

    def remember(self, made: Iterable[Row], *, whole: bool) -> None:
        """Note what the site now consists of; a part of it leaves the rest of the note."""
        rows = {} if whole else dict(self._last())
        rows |= {row.path: {"key": row.key, "parts": dict(row.parts)} for row in made}
        self._noted = rows
        self._write(self.folder / "last.json", json.dumps(rows).encode())

    def prune(self) -> tuple[int, int]:
        """Delete what the last build did not use; return how many entries and bytes went."""
        used = {row["key"] for row in self._last().values()}
        count = size = 0
        for path in self._files():
            if path.name not in used:
                count += 1
                size += path.stat().st_size
                path.unlink(missing_ok=True)
        return count, size

    def _last(self) -> Mapping[str, _Noted]:
        """The rows of last.json, read once: each target asks for its own."""
        if self._noted is None:
            try:
                noted = json.loads(read_ordinary(self.folder / "last.json"))
            except (OSError, ValueError, RecursionError):
                noted = {}
            self._noted = noted if _is_note(noted) else {}
        return self._noted

    def _entry(self, key: str) -> Path:
        return self.folder / "objects" / key[:2] / key

    def _files(self) -> Iterator[Path]:
        yield from (p for p in (self.folder / "objects").glob("*/*") if p.is_file())

    def _write(self, path: Path, data: bytes) -> None:
        try:
            write_whole(path, data)
        except OSError as error:
            # A full disk must not keep a site from being built that has room elsewhere.
            self.write_error = error


def _is_note(value: Any) -> bool:
    """Tell whether *value* has the form of last.json: a spoilt one is as good as none."""
    return isinstance(value, dict) and all(
        isinstance(row, dict)
        and isinstance(row.get("key"), str)
        and isinstance(row.get("parts"), dict)
        for row in value.values()
    )


def _key(target: Target) -> str:
    return digest(target.product, target.path, target.digest)


def _pack(files: Files, notes: Notes) -> bytes:
    sizes = [[name, len(data)] for name, data in files.items()]
    index = json.dumps({"files": sizes, "by": noted_by(), "notes": notes.as_json()}).encode()
    body = b"".join([index, b"\n", *files.values()])
    return _MAGIC + sealed(body)


def _unpack(raw: bytes) -> Files | None:
    body = unsealed(raw.removeprefix(_MAGIC)) if raw.startswith(_MAGIC) else None
    if body is None:
        return None
    head, _, rest = body.partition(b"\n")
    index = json.loads(head)
    files, at = {}, 0
    for name, size in index["files"]:
        files[name] = rest[at : at + size]
        at += size
    # What other code noted is noted anew by whoever asks.
    return NotedFiles(files, Notes.of(index["notes"])) if index["by"] == noted_by() else files
