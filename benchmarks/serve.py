"""How long an editor waits for a page: after the start, and after a sentence was saved.

    ROUNDS=5 SERVE_HOSTS=200 .venv/bin/python benchmarks/serve.py

``advisory serve`` starts with nothing cached and no site, so that the whole build runs behind all that is
measured: the worst case. A reader in Python stands for the browser: it looks for news as often as the
script in the pages does, and then asks for the page. What a browser takes to draw it is not in it.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from measure import (
    ADVISORY,
    Place,
    environment,
    machine,
    number,
    real_content,
    scratch,
    table,
    verdict,
)
from synthetic import write_synthetic

ROUNDS = number("ROUNDS", 5)
HOSTS = number("SERVE_HOSTS", 200)
FIRST_BAR, SAVE_BAR, MANY_BAR = 6.0, 1.0, 2.0
MESSAGE = "Go to"
"""Begins a message on the page of floods of each country."""
_LOOK_SECONDS = 0.1
_REST_SECONDS = 3.0
"""Between two saves: the checks of the country run behind."""
_PATIENCE_SECONDS = 600


@dataclass
class Times:
    """Seconds that somebody waited."""

    listening: float
    first: float
    """From the start to the first page of a country."""
    root: float | None
    """From the start to the page above the countries; None where it was not asked for."""
    saves: list[float] = field(default_factory=list)


def main() -> None:
    """Measure the real content, then the synthetic one, and print the table."""
    load = os.getloadavg()[0]
    with real_content() as place:
        real = _measured(place, "thailand", root=True)
    with scratch() as folder:
        slugs = write_synthetic(folder, HOSTS)
        many = _measured(Place(folder), slugs[-1], root=False)
    machine(
        f"Nothing cached, no site; {ROUNDS} saves each, while the whole build runs behind. Load average "
        f"before: {load:.1f}."
    )
    table(
        ("content", "start → listening", "start → page of a country", "bar", "",
         "start → page above them", "save → new page, best", "worst", "bar", ""),
        [
            _row("real", real, SAVE_BAR),
            _row(f"{HOSTS} synthetic host countries, 10 locales", many, MANY_BAR),
        ],
    )  # fmt: skip


def _row(what: str, times: Times, bar: float) -> tuple[str, ...]:
    worst = max(times.saves)
    return (
        what, f"{times.listening:.2f} s", f"{times.first:.2f} s", f"{FIRST_BAR:g} s",
        verdict(met=times.first <= FIRST_BAR), f"{times.root:.2f} s" if times.root else "not asked",
        f"{min(times.saves):.2f} s", f"{worst:.2f} s", f"{bar:g} s", verdict(met=worst <= bar),
    )  # fmt: skip


def _measured(place: Place, host: str, *, root: bool) -> Times:
    page, file = f"en/{host}/hazards/flood/", place.folder / f"content/hosts/{host}/hazards.yaml"
    started = time.perf_counter()
    with _serving(place) as address:
        listening = time.perf_counter() - started
        _wait_for(address + page)
        times = Times(listening, time.perf_counter() - started, None)
        if root:
            _wait_for(address)
            times.root = time.perf_counter() - started
        old = MESSAGE
        for number_ in range(ROUNDS):
            time.sleep(_REST_SECONDS)
            new = f"{MESSAGE} {number_}"
            times.saves.append(_saved(address, page, file, old, new))
            old = new
    return times


@contextlib.contextmanager
def _serving(place: Place) -> Iterator[str]:
    """Start the server, and give its address when it says that it listens."""
    # Its words come at once, as on a terminal.
    env = environment({**place.env, "PYTHONUNBUFFERED": "1"})
    with subprocess.Popen(
        [ADVISORY, "serve", "--port", "0"], cwd=place.folder, env=env, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            said = (re.search(r"http://\S+/", line) for line in process.stdout or ())
            yield next(found[0] for found in said if found)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


def _saved(address: str, page: str, file: Path, old: str, new: str) -> float:
    """Save *new* for *old* in *file*; return after how many seconds *page* says it."""
    text = file.read_text("utf-8")
    if old not in text:
        raise SystemExit(f"{file.name} has no message to change.")
    version = None
    file.write_text(text.replace(old, new, 1), "utf-8")
    started = time.perf_counter()
    while time.perf_counter() - started < _PATIENCE_SECONDS:
        news = json.loads(_get(f"{address}.advisory/state?page=/{page}")[1])
        if news["version"] != version:
            version = news["version"]
            if new in _get(address + page)[1]:
                return time.perf_counter() - started
        time.sleep(_LOOK_SECONDS)
    raise SystemExit(f"{page} never said: {new}")


def _wait_for(address: str) -> None:
    started = time.perf_counter()
    while _get(address)[0] != 200:
        if time.perf_counter() - started > _PATIENCE_SECONDS:
            raise SystemExit(f"{address} was never shown.")
        time.sleep(_LOOK_SECONDS)


def _get(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=_PATIENCE_SECONDS) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


if __name__ == "__main__":
    main()
