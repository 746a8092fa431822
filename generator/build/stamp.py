"""Has anything changed at all since the last build? Told without loading anything.

The inputs of a build are the files of content, translations and this package, the installed
libraries and the day. When they are those of the last build, and the site stands as that build left
it, there is nothing to load, check, plan or make.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from ..ordinary_file import read_ordinary
from ..target import digest
from ..whole_file import write_whole
from .site_folder import entries_below


class Stamp:
    """What the last build of *site* was made from, and what it said."""

    def __init__(self, folder: Path, site: Path) -> None:
        self.site = site.resolve()
        self.path = folder / "build" / f"stamp-{digest(str(self.site))[:16]}.json"

    def said(self, now: str) -> str | None:
        """Return the warnings of the last build; None when there is something to build."""
        try:
            row = json.loads(read_ordinary(self.path))
            same = row["inputs"] == now and row["site"] == self._standing()
            return str(row["said"]) if same else None
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def keep(self, now: str, said: str) -> None:
        """Note that the site was built from these inputs."""
        # A file may vanish meanwhile: then nothing is noted, and the next build looks again.
        with contextlib.suppress(OSError):
            row = {"inputs": now, "site": self._standing(), "said": said}
            write_whole(self.path, json.dumps(row).encode())

    def forget(self) -> None:
        """A build that is killed must not leave the note of the one before."""
        with contextlib.suppress(OSError):
            self.path.unlink()

    def _standing(self) -> str:
        """Digest of names, sizes and times of the site's files."""
        rows = sorted(_rows(self.site))
        return hashlib.sha256("\n".join(rows).encode("utf-8", "surrogateescape")).hexdigest()


def _rows(site: Path) -> Iterator[str]:
    for path, entry in entries_below(site):
        status = entry.stat(follow_symlinks=False)
        yield f"{path} {status.st_size} {status.st_mtime_ns}"
