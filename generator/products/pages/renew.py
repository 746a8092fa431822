"""The pages of a set and the index of what can be found in them, from the last build where they hold.

With the pages we keep what each of them read, and what can be found in it. A page whose reads have the same values as then would
come out the same, so only the others are rendered. Nothing is guessed: a page that was never
rendered, or that was rendered by other code, templates, labels or icons, is rendered.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ...reads import Reads
from ...target import Files, digest
from ...view import View
from ..search import Entry, entries_of, packed
from .render import PageSet, Rendered, SitePage, render_page
from .run import run_mkdocs
from .sets import OFFLINE, PageSpec

READS = ".reads-2"
"""Name of what is kept beside the pages; the build writes no such file into the site. Whoever gives it
another form gives it another number: a cache may be older than this program."""
_NOT_FOUND = frozenset({"find", "hide", OFFLINE})
"""Pages that say nothing of their own."""


@dataclass(frozen=True)
class _Row:
    """What is known of a page."""

    spec: str
    """Digest of how it is planned."""
    reads: Sequence[int]
    """What was read, as ``Reads`` has it numbered, in order."""
    digest: str
    """Of the values that were read."""
    entries: Sequence[Entry]
    """What can be found in it."""


def make_pages(page_set: PageSet, fixed: str, before: Files | None = None) -> Files:
    """Render *page_set* and return its pages and index by path, and what is kept under the name READS.

    *fixed* is the digest of all that shapes the pages besides the advisory; *before* is what this
    function returned for an earlier state of it.
    """
    # Of all numbers together, once: else each page would read every contact.
    fixed = digest(fixed, page_set.called)
    reads = Reads(page_set.advisory)
    planned = {page.path: page for page in page_set.pages}
    specs = {path: _planned_as(page.spec, reads) for path, page in planned.items()}
    known = {} if before is None else _rows(before, fixed, reads)
    held = {
        path: row
        for path, row in known.items()
        if row.spec == specs.get(path) and row.digest == reads.digest(row.reads)
    }
    rest = _Watched(page_set, [planned[path] for path in planned if path not in held], reads)
    with reads.watched():
        made = run_mkdocs(rest) if rest.pages else {}
    rows = dict(held)
    for path, noted in rest.read.items():
        ordered = reads.in_order(noted)
        rows[path] = _Row(specs[path], ordered, reads.digest(ordered), rest.found[path])
    files = {path: made[path] if path in made else before[path] for path in planned}  # type: ignore[index]
    found = [entry for path in planned for entry in rows[path].entries]
    index = packed(found, page_set.advisory.synonyms, page_set.locale)
    return {**files, page_set.index: index, READS: _packed(rows, reads, fixed)}


@dataclass
class _Watched:
    """Some pages of a set, for MkDocs; notes what each of them reads, and what is found in it."""

    page_set: PageSet
    pages: Sequence[SitePage]
    reads: Reads
    read: dict[str, set[int]] = field(default_factory=dict)
    """What was read, by path of the page."""
    found: dict[str, list[Entry]] = field(default_factory=dict)

    @property
    def locale(self) -> str:
        return self.page_set.locale

    @property
    def direction(self) -> str:
        return self.page_set.direction

    def render(self, path: str) -> Rendered:
        spec = next(page.spec for page in self.pages if page.path == path)
        self.reads.taken()  # What was read between two pages belongs to none.
        rendered = render_page(self.page_set, spec)
        self.read[path] = self.reads.taken()
        body = "" if spec.key in _NOT_FOUND else str(rendered.body)
        self.found[path] = entries_of(body, spec.folder, self.locale)
        return rendered


def _planned_as(spec: PageSpec, reads: Reads) -> str:
    names = {
        name: reads.way(value) if isinstance(value, View) else value
        for name, value in spec.names.items()
    }
    return digest(spec.key, spec.template, names, spec.band, spec.bar)


def _packed(rows: Mapping[str, _Row], reads: Reads, fixed: str) -> bytes:
    noted = reads.in_order({number for row in rows.values() for number in row.reads})
    place = {number: at for at, number in enumerate(noted)}
    pages = {
        path: [
            row.spec, _bits([place[number] for number in row.reads], len(noted)), row.digest,
            [entry.as_row() for entry in row.entries],
        ]
        for path, row in sorted(rows.items())
    }  # fmt: skip
    kept = {"fixed": fixed, "names": [reads.names[number] for number in noted], "pages": pages}
    return zlib.compress(json.dumps(kept, ensure_ascii=False).encode(), _QUICK)


_QUICK = 1
"""The texts of all pages are a third as large then; more takes longer and saves little."""


def _bits(places: Iterable[int], count: int) -> str:
    """Set those of *count* bits that stand at *places*, the first one lowest; in hexadecimal."""
    bits = bytearray(b"0" * (count or 1))
    for place in places:
        bits[-1 - place] = ord("1")
    return f"{int(bits, 2):x}"


def _rows(before: Files, fixed: str, reads: Reads) -> dict[str, _Row]:
    """What is known of the pages in *before*; nothing when something else shaped them."""
    if READS not in before:
        return {}
    found = json.loads(zlib.decompress(before[READS]))
    if found["fixed"] != fixed:
        return {}
    noted = [reads.number(name) for name in found["names"]]
    return {
        path: _Row(
            spec, reads.in_order(_at(int(bits, 16), noted)), values,
            [Entry(*row) for row in entries],
        )
        for path, (spec, bits, values, entries) in found["pages"].items()
        if path in before
    }  # fmt: skip


def _at(bits: int, noted: Iterable[int]) -> list[int]:
    return [number for number, bit in zip(noted, reversed(f"{bits:b}"), strict=False) if bit == "1"]
