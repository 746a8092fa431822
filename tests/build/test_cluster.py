"""Many machines: a real scheduler and two real workers, on this one."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from support.build import (
    advisory,
    dies,
    listing,
    stops,
    waits_once,
    where_groups_are_made,
    workplace,
)
from support.example import EXAMPLE_LOCALES, ROOT, SMALL_LEAFLET

from generator.build import cluster
from generator.build.cluster import make_on_cluster
from generator.build.errors import BuildError
from generator.build.make import Queue
from generator.build.remote import Remote, _Workers
from generator.build.run import build
from generator.localise.corridors import Selection
from generator.products.paper import load_formats
from generator.products.target import Target

pytestmark = pytest.mark.slow

Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start a Dask program; ends with the test."""
    running = []

    def run(*words: str, home: Path = ROOT) -> subprocess.Popen[bytes]:
        env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(home), str(ROOT / "tests")])}
        command = [sys.executable, "-m", "dask", *words, "--no-dashboard", "--host", "127.0.0.1"]
        running.append(subprocess.Popen(command, env=env, cwd=tmp_path, stderr=subprocess.DEVNULL))
        return running[-1]

    yield run
    for process in running:
        process.kill()
        process.wait()


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for minutes until something is called lost."""
    monkeypatch.setattr("generator.build.watch.LOOK_SECONDS", 0.5)
    monkeypatch.setattr("generator.build.watch.STILL_SECONDS", 20)


def started_scheduler(start: Start, folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start a scheduler; return it and its address."""
    file = folder / "scheduler.json"
    process = start("scheduler", "--port", "0", "--scheduler-file", str(file))
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            return process, str(json.loads(file.read_text())["address"])
        except (OSError, ValueError):
            time.sleep(0.1)
    raise TimeoutError("the scheduler did not start")


@pytest.fixture
def scheduler(start: Start, tmp_path: Path) -> str:
    return started_scheduler(start, tmp_path)[1]


@pytest.fixture
def worker(start: Start, scheduler: str) -> Start:
    """Start a worker and wait until the scheduler knows it."""

    def run(home: Path = ROOT) -> subprocess.Popen[bytes]:
        from distributed import Client

        with Client(scheduler, set_as_default=False) as client:
            before = len(client.scheduler_info()["workers"])
            process = start("worker", scheduler, "--nthreads", "1", "--no-nanny", home=home)
            client.wait_for_workers(before + 1, timeout=60)
        return process

    return run


def target(path: str) -> Target:
    return Target.of(path, "test", partial(dict, {path: path.encode()}), effort=1.0)


def test_a_worker_killed_in_the_middle_loses_nothing(
    example_content, scheduler: str, worker: Start, tmp_path: Path
):
    doomed, _other = worker(), worker()
    formats, _problems = load_formats(SMALL_LEAFLET, SMALL_LEAFLET, example_content)
    killed_after = []

    def kill(stage: str, done: int, total: int) -> None:
        if stage.startswith("4 products") and done == 1 and doomed.poll() is None:
            doomed.send_signal(signal.SIGKILL)
            doomed.wait()
            killed_after.append((done, total))

    only = Selection("freedonia", "en")
    run = partial(build, example_content, EXAMPLE_LOCALES, only=only, jobs=1, formats=formats)
    run(tmp_path / "many", maker=partial(make_on_cluster, scheduler), progress=kill)
    assert killed_after
    run(tmp_path / "one")
    assert listing(tmp_path / "many") == listing(tmp_path / "one")


def exchange_worker(doomed: subprocess.Popen[bytes], scheduler: str, worker: Start) -> None:
    """Kill a worker; start another when the scheduler has none left."""
    from distributed import Client

    doomed.send_signal(signal.SIGKILL)
    doomed.wait()
    with Client(scheduler, set_as_default=False) as client:
        while client.scheduler_info()["workers"]:
            time.sleep(0.1)
    worker()


