"""What lies in the cache: of which kind, how much, how old, and what nobody will ask for again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

MEMOS = ("check", "check-publish", "plan", "report")
"""Names of the ``HostMemo``s."""
_SHARED = ("all", "interface")
"""What their files are about besides host countries and PO files."""


@dataclass(frozen=True)
class Kind:
    """Files of one kind in the cache."""

    name: str
    pattern: str
    what: str
    without: str
    """What happens when they are deleted."""


KINDS = (
    Kind("build/objects/", "build/objects/**/*", "what was made", "the next build makes it again"),
    Kind("build/last.json", "build/last.json", "what the last build used",
         "--plan cannot tell why, and prune takes all that was made"),
    Kind("build/stamp-….json", "build/stamp-*.json", "what a site was built from",
         "the next build looks whether anything changed"),
    Kind("build/trees/", "build/trees/*/*", "how the files of a site stood when they were written",
         "the next build writes all of them"),
    Kind("hosts/", "hosts/*", "what was found, planned and counted by host country",
         "the next command looks through all of them"),
    Kind("fits/", "fits/*", "the type size at which a paper fitted",
         "its size is looked for longer"),
    Kind("templates/", "templates/**/*", "compiled templates", "they are compiled once more"),
    Kind("report.json", "report.json", "what the last build cost", "nobody can look it up"),
)  # fmt: skip
FORMER = Kind(
    "of earlier versions",
    "",
    "what no version asks for any more",
    "nothing is missed; prune deletes it",
)
_FORMER_PATTERNS = (
    "found.json", "found-publish.json", "checked*.json", "catalogs/**/*", "build/weights.json",
)  # fmt: skip
OTHERS = Kind("the rest", "", "logs and caches of other tools", "they make it anew")


@dataclass(frozen=True)
class Row:
    """How much there is of one kind."""

    kind: Kind
    files: int
    bytes: int
    newest: float
    """Seconds since 1970, of the last change."""
    oldest: float


def inventory(cache: Path) -> Iterator[Row]:
    """Yield a row for each kind that there is something of."""
    seen: set[Path] = set()
    former = {path for pattern in _FORMER_PATTERNS for path in _files(cache, pattern)}
    for kind in KINDS:
        paths = {*_files(cache, kind.pattern)}
        seen |= paths
        yield from _row(kind, paths)
    yield from _row(FORMER, former)
    yield from _row(OTHERS, {*_files(cache, "**/*")} - seen - former)


def unused(cache: Path, hosts: Collection[str], domains: Collection[str]) -> Iterator[Path]:
    """Yield the files that nobody asks for any more.

    They are of earlier versions, or of host countries and PO files that are gone: *hosts* and
    *domains* are those there are.
    """
    for pattern in _FORMER_PATTERNS:
        yield from _files(cache, pattern)
    names = [*_SHARED, *hosts, *(f"{domain}.po" for domain in domains)]
    asked = {f"{memo}-{name}.json" for memo in MEMOS for name in names}
    yield from (path for path in _files(cache, "hosts/*") if path.name not in asked)
    yield from (path for path in _files(cache, "fits/*") if path.name.split(".")[0] not in hosts)
    jinja = version("jinja2")
    for path in _files(cache, "templates/*/*"):
        if not path.parent.name.endswith(f"-{jinja}"):
            yield path


def _files(cache: Path, pattern: str) -> Iterator[Path]:
    yield from (path for path in cache.glob(pattern) if path.is_file())


def _row(kind: Kind, paths: Iterable[Path]) -> Iterator[Row]:
    states = [path.stat() for path in paths]
    if states:
        times = [state.st_mtime for state in states]
        size = sum(state.st_size for state in states)
        yield Row(kind, len(states), size, max(times), min(times))
