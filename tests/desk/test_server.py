"""The desk on this machine: who may ask, what is sent, and what stays out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from support.example import EXAMPLE

from generator.desk.decap import NoDecapError, decap_script
from generator.desk.server import Desk, serve_desk

Ask = tuple[HTTPConnection, Desk, int]


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Ask]:
    content = tmp_path / "content"
    shutil.copytree(EXAMPLE, content)
    desk = Desk(content, tmp_path, b"// Decap CMS")
    server = serve_desk(desk)
    line = HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    yield line, desk, server.server_port
    line.close()
    server.shutdown()
    server.server_close()


def get(asked: Ask, path: str, **headers: str) -> tuple[int, bytes, Mapping[str, str]]:
    line, _desk, _port = asked
    line.request("GET", path, headers=headers)
    answer = line.getresponse()
    return answer.status, answer.read(), dict(answer.getheaders())


def post(
    asked: Ask, body: object, path: str = "", headers: Mapping[str, str | None] | None = None
) -> tuple[int, Any]:
    line, desk, port = asked
    sent: dict[str, str | None] = {
        "Origin": f"http://127.0.0.1:{port}", "Content-Type": "application/json", **(headers or {}),
    }  # fmt: skip
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    line.request(
        "POST", path or f"/{desk.token}/api/v1", data,
        {name: value for name, value in sent.items() if value is not None},
    )  # fmt: skip
    answer = line.getresponse()
    told = answer.read()
    # Another host is refused before anything is looked at, in plain words.
    return answer.status, json.loads(told) if told.startswith(b"{") else told


INFO = {"action": "info", "branch": "content"}


def test_the_page_and_its_parts_are_sent_with_a_policy(asked: Ask) -> None:
    token = asked[1].token
    for name, start in (
        ("", b"<!doctype"),
        ("desk.js", b"// The desk"),
        ("decap-cms.js", b"// Decap"),
        ("desk.css", b"/*"),
    ):
        status, body, headers = get(asked, f"/{token}/{name}")
        assert status == 200
        assert body.startswith(start)
        assert headers["Content-Security-Policy"].startswith("default-src 'self'; ")
        assert "http" not in headers["Content-Security-Policy"], "nothing from elsewhere"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer", "the token is in the address"
    assert get(asked, f"/{token}/secret")[0] == 404
    assert get(asked, f"/{token}/../../etc/passwd")[0] == 404
    config = json.loads(get(asked, f"/{token}/config.json")[1])
    assert config["backend"]["proxy_url"] == f"/{token}/api/v1"


def test_only_who_has_the_address_gets_an_answer(asked: Ask) -> None:
    token = asked[1].token
    assert len(token) >= 32
    for path in (
        "/",
        "/config.json",
        "/api/v1",
        f"/{token[::-1]}/",
        f"/{token}",
        "/%00/",
        "//",
        "*",
        f"/?{token}/",
    ):
        assert get(asked, path)[0] == 403, path
    assert post(asked, INFO, "/api/v1")[0] == 403
    assert post(asked, INFO, "/wrong/api/v1")[0] == 403
    assert post(asked, INFO)[0] == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "127.0.0.1:1", ""]
)
def test_another_name_for_this_machine_is_refused(asked: Ask, host: str) -> None:
    assert get(asked, f"/{asked[1].token}/", Host=host)[0] == 421
    assert post(asked, INFO, headers={"Host": host})[0] == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": None}, {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
    ],
)  # fmt: skip
def test_a_page_of_a_stranger_may_not_post(asked: Ask, headers: Mapping[str, str | None]) -> None:
    status, answer = post(asked, INFO, headers=headers)
    assert status == 403
    assert answer == {"error": "Another page may not use the desk."}


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"{", {}), (b"[" * 100_000, {}), (b"\xff", {}), (b"", {}), (b"{}", {"Content-Type": "text/plain"}),
        (b"{}", {"Content-Length": "99999999999"}), (b"{}", {"Content-Length": "-1"}), (b"{}", {"Content-Length": "³"}),
        (b"{}", {"Content-Length": "3000000"}),
    ],
)  # fmt: skip
def test_what_is_no_question_is_refused(asked: Ask, body: bytes, headers: dict[str, str]) -> None:
    if "Content-Length" in headers:
        headers = {
            **headers,
            "Content-Length": headers["Content-Length"].encode().decode("latin-1"),
        }
    assert post(asked, body, headers=headers)[0] == 400


def test_a_form_that_would_write_elsewhere_is_refused(asked: Ask, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    for path in (
        "../../evil.yaml",
        "content/site.yaml",
        "desk/numbers/freedonia/../../../x.json",
        "/evil.json",
    ):
        file = {"path": path, "slug": "x", "raw": '{"id": "x"}'}
        status, answer = post(
            asked, {"action": "persistEntry", "params": {"dataFiles": [file], "assets": []}}
        )
        assert status == 404
        assert "no such" in answer["error"]
    asset = {"path": "../evil.png", "content": "", "encoding": "base64"}
    assert post(asked, {"action": "persistMedia", "params": {"asset": asset}})[0] == 422
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_clash_is_told_with_its_own_status(asked: Ask) -> None:
    path = "desk/numbers/freedonia/ambulance.json"

    def opened() -> dict[str, Any]:
        _status, answer = post(asked, {"action": "getEntry", "params": {"path": path}})
        return dict(json.loads(answer["data"]))

    def saved(held: dict[str, Any]) -> tuple[int, Any]:
        file = {"path": path, "slug": "ambulance", "raw": json.dumps(held)}
        return post(
            asked, {"action": "persistEntry", "params": {"dataFiles": [file], "assets": []}}
        )

    one, other = opened(), opened()
    assert saved(one | {"number": "111"})[0] == 200
    status, answer = saved(other | {"number": "112"})
    assert status == 409
    assert "somebody else changed the same thing" in answer["error"]


def test_another_decap_than_the_known_one_is_refused(tmp_path: Path) -> None:
    script = tmp_path / "node_modules" / "decap-cms" / "dist" / "decap-cms.js"
    script.parent.mkdir(parents=True)
    script.write_text("alert(1)")
    with pytest.raises(NoDecapError, match="make desk"):
        decap_script(tmp_path)
