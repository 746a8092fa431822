"""What a second core and a second machine bring: two jobs against one, two Dask workers against one.

    PARALLEL_HOSTS=25 ROUNDS=1 .venv/bin/python benchmarks/parallel.py

Clean builds of synthetic content. Dask runs as it would on many machines: a scheduler and workers of
one thread, each a process of its own, here on one machine and its loopback. In the last build one of
two workers is killed half-way; the site must have the same bytes as all the others.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from distributed import Client
from measure import (
    Cost,
    Place,
    environment,
    least,
    machine,
    number,
    processor_seconds,
    scratch,
    table,
    verdict,
    was_alone,
)
from synthetic import write_synthetic

HOSTS, ROUNDS = number("PARALLEL_HOSTS", 25), number("ROUNDS", 1)
BAR = 1.7
_START_SECONDS = 60


def main() -> None:
    """Measure in one run and print the table."""
    with scratch() as folder:
        warm = Place(folder / "warm")
        write_synthetic(warm.folder, 1)
        warm.build("--jobs", "2")
        place = Place(folder / "many")
        write_synthetic(place.folder, HOSTS)
        trees: set[str] = set()
        rounds = [_round(place, trees) for _ in range(ROUNDS)]
        two, one, dask_two, dask_one = map(least, zip(*rounds, strict=True))
        # Half-way: what one worker does in the whole time, two do in halves.
        killed = _on_cluster(place, 2, kill_after=dask_one.clock / 4)
        trees.add(_tree(place))
    same = len(trees) == 1
    machine(f"{HOSTS} host countries in 10 locales, clean builds, best of {ROUNDS} rounds.")
    alone = was_alone(one)
    faster, dask_faster = one.clock / two.clock, dask_one.clock / dask_two.clock
    table(
        ("what", "clock", "processor", "ratio", "bar", ""),
        [
            ("1 job", f"{one.clock:.1f} s", f"{one.processor:.1f} s", "", "", ""),
            ("2 jobs", f"{two.clock:.1f} s", f"{two.processor:.1f} s", f"{faster:.2f} times faster", BAR,
             verdict(met=faster >= BAR, alone=alone)),
            ("Dask, 1 worker", f"{dask_one.clock:.1f} s", "", "", "", ""),
            ("Dask, 2 workers", f"{dask_two.clock:.1f} s", "", f"{dask_faster:.2f} times faster", BAR,
             verdict(met=dask_faster >= BAR, alone=alone)),
            ("Dask, one of 2 workers killed half-way", f"{killed.clock:.1f} s", "", "finished",
             "finished", "met"),
            ("the sites of all builds", "", "", "identical" if same else "different", "identical",
             verdict(met=same)),
        ],
    )  # fmt: skip
    if not same:
        sys.exit(1)


def _round(place: Place, trees: set[str]) -> tuple[Cost, ...]:
    """Build on two jobs, one, two Dask workers, one; add the digest of each site to *trees*.

    In turns, as a machine is seldom as fast for minutes.
    """
    ways: tuple[Callable[[], Cost], ...] = (
        lambda: place.build("--jobs", "2", clean=True),
        lambda: place.build("--jobs", "1", clean=True),
        lambda: _on_cluster(place, 2),
        lambda: _on_cluster(place, 1),
    )
    costs = []
    for build in ways:
        costs.append(build())
        trees.add(_tree(place))
    return tuple(costs)


def _tree(place: Place) -> str:
    """Digest of all paths and bytes of the site."""
    found = hashlib.sha256()
    for path in place.files():
        data = (place.site / path).read_bytes()
        found.update(f"{path}\0{len(data)}\0".encode() + data)
    return found.hexdigest()


def _on_cluster(place: Place, count: int, *, kill_after: float | None = None) -> Cost:
    """Build on a cluster of *count* workers of its own.

    The first worker is killed when it has used *kill_after* processor seconds: half-way by work, however
    busy the machine is.
    """
    with _cluster(place.folder, count) as (address, workers):
        start = processor_seconds(workers[0].pid)
        fate = _Fate(workers[0], None if kill_after is None else start + kill_after)
        with fate:
            cost = place.build("--scheduler", address, clean=True)
    if kill_after is not None and not fate.met:
        sys.exit("The build ended before its worker was killed: nothing was tried.")
    return cost


class _Fate:
    """Kills a process once it has used so many processor seconds; never when that is None."""

    def __init__(self, process: subprocess.Popen[bytes], at: float | None) -> None:
        self._process, self._at = process, at
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._wait)
        self.met = False

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join()

    def _wait(self) -> None:
        while self._at is not None and not self._over.wait(0.05):
            if processor_seconds(self._process.pid) >= self._at:
                self._process.kill()
                self.met = True
                return


@contextmanager
def _cluster(folder: Path, count: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a scheduler and workers; give its address and them. All end with the block."""
    running: list[subprocess.Popen[bytes]] = []

    def start(*words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", *words, "--no-dashboard", "--host", "127.0.0.1"]
        running.append(
            subprocess.Popen(command, env=environment(), cwd=folder, stderr=subprocess.DEVNULL)
        )
        return running[-1]

    try:
        told = folder / f"scheduler-{os.urandom(4).hex()}.json"
        start("scheduler", "--port", "0", "--scheduler-file", str(told))
        address = _waited(lambda: str(json.loads(told.read_text())["address"]))
        workers = [
            start("worker", address, "--nthreads", "1", "--no-nanny") for _number in range(count)
        ]
        with Client(address, set_as_default=False) as client:
            client.wait_for_workers(count, timeout=_START_SECONDS)
        yield address, workers
    finally:
        for process in running:
            process.kill()
            process.wait()


def _waited(ask: Callable[[], str]) -> str:
    until = time.monotonic() + _START_SECONDS
    while True:
        try:
            return ask()
        except (OSError, ValueError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


if __name__ == "__main__":
    main()
