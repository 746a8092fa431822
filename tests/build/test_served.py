"""A site on the web beside its list: a server that lies, is slow, has no end, or leads elsewhere."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import sleep
from typing import Any

import pytest
from click.testing import CliRunner

from generator.build.served import LIMITS, AddressError, ServedComparison, compare_served
from generator.build.sums import SUMS, write_sums
from generator.build.unchanged import SumsError
from generator.cli.main import main

FILES = {
    "index.html": b"<p>start", "my/thailand/index.html": b'<a href="tel:1669">1669</a>', "my/a b.pdf": b"%PDF",
    "s.js": b"1", "nginx.conf": b"server", "i.png": b"png",
}  # fmt: skip
QUICK = replace(LIMITS, seconds=0.5, pause=0.0, of_file=100_000)
Answer = Callable[[BaseHTTPRequestHandler], None]


class Server(ThreadingHTTPServer):
    """Serves FILES below /site/; *lies* are answers by path, which come before them."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.lies: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.files = {name: data for name, data in FILES.items() if name != "nginx.conf"}
        self.files[SUMS] = write_sums(
            {name: hashlib.sha256(data).hexdigest() for name, data in FILES.items()}
        )

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/site/"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        name = self.path.removeprefix("/site/").replace("%20", " ")
        if name in self.server.lies:
            self.server.lies[name](self)
        elif name in self.server.files:
            send(self.server.files[name])(self)
        else:
            send(b"no", 404)(self)

    def log_message(self, *_words: Any) -> None:
        """Say nothing."""


def send(data: bytes, status: int = 200, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(data)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def lead(to: str) -> Answer:
    return send(b"", 302, Location=to)


def drip(
    handler: BaseHTTPRequestHandler, head: bytes = b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"
) -> None:
    """A byte now and then, for much longer than anybody waits."""
    handler.close_connection = True
    try:
        handler.wfile.write(head)
        for _ in range(100):
            handler.wfile.write(b"x")
            sleep(0.05)
    except OSError:
        pass


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True
    try:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            handler.wfile.write(b"x" * 50_000)
    except OSError:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def told(found: ServedComparison) -> list[tuple[str, str, str]]:
    return [(one.change, one.name, one.what) for one in found.differences]


def test_a_site_as_it_was_built(server: Server) -> None:
    found = compare_served(server.address, limits=QUICK)
    assert (found.same, told(found), found.stopped) == (5, [], "")
    assert found.not_for_readers == ["nginx.conf"]
    assert len(found.list_digest) == 64
    assert "/site/nginx.conf" not in server.asked
    assert compare_served(f"{server.address}{SUMS}", limits=QUICK).same == 5
    part = compare_served(server.address, below="my/thailand/", limits=QUICK)
    assert (part.same, part.listed) == (1, 1)


def test_a_server_that_lies(server: Server) -> None:
    server.lies = {
        "my/thailand/index.html": send(b'<a href="tel:1999">1999</a>'), "s.js": send(b"2"), "i.png": send(b"no", 404),
        "my/a b.pdf": send(b"%PDF", Content_Encoding="gzip"), "index.html": send(b"<p>start", 500),
    }  # fmt: skip
    found = compare_served(server.address, limits=QUICK)
    assert told(found) == [
        ("changed", "my/thailand/index.html", "a page with numbers"),
        ("changed", "s.js", "a script, which can change every page"),
        ("unread", "index.html", "the server answered 500"),
        ("unread", "my/a b.pdf", "the server packed it, although it was asked not to"),
        ("missing", "i.png", "a picture or sound"),
    ]
    assert found.same == 0


def test_no_other_server_is_asked(server: Server) -> None:
    other = Server()
    Thread(target=other.serve_forever, daemon=True).start()
    server.lies = {
        "index.html": lead(f"http://127.0.0.1:{other.server_port}/site/index.html"), "s.js": lead("//evil.example/s.js"),
        "i.png": lead("file:///etc/passwd"), "my/a b.pdf": lead("http://[::1"),
        "my/thailand/index.html": lead("/site/my/thailand/"), "my/thailand/": send(FILES["my/thailand/index.html"]),
    }  # fmt: skip
    found = compare_served(server.address, limits=QUICK)
    other.shutdown()
    other.server_close()
    assert other.asked == []
    assert found.same == 1, "a folder on the same server"
    words = {name: what for _change, name, what in told(found)}
    assert "it leads to another server, http://127.0.0.1:" in words["index.html"]
    assert "http://evil.example" in words["s.js"]
    assert "another server" in words["i.png"]
    assert "no address" in words["my/a b.pdf"]
    server.lies = {"index.html": lead("index.html")}
    assert "more than 3 times" in told(compare_served(server.address, limits=QUICK))[0][2]


def test_a_server_that_is_slow_or_has_no_end(server: Server) -> None:
    server.lies = {
        "index.html": drip, "s.js": endless, "i.png": lambda one: drip(one, b"HTTP/1.1 200 OK\r\nX: "),
        "my/a b.pdf": lambda one: one.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx") and one.connection.close(),
    }  # fmt: skip
    words = {
        name: what for _change, name, what in told(compare_served(server.address, limits=QUICK))
    }
    assert words["index.html"] == "it took more than 0.5 seconds"
    assert words["s.js"] == "it has more than 100,000 bytes"
    assert words["i.png"].startswith("no answer")
    assert len(words) == 4


def test_a_server_that_falls_silent_is_left_alone(server: Server) -> None:
    names = [f"{n}.png" for n in range(12)]
    server.files[SUMS] = write_sums(dict.fromkeys(names, "0" * 64))
    server.lies = {name: lambda one: one.connection.close() for name in names}
    found = compare_served(server.address, limits=QUICK)
    assert "5 times in a row" in found.stopped
    assert found.asked == 5
    assert (
        "not asked for at once"
        in compare_served(server.address, limits=replace(QUICK, files=2)).stopped
    )


def test_without_a_list_nothing_is_compared(server: Server) -> None:
    for lie in (send(b"no", 404), lead("https://evil.example/"), drip, endless):
        server.lies = {SUMS: lie}
        with pytest.raises(SumsError):
            compare_served(server.address, limits=replace(QUICK, of_list=100_000))
    server.lies = {SUMS: send(f"{'0' * 64}  ../../etc/passwd\n".encode())}
    found = compare_served(server.address, limits=QUICK)
    assert "outside of the folder" in found.faults[0]
    assert found.asked == 0


@pytest.mark.parametrize(
    "address",
    [
        "http://advice.example.net/",
        "https://me:pw@a.example.net/",
        "ftp://a/",
        "https://",
        "https://[::1",
    ],
)
def test_what_is_no_address_is_told(address: str) -> None:
    result = CliRunner().invoke(main, ["verify", address])
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    with pytest.raises(AddressError):
        compare_served(address)


def test_by_the_command(server: Server) -> None:
    def run(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["verify", server.address, *words])
        return result.exit_code, result.output

    code, said = run()
    assert (code, "All 5 files that were asked for" in said, "nginx.conf" in said) == (
        0,
        True,
        True,
    ), said
    assert run("--below", "zz")[0] == 2
    server.lies = {"index.html": send(b"\x1b[31m")}
    code, said = run()
    assert code == 1
    assert "changed: index.html (a page)" in said
    assert (
        "4 files are as SHA256SUMS lists them; 1 changed. What readers get is not what was built"
        in said
    )
    assert CliRunner().invoke(main, ["verify", "tests", "--below", "x"]).exit_code == 2
