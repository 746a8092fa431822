"""What a host country costs when there are many: synthetic content of 25, 50, 100 and 200.

    HOSTS="25 50 100 200" JOBS=2 .venv/bin/python benchmarks/growth.py

Each is a clean build in ten locales: all pages, and a small tri-fold. A host country should cost the
same wherever it stands, and no process should need more memory for many than for few. The largest
takes a quarter of an hour on two cores; ``HOSTS="2 4"`` tries the script out in a minute.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from measure import Cost, Place, machine, number, numbers, scratch, table, verdict
from synthetic import TONGUES, write_synthetic

HOSTS = numbers("HOSTS", "25 50 100 200")
JOBS = number("JOBS", 2)
WITHIN, MEMORY_WITHIN = 1.15, 1.3
LOCALE = "my"
"""Of the page whose size must stay the same."""


@dataclass(frozen=True)
class Row:
    """What was found at one size."""

    hosts: int
    clean: Cost
    nothing: Cost
    message: Cost
    size: int
    """Bytes of the whole site."""
    page: int
    """Bytes of the first host country's overview."""
    pages: int
    """Bytes of all its pages in that locale."""


def main() -> None:
    """Measure every size in one run, and print what changes from the first to the last."""
    with scratch() as folder:
        warm = _written(folder, 1)[0]
        warm.build("--jobs", str(JOBS))
        rows = []
        for hosts in HOSTS:
            place, slugs = _written(folder, hosts)
            rows.append(_measured(place, slugs))
            shutil.rmtree(place.folder)
    machine(
        f"{' / '.join(map(str, HOSTS))} host countries, {len(TONGUES) + 1} locales, {JOBS} jobs, "
        "one round."
    )
    _print(rows)


def _written(folder: Path, hosts: int) -> tuple[Place, list[str]]:
    place = Place(folder / str(hosts))
    return place, write_synthetic(place.folder, hosts)


def _measured(place: Place, slugs: list[str]) -> Row:
    jobs = ("--jobs", str(JOBS))
    clean = place.build(*jobs, clean=True)
    files = place.files()
    pages = {path: size for path, size in files.items() if path.startswith(f"{LOCALE}/{slugs[0]}/")}
    nothing = place.build(*jobs)
    message = place.folder / f"content/hosts/{slugs[-1]}/hazards.yaml"
    text = message.read_text("utf-8").replace("Workshops burn", "Old workshops burn")
    message.write_text(text, "utf-8")
    return Row(
        len(slugs), clean, nothing, place.build(*jobs), sum(files.values()),
        pages[f"{LOCALE}/{slugs[0]}/index.html"], sum(pages.values()),
    )  # fmt: skip


def _print(rows: list[Row]) -> None:
    table(
        ("host countries", "clock per host", "processor per host", "bytes per host",
         "one page, bytes", "all its pages", "memory, main", "memory, largest worker",
         "nothing changed", "one message changed"),
        [
            (r.hosts, f"{r.clean.clock / r.hosts:.2f} s", f"{r.clean.processor / r.hosts:.2f} s",
             f"{r.size / r.hosts:,.0f}", f"{r.page:,}", f"{r.pages:,}",
             f"{r.clean.main_mib:.0f} MiB", f"{r.clean.worker_mib:.0f} MiB",
             f"{r.nothing.clock:.2f} s", f"{r.message.clock:.1f} s")
            for r in rows
        ],
    )  # fmt: skip
    first, last = rows[0], rows[-1]
    ratios = (
        ("clock per host", _per_host(last.clean.clock, last, first.clean.clock, first), WITHIN),
        ("processor per host",
         _per_host(last.clean.processor, last, first.clean.processor, first), WITHIN),
        ("bytes per host", _per_host(last.size, last, first.size, first), WITHIN),
        ("memory of the largest process", last.clean.peak_mib / first.clean.peak_mib, MEMORY_WITHIN),
    )  # fmt: skip
    grown = last.pages - first.pages
    table(
        (f"from {first.hosts} to {last.hosts}", "found", "bar", ""),
        [
            *(
                (what, f"× {ratio:.2f}", f"× {bar}", verdict(met=ratio <= bar))
                for what, ratio, bar in ratios
            ),
            ("HTML of the pages of one host", f"+ {grown} bytes", "+ 0", verdict(met=grown == 0)),
        ],
    )


def _per_host(last: float, at_last: Row, first: float, at_first: Row) -> float:
    return (last / at_last.hosts) / (first / at_first.hosts)


if __name__ == "__main__":
    main()
