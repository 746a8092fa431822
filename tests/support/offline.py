"""A server that notes what it is asked, and a browser that waits for the copy on the phone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page

STORE = "advisory-2 /"
SHARED = "advisory-1"
"""What earlier workers called the copy of every site of an address."""
KEYS = """async store => {
  if (!await caches.has(store)) return [];
  const keys = await (await caches.open(store)).keys();
  return keys.map(key => key.url.slice(location.origin.length + 1));
}"""


class Server:
    """Serves a folder until it is stopped; ``asked`` are the addresses it was asked for."""

    def __init__(self, folder: Path) -> None:
        self.asked: list[str] = []
        handler = partial(_Handler, directory=str(folder), asked=self.asked)
        self._server = _Quiet(("127.0.0.1", 0), handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *words: Any, asked: list[str], **named: Any) -> None:
        self.asked = asked
        super().__init__(*words, **named)

    def do_GET(self) -> None:
        self.asked.append(self.path.lstrip("/"))
        # Times of files count in seconds: two builds of one test would look the same.
        del self.headers["If-Modified-Since"]
        super().do_GET()

    def log_message(self, *_: object) -> None:
        pass


class _Quiet(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        pass


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    server = Server(folder)
    try:
        yield server
    finally:
        server.stop()


def kept_keys(view: Page, store: str = STORE) -> list[str]:
    """Addresses in the copy, without the origin."""
    keys: list[str] = view.evaluate(KEYS, store)
    return keys


def wait_until_kept(view: Page, *sets: str, store: str = STORE) -> list[str]:
    """Wait until the worker controls the page and has accepted what it keeps of *sets*."""
    wanted = {f"{name}keep.json" for name in sets}
    for _ in range(200):
        controlled = view.evaluate("!!(navigator.serviceWorker || {}).controller")
        if controlled and wanted <= set(keys := kept_keys(view, store)):
            return keys
        view.wait_for_timeout(100)
    raise AssertionError(f"not kept within 20 seconds: {wanted}; {kept_keys(view, store)}")


def clear_http_cache(context: BrowserContext, view: Page) -> None:
    session = context.new_cdp_session(view)
    session.send("Network.clearBrowserCache")
    session.detach()
