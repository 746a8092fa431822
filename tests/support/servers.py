"""Servers on this machine that a site is published with: Caddy and nginx, by the files that the build writes."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.docs import DOCS, read

CADDY = shutil.which("caddy")
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
"""Debian has it where only root looks."""
PUBLISH = DOCS / "how-to" / "publish.md"


@dataclass(frozen=True)
class Served:
    """A site behind a server, and everything that the server has written anywhere."""

    address: str
    """Ends in a slash."""
    place: Path
    """Folder with the logs."""

    def written(self) -> str:
        return "".join(p.read_text("utf-8") for p in self.place.glob("*.log"))


def need_caddy() -> str:
    """Return where Caddy is; without it, say that nothing was tried."""
    if CADDY is None:
        pytest.skip(
            "caddy is not installed: what we write for it was NOT tried (tools/setup.sh test)"
        )
    return CADDY


def need_nginx() -> str:
    """Return where nginx is; without it, say that nothing was tried."""
    if NGINX is None:
        pytest.skip(
            "nginx is not installed: what we write for it was NOT tried (apt install nginx)"
        )
    return NGINX


def block_of_the_page() -> str:
    """Return the server block that docs/how-to/publish.md shows."""
    found = re.search(r"```nginx\n(.*?)```", read(PUBLISH), re.DOTALL)
    assert found
    return found[1]


def nginx_file(place: Path, root: Path, conf: Path, port: int) -> Path:
    """Write settings for a whole nginx around the block of the page, with the logs that Debian's has."""
    block = block_of_the_page()
    for old, new in (
        ("root /var/www/advice/current;", f"root {root};"),
        ("/var/www/advice/current/nginx.conf", str(conf)),
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("    listen [::]:80;\n", ""),
    ):
        assert old in block, old
        block = block.replace(old, new)
    # A worker of root's nginx is somebody else, who may not look into folders of tests.
    user = "user root;\n" if os.geteuid() == 0 else ""
    temporary = "".join(
        f"{kind}_temp_path {place}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    file = place / "whole.conf"
    file.write_text(
        f"{user}worker_processes 1;\ndaemon off;\npid {place}/pid;\nerror_log {place}/error.log info;\n"
        f"events {{ worker_connections 64; }}\nhttp {{\n{temporary}"
        f"access_log {place}/access.log;\nerror_log {place}/http-error.log info;\n{block}}}\n"
    )
    return file


@contextlib.contextmanager
def nginx(root: Path, conf: Path) -> Iterator[Served]:
    """Serve the folder *root*, with *conf* included in the server block of the page."""
    program, place, port = need_nginx(), Path(tempfile.mkdtemp(prefix="advisory-nginx-")), _port()
    file = nginx_file(place, root, conf, port)
    with _running([program, "-p", str(place), "-c", str(file)], place, port) as served:
        yield served


@contextlib.contextmanager
def caddy_by_import(site: Path, caddyfile: Path) -> Iterator[Served]:
    """Serve *site* as the page tells: one file that imports *caddyfile*, address and folder from the environment."""
    place, port = Path(tempfile.mkdtemp(prefix="advisory-caddy-")), _port()
    (line,) = re.findall(r"^import (\S+)$", read(PUBLISH), re.MULTILINE)
    file = place / "Caddyfile"
    file.write_text(f"import {line}\n".replace("/var/www/advice/current/Caddyfile", str(caddyfile)))
    more = {
        "SITE_ADDRESS": f"http://127.0.0.1:{port}", "SITE_ROOT": str(site), "CADDY_ADMIN": "off",
        "XDG_CONFIG_HOME": str(place / "config"), "XDG_DATA_HOME": str(place / "data"),
    }  # fmt: skip
    command = ["caddy", "run", "--config", str(file), "--adapter", "caddyfile"]
    with _running(command, place, port, more) as served:
        yield served


def _port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextlib.contextmanager
def _running(
    command: list[str], place: Path, port: int, more: dict[str, str] | None = None
) -> Iterator[Served]:
    with (place / "output.log").open("wb") as output:
        process = subprocess.Popen(
            command, env={**os.environ, **(more or {})}, stdout=output, stderr=output
        )
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            assert process.poll() is None, (place / "output.log").read_text()
            time.sleep(0.1)
        yield Served(f"http://127.0.0.1:{port}/", place)
    finally:
        process.terminate()
        process.wait()
        shutil.rmtree(place, ignore_errors=True)
