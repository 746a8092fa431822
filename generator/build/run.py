"""Step 5: plan, make, publish. A build that fails leaves the site that was there."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from ..load import Contents
from ..model.leaflet import Leaflet
from ..out_of_memory import is_out_of_memory
from ..problems import Problem
from ..staff.page import plan as plan_page
from ..staff.report import make_report
from ..target import Files, Target, shown
from ..whole_file import write_whole
from .advisories import Selection
from .cache import Cache, Row
from .day import build_day
from .errors import BuildError
from .kept import is_keep_list, write_keep_lists
from .make import make_all
from .plan import Step, plan, steps
from .planned import Known, Plan, Planner
from .publish import locked, recover, staging, swap
from .report import Tally
from .site_folder import SUMMARY, Removal, Summary, entries_of, look_through, with_part
from .sizes import asks_for_sizes, write_sizes
from .staged import check_staged
from .weight import Weights

__all__ = ["BuildError", "Known", "Maker", "Progress", "Report", "build", "plan_build"]

Progress = Callable[[str, int, int], None]
"""Called with the stage, how many of it are done, and how many there are as far as is known."""
Maker = Callable[[Iterable[Target]], Iterator[tuple[Target, Files]]]
"""Makes targets, in any order, and asks for them as it can."""


_RENEWED = 0.2
"""About how many seconds a target takes that is made from its earlier files."""


@dataclass(frozen=True)
class Report:
    """What a build made."""

    site: Path
    targets: int
    files: dict[str, int]
    """Number of files by suffix, for example {".html": 120, ".pdf": 6}."""
    advisories: tuple[tuple[str, str], ...]
    """Host and locale of each advisory built."""
    made: int = 0
    """Targets that were not in the cache."""
    tally: Tally = field(default_factory=Tally, compare=False)


def silent(_stage: str, _done: int, _total: int) -> None:
    """Show no progress."""


def plan_build(
    content: Contents,
    locales: Path,
    *,
    only: Selection,
    formats: Mapping[str, Leaflet],
    cache: Cache | None,
    pairs: list[tuple[str, str]] | None = None,
    problems: Sequence[Problem] | None = None,
    known: Known | None = None,
) -> Iterator[Step]:
    """Yield a step for each target of the selection, host country after host country.

    Host and locale of each advisory are added to *pairs*. The page for staff tells of *problems*;
    without them there is no such page. *known* is what was planned before.
    Raises BuildError when the selection fits nothing.
    """
    pairs = [] if pairs is None else pairs
    known, whole = known or Known(), only == Selection()
    planner = Planner(content, locales, only, formats, known)
    hosts = _noted(planner.hosts(), pairs)
    targets = plan(hosts, planner.above if whole else None, content.editions)
    yield from steps(targets, cache)
    if not pairs:
        raise BuildError("Nothing to build: no corridor of site.yaml fits --only.")
    if whole and problems is not None:
        report = make_report(content, locales, problems, build_day(), known.reports)
        yield from steps([plan_page(report)], cache)


def _noted(hosts: Iterable[Plan], pairs: list[tuple[str, str]]) -> Iterator[Plan]:
    for host in hosts:
        pairs += host.pairs
        yield host


def build(
    content: Contents,
    locales: Path,
    site: Path,
    *,
    only: Selection,
    jobs: int,
    formats: Mapping[str, Leaflet],
    cache: Cache | None = None,
    progress: Progress = silent,
    maker: Maker | None = None,
    problems: Sequence[Problem] | None = None,
    known: Known | None = None,
    allowed: Collection[str] = (),
) -> Report:
    """Build the selection of *content* into *site*, with leaflets in all *formats*.

    What *cache* has is not made again. Everything is written into a staging folder beside *site*,
    checked there, and swapped in whole. *maker* makes targets elsewhere than on *jobs* processes
    of this machine; *known* is what was planned before, and learns what is planned now. *allowed* names
    the languages and host countries that may go, and "pages". Raises BuildError with the old site
    untouched.
    """
    pairs: list[tuple[str, str]] = []
    planned = plan_build(
        content, locales, only=only, formats=formats, cache=cache, pairs=pairs, problems=problems,
        known=known,
    )  # fmt: skip
    look_through(site)  # Before a link in its place is followed.
    whole, site = only == Selection(), site.resolve()
    covers = only.host or "", only.locale or ""
    work = _Work(cache, maker or (lambda targets: make_all(targets, jobs=jobs)), progress)
    progress("3 localise", 0, 0)
    try:
        with locked(site):
            recover(site)
            before = look_through(site)
            with staging(site) as folder:
                if not whole and before is not None:
                    shutil.copytree(site, folder, symlinks=True, dirs_exist_ok=True)
                work.fill(folder, planned)
                after = work.summary(pairs)
                if not whole:
                    after = with_part(before, after, covers, dict(entries_of(folder)))
                if before is not None:
                    removal = Removal.between(before, after, covers)
                    removal.refuse(allowed, site, whole=whole)
                write_whole(folder / SUMMARY, after.as_bytes(), below=folder)
                progress("5 build: check", 0, 0)
                root = urlsplit(content.site.site_url).path or "/"
                check_staged(folder, work.written, whole=whole, root=root, weigh=work.weights.of)
                progress("5 build: publish", 0, 0)
                look_through(site)  # Once more: somebody may have put a file there meanwhile.
                swap(folder, site)
                progress("5 build: clear up", 0, 0)
    except OSError as error:
        if is_out_of_memory(error):
            raise MemoryError from error
        raise BuildError(_write_failed(error)) from error
    if cache is not None:
        cache.remember(work.rows.values(), whole=whole)
    if whole:
        work.weights.save()
    tally = work.tally
    return Report(site, len(work.rows), tally.by_suffix(), tuple(pairs), tally.made, tally)


class _Work:
    """The stage between plan and check: every target from the cache or made, and written."""

    def __init__(self, cache: Cache | None, maker: Maker, progress: Progress) -> None:
        self.cache, self.maker, self.progress = cache, maker, progress
        self.tally = Tally()
        self.weights = Weights(None if cache is None else cache.folder / "weights.json")
        self.rows: dict[str, Row] = {}
        """What is noted of each target, by path: without what it was made from, which is large."""
        self.written: dict[str, list[str]] = {}
        """Files of each target."""
        self.names: set[str] = set()
        """All these files."""
        self.asking: list[str] = []
        """Pages that tell how large other files are."""
        self.keeping: list[str] = []
        """Lists of what a phone keeps."""

    def summary(self, pairs: Iterable[tuple[str, str]]) -> Summary:
        """Return what build.json says of all that was written."""
        targets = {name: row.digest for name, row in self.rows.items()}
        return Summary(targets, frozenset(pairs), files=frozenset(self.names))

    def fill(self, folder: Path, planned: Iterable[Step]) -> None:
        """Write every target into *folder*, as they are planned."""
        # The products' own errors are told by their modules, which are heavy to import.
        from ..products.leaflets import LeafletError  # noqa: PLC0415
        from ..products.pages import PagesMissingError  # noqa: PLC0415
        from ..products.pocket import PocketTooLargeError  # noqa: PLC0415

        try:
            for target, files in self.maker(self._missing(folder, planned)):
                if self.cache is not None:
                    self.cache.put(target, files)
                self._write(folder, target, files, cached=False)
            for name in self.asking:
                write_sizes(folder, name)
            write_keep_lists(folder, self.keeping, self.asking, self.weights.of)
            self.progress("4 products", len(self.written), len(self.rows))
        except (LeafletError, PagesMissingError, PocketTooLargeError) as error:
            raise BuildError(f"{error} The old site is untouched.") from error

    def _missing(self, folder: Path, planned: Iterable[Step]) -> Iterator[Target]:
        """Yield the targets that must be made; the others are written on the way."""
        for step in planned:
            self.rows[step.target.path] = Row.of(step.target)
            if step.found is None:
                yield self._renewed(step.target)
            else:
                self._write(folder, step.target, step.found, cached=True)

    def _renewed(self, target: Target) -> Target:
        """Let a target that can be made from its earlier files do so, if we have them."""
        before = self.cache.before(target.path) if self.cache and target.renew else None
        if before is None or target.renew is None:
            return target
        return replace(target, make=partial(target.renew, before), renew=None, effort=_RENEWED)

    def _write(self, folder: Path, target: Target, files: Files, *, cached: bool) -> None:
        files = shown(files)
        _write(target, files, folder, self.names)
        self.written[target.path] = list(files)
        self.names.update(files)
        self.asking += [name for name, data in files.items() if asks_for_sizes(data)]
        self.keeping += filter(is_keep_list, files)
        self.tally.add(target, files, cached=cached)
        # One more than is known: the plan goes on while we make.
        self.progress("4 products", len(self.written), len(self.rows) + 1)


_WHAT_TO_DO = {
    errno.ENOSPC: "The disk is full: free some space",
    errno.EDQUOT: "Your share of the disk is full: free some space",
    errno.EROFS: "It is mounted read-only: choose another folder with --site, or mount it writable",
    errno.EBUSY: "It is a mount of its own: choose a folder inside it with --site",
}


def _write_failed(error: OSError) -> str:
    what = _WHAT_TO_DO.get(error.errno or 0, "Free some space or check the folder's permissions")
    return (
        f"Writing the site failed: {_told(error)}. The old site is untouched. {what}, then build "
        "again."
    )


def _told(error: OSError) -> str:
    """Say what failed, and where when that is known: an error of several files has words of its own."""
    return f"{error.strerror or error} ({error.filename})" if error.filename else str(error)


def _write(target: Target, files: Files, folder: Path, written: Collection[str]) -> None:
    if target.path.endswith("/"):
        # In a part of a site, pages that are no longer planned; other targets write here as well.
        for path in [*(folder / target.path).rglob("*")]:
            if path.is_file() and path.relative_to(folder).as_posix() not in written:
                path.unlink()
    for name, data in files.items():
        if not target.owns(name) or ".." in name.split("/"):
            raise BuildError(f"{target.path} wanted to write {name}, which is not its own.")
        write_whole(folder / name, data, below=folder)
