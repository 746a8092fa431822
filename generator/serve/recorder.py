"""Step 5, serve: the recorder → a local page, since some browsers give no microphone to a file.

It serves one page and takes nothing: sounds leave the browser as a file that its user saves. The
address has a token of this run; Host is checked against DNS rebinding, Origin against other pages.
"""

from __future__ import annotations

import hmac
import re
import secrets
from functools import partial
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from typing import Any

from .local import TEXT, LocalHandler, listen, own_names

_POLICY = re.compile(rb'http-equiv="Content-Security-Policy" content="([^"]+)"')


class _Handler(LocalHandler):
    def __init__(self, *words: Any, page: bytes, token: str, **options: Any) -> None:
        self._page, self._token = page, token
        super().__init__(*words, **options)

    def do_GET(self) -> None:  # noqa: N802 - so calls it http.server
        """Send the recorder; nothing else is here."""
        origin = self.headers.get("Origin")
        names = own_names(self.connection.getsockname()[1])
        if origin is not None and origin not in {f"http://{name}" for name in names}:
            self.send(HTTPStatus.FORBIDDEN, "Another page may not use the recorder.\n", TEXT)
        elif not hmac.compare_digest(self.path.encode(), f"/{self._token}/".encode()):
            self.send(HTTPStatus.FORBIDDEN, "Open the address that was printed.\n", TEXT)
        else:
            self.send(HTTPStatus.OK, self._page, "text/html; charset=utf-8")

    def do_HEAD(self) -> None:  # noqa: N802 - so calls it http.server
        """Send what GET sends, without the body."""
        self.do_GET()

    def end_headers(self) -> None:
        found = _POLICY.search(self._page)
        written = found[1].decode().replace("&#39;", "'") if found else "default-src 'none'"
        headers = {
            "Content-Security-Policy": f"{written}; frame-ancestors 'none'",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "Permissions-Policy": "microphone=(self), geolocation=(), camera=()",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
        }
        for name, value in headers.items():
            self.send_header(name, value)
        super().end_headers()


def serve_recorder(page: bytes, port: int = 0) -> tuple[ThreadingHTTPServer, str]:
    """Return a server of *page* for this machine only, and its address. Raises OSError."""
    token = secrets.token_urlsafe(24)
    server = listen(port, partial(_Handler, page=page, token=token))
    return server, f"http://localhost:{server.server_port}/{token}/"
