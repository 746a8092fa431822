"""Beside step 5, desk: HTTP requests of a local browser → the page with forms, and answers.

Every request has the token of this run in its address: no other page or program of this machine
knows it. Host is checked against DNS rebinding, Origin against other pages that post here, and the
policy loads nothing from elsewhere.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from ..paths import ASSETS
from ..serve.local import TEXT, LocalHandler, listen, own_names
from .backend import Backend
from .checking import Checker
from .entries import Entries
from .fields import form_config

_API = "api/v1"
_MOST_BYTES = 2_000_000
_WAIT_SECONDS = 30
"""So long a browser may take to send what it began to send."""
# Decap CMS makes functions of its schema and styles while it runs; it shows icons as data.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_FILES = {
    "": ("index.html", "text/html; charset=utf-8"),
    "desk.js": ("desk.js", "text/javascript; charset=utf-8"),
    "desk.css": ("desk.css", "text/css; charset=utf-8"),
}


@dataclass(frozen=True)
class Desk:
    """What the server hands out: forms of *content*; *script* is that of Decap CMS."""

    content: Path
    base: Path
    script: bytes
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @cached_property
    def entries(self) -> Entries:
        """The entries of its forms."""
        return Entries(self.content, self.base)

    def address(self, port: int) -> str:
        """Return the address to open."""
        return f"http://127.0.0.1:{port}/{self.token}/"

    @property
    def config(self) -> dict[str, Any]:
        """The configuration of Decap CMS as it is now: a new country has forms at once."""
        backend = {"name": "proxy", "proxy_url": f"/{self.token}/{_API}", "branch": "content"}
        return form_config(backend, self.content)


class _Handler(LocalHandler):
    timeout = _WAIT_SECONDS

    def __init__(self, *words: Any, desk: Desk, backend: Backend, **options: Any) -> None:
        self._desk, self._backend = desk, backend
        super().__init__(*words, **options)

    def do_GET(self) -> None:  # noqa: N802 - so calls it http.server
        """Send a file of the desk."""
        name = self._below_token()
        if name is None:
            return
        if name in _FILES:
            file, kind = _FILES[name]
            self.send(HTTPStatus.OK, (ASSETS / "desk" / file).read_bytes(), kind)
        elif name == "decap-cms.js":
            self.send(HTTPStatus.OK, self._desk.script, "text/javascript; charset=utf-8")
        elif name == "config.json":
            self.send(HTTPStatus.OK, json.dumps(self._desk.config), "application/json")
        else:
            self.send(HTTPStatus.NOT_FOUND, "The desk has no such page.\n", TEXT)

    def do_HEAD(self) -> None:  # noqa: N802 - so calls it http.server
        """Send what GET sends, without the body."""
        self.do_GET()

    def do_POST(self) -> None:  # noqa: N802 - so calls it http.server
        """Answer an action of the backend."""
        name = self._below_token(posts=True)
        if name is None:
            return
        body = self._body() if name == _API else None
        if body is None:
            self._refuse(HTTPStatus.BAD_REQUEST, "That is no question to the desk.")
            return
        try:
            status, answer = self._backend.answer(body)
        except Exception as error:  # noqa: BLE001 - the editor is told; the form has the words
            status = HTTPStatus.INTERNAL_SERVER_ERROR
            words = (
                f"Nothing was saved: a fault of the program ({type(error).__name__}: {error}). "
                "Please report it."
            )
            answer = {"error": words}
        self.send(status, json.dumps(answer), "application/json")

    def _below_token(self, *, posts: bool = False) -> str | None:
        """Return the path after the token; None = refused: no token, or from another page."""
        origin = self.headers.get("Origin")
        port = self.connection.getsockname()[1]
        own = {f"http://{name}" for name in own_names(port)}
        site = self.headers.get("Sec-Fetch-Site", "same-origin")
        if (origin is not None or posts) and origin not in own:
            self._refuse(HTTPStatus.FORBIDDEN, "Another page may not use the desk.")
            return None
        if posts and site != "same-origin":
            self._refuse(HTTPStatus.FORBIDDEN, "Another page may not use the desk.")
            return None
        # "/TOKEN/" and what is behind it.
        parts = self.path.partition("?")[0].split("/", 2)
        token = parts[1] if len(parts) == 3 else ""
        if not hmac.compare_digest(token.encode(), self._desk.token.encode()):
            self._refuse(HTTPStatus.FORBIDDEN, "Open the address that advisory desk has printed.")
            return None
        return parts[2]

    def _body(self) -> Any:
        """Return what was posted as JSON; None when it is none, or too much of it."""
        kind = self.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        length = self.headers.get("Content-Length", "")
        if kind != "application/json" or not length.isascii() or not length.isdecimal():
            return None
        if len(length) > 9 or int(length) > _MOST_BYTES:
            return None
        try:
            return json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError, OSError):
            return None

    def _refuse(self, status: HTTPStatus, words: str) -> None:
        # What was posted is not read: the next request would begin in the middle of it.
        self.close_connection = True
        self.send(status, json.dumps({"error": words}) + "\n", "application/json")

    def end_headers(self) -> None:
        headers: Mapping[str, str] = {
            "Content-Security-Policy": POLICY,
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
        }
        for name, value in headers.items():
            self.send_header(name, value)
        super().end_headers()


def serve_desk(desk: Desk, port: int = 0) -> ThreadingHTTPServer:
    """Return a server of *desk* for this machine only; port 0 = any free one. Raises OSError."""
    backend = Backend(desk.entries, Checker(desk.content, desk.base))
    return listen(port, partial(_Handler, desk=desk, backend=backend))
