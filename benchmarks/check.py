"""How long a full check of the real content and all locales takes: with nothing kept, and after.

Run by ``make bench``. The limit is ten seconds on two cores with nothing kept; what an editor waits
for is the rest. Everything happens in a copy. Prints the time of each part too, so that a slow rule
is seen.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.check import CHECKS
from generator.check.translations.catalogs import PAIR_CHECKS
from generator.check.translations.pair import TranslationPair
from generator.check.walk import Options, known_icons
from generator.load import load_content
from generator.po.catalog import load_catalog
from generator.po.glossary import TermFinder
from generator.system.clock import build_day

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = int(os.environ.get("ROUNDS", "3"))
LIMIT = 10.0
"""Seconds for all content and locales, on two cores."""


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, and of the processor."""

    clock: float
    processor: float


def main() -> int:
    """Measure, print the table; 1 when a full check works longer than the limit."""
    with tempfile.TemporaryDirectory(prefix="check-bench-") as folder:
        place = Path(folder)
        for name in ("content", "locales"):
            shutil.copytree(ROOT / name, place / name)
        full = best(place, lambda _n: shutil.rmtree(place / ".cache", ignore_errors=True))
        again = best(place, lambda _n: None)
        source = best(
            place, lambda n: edit(place / "content/prepare.yaml", "whistle", f"w{n}histle")
        )
        translation = best(
            place,
            lambda n: edit(
                place / "locales/my/LC_MESSAGES/thailand.po", 'msgstr "', f'msgstr "{n} '
            ),
        )
        glossary = best(place, lambda n: append(place / "content/glossary.yaml", n))
    print(f"Best of {ROUNDS}, {os.cpu_count()} cores, Python {sys.version.split()[0]}.\n")
    print("| what | clock | processor |\n|---|---|---|")
    for name, cost in (
        ("full check, nothing kept", full),
        ("nothing changed", again),
        ("one sentence of the content changed", source),
        ("one translation changed", translation),
        ("one term of the glossary changed", glossary),
    ):
        print(f"| {name} | {cost.clock:.2f} s | {cost.processor:.2f} s |")
    print(f"\nLimit of a full check: {LIMIT:.0f} s.\n")
    parts()
    # Of the processor: one process works, and others may share the machine.
    return int(full.processor > LIMIT)


def best(place: Path, prepare: Callable[[int], object]) -> Cost:
    """Return the least cost of some checks, each after *prepare*."""
    costs = []
    for number in range(ROUNDS):
        prepare(number)
        before, start = os.times(), time.perf_counter()
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "ADVISORY_CACHE": str(place / ".cache"),
            "ADVISORY_MADE_UP": str(place),
        }
        done = subprocess.run(
            [sys.executable, "-m", "generator", "check"], cwd=place, env=environment, check=False,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        clock, after = time.perf_counter() - start, os.times()
        if done.returncode > 1:
            raise SystemExit("the check did not run")
        used = after.children_user + after.children_system
        costs.append(Cost(clock, used - before.children_user - before.children_system))
    return min(costs, key=lambda cost: cost.clock)


def edit(path: Path, old: str, new: str) -> None:
    """Change the first *old* of a file, when it has one."""
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


def append(path: Path, number: int) -> None:
    """Add a term to the glossary."""
    with path.open("a", encoding="utf-8") as file:
        file.write(f'  bench-{number}:\n    term: "bench word {number}"\n')


def parts() -> None:
    """Print the slowest checks of the content, and of all pairs of sentences."""
    content, _ = load_content(ROOT / "content")
    options = Options(today=build_day(), icons=known_icons())
    spent: dict[str, float] = {}
    for check in CHECKS:
        start = time.perf_counter()
        list(check(content, options))
        spent[f"content: {check.__name__}"] = time.perf_counter() - start
    finder = TermFinder(content.glossary)
    pairs = [
        TranslationPair(entry.msgid, entry.msgstr, path.parts[-3], finder, trusted=True)
        for path in sorted((ROOT / "locales").glob("*/LC_MESSAGES/*.po"))
        for entry in load_catalog(path, path.parts[-3]).entries.values()
        if entry.msgstr
    ]
    for pair_check in PAIR_CHECKS:
        start = time.perf_counter()
        for pair in pairs:
            list(pair_check(pair))
        spent[f"{len(pairs)} translations: {pair_check.__name__}"] = time.perf_counter() - start
    for name, seconds in sorted(spent.items(), key=lambda item: -item[1])[:8]:
        print(f"{seconds:6.2f} s  {name}")


if __name__ == "__main__":
    sys.exit(main())
