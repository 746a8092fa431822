"""What the checks of the finished tree need to know of the files of one target.

In: the files that a target came out as. Out: ``Notes``. All of it follows from their bytes, so it is
noted once, by the process that made them, and kept with them in the cache. The one place of the build
that reads HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import PurePosixPath
from posixpath import dirname, join, normpath
from typing import Any, NamedTuple, Self
from urllib.parse import unquote, urlsplit

from lxml import etree

from ..products.addresses import OFFLINE, PAGE_FILE
from ..target import Files, Target, code_digest, digest
from .sizes import asks_for_sizes
from .weight import BUDGETS, compressed, page_faults, page_kind, size_faults

_DIGITS = 32
_WEIGHED = frozenset({".html", ".css", ".js", ".ttf", ".woff2", ".webmanifest"})
"""Files that a phone keeps or loads at its first visit; PDF and pictures are sent as they are."""

_LINKS = ("src", "poster", "data", "data-next")
_WITH_LINK = etree.XPath("//*[@href or @src or @srcset or @poster or @data or @data-next]")
_IDS = etree.XPath("//@id")
_CSS_URL = re.compile(r"""url\(\s*["']?(?P<url>[^"')]+)|@import\s+["'](?P<imported>[^"']+)""")
_FONT = re.compile(r"""@font-face\{[^}]*?url\(["']?([^"')]+)""")
_LOADED_RELS = frozenset(
    ("stylesheet", "icon", "preload", "prefetch", "modulepreload", "manifest", "preconnect",
     "dns-prefetch", "apple-touch-icon")
)  # fmt: skip
_FIRST_RELS = frozenset(("stylesheet", "icon"))
"""What a browser loads with a page by itself, before anything is tapped."""
_MANIFEST = "application/manifest"
_FIRST_TAGS = frozenset(("script", "img", "audio", "source"))

# Shown under addresses that are not their own, so their links count from the root.
_SHOWN_ANYWHERE = re.compile(rf"404\.html|.+/{OFFLINE}/{re.escape(PAGE_FILE)}")


class Fingerprint(NamedTuple):
    """What a file holds."""

    digest: str
    """The first half of its SHA-256."""
    size: int
    packed: int
    """Bytes that a server sends, compressed; its size where that is not asked."""


def fingerprint_of(name: str, data: bytes) -> Fingerprint:
    """Describe the bytes *data* of the file *name*."""
    weighed = PurePosixPath(name).suffix in _WEIGHED
    packed = compressed(data) if weighed else len(data)
    return Fingerprint(digest_of(data), len(data), packed)


def digest_of(data: bytes) -> str:
    """Return the digest of a file's bytes, as a ``Fingerprint`` has it."""
    return sha256(data).hexdigest()[:_DIGITS]


@dataclass(frozen=True)
class Visit:
    """What a page loads by itself."""

    loads: Sequence[str]
    """Paths below the site."""
    named: Sequence[str]
    """Languages that its menu names: their letters may be loaded, too."""


@dataclass(frozen=True)
class Notes:
    """Facts of the files of one target."""

    files: Mapping[str, Fingerprint]
    asks: Sequence[str] = ()
    """Pages that leave room for the sizes of other files (``sizes.py``)."""
    links: Mapping[str, str] = field(default_factory=dict)
    """Addresses below the site that are no file of the target, each with a page that leads there.

    One that counts from the root begins with a slash; what follows a ``#`` is an id there.
    """
    visits: Mapping[str, Visit] = field(default_factory=dict)
    """Of the front of a host country."""
    fonts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Files of fonts that each stylesheet names, in its order."""
    faults: Sequence[str] = ()
    """Why these files must not become part of a site."""

    def as_json(self) -> dict[str, Any]:
        """What is kept of it."""
        return {
            "files": self.files,
            "asks": self.asks,
            "links": self.links,
            "visits": {page: [visit.loads, visit.named] for page, visit in self.visits.items()},
            "fonts": self.fonts,
            "faults": self.faults,
        }

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Take back what ``as_json`` gave."""
        files = {name: Fingerprint(*content) for name, content in row["files"].items()}
        visits = {page: Visit(*visit) for page, visit in row["visits"].items()}
        return cls(files, row["asks"], row["links"], visits, row["fonts"], row["faults"])


class NotedFiles(dict[str, bytes]):
    """Files with what the process that made them noted of them."""

    def __init__(self, files: Files, notes: Notes) -> None:
        super().__init__(files)
        self.notes = notes

    def __reduce__(self) -> tuple[type[NotedFiles], tuple[dict[str, bytes], Notes]]:
        return type(self), (dict(self), self.notes)


@dataclass(frozen=True)
class Noting:
    """Makes the files of a target, and notes at once what the checks need: picklable, as *make* is."""

    path: str
    make: Callable[[], Files]

    def __call__(self) -> NotedFiles:
        """Make them."""
        files = self.make()
        return NotedFiles(files, notes_of(self.path, files))


def notes_with(target: Target, files: Files) -> Notes:
    """Return what was noted of *files*, or note it now."""
    return files.notes if isinstance(files, NotedFiles) else notes_of(target.path, files)


@cache
def noted_by() -> str:
    """Digest of what notes follow from besides the files: others are not to be believed."""
    return digest(code_digest(), BUDGETS.read_bytes())


def notes_of(path: str, files: Files) -> Notes:
    """Note what the checks need of *files*, those of the target *path*."""
    contents = {name: fingerprint_of(name, data) for name, data in files.items()}
    asks = [name for name, data in files.items() if asks_for_sizes(data)]
    faults = [] if files else [f"{path} came out empty: no file."]
    for name, content in contents.items():
        faults += [f"{name} came out empty."] if not content.size else size_faults(name, content)
        if name not in asks:
            faults += page_faults(name, content)
    pages = {name: _Page(name, data) for name, data in files.items() if name.endswith(".html")}
    links: dict[str, str] = {}
    fonts: dict[str, Sequence[str]] = {}
    for name, data in files.items():
        if name in pages:
            addresses = pages[name].addresses()
        elif name.endswith(".css"):
            text = data.decode()
            addresses = _of_stylesheet(text)
            fonts[name] = [normpath(join(dirname(name), url)) for url in _FONT.findall(text)]
        else:
            continue
        faults += _followed(name, addresses, pages, files, links)
    visits = {name: page.visit() for name, page in pages.items() if page_kind(name) == "overview"}
    return Notes(contents, asks, links, visits, fonts, faults)


class _Page:
    """One page, parsed."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        # One without an element has no root.
        self._root = etree.HTML(data + b"<p>", etree.HTMLParser(encoding="utf-8"))

    @property
    def ids(self) -> set[str]:
        return {str(value) for value in _IDS(self._root)}

    def addresses(self) -> Iterator[tuple[str, bool]]:
        """Each address, and whether a browser loads it by itself."""
        for element in _WITH_LINK(self._root):
            row, tag = element.attrib, element.tag
            if href := row.get("href"):
                yield (
                    href,
                    tag in ("use", "image")
                    or (tag == "link" and not _LOADED_RELS.isdisjoint(row.get("rel", "").split())),
                )
            for name in _LINKS:
                if row.get(name):
                    yield row[name], True
            for candidate in row.get("srcset", "").split(","):
                if candidate.strip():
                    yield candidate.split()[0], True

    def visit(self) -> Visit:
        """What it loads by itself."""
        loads, named = [], []
        for element in _WITH_LINK(self._root):
            row, tag = element.attrib, element.tag
            named += [row["hreflang"]] if "hreflang" in row else []
            first = tag == "link" and (
                not _FIRST_RELS.isdisjoint(row.get("rel", "").split())
                or row.get("type", "").startswith(_MANIFEST)
            )
            if not first and tag not in _FIRST_TAGS:
                continue
            loads += [row[key] for key in ("href", "src", "data-next") if row.get(key)]
        own = [url for url in loads if not url.startswith("data:") and "://" not in url]
        return Visit(
            [*dict.fromkeys(normpath(join(dirname(self.name), url)) for url in own)],
            sorted(set(named)),
        )


def ids_of(name: str, data: bytes) -> set[str]:
    """Return the ids of a page."""
    return _Page(name, data).ids


def _of_stylesheet(text: str) -> Iterator[tuple[str, bool]]:
    for found in _CSS_URL.finditer(text):
        yield found["url"] or found["imported"], True


def _followed(
    name: str, addresses: Iterator[tuple[str, bool]], pages: Mapping[str, _Page], files: Files,
    links: dict[str, str],
) -> Iterator[str]:  # fmt: skip
    """Yield the faults of the links of the file *name*; those that leave *files* go into *links*."""
    ids: dict[str, set[str]] = {}
    for url, loaded in dict.fromkeys(addresses):
        parts = urlsplit(url)
        if parts.scheme or parts.netloc:
            if loaded and parts.scheme != "data":
                yield f"{name} would load {url} from elsewhere: bundle it."
            continue
        yield from _only_served(name, url, parts.path)
        if not parts.path and not parts.fragment:
            continue
        path = _resolved(name, parts.path)
        inside = f"#{unquote(parts.fragment)}" if parts.fragment and path.endswith(".html") else ""
        if path not in files:
            links.setdefault(f"{path}{inside}", name)
        elif inside and path in pages:
            if path not in ids:
                ids[path] = pages[path].ids
            if inside[1:] not in ids[path]:
                yield f"{name} links to {path}{inside}, but nothing there has that id."


def _only_served(name: str, url: str, path: str) -> Iterator[str]:
    """Links that a server answers and a disk does not: a site is also opened from a USB stick."""
    if _is_folder(path):
        yield f"{name} links to the folder {url}: name the file, {PAGE_FILE}, so that it opens from a disk."
    if path.startswith("/") and not _SHOWN_ANYWHERE.fullmatch(name):
        yield f"{name} links to {url}, which counts from the root: make it relative, so that it opens from a disk."


def _resolved(name: str, path: str) -> str:
    """Path from the site's root of a link in the file *name*; one from the server's root stays so."""
    if not path:
        return name
    joined = normpath(join("/", dirname(name), unquote(path)))
    joined = joined if path.startswith("/") else joined.lstrip("/")
    return join(joined, PAGE_FILE) if _is_folder(path) else joined


def _is_folder(path: str) -> bool:
    return path.endswith(("/", "/.", "/..")) or path in (".", "..")
