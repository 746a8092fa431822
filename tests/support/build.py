"""Repositories of the made-up country that a test may change, and builds of them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import pytest

from generator.build.fill import Filling
from generator.build.host_plans import plan_host, plan_site
from generator.build.keep_versions import is_keep_list
from generator.build.notes import notes_of
from generator.build.notices import is_feed
from generator.build.plan import plan
from generator.build.run import MakeTargets, build
from generator.build.tree import Tree
from generator.load import load_content
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection
from generator.model.leaflet import Leaflet
from generator.products.target import Target
from support.example import EXAMPLE, EXAMPLE_LOCALES, ROOT, SMALL_LEAFLET

ADVISORY = [sys.executable, "-m", "generator"]


def listing(site: Path) -> dict[str, bytes]:
    """Bytes of every file below *site*, by path."""
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def workplace(
    folder: Path, *, code: bool = False, staff: bool = False, locales: Sequence[str] | None = None
) -> Path:
    """Make a repository in *folder*; with *code* it has its own copy of the program.

    Without *staff* it has nothing for those who assist: their papers and courses are half of what a build makes.
    Each of *locales* beside English (default: all that have a translation) has pages and a leaflet of its own.
    """
    shutil.copytree(EXAMPLE, folder / "content")
    if not staff:
        for place in ("staff", "hosts/freedonia/staff"):
            shutil.rmtree(folder / "content" / place)
    shutil.copytree(SMALL_LEAFLET, folder / "content" / "leaflets")
    # A few translations are enough for the tests: offer every locale that has one.
    few = "offer_from: 1\npapers:\n  pairs: []"
    replace(folder / "content" / "site.yaml", "offer_from: 80", few)
    shutil.copytree(EXAMPLE_LOCALES, folder / "locales")
    if locales is not None:
        for tag in {path.name for path in EXAMPLE_LOCALES.iterdir() if path.is_dir()} - {*locales}:
            shutil.rmtree(folder / "locales" / tag)
    shutil.copy(ROOT / "locales" / "languages.yaml", folder / "locales")
    shutil.copy(ROOT / "locales" / "countries.yaml", folder / "locales")
    if code:
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "generator", folder / "generator", ignore=ignore)
        shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def write_targets(folder: Path, targets: Iterable[Target]) -> Path:
    """Make *targets* and write them into *folder*, with the sizes and lists that the build fills in."""
    tree, rows, made = Tree(folder, None), {}, {}
    for target in targets:
        files = target.make()
        notes = notes_of(target.path, files)
        rows[target.path] = "", notes.target
        made |= {name: data for name, data in files.items() if is_keep_list(name) or is_feed(name)}
        for name, data in files.items():
            tree.write(name, data, notes.target.files[name])
    Filling(tree, rows, lambda _path, name: made[name], whole=True).fill(set(rows))
    return folder


def plan_only(patch: pytest.MonkeyPatch, targets: Sequence[Target]) -> None:
    """Let a build plan *targets* instead of those of the products."""
    patch.setattr(
        "generator.build.host_plans.products", lambda *_of, **_with: [lambda _a: list(targets)]
    )
    patch.setattr("generator.build.host_plans.plan_above", lambda _fronts: [])
    patch.setattr("generator.build.host_plans.offline.plan_above", lambda _fronts: [])
    patch.setattr("generator.build.host_plans.staff.plan_above", lambda _fronts: [])
    patch.setattr("generator.build.host_plans.llms.plan_above", lambda _fronts: [])
    patch.setattr("generator.build.host_plans.api.plan_above", lambda _fronts: [])
    patch.setattr("generator.build.host_plans.headers.plan", lambda _url: [])
    patch.setattr("generator.build.host_plans.NoticePlans.targets", lambda *_of: [])


def targets_of(
    advisories: Sequence[Advisory], formats: Mapping[str, Leaflet], *, whole: bool = True
) -> list[Target]:
    """What a build plans for *advisories*; *whole*: with what stands above the host countries."""
    hosts = [plan_host(list(own), formats) for _, own in groupby(advisories, attrgetter("host"))]
    return list(plan(hosts, plan_site if whole else None))


def dies(path: str, data: bytes, times: Path, most: int) -> dict[str, bytes]:
    """Make a file, but end the process the hard way the first *most* times."""
    count = len(times.read_bytes()) if times.exists() else 0
    if count < most:
        times.write_bytes(b"x" * (count + 1))
        os._exit(137)
    return {path: data}


def process_id(path: str, seconds: float = 0) -> dict[str, bytes]:
    """Make a file that tells in which process it was made, and take *seconds* for it."""
    time.sleep(seconds)
    return {path: str(os.getpid()).encode()}


def where_groups_are_made(maker: MakeTargets) -> set[tuple[str, bytes]]:
    """Make four groups of four targets; tell which process had a part in which group.

    One pair for each group is best; whoever has nothing left to do may help with the last.
    """
    targets = [
        Target.of(
            f"{group}{n}", "test", partial(process_id, f"{group}{n}", 0.05), effort=1.0, group=group
        )
        for group in "abcd"
        for n in range(4)
    ]
    made = list(maker(targets))
    assert len(made) == len(targets)
    return {(target.group, pid) for target, files in made for pid in files.values()}


def waits_once(path: str, mark: Path) -> dict[str, bytes]:
    """Make a file; who begins it first touches *mark* and does not come to an end."""
    if not mark.exists():
        mark.touch()
        time.sleep(600)
    return {path: path.encode()}


def stops(path: str) -> dict[str, bytes]:
    """Stop this process for ever, as one does that waits for a lock which nobody frees."""
    os.kill(os.getpid(), signal.SIGSTOP)
    return {path: b""}


def runs_on(path: str) -> dict[str, bytes]:
    """Keep the processor busy and come to no end."""
    while path:
        pass
    return {}


def computes(path: str, seconds: float) -> dict[str, bytes]:
    """Make a file after *seconds* of work."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass
    return {path: b""}


