"""The pages of a set, made from those of the last build where they still hold.

With the pages we keep what each of them read. A page whose reads have the same values as then would
come out the same, so only the others are rendered. Nothing is guessed: a page that was never
rendered, or that was rendered by other code, templates, labels or icons, is rendered.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ...reads import Reads
from ...target import Files, digest
from ...view import View
from .render import PageSet, Rendered, SitePage, render_page
from .run import run_mkdocs
from .sets import PageSpec

READS = ".reads"
"""Name of what is kept beside the pages; the build writes no such file into the site."""


@dataclass(frozen=True)
class _Row:
    """What is known of a page."""

    spec: str
    """Digest of how it is planned."""
    reads: Sequence[str]
    digest: str
    """Of the values that were read."""


def make_pages(page_set: PageSet, fixed: str, before: Files | None = None) -> Files:
    """Render *page_set* and return its pages by path, and what they read under the name READS.

    *fixed* is the digest of all that shapes the pages besides the advisory; *before* is what this
    function returned for an earlier state of it.
    """
    reads = Reads(page_set.advisory)
    planned = {page.path: page for page in page_set.pages}
    specs = {path: _planned_as(page.spec, reads) for path, page in planned.items()}
    known = {} if before is None else _rows(before, fixed)
    held = {
        path: row
        for path, row in known.items()
        if row.spec == specs.get(path) and row.digest == reads.digest(row.reads)
    }
    rest = _Watched(page_set, [planned[path] for path in planned if path not in held], reads)
    with reads.watched():
        made = run_mkdocs(rest) if rest.pages else {}
    rows = held | {
        path: _Row(specs[path], names, reads.digest(names)) for path, names in rest.read.items()
    }
    files = {path: made[path] if path in made else before[path] for path in planned}  # type: ignore[index]
    return {**files, READS: _packed(rows, fixed)}


@dataclass
class _Watched:
    """Some pages of a set, for MkDocs; notes what each of them reads."""

    page_set: PageSet
    pages: Sequence[SitePage]
    reads: Reads
    read: dict[str, list[str]] = field(default_factory=dict)
    """Names of what was read, by path of the page."""

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
        self.read[path] = sorted(self.reads.taken())
        return rendered


def _planned_as(spec: PageSpec, reads: Reads) -> str:
    names = {
        name: reads.way(value) if isinstance(value, View) else value
        for name, value in spec.names.items()
    }
    return digest(spec.key, spec.template, names, spec.band, spec.bar)


def _packed(rows: Mapping[str, _Row], fixed: str) -> bytes:
    names = sorted({name for row in rows.values() for name in row.reads})
    place = {name: number for number, name in enumerate(names)}
    pages = {
        path: [row.spec, _bits([place[name] for name in row.reads], len(names)), row.digest]
        for path, row in sorted(rows.items())
    }
    return json.dumps({"fixed": fixed, "names": names, "pages": pages}).encode()


def _bits(places: Iterable[int], count: int) -> str:
    """Set those of *count* bits that stand at *places*, the first one lowest; in hexadecimal."""
    bits = bytearray(b"0" * (count or 1))
    for place in places:
        bits[-1 - place] = ord("1")
    return f"{int(bits, 2):x}"


def _rows(before: Files, fixed: str) -> dict[str, _Row]:
    """What is known of the pages in *before*; nothing when something else shaped them."""
    if READS not in before:
        return {}
    found = json.loads(before[READS])
    if found["fixed"] != fixed:
        return {}
    return {
        path: _Row(spec, _named(int(bits, 16), found["names"]), values)
        for path, (spec, bits, values) in found["pages"].items()
        if path in before
    }


def _named(bits: int, names: Iterable[str]) -> list[str]:
    return [name for name, bit in zip(names, reversed(f"{bits:b}"), strict=False) if bit == "1"]
