"""Step 5: plan, make, publish. A build that fails leaves the site that was there."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..load import Content
from ..localise import Advisory
from ..model.leaflet import Leaflet
from ..target import Files, Target
from .advisories import Selection, load_advisories
from .cache import Cache
from .errors import BuildError
from .make import make_all
from .plan import Step, plan, steps
from .publish import locked, recover, staging, swap
from .report import Tally
from .sizes import asks_for_sizes, write_sizes
from .staged import check_staged

__all__ = ["BuildError", "Maker", "Progress", "Report", "build", "plan", "plan_build"]

Progress = Callable[[str, int, int], None]
"""Called with the stage, how many of it are done, and how many there are."""
Maker = Callable[[Sequence[Target]], Iterator[tuple[Target, Files]]]
"""Makes targets, in any order."""


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
    content: Content,
    locales: Path,
    *,
    only: Selection,
    formats: Mapping[str, Leaflet],
    cache: Cache | None,
) -> tuple[list[Advisory], list[Step]]:
    """Return the advisories of the selection and a step for each target.

    Raises BuildError when the selection fits nothing.
    """
    advisories = list(load_advisories(content, locales, only))
    if not advisories:
        raise BuildError("Nothing to build: no corridor of site.yaml fits --only.")
    recorded = content.editions if content.has("editions.yaml") else None
    whole = only == Selection()
    targets = plan(advisories, whole=whole, formats=formats, recorded=recorded)
    return advisories, steps(targets, cache)


def build(
    content: Content,
    locales: Path,
    site: Path,
    *,
    only: Selection,
    jobs: int,
    formats: Mapping[str, Leaflet],
    cache: Cache | None = None,
    progress: Progress = silent,
    maker: Maker | None = None,
) -> Report:
    """Build the selection of *content* into *site*, with leaflets in all *formats*.

    What *cache* has is not made again. Everything is written into a staging folder beside *site*,
    checked there, and swapped in whole. *maker* makes targets elsewhere than on *jobs* processes
    of this machine. Raises BuildError with the old site untouched.
    """
    progress("3 localise", 0, 0)
    advisories, planned = plan_build(content, locales, only=only, formats=formats, cache=cache)
    whole, site = only == Selection(), site.resolve()
    tally = Tally()
    maker = maker or (lambda targets: make_all(targets, jobs=jobs))
    try:
        with locked(site):
            recover(site)
            with staging(site) as folder:
                if not whole and site.exists():
                    shutil.copytree(site, folder, dirs_exist_ok=True)
                written = _fill(
                    folder, planned, cache=cache, maker=maker, tally=tally, progress=progress
                )
                _write_summary(folder, planned, advisories, whole=whole)
                progress("5 build: check", 0, 0)
                root = urlsplit(content.site.site_url).path or "/"
                check_staged(folder, written, whole=whole, root=root)
                progress("5 build: publish", 0, 0)
                swap(folder, site)
                progress("5 build: clear up", 0, 0)
    except OSError as error:
        raise BuildError(_write_failed(error)) from error
    if cache is not None:
        cache.remember([step.target for step in planned], whole=whole)
    pairs = tuple((a.host, a.locale) for a in advisories)
    return Report(site, len(planned), tally.by_suffix(), pairs, tally.made, tally)


def _fill(
    folder: Path,
    planned: Sequence[Step],
    *,
    cache: Cache | None,
    maker: Maker,
    tally: Tally,
    progress: Progress,
) -> dict[str, list[str]]:
    """Write every target into *folder*; return the files of each."""
    written: dict[str, list[str]] = {}
    asking: list[str] = []
    for target, files, cached in _files(planned, cache, maker):
        _write(target, files, folder)
        written[target.path] = list(files)
        tally.add(target, files, cached=cached)
        progress("4 products", len(written), len(planned))
        asking += [name for name, data in files.items() if asks_for_sizes(data)]
    for name in asking:
        write_sizes(folder, name)
    return written


def _files(
    planned: Sequence[Step], cache: Cache | None, maker: Maker
) -> Iterator[tuple[Target, Files, bool]]:
    """Each target with its files, and whether they come from the cache."""
    missing = []
    for step in planned:
        found = cache.get(step.target) if cache is not None and not step.why else None
        if found is None:
            missing.append(step.target)
        else:
            yield step.target, found, True
    # The products' own errors are told by their modules, which are heavy to import.
    from ..products.leaflets import LeafletError  # noqa: PLC0415
    from ..products.pages import PagesMissingError  # noqa: PLC0415

    try:
        for target, files in maker(missing) if missing else ():
            if cache is not None:
                cache.put(target, files)
            yield target, files, False
    except (LeafletError, PagesMissingError) as error:
        raise BuildError(f"{error} The old site is untouched.") from error


_WHAT_TO_DO = {
    errno.ENOSPC: "The disk is full: free some space",
    errno.EDQUOT: "Your share of the disk is full: free some space",
    errno.EROFS: "It is mounted read-only: choose another folder with --site, or mount it writable",
    errno.EBUSY: "It is a mount of its own: choose a folder inside it with --site",
}


def _write_failed(error: OSError) -> str:
    what = _WHAT_TO_DO.get(error.errno or 0, "Free some space or check the folder's permissions")
    return (
        f"Writing the site failed: {error.strerror} ({error.filename}). The old site is "
        f"untouched. {what}, then build again."
    )


def _write(target: Target, files: Files, folder: Path) -> None:
    if target.path.endswith("/"):
        # In a part of a site, pages that are no longer planned.
        shutil.rmtree(folder / target.path, ignore_errors=True)
    for name, data in files.items():
        if not target.owns(name) or ".." in name.split("/"):
            raise BuildError(f"{target.path} wanted to write {name}, which is not its own.")
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _write_summary(
    folder: Path, planned: Sequence[Step], advisories: Sequence[Advisory], *, whole: bool
) -> None:
    """build.json: only what follows from the input, so that the bytes stay the same."""
    path = folder / "build.json"
    targets, pairs = {}, {f"{a.host}/{a.locale}" for a in advisories}
    if path.exists() and not whole:
        old = _load_summary(path)
        targets, pairs = dict(old.get("targets", {})), pairs | set(old.get("advisories", ()))
    targets |= {step.target.path: step.target.digest for step in planned}
    summary = {"targets": dict(sorted(targets.items())), "advisories": sorted(pairs)}
    path.write_text(json.dumps(summary, indent=1) + "\n", "utf-8")


def _load_summary(path: Path) -> dict[str, Any]:
    """Read the summary of the last build; nothing when there is none, or none that can be read."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