@pytest.mark.long
def test_what_a_lost_worker_was_given_is_made_by_one_that_comes_later(
    scheduler: str, worker: Start, tmp_path: Path
):
    # Dask keeps what was sent to an address for that address, and a new worker has another one.
    doomed, begun = worker(), tmp_path / "begun"

    def lose_it() -> None:
        while not begun.exists():
            time.sleep(0.1)
        exchange_worker(doomed, scheduler, worker)

    slow = Target.of("slow", "test", partial(waits_once, "slow", begun), effort=2.0)
    thread = threading.Thread(target=lose_it, daemon=True)
    thread.start()
    made = list(make_on_cluster(scheduler, [slow, target("a"), target("b"), target("c")]))
    assert {name for _, files in made for name in files} == {"slow", "a", "b", "c"}
    thread.join()


@pytest.mark.long
def test_what_is_lost_between_making_and_fetching_is_made_again(
    scheduler: str, worker: Start, monkeypatch
):
    monkeypatch.setattr("generator.build.remote.ANSWER_SECONDS", 5)
    doomed, finished = worker(), Remote.finished
    lost = []

    def finished_and_lost(self: Remote) -> list[Any]:
        done = finished(self)
        if done and not lost:
            lost.append(exchange_worker(doomed, scheduler, worker))
        return done

    monkeypatch.setattr(Remote, "finished", finished_and_lost)
    made = list(make_on_cluster(scheduler, [target("a"), target("b")]))
    assert {name for _, files in made for name in files} == {"a", "b"}
    assert lost


def test_of_many_workers_each_is_given_its_share_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[str] = []
    workers = frozenset(f"tcp://10.0.0.{number}:1" for number in range(20))
    found = _Workers(workers, frozenset(), frozenset())
    monkeypatch.setattr(Remote, "_workers", lambda _self: found)

    def submit(_self: Remote, _target: Target, worker: str, **_: object) -> None:
        given.append(worker)

    monkeypatch.setattr(Remote, "_submit", submit)
    remote = Remote(SimpleNamespace(), Queue(target(str(number)) for number in range(100)))
    assert list(remote.make()) == []  # Nothing runs, so nothing is waited for.
    assert Counter(given) == dict.fromkeys(workers, 3)


@pytest.mark.long
def test_a_group_is_made_by_one_worker(scheduler: str, worker: Start):
    worker(), worker()
    assert len(where_groups_are_made(partial(make_on_cluster, scheduler))) <= 5


def test_a_worker_with_other_code_is_refused(scheduler: str, worker: Start, tmp_path: Path):
    worker()
    place = workplace(tmp_path / "other", code=True)
    (place / "generator/localise/texts.py").open("a").write("\n# Another version.\n")
    worker(home=place)
    with pytest.raises(
        BuildError, match=r"^tcp://\S+ differs in code of the generator \("
    ) as found:
        list(make_on_cluster(scheduler, [target("a")]))
    assert "Install the same version" in str(found.value)


def test_a_cluster_without_workers_says_how_to_start_one(scheduler: str):
    with pytest.raises(BuildError, match=r"no worker.*dask worker"):
        list(make_on_cluster(scheduler, [target("a")]))


def test_no_scheduler_says_how_to_start_one(monkeypatch):
    monkeypatch.setattr("generator.build.cluster._CONNECT_SECONDS", 2)
    with pytest.raises(BuildError, match=r"No Dask scheduler answers at .*dask scheduler"):
        list(make_on_cluster("tcp://127.0.0.1:9", [target("a")]))


