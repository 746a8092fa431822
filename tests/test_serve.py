"""The site on this machine: real requests, and files that come and go."""

import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from generator.build import serve as module
from generator.build.child import run_build, what_happened
from generator.build.serve import State, changes, serve, watch


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
@pytest.mark.parametrize("state", [None, State()], ids=["plain", "reloading"])
def test_a_name_that_no_file_can_have_is_answered(
    site: Path, method: str, path: str, state: State | None
) -> None:
    server = serve(site, 0, state)
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
    watch([tmp_path], lambda: built.append(seen[-1] if seen else "first"), ready=lambda: None)
    assert built == ["first", "changed", "new", "gone"]


@pytest.mark.parametrize("build", [1, 2])
def test_what_is_saved_while_a_build_runs_is_built_after_it(
    tmp_path: Path, between, build: int
) -> None:
    page = tmp_path / "a.yaml"
    page.write_text("1")

    def stop() -> None:
        raise KeyboardInterrupt

    between(lambda: None if build == 1 else page.write_text("second"), lambda: None, stop)
    built = []

    def rebuild() -> None:
        built.append(page.read_text())
        if len(built) == build:
            page.write_text("saved meanwhile")

    watch([tmp_path], rebuild, ready=lambda: None)
    assert built[-1] == "saved meanwhile"
    assert len(built) == build + 1


def test_ctrl_c_ends_the_first_build_without_a_word(tmp_path: Path) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    watch([tmp_path], interrupted, ready=lambda: pytest.fail("not ready"))


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


# --- the build that it runs -------------------------------------------------------------------


def test_a_build_that_cannot_begin_says_why(tmp_path: Path) -> None:
    words = ["--content", str(tmp_path / "gone"), "--locales", str(tmp_path)]
    progress: list[str] = []
    printed: list[str] = []
    said = run_build(words, show=printed.append, show_progress=progress.append)
    assert "exit code 2" in said
    assert "gone' does not exist" in said
    assert "".join(progress).count("does not exist") == 1
    assert "".join(printed) == ""


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
