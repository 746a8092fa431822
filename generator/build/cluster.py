"""Make targets on many machines, with Dask distributed (``pip install …[dask]``).

Before anything is made, every worker and the scheduler tell what would shape the bytes there: our
package, its fonts and data, the libraries, Python. Where one differs, nothing is made: a site of two
minds cannot be told from a good one. Dask has no password: keep the scheduler on a private network.
"""

from __future__ import annotations

import pickle
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..target import Files, Target, library_versions, native_versions, tree_digest
from .errors import BuildError
from .make import Made, Queue

if TYPE_CHECKING:
    from distributed import Client, Future

Sent = tuple[Target, str | None]
"""A target, and the address of the worker that it was sent to."""

_PACKAGE = Path(__file__).resolve().parent.parent
_CONNECT_SECONDS = 10
_ANSWER_SECONDS = 60
_AHEAD = 3
"""Targets sent ahead for each worker: enough to keep it busy, few enough to keep in memory."""

# Sent as text: whoever lacks our package must still be able to read the question.
_ASK = f"__import__({__name__!r}, fromlist=['fingerprint']).fingerprint()"

LIBRARIES = (
    "babel", "jinja2", "mkdocs", "mkdocs-material", "markupsafe", "weasyprint", "pydyf", "segno",
    "fonttools", "pillow", "pypdfium2", "uharfbuzz", "icu4py", "phonenumbers",
)  # fmt: skip


def fingerprint() -> dict[str, str]:
    """Tell what shapes the bytes in this process."""
    return {
        "code of the generator": tree_digest(_PACKAGE, "**/*.py")[:12],
        "templates": tree_digest(_PACKAGE / "templates")[:12],
        "fonts": tree_digest(_PACKAGE / "assets" / "fonts")[:12],
        "assets": tree_digest(_PACKAGE / "assets")[:12],
        "Python": ".".join(map(str, sys.version_info[:3])),
        **library_versions(*LIBRARIES),
        **native_versions(),
    }


def make_on_cluster(address: str, targets: Iterable[Target]) -> Iterator[Made]:
    """Make targets on the workers of the scheduler at *address*, and yield them as they come.

    Raises BuildError when there is no scheduler or no worker, when one of them differs from us, and
    with its name when a target kills worker after worker.
    """
    with _connect(address) as client:
        _compare(client)
        yield from _make_away(client, Queue(targets))


def _connect(address: str) -> Client:
    try:
        from distributed import Client  # noqa: PLC0415
    except ImportError as error:
        raise BuildError(
            "--scheduler needs Dask, which is not installed here. Install it with: "
            ".venv/bin/pip install distributed"
        ) from error
    try:
        return Client(address, timeout=_CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        raise BuildError(
            f"No Dask scheduler answers at {address}. Start one with: dask scheduler; give its "
            "address, for example tcp://10.0.0.5:8786."
        ) from error


def _compare(client: Client) -> None:
    """Refuse a scheduler or worker that would make other bytes."""
    ours = fingerprint()
    answers: dict[str, Any] = client.run(eval, _ASK, on_error="return")
    if not answers:
        raise BuildError(
            f"The scheduler at {client.scheduler.address} has no worker. Start some with: dask "
            f"worker {client.scheduler.address}"
        )
    try:
        answers["the scheduler"] = client.run_on_scheduler(eval, _ASK)
    except Exception as error:  # noqa: BLE001  (whatever it raised there is the answer)
        answers["the scheduler"] = error
    faults = [
        fault for who, theirs in sorted(answers.items()) for fault in _faults(who, theirs, ours)
    ]
    if faults:
        raise BuildError(
            f"{' '.join(faults)} Nothing was made. Install the same version, with the same "
            "libraries, on every machine, and start its worker again."
        )


def _faults(who: str, theirs: Any, ours: Mapping[str, str]) -> Iterator[str]:
    if not isinstance(theirs, dict):
        yield f"{who} cannot run the generator ({type(theirs).__name__}: {theirs})."
        return
    different = [
        f"{name} ({ours.get(name, 'absent')} here, {theirs.get(name, 'absent')} there)"
        for name in sorted({*ours, *theirs})
        if ours.get(name) != theirs.get(name)
    ]
    if different:
        yield f"{who} differs in {', '.join(different)}."


def _make_away(client: Client, queue: Queue) -> Iterator[Made]:
    running: dict[Future, Sent] = {}
    while True:
        yield from queue.fill()
        running |= _send(client, queue, running.values())
        if not running:
            return
        for future in _finished(client, list(running)):
            target, _ = running.pop(future)
            yield target, _result(future, target)


def _send(client: Client, queue: Queue, running: Iterable[Sent]) -> dict[Future, Sent]:
    """Send each worker targets ahead, one to each in turn. One that is idle takes those of others."""
    busy = Counter(worker for _, worker in running)
    # Where all are gone for now, whichever comes back makes them.
    workers = [*client.scheduler_info()["workers"]] or [None]
    sent: dict[Future, Sent] = {}
    for ahead in range(_AHEAD):
        for worker in workers:
            if busy[worker] > ahead or (target := queue.next(worker)) is None:
                continue
            # As bytes: else the scheduler would make objects of it, with all that an advisory says.
            future = client.submit(
                _make, pickle.dumps(target), key=f"advisory-{target.digest}",
                workers=worker, allow_other_workers=worker is not None,
            )  # fmt: skip
            sent[future] = target, worker
            busy[worker] += 1
    return sent


def _make(pickled: bytes) -> Files:
    target: Target = pickle.loads(pickled)  # noqa: S301 - as trusted as Dask, which pickles all it sends
    return target.make()


def _finished(client: Client, futures: list[Future]) -> list[Future]:
    from distributed import wait  # noqa: PLC0415

    try:
        return list(wait(futures, timeout=_ANSWER_SECONDS, return_when="FIRST_COMPLETED").done)
    except TimeoutError:
        if not client.scheduler_info()["workers"]:
            raise BuildError(
                "The last Dask worker has gone. The old site is untouched. Start workers and build "
                "again: what was made is in the cache."
            ) from None
        return []


def _result(future: Future, target: Target) -> Files:
    from distributed import KilledWorker  # noqa: PLC0415

    try:
        files: Files = future.result()
    except KilledWorker as error:
        raise BuildError(
            f"Making {target.path} killed one worker after another (no memory left, or a fault in "
            "a library). The old site is untouched. Give the workers more memory; if that does not "
            "help, undo the last change to what this file shows."
        ) from error
    future.release()
    return files
