"""Step 5: targets → their files, made in this process or in several.

Targets come as they are planned; the longest of those at hand is sent first, its group after it to
the same process, and no more are asked for than keep the processes busy. A process may die (no
memory left, a fault inside a library): its target is tried again in a new one; a target that kills
that one as well is named and stops the build.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import pickle
import signal
import sys
import tempfile
import traceback
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from ..products.shelves import comes_first
from ..products.target import Files, Target
from ..system.at_hand import at_hand
from ..system.stop_signals import STOP_SIGNALS
from . import watch
from .errors import BuildError
from .watch import Watch

WAY = "fork" if sys.platform == "linux" else "spawn"
"""A copy of this process has all imports at once; elsewhere system libraries do not bear it."""
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
    # Taken off to see how much there is, and put back in front: a plan is read only once.
    first = list(_enough(coming)) if jobs > 1 else []
    long = [target for target in first if is_long(target)]
    coming = chain(first, coming)
    if len(long) > 1 and sum(target.effort for target in long) >= FEW:
        yield from _on_workers(Queue(coming), jobs)
    else:
        # Content is a million objects that stay: Python scanned them after each 700 new ones.
        gc.set_threshold(_NEW_OBJECTS, 10, 10)
        yield from ((target, make(target.path, target.make)) for target in coming)


def make(path: str, make: Callable[[], Files]) -> Files:
    """Return the files of the target *path*; an exception names it."""
    with at_hand(path):
        return make()


def is_long(target: Target) -> bool:
    """Return whether a target is worth sending to another process."""
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

    def fill(self, enough: int = AT_HAND) -> Iterator[Made]:
        """Ask for targets until *enough* wait; yield those that are quick to make, made at once."""
        while len(self._waiting) < enough:
            target = next(self._coming, None)
            if target is None:
                return
            if is_long(target):
                self._waiting.append(target)
            else:
                yield target, make(target.path, target.make)

    def next(self, who: Hashable) -> Target | None:
        """Return what *who* had best make next; None when nothing waits.

        That is a page before any paper; one of a group that it is at, or else one that no other is
        at, unless only such wait; the longest of these.
        """
        if not self._waiting:
            return None
        own_groups = self._groups.setdefault(who, deque(maxlen=DEPTH))
        other_groups = {group for one, at in self._groups.items() if one != who for group in at}

        def use(target: Target) -> tuple[bool, bool, bool, float]:
            is_free = target.group not in other_groups
            return comes_first(target), target.group in own_groups, is_free, target.effort

        best = max(self._waiting, key=use)
        self._waiting.remove(best)
        if best.group:
            own_groups.append(best.group)
        return best


@dataclass(eq=False)
class _Worker:
    """One process, and what it was given, in order. A process that died is replaced.

    Each is equal to itself alone: the queue remembers by it which groups it is at.

    What goes to and fro is in files, and only their names go through the pipe, which has room for
    all: neither side waits until the other reads, and neither needs a thread. A process with
    threads must not be copied.
    """

    folder: Path
    targets: deque[Target] = field(default_factory=deque)
    suspects: set[str] = field(default_factory=set)
    """Paths of targets that killed a process once."""
    process: BaseProcess = field(init=False)
    connection: Connection = field(init=False)
    count: int = 0

    def __post_init__(self) -> None:
        self._start()

    def _start(self) -> None:
        context = get_context(WAY)
        self.connection, theirs = context.Pipe()
        # A daemon: it is ended with us.
        self.process = context.Process(target=_work, args=(theirs,), daemon=True)  # type: ignore[attr-defined]
        with STOP_SIGNALS.blocked():
            self.process.start()
        # Only the process has it now: when it dies, we read the end.
        theirs.close()

    @property
    def path(self) -> str | None:
        """What is being made; None when nothing is."""
        return self.targets[0].path if self.targets else None

    def give(self, target: Target) -> None:
        self.targets.append(target)
        self.count += 1
        path = self.folder / f"{id(self)}-{self.count}"
        path.write_bytes(pickle.dumps(partial(make, target.path, target.make)))
        # One that has just died is seen when we read.
        with contextlib.suppress(OSError):
            self.connection.send(str(path))

    def take(self) -> Iterator[Made]:
        """Yield what is done, in order."""
        while self.targets and self.connection.poll():
            try:
                path = Path(self.connection.recv())
            except (EOFError, OSError):
                self._start_again()
                return
            files, error = pickle.loads(path.read_bytes())  # noqa: S301 - from our own process
            path.unlink()
            target = self.targets.popleft()
            if error is not None:
                raise error
            yield target, files

    def end(self) -> None:
        """Let the process go; what it was given is not made."""
        with contextlib.suppress(OSError):
            self.connection.send(None)
        self.process.join()
        self.connection.close()

    def kill(self) -> None:
        """End the process at once: what it makes may never come to an end."""
        self.process.kill()

    def processor_time(self) -> tuple[bytes, ...] | None:
        """What the process has used of the processor until now; None where that is not known."""
        try:
            # Fields 14 and 15 of proc_pid_stat(5); the name before them may hold any character.
            return tuple(
                field
                for field in Path(f"/proc/{self.process.pid}/stat")
                .read_bytes()
                .rsplit(b")")[-1]
                .split()[11:13]
            )
        except OSError:
            return None

    def _start_again(self) -> None:
        """Give everything to a new process; the first of them was being made when it died."""
        suspect, lost = self.targets[0], [*self.targets]
        self.process.join()
        self.connection.close()
        if suspect.path in self.suspects:
            self.targets.clear()
            raise BuildError(
                f"Making {suspect.path} killed its process twice (no memory left, or a fault in a "
                "library). The old site is untouched. Free some memory and build again; if that "
                "does not help, undo the last change to what this file shows."
            )
        self.suspects.add(suspect.path)
        self.targets.clear()
        self._start()
        for target in lost:
            self.give(target)


def _on_workers(queue: Queue, jobs: int) -> Iterator[Made]:
    with tempfile.TemporaryDirectory(prefix="advisory-made-") as folder:
        workers = [_Worker(Path(folder)) for _ in range(jobs)]
        waiting = _Waiting(workers)
        try:
            while True:
                yield from queue.fill()
                _hand_out(queue, workers)
                if not any(worker.targets for worker in workers):
                    return
                waiting.until_one_is_done()
                for worker in workers:
                    yield from worker.take()
        finally:
            with STOP_SIGNALS.held():
                if any(worker.targets for worker in workers):
                    for worker in workers:
                        worker.kill()
                for worker in workers:
                    worker.end()


def _hand_out(queue: Queue, workers: Sequence[_Worker]) -> None:
    """Give each worker targets, in turns: who has least chooses first, so that nobody is idle."""
    for _ in range(DEPTH):
        for worker in sorted(workers, key=lambda worker: len(worker.targets)):
            if len(worker.targets) < DEPTH and (target := queue.next(worker)):
                worker.give(target)


class _Waiting:
    """Waits for what the workers make, while they make it."""

    def __init__(self, workers: Sequence[_Worker]) -> None:
        self._workers = workers
        self._watch = Watch()
        self._times = self._processor_times()

    def until_one_is_done(self) -> None:
        """Wait until one has made something, or died. Raises BuildError when none will."""
        running = [worker.connection for worker in self._workers if worker.targets]
        while not wait(running, timeout=watch.LOOK_SECONDS):
            before, self._times = self._times, self._processor_times()
            self._watch.look(
                [worker.path for worker in self._workers if worker.path],
                at_work=None in self._times or self._times != before,
                remedy=_REMEDY,
            )
        self._watch.finished()

    def _processor_times(self) -> list[tuple[bytes, ...] | None]:
        return [worker.processor_time() for worker in self._workers]


def _work(connection: Connection) -> None:
    """Make what is requested until there are no more requests: the loop of a worker process."""
    _begin()
    while True:
        try:
            request = connection.recv()
        except EOFError:
            return
        if request is None:
            return
        path = Path(request)
        result = path.with_suffix(".made")
        result.write_bytes(_outcome(path.read_bytes()))
        path.unlink()
        connection.send(str(result))


def _outcome(pickled: bytes) -> bytes:
    """Pickle the files that were made, or the error that was raised."""
    try:
        return pickle.dumps((pickle.loads(pickled)(), None))  # noqa: S301 - from our own process
    except Exception as error:  # noqa: BLE001  (whatever it was, the caller gets it)
        error.add_note(traceback.format_exc())
        return _travelling(error)


def _travelling(error: Exception) -> bytes:
    """Pickle an error; one that cannot be unpickled is passed on in words."""
    try:
        pickled = pickle.dumps((None, error))
        pickle.loads(pickled)  # noqa: S301 - our own
    except Exception:  # noqa: BLE001  (whatever its class does)
        return pickle.dumps((None, RuntimeError(traceback.format_exc())))
    return pickled


def _begin() -> None:
    """Set up a process of ours."""
    if sys.platform == "linux":
        _end_with_parent()
    STOP_SIGNALS.forget()
    # What it was copied with, all content, is no garbage: looking through it again and again took
    # a fifth of the time of a leaflet, and touching it copies the memory that is shared.
    gc.freeze()
    # Older objects after two looks, not ten: what WeasyPrint throws away points at itself, and
    # with ten it took a quarter more memory. Where nothing is frozen, two looks would cost pages
    # a third more time.
    gc.set_threshold(2 * _NEW_OBJECTS, 2, 2)


def _end_with_parent() -> None:
    """Have the kernel end this process when ours is killed: it would wait for work for ever."""
    set_death_signal = 1  # PR_SET_PDEATHSIG of <sys/prctl.h>
    ctypes.CDLL(None).prctl(set_death_signal, signal.SIGKILL)
