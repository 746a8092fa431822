"""Each way of docs/how-to/publish.md, with a built site of the made-up country: servers, plain hosts, mirrors, CI."""

from __future__ import annotations

import contextlib
import gzip
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import Browser
from support.build import advisory, listing, replace, workplace
from support.docs import DOCS, read
from support.example import ROOT
from support.offline import running, wait_until_kept
from support.pages import parse, target
from support.phone import ask
from support.servers import Served, caddy_by_import, need_caddy, need_nginx, nginx, nginx_file
from support.sites import once, shared_folder

from generator.build.unchanged import compare
from generator.cli.main import main
from generator.products import headers

PATH = "/advice"
HIDDEN = {"_headers", "Caddyfile", "nginx.conf"}
FILES = ROOT / "generator" / "assets" / "publish"
KINDS = {
    ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json",
    ".svg": "image/svg+xml", ".png": "image/png", ".woff2": "font/woff2", ".pdf": "application/pdf",
    ".txt": "text/plain", ".csv": "text/csv", ".ics": "text/calendar", ".vcf": "text/vcard",
    ".webmanifest": "application/manifest+json", ".atom": "application/atom+xml",
}  # fmt: skip
CADDY_KNOWS = {".html", ".css", ".js", ".json", ".svg", ".png", ".pdf"}
"""Caddy takes the others from a list of the system, which differs."""


def build(place: Path) -> None:
    """Build a site below a path."""
    workplace(place, locales=("my",))
    replace(
        place / "content/site.yaml", "https://freedonia.test/", f"https://freedonia.test{PATH}/"
    )
    advisory(place, "build")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(shared_folder(tmp_path_factory) / "published", build) / "site"


# --- nginx and Caddy ----------------------------------------------------------------------------


@contextlib.contextmanager
def served(kind: str, root: str, site: Path, place: Path) -> Iterator[Served]:
    """Serve *site* below the path *root* as the page tells."""
    conf = place / "settings"
    conf.write_bytes((headers.nginx_conf if kind == "nginx" else headers.caddyfile)(root))
    folder = site
    if kind == "nginx" and root:
        folder = place / "www"
        folder.mkdir()
        (folder / root.strip("/")).symlink_to(site)
    way: AbstractContextManager[Served] = (
        nginx(folder, conf) if kind == "nginx" else caddy_by_import(site, conf)
    )
    with way as server:
        yield Served(f"{server.address}{root.strip('/')}{'/' if root else ''}", server.place)


