"""A desk at a Git host: what is written for it, and what Decap CMS itself says of its configuration."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from support.example import EXAMPLE

from generator.cli.main import main
from generator.desk import decap
from generator.desk.fields import form_config
from generator.desk.hosted import GitHost, HostedError, Kind, hosted_config, hosted_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SCRIPT = b"// Decap CMS"
HOSTS: dict[Kind, GitHost] = {
    "github": GitHost("github", "us/content", "forms", sign_in="https://login.example.net/"),
    "gitlab": GitHost("gitlab", "us/group/content", "forms", app="a1b2"),
    "gitea": GitHost("gitea", "us/content", "forms", "https://git.example.net", app="a1b2"),
}


@pytest.mark.parametrize("kind", HOSTS)
def test_it_has_the_forms_of_the_desk_on_this_machine(kind: Kind) -> None:
    config = hosted_config(HOSTS[kind], EXAMPLE)
    assert config["collections"] == form_config({}, EXAMPLE, offers=False)["collections"]
    assert config["backend"]["name"] == kind
    assert config["backend"]["branch"] == "forms"
    assert all(one["format"] == "json" for one in config["collections"]), (
        "Decap's YAML drops comments and zeros"
    )


def test_each_save_is_a_proposal_where_decap_can_make_one() -> None:
    modes = {kind: hosted_config(host, EXAMPLE)["publish_mode"] for kind, host in HOSTS.items()}
    assert modes == {
        "github": "editorial_workflow",
        "gitlab": "editorial_workflow",
        "gitea": "simple",
    }


def test_keys_go_to_nobody_else() -> None:
    backends = {kind: hosted_config(host, EXAMPLE)["backend"] for kind, host in HOSTS.items()}
    assert backends["github"]["base_url"] == "https://login.example.net", (
        "without it Decap asks a company"
    )
    assert backends["gitlab"]["auth_type"] == "pkce"
    assert backends["gitea"]["api_root"] == "https://git.example.net/api/v1"
    assert HOSTS["gitlab"].origins == ["https://gitlab.com"]
    own = GitHost(
        "github", "us/content", "forms", "https://git.example.net", "https://login.example.net"
    )
    assert own.api == "https://git.example.net/api/v3"
    assert "github.com" not in json.dumps(hosted_config(own, EXAMPLE)["backend"])


def test_the_page_holds_its_script_and_loads_nothing_else() -> None:
    files = hosted_files(HOSTS["github"], EXAMPLE, SCRIPT)
    page = files["index.html"].decode()
    assert files["decap-cms.js"] == SCRIPT
    digest = base64.b64encode(hashlib.sha384(SCRIPT).digest()).decode()
    assert re.findall(r"<script[^>]*>", page) == [
        f'<script src="decap-cms.js" integrity="sha384-{digest}">'
    ]
    assert re.findall(r"https?://[^ ;\"]+", page) == ["https://api.github.com"], (
        "only where the policy lets it ask"
    )
    comment, rest = files["config.yml"].decode().split("\n", 1)
    assert comment.startswith("# Written by advisory desk")
    assert json.loads(rest) == hosted_config(HOSTS["github"], EXAMPLE)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"kind": "github", "repository": "content"}, "OWNER/NAME"),
        (
            {"kind": "github", "repository": "../../etc", "sign_in": "https://a.example.net"},
            "OWNER/NAME",
        ),
        (
            {"kind": "github", "repository": "us/c\n", "sign_in": "https://a.example.net"},
            "OWNER/NAME",
        ),
        ({"kind": "github", "repository": "us/content"}, "--sign-in is missing"),
        (
            {"kind": "github", "repository": "us/content", "sign_in": "http://a.example.net"},
            "https://",
        ),
        (
            {"kind": "github", "repository": "us/content", "sign_in": "https://a.example.net/x"},
            "nothing behind",
        ),
        (
            {
                "kind": "github",
                "repository": "us/content",
                "sign_in": "https://me:pw@a.example.net",
            },
            "no address",
        ),
        (
            {
                "kind": "github",
                "repository": "us/content",
                "sign_in": "https://a.net; script-src *",
            },
            "no address",
        ),
        (
            {"kind": "github", "repository": "us/content", "sign_in": "https://a.net:x"},
            "no address",
        ),
        ({"kind": "gitlab", "repository": "us/content"}, "--app-id is missing"),
        ({"kind": "gitea", "repository": "us/content", "app": "a1"}, "--host is missing"),
        (
            {"kind": "gitlab", "repository": "us/content", "app": "a1", "branch": "main"},
            "a branch of their own",
        ),
        (
            {"kind": "gitlab", "repository": "us/content", "app": "a1", "branch": "--upload"},
            "no branch",
        ),
    ],
)
def test_what_cannot_be_right_is_told(said: dict[str, Any], words: str) -> None:
    with pytest.raises(HostedError, match=re.escape(words)):
        GitHost(**{"branch": "forms", **said})


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["desk", *map(str, words), "--content", str(EXAMPLE)])
    return result.exit_code, result.output


def test_the_files_go_into_a_folder_that_is_no_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.cli.desk.decap_script", lambda *_folders: SCRIPT)
    asked = ("--config", "gitlab", "--repo", "us/content", "--app-id", "a1b2")
    assert run(*asked) == (2, run(*asked)[1])
    assert "--to is missing" in run(*asked)[1]
    site = tmp_path / "site"
    site.mkdir()
    (site / "build.json").write_text("{}")
    for folder in (site, site / "desk", EXAMPLE / "desk"):
        code, said = run(*asked, "--to", folder)
        assert (code, folder.exists() and folder != site) == (2, False), said
    code, said = run(*asked, "--to", tmp_path / "ours")
    assert code == 0, said
    assert sorted(path.name for path in (tmp_path / "ours").iterdir()) == [
        "config.yml",
        "decap-cms.js",
        "index.html",
    ]
    assert "https://gitlab.com, and to nobody else" in said
    assert run("--config", "gitlab", "--write-forms", tmp_path)[0] == 2


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_words: Any) -> None:
        """Say nothing."""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(tmp_path)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.browser
@pytest.mark.slow
def test_decap_itself_takes_the_configuration(
    browser: Browser, tmp_path: Path, served: str
) -> None:
    """Its own check of a configuration runs before it shows how to sign in; one with a fault is told."""
    try:
        script = decap.decap_script()
    except decap.NoDecapError:
        pytest.skip("Decap CMS is not installed: make desk")
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for kind, host in HOSTS.items():
        for name, data in hosted_files(host, EXAMPLE, script).items():
            (tmp_path / name).write_bytes(data)
        page.goto(served)
        page.get_by_role("button", name=re.compile(f"Login with {kind}", re.IGNORECASE)).wait_for(
            timeout=60_000
        )
    assert all(url.startswith((served, "data:", "blob:")) for url in asked), asked
    faulty = (
        (tmp_path / "config.yml").read_text("utf-8").replace('"widget": "select"', '"widget": 7', 1)
    )
    (tmp_path / "config.yml").write_text(faulty, "utf-8")
    page.goto(served)
    page.get_by_text("must be string").first.wait_for(timeout=60_000)
    page.close()
