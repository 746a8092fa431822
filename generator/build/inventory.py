"""Step 5: the cache folder → its files by kind, size and age, and which of them are unused."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

MEMOS = ("check", "check-publish", "plan", "report", "notices")
"""Names of the ``HostMemo``s."""
_SHARED = ("all", "interface")
"""What their files are about besides host countries and PO files."""


@dataclass(frozen=True)
class CacheKind:
    """Files of one kind in the cache."""

    name: str
    pattern: str
    what: str
    without: str
    """What happens when they are deleted."""


KINDS = (
    CacheKind(
        "build/objects/", "build/objects/**/*", "finished files", "the next build makes them again"
    ),
    CacheKind(
        "build/last.json",
        "build/last.json",
        "what the last build used",
        "--plan cannot say why, and prune deletes all finished files",
    ),
    CacheKind(
        "build/stamp-….json",
        "build/stamp-*.json",
        "the inputs of a site",
        "the next build checks whether anything changed",
    ),
    CacheKind(
        "build/trees/",
        "build/trees/*/*",
        "size and times of the files of a site",
        "the next build writes all of them",
    ),
    CacheKind(
        "hosts/",
        "hosts/*",
        "problems, plans and counts by host country",
        "the next command checks all of them",
    ),
    CacheKind(
        "fits/", "fits/*", "the type size at which a paper fitted", "finding the size takes longer"
    ),
    CacheKind("templates/", "templates/**/*", "compiled templates", "they are compiled once more"),
    CacheKind("report.json", "report.json", "what the last build cost", "the figures are lost"),
)
FORMER = CacheKind(
    "of earlier versions",
    "",
    "what no version uses any more",
    "nothing is lost; prune deletes it",
)
_FORMER_PATTERNS = (
    "found.json",
    "found-publish.json",
    "checked*.json",
    "catalogs/**/*",
    "build/weights.json",
)
OTHERS = CacheKind("the rest", "", "logs and caches of other tools", "they make them again")


@dataclass(frozen=True)
class KindTotal:
    """How much there is of one kind."""

    kind: CacheKind
    files: int
    bytes: int
    newest: float
    """Seconds since 1970, of the last change."""
    oldest: float


def inventory(cache: Path) -> Iterator[KindTotal]:
    """Yield a row for each kind that there is something of."""
    in_use: set[Path] = set()
    former = {path for pattern in _FORMER_PATTERNS for path in _files(cache, pattern)}
    for kind in KINDS:
        paths = {*_files(cache, kind.pattern)}
        in_use |= paths
        yield from _row(kind, paths)
    yield from _row(FORMER, former)
    yield from _row(OTHERS, {*_files(cache, "**/*")} - in_use - former)


def unused(cache: Path, hosts: Collection[str], domains: Collection[str]) -> Iterator[Path]:
    """Yield the files that no build can use any more.

    They are of earlier versions, or of host countries and PO files that are gone: *hosts* and
    *domains* are those there are.
    """
    for pattern in _FORMER_PATTERNS:
        yield from _files(cache, pattern)
    names = [*_SHARED, *hosts, *(f"{domain}.po" for domain in domains)]
    memo_names = {f"{memo}-{name}.json" for memo in MEMOS for name in names}
    yield from (path for path in _files(cache, "hosts/*") if path.name not in memo_names)
    yield from (path for path in _files(cache, "fits/*") if path.name.split(".")[0] not in hosts)
    # The code of a template runs only in the Jinja that compiled it; its folder has that version.
    jinja = version("jinja2")
    for path in _files(cache, "templates/*/*"):
        if not path.parent.name.endswith(f"-{jinja}"):
            yield path


def _files(cache: Path, pattern: str) -> Iterator[Path]:
    yield from (path for path in cache.glob(pattern) if path.is_file())


def _row(kind: CacheKind, paths: Iterable[Path]) -> Iterator[KindTotal]:
    states = [path.stat() for path in paths]
    if states:
        times = [state.st_mtime for state in states]
        size = sum(state.st_size for state in states)
        yield KindTotal(kind, len(states), size, max(times), min(times))