def fails(path: str, seconds: float) -> dict[str, bytes]:
    """Fail after *seconds*."""
    time.sleep(seconds)
    raise ValueError(f"{path} is at fault")


def sleeps(path: str) -> dict[str, bytes]:
    """Tell in the file *path* which process this is, and take very long."""
    Path(path).write_text(str(os.getpid()))
    time.sleep(600)
    return {}


def made_up_build(site: Path, version: str, *, stop_at: str = "", mark: Path | None = None) -> None:
    """Build forty files that say *version*; at the stage *stop_at* touch *mark* and wait for ever.

    Run in a process of its own, which the test then kills.
    """
    targets = [
        Target.of(f"{n}.txt", "test", partial(dict, {f"{n}.txt": f"{version} {n}\n".encode()}), n=n)
        for n in range(40)
    ]

    def progress(stage: str, done: int, _total: int) -> None:
        if mark is not None and stop_at == f"{stage} {done}":
            mark.touch()
            time.sleep(600)

    content, _problems = load_content(EXAMPLE)
    with pytest.MonkeyPatch.context() as patch:
        plan_only(patch, targets)
        build(
            content, EXAMPLE_LOCALES, site, only=Selection(), jobs=1, formats={}, progress=progress
        )  # fmt: skip


def replace(path: Path, old: str, new: str) -> None:
    """Change one text of a file."""
    text = path.read_text("utf-8")
    assert old in text, f"{old!r} is not in {path}"
    path.write_text(text.replace(old, new, 1), "utf-8")


def environment(place: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Variables for a program that runs in *place*: its own code if it has any, its own cache."""
    own = (place / "generator").exists()
    # What Python keeps of a program of its own stands in it, so that a copy of the place has it too.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPYCACHEPREFIX"}
    return {
        **(kept if own else os.environ), "PYTHONPATH": str(place if own else ROOT), "SOURCE_DATE_EPOCH": "1795824000",
        "ADVISORY_CACHE": str(place / ".cache"), **(extra or {}),
    }  # fmt: skip


def advisory(place: Path, *words: str, env: Mapping[str, str] | None = None, code: int = 0) -> str:
    """Run ``advisory`` in *place* and return what it printed."""
    done = subprocess.run(
        [*ADVISORY, *words], cwd=place, env=environment(place, env), text=True,
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def children(pid: int) -> list[int]:
    """Processes that *pid* has started and that are still there."""
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(word) for word in path.read_text().split()] if path.exists() else []


def alive(pid: int) -> bool:
    """Does the process run?"""
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
