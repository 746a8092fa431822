"""Step 5: lists of paths for a phone → the same lists with the version and size of each file.

A list is made as paths, the most needed first (``products/offline``). Here, after the sizes in
pages (``page_sizes.py``), it gets the bytes of its files: ``[path, version, bytes]``. What the
phone keeps unasked ends where the budget ends. The list also carries notices into pages that were
kept before. It follows from the files of the site alone, so a part of a site and a whole one, on
any number of processes, come to the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..products.offline.keep_list import FIRST
from ..products.site_paths import PAGE_FILE
from .errors import BuildError
from .page_weight import FingerprintOf, budgets

_NAME = "/keep.json"
_ASSETS = "assets/"
_VERSION = 12
"""How many digits of a digest tell one state of a file from another."""

VersionRow = tuple[str, str, int]


def is_keep_list(name: str) -> bool:
    """Return whether the file *name* lists what a phone keeps."""
    return name.endswith(_NAME)


class KeepList:
    """The list *name*, as it was made: paths alone."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self._listed: dict[str, Any] = json.loads(data)

    def files(self) -> list[str]:
        """Return the path of each file that it names."""
        return [_file(path) for path in (*self._listed["pages"], *self._listed["more"])]

    def cost(self, fingerprint_of: FingerprintOf) -> int:
        """Return how many bytes keeping everything costs."""
        return sum(row[2] for rows in self._completed(fingerprint_of) for row in rows)

    def completed(
        self, fingerprint_of: FingerprintOf, notices: Mapping[str, Any] | None = None
    ) -> bytes:
        """Return the list with the fingerprints of its files and the notices of the country.

        Raises BuildError when what must always be kept is over the budget.
        """
        automatic, on_request = self._completed(fingerprint_of)
        complete = self._listed | {"pages": automatic, "more": on_request}
        if notices and notices.get("list"):
            complete["notices"] = notices
        return f"{json.dumps(complete, ensure_ascii=False, separators=(',', ':'))}\n".encode()

    def _completed(
        self, fingerprint_of: FingerprintOf
    ) -> tuple[list[VersionRow], list[VersionRow]]:
        """Rows of what is kept unasked, and of what comes when somebody asks."""
        pages: Mapping[str, list[str]] = self._listed
        most, total = budgets()["kept"], 0
        automatic: list[VersionRow] = []
        on_request: list[VersionRow] = []
        always = sum(path.startswith(_ASSETS) for path in pages["pages"]) + len(FIRST)
        for at, row in enumerate(_rows(pages["pages"], fingerprint_of)):
            fits = total + row[2] <= most
            if not fits and at < always:
                raise BuildError(
                    f"{self.name}: with {row[0]}, a phone would store more than the {most} bytes "
                    "that budgets.yaml allows. Shorten that page, or what every page loads."
                )
            total += row[2] if fits else 0
            (automatic if fits else on_request).append(row)
        return automatic, [*on_request, *_rows(pages["more"], fingerprint_of)]


def _rows(paths: Iterable[str], fingerprint_of: FingerprintOf) -> Iterator[VersionRow]:
    """Yield a row for each of *paths* that is there: a part of a site has not all."""
    for path in paths:
        content = fingerprint_of(_file(path))
        if content is not None:
            yield path, content.digest[:_VERSION], content.packed


def _file(path: str) -> str:
    return f"{path}{PAGE_FILE}" if path.endswith("/") else path
