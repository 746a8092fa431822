"""Many machines: a real scheduler and two real workers, on this one."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from build_tools import (
    EXAMPLE_LOCALES,
    ROOT,
    SMALL_LEAFLET,
    advisory,
    dies,
    listing,
    where_groups_are_made,
    workplace,
)

from generator.build.advisories import Selection
from generator.build.cluster import make_on_cluster
from generator.build.errors import BuildError
from generator.build.run import build
from generator.products.leaflets import load_formats
from generator.target import Target

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


@pytest.fixture
def scheduler(start: Start, tmp_path: Path) -> str:
    import json

    told = tmp_path / "scheduler.json"
    start("scheduler", "--port", "0", "--scheduler-file", str(told))
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            return str(json.loads(told.read_text())["address"])
        except (OSError, ValueError):
            time.sleep(0.1)
    raise TimeoutError("the scheduler did not start")


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
        if stage == "4 products" and done == 1 and doomed.poll() is None:
            doomed.send_signal(signal.SIGKILL)
            doomed.wait()
            killed_after.append((done, total))

    run = partial(
        build, example_content, EXAMPLE_LOCALES, only=Selection(), jobs=1, formats=formats
    )
    run(tmp_path / "many", maker=partial(make_on_cluster, scheduler), progress=kill)
    assert killed_after
    run(tmp_path / "one")
    assert listing(tmp_path / "many") == listing(tmp_path / "one")


def test_a_group_is_made_by_one_worker(scheduler: str, worker: Start):
    worker(), worker()
    assert len(where_groups_are_made(partial(make_on_cluster, scheduler))) <= 5


def test_a_worker_with_other_code_is_refused(scheduler: str, worker: Start, tmp_path: Path):
    worker()
    place = workplace(tmp_path / "other", code=True)
    (place / "generator/view.py").open("a").write("\n# Another version.\n")
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
    place = workplace(tmp_path / "place")
    assert re.search(r"Made (\d+) of \1 ", advisory(place, "build", "--scheduler", scheduler))
    assert (place / "site/leaflets/freedonia/freedonia.my.trifold.pdf").exists()


def test_when_the_last_worker_is_gone_the_build_ends(
    scheduler: str, worker: Start, tmp_path, monkeypatch
):
    monkeypatch.setattr("generator.build.cluster._ANSWER_SECONDS", 3)
    worker()
    make = partial(dies, "deadly", b"x", tmp_path / "times", 99)
    with pytest.raises(BuildError, match="last Dask worker has gone"):
        list(make_on_cluster(scheduler, [Target.of("deadly", "test", make, effort=1.0)]))
