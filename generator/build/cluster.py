"""Step 5: targets → their files, made on the workers of a Dask cluster.

Before anything is made, every worker and the scheduler report what shapes the bytes there: our
package, its fonts and data, the libraries, Python. Where one differs, nothing is made: a site from
two versions looks like a good one. Dask has no password: keep the scheduler on a private network.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..cache.digests import (
    code_digest,
    digest,
    file_digests,
    library_versions,
    native_versions,
    tree_digest,
)
from ..cache.inputs import PROGRAM_TABLES
from ..paths import PACKAGE
from ..products.target import Target
from .errors import BuildError
from .make import Made, Queue
from .remote import Remote, ask

if TYPE_CHECKING:
    from distributed import Client

_CONNECT_SECONDS = 10

# Sent as text: a worker without our package must still be able to read the question.
_ASK = f"__import__({__name__!r}, fromlist=['fingerprint']).fingerprint()"


def fingerprint() -> dict[str, str]:
    """Return what shapes the bytes in this process."""
    return {
        "code of the generator": code_digest()[:12],
        "templates": tree_digest(PACKAGE / "templates")[:12],
        "fonts": tree_digest(PACKAGE / "assets" / "fonts")[:12],
        "assets": tree_digest(PACKAGE / "assets")[:12],
        "tables": digest(file_digests(PROGRAM_TABLES))[:12],
        "Python": ".".join(map(str, sys.version_info[:3])),
        **library_versions(),
        **native_versions(),
    }


def make_on_cluster(address: str, targets: Iterable[Target]) -> Iterator[Made]:
    """Make targets on the workers of the scheduler at *address*, and yield them as they come.

    Raises BuildError when there is no scheduler or no worker, when one of them differs from us, and
    with its name when a target kills worker after worker or when nobody makes it any more.
    """
    with _connect(address) as client:
        _compare(client)
        yield from Remote(client, Queue(targets)).make()


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
    # What a worker raises is its answer too: one without our package cannot report anything else.
    answers: dict[str, Any] = ask(client, lambda: client.run(eval, _ASK, on_error="return"))
    if not answers:
        raise BuildError(
            f"The scheduler at {client.scheduler.address} has no worker. Start some with: dask "
            f"worker {client.scheduler.address}"
        )
    answers["the scheduler"] = ask(client, lambda: _scheduler_answer(client))
    faults = [
        fault for who, theirs in sorted(answers.items()) for fault in _faults(who, theirs, ours)
    ]
    if faults:
        raise BuildError(
            f"{' '.join(faults)} Nothing was made. Install the same version, with the same "
            "libraries, on every machine, and start its worker again."
        )


async def _scheduler_answer(client: Client) -> Any:
    try:
        return await client.run_on_scheduler(eval, _ASK)
    except Exception as error:  # noqa: BLE001  (whatever it raised there is the answer)
        return error


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
