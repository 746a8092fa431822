"""What a phone keeps, with the digest and the packed size of each file: written in when all are there.

A list is made as paths, the most needed first (``products/offline``). Here, after the sizes in pages
(``sizes.py``), it learns which bytes its files have: ``[path, version, bytes]``. What the phone keeps
unasked ends where the budget ends. It follows from the files of the site alone, so a part of a site
and a whole one, on any number of processes, come to the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..products.offline.kept import FIRST
from ..whole_file import write_whole
from .errors import BuildError
from .sizes import fill_size, kilobytes
from .weight import Weigh, budgets, compressed

_NAME = "/keep.json"
_ASSETS = "assets/"


def is_keep_list(name: str) -> bool:
    """Tell whether the file *name* lists what a phone keeps."""
    return name.endswith(_NAME)


def write_keep_lists(
    folder: Path, names: Iterable[str], asking: Iterable[str], weigh: Weigh = compressed
) -> None:
    """Complete the lists *names*, and tell the pages *asking* for it what keeping everything costs.

    Raises BuildError when what must always be kept is over the budget.
    """
    by_set: dict[str, list[str]] = {}
    for page in asking:
        by_set.setdefault("/".join(page.split("/")[:2]), []).append(page)
    shared: dict[str, Row] = {}
    for name in names:
        listed: dict[str, Any] = json.loads((folder / name).read_bytes())
        rows = _Rows(folder, weigh, shared)
        # A page that tells the cost is itself kept: it is weighed before, and named after.
        told = kilobytes(sum(row[2] for found in _completed(name, listed, rows) for row in found))
        for page in by_set.get(name.removesuffix(_NAME), ()):
            fill_size(folder, page, name, told)
            rows.forget(page)
        kept, more = _completed(name, listed, rows)
        complete = listed | {"pages": kept, "more": more}
        text = json.dumps(complete, ensure_ascii=False, separators=(",", ":"))
        write_whole(folder / name, f"{text}\n".encode(), below=folder)


Row = tuple[str, str, int]


class _Rows:
    """Path, version and packed bytes of the files of one list; each is read once."""

    def __init__(self, folder: Path, weigh: Weigh, shared: dict[str, Row]) -> None:
        self._folder, self._weigh = folder, weigh
        self._shared = shared
        """Of assets: a stylesheet stands in the lists of a hundred countries."""
        self._own: dict[str, Row] = {}

    def of(self, paths: Iterable[str]) -> Iterator[Row]:
        """Yield a row for each of *paths* that is there: a part of a site has not all."""
        for path in paths:
            known = self._shared if path.startswith(_ASSETS) else self._own
            if path not in known:
                file = self._folder / (f"{path}index.html" if path.endswith("/") else path)
                if not file.is_file():
                    continue
                known[path] = self._read(path, file)
            yield known[path]

    def _read(self, path: str, file: Path) -> Row:
        data = file.read_bytes()
        # A PDF is packed already, and takes longest.
        size = len(data) if path.endswith((".pdf", ".png")) else self._weigh(data)
        return path, sha256(data).hexdigest()[:12], size

    def forget(self, page: str) -> None:
        """Forget the file *page*, which has changed."""
        self._own.pop(page.removesuffix("index.html"), None)


def _completed(
    name: str, listed: Mapping[str, list[str]], rows: _Rows
) -> tuple[list[Row], list[Row]]:
    """Rows of what is kept unasked, and of what comes when somebody asks."""
    most, total = budgets()["kept"], 0
    kept: list[Row] = []
    rest: list[Row] = []
    always = sum(path.startswith(_ASSETS) for path in listed["pages"]) + len(FIRST)
    for at, row in enumerate(rows.of(listed["pages"])):
        fits = total + row[2] <= most
        if not fits and at < always:
            raise BuildError(
                f"{name}: with {row[0]} a phone would keep more than the {most} bytes of "
                "budgets.yaml by itself. Shorten that page, or what every page loads."
            )
        total += row[2] if fits else 0
        (kept if fits else rest).append(row)
    return kept, [*rest, *rows.of(listed["more"])]
