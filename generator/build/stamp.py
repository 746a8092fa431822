"""Step 5: digests of inputs and site → whether anything has changed since the last build.

The inputs of a build are the files of content, translations and this package, the installed
libraries and the day. When they are those of the last build, and the site is as that build left
it, there is nothing to load, check, plan or make.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..cache.digests import digest
from ..system.ordinary_file import read_ordinary
from ..system.whole_file import write_whole
from .site_folder import entries_below


class Stamp:
    """What the last build of *site* was made from, and what it said."""

    def __init__(self, folder: Path, site: Path) -> None:
        self.site = site.resolve()
        # One cache may serve several sites.
        self.path = folder / "build" / f"stamp-{digest(str(self.site))[:16]}.json"

    def warnings(self, now: str) -> str | None:
        """Return the warnings of the last build; None when there is something to build."""
        try:
            row = json.loads(read_ordinary(self.path))
            same = row["inputs"] == now and row["site"] == site_digest(files_on_disk(self.site))
            return str(row["said"]) if same else None
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def keep(self, now: str, warnings: str, site: str) -> None:
        """Note that the site, whose digest is *site*, was built from these inputs."""
        # Without it, the next build looks again.
        with contextlib.suppress(OSError):
            row = {"inputs": now, "site": site, "said": warnings}
            write_whole(self.path, json.dumps(row).encode())

    def forget(self) -> None:
        """A build that is killed must not leave the note of the one before."""
        with contextlib.suppress(OSError):
            self.path.unlink()


def site_digest(files: Iterable[tuple[str, int, int]]) -> str:
    """Digest of the path, size and time of change of each file of a site."""
    rows = sorted(f"{path} {size} {modified}" for path, size, modified in files)
    return hashlib.sha256("\n".join(rows).encode("utf-8", "surrogateescape")).hexdigest()


def files_on_disk(site: Path) -> Iterator[tuple[str, int, int]]:
    """Yield what ``site_digest`` needs of each file below *site*."""
    for path, entry in entries_below(site):
        status = entry.stat(follow_symlinks=False)
        # What is no file is none of ours.
        size = status.st_size if stat.S_ISREG(status.st_mode) else -1
        yield path, size, status.st_mtime_ns
