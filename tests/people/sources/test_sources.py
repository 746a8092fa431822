"""Sources asked again: a server that does all of it badly, and what a person is told."""

from __future__ import annotations

import gzip
import http.server
import itertools
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from generator.people.sources.asking import Guest, NoServerError, NotAskedError, is_public
from generator.people.sources.comparing import Finding, about, missing_numbers
from generator.people.sources.reading import digest_of, sentences_of

Reply = Callable[["BadServer"], None]


class BadServer(http.server.BaseHTTPRequestHandler):
    """Answers by the table of the test."""

    pages: dict[str, Reply]
    asked: list[tuple[str, float]]

    def do_GET(self) -> None:
        self.asked.append((self.path, time.monotonic()))
        reply = self.pages.get(self.path)
        if reply is None:
            self.say(404, b"none")
        else:
            reply(self)

    def say(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@dataclass
class Place:
    root: str
    pages: dict[str, Reply]
    asked: list[tuple[str, float]] = field(default_factory=list)

    def at(self, path: str) -> str:
        return f"{self.root}{path}"


@pytest.fixture
def place() -> Iterator[Place]:
    pages: dict[str, Reply] = {}
    asked: list[tuple[str, float]] = []
    handler = type("Handler", (BadServer,), {"pages": pages, "asked": asked})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Place(f"http://127.0.0.1:{server.server_port}", pages, asked)
    server.shutdown()
    server.server_close()


def page(text: str, kind: str = "text/html; charset=utf-8", status: int = 200) -> Reply:
    return lambda server: server.say(status, text.encode(), Content_Type=kind)


def to(address: str, status: int = 301) -> Reply:
    return lambda server: server.say(status, Location=address)


def guest(**changes: object) -> Guest:
    return Guest(**{"may_meet": lambda _ip: True, "pause": 0.0, **changes})  # type: ignore[arg-type]


# Asking


def test_a_page_is_read_and_known_again(place: Place) -> None:
    def reply(server: BadServer) -> None:
        if server.headers["If-None-Match"] == '"a"':
            server.say(304)
        else:
            assert "advisory-sources" in server.headers["User-Agent"]
            server.say(200, b"<p>Call 1669", Content_Type="text/html", ETag='"a"')

    place.pages["/law"] = reply
    answer = guest().ask(place.at("/law"))
    assert (answer.status, answer.body, answer.etag) == (200, b"<p>Call 1669", '"a"')
    assert guest().ask(place.at("/law"), etag='"a"').status == 304


@pytest.mark.parametrize(
    "ip", ["127.0.0.1", "10.0.0.7", "192.168.1.1", "169.254.169.254", "::1", "fe80::1", "0.0.0.0"]
)
def test_no_machine_of_our_own_network_is_asked(ip: str) -> None:
    assert not is_public(ip)


def test_a_stranger_cannot_lead_us_to_this_machine(place: Place) -> None:
    place.pages["/"] = page("secret")
    with pytest.raises(NotAskedError, match="own network"):
        Guest(pause=0).ask(place.at("/"))
    assert place.asked == []


def test_a_redirect_is_looked_at_like_the_first_address(place: Place) -> None:
    """The second machine is refused although the first was not, and before a byte is sent to it."""
    place.pages["/"] = to("http://localhost:1/")
    seen: list[str] = []

    def may_meet(ip: str) -> bool:
        seen.append(ip)
        return len(seen) <= 2  # robots.txt and the page

    with pytest.raises(NotAskedError, match="own network"):
        guest(may_meet=may_meet).ask(place.at("/"))


@pytest.mark.parametrize(
    "other", ["file:///etc/passwd", "ftp://x.test/", "//user:word@x.test/", "http://["]
)
def test_a_redirect_to_no_page_is_not_followed(place: Place, other: str) -> None:
    place.pages["/"] = to(other)
    with pytest.raises(NotAskedError, match="no address"):
        guest().ask(place.at("/"))


def test_who_leads_in_circles_is_left(place: Place) -> None:
    place.pages["/"] = to("/")
    with pytest.raises(NotAskedError, match="leads on"):
        guest().ask(place.at("/"))


def test_only_a_lasting_redirect_moves_a_page(place: Place) -> None:
    place.pages |= {"/old": to("/new"), "/today": to("/new", 302), "/new": page("here")}
    assert guest().ask(place.at("/old")).leads_on
    answer = guest().ask(place.at("/today"))
    assert not answer.leads_on
    assert answer.address == place.at("/new")


def test_robots_are_heard(place: Place) -> None:
    place.pages |= {
        "/robots.txt": page("User-agent: *\nDisallow: /private", "text/plain"),
        "/private/a": page("x"), "/open": page("y"), "/leads": to("/private/a"),
    }  # fmt: skip
    one = guest()
    for path in ("/private/a", "/leads"):
        with pytest.raises(NotAskedError, match=r"robots\.txt"):
            one.ask(place.at(path))
    assert one.ask(place.at("/open")).body == b"y"
    assert [path for path, _ in place.asked].count("/robots.txt") == 1
    assert "/private/a" not in [path for path, _ in place.asked]


def test_one_server_is_asked_with_pauses(place: Place) -> None:
    place.pages |= {"/a": page("a"), "/b": page("b")}
    one = guest(pause=0.2)
    one.ask(place.at("/a"))
    one.ask(place.at("/b"))
    times = [moment for _, moment in place.asked]
    assert all(later - earlier >= 0.19 for earlier, later in itertools.pairwise(times))


def test_a_page_without_an_end_is_left(place: Place) -> None:
    def endless(server: BadServer) -> None:
        server.send_response(200)
        server.end_headers()
        try:
            while True:
                server.wfile.write(b"x" * 65_536)
        except OSError:
            pass

    place.pages["/"] = endless
    with pytest.raises(NotAskedError, match="more than"):
        guest(most_bytes=100_000).ask(place.at("/"))


def test_what_unpacks_into_too_much_is_left(place: Place) -> None:
    bomb = gzip.compress(b"0" * 50_000_000)
    place.pages["/"] = lambda server: server.say(200, bomb, Content_Encoding="gzip")
    with pytest.raises(NotAskedError, match="more than"):
        guest(most_bytes=100_000).ask(place.at("/"))


def in_the_head(server: BadServer) -> None:
    server.wfile.write(b"HTTP/1.0 200 OK\r\nX-Never-Ends: ")


def in_the_body(server: BadServer) -> None:
    server.send_response(200)
    server.end_headers()


@pytest.mark.parametrize("begins", [in_the_head, in_the_body])
def test_a_server_that_trickles_is_left(place: Place, begins: Reply) -> None:
    """A socket waits anew for each byte: in the head that was for ever."""

    def trickle(server: BadServer) -> None:
        try:
            begins(server)
            for _ in range(40):
                server.wfile.write(b".")
                time.sleep(0.05)
        except OSError:
            pass

    place.pages["/"] = trickle
    started = time.monotonic()
    with pytest.raises(NotAskedError, match="seconds"):
        guest(seconds=0.3).ask(place.at("/"))
    assert time.monotonic() - started < 1.5


def test_a_server_that_says_nothing_is_left_in_the_time_that_was_given(place: Place) -> None:
    def silent(server: BadServer) -> None:
        server.send_response(200)
        server.send_header("Content-Length", "9")
        server.end_headers()
        time.sleep(2)

    place.pages["/"] = silent
    started = time.monotonic()
    with pytest.raises(NotAskedError):
        guest(seconds=0.3).fetch(place.at("/"))
    assert time.monotonic() - started < 1.5


@pytest.mark.parametrize("packing", ["", "gzip"])
def test_half_a_page_is_no_page(place: Place, packing: str) -> None:
    whole = gzip.compress(b"words " * 99) if packing else b"words " * 99

    def half(server: BadServer) -> None:
        server.send_response(200)
        server.send_header("Content-Encoding", packing or "identity")
        if not packing:
            server.send_header("Content-Length", str(len(whole)))
        server.end_headers()
        server.wfile.write(whole[:20])

    place.pages["/"] = half
    with pytest.raises(NotAskedError, match="ended too early"):
        guest().ask(place.at("/"))


@pytest.mark.parametrize("body", [b"\x1f\x8bnot gzip", b""])
def test_a_false_packing_is_no_answer(place: Place, body: bytes) -> None:
    place.pages["/"] = lambda server: server.say(200, body, Content_Encoding="gzip")
    try:
        assert guest().ask(place.at("/")).body == b""
    except NotAskedError:
        assert body


def test_who_hangs_up_is_no_answer(place: Place) -> None:
    place.pages["/"] = lambda server: server.connection.close()
    with pytest.raises(NotAskedError):
        guest().ask(place.at("/"))


def test_a_name_that_nobody_has_any_more() -> None:
    with pytest.raises((NoServerError, NotAskedError)):
        guest().ask("http://nobody.invalid/")


# Reading


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<p>สายด่วน 1669. ฟรี</p>".encode("cp874"), "text/html; charset=windows-874"),
        ("<meta charset=tis-620><p>สายด่วน 1669. ฟรี</p>".encode("cp874"), "text/html"),
        ("<p>สายด่วน 1669. ฟรี</p>".encode(), "text/html; charset=utf-8"),
        ("<!doctype html><p>สายด่วน 1669. ฟรี</p>".encode(), "application/octet-stream; charset=utf-8"),
    ],
)  # fmt: skip
def test_other_charsets_are_read(body: bytes, kind: str) -> None:
    assert [one for one in sentences_of(body, kind) if one] == ["สายด่วน 1669.", "ฟรี"]


