"""Step 5, serve: local requests → refused for another host name; answers that no cache keeps.

Shared by the site while somebody edits (``server``) and the desk: both listen on this machine only.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer

TEXT = "text/plain; charset=utf-8"


class LocalHandler(SimpleHTTPRequestHandler):
    """Answers requests for this machine's own names."""

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
        self.send(
            HTTPStatus.MISDIRECTED_REQUEST,
            f"Open http://localhost:{port}/ instead.\n",
            TEXT,
        )
        return False

    def send(self, status: HTTPStatus, body: str | bytes, kind: str) -> None:
        """Send *body* of the media type *kind*."""
        data = body.encode(errors="replace") if isinstance(body, str) else body
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""

    def end_headers(self) -> None:
        """What is looked at again must be as it is now."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


def own_names(port: int) -> set[str]:
    """Return what the Host header may say to a server of this machine on *port*."""
    names = ("localhost", "127.0.0.1", "[::1]")
    # A browser leaves the usual port out.
    return {f"{name}:{port}" for name in names} | (set(names) if port == 80 else set())


class _QuietServer(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing when a browser leaves before it has everything."""


def listen(port: int, handler: Callable[..., BaseHTTPRequestHandler]) -> ThreadingHTTPServer:
    """Answer on this machine only, in the background; port 0 takes a free one. Raises OSError."""
    server = _QuietServer(("127.0.0.1", port), handler)
    # It looks ten times a second whether it shall end.
    threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
    return server
