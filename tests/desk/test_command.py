"""`advisory desk` on a real command line."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from support.example import EXAMPLE, ROOT

from generator.desk.decap import VERSION

pytestmark = pytest.mark.thorough

LOCK = ROOT / "tools" / "desk" / "package-lock.json"


def test_it_prints_its_address_and_stops_when_it_is_told(tmp_path: Path) -> None:
    dist = tmp_path / "node_modules" / "decap-cms" / "dist"
    dist.mkdir(parents=True)
    # The command is tried without Decap: what it says of another script is tried beside it.
    start = (
        "from pathlib import Path\nimport generator.desk.decap as decap\n"
        "decap.decap_script = lambda *folders: b'//'\nfrom generator.cli.main import main\nmain()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", start, "desk", "--content", str(EXAMPLE)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    line = process.stdout.readline()
    address = re.search(r"http://127\.0\.0\.1:\d+/\S+/", line)
    assert address, line
    with urlopen(f"{address[0]}config.json") as answer:
        names = [one["name"] for one in json.load(answer)["collections"]]
    assert names[:2] == ["notices", "numbers"]
    process.send_signal(signal.SIGTERM)
    _out, said = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "pass it on to nobody" in said
    assert "Traceback" not in said


_HANGS = """
import time
import generator.desk.checking as checking
from http.server import ThreadingHTTPServer
checking.Checker.problems = lambda self, place: time.sleep(60)
ThreadingHTTPServer.shutdown = lambda self: time.sleep(60)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_at_once_whatever_still_runs(number: signal.Signals) -> None:
    """A check, a browser that keeps its line, a server that does not let go: nobody has to kill it."""
    start = (
        f"{_HANGS}import generator.desk.decap as decap\ndecap.decap_script = lambda *folders: b'//'\n"
        "from generator.cli.main import main\nmain()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", start, "desk", "--content", str(EXAMPLE)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    address = process.stdout.readline().split()[1]
    root, port = re.match(r"(http://127\.0\.0\.1:(\d+))/", address).groups()  # type: ignore[union-attr]
    question = {"action": "getEntry", "params": {"path": "desk/numbers/freedonia/ambulance.json"}}
    headers = {"Content-Type": "application/json", "Origin": root}
    with urlopen(Request(f"{address}api/v1", json.dumps(question).encode(), headers)) as answer:
        assert answer.status == 200
    with socket.create_connection(("127.0.0.1", int(port))):
        process.send_signal(number)
        began = time.monotonic()
        _out, said = process.communicate(timeout=20)
    # Other programs of this machine take their time, too.
    assert time.monotonic() - began < 5
    assert process.returncode == 0
    assert "Stopped. What was saved is in the files." in said


def test_the_lock_of_the_forms_names_one_package_its_hash_and_no_host() -> None:
    lock = json.loads(LOCK.read_text("utf-8"))
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert list(packages) == ["node_modules/decap-cms"]
    assert packages["node_modules/decap-cms"]["version"] == VERSION
    assert packages["node_modules/decap-cms"]["integrity"].startswith("sha512-")
    assert "http" not in LOCK.read_text("utf-8")
