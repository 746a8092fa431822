"""Step 5: how a paper is made → a file beside the build, until its turn comes.

Papers come after the pages of all countries. All countries do not fit into memory, and planning
one a second time took as long as the first; a paper that waits takes a file of some hundred kB.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..products.target import Files, Target
from ..system.whole_file import write_whole


class Waiting:
    """Targets whose makers wait in *folder*."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    def put(self, target: Target) -> Target:
        """Return *target* without what it takes to make it, which waits in a file."""
        self._count += 1
        path = self._folder / str(self._count)
        write_whole(path, pickle.dumps(target.make, pickle.HIGHEST_PROTOCOL))
        return replace(target, make=_Later(path))


@dataclass(frozen=True)
class _Later:
    """Stands where a target that waits says how it is made."""

    path: Path

    def __call__(self) -> Files:
        """Make its files."""
        return self._maker()()

    def _maker(self) -> Callable[[], Files]:
        maker: Callable[[], Files] = pickle.loads(self.path.read_bytes())  # noqa: S301 - our own
        return maker

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel as what it stands for: another machine has no such file."""
        return pickle.loads, (self.path.read_bytes(),)
