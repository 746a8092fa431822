"""Step 5: plan, make, publish. A build that fails leaves the site that was there."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joblib import Parallel, delayed

from ..load import Content
from ..localise import Advisory
from ..model.leaflet import Leaflet
from ..products import products
from ..products.leaflets import LeafletError
from ..products.pages import PagesMissingError
from ..target import Files, Target
from .advisories import Selection, load_advisories


class BuildError(Exception):
    """The build cannot go on; the message tells an editor what to do."""


@dataclass(frozen=True)
class Report:
    """What a build made."""

    site: Path
    targets: int
    files: dict[str, int]
    """Number of files by suffix, for example {".html": 120, ".pdf": 6}."""
    advisories: tuple[tuple[str, str], ...]
    """Host and locale of each advisory built."""


def plan(
    advisories: Sequence[Advisory], *, whole: bool, formats: Mapping[str, Leaflet]
) -> list[Target]:
    """Targets of all products, sorted by path.

    *whole* adds what belongs to the site and not to one advisory (language choice, 404, …).
    Raises BuildError when two products want the same path.
    """
    targets = [t for product in products(formats) for t in product(advisories, whole=whole)]
    counted = Counter(target.path for target in targets)
    twice = sorted(path for path, n in counted.items() if n > 1)
    if twice:
        raise BuildError(f"Two products want to write {', '.join(twice)}.")
    return sorted(targets, key=lambda target: target.path)


def make_all(targets: Sequence[Target], *, jobs: int) -> Iterator[tuple[Target, Files]]:
    """Make targets on *jobs* processes and yield each with its files, as they come."""
    if jobs == 1 or len(targets) < 2:
        for target in targets:
            yield target, target.make()
        return
    parallel = Parallel(n_jobs=jobs, return_as="generator", batch_size=1)
    made: Iterable[Files] = parallel(delayed(target.make)() for target in targets)
    yield from zip(targets, made, strict=True)


def build(
    content: Content,
    locales: Path,
    site: Path,
    *,
    only: Selection,
    jobs: int,
    formats: Mapping[str, Leaflet],
) -> Report:
    """Build the selection of *content* into *site*, with leaflets in all *formats*.

    Everything is written into a staging folder beside *site*, checked there, and swapped in
    whole. Raises BuildError with the old site untouched.
    """
    advisories = list(load_advisories(content, locales, only))
    if not advisories:
        raise BuildError("Nothing to build: no corridor of site.yaml fits --only.")
    whole = only == Selection()
    targets = plan(advisories, whole=whole, formats=formats)
    staging = site.with_name(f".{site.name}.staging-{os.getpid()}")
    try:
        if not whole and site.exists():
            shutil.copytree(site, staging)
            _clear(targets, staging)
        staging.mkdir(parents=True, exist_ok=True)
        written: Counter[str] = Counter()
        for target, files in make_all(targets, jobs=jobs):
            _write(target, files, staging)
            written.update(Path(name).suffix for name in files)
        _write_summary(staging, targets, advisories, whole=whole)
        _check_staged(staging)
        _swap(staging, site)
    except (LeafletError, PagesMissingError) as error:
        raise BuildError(f"{error} The old site is untouched.") from error
    except OSError as error:
        raise BuildError(
            f"Writing the site failed: {error.strerror} ({error.filename}). The old site is "
            "untouched. Free some space or check the folder's permissions, then build again."
        ) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    pairs = tuple((a.host, a.locale) for a in advisories)
    return Report(site, len(targets), dict(sorted(written.items())), pairs)


def _clear(targets: Sequence[Target], staging: Path) -> None:
    """Take the old folders of *targets* away: a page that is no longer planned must not stay."""
    for target in targets:
        if target.path.endswith("/"):
            shutil.rmtree(staging / target.path, ignore_errors=True)


def _write(target: Target, files: Files, staging: Path) -> None:
    if not files:
        raise BuildError(f"{target.path} came out empty.")
    for name, data in files.items():
        inside = name == target.path or (target.path.endswith("/") and name.startswith(target.path))
        if not inside or ".." in name.split("/"):
            raise BuildError(f"{target.path} wanted to write {name}, which is not its own.")
        path = staging / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _write_summary(
    staging: Path, targets: Sequence[Target], advisories: Sequence[Advisory], *, whole: bool
) -> None:
    """build.json: only what follows from the input, so that the bytes stay the same."""
    path = staging / "build.json"
    made = {target.path: target.digest for target in targets}
    built = {f"{advisory.host}/{advisory.locale}" for advisory in advisories}
    if not whole:
        old = _load_summary(path)
        made = old.get("targets", {}) | made
        built |= set(old.get("advisories", ()))
    summary = {"targets": dict(sorted(made.items())), "advisories": sorted(built)}
    path.write_text(json.dumps(summary, indent=1) + "\n", "utf-8")


def _load_summary(path: Path) -> dict[str, Any]:
    """Read the summary of the last build; nothing when there is none, or none that can be read."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _check_staged(staging: Path) -> None:
    empty = [p for p in staging.rglob("*") if p.is_file() and p.stat().st_size == 0]
    if empty:
        names = ", ".join(p.relative_to(staging).as_posix() for p in empty[:5])
        raise BuildError(f"These files came out empty: {names}.")


def _swap(staging: Path, site: Path) -> None:
    retired = site.with_name(f".{site.name}.old-{os.getpid()}")
    if site.exists():
        site.rename(retired)
    try:
        staging.rename(site)
    except OSError:
        if retired.exists():
            retired.rename(site)
        raise
    shutil.rmtree(retired, ignore_errors=True)
