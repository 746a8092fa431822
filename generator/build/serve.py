"""Step 5, beside the build: show the site on this machine, build it again when something changes."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from stat import S_ISREG

LOOK_EVERY_SECONDS = 1.0


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""

    def end_headers(self) -> None:
        # A page looked at again must be the page of the last build.
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


class _QuietServer(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing when a browser leaves before it has everything."""


def serve(site: Path, port: int) -> ThreadingHTTPServer:
    """Serve *site* on this machine only, in the background; port 0 takes a free one."""
    handler = partial(_QuietHandler, directory=str(site))
    server = _QuietServer(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def changes(folders: Sequence[Path]) -> Iterator[None]:
    """Yield once after each change below *folders*, for ever."""
    seen = _stamps(folders)
    while True:
        time.sleep(LOOK_EVERY_SECONDS)
        now = _stamps(folders)
        if now != seen:
            seen = now
            yield None


def watch(folders: Sequence[Path], rebuild: Callable[[], None]) -> None:
    """Call *rebuild* after each change; returns when the user stops it."""
    try:
        for _ in changes(folders):
            rebuild()
    except KeyboardInterrupt:
        return


def _stamps(folders: Sequence[Path]) -> dict[str, tuple[int, int]]:
    found = {}
    for path in (path for folder in folders for path in folder.rglob("*")):
        if "__pycache__" in path.parts:
            continue
        # Editors save into a passing file and rename it: it may be gone between two looks.
        with contextlib.suppress(OSError):
            stat = path.stat()
            if S_ISREG(stat.st_mode):
                found[str(path)] = (stat.st_mtime_ns, stat.st_size)
    return found
