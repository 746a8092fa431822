"""Processes of a build that is killed or fails: none stays behind, and none is waited for."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from build_tools import ROOT

pytestmark = pytest.mark.slow


def test_no_process_outlives_a_build_that_is_killed(tmp_path: Path) -> None:
    started = [tmp_path / "a", tmp_path / "b"]
    code = f"""
from functools import partial
from generator.build.make import make_all
from generator.target import Target
from build_tools import sleeps
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


@pytest.mark.parametrize("fork", [True, False], ids=["fork", "loky"])
def test_a_failed_build_does_not_wait_for_what_does_not_fit_into_a_pipe(
    tmp_path: Path, *, fork: bool
) -> None:
    """A pipe holds 64 KB. The second process has a copy of its end that the first one reads."""
    code = f"""
from functools import partial
from generator.build import make
from generator.target import Target
from build_tools import fails, sleeps
make.FORK = {fork}
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
    assert build.stderr.endswith("ValueError: b is at fault\n")
    assert (tmp_path / "a").exists()
    assert not is_running(int((tmp_path / "a").read_text()))


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
