"""The site on this machine: real requests, and files that come and go."""

import os
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
from support.build import alive, children

from generator.serve.child import Build, what_happened
from generator.serve.maker import PathResult
from generator.serve.server import below_site, serve


class StandIn:
    """Pages on the disk, or none at all."""

    version = 0
    problems = ""

    def __init__(self, *, on_disk: bool = True) -> None:
        self.on_disk = on_disk

    def note_open(self, path: str) -> None:
        """Nothing is made ready."""

    def answer(self, path: str) -> PathResult | None:
        assert path == below_site(f"/{path}"), "no way out of the site"
        return None if self.on_disk else PathResult("absent")


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


ODD_NAMES = [
    "/" + "a" * 5000, "/" + "a" * 5000 + ".html", "/" + "a" * 5000 + "/", "/%00", "/%00/",
    "/my/%00.html", "/my/index.html%00", "/" + "../" * 4000 + "secret.txt", "/%ff%fe.html",
]  # fmt: skip


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("path", ODD_NAMES, ids=lambda path: f"{path[:12]}-{len(path)}")
@pytest.mark.parametrize(
    "source", [None, StandIn(), StandIn(on_disk=False)], ids=["plain", "on disk", "on demand"]
)
def test_a_name_that_no_file_can_have_is_answered(
    site: Path, method: str, path: str, source: StandIn | None
) -> None:
    server = serve(site, 0, source)
    line = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    line.request(method, path)
    answer = line.getresponse()
    assert answer.status == 404
    assert (answer.read() == b"") == (method == "HEAD")
    line.close()
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:PORT", "localhost:1", "127.0.0.2:PORT", ""]
)
def test_another_name_than_this_machines_is_refused(
    connection: HTTPConnection, host: str, method: str
) -> None:
    """A stranger's page whose name leads here (DNS rebinding) reads nothing."""
    connection.putrequest(method, "/my/", skip_host=True)
    connection.putheader("Host", host.replace("PORT", str(connection.port)))
    connection.endheaders()
    answer = connection.getresponse()
    assert answer.status == 421
    body = answer.read()
    assert "၁၉၁" not in body.decode()
    if method != "HEAD":
        assert body == f"Open http://localhost:{connection.port}/ instead.\n".encode()


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1", "[::1]"])
def test_each_name_of_this_machine_is_answered(connection: HTTPConnection, host: str) -> None:
    connection.putrequest("GET", "/my/", skip_host=True)
    connection.putheader("Host", f"{host}:{connection.port}")
    connection.endheaders()
    assert connection.getresponse().status == 200


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


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/", "index.html"), ("/my/", "my/index.html"), ("/my/index.html", "my/index.html"),
        ("//my//x%20y.css", "my/x y.css"), ("/./my", "my"), ("/..", None), ("/a/%2e%2e/b", None),
        ("/%00", None), ("", "index.html"),
    ],
)  # fmt: skip
def test_an_address_means_a_file_below_the_site(path: str, name: str | None) -> None:
    assert below_site(path) == name


def test_watching_runs_beside_the_server(site: Path) -> None:
    before = threading.active_count()
    server = serve(site, 0)
    assert threading.active_count() == before + 1
    server.shutdown()
    server.server_close()


# --- the build that it runs -------------------------------------------------------------------


def test_a_build_that_cannot_begin_says_why(tmp_path: Path) -> None:
    words = ["--content", str(tmp_path / "gone"), "--locales", str(tmp_path)]
    progress: list[str] = []
    printed: list[str] = []
    build = Build(words, show=printed.append, show_progress=progress.append)
    while (said := build.result()) is None:
        time.sleep(0.05)
    assert "exit code 2" in said
    assert "gone' does not exist" in said
    assert "".join(progress).count("does not exist") == 1
    assert "".join(printed) == ""


def test_a_build_steps_back_behind_the_page_and_can_be_ended(tmp_path: Path) -> None:
    words = ["--content", str(tmp_path), "--locales", str(tmp_path)]
    before = children(os.getpid())  # A browser of other tests.
    build = Build(words, show=lambda _: None, show_progress=lambda _: None)
    (pid,) = set(children(os.getpid())) - set(before)
    assert os.getpriority(os.PRIO_PROCESS, pid) > os.getpriority(os.PRIO_PROCESS, 0)
    build.end()
    assert not alive(pid)


@pytest.mark.parametrize(
    ("code", "lines", "words"),
    [
        (-9, [], ["signal 9 (SIGKILL)", "run out of memory", "It wrote nothing."]),
        (-15, ["1 load\n"], ["signal 15 (SIGTERM)", "1 load"]),
        (-99, [], ["signal 99 (unknown)"]),
        (70, [f"line {n}\n" for n in range(100)], ["exit code 70", "line 60", "line 99"]),
    ],
)
def test_a_build_that_broke_off_says_what_happened(
    code: int, lines: list[str], words: list[str]
) -> None:
    said = what_happened(code, lines)
    for each in words:
        assert each in said
    assert "line 59" not in said
