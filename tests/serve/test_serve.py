"""`advisory serve`: the page in the browser follows the files."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from support.build import (
    ADVISORY,
    advisory,
    alive,
    children,
    environment,
    listing,
    replace,
    workplace,
)
from support.example import ROOT

from generator.serve.maker import PathResult
from generator.serve.server import STATE_PATH, PageSource, serve


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


@dataclass
class Given:
    """Answers that a test gives; None is the file on the disk."""

    answers: dict[str, PathResult | None]
    version: int = 0
    problems: str = ""
    open: str = ""

    def note_open(self, path: str) -> None:
        self.open = path

    def answer(self, path: str) -> PathResult | None:
        return self.answers.get(path, self.answers.get("", PathResult("absent")))


ON_DISK: dict[str, PathResult | None] = {"": None}


@contextmanager
def shown(site: Path, source: PageSource | None) -> Iterator[str]:
    server = serve(site, 0, source)
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_comes_with_what_reloads_it_and_its_file_stays(site: Path):
    before = listing(site)
    source = Given(ON_DISK, version=3)
    with shown(site, source) as address:
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


def test_who_looks_for_news_tells_which_page_is_open(site: Path):
    source = Given(ON_DISK)
    with shown(site, source) as address:
        get(f"{address}{STATE_PATH}?page=/my/thailand/")
        assert source.open == "my/thailand/index.html"
        get(f"{address}{STATE_PATH}?page=/../../etc/passwd")
        assert source.open == ""


def test_without_a_source_the_bytes_are_those_of_the_file(site: Path):
    with shown(site, None) as address:
        assert get(f"{address}/en/")[1].encode() == listing(site)["en/index.html"]


def test_a_site_in_a_relative_folder_is_shown(site: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(site.parent)
    with shown(Path("site"), Given(ON_DISK)) as address:
        assert get(f"{address}/en/")[0] == 200
        assert "not here" in get(f"{address}/nowhere/")[1]


def test_problems_stand_in_the_page(site: Path):
    problems = PathResult("problems", b'site.yaml:3:1: error: "a" < "b"')
    with shown(site, Given({"": problems})) as address:
        for path in ("/en/", "/data.json"):
            status, page = get(address + path)
            assert status == 503
            assert "1669" not in page
        page = get(f"{address}/en/")[1]
        assert "&quot;a&quot; &lt; &quot;b&quot;" in page
        assert 'http-equiv="refresh"' not in page, "the script loads it again"


@pytest.mark.parametrize("kind", ["later", "behind", "failed"])
def test_a_page_that_is_not_ready_says_why_and_asks_again(site: Path, kind: str):
    with shown(site, Given({"": PathResult(kind, b"3 of <200>")})) as address:  # type: ignore[arg-type]
        status, page = get(f"{address}/en/")
        assert (status, "3 of &lt;200&gt;" in page, "1669" in page) == (503, True, False)
        assert 'http-equiv="refresh"' in page


def test_what_is_made_on_demand_is_sent_with_its_kind(site: Path):
    made = Given({
        "en/index.html": PathResult("made", "<body>၁၆၆၉</body>".encode()),
        "a.css": PathResult("made", b"a{}"), "404.html": PathResult("made", b"gone"),
    })  # fmt: skip
    with shown(site, made) as address:
        status, page = get(f"{address}/en/")
        assert (status, "၁၆၆၉<script" in page) == (200, True)
        with urllib.request.urlopen(f"{address}/a.css") as answer:
            assert (answer.headers["Content-Type"], answer.read()) == ("text/css", b"a{}")
            assert answer.headers["Cache-Control"] == "no-store"
        with urllib.request.urlopen(f"{address}/en") as answer:
            assert answer.url == f"{address}/en/", "as a folder on the disk"
        status, page = get(f"{address}/th/")
        assert (status, page.startswith("gone")) == (404, True)
        assert get(f"{address}/th.css")[0] == 404


def test_a_site_that_is_not_there_yet_is_no_crash(tmp_path: Path):
    with shown(tmp_path / "site", Given(ON_DISK)) as address:
        assert get(f"{address}/")[0] == 404


# --- the whole program ------------------------------------------------------------------------


@dataclass
class Server:
    """``advisory serve`` in a process of its own."""

    process: subprocess.Popen[str]
    address: str

    @property
    def below(self) -> list[int]:
        """Processes that it has started."""
        return children(self.process.pid)

    @property
    def maker(self) -> int:
        """The one that makes pages; the server listens before it is there."""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            for pid in self.below:
                if b"on_demand" in command(pid):
                    return pid
            time.sleep(0.05)
        raise AssertionError("no process makes pages")

    def page(self, path: str, words: str, *, seconds: float = 60) -> str:
        """Return the page once it holds *words*; fails when it never does."""
        until = time.monotonic() + seconds
        while words not in (page := get(self.address + path)[1]):
            assert time.monotonic() < until, page
            time.sleep(0.05)
        return page


def command(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


@contextmanager
def serving(place: Path, *words: str) -> Iterator[Server]:
    # Tests that run in the background of a script are deaf to it, and so would be what they start.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [*ADVISORY, "serve", "--port", "0", *words], cwd=place, text=True,
        env=environment(place, {"PYTHONUNBUFFERED": "1"}),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    signal.signal(signal.SIGINT, before)
    try:
        assert process.stdout is not None
        said = (re.search(r"http://[^/\s]+/", line) for line in process.stdout)
        yield Server(process, next(found[0] for found in said if found))
    finally:
        for pid in [*children(process.pid), process.pid]:
            if process.poll() is None:
                os.kill(pid, signal.SIGKILL)
        process.communicate()


FLOOD = "en/freedonia/hazards/flood/"


@pytest.mark.slow
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_all_that_was_started(tmp_path: Path, number: signal.Signals, code: int):
    with serving(workplace(tmp_path)) as server:
        # Looked for at once: on a quick machine the build ends while a page is made.
        until = time.monotonic() + 20
        while len(started := server.below) < 2 and time.monotonic() < until:
            time.sleep(0.02)
        assert len(started) == 2, "the maker of pages, and the build"
        server.page(FLOOD, "Go to the school")
        server.process.send_signal(number)
        assert server.process.wait(30) == code
        assert not any(map(alive, started))
        assert server.process.stderr is not None
        assert "Stopped." in server.process.stderr.read()


@pytest.mark.slow
def test_a_server_that_is_killed_leaves_no_maker(tmp_path: Path):
    with serving(workplace(tmp_path)) as server:
        maker = server.maker
        server.process.kill()
        until = time.monotonic() + 20
        while alive(maker) and time.monotonic() < until:
            time.sleep(0.1)
        assert not alive(maker)


@pytest.mark.slow
def test_a_page_is_there_long_before_the_site_and_is_the_same_after(tmp_path: Path):
    place = workplace(tmp_path)
    with serving(place) as server:
        before = server.page(FLOOD, "Go to the school")
        assert not (place / "site").exists()
        until = time.monotonic() + 120
        while not (place / "site/build.json").exists():
            assert time.monotonic() < until
            time.sleep(0.2)
        until = time.monotonic() + 30
        while get(f"{server.address}build.json")[0] != 200:
            assert time.monotonic() < until
            time.sleep(0.1)
        after = get(server.address + FLOOD)[1]
        assert re.sub("data-version=.*", "", after) == re.sub("data-version=.*", "", before)


@pytest.mark.slow
def test_a_maker_that_dies_is_told_and_comes_back_with_the_next_save(tmp_path: Path):
    place = workplace(tmp_path)
    with serving(place, "--only", "freedonia/en") as server:
        server.page(FLOOD, "Go to the school")
        maker = server.maker
        replace(place / "content/hosts/freedonia/hazards.yaml", "Go to the school", "Go to school")
        os.kill(maker, signal.SIGKILL)
        server.page(FLOOD, "Go to school")
        assert not alive(maker)


@pytest.mark.slow
def test_changed_code_makes_the_next_page(tmp_path: Path):
    place = workplace(tmp_path, code=True)
    with serving(place) as server:
        server.page(FLOOD, "Go to the school")
        maker = server.maker
        template = place / "generator/templates/pages/hazard.html"
        template.write_text(template.read_text("utf-8").replace("<h1", "<h1 id='new'", 1), "utf-8")
        server.page(FLOOD, "id='new'")
        assert server.maker != maker
        module = place / "generator/serve/workshop.py"
        good = module.read_text("utf-8")
        module.write_text("this is no Python\n", "utf-8")
        page = server.page(FLOOD, "cannot be shown yet")
        assert "Traceback" not in page
        module.write_text(good, "utf-8")
        server.page(FLOOD, "id='new'")


def test_the_listening_process_loads_no_engine():
    code = "import sys; import generator.cli.build, generator.cli.serve\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment(ROOT), text=True,
        capture_output=True, check=True,
    )  # fmt: skip
    loaded = set(done.stdout.split())
    assert "generator.serve.maker" in loaded
    heavy = {
        "pydantic",
        "jinja2",
        "mkdocs",
        "babel",
        "yaml",
        "icu4py",
        "generator.load",
        "generator.model",
    }
    assert not loaded & heavy


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("words", [(), ("--only", "freedonia/en")], ids=["whole", "part"])
def test_the_open_page_follows_content_and_shows_problems(
    browser: Browser, tmp_path: Path, words: tuple[str, ...]
):
    place = workplace(tmp_path)
    with serving(place, *words) as server:
        page = browser.new_page()
        page.goto(server.address + FLOOD)
        flood = place / "content/hazards/flood.yaml"
        replace(flood, "Pack a small bag.", "Pack a light bag.")
        page.get_by_text("Pack a light bag.").first.wait_for(state="attached", timeout=60_000)
        replace(flood, "sign_of:", "sing_of:")
        page.get_by_text("Did you mean").wait_for(timeout=60_000)
        assert page.get_by_text("Pack a light bag.").count() == 0
        replace(flood, "sing_of:", "sign_of:")
        page.get_by_text("Pack a light bag.").first.wait_for(state="attached", timeout=60_000)
        page.close()
    assert not [n for n, data in listing(place / "site").items() if b"/.advisory/" in data]


@pytest.mark.slow
@pytest.mark.browser
def test_a_fault_that_the_build_alone_finds_reaches_the_open_page(browser: Browser, tmp_path: Path):
    place = workplace(tmp_path)
    advisory(place, "build")
    with serving(place) as server:
        page = browser.new_page()
        page.goto(server.address + FLOOD)
        format_ = place / "content/leaflets/trifold.yaml"
        good = format_.read_text("utf-8")
        text = re.sub(r'smallest_pt: "[^"]+"', 'smallest_pt: "30"', good)
        format_.write_text(re.sub(r'largest_pt: "[^"]+"', 'largest_pt: "31"', text), "utf-8")
        page.get_by_text("The site was not built").wait_for(timeout=120_000)
        format_.write_text(good, "utf-8")
        page.get_by_text("Go to the school").first.wait_for(timeout=60_000)
        page.close()
