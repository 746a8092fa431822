"""How long a build of the real content takes: clean, with nothing changed, with one message or one number changed.

    ROUNDS=3 CLEAN=1 .venv/bin/python benchmarks/build.py

Ratios travel from machine to machine; the seconds are those of this one. Everything happens in a copy, so
neither site/ nor .cache/ of this repository is touched.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from pathlib import Path

from measure import Cost, Place, least, machine, number, real_content, table, verdict, was_alone

ROUNDS = number("ROUNDS", 3)
CLEAN = number("CLEAN", 1)
"""How often the whole site is built from nothing, in each of two ways: that takes by far the longest."""
MESSAGE = "content/hosts/thailand/hazards.yaml"
NUMBER = {
    "content/hosts/thailand/assistance.yaml": ('"0 2343 9300"', '"0 2343 9301"'),
    "content/hosts/thailand/sources.yaml": ("+66 2 343 9300", "+66 2 343 9301"),
}
"""The telephone number of IOM, in a dozen papers of those who assist, and what its source says: before and after."""
JOBS_BAR, NOTHING_BAR, MESSAGE_BAR = 1.7, 0.05, 0.15
NUMBER_BAR = 15.0
"""Seconds of the clock."""
_CHANGES = itertools.count(2)


def main() -> None:
    """Measure in one run, best of some rounds each, and print the table."""
    with real_content() as place:
        # Warm: modules are compiled, files in memory.
        place.build("--jobs", "2", "--only", "singapore/en", clean=True)
        one = least(place.build("--jobs", "1", clean=True) for _ in range(CLEAN))
        two = least(place.build("--jobs", "2", clean=True) for _ in range(CLEAN))
        nothing = least(place.build("--jobs", "2") for _ in range(ROUNDS))
        message = least(_changed(place, "--jobs", "2") for _ in range(ROUNDS))
        alone = least(_changed(place, "--jobs", "1") for _ in range(ROUNDS))
        corrected, papers = _corrected(place)
    machine(f"The real content, best of {ROUNDS} rounds, clean of {CLEAN}.")
    faster = one.clock / two.clock
    table(
        ("what", "clock", "processor", "memory", "ratio", "bar", ""),
        [
            _row("clean build, 1 job", one),
            _row("clean build, 2 jobs", two, f"{faster:.2f} times faster than with one",
                 f"{JOBS_BAR}", verdict(met=faster >= JOBS_BAR, alone=was_alone(one))),
            _shared("nothing changed", nothing, two, NOTHING_BAR),
            _shared("one message of one host changed, 2 jobs", message, two, MESSAGE_BAR),
            _shared("one message of one host changed, 1 job", alone, one, MESSAGE_BAR),
            _row(f"one number corrected, {papers} papers made again, 2 jobs", corrected, "",
                 f"{NUMBER_BAR:.0f} s", verdict(met=corrected.clock <= NUMBER_BAR, alone=was_alone(one))),
        ],
    )  # fmt: skip


def _changed(place: Place, *words: str) -> Cost:
    """Build after a change of the first message of a host, another one each time."""
    path: Path = place.folder / MESSAGE
    text = path.read_text("utf-8")
    changed = re.sub(r'(text: "[^"]*?)( \d+)?\."', rf'\1 {next(_CHANGES)}."', text, count=1)
    if changed == text:
        raise SystemExit(f"{MESSAGE} has no message to change.")
    path.write_text(changed, "utf-8")
    return place.build(*words)


def _corrected(place: Place) -> tuple[Cost, int]:
    """Build after the correction of one telephone number; return the cost, and how many papers are new."""
    before = _papers(place)
    for name, (old, new) in NUMBER.items():
        path = place.folder / name
        text = path.read_text("utf-8")
        if old not in text:
            raise SystemExit(f"{name} has no number {old} to correct.")
        path.write_text(text.replace(old, new), "utf-8")
    cost = place.build("--jobs", "2")
    return cost, len(_papers(place).items() - before.items())


def _papers(place: Place) -> dict[str, bytes]:
    """Return the digest of each paper, by its path."""
    papers = (path for kind in ("pdf", "docx") for path in place.site.rglob(f"*.{kind}"))
    return {str(path): hashlib.sha256(path.read_bytes()).digest() for path in papers}


def _shared(what: str, cost: Cost, whole: Cost, bar: float) -> tuple[str, ...]:
    """Write *cost* as a share of a clean build with as many jobs; both shares must be in the bar."""
    clock, processor = cost.clock / whole.clock, cost.processor / whole.processor
    ratio = f"{clock:.1%} of the clock, {processor:.1%} of the processor"
    return _row(what, cost, ratio, f"{bar:.0%}", verdict(met=max(clock, processor) <= bar))


def _row(
    what: str, cost: Cost, ratio: str = "", bar: str = "", judged: str = ""
) -> tuple[str, ...]:
    memory = f"{cost.peak_mib:.0f} MiB"
    return what, f"{cost.clock:.2f} s", f"{cost.processor:.2f} s", memory, ratio, bar, judged


if __name__ == "__main__":
    main()
