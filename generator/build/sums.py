"""Step 5: files and their digests → ``SHA256SUMS``, as ``sha256sum -c`` reads it, and back again.

In: the SHA-256 of each file, by its path. Out: a line for each; or, of a list that anybody may have
written, its rows and what is wrong with it. Source of the form: the manual of GNU coreutils,
"md5sum invocation".
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SUMS = "SHA256SUMS"
"""Name of the list, at the root of a site and of a package for a stick."""

_ROW = re.compile(rb"(?P<escaped>\\?)(?P<digest>[0-9a-fA-F]{64}) [ *](?P<name>.+)")
_ESCAPES = {b"\\": b"\\\\", b"\n": b"\\n", b"\r": b"\\r"}
_PLAIN = {escaped: letter for letter, escaped in _ESCAPES.items()}


@dataclass(frozen=True)
class Sums:
    """A list of check sums that was read."""

    digests: Mapping[str, str]
    """SHA-256 in small letters, by path below the folder of the list; no path leads out of it."""
    faults: Sequence[str]
    """What is wrong with its lines, in words."""


def write_sums(digests: Mapping[str, str]) -> bytes:
    """Return the list of *digests*, sorted by path: the same bytes for the same files."""
    return b"".join(_line(os.fsencode(name), digests[name]) for name in sorted(digests))


def _line(name: bytes, digest: str) -> bytes:
    escaped = re.sub(rb"[\\\n\r]", lambda letter: _ESCAPES[letter[0]], name)
    mark = b"\\" if escaped != name else b""
    return mark + digest.encode() + b"  " + escaped + b"\n"


def read_sums(data: bytes) -> Sums:
    """Return the rows of a list of any origin, and its faults.

    A line of another form, or with a path out of the folder, is a fault.
    """
    digests: dict[str, str] = {}
    faults: list[str] = []
    # A list that went through Windows has another end of lines.
    for number, line in enumerate(data.replace(b"\r\n", b"\n").split(b"\n"), 1):
        if not line:
            continue
        found = _ROW.fullmatch(line)
        if found is None:
            faults.append(f"line {number} is no check sum and name")
            continue
        name = os.fsdecode(_unescaped(found["name"]) if found["escaped"] else found["name"])
        name = name.removeprefix("./")
        if not _is_inside(name):
            faults.append(f'line {number} names a file outside of the folder: "{name}"')
        elif name in digests:
            faults.append(f'line {number} names "{name}" a second time')
        else:
            digests[name] = found["digest"].decode().lower()
    return Sums(digests, faults)


def _unescaped(name: bytes) -> bytes:
    return re.sub(rb"\\[\\nr]", lambda letters: _PLAIN[letters[0]], name)


def _is_inside(name: str) -> bool:
    # A backslash parts folders on Windows, and a colon names a disk: no site has either.
    parts = re.split(r"[/\\]", name)
    return (
        not {"", ".", ".."} & set(parts) and "\0" not in name and not re.match(r"[A-Za-z]:", name)
    )
