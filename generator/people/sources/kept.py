"""Beside the steps: what pages said last → digests beside the content, words in the cache.

``watched.json`` goes with the content, so that colleagues compare with the same; the words of a
page belong to somebody else and stay on the machine.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from ...cache.answers import cache_folder
from ...system.whole_file import write_whole

FILE = "watched.json"


@dataclass(frozen=True)
class Seen:
    """What was at an address."""

    digest: str
    day: str
    """When it was asked: 2026-11-28."""
    etag: str = ""
    modified: str = ""


class Kept:
    """What was seen at each address, in the file *path*."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: dict[str, Seen] = {}
        if path.is_file():
            try:
                rows = json.loads(path.read_text("utf-8"))
                self._seen = {address: Seen(**row) for address, row in rows.items()}
            except (ValueError, TypeError, AttributeError) as error:
                raise ValueError(
                    f"{path.name} cannot be read ({error}). Take it from the version before, or "
                    "delete it: then each page is seen for the first time."
                ) from error

    def at(self, address: str) -> Seen | None:
        """Return what was seen at *address*."""
        return self._seen.get(address)

    def words(self, digest: str) -> list[str]:
        """Return the sentences of a page, if this machine read them."""
        path = _words_path(digest)
        return path.read_text("utf-8").split("\n") if path.is_file() else []

    def keep(self, address: str, seen: Seen, sentences: list[str]) -> None:
        """Note what is at *address* now."""
        self._seen[address] = seen
        path = _words_path(seen.digest)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, "\n".join(sentences).encode())

    def save(self) -> None:
        """Write the file, an address a line: git can merge changes of two people."""
        if not self._seen:
            return
        rows = [
            f"  {json.dumps(address, ensure_ascii=False)}: {json.dumps(asdict(seen))}"
            for address, seen in sorted(self._seen.items())
        ]
        write_whole(self._path, ("{\n" + ",\n".join(rows) + "\n}\n").encode())


def _words_path(digest: str) -> Path:
    return cache_folder() / "sources" / f"{digest}.txt"
