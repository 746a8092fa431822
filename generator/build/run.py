"""Step 5: content and options → the new site, or the old one and a ``BuildError``."""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from ..load import Contents
from ..localise.corridors import Selection
from ..model.leaflet import Leaflet
from ..people.report.page import plan as plan_page
from ..people.report.progress import make_report
from ..problems import Problem
from ..products.shelves import ALL, Shelf
from ..products.target import Target
from ..system.clock import build_day
from ..system.out_of_memory import is_out_of_memory
from .errors import BuildError
from .host_plans import EarlierPlans, HostPlan, Planner, SetAside
from .make import make_all
from .objects import Cache
from .plan import plan
from .publish import locked, recover, staging, swap
from .report import Tally
from .set_aside import Waiting
from .site_folder import Removal, earlier_build, refuse_link, refuse_strangers, with_part
from .stamp import site_digest
from .tree import copy_tree
from .tree_record import TreeRecords
from .work import MakeTargets, OldSite, Progress, TreeWork

__all__ = [
    "BuildError",
    "BuildReport",
    "MakeTargets",
    "build",
    "plan_build",
]


@dataclass(frozen=True)
class BuildReport:
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
    site_digest: str = ""
    """Of names, sizes and times of the site's files."""


def silent(_stage: str, _done: int, _total: int) -> None:
    """Show no progress."""


def plan_build(
    content: Contents,
    locales: Path,
    *,
    only: Selection,
    formats: Mapping[str, Leaflet],
    pairs: list[tuple[str, str]] | None = None,
    problems: Sequence[Problem] | None = None,
    earlier: EarlierPlans | None = None,
    shelves: frozenset[Shelf] = ALL,
    counted: Callable[[int], None] = lambda _count: None,
    set_aside: SetAside = lambda _target: None,
) -> Iterator[Target]:
    """Yield each target on *shelves* of the selection: pages of all host countries, then papers.

    *counted* is told how many there are when the pages were yielded; *set_aside* keeps papers
    until then.
    Host and locale of each advisory are added to *pairs*. The page for staff shows *problems*;
    without them there is no such page. *earlier* is what was planned before.
    Raises BuildError when the selection fits nothing.
    """
    pairs = [] if pairs is None else pairs
    earlier, whole = earlier or EarlierPlans(), only == Selection()
    planner = Planner(content, locales, only, formats, earlier, shelves=shelves)
    hosts = _collecting_pairs(planner.hosts(), pairs)

    def above(hosts: Sequence[HostPlan]) -> HostPlan:
        site = planner.above(hosts)
        if problems is None:
            return site
        report = make_report(content, locales, problems, build_day(), earlier.reports)
        return replace(site, targets=[*site.targets, plan_page(report)])

    yield from plan(hosts, above if whole else None, content.editions, counted, set_aside)
    if not pairs:
        raise BuildError("Nothing to build: no corridor of site.yaml matches --only.")


