"""Step 5: events of a build → counts, kept in the cache folder, never in the site."""

from __future__ import annotations

import contextlib
import json
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import splitext

from ..system.whole_file import write_whole


@dataclass
class Tally:
    """Targets and bytes by product."""

    started: float = field(default_factory=time.monotonic)
    targets: Counter[str] = field(default_factory=Counter)
    cached: Counter[str] = field(default_factory=Counter)
    bytes: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    """Time until the files of a product came, on all processes together."""
    written: int = 0
    """Files that were written; the others were already there."""
    suffixes: Counter[str] = field(default_factory=Counter)
    _last: float = field(default_factory=time.monotonic)

    @property
    def made(self) -> int:
        """Targets that were not in the cache."""
        return self.targets.total() - self.cached.total()

    def by_suffix(self) -> dict[str, int]:
        """Number of files by suffix."""
        return dict(sorted(self.suffixes.items()))

    def add(self, product: str, sizes: Mapping[str, int], *, cached: bool) -> None:
        """Count a target of *product* that is there, by the *sizes* of its files."""
        now = time.monotonic()
        self.seconds[product] += now - self._last
        self._last = now
        self.targets[product] += 1
        self.cached[product] += cached
        self.bytes[product] += sum(sizes.values())
        self.suffixes.update(splitext(name)[1] for name in sizes)

    def as_json(self) -> dict[str, object]:
        """Return the report; peak memory in MiB, of this process and of the largest worker."""
        peak = {
            # In KiB on Linux, whose figures these are; macOS counts bytes.
            "main": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            # Of processes that have ended, which the workers have by now.
            "worker": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
        }
        return {
            "seconds": round(time.monotonic() - self.started, 3),
            "targets": self.targets.total(),
            "made": self.made,
            "cached": self.cached.total(),
            "written": self.written,
            "peak_mib": peak,
            "products": {
                product: {
                    "targets": count,
                    "cached": self.cached[product],
                    "seconds": round(self.seconds[product], 3),
                    "bytes": self.bytes[product],
                }
                for product, count in sorted(self.targets.items())
            },
        }


def write_report(folder: Path, row: dict[str, object]) -> None:
    """Write ``report.json`` into the cache folder."""
    # The site is in its place by then: a folder that cannot be written loses the report alone.
    with contextlib.suppress(OSError):
        write_whole(folder / "report.json", f"{json.dumps(row, indent=1)}\n".encode(), below=folder)
