"""Beside step 5: a folder with ``SHA256SUMS`` → which files were changed, added or lost since.

The gravest difference is first. For whoever got a copy of the site: by a stick, a mirror, an
archive. Anybody may have made it, so no link is followed, nothing that the list names is opened
unless it was met inside the folder, and no file is taken into memory as a whole.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal

from ..system.ordinary_file import NotOrdinaryError, kind_of, open_ordinary, read_ordinary
from .sums import SUMS, read_sums

Change = Literal["changed", "added", "missing", "unread"]

SIGNATURES = tuple(f"{SUMS}{ending}" for ending in (".asc", ".sig", ".minisig"))
"""What signs the list cannot be in it."""
_MOST_OF_A_LIST = 100_000_000
"""Bytes: a list of a million files."""
_CHUNK = 1 << 20
_CHANGES: Sequence[Change] = ("changed", "added", "missing", "unread")

_NUMBERS = "a page with numbers"
_KINDS: Mapping[str, tuple[str, ...]] = {
    "a program, which no copy of ours contains": (
        ".apk",
        ".app",
        ".bat",
        ".cmd",
        ".com",
        ".dmg",
        ".exe",
        ".hta",
        ".jar",
        ".lnk",
        ".msi",
        ".ps1",
        ".scr",
        ".sh",
        ".vbs",
    ),
    _NUMBERS: (),
    "a script, which can change every page": (".js",),
    "a page": (".html", ".htm"),
    "a style or font, which can hide or change a digit": (
        ".css",
        ".woff2",
        ".woff",
        ".ttf",
        ".otf",
    ),
    "a paper": (".pdf", ".docx", ".pptx"),
    "a text or data, which may contain numbers": (
        ".txt",
        ".json",
        ".vcf",
        ".ics",
        ".csv",
        ".atom",
        ".xml",
        ".gift",
        ".zip",
        ".webmanifest",
    ),
    "a picture or sound": (".png", ".svg", ".jpg", ".jpeg", ".mp3", ".ico"),
}
"""What a file is, by the ending of its name, the gravest first."""
_OTHER = "a file"
_RANKS = {words: rank for rank, words in enumerate([*_KINDS, _OTHER])}
_KIND_BY_SUFFIX = {suffix: words for words, suffixes in _KINDS.items() for suffix in suffixes}


class SumsError(Exception):
    """There is no list to compare with: in words, with what to do."""


@dataclass(frozen=True)
class Difference:
    """One file that is not as it was."""

    change: Change
    name: str
    """Path below the folder, which anybody may have chosen: see ``problems.seen``."""
    what: str
    """For example "a page with numbers"; of what could not be read, why."""

    @property
    def rank(self) -> tuple[int, int, str]:
        """What it is sorted by, the gravest first."""
        kind = self.what if self.what in _RANKS else kind_of_file(self.name)
        return _RANKS[kind], _CHANGES.index(self.change), self.name


@dataclass
class Comparison:
    """What a folder is beside its list."""

    same: int = 0
    """Files that are as they were."""
    differences: list[Difference] = field(default_factory=list)
    """The gravest first."""
    faults: Sequence[str] = ()
    """What is wrong with the list itself."""
    list_digest: str = ""
    """SHA-256 of the list."""
    signatures: list[str] = field(default_factory=list)
    """Names of signatures of the list, which are not looked at."""


def compare(folder: Path) -> Comparison:
    """Return how the files below *folder* differ from its ``SHA256SUMS``.

    Raises SumsError when there is no such list.
    """
    data = _read_list(folder)
    listed = read_sums(data)
    found = Comparison(faults=listed.faults, list_digest=hashlib.sha256(data).hexdigest())
    left = dict(listed.digests)
    for name, kind in _walk(folder):
        if kind == "":
            _compare_file(folder, name, left.pop(name, None), found)
        else:
            left.pop(name, None)
            found.differences.append(Difference("unread", name, kind))
    found.differences += [Difference("missing", name, kind_of_file(name)) for name in left]
    found.differences.sort(key=lambda difference: difference.rank)
    return found


def _read_list(folder: Path) -> bytes:
    try:
        data = read_ordinary(folder / SUMS, most=_MOST_OF_A_LIST + 1)
    except FileNotFoundError as error:
        raise SumsError(
            f"{folder} has no {SUMS}. A site has it since it was built by this version: build it "
            "again, or ask who gave you the copy for the file"
        ) from error
    except NotOrdinaryError as error:
        raise SumsError(f"{folder / SUMS} was not read: {error.strerror}") from error
    except OSError as error:
        raise SumsError(f"{folder / SUMS} cannot be read ({error.strerror})") from error
    if len(data) > _MOST_OF_A_LIST:
        raise SumsError(f"{folder / SUMS} has more than {_MOST_OF_A_LIST // 1_000_000} MB")
    return data


def _walk(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the path of all below *folder* but folders, and why it is unreadable; "" for a file."""
    folders = [""]
    while folders:
        inside = folders.pop()
        try:
            with os.scandir(folder / inside) as entries:
                for entry in entries:
                    name = f"{inside}{entry.name}"
                    mode = entry.stat(follow_symlinks=False).st_mode
                    if stat.S_ISDIR(mode):
                        folders.append(f"{name}/")
                    else:
                        kind = kind_of(mode)
                        yield name, f"it is {kind}, not a file" if kind else ""
        except OSError as error:
            yield inside, f"this folder cannot be read: {error.strerror}"


def _compare_file(folder: Path, name: str, digest: str | None, found: Comparison) -> None:
    if name == SUMS:
        return
    if digest is None and name in SIGNATURES:
        found.signatures.append(name)
        return
    try:
        is_digest, has_numbers = _look(folder / name)
    except OSError as error:
        found.differences.append(Difference("unread", name, f"it cannot be read: {error.strerror}"))
        return
    if is_digest == digest:
        found.same += 1
    else:
        what = kind_of_file(name, has_numbers=has_numbers)
        found.differences.append(Difference("added" if digest is None else "changed", name, what))


def _look(path: Path) -> tuple[str, bool]:
    with open_ordinary(path) as file:
        return look_at(iter(lambda: file.read(_CHUNK), b""))


def look_at(pieces: Iterable[bytes]) -> tuple[str, bool]:
    """Return the SHA-256 of a file in *pieces*, and whether a number can be tapped in it."""
    digest, numbers, end = hashlib.sha256(), False, b""
    for piece in pieces:
        digest.update(piece)
        numbers = numbers or b"tel:" in end + piece
        end = (end + piece)[-3:]
    return digest.hexdigest(), numbers


def kind_of_file(name: str, *, has_numbers: bool = False) -> str:
    """Return what the file *name* is, in words: "a page with numbers", "a paper"."""
    kind = _KIND_BY_SUFFIX.get(PurePosixPath(name).suffix.lower(), _OTHER)
    return _NUMBERS if has_numbers and kind == "a page" else kind