def _collecting_pairs(
    hosts: Iterable[HostPlan], pairs: list[tuple[str, str]]
) -> Iterator[HostPlan]:
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
    maker: MakeTargets | None = None,
    problems: Sequence[Problem] | None = None,
    earlier: EarlierPlans | None = None,
    allowed: Collection[str] = (),
    shelves: frozenset[Shelf] = ALL,
    pages_there: Callable[[Path], None] | None = None,
) -> BuildReport:
    """Build *shelves* of the selection of *content* into *site*, with leaflets in all *formats*.

    What *cache* has is not made again. Everything is written into a staging folder beside *site*,
    checked there, and swapped in whole. *maker* makes targets elsewhere than on *jobs* processes of
    this machine; *earlier* is what was planned before, and gets what is planned now. *allowed*
    names the languages and host countries that may be removed, and "pages". *pages_there* gets the
    staging folder of a first whole build when all pages are in it and papers are still to come.
    Raises BuildError with the old site untouched.
    """
    pairs: list[tuple[str, str]] = []
    planned = plan_build(
        content,
        locales,
        only=only,
        formats=formats,
        pairs=pairs,
        problems=problems,
        earlier=earlier,
        shelves=shelves,
        counted=lambda total: work.counted(total),  # noqa: PLW0108 - it is made below
        set_aside=lambda target: work.set_aside(target),  # noqa: PLW0108
    )
    refuse_link(site)  # Before it is followed.
    whole, site = only == Selection(), site.resolve()
    covers = only.host or "", only.locale or ""
    records = TreeRecords(None if cache is None else cache.folder, site)
    maker = maker or (lambda targets: make_all(targets, jobs=jobs))
    root = urlsplit(content.site.site_url).path or "/"
    progress("3 localise", 0, 0)
    try:
        with locked(site):
            recover(site)
            before = earlier_build(site)
            if not records.know(site):
                refuse_strangers(site, before)  # Nobody needs to wait for that until the end.
            with (
                staging(site, records) as tree,
                tempfile.TemporaryDirectory(prefix="advisory-waiting-") as waiting,
            ):
                work = TreeWork(
                    tree,
                    cache,
                    maker,
                    progress,
                    Waiting(Path(waiting)),
                    whole=whole,
                    # Beside an older site nobody needs a look at a part of the next one.
                    pages_there=pages_there if whole and before is None else None,
                )
                work.make(planned)
                if not whole:
                    work.take_over(OldSite.of(site, before, records), pairs)
                # Sizes of all files are asked for, also of those that were taken over.
                work.fill()
                after = replace(work.summary(pairs), shelves=shelves)
                if not whole:
                    after = with_part(before, after, covers, work.names())
                if before is not None:
                    removal = Removal.between(before, after, covers)
                    # After everything is made, before anything is deleted: the first moment when
                    # it is certain what is missing.
                    removal.refuse(allowed, site, whole=whole)
                work.finish(after.as_bytes())
                progress("5 build: check", 0, 0)
                work.check(root)
                progress("5 build: publish", 0, 0)
                refuse_strangers(site, before)  # Only now: somebody may put a file there meanwhile.
                # Before the exchange: a record goes by the inode of its folder, so it follows the
                # tree. Written afterwards, it would be missing for a site whose build was killed
                # in between (ADR 36).
                record = work.record()
                records.keep(tree.folder, record)
                on_disk = site_digest(record.on_disk())
                swap(tree.folder, site)
                progress("5 build: clear up", 0, 0)
                # After the first build of a site there is no old tree: the next build gets a copy.
                if cache is not None and not tree.folder.exists():
                    copy_tree(site, record, tree.folder, records)
            records.forget_others([site, tree.folder])
    except OSError as error:
        if is_out_of_memory(error):
            raise MemoryError from error
        raise BuildError(_write_failed(error)) from error
    if cache is not None:
        # Only now: what was made and not published must not be the last build for --plan and prune.
        cache.remember(work.rows.values(), whole=whole)
    tally = work.tally
    tally.written = len(tree.written)
    return BuildReport(
        site,
        len(work.rows),
        tally.by_suffix(),
        tuple(pairs),
        tally.made,
        tally,
        on_disk,
    )


_WHAT_TO_DO = {
    errno.ENOSPC: "The disk is full: free some space",
    errno.EDQUOT: "Your share of the disk is full: free some space",
    errno.EROFS: "It is mounted read-only: choose another folder with --site, or mount it writable",
    errno.EBUSY: "It is a mount of its own: choose a folder inside it with --site",
}


def _write_failed(error: OSError) -> str:
    remedy = _WHAT_TO_DO.get(error.errno or 0, "Free some space or check the folder's permissions")
    return (
        f"Writing the site failed: {_description(error)}. The old site is untouched. {remedy}, "
        "then build again."
    )


def _description(error: OSError) -> str:
    """Return what failed, and where; an error of several files has its own text without a place."""
    return f"{error.strerror or error} ({error.filename})" if error.filename else str(error)
