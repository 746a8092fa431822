"""`advisory serve`: the page in the browser follows the files."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from build_tools import ADVISORY, environment, listing, replace, workplace
from playwright.sync_api import Browser

from generator.build.serve import STATE_PATH, State, serve


def get(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site/en").mkdir(parents=True)
    (tmp_path / "site/en/index.html").write_text("<html><body><p>1669</p></body></html>")
    (tmp_path / "site/404.html").write_text("<p>not here")
    (tmp_path / "site/data.json").write_text("{}")
    return tmp_path / "site"


@contextmanager
def shown(site: Path, state: State | None) -> Iterator[str]:
    server = serve(site, 0, state)
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_comes_with_what_reloads_it_and_its_file_stays(site: Path):
    before = listing(site)
    with shown(site, State(version=3)) as address:
        status, page = get(f"{address}/en/")
        assert status == 200
        # Not inside the page: its policy runs nothing that stands there.
        script = r'<p>1669</p><script src="([^"]+)" data-version="3"></script>\s*</body>'
        found = re.search(script, page)
        assert found
        assert "location.reload" in get(address + found[1])[1]
        assert get(f"{address}/data.json")[1] == "{}"
        assert json.loads(get(address + STATE_PATH)[1]) == {"version": 3, "problems": ""}
        status, page = get(f"{address}/nowhere/")
        assert (status, "not here" in page, "<script" in page) == (404, True, True)
    assert listing(site) == before


def test_without_a_state_the_bytes_are_those_of_the_file(site: Path):
    with shown(site, None) as address:
        assert get(f"{address}/en/")[1].encode() == listing(site)["en/index.html"]


def test_a_site_in_a_relative_folder_is_shown(site: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(site.parent)
    with shown(Path("site"), State()) as address:
        assert get(f"{address}/en/")[0] == 200
        assert "not here" in get(f"{address}/nowhere/")[1]


def test_problems_stand_in_every_page(site: Path):
    state = State()
    state.turn('site.yaml:3:1: error: "a" < "b"')
    with shown(site, state) as address:
        status, page = get(f"{address}/en/")
        assert status == 503
        assert "&quot;a&quot; &lt; &quot;b&quot;" in page
        assert "1669" not in page
        state.turn("")
        assert "1669" in get(f"{address}/en/")[1]


def test_a_site_that_is_not_there_yet_is_no_crash(tmp_path: Path):
    with shown(tmp_path / "site", State()) as address:
        assert get(f"{address}/")[0] == 404


def children(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(word) for word in path.read_text().split()] if path.exists() else []


def alive(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.slow
def test_sigterm_ends_the_build_that_is_running(tmp_path: Path):
    place = workplace(tmp_path)
    process = subprocess.Popen(
        [*ADVISORY, "serve", "--port", "0"], cwd=place, text=True,
        env=environment(place, {"PYTHONUNBUFFERED": "1"}),
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert process.stderr is not None
        # The build has begun.
        assert next(process.stderr)
        builds = children(process.pid)
        assert len(builds) == 1
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 128 + signal.SIGTERM
        assert not alive(builds[0])
        assert "Stopped." in process.stderr.read()
    finally:
        for pid in [process.pid, *children(process.pid)]:
            if process.poll() is None:
                os.kill(pid, signal.SIGKILL)


@pytest.mark.slow
@pytest.mark.browser
def test_the_open_page_follows_content_and_shows_problems(browser: Browser, tmp_path: Path):
    place = workplace(tmp_path)
    # Tests that run in the background of a script are deaf to it, and so would be what they start.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [*ADVISORY, "serve", "--port", "0", "--only", "freedonia/en"], cwd=place, text=True,
        env=environment(place, {"PYTHONUNBUFFERED": "1"}), stdout=subprocess.PIPE,
    )  # fmt: skip
    signal.signal(signal.SIGINT, before)
    try:
        assert process.stdout is not None
        address = next(
            found[0] for line in process.stdout if (found := re.search(r"http://\S+/", line))
        )
        page = browser.new_page()
        page.goto(f"{address}en/freedonia/hazards/flood/")
        flood = place / "content/hazards/flood.yaml"
        replace(flood, "Pack a small bag.", "Pack a light bag.")
        page.get_by_text("Pack a light bag.").first.wait_for(timeout=60_000)
        replace(flood, "sign_of:", "sing_of:")
        page.get_by_text("Did you mean").wait_for(timeout=60_000)
        assert page.get_by_text("Pack a light bag.").count() == 0
        replace(flood, "sing_of:", "sign_of:")
        page.get_by_text("Pack a light bag.").first.wait_for(timeout=60_000)
        page.close()
        assert not [n for n, data in listing(place / "site").items() if b"/.advisory/" in data]
    finally:
        os.kill(process.pid, signal.SIGINT)
        until = time.monotonic() + 20
        while process.poll() is None and time.monotonic() < until:
            time.sleep(0.1)
    assert process.returncode == 0
