"""The real pages behind a real server: Caddy, with the Caddyfile that the build writes."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support.example import ROOT

LOCALES = ("my", "th", "en")
HOST = "thailand"
KINDS = (
    "", "now/", "prepare/", "insurance/", "insurance/wages/", "assistance/", "assistance/other/",
    "questions/", "questions/life/", "show/", "family/", "print/", "where/", "talk/", "office/",
    "hide/", "work/sea/", "hazards/flood/", "hazards/work-trouble/", "guides/hospital/", "speak/", "help-translate/",
)  # fmt: skip
"""One page of each kind, below the host."""
MAIN = ("", "now/", "hazards/flood/", "assistance/", "show/", "print/")
"""The pages that are measured for speed."""


@dataclass(frozen=True)
class Phone:
    """A site that is served as the web serves it."""

    folder: Path
    address: str
    """Ends in a slash."""

    def page(self, kind: str, locale: str = "my") -> str:
        return f"{self.address}{locale}/{HOST}/{kind}"


@contextlib.contextmanager
def caddy(folder: Path, caddyfile: Path | None = None) -> Iterator[str]:
    """Serve *folder* by its Caddyfile, on a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    config = caddyfile or folder / "Caddyfile"
    own = tempfile.mkdtemp(prefix="advisory-caddy-")
    process = subprocess.Popen(
        ["caddy", "run", "--config", str(config), "--adapter", "caddyfile"],
        env={
            **os.environ, "SITE_ROOT": str(folder), "SITE_ADDRESS": address.rstrip("/"),
            # Several may run on one machine; none keeps anything.
            "CADDY_ADMIN": "off", "XDG_CONFIG_HOME": own, "XDG_DATA_HOME": own,
        },
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()
        shutil.rmtree(own, ignore_errors=True)


@dataclass(frozen=True)
class Answer:
    """What a server said."""

    status: int
    headers: dict[str, str]
    """Names in small letters."""
    body: bytes


def ask(address: str, **headers: str) -> Answer:
    """Ask for *address* as a browser does: compressed."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip", **headers})
    try:
        with urllib.request.urlopen(request) as found:
            return Answer(found.status, _small(found.headers), found.read())
    except urllib.error.HTTPError as error:
        return Answer(error.code, _small(error.headers), error.read())


def _small(headers: object) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}  # type: ignore[attr-defined]


SLOW_3G = (
    "--throttling-method=simulate", "--throttling.rttMs=400", "--throttling.throughputKbps=400",
    "--throttling.cpuSlowdownMultiplier=6",
)  # fmt: skip
"""Slow 3G and a processor six times slower than this one."""

# A browser that starts nothing of its own in the background.
CHROMIUM = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--no-first-run",
)  # fmt: skip


def lighthouse(address: str, *words: str) -> dict[str, Any]:
    """Return Lighthouse's report on *address*, seen on a small phone; *words* are more options."""
    command = [
        "node", str(ROOT / "node_modules/lighthouse/cli/index.js"), address, "--quiet",
        "--output=json", "--form-factor=mobile", "--screenEmulation.width=360",
        "--screenEmulation.height=740", "--no-enable-error-reporting",
        f"--chrome-flags=--headless=new {' '.join(CHROMIUM)}", *words,
    ]  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": "/usr/bin/chromium"}
    for _ in range(3):
        # Into a file: node may end before a pipe has taken more than 64 KB.
        with tempfile.TemporaryDirectory() as place:
            path = Path(place) / "report.json"
            found = subprocess.run(
                [*command, f"--output-path={path}"], env=environment, capture_output=True, text=True,
                check=False,
            )  # fmt: skip
            report: dict[str, Any] = json.loads(path.read_bytes()) if path.is_file() else {}
        # On a busy machine the browser's trace may lack its beginning: Lighthouse says "run again".
        if report and not report.get("runtimeError"):
            return report
    raise AssertionError(found.stderr)
