"""Damaged input of every kind by the thousand: a result or words about the file, and nothing else.

    SEED=1 COUNT=500 .venv/bin/python benchmarks/fuzz.py [KIND…]

The same kinds as in ``tests/whole_site/test_fuzz.py``, which tries a few of each. What is damaged, how, and what counts
as a fault: ``tests/support/mutations.py`` and ``tests/support/fuzz.py``. Each kind has a process of its own, so
that its memory can be told. Unlike the other measurements this one calls the readers themselves: a
command for each input would take a hundred times as long. Leaves with 1 when there is a fault.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import warnings
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from measure import DAY, machine, number, scratch, table
from support.fuzz import KINDS, SECONDS, Place, Tally, fuzz

SEED = number("SEED", 1)
COUNT = number("COUNT", 500)
"""Inputs of each kind."""
JOBS = number("JOBS", 2)
MOST_MIB = 500
"""Memory that the process of a kind may have: all its modules, and the hungriest of its inputs."""


def main() -> None:
    """Try every kind, or those that are named, and print what came of them."""
    chosen = [kind.name for kind in KINDS if not sys.argv[1:] or kind.name in sys.argv[1:]]
    if unknown := set(sys.argv[1:]) - set(chosen):
        sys.exit(f"There is no kind {', '.join(sorted(unknown))}.")
    machine(f"{COUNT} damaged inputs of each kind, seed {SEED}.")
    # A new process for each kind: a copy of one that has worked has its memory too.
    with ProcessPoolExecutor(JOBS, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        found = dict(zip(chosen, pool.map(_one, chosen), strict=True))
    table(
        ["kind", "taken", "refused", "faults", "slowest", "memory"],
        (_row(name, tally, mib) for name, (tally, mib) in found.items()),
    )
    inputs = sum(tally.outcomes.total() for tally, _mib in found.values())
    faults = sum(tally.outcomes["fault"] for tally, _mib in found.values())
    large = [name for name, (_tally, mib) in found.items() if mib > MOST_MIB]
    print(f"{inputs} inputs, {faults} faults; none may take {SECONDS} s or {MOST_MIB} MiB.")
    for name, (tally, _mib) in found.items():
        for fault, numbers in tally.faults.items():
            print(f"- {name}, {len(numbers)} times, first {numbers[0]}: {fault}")
    for name in large:
        print(f"- {name}: more than {MOST_MIB} MiB")
    sys.exit(1 if faults or large else 0)


def _row(name: str, tally: Tally, mib: float) -> tuple[object, ...]:
    counts = [tally.outcomes[outcome] for outcome in ("taken", "refused", "fault")]
    return name, *counts, f"{tally.slowest:.2f} s", f"{mib:.0f} MiB"


def _one(name: str) -> tuple[Tally, float]:
    """Try the inputs of one kind; return what came of them, and the most memory that took."""
    kind = next(kind for kind in KINDS if kind.name == name)
    # Some libraries warn of what they pass over.
    warnings.simplefilter("ignore")
    with scratch() as folder:
        os.environ |= {
            "SOURCE_DATE_EPOCH": DAY,
            "ADVISORY_CACHE": str(folder / "cache"),
            "ADVISORY_MADE_UP": tempfile.gettempdir(),
        }
        place = Place(folder / "place")
        tally = fuzz(kind, place, SEED, range(COUNT))
    return tally, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
