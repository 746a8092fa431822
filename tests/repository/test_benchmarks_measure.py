"""What the measurements see of a program: its descendants' memory and time, its failure."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from support.example import ROOT

CHILD = "import subprocess, sys; subprocess.run([sys.executable, '-c', {!r}])"
HUNGRY = "import time; held = bytearray(150_000_000); time.sleep(0.5)"
BUSY = "import time\nwhile time.process_time() < 0.5: pass"


@pytest.fixture
def measure(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import measure

    return measure


def test_memory_is_of_the_largest_process_not_of_their_sum(measure, tmp_path: Path):
    cost = measure.run([sys.executable, "-c", CHILD.format(HUNGRY)], tmp_path)
    assert cost.main_mib < 60
    assert 143 < cost.worker_mib < 200
    assert cost.peak_mib == cost.worker_mib


def test_processor_time_is_also_that_of_what_a_program_starts(measure, tmp_path: Path):
    cost = measure.run([sys.executable, "-c", CHILD.format(BUSY)], tmp_path)
    assert cost.processor > 0.5


def test_a_program_that_fails_is_no_measurement(measure, tmp_path: Path):
    with pytest.raises(SystemExit, match="no such content"):
        measure.run([sys.executable, "-c", "raise SystemExit('no such content')"], tmp_path)


def test_modules_are_compiled_once_as_they_are_for_users(measure, monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in measure.environment()
