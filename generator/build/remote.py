"""Step 5: targets → their files from the workers of a Dask cluster, each until it is back.

Each target is sent to the worker that is at its group, and any other may take it over; where there
is but one worker, to whoever comes, so that Dask itself makes again what is lost with it. Dask
forgets that others may take over when no other worker is connected while the first goes away: it
then keeps the target for an address that never comes back. Whatever nobody has, and was sent to
such an address, is sent again, to whoever comes.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from ..products.target import Files, Target
from . import watch
from .errors import BuildError
from .make import AT_HAND, Made, Queue
from .watch import Watch

if TYPE_CHECKING:
    from distributed import Client, Future

ResultT = TypeVar("ResultT")

ANSWER_SECONDS = 60
"""How long scheduler and workers may take to answer a question or to hand over what was made."""
_AHEAD = 3
"""Targets sent ahead for each worker: enough to keep it busy, few enough to keep in memory."""
_REMEDY = (
    "Look at the scheduler and the workers (stopped, full, out of memory?), start them again and "
    "build again: what was made is in the cache."
)


def ask(client: Client, question: Callable[[], Awaitable[ResultT]]) -> ResultT:
    """Put a question to the cluster. Raises BuildError when it does not answer in time."""

    async def answer() -> ResultT:
        return await question()

    try:
        reply: ResultT = client.sync(answer, callback_timeout=ANSWER_SECONDS)
    except (TimeoutError, OSError, CancelledError) as error:
        if isinstance(error, CancelledError) or client.status != "running":
            raise _no_scheduler(client) from error
        raise BuildError(
            f"The Dask scheduler at {client.scheduler.address}, or one of its workers, does not "
            f"answer. The old site is untouched. {_REMEDY}"
        ) from error
    return reply


@dataclass(frozen=True)
class _Sent:
    target: Target
    worker: str | None
    """Address that it was sent to; None: to any worker."""
    bound: bool
    """Dask keeps it for that address."""


@dataclass(frozen=True)
class _Workers:
    """The workers that the scheduler knows now."""

    addresses: frozenset[str]
    keys: frozenset[str]
    """What they were given."""
    keys_at_work: frozenset[str]
    """What those of them have that take work: one whose memory is full begins nothing."""


class Remote:
    """What is made away; each target is in one of its futures until it comes back."""

    def __init__(self, client: Client, queue: Queue) -> None:
        self._client, self._queue = client, queue
        self._running: dict[Future, _Sent] = {}
        self._watch = Watch()

    def make(self) -> Iterator[Made]:
        """Send what the queue has, and yield each target with its files as they come."""
        while True:
            workers = sorted(self._workers().addresses)
            # So many that nobody is idle while the next country is planned, which takes seconds.
            yield from self._queue.fill(max(AT_HAND, _AHEAD * len(workers)))
            self._send(workers)
            if not self._running:
                return
            came = False
            for future in self.finished():
                target = self._running[future].target
                files = self._files(future, target)
                if files is not None:
                    del self._running[future]
                    came = True
                    yield target, files
            if came:
                self._watch.finished()
            else:
                self._look_after()

    def finished(self) -> list[Future]:
        """Wait a while for the first that are finished; none when nothing is."""
        from distributed import wait  # noqa: PLC0415

        try:
            return list(
                wait(
                    [*self._running], timeout=watch.LOOK_SECONDS, return_when="FIRST_COMPLETED"
                ).done
            )
        except TimeoutError:
            return []
        except CancelledError as error:
            raise _no_scheduler(self._client) from error

    def _send(self, addresses: Sequence[str]) -> None:
        """Send targets ahead, one to each worker in turn; an idle one takes those of others."""
        busy = Counter(sent.worker for sent in self._running.values())
        # Where all are gone for now, whichever comes back makes them.
        workers: list[str | None] = [*addresses] or [None]
        for ahead in range(_AHEAD):
            for worker in workers:
                if busy[worker] > ahead or (target := self._queue.next(worker)) is None:
                    continue
                self._submit(target, worker, bound=len(addresses) > 1)
                busy[worker] += 1

    def _submit(
        self, target: Target, worker: str | None, name: str = "advisory", *, bound: bool = False
    ) -> None:
        # As bytes: else the scheduler would make objects of it, with all that an advisory says.
        future = self._client.submit(
            _make,
            pickle.dumps(target),
            key=f"{name}-{target.digest}",
            workers=worker if bound else None,
            allow_other_workers=bound,
        )
        self._running[future] = _Sent(target, worker, bound)

    def _look_after(self) -> None:
        """Send again what Dask keeps for a worker that is gone; end when nothing goes on."""
        workers = self._workers()
        for future, sent in [*self._running.items()]:
            gone = sent.bound and sent.worker not in workers.addresses
            if gone and future.key not in workers.keys and not future.done():
                del self._running[future]
                future.release()
                # A key of its own: the scheduler may not have forgotten the old one yet.
                self._submit(sent.target, None, "advisory-again")
        self._watch.look(
            (sent.target.path for sent in self._running.values()),
            at_work=any(future.key in workers.keys_at_work for future in self._running),
            remedy=_REMEDY if workers.addresses else f"No Dask worker is left. {_REMEDY}",
        )

    def _workers(self) -> _Workers:
        scheduler = self._client.scheduler
        keys_by_address = ask(self._client, lambda: scheduler.processing(workers=None))
        rows = ask(self._client, lambda: scheduler.identity(n_workers=-1))["workers"]
        at_work = [address for address, one in rows.items() if one["status"] == "running"]
        return _Workers(
            frozenset(rows),
            frozenset(key for keys in keys_by_address.values() for key in keys),
            frozenset(key for address in at_work for key in keys_by_address.get(address, ())),
        )

    def _files(self, future: Future, target: Target) -> Files | None:
        """Fetch what was made; None when it was lost on the way: it is then made again."""
        from distributed import KilledWorker  # noqa: PLC0415

        try:
            files: Files = future.result(timeout=ANSWER_SECONDS)
        except KilledWorker as error:
            raise BuildError(
                f"Making {target.path} killed one worker after another (no memory left, or a fault "
                "in a library). The old site is untouched. Give the workers more memory; if that "
                "does not help, undo the last change to what this file shows."
            ) from error
        except CancelledError as error:
            raise _no_scheduler(self._client) from error
        except TimeoutError:
            if future.status == "error":  # The target itself raised it.
                raise
            return None
        future.release()
        return files


def _no_scheduler(client: Client) -> BuildError:
    return BuildError(
        f"The Dask scheduler at {client.scheduler.address} has stopped. The old site is "
        "untouched. Start it and its workers and build again: what was made is in the cache."
    )


def _make(pickled: bytes) -> Files:
    target: Target = pickle.loads(pickled)  # noqa: S301 - as trusted as Dask, which pickles all it sends
    return target.make()
