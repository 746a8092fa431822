"""Beside step 5, desk: where Decap CMS was installed → its script, if it is the one that we know.

Its JavaScript is not in this repository: ``make desk`` installs it from npm, by its hash.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from ..paths import REPOSITORY

VERSION = "3.16.3"
_SHA256 = "7c1efd6b616b4786e279aeef194dd21649a72058d3bc8d1f78901b574610dfb8"
"""Of dist/decap-cms.js in that version: a script changed on its way must not write our facts."""
_FILE = Path("node_modules", "decap-cms", "dist", "decap-cms.js")


class NoDecapError(Exception):
    """Decap CMS is not installed, or is another one; the message says what to do."""


def decap_script(*folders: Path) -> bytes:
    """Return the script of Decap CMS from the first of *folders*, or ours. Raises NoDecapError."""
    for folder in (*folders, REPOSITORY / "tools" / "desk"):
        try:
            data = (folder / _FILE).read_bytes()
        except OSError:
            continue
        if hashlib.sha256(data).hexdigest() != _SHA256:
            raise NoDecapError(
                f"{folder / _FILE} is not Decap CMS {VERSION} as it was published. Delete "
                f"{folder / 'node_modules'}, and run: make desk"
            )
        return data
    raise NoDecapError(
        "Decap CMS, which shows the forms, is not installed. Run: make desk (or: npm install "
        f"decap-cms@{VERSION})"
    )