@pytest.mark.parametrize("root", ["", PATH, "/a/b"])
def test_nginx_takes_the_file_as_valid(tmp_path: Path, root: str) -> None:
    conf = tmp_path / "nginx.conf"
    conf.write_bytes(headers.nginx_conf(root))
    file = nginx_file(tmp_path, tmp_path, conf, 8099)
    command = [need_nginx(), "-t", "-p", str(tmp_path), "-c", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    # A variable of nginx has no place in it: a header with one would be another header.
    assert b"$" not in conf.read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("root", ["", PATH])
@pytest.mark.parametrize("kind", ["caddy", "nginx"])
def test_each_file_comes_as_it_is_with_its_headers(
    kind: str, root: str, site: Path, tmp_path: Path
) -> None:
    rows = {name.lower(): value for name, value in headers.headers()["/*"].items()}
    with served(kind, root, site, tmp_path) as server:
        for name, data in listing(site).items():
            answer = ask(server.address + name)
            assert {key: answer.headers.get(key) for key in rows} == rows, name
            if name in HIDDEN:
                assert answer.status == 404, name
                continue
            packed = answer.headers.get("content-encoding") == "gzip"
            assert (gzip.decompress(answer.body) if packed else answer.body) == data, name
            suffix = Path(name).suffix
            if suffix in (".html", ".css", ".js", ".json") and len(data) > 600:
                assert packed, name
            type_, _, charset = answer.headers.get("content-type", "").partition("; charset=")
            if suffix in (KINDS if kind == "nginx" else CADDY_KNOWS):
                assert type_ in {KINDS[suffix], "application/javascript"}, name
                assert type_ != "text/html" or charset.lower() == "utf-8", name
            kept = answer.headers["cache-control"]
            assert kept == (
                "public, max-age=31536000, immutable" if name.startswith("assets/") else "no-cache"
            ), name
            # Pages of anybody may ask for the data, and for nothing else.
            allowed = "*" if name.startswith("api/") else None
            assert answer.headers.get("access-control-allow-origin") == allowed, name
            assert "set-cookie" not in answer.headers
            again = ask(server.address + name, **{"If-None-Match": answer.headers["etag"]})
            assert (again.status, again.body) == (304, b""), name


@pytest.mark.slow
@pytest.mark.parametrize("root", ["", PATH])
@pytest.mark.parametrize("kind", ["caddy", "nginx"])
def test_a_wrong_address_gets_the_page_with_the_numbers(
    kind: str, root: str, site: Path, tmp_path: Path
) -> None:
    page = (site / "404.html").read_bytes()
    assert b"tel:" in page
    with served(kind, root, site, tmp_path) as server:
        for wrong in (
            "nothing/",
            "my/freedonia/nothing",
            "assets/",
            "assets/no.css",
            ".git/config",
        ):
            answer = ask(server.address + wrong)
            assert answer.status == 404, wrong
            assert gzip.decompress(answer.body) == page, wrong
            assert answer.headers["cache-control"] == "no-cache", wrong
            assert "content-security-policy" in answer.headers
        # As it is printed on a paper, without the slash.
        with socket.create_connection(("127.0.0.1", urlsplit(server.address).port or 0)) as line:
            line.sendall(
                f"GET {root}/my/freedonia/print HTTP/1.1\r\nHost: {urlsplit(server.address).netloc}\r\nConnection: close\r\n\r\n".encode()
            )
            head = b"".join(iter(lambda: line.recv(4096), b"")).decode()
        assert re.search(r"^HTTP/1.1 30[18] ", head)
        to = re.search(r"^location: (.*?)\r$", head, re.MULTILINE | re.IGNORECASE)
        assert to
        assert urlsplit(to[1]).path.endswith("print/"), "by a relative address, whatever the port"
        assert not urlsplit(to[1]).netloc
        if root:
            outside = server.address.removesuffix(f"{root.strip('/')}/")
            assert ask(f"{outside}my/freedonia/").status == 404


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["caddy", "nginx"])
def test_nobody_finds_out_who_has_read(kind: str, site: Path, tmp_path: Path) -> None:
    with served(kind, PATH, site, tmp_path) as server:
        marked = {"User-Agent": "who-reads", "X-Forwarded-For": "203.0.113.9"}
        for name in (
            "my/freedonia/",
            "my/freedonia/nothing",
            "assets/no.css",
            "?q=who-asks",
            "Caddyfile",
        ):
            ask(server.address + name, **marked)
        # What is no question at all, and one that is broken off.
        for said in (
            b"who-knocks\r\n\r\n",
            b"GET /../../etc/passwd HTTP/1.1\r\n\r\n",
            b"GET /" + b"x" * 9000,
        ):
            with (
                contextlib.suppress(OSError),
                socket.create_connection(
                    ("127.0.0.1", urlsplit(server.address).port or 0), 5
                ) as line,
            ):
                line.sendall(said)
                line.settimeout(2)
                line.recv(100)
        written = server.written()
        places = sorted(path.name for path in server.place.rglob("*") if path.is_file())
    assert not re.search(r"who-|203\.0\.113\.9|127\.0\.0\.1[ :,\"]\D|freedonia|GET", written), (
        written
    )
    assert not [name for name in places if "access" in name and kind == "caddy"]


def test_caddy_says_itself_that_it_logs_no_reader(tmp_path: Path) -> None:
    (tmp_path / "Caddyfile").write_bytes(headers.caddyfile(PATH))
    command = [
        need_caddy(),
        "adapt",
        "--config",
        str(tmp_path / "Caddyfile"),
        "--adapter",
        "caddyfile",
    ]
    adapted = yaml.safe_load(subprocess.run(command, capture_output=True, check=True).stdout)
    assert adapted["logging"]["logs"]["default"]["exclude"] == ["http.log.access", "http.log.error"]
    assert all("logs" not in server for server in adapted["apps"]["http"]["servers"].values())


# --- hosts that send no headers, and mirrors ------------------------------------------------------


@pytest.mark.slow
def test_a_host_without_documents_of_folders_shows_every_page(site: Path) -> None:
    """An object store knows files alone."""
    files = listing(site)
    found, waiting = {"index.html"}, ["index.html"]
    while waiting:
        name = waiting.pop()
        for element in parse(files[name]).walk():
            for key in ("href", "src"):
                address = element.attributes.get(key, "")
                if not address or urlsplit(address).scheme or address.startswith("//"):
                    continue
                assert not urlsplit(address).path.endswith("/"), (name, address)
                to, _inside = target(name, address)
                assert to in files, (name, address)
                if to.endswith(".html") and to not in found:
                    found.add(to)
                    waiting.append(to)
    pages = {name for name in files if name.endswith(".html")}
    # Nothing leads to these: a server, a worker, or somebody who was told of it.
    unlinked = {
        name
        for name in pages
        if re.search(r"^404|/offline/|^staff/|pocket|/hide/|^[a-z]+/index", name)
    }
    assert pages - found <= unlinked


