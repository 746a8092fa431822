"""Step 5, serve: folders → the names of files whose time, size or inode has changed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

LOOK_EVERY_SECONDS = 0.1
_REST = 4
"""Times as long as a look took is rested after it."""
_SETTLE_SECONDS = 0.02
_MOST_LOOKS = 10

Stamps = dict[str, tuple[int, int, int]]


class Changes:
    """Changes of *places*, files or folders with all below them, since it was made."""

    def __init__(self, places: Sequence[Path]) -> None:
        self._places = places
        self._cost = 0.0
        """Seconds that the last look took."""
        self._last_stamps = self._stamps()

    def wait(self) -> set[Path]:
        """Sleep a moment; return the files that are new, changed or gone since the last call."""
        # Thousands of files take a while to look at; most of the time belongs to others.
        time.sleep(max(LOOK_EVERY_SECONDS, _REST * self._cost))
        now = self._stamps()
        if now == self._last_stamps:
            return set()
        # A program that saves a file may write another, rename it, and delete a third.
        for _ in range(_MOST_LOOKS):
            time.sleep(_SETTLE_SECONDS)
            before, now = now, self._stamps()
            if now == before:
                break
        # In one of the two alone: new, gone, or with another stamp.
        changed = {name for name, _stamp in self._last_stamps.items() ^ now.items()}
        self._last_stamps = now
        return set(map(Path, changed))

    def _stamps(self) -> Stamps:
        started = time.monotonic()
        stamps = dict(each for place in self._places for each in _stamps_of(str(place)))
        self._cost = time.monotonic() - started
        return stamps


def _stamps_of(place: str) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Yield each file at or below *place* with its stamp, without files that vanish meanwhile."""
    try:
        entries = list(os.scandir(place))
    except NotADirectoryError:
        try:
            yield place, _stamp(Path(place).stat())
        except OSError:
            return
        return
    except OSError:
        return
    for entry in entries:
        # Hidden files are those of editors while they have a file open; nobody reads them.
        if entry.name.startswith(".") or entry.name == "__pycache__":
            continue
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from _stamps_of(entry.path)
            else:
                yield entry.path, _stamp(entry.stat())
        except OSError:
            continue


def _stamp(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_mtime_ns, status.st_size, status.st_ino
