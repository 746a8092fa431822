"""How long a build of the real content takes: clean, with nothing changed, with one message changed.

Run by ``make bench``. Prints ratios, which travel from machine to machine; the seconds are those of
this one. Everything happens in a copy, so neither site/ nor .cache/ of this repository is touched.
"""

from __future__ import annotations

import itertools
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = int(os.environ.get("ROUNDS", "3"))
_CHANGES = itertools.count(2)
MESSAGE = "content/hosts/thailand/hazards.yaml"


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, and of processors (all processes together)."""

    clock: float
    processor: float


def main() -> None:
    """Measure in one run, best of some rounds each, and print the table."""
    with tempfile.TemporaryDirectory(prefix="advisory-bench-") as folder:
        place = Path(folder)
        for name in ("content", "locales"):
            shutil.copytree(ROOT / name, place / name)
        two = best(place, "--jobs", "2", clean=True)
        one = best(place, "--jobs", "1", clean=True)
        build(place, "--jobs", "2")
        nothing = best(place, "--jobs", "2")
        message = best(place, "--jobs", "2", change=True)
        shifted = best(place, "--jobs", "1", change=True)
    print(f"Best of {ROUNDS}, {os.cpu_count()} cores, Python {sys.version.split()[0]}.\n")
    print("| what | clock | processor | ratio |\n|---|---|---|---|")
    row("clean build, 1 job", one, "")
    row("clean build, 2 jobs", two, f"{one.clock / two.clock:.2f} times faster on the clock")
    row("nothing changed", nothing, share(nothing, two))
    row("one message of one host changed, 2 jobs", message, share(message, two))
    row("one message of one host changed, 1 job", shifted, share(shifted, one))


def best(place: Path, *words: str, clean: bool = False, change: bool = False) -> Cost:
    """Return the least cost of some builds, each after the same preparation."""
    costs = []
    for _ in range(ROUNDS):
        if clean:
            shutil.rmtree(place / ".cache", ignore_errors=True)
        if change:
            path = place / MESSAGE
            text = path.read_text("utf-8")
            # The first message, another one each time.
            changed = re.sub(r'(text: "[^"]*?)( \d+)?\."', rf'\1 {next(_CHANGES)}."', text, count=1)
            path.write_text(changed, "utf-8")
        costs.append(build(place, *words))
    return Cost(min(c.clock for c in costs), min(c.processor for c in costs))


def build(place: Path, *words: str) -> Cost:
    """Build in *place* and return what it cost."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "ADVISORY_CACHE": str(place / ".cache")}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "generator", "build", *words]
    done = subprocess.run(command, cwd=place, env=env, capture_output=True, text=True, check=False)
    clock, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(clock, used)


def share(cost: Cost, whole: Cost) -> str:
    """Write *cost* as a share of a clean build with as many jobs."""
    clock, processor = cost.clock / whole.clock, cost.processor / whole.processor
    return f"{clock:.1%} of the clock, {processor:.1%} of the processor"


def row(what: str, cost: Cost, ratio: str) -> None:
    """Print a row of the table."""
    print(f"| {what} | {cost.clock:.2f} s | {cost.processor:.2f} s | {ratio} |")


if __name__ == "__main__":
    main()
