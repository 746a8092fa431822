"""What a page costs a reader's prepaid data, compressed as a server sends it.

In: the staging folder and what was planned. Out: one fault for each page, or first visit, that is
heavier than ``budgets.yaml`` allows, with the excess.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePosixPath
from posixpath import basename, dirname, join, normpath
from typing import TypedDict

import yaml

from ..memo import keep_json, kept_json

BUDGETS = Path(__file__).with_name("budgets.yaml")
_LEVEL = 6
"""Of zlib: what servers use."""
_LOADED = re.compile(
    r"""<link\b[^>]*\b(?:rel=["']?(?:stylesheet|icon)\b|type="application/manifest)[^>]*>|<script\b[^>]*>"""
    r"""|<(?:img|audio|source)\b[^>]*>"""
)
_ADDRESS = re.compile(r"""\b(?:href|src|data-next)=["']([^"']+)""")
_NAMED = re.compile(r"""\bhreflang=["']([^"']+)""")
_FONT = re.compile(r"""@font-face\{[^}]*?url\(["']?([^"')]+)""")


class Visit(TypedDict):
    """What the first page of a host may cost, before anything is cached."""

    gzip: int
    gzip_with_fonts: int
    requests: int


class More(TypedDict):
    """What a language may cost instead."""

    page: int
    gzip_with_fonts: int


class Budgets(TypedDict):
    """The limits of ``budgets.yaml``."""

    files: dict[str, int]
    pages: dict[str, int]
    first_visit: Visit
    more_for: dict[str, More]
    kept: int


@cache
def budgets() -> Budgets:
    """Read ``budgets.yaml``."""
    found: Budgets = yaml.safe_load(BUDGETS.read_text("utf-8"))
    return found


def compressed(data: bytes) -> int:
    """Return how many bytes of *data* a server sends."""
    packer = zlib.compressobj(_LEVEL, wbits=31)
    return len(packer.compress(data)) + len(packer.flush())


Weigh = Callable[[bytes], int]
"""Tells how many bytes of a file a server sends: ``compressed``, or ``Weights.of``."""


class Weights:
    """What ``compressed`` said of each file: most files are those of the last build.

    They are kept in the file *path*, those of another zlib are not read. Numbers stand for files, the
    first 60 bits of their SHA-256: there are tens of thousands of them in memory.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        kept = {} if path is None else kept_json(path)
        same = kept.get("zlib") == zlib.ZLIB_RUNTIME_VERSION
        self._known: dict[int, int] = dict(kept["sizes"]) if same else {}
        self._used: dict[int, int] = {}

    def of(self, data: bytes) -> int:
        """Return how many bytes of *data* a server sends."""
        key = int(sha256(data).hexdigest()[:15], 16)
        if key not in self._used:
            self._used[key] = self._known[key] if key in self._known else compressed(data)
        return self._used[key]

    def save(self) -> None:
        """Keep what was asked for; a folder that cannot be written only makes the next build slower."""
        if self._path is None or self._used.keys() == self._known.keys():
            return
        sizes = [*self._used.items()]
        keep_json(self._path, {"zlib": zlib.ZLIB_RUNTIME_VERSION, "sizes": sizes})


def overweight(staging: Path, made: Iterable[str], weigh: Weigh = compressed) -> Iterator[str]:
    """Yield a fault for each page and first visit among the files *made* that costs too much."""
    for name in sorted(made):
        kind = page_kind(name)
        if kind is None:
            continue
        data = (staging / name).read_bytes()
        limit = page_limit(name, kind)
        # Compressed, nothing is larger than it was.
        if len(data) > limit and (size := weigh(data)) > limit:
            yield _too_heavy(name, size, limit, f"pages: {kind}")
        if kind == "overview":
            yield from _first_visit(staging, name, weigh)


def page_limit(name: str, kind: str) -> int:
    """Return the most bytes, compressed, of the page *name*, which is of *kind* (``page_kind``)."""
    pages, more = budgets()["pages"], _more_for(name)
    return max(pages.get(kind, pages["other"]), more["page"] if more else 0)


def _more_for(name: str) -> More | None:
    return budgets()["more_for"].get(name.partition("/")[0])


def page_kind(name: str) -> str | None:
    """Return which row of the budgets limits a page; None for what no reader's phone loads.

    >>> page_kind("my/thailand/index.html"), page_kind("my/thailand/hazards/flood/index.html")
    ('overview', 'hazards')
    """
    parts = PurePosixPath(name).parts
    if not name.endswith(".html") or parts[0] == "staff":
        return None
    if len(parts) == 3 and parts[2] == "index.html":
        return "overview"
    if len(parts) == 3:
        return parts[2].removesuffix(".html")
    return parts[2] if len(parts) > 3 else "above"


def first_visit(
    staging: Path, page: str, weigh: Weigh = compressed
) -> Mapping[str, tuple[int, ...]]:
    """Return the bytes of each file that the first visit of *page* loads, by path.

    Two numbers each: without web fonts, with them. A reader whose phone has letters loads no font;
    one whose phone has none loads those of the page's own language.
    """
    found: dict[str, tuple[int, ...]] = {}
    html = (staging / page).read_text("utf-8")
    found[page] = (weigh(html.encode()),) * 2
    for tag in _LOADED.findall(html):
        for address in _ADDRESS.findall(tag):
            if address.startswith("data:") or "://" in address:
                continue
            path = normpath(join(dirname(page), address))
            found[path] = (_sent(staging / path, weigh),) * 2
            if path.endswith(".css"):
                css = (staging / path).read_text("utf-8")
                fonts = [normpath(join(dirname(path), url)) for url in _FONT.findall(css)]
                for font in _own_fonts(fonts, set(_NAMED.findall(html))):
                    found[font] = (0, _sent(staging / font, weigh))
    return found


def _own_fonts(fonts: list[str], named: set[str]) -> list[str]:
    """Both weights of the first family, that of the reader's language; and for the names in the menu."""
    names = [font for font in fonts if basename(dirname(font)) == "names"]
    rest = [font for font in fonts if font not in names]
    first = dirname(rest[0]) if rest else ""
    own = [font for font in rest if dirname(font) == first]
    # A smaller cut stands before the whole file, which then waits for letters that it lacks.
    small = [font for font in own if "-Burmese-" in font]
    return [*(small or own), *(name for name in names if basename(name).split(".")[0] in named)]


def _sent(path: Path, weigh: Weigh) -> int:
    """Bytes on the network: WOFF2 and pictures are sent as they are."""
    if not path.is_file():
        return 0  # in a part of a site
    data = path.read_bytes()
    return len(data) if path.suffix in (".woff2", ".png", ".jpg") else weigh(data)


def _first_visit(staging: Path, page: str, weigh: Weigh) -> Iterator[str]:
    limits = budgets()["first_visit"]
    loaded = first_visit(staging, page, weigh)
    plain, fonts = (sum(sizes[at] for sizes in loaded.values()) for at in (0, 1))
    requests = sum(1 for sizes in loaded.values() if sizes[0])
    if plain > limits["gzip"]:
        yield _too_heavy(f"The first visit of {page}", plain, limits["gzip"], "first_visit: gzip")
    more = _more_for(page)
    limit = (more or limits)["gzip_with_fonts"]
    if fonts > limit:
        yield _too_heavy(
            f"The first visit of {page}, with web fonts,", fonts, limit, "gzip_with_fonts"
        )
    if requests > limits["requests"]:
        yield (
            f"The first visit of {page} asks for {requests} files, more than the "
            f"{limits['requests']} of {BUDGETS.name}: put some together."
        )


def _too_heavy(what: str, size: int, limit: int, row: str) -> str:
    return (
        f"{what} weighs {size} bytes compressed, {size - limit} more than the {limit} of "
        f"{BUDGETS.name} ({row}): shorten it or divide it; readers pay for each of them."
    )
