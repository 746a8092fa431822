"""Processes of a build that is killed or fails: none stays behind, and none is waited for."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support.example import ROOT

pytestmark = pytest.mark.slow


def test_no_process_outlives_a_build_that_is_killed(tmp_path: Path) -> None:
    started = [tmp_path / "a", tmp_path / "b"]
    code = f"""
from functools import partial
from generator.build.make import make_all
from generator.products.target import Target
from support.build import sleeps
targets = [
    Target.of(path, "test", partial(sleeps, path), effort=9.0) for path in {[*map(str, started)]}
]
list(make_all(targets, jobs=2))
"""
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    build = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": paths})
    wait_until(lambda: all(path.exists() and path.read_text() for path in started))
    workers = [int(path.read_text()) for path in started]
    build.kill()
    build.wait()
    wait_until(lambda: not any(is_running(worker) for worker in workers))


def test_a_failed_build_does_not_wait_for_what_does_not_fit_into_a_pipe(tmp_path: Path) -> None:
    """A pipe holds 64 KB. The second process has a copy of its end that the first one reads."""
    code = f"""
from functools import partial
from generator.build import make
from generator.products.target import Target
from support.build import fails, sleeps
targets = [
    # The first process sleeps over what it is given next; the second one fails.
    Target.of("a", "test", partial(sleeps, {str(tmp_path / "a")!r}), effort=9.0),
    Target.of("b", "test", partial(fails, "b", 1.0), effort=8.0),
    Target.of("c", "test", partial(dict, c=bytes(8_000_000)), effort=7.0),
]
list(make.make_all(targets, jobs=2))
"""
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    build = subprocess.run(
        [sys.executable, "-c", code], check=False,
        env={**os.environ, "PYTHONPATH": paths}, stderr=subprocess.PIPE, text=True, timeout=30,
    )  # fmt: skip
    assert "ValueError: b is at fault\n" in build.stderr
    assert (tmp_path / "a").exists()
    assert not is_running(int((tmp_path / "a").read_text()))


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")
def test_no_process_with_threads_is_copied() -> None:
    """A lock that another thread holds stays locked in the copy; Python 3.12 and later warn of it."""
    code = """
import os, sys
from functools import partial
from generator.build.make import make_all
from generator.products.target import Target
from support.build import computes
targets = [Target.of(str(n), "test", partial(computes, str(n), 0.1), effort=9.0) for n in range(6)]
threads = [len(os.listdir("/proc/self/task")) for _made in make_all(targets, jobs=3)]
sys.exit(f"{threads} threads" if set(threads) != {1} else 0)
"""
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    command = [sys.executable, "-W", "error::DeprecationWarning:multiprocessing", "-c", code]
    env = {**os.environ, "PYTHONPATH": paths}
    build = subprocess.run(command, env=env, capture_output=True, check=False)
    assert (build.returncode, build.stderr.decode()) == (0, "")


def wait_until(true: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