def test_scripts_and_styles_are_no_sentences() -> None:
    body = b"<style>a{}</style><script>var now=17;</script><p>One.<p>Two<!-- at 12:31 --></p>"
    assert [one for one in sentences_of(body, "text/html") if one] == ["One.", "Two"]


def test_a_page_that_only_moves_its_blanks_is_the_same() -> None:
    one, other = (sentences_of(body, "text/html") for body in (b"<p>A  b.</p>", b"<p>A\n b.</p>"))
    assert digest_of(one, b"1") == digest_of(other, b"2")


@pytest.mark.parametrize(
    "body", [b"", b"\0" * 50, b"<" * 5000, b"<div>" * 20_000, b"%PDF-1.7 nothing"]
)
@pytest.mark.parametrize("kind", ["text/html", "", "text/plain; charset=nonsense", "image/png"])
def test_no_bytes_stop_it(body: bytes, kind: str) -> None:
    assert isinstance(sentences_of(body, kind), list)


# Comparing


def test_a_number_is_found_however_it_is_written() -> None:
    assert missing_numbers(["0 3443 4726", "1669"], ["Call +66 3443-4726", "or 1669."]) == []
    assert missing_numbers(["1669"], ["or 16690, or 0211669"]) == ["1669"]


def test_what_changed_is_shown_beside_what_it_was() -> None:
    before = ["Welcome.", "The fund pays for 180 days.", "Call 1506."]
    after = ["Welcome.", "The fund pays for 90 days.", "Call 1506.", "News of today."]
    said = "The fund pays for 180 days after the accident"
    assert about(said, before, after) == (
        "The fund pays for 180 days.",
        "The fund pays for 90 days.",
    )


def test_the_gravest_stands_first() -> None:
    rows = [
        Finding("changed", "a", "", is_emergency=True), Finding("same", "b", ""),
        Finding("gone", "c", "", facts=("x",)), Finding("gone", "d", "", is_emergency=True),
    ]  # fmt: skip
    assert [one.source for one in sorted(rows, key=lambda row: row.rank)] == ["d", "c", "a", "b"]
