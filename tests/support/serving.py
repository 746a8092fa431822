"""A folder, served on this machine by the program's own server."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from generator.serve.server import serve


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Address of *folder* on this machine."""
    server = serve(folder, 0)
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
