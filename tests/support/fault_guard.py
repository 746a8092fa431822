"""A plugin of pytest: no test may meet a fault of the program (exit 70), whatever else it asserts.

A test of the report of faults itself carries the mark ``fault``.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator.cli.outermost import FAULT


@pytest.fixture(scope="session")
def _faults() -> Iterator[list[str]]:
    """What commands said that ended in a fault, here or in a process of their own."""
    faults: list[str] = []
    run, invoke = subprocess.run, CliRunner.invoke

    def watched_run(*words: Any, **named: Any) -> subprocess.CompletedProcess[Any]:
        done = run(*words, **named)
        if done.returncode == FAULT:
            faults.append(f"{done.args}: {done.stderr}")
        return done

    def watched_invoke(self: CliRunner, *words: Any, **named: Any) -> Result:
        result = invoke(self, *words, **named)
        if result.exit_code == FAULT:
            faults.append(result.output)
        return result

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subprocess, "run", watched_run)
        patch.setattr(CliRunner, "invoke", watched_invoke)
        yield faults


@pytest.fixture(autouse=True)
def _no_fault_of_the_program(request: pytest.FixtureRequest, _faults: list[str]) -> Iterator[None]:
    yield
    met, _faults[:] = _faults[:], []
    if request.node.get_closest_marker("fault") is None:
        assert not met, "a command ended in a fault of the program"
