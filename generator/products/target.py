"""Step 4, what every product plans: one thing under site/ and how to make it.

The unit of growth and of caching. A product module in ``products/`` plans targets; the build
makes them, in any order, in any process, on any machine.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..cache.digests import digest

Files = Mapping[str, bytes]
"""Path below site/, ``/``-separated, and its bytes."""


@dataclass(frozen=True)
class Target:
    """One unit of work of the build.

    *path* is where it stands under site/ (a file, or a folder ending in ``/`` for a page set);
    *digest* covers everything its bytes depend on; *make* is a picklable pure function. A target
    made with ``of`` also has the digests of the named parts, to report what has changed.
    """

    path: str
    digest: str
    make: Callable[[], Files]
    product: str
    parts: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Digest by part: ``data``, ``template``, ``style``, ``font``, ``code``, ``library``, …"""
    effort: float = 0.0
    """About how many seconds it takes; 0 = too little to be worth sending to another process."""
    beside: tuple[str, ...] = ()
    """Other files it writes: what is made from its file, for example pictures of it."""
    group: str = ""
    """Targets of one group share work: they take less when one process makes them in a row."""
    shelf: str = ""
    """Where it is not the shelf of its product: see ``shelves.py``."""

    @classmethod
    def of(
        cls,
        path: str,
        product: str,
        make: Callable[[], Files],
        *,
        effort: float = 0.0,
        group: str = "",
        shelf: str = "",
        **of: object,
    ) -> Target:
        """Return a target whose digest is that of its named parts."""
        # Thousands of targets share those of templates, code and libraries: kept once in memory.
        parts = {name: sys.intern(digest(part)) for name, part in of.items()}
        return cls(
            path, digest(path, parts), make, product, parts, effort, group=group, shelf=shelf
        )

    def owns(self, name: str) -> bool:
        """Tell whether it may write the file *name*."""
        return belongs(name, self.path) or name in self.beside


def one_file(path: str, data: bytes) -> Files:
    """Return the file of a target whose bytes are known when it is planned."""
    return {path: data}


def belongs(name: str, path: str) -> bool:
    """Tell whether the file *name* is the target *path*, or stands in it when that is a folder."""
    return name == path or (path.endswith("/") and name.startswith(path))
