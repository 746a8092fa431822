"""Step 5: plan, make, publish. A build that fails leaves the site that was there."""

from __future__ import annotations

import errno
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from ..load import Contents
from ..model.leaflet import Leaflet
from ..out_of_memory import is_out_of_memory
from ..problems import Problem
from ..staff.page import plan as plan_page
from ..staff.report import make_report
from ..target import Target
from .advisories import Selection
from .cache import Cache
from .day import build_day
from .errors import BuildError
from .make import make_all
from .plan import plan
from .planned import Known, Plan, Planner
from .publish import locked, recover, staging, swap
from .report import Tally
from .site_folder import Removal, look_through, refuse_link, with_part
from .tree import Records, copy_tree
from .work import Maker, OldSite, Progress, Work

__all__ = ["BuildError", "Known", "Maker", "Progress", "Report", "build", "plan_build"]


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
    pairs: list[tuple[str, str]] | None = None,
    problems: Sequence[Problem] | None = None,
    known: Known | None = None,
) -> Iterator[Target]:
    """Yield each target of the selection, host country after host country.

    Host and locale of each advisory are added to *pairs*. The page for staff tells of *problems*;
    without them there is no such page. *known* is what was planned before.
    Raises BuildError when the selection fits nothing.
    """
    pairs = [] if pairs is None else pairs
    known, whole = known or Known(), only == Selection()
    planner = Planner(content, locales, only, formats, known)
    hosts = _noted(planner.hosts(), pairs)
    yield from plan(hosts, planner.above if whole else None, content.editions)
    if not pairs:
        raise BuildError("Nothing to build: no corridor of site.yaml fits --only.")
    if whole and problems is not None:
        yield plan_page(make_report(content, locales, problems, build_day(), known.reports))


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
        content, locales, only=only, formats=formats, pairs=pairs, problems=problems, known=known
    )
    refuse_link(site)  # Before it is followed.
    whole, site = only == Selection(), site.resolve()
    covers = only.host or "", only.locale or ""
    records = Records(None if cache is None else cache.folder, site)
    maker = maker or (lambda targets: make_all(targets, jobs=jobs))
    root = urlsplit(content.site.site_url).path or "/"
    progress("3 localise", 0, 0)
    try:
        with locked(site):
            recover(site)
            before = look_through(site)
            with staging(site, records) as tree:
                work = Work(tree, cache, maker, progress, whole=whole)
                work.make(planned)
                if not whole:
                    work.take_over(OldSite.of(site, before, records), pairs)
                work.fill()
                after = work.summary(pairs)
                if not whole:
                    after = with_part(before, after, covers, work.names())
                if before is not None:
                    removal = Removal.between(before, after, covers)
                    removal.refuse(allowed, site, whole=whole)
                work.finish(after.as_bytes())
                progress("5 build: check", 0, 0)
                work.check(root)
                progress("5 build: publish", 0, 0)
                look_through(site)  # Once more: somebody may have put a file there meanwhile.
                records.keep(tree.folder, work.record())
                swap(tree.folder, site)
                progress("5 build: clear up", 0, 0)
                if cache is not None and not tree.folder.exists():
                    copy_tree(site, tree.folder, records)
            records.forget_others([site, tree.folder])
    except OSError as error:
        if is_out_of_memory(error):
            raise MemoryError from error
        raise BuildError(_write_failed(error)) from error
    if cache is not None:
        cache.remember(work.rows.values(), whole=whole)
    tally = work.tally
    tally.written = len(tree.written)
    return Report(site, len(work.rows), tally.by_suffix(), tuple(pairs), tally.made, tally)


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
