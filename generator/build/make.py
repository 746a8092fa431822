"""Make targets: here, or on several processes of this machine.

A process may die (no memory left, a fault inside a library). Its targets are tried again, each
alone in a process of its own; one that kills that one as well is named and stops the build.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from ..target import Files, Target
from .errors import BuildError

FORK = sys.platform == "linux"
"""Copy this process instead of starting new ones: elsewhere system libraries do not bear it."""
SMALL = 0.05
"""Seconds below which a target is made here: sending it away would cost more."""
FEW = 2.0
"""Seconds of work below which all is made here: each process first compiles its templates."""

Made = tuple[Target, Files]


def make_all(targets: Sequence[Target], *, jobs: int) -> Iterator[Made]:
    """Make targets on *jobs* processes and yield each with its files, as they come.

    Raises BuildError with the name of a target that killed its process twice.
    """
    away, here = split(targets)
    if jobs == 1 or len(away) < 2 or sum(target.effort for target in away) < FEW:
        away, here = [], targets
    # The longest first, or the last core waits for them at the end.
    yield from _make_away(sorted(away, key=lambda target: -target.effort), jobs)
    for target in here:
        yield target, target.make()


def split(targets: Sequence[Target]) -> tuple[Sequence[Target], Sequence[Target]]:
    """Part targets into those worth sending to another process, and those made here."""
    away = [target for target in targets if target.effort >= SMALL]
    return away, [target for target in targets if target.effort < SMALL]


def _make_away(targets: Sequence[Target], jobs: int) -> Iterator[Made]:
    left = dict(enumerate(targets))
    with tempfile.TemporaryDirectory(prefix="advisory-making-") as name:
        marks = Path(name)
        while left:
            for number, files in _attempt(left, jobs, marks):
                yield left.pop(number), files
            # Only a process that died left a mark: what it was making is suspect.
            for mark in sorted(marks.iterdir()):
                mark.unlink()
                number = int(mark.name)
                if number in left:
                    yield _make_alone(left.pop(number), marks)


def _attempt(left: dict[int, Target], jobs: int, marks: Path) -> Iterator[tuple[int, Files]]:
    """Yield what is made until all is done or a process dies."""
    return (_forked if FORK else _spawned)(left, jobs, marks)


def _forked(left: dict[int, Target], jobs: int, marks: Path) -> Iterator[tuple[int, Files]]:
    """On copies of this process, which have everything imported and every target at hand."""
    _inherited.clear()
    _inherited.update(left)
    pool = ProcessPoolExecutor(min(jobs, len(left)), mp_context=get_context("fork"))
    try:
        futures = [pool.submit(_make_inherited, number, marks / str(number)) for number in left]
        for future in as_completed(futures):
            yield future.result()
    except BrokenProcessPool:
        return
    finally:
        pool.shutdown(cancel_futures=True)


_inherited: dict[int, Target] = {}


def _make_inherited(number: int, mark: Path) -> tuple[int, Files]:
    return _make_marked(number, _inherited[number], mark)


def _spawned(left: dict[int, Target], jobs: int, marks: Path) -> Iterator[tuple[int, Files]]:
    """On new processes, which must import everything first."""
    # Heavy to import; not needed where a process can be copied.
    from joblib import Parallel, delayed  # noqa: PLC0415
    from joblib.externals.loky.process_executor import TerminatedWorkerError  # noqa: PLC0415

    parallel = Parallel(n_jobs=jobs, return_as="generator_unordered", batch_size=1)
    calls = [
        delayed(_make_marked)(number, target, marks / str(number))
        for number, target in left.items()
    ]
    try:
        yield from parallel(calls)
    except TerminatedWorkerError:
        return


def _make_alone(target: Target, marks: Path) -> Made:
    made = list(_attempt({0: target}, 2, marks / "alone"))
    if not made:
        raise BuildError(
            f"Making {target.path} killed its process twice (no memory left, or a fault in a "
            "library). The old site is untouched. Free some memory and build again; if that does "
            "not help, undo the last change to what this file shows."
        )
    return target, made[0][1]


def _make_marked(number: int, target: Target, mark: Path) -> tuple[int, Files]:
    if mark.parent.is_dir():
        mark.touch()
    files = target.make()
    mark.unlink(missing_ok=True)
    return number, files
