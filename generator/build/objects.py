"""Step 5: digests of targets → the files made before, or nothing; new files → the cache.

An entry is one file: a line with the digest of the rest, a line of JSON with names, sizes and notes
(``notes.py``), the bytes. It is read whole and compared with its digest, so that a truncated or
changed entry is noticed, deleted and made again. Nothing in it is executed.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

from ..cache.digests import digest
from ..products.target import Files, Target
from ..system.ordinary_file import read_ordinary
from ..system.whole_file import sealed, unsealed, write_whole
from .notes import NotedFiles, Notes, noted_by, notes_with

_MAGIC = b"advisory-cache-2 "


@dataclass(frozen=True, slots=True)
class TargetNote:
    """What is noted of a target."""

    path: str
    digest: str
    key: str
    """Of its entry in the cache."""
    parts: Mapping[str, str]

    @classmethod
    def of(cls, target: Target) -> TargetNote:
        """Take it from a target."""
        return cls(target.path, target.digest, _key(target), target.parts)


class _LastRow(TypedDict):
    """A row as last.json has it."""

    key: str
    parts: Mapping[str, str]


class Cache:
    """The entries below *folder*; a folder that cannot be written is no error, only slow."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "build"
        self.write_error: OSError | None = None
        """Why the last entry could not be kept."""
        self._last_rows: Mapping[str, _LastRow] | None = None

    def get(self, target: Target) -> Files | None:
        """Return the files of *target*; None when there is no entry, or a broken one."""
        return self.get_by(_key(target))

    def get_by(self, key: str) -> Files | None:
        """Return the files of the target whose entry is *key*, as ``get`` does."""
        path = self._entry(key)
        try:
            raw = read_ordinary(path)
        except OSError:
            return None
        files = _unpack(raw)
        if files is None:
            with contextlib.suppress(OSError):
                path.unlink()
        return files

    def has(self, target: Target) -> bool:
        """Return whether there is an entry of *target*, which may be broken."""
        return self._entry(_key(target)).is_file()

    def put(self, target: Target, files: Files) -> None:
        """Store *files*; a reader sees the whole entry or none."""
        self._write(self._entry(_key(target)), _pack(files, notes_with(target.path, files)))

    def last(self) -> dict[str, dict[str, str]]:
        """Return the parts of each target as of the last build that published it, by path."""
        return {path: dict(row["parts"]) for path, row in self._last().items()}

    def remember(self, notes: Iterable[TargetNote], *, whole: bool) -> None:
        """Note what the site now consists of; a part of it leaves the rest of the note."""
        rows = {} if whole else dict(self._last())
        rows |= {row.path: {"key": row.key, "parts": row.parts} for row in notes}
        self._last_rows = None  # Read again by whoever asks: a build is over then.
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

    def _last(self) -> Mapping[str, _LastRow]:
        """The rows of last.json, read once: each target asks for its own."""
        if self._last_rows is None:
            try:
                rows = json.loads(read_ordinary(self.folder / "last.json"))
            except (OSError, ValueError, RecursionError):
                rows = {}
            self._last_rows = rows if _is_note(rows) else {}
        return self._last_rows

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
    """Return whether *value* has the form of last.json: a spoilt one is as good as none."""
    return isinstance(value, dict) and all(
        isinstance(row, dict)
        and isinstance(row.get("key"), str)
        and isinstance(row.get("parts"), dict)
        for row in value.values()
    )


def _key(target: Target) -> str:
    # With the path: an entry contains the names of its files.
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
    head, _, contents = body.partition(b"\n")
    # Not looked at more closely: the seal has shown that these are the bytes we wrote.
    index = json.loads(head)
    files, at = {}, 0
    for name, size in index["files"]:
        files[name] = contents[at : at + size]
        at += size
    # Notes of other code are made again when somebody asks.
    return NotedFiles(files, Notes.of(index["notes"])) if index["by"] == noted_by() else files
