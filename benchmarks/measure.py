"""What the measurements share: run a program and tell its cost, copies to build in, tables.

Nothing here knows how the generator works inside: it is run as people run it, by its command line.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ADVISORY = Path(sys.executable).with_name("advisory")
DAY = "1795824000"
"""2026-11-28, for SOURCE_DATE_EPOCH: a run over midnight must not find its facts a day older."""
_SAMPLE_SECONDS = 0.1
_ALONE = 0.9


@dataclass(frozen=True)
class Cost:
    """What a program and all processes below it cost."""

    clock: float
    """Seconds waited."""
    processor: float
    """Seconds of processors, all processes together that ended before the program did."""
    main_mib: float = 0.0
    """Most memory that the program itself ever had (resident), MiB."""
    worker_mib: float = 0.0
    """Most memory that any one process below it ever had, MiB; 0 when there was none."""

    @property
    def peak_mib(self) -> float:
        """Most memory that any one process ever had, MiB."""
        return max(self.main_mib, self.worker_mib)


def numbers(name: str, default: str) -> list[int]:
    """Read a list of sizes from the environment: ``HOSTS="5 10"``."""
    return [int(word) for word in os.environ.get(name, default).split()]


def number(name: str, default: int) -> int:
    """Read one number from the environment."""
    return numbers(name, str(default))[0]


# --- programs -------------------------------------------------------------------------------


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Variables for a program: those of the user, a fixed day, compiled modules kept.

    Where PYTHONDONTWRITEBYTECODE is set, each start compiles several hundred modules anew. Nobody
    who builds a site has it set, so no measurement may.
    """
    # Synthetic content is made from the made-up country of the tests.
    own = {"SOURCE_DATE_EPOCH": DAY, "ADVISORY_MADE_UP": tempfile.gettempdir()}
    env = {**os.environ, **own, **(extra or {})}
    for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV"):
        env.pop(name, None)
    return env


def run(command: Sequence[str | Path], cwd: Path, *, env: Mapping[str, str] | None = None) -> Cost:
    """Run *command* in *cwd* and return its cost; leave with its words when it fails."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            list(map(str, command)), cwd=cwd, env=environment(env), stdout=said, stderr=said
        )
        with _watched(process.pid) as peaks:
            # Not Popen.wait: this one also tells what its descendants used.
            _pid, status, used = os.wait4(process.pid, 0)
        clock = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(map(str, command))}\n{said.read().decode('utf-8', 'replace')}")
    main = peaks.pop(process.pid, 0.0)
    return Cost(clock, used.ru_utime + used.ru_stime, main, max(peaks.values(), default=0.0))


@contextlib.contextmanager
def _watched(pid: int) -> Iterator[dict[int, float]]:
    """Fill a mapping with the most memory (MiB) that *pid* and each process below it ever had.

    The kernel keeps the peak of each process (VmHWM), so a look now and then misses only what a
    process took after the last look.
    """
    peaks: dict[int, float] = {}
    over = threading.Event()

    def look() -> None:
        while not over.wait(_SAMPLE_SECONDS):
            for one in (pid, *_below(pid)):
                peaks[one] = max(_peak_mib(one), peaks.get(one, 0.0))

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield peaks
    finally:
        over.set()
        watcher.join()


def _below(pid: int) -> Iterator[int]:
    for path in Path("/proc").glob(f"{pid}/task/*/children"):
        with contextlib.suppress(OSError):
            for child in path.read_text().split():
                yield int(child)
                yield from _below(int(child))


def _peak_mib(pid: int) -> float:
    with contextlib.suppress(OSError):
        found = re.search(
            r"^VmHWM:\s*(\d+) kB", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE
        )
        return int(found[1]) / 1024 if found else 0.0
    return 0.0


def processor_seconds(pid: int) -> float:
    """Return what a running process has used of processors so far; 0 when it is gone."""
    with contextlib.suppress(OSError):
        # The name in brackets may hold spaces. Then: state is field 3, utime 14, stime 15.
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


# --- builds ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Place:
    """A folder with ``content/`` and ``locales/`` in which sites are built."""

    folder: Path

    @property
    def site(self) -> Path:
        """Where its site is built."""
        return self.folder / "site"

    @property
    def cache(self) -> Path:
        """Its own cache: neither site/ nor .cache/ of the repository is touched."""
        return self.folder / ".cache"

    @property
    def env(self) -> dict[str, str]:
        """Variables for a program that works in it."""
        return {"ADVISORY_CACHE": str(self.cache)}

    def build(self, *words: str, clean: bool = False) -> Cost:
        """Build its site; *clean*: with nothing in the cache, and no site there."""
        if clean:
            shutil.rmtree(self.cache, ignore_errors=True)
            shutil.rmtree(self.site, ignore_errors=True)
        where = ["--content", "content", "--locales", "locales", "--site", "site"]
        return run([ADVISORY, "build", *where, *words], self.folder, env=self.env)

    @property
    def report(self) -> dict[str, Any]:
        """What the last build said of itself: docs/how-to/ and .cache/report.json."""
        found: dict[str, Any] = json.loads((self.cache / "report.json").read_text("utf-8"))
        return found

    def files(self) -> dict[str, int]:
        """Bytes of each file of its site, by path."""
        return {
            path.relative_to(self.site).as_posix(): path.stat().st_size
            for path in sorted(self.site.rglob("*"))
            if path.is_file()
        }


@contextlib.contextmanager
def real_content() -> Iterator[Place]:
    """Give a copy of the repository's own content and translations."""
    with scratch() as folder:
        for name in ("content", "locales"):
            shutil.copytree(ROOT / name, folder / name)
        yield Place(folder)


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder for the time of a measurement. ``TMPDIR`` says where, as everywhere."""
    with tempfile.TemporaryDirectory(prefix="advisory-bench-") as folder:
        yield Path(folder)


def least(costs: Iterable[Cost]) -> Cost:
    """Return the least of several rounds: what other programs on the machine took is left out."""
    rounds = list(costs)
    return Cost(
        min(cost.clock for cost in rounds),
        min(cost.processor for cost in rounds),
        max(cost.main_mib for cost in rounds),
        max(cost.worker_mib for cost in rounds),
    )


# --- tables ---------------------------------------------------------------------------------


def machine(what: str) -> None:
    """Print what was measured, on what, and when: one line above the table."""
    cpu = re.search(
        r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text("utf-8"), re.MULTILINE
    )
    name = cpu[1].strip() if cpu else platform.machine()
    today = datetime.now(tz=UTC).date().isoformat()
    print(
        f"{what} {len(os.sched_getaffinity(0))} cores, {name}, Python {platform.python_version()}, "
        f"{today}.\n"
    )


def table(titles: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table in Markdown."""
    print(f"| {' | '.join(titles)} |\n|{'---|' * len(titles)}")
    for row in rows:
        print(f"| {' | '.join(map(str, row))} |")
    print(flush=True)


def verdict(*, met: bool, alone: bool = True) -> str:
    """Say whether a bar is met; of seconds waited that can be told only *alone* on a machine."""
    if not alone:
        return "not judged: others used the machine"
    return "met" if met else "missed"


def was_alone(one_job: Cost) -> bool:
    """Tell whether a build with one job had a core to itself: it hardly ever waits for a disk."""
    return one_job.processor / one_job.clock > _ALONE