@pytest.mark.slow
@pytest.mark.browser
def test_a_host_without_headers_below_a_path_is_enough_for_a_phone(
    browser: Browser, site: Path, tmp_path: Path
) -> None:
    (tmp_path / PATH.strip("/")).symlink_to(site)
    context = browser.new_context(viewport={"width": 360, "height": 740})
    view = context.new_page()
    faults: list[str] = []
    view.on("console", lambda message: faults.append(message.text))
    # What the next page cuts short did not fail.
    view.on(
        "requestfailed",
        lambda request: faults.append(request.url) if "ABORTED" not in str(request.failure) else 0,
    )
    with running(tmp_path) as server:
        base = f"{server.address}{PATH.strip('/')}/"
        view.goto(base)
        view.locator("a[href*='my/freedonia/']").first.click()
        wait_until_kept(view, f"{PATH.strip('/')}/my/freedonia/", store=f"advisory-2 {PATH}/")
        assert faults == []
        # The page itself carries the policy.
        view.evaluate(
            "const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
            "document.head.append(s)"
        )
        assert view.evaluate("window.ran") is None
        assert all(path.startswith(PATH.strip("/")) for path in server.asked)
    # The server is gone.
    view.goto(f"{base}my/freedonia/now/index.html")
    assert view.locator("a[href^='tel:']").count()
    view.goto(f"{base}en/freedonia/insurance/index.html")
    assert view.locator("a[href^='tel:']").count(), (
        "a page that was not kept: the numbers all the same"
    )
    context.close()


@pytest.mark.slow
def test_a_mirror_is_the_same_site_and_says_which_one_is_the_first(site: Path) -> None:
    loads = re.compile(
        rb'<(?:link|script|img|source|iframe|form)\b[^>]*?\s(?:href|src|action)="?(https?:)?//'
    )
    for name, data in listing(site).items():
        if not name.endswith(".html"):
            continue
        canonical = re.findall(rb'<link rel="canonical" href="([^"]+)"', data)
        folder = name.removesuffix("index.html")
        wanted = f"https://freedonia.test{PATH}/{folder}".encode()
        assert canonical in ([], [wanted]), name
        others = re.sub(rb'<link rel="(canonical|alternate)"[^>]*>', b"", data)
        assert not loads.search(others), name
    assert compare(site).differences == []
    with running(site) as one, running(site) as other:
        answers = {ask(f"{server.address}SHA256SUMS").body for server in (one, other)}
    assert answers == {(site / "SHA256SUMS").read_bytes()}


@pytest.mark.slow
def test_no_phone_keeps_the_check_sums(site: Path) -> None:
    lists = list(site.rglob("keep.json"))
    assert lists
    for path in [*lists, site / "sw.js"]:
        assert b"SHA256SUMS" not in path.read_bytes()


# --- CI -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "schema"),
    [("github.yml", "vendor.github-workflows"), ("gitlab-ci.yml", "vendor.gitlab-ci")],
)
def test_a_file_for_ci_has_the_form_and_our_commands(name: str, schema: str) -> None:
    program = Path(sys.executable).parent / "check-jsonschema"
    command = [str(program), "--builtin-schema", schema, str(FILES / name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    text = (FILES / name).read_text("utf-8")
    commands = re.findall(r"bin/advisory ([a-z]+)(.*)", text)
    assert [words[0] for words in commands] == ["check", "build", "verify"]
    for word, options in commands:
        known = {option for param in main.commands[word].params for option in param.opts}
        assert set(re.findall(r"--[a-z]+", options)) <= known
    assert commands[0][1].startswith(" --publish")
    assert "tools/setup.sh site" in text
    assert (ROOT / "tools/setup.sh").exists()


def test_actions_are_named_by_digests_and_may_do_no_more_than_they_must() -> None:
    workflow = yaml.safe_load((FILES / "github.yml").read_text("utf-8"))
    jobs = workflow["jobs"]
    used = [step["uses"] for job in jobs.values() for step in job["steps"] if "uses" in step]
    assert len(used) == 3
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", one) for one in used)
    assert workflow["permissions"] == {"contents": "read"}
    assert "permissions" not in jobs["build"], "what builds may not publish"
    assert jobs["publish"]["needs"] == "build"


def test_the_page_tells_of_every_file_that_helps_to_publish() -> None:
    page = read(DOCS / "how-to/publish.md")
    assert [path.name for path in FILES.iterdir() if f"publish/{path.name}" not in page] == []
