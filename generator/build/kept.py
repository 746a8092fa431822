"""What a phone keeps, with the digest and the packed size of each file: written in when all are there.

A list is made as paths, the most needed first (``products/offline``). Here, after the sizes in pages
(``sizes.py``), it learns which bytes its files have: ``[path, version, bytes]``. What the phone keeps
unasked ends where the budget ends. It follows from the files of the site alone, so a part of a site
and a whole one, on any number of processes, come to the same.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..products.offline.kept import FIRST
from .errors import BuildError
from .sizes import fill_size, kilobytes
from .weight import budgets

_NAME = "/keep.json"
_LEVEL = 6


def is_keep_list(name: str) -> bool:
    """Tell whether the file *name* lists what a phone keeps."""
    return name.endswith(_NAME)


def write_keep_lists(folder: Path, names: Iterable[str], asking: Iterable[str]) -> None:
    """Complete the lists *names*, and tell the pages *asking* for it what keeping everything costs.

    Raises BuildError when what must always be kept is over the budget.
    """
    by_set: dict[str, list[str]] = {}
    for page in asking:
        by_set.setdefault("/".join(page.split("/")[:2]), []).append(page)
    for name in names:
        # A page that tells the cost is itself kept: it is weighed before, and named after.
        told = kilobytes(sum(row[2] for rows in _completed(folder, name) for row in rows))
        for page in by_set.get(name.removesuffix(_NAME), ()):
            fill_size(folder / page, name, told)
        kept, more = _completed(folder, name)
        listed = json.loads((folder / name).read_bytes()) | {"pages": kept, "more": more}
        text = json.dumps(listed, ensure_ascii=False, separators=(",", ":"))
        (folder / name).write_text(text + "\n", "utf-8")


Row = tuple[str, str, int]


def _completed(folder: Path, name: str) -> tuple[list[Row], list[Row]]:
    """Rows of what is kept unasked, and of what comes when somebody asks."""
    listed: dict[str, Any] = json.loads((folder / name).read_bytes())
    most, total = budgets()["kept"], 0
    kept: list[Row] = []
    rest: list[Row] = []
    always = sum(path.startswith("assets/") for path in listed["pages"]) + len(FIRST)
    for at, row in enumerate(_rows(folder, listed["pages"])):
        fits = total + row[2] <= most
        if not fits and at < always:
            raise BuildError(
                f"{name}: with {row[0]} a phone would keep more than the {most} bytes of "
                "budgets.yaml by itself. Shorten that page, or what every page loads."
            )
        total += row[2] if fits else 0
        (kept if fits else rest).append(row)
    return kept, [*rest, *_rows(folder, listed["more"])]


def _rows(folder: Path, paths: Iterable[str]) -> Iterator[Row]:
    """Path, version and packed bytes of each file that is there: a part of a site has not all."""
    for path in paths:
        file = folder / path / "index.html" if path.endswith("/") else folder / path
        if file.is_file():
            data = file.read_bytes()
            version = sha256(data).hexdigest()[:12]
            yield path, version, _packed(version, data, path)


_PACKED: dict[str, int] = {}
"""By version: a stylesheet stands in the lists of a hundred countries."""


def _packed(version: str, data: bytes, path: str) -> int:
    # A PDF is packed already, and takes longest.
    if path.endswith((".pdf", ".png")):
        return len(data)
    if version not in _PACKED:
        _PACKED[version] = len(gzip.compress(data, _LEVEL, mtime=0))
    return _PACKED[version]