@pytest.mark.long
def test_a_target_that_kills_worker_after_worker_is_named(
    start: Start, scheduler: str, tmp_path: Path
):
    # With a nanny a worker comes back, and dies of it again.
    start("worker", scheduler, "--nthreads", "1", "--nworkers", "2")
    from distributed import Client

    with Client(scheduler, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
    deadly = Target.of(
        "deadly", "test", partial(dies, "deadly", b"x", tmp_path / "times", 99), effort=1.0
    )
    with pytest.raises(BuildError, match="Making deadly killed one worker after another"):
        list(make_on_cluster(scheduler, [target("a"), deadly]))


def test_the_command_builds_on_a_cluster(scheduler: str, worker: Start, tmp_path: Path):
    worker()
    place = workplace(tmp_path / "place", locales=())
    assert re.search(r"Made (\d+) of \1 ", advisory(place, "build", "--scheduler", scheduler))
    assert (place / "site/leaflets/freedonia/freedonia.en.trifold.pdf").exists()


@pytest.mark.long
def test_when_the_last_worker_is_gone_the_build_ends_and_says_where(
    scheduler: str, worker: Start, tmp_path: Path, monkeypatch
):
    monkeypatch.setattr("generator.build.watch.STILL_SECONDS", 3)
    worker()
    make = partial(dies, "deadly", b"x", tmp_path / "times", 99)
    with pytest.raises(BuildError, match=r"deadly cannot be made: .* No Dask worker is left"):
        list(make_on_cluster(scheduler, [Target.of("deadly", "test", make, effort=1.0)]))


@pytest.mark.long
def test_a_worker_that_takes_nothing_ends_the_build_with_the_target(
    start: Start, scheduler: str, monkeypatch
):
    monkeypatch.setattr("generator.build.watch.STILL_SECONDS", 3)
    # Memory above the limit at once: Dask pauses such a worker and gives it nothing to do.
    start("worker", scheduler, "--nthreads", "1", "--no-nanny", "--memory-limit", "1MB")
    from distributed import Client

    with Client(scheduler, set_as_default=False) as client:
        client.wait_for_workers(1, timeout=60)
    with pytest.raises(BuildError, match="waiting-for-ever"):
        list(make_on_cluster(scheduler, [target("waiting-for-ever")]))


@pytest.mark.long
def test_a_worker_that_hangs_ends_the_build_with_the_target(
    scheduler: str, worker: Start, monkeypatch
):
    monkeypatch.setattr("generator.build.watch.LONGEST_SECONDS", 3)
    process = worker()
    stopped = Target.of("stopped", "test", partial(stops, "stopped"), effort=1.0)
    with pytest.raises(BuildError, match=r"stopped"):
        list(make_on_cluster(scheduler, [stopped]))
    process.send_signal(signal.SIGCONT)


@pytest.mark.long
def test_a_worker_that_does_not_answer_ends_the_build(scheduler: str, worker: Start, monkeypatch):
    monkeypatch.setattr("generator.build.remote.ANSWER_SECONDS", 3)
    process = worker()
    process.send_signal(signal.SIGSTOP)
    try:
        with pytest.raises(BuildError, match="does not answer"):
            list(make_on_cluster(scheduler, [target("a")]))
    finally:
        process.send_signal(signal.SIGCONT)


@pytest.mark.long
def test_when_the_scheduler_is_gone_the_build_ends(start: Start, tmp_path: Path):
    own = tmp_path / "own"
    own.mkdir()
    process, address = started_scheduler(start, own)
    start("worker", address, "--nthreads", "1", "--no-nanny")
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(1, timeout=60)
    begun = tmp_path / "begun"

    def lose_it() -> None:
        while not begun.exists():
            time.sleep(0.1)
        process.kill()

    threading.Thread(target=lose_it, daemon=True).start()
    slow = Target.of("slow", "test", partial(waits_once, "slow", begun), effort=2.0)
    with pytest.raises(BuildError, match=r"The Dask scheduler at \S+ has stopped"):
        list(make_on_cluster(address, [slow]))


def test_tables_of_the_program_count_as_its_code_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is known of letters and countries is data, and shapes bytes all the same."""
    before = cluster.fingerprint()
    table = tmp_path / "languages.yaml"
    table.write_text("languages: {}\n", "utf-8")
    monkeypatch.setattr(cluster, "PROGRAM_TABLES", (table,))
    after = cluster.fingerprint()
    assert {name for name in before if before[name] != after[name]} == {"tables"}
