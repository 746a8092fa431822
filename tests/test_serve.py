"""The site on this machine: real requests, and files that come and go."""

import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from generator.build import serve as module
from generator.build.serve import changes, serve, watch


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "my").mkdir(parents=True)
    (folder / "my" / "index.html").write_text("<p>၁၉၁", "utf-8")
    (tmp_path / "secret.txt").write_text("not of the site", "utf-8")
    return folder


@pytest.fixture
def connection(site: Path) -> Iterator[HTTPConnection]:
    server = serve(site, 0)
    line = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    yield line
    line.close()
    server.shutdown()
    server.server_close()


def get(line: HTTPConnection, path: str) -> tuple[HTTPResponse, bytes]:
    line.request("GET", path)
    answer = line.getresponse()
    return answer, answer.read()


def test_a_page_is_served_and_never_kept(connection: HTTPConnection) -> None:
    answer, body = get(connection, "/my/")
    assert (answer.status, body.decode()) == (200, "<p>၁၉၁")
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_page_of_the_next_build_is_served(connection: HTTPConnection, site: Path) -> None:
    get(connection, "/my/")
    site.rename(site.with_name("old"))
    (site / "my").mkdir(parents=True)
    (site / "my" / "index.html").write_text("new", "utf-8")
    assert get(connection, "/my/")[1] == b"new"


@pytest.mark.parametrize("path", ["/th/", "/../secret.txt", "/%2e%2e/secret.txt", "//secret.txt"])
def test_nothing_beside_the_site_is_served(connection: HTTPConnection, path: str) -> None:
    assert get(connection, path)[0].status == 404


def test_only_this_machine_is_answered(site: Path) -> None:
    server = serve(site, 0)
    assert server.server_address[0] == "127.0.0.1"
    server.shutdown()
    server.server_close()


def test_a_port_in_use_is_an_error(site: Path) -> None:
    server = serve(site, 0)
    with pytest.raises(OSError, match="in use"):
        serve(site, server.server_port)
    server.shutdown()
    server.server_close()


@pytest.fixture
def between(monkeypatch: pytest.MonkeyPatch):
    """Do these things, one between each two looks at the files."""

    def use(*things) -> None:
        waiting = iter(things)
        monkeypatch.setattr(module.time, "sleep", lambda _seconds: next(waiting)())

    return use


def test_each_kind_of_change_is_seen_once(tmp_path: Path, between) -> None:
    page = tmp_path / "a.yaml"
    page.write_text("1")
    seen = []
    steps = {
        "nothing": lambda: None,
        "changed": lambda: page.write_text("other"),
        "nothing again": lambda: None,
        "new": lambda: (tmp_path / "b.yaml").write_text("2"),
        "gone": page.unlink,
        "cache": lambda: (
            (tmp_path / "__pycache__").mkdir() or (tmp_path / "__pycache__" / "x").write_text("3")
        ),
    }

    def step(name: str):
        def do() -> None:
            steps[name]()
            seen.append(name)

        return do

    def stop() -> None:
        raise KeyboardInterrupt

    between(*map(step, steps), stop)
    built = []
    watch([tmp_path], lambda: built.append(seen[-1]))
    assert built == ["changed", "new", "gone"]


def test_a_file_that_goes_while_one_looks_is_no_crash(
    tmp_path: Path, between, monkeypatch: pytest.MonkeyPatch
) -> None:
    passing = tmp_path / ".a.yaml.swp"
    passing.write_text("x")
    stat = Path.stat

    def vanishing(self: Path, **options):
        if self == passing:
            raise FileNotFoundError(str(self))
        return stat(self, **options)

    monkeypatch.setattr(Path, "stat", vanishing)
    between(lambda: (tmp_path / "b.yaml").write_text("y"))
    assert next(changes([tmp_path])) is None


def test_watching_runs_beside_the_server(site: Path) -> None:
    before = threading.active_count()
    server = serve(site, 0)
    assert threading.active_count() == before + 1
    server.shutdown()
    server.server_close()
