"""Make targets: here, or on several processes of this machine.

Targets come as they are planned; the longest of those at hand is sent first, its group after it to
the same process, and no more are asked for than keep the processes busy. A process may die (no memory
left, a fault inside a library): its target is tried again in a new one; a target that kills that one
as well is named and stops the build.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from itertools import chain
from multiprocessing import active_children, get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

from ..at_hand import at_hand
from ..stop_signals import STOP_SIGNALS
from ..target import Files, Target
from . import watch
from .errors import BuildError
from .watch import Watch

FORK = sys.platform == "linux"
"""Copy this process instead of starting new ones: elsewhere system libraries do not bear it."""
SMALL = 0.05
"""Seconds below which a target is made here: sending it away would cost more."""
FEW = 2.0
"""Seconds of work below which all is made here: each process first compiles its templates."""
AT_HAND = 24
"""Targets held ready, so that the longest of them is sent first."""
DEPTH = 2
"""Targets given to one process: the one it makes, and the next, so that it need not wait for us."""

_REMEDY = "Build again. If it stops at the same file, undo the last change to what this file shows."
_NEW_OBJECTS = 10_000
"""After how many of them Python looks for garbage."""

Made = tuple[Target, Files]


def make_all(targets: Iterable[Target], *, jobs: int) -> Iterator[Made]:
    """Make targets on *jobs* processes and yield each with its files, as they come.

    Raises BuildError with the name of a target that killed its process twice or comes to no end.
    """
    coming = iter(targets)
    first = list(_enough(coming)) if jobs > 1 else []
    long = [target for target in first if is_long(target)]
    coming = chain(first, coming)
    if len(long) > 1 and sum(target.effort for target in long) >= FEW:
        yield from _on_workers(Queue(coming), jobs)
    else:
        # Content is a million objects that stay: Python looked through them after each 700 new ones.
        gc.set_threshold(_NEW_OBJECTS, 10, 10)
        yield from ((target, make(target.path, target.make)) for target in coming)


def make(path: str, make: Callable[[], Files]) -> Files:
    """Return the files of the target *path*; an exception names it."""
    with at_hand(path):
        return make()


def is_long(target: Target) -> bool:
    """Tell whether a target is worth sending to another process."""
    return target.effort >= SMALL


def _enough(targets: Iterator[Target]) -> Iterator[Target]:
    """Yield targets until they are enough work for several processes."""
    count, seconds = 0, 0.0
    for target in targets:
        yield target
        if is_long(target):
            count, seconds = count + 1, seconds + target.effort
            if count > 1 and seconds >= FEW:
                return


class Queue:
    """Targets that wait for somebody to make them: groups stay together, the longest goes first."""

    def __init__(self, targets: Iterable[Target]) -> None:
        self._coming = iter(targets)
        self._waiting: list[Target] = []
        self._groups: dict[Hashable, deque[str]] = {}
        """Of what each who asks was given last: what it makes, and the next."""

    def fill(self) -> Iterator[Made]:
        """Ask for targets until enough wait; make and yield those that are quicker made at once."""
        while len(self._waiting) < AT_HAND:
            target = next(self._coming, None)
            if target is None:
                return
            if is_long(target):
                self._waiting.append(target)
            else:
                yield target, make(target.path, target.make)

    def next(self, who: Hashable) -> Target | None:
        """Return what *who* had best make next; None when nothing waits.

        That is one of a group that it is at; or else one that no other is at, unless only such wait;
        the longest of these.
        """
        if not self._waiting:
            return None
        own = self._groups.setdefault(who, deque(maxlen=DEPTH))
        others = {group for one, at in self._groups.items() if one != who for group in at}

        def use(target: Target) -> tuple[bool, bool, float]:
            return target.group in own, target.group not in others, target.effort

        best = max(self._waiting, key=use)
        self._waiting.remove(best)
        if best.group:
            own.append(best.group)
        return best


@dataclass(eq=False)
class _Worker:
    """One process, and what it was given, in order. A process that died is replaced.

    Each is equal to itself alone: the queue remembers by it which groups it is at.
    """

    given: deque[tuple[Target, Future[Files]]] = field(default_factory=deque)
    suspects: set[str] = field(default_factory=set)
    """Paths of targets that killed a process once."""
    pool: Executor = field(init=False)
    processes: list[BaseProcess] = field(init=False)
    """The process of the pool; none where the system does not tell."""

    def __post_init__(self) -> None:
        self._start()

    def _start(self) -> None:
        others = set(active_children())
        self.pool = _pool()
        with STOP_SIGNALS.blocked():
            # The process begins with the first thing it is given.
            self.pool.submit(int)
        self.processes = [one for one in active_children() if one not in others]

    @property
    def path(self) -> str | None:
        """What is being made; None when nothing is."""
        return self.given[0][0].path if self.given else None

    def give(self, target: Target) -> None:
        self.given.append((target, self.pool.submit(make, target.path, target.make)))

    def take(self) -> Iterator[Made]:
        """Yield what is done, in order."""
        while self.given and self.given[0][1].done():
            target, future = self.given[0]
            try:
                files = future.result()
            except BrokenProcessPool:
                self._start_again(target)
                return
            self.given.popleft()
            yield target, files

    def end(self) -> None:
        """Let the process go; what it was given is not made."""
        for _, future in self.given:
            future.cancel()
        self.pool.shutdown()

    def kill(self) -> None:
        """End the process at once: what it makes may never come to an end."""
        for process in self.processes:
            _kill(process)

    def processor_time(self) -> tuple[bytes, ...] | None:
        """What the process has used of the processor until now; None where that is not known."""
        try:
            # Fields 14 and 15 of proc_pid_stat(5); the name before them may hold any character.
            return tuple(
                field
                for process in self.processes
                for field in Path(f"/proc/{process.pid}/stat")
                .read_bytes()
                .rsplit(b")")[-1]
                .split()[11:13]
            )
        except OSError:
            return None

    def _start_again(self, suspect: Target) -> None:
        """Give everything to a new process; the first of them was being made when it died."""
        if suspect.path in self.suspects:
            raise BuildError(
                f"Making {suspect.path} killed its process twice (no memory left, or a fault in a "
                "library). The old site is untouched. Free some memory and build again; if that "
                "does not help, undo the last change to what this file shows."
            )
        self.suspects.add(suspect.path)
        lost = [target for target, _ in self.given]
        self.given.clear()
        self._start()
        for target in lost:
            self.give(target)


def _on_workers(queue: Queue, jobs: int) -> Iterator[Made]:
    workers = [_Worker() for _ in range(jobs)]
    waiting = _Waiting(workers)
    try:
        while True:
            yield from queue.fill()
            for _ in range(DEPTH):
                for worker in sorted(workers, key=lambda worker: len(worker.given)):
                    if len(worker.given) < DEPTH and (target := queue.next(worker)):
                        worker.give(target)
            running = [future for worker in workers for _, future in worker.given]
            if not running:
                return
            waiting.until_one_of(running)
            for worker in workers:
                yield from worker.take()
    finally:
        with STOP_SIGNALS.held():
            if any(worker.given for worker in workers):
                # All of them first: each holds copies of the others' pipes, and as long as one of
                # these is open, letting go of a process with a full pipe waits for ever.
                for worker in workers:
                    worker.kill()
            for worker in workers:
                worker.end()


class _Waiting:
    """Waits for what the workers make, while they make it."""

    def __init__(self, workers: Sequence[_Worker]) -> None:
        self._workers = workers
        self._watch = Watch()
        self._times = self._processor_times()

    def until_one_of(self, running: Sequence[Future[Files]]) -> None:
        """Wait until one is done. Raises BuildError when none will be."""
        while not wait(running, timeout=watch.LOOK_SECONDS, return_when=FIRST_COMPLETED).done:
            before, self._times = self._times, self._processor_times()
            self._watch.look(
                [worker.path for worker in self._workers if worker.path],
                at_work=None in self._times or self._times != before,
                remedy=_REMEDY,
            )
        self._watch.finished()

    def _processor_times(self) -> list[tuple[bytes, ...] | None]:
        return [worker.processor_time() for worker in self._workers]


def _kill(process: BaseProcess) -> None:
    """End a process, also one that does not listen."""
    # Not by its own method: those of loky have none.
    with contextlib.suppress(OSError):
        if process.pid is not None and process.is_alive():
            os.kill(process.pid, getattr(signal, "SIGKILL", signal.SIGTERM))


def _pool() -> Executor:
    if FORK:
        context = get_context("fork")
        return ProcessPoolExecutor(1, mp_context=context, initializer=_begin)
    # Heavy to import; not needed where a process can be copied.
    from joblib.externals.loky import ProcessPoolExecutor as NewProcess  # noqa: PLC0415

    pool: Executor = NewProcess(1)
    return pool


def _begin() -> None:
    """Set up a process that was copied from ours."""
    _end_with_parent()
    STOP_SIGNALS.forget()
    # What it was copied with, all content, is no garbage: looking through it again and again took
    # a fifth of the time of a leaflet, and touching it copies the memory that is shared.
    gc.freeze()
    # Older objects after two looks, not ten: what WeasyPrint throws away points at itself, and with ten
    # it took a quarter more memory. Where nothing is frozen that would cost pages a third more time.
    gc.set_threshold(2 * _NEW_OBJECTS, 2, 2)


def _end_with_parent() -> None:
    """Have the kernel end this process when ours is killed: it would wait for work for ever."""
    set_death_signal = 1  # PR_SET_PDEATHSIG of <sys/prctl.h>
    ctypes.CDLL(None).prctl(set_death_signal, signal.SIGKILL)
