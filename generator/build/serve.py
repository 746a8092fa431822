"""Show the site on this machine, build it again when something changes, reload the open page.

The files of the site stay as they are published: what reloads a page is added while it is sent.
While there are problems, every page shows them instead of what is out of date.
"""

from __future__ import annotations

import io
import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO

LOOK_EVERY_SECONDS = 0.3
STATE_PATH = "/.advisory/state"

WORKER_PATH = "/sw.js"
# Here the network is never gone, and a copy of the last build is what an editor must not see. What an
# earlier site on the same address has left in the browser goes, too.
_NO_WORKER = """self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("advisory-")) await caches.delete(name);
  await self.registration.unregister();
})()));
"""

RELOAD_PATH = "/.advisory/reload.js"
# In a file of its own: the pages run nothing that stands inside them.
_RELOAD = """(() => {
  const version = Number(document.currentScript.dataset.version);
  setInterval(async () => {
    try {
      const state = await (await fetch("%s")).json();
      if (state.version !== version) location.reload();
    } catch { /* The server has stopped: keep what is shown. */ }
  }, 500);
})();
"""
_PROBLEMS = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Problems</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<style>body{font:16px/1.5 system-ui,sans-serif;margin:2rem;max-width:60rem}
pre{white-space:pre-wrap;border-left:4px solid #c00;padding:.5rem 1rem}</style></head>
<body><h1>The site was not built</h1>
<p>Mend these; this page goes away by itself.</p>
<pre>%s</pre>
</body></html>
"""


@dataclass
class State:
    """What the last build came to."""

    version: int = 0
    problems: str = ""
    """What the build printed when it failed; empty when the site is there."""

    def turn(self, problems: str) -> None:
        """Note a build; open pages load again."""
        self.problems = problems
        self.version += 1


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *words: Any, state: State | None = None, **named: Any) -> None:
        self.state = state
        super().__init__(*words, **named)

    def parse_request(self) -> bool:
        """Refuse what was asked of another name than this machine's own.

        A page of a stranger may let its own name lead here (DNS rebinding) and read what we send.
        """
        if not super().parse_request():
            return False
        port = self.connection.getsockname()[1]
        if self.headers.get("Host", "").lower() in own_names(port):
            return True
        self.close_connection = True
        self._send(
            HTTPStatus.MISDIRECTED_REQUEST, f"Open http://localhost:{port}/ instead.\n",
            "text/plain; charset=utf-8",
        )  # fmt: skip
        return False

    def do_GET(self) -> None:
        """Send a file; with a state, pages come with what reloads them."""
        self._answer()

    def do_HEAD(self) -> None:
        """Send what GET sends, without the body."""
        self._answer()

    def _answer(self) -> None:
        path = self.path.partition("?")[0]
        if self.state is None:
            self._send_file()
        elif path == STATE_PATH:
            row = {"version": self.state.version, "problems": self.state.problems}
            self._send(HTTPStatus.OK, json.dumps(row), "application/json")
        elif path == RELOAD_PATH:
            self._send(HTTPStatus.OK, _RELOAD % STATE_PATH, "text/javascript")
        elif path == WORKER_PATH:
            self._send(HTTPStatus.OK, _NO_WORKER, "text/javascript")
        elif path.endswith(("/", ".html")):
            self._send_page(self.state)
        else:
            self._send_file()

    def _send_file(self) -> None:
        if self.command == "HEAD":
            super().do_HEAD()
        else:
            super().do_GET()

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Open the file; a name that no file can have is one that is not there."""
        try:
            return super().send_head()
        except ValueError:
            self.send_error(HTTPStatus.NOT_FOUND)
            return None

    def _send_page(self, state: State) -> None:
        # Taken first: a build that ends while the page is read makes it load once more.
        version, status = state.version, HTTPStatus.OK
        if state.problems:
            text, status = _PROBLEMS % escape(state.problems), HTTPStatus.SERVICE_UNAVAILABLE
        else:
            page = _page(Path(self.translate_path(self.path)))
            if page is None:
                page, status = _page(Path(self.directory) / "404.html"), HTTPStatus.NOT_FOUND
            text = page or "There is no such page."
        head, end, rest = text.rpartition("</body>")
        script = f'<script src="{RELOAD_PATH}" data-version="{version}"></script>\n'
        text = f"{head}{script}{end}{rest}" if end else text + script
        self._send(status, text, "text/html; charset=utf-8")

    def _send(self, status: HTTPStatus, text: str, kind: str) -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""

    def end_headers(self) -> None:
        # A page looked at again must be the page of the last build.
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


def _page(path: Path) -> str | None:
    """Return the page at *path*, a file or a folder; None when there is none."""
    try:
        return (path / "index.html" if path.is_dir() else path).read_text("utf-8")
    except (OSError, ValueError):
        # Not there, no text, or a name that no file can have: too long, or with a zero byte.
        return None


def own_names(port: int) -> set[str]:
    """Return what the Host header may say to a server of this machine on *port*."""
    names = ("localhost", "127.0.0.1", "[::1]")
    # A browser leaves the usual port out.
    return {f"{name}:{port}" for name in names} | (set(names) if port == 80 else set())


class _QuietServer(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing when a browser leaves before it has everything."""


def serve(site: Path, port: int, state: State | None = None) -> ThreadingHTTPServer:
    """Serve *site* on this machine only, in the background; port 0 takes a free one.

    With a *state*, pages reload after each build and show its problems.
    """
    handler = partial(_Handler, directory=str(site), state=state)
    server = _QuietServer(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def changes(folders: Sequence[Path]) -> Iterator[None]:
    """Yield once after each change below *folders* since the call, for ever."""
    return _changes_since(_stamps(folders), folders)


def _changes_since(seen: dict[str, tuple[int, int]], folders: Sequence[Path]) -> Iterator[None]:
    while True:
        time.sleep(LOOK_EVERY_SECONDS)
        now = _stamps(folders)
        if now != seen:
            seen = now
            yield None


def watch(
    folders: Sequence[Path], rebuild: Callable[[], None], *, ready: Callable[[], None]
) -> None:
    """Call *rebuild*, *ready*, and *rebuild* after each change; returns when the user stops it.

    What is saved while a build runs, the first one too, is built after it.
    """
    try:
        later = changes(folders)
        rebuild()
        ready()
        for _ in later:
            rebuild()
    except KeyboardInterrupt:
        return


def _stamps(folders: Sequence[Path]) -> dict[str, tuple[int, int]]:
    found = {}
    for folder in folders:
        for path in folder.rglob("*"):
            # An editor's temporary file may go away while we look.
            try:
                stat = path.stat()
            except OSError:
                continue
            if path.is_file() and "__pycache__" not in path.parts:
                found[str(path)] = (stat.st_mtime_ns, stat.st_size)
    return found
