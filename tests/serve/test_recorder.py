"""The recorder on this machine: for whoever has its address, and for no page of a stranger."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from generator.serve.recorder import serve_recorder

PAGE = b'<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;"><p>Record'


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server, address = serve_recorder(PAGE)
    yield address
    server.shutdown()
    server.server_close()


def asked(address: str, path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
    link = http.client.HTTPConnection("127.0.0.1", urlsplit(address).port or 0, timeout=10)
    link.request(method, path, headers={"Host": urlsplit(address).netloc} | headers)
    return link.getresponse()


def test_its_address_shows_it_and_forbids_it_every_request(address: str) -> None:
    answer = asked(address, urlsplit(address).path)
    assert (answer.status, answer.read()) == (200, PAGE)
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert "microphone=(self)" in answer.headers["Permissions-Policy"]
    assert asked(address, urlsplit(address).path, "HEAD").read() == b""


@pytest.mark.parametrize(
    ("path", "method", "headers", "status"),
    [
        ("/", "GET", {}, 403),
        ("/guess/", "GET", {}, 403),
        ("/../../etc/passwd", "GET", {}, 403),
        (None, "GET", {"Host": "evil.test"}, 421),
        (None, "GET", {"Origin": "https://evil.test"}, 403),
        (None, "POST", {}, 501),
    ],
)
def test_nobody_else_gets_anything(
    address: str, path: str | None, method: str, headers: dict[str, str], status: int
) -> None:
    answer = asked(address, path or urlsplit(address).path, method, **headers)
    assert answer.status == status
    assert b"Record" not in answer.read()
