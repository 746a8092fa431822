"""Step 5: the files of one target → ``Notes`` for the checks of the finished tree.

In: the files of a target. Out: ``Notes``. All of it follows from their bytes, so it is noted once,
by the process that made them, and kept with them in the cache. This is the only place of the build
that reads HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import PurePosixPath
from posixpath import dirname, join, normpath
from sys import intern
from typing import Any, NamedTuple, Self
from urllib.parse import unquote, urlsplit

from lxml import etree

from ..cache.digests import code_digest, digest
from ..products.site_paths import OFFLINE, PAGE_FILE, is_folder, resolved
from ..products.target import Files
from .notices import has_room
from .page_sizes import asks_for_sizes
from .page_weight import BUDGETS, compressed, page_faults, page_kind, size_faults

_WEIGHED = frozenset({".html", ".css", ".js", ".svg", ".ttf", ".woff2", ".webmanifest"})
"""Files that a phone keeps or loads at its first visit; a PDF or photograph is sent as it is."""

_LINKS = ("src", "poster", "data", "data-next")
_WITH_LINK = etree.XPath("//*[@href or @src or @srcset or @poster or @data or @data-next]")
_IDS = etree.XPath("//@id")
_CSS_URL = re.compile(r"""url\(\s*["']?(?P<url>[^"')]+)|@import\s+["'](?P<imported>[^"']+)""")
_FONT = re.compile(r"""@font-face\{[^}]*?url\(["']?([^"')]+)""")
_LOADED_RELS = frozenset(
    (
        "stylesheet",
        "icon",
        "preload",
        "prefetch",
        "modulepreload",
        "manifest",
        "preconnect",
        "dns-prefetch",
        "apple-touch-icon",
    )
)
_FIRST_RELS = frozenset(("stylesheet", "icon"))
"""What a browser loads with a page before anything is tapped."""
_MANIFEST = "application/manifest"
_FIRST_TAGS = frozenset(("script", "img", "audio", "source"))

# Shown under addresses that are not their own, so their links count from the root.
_SHOWN_ANYWHERE = re.compile(rf"404\.html|.+/{OFFLINE}/{re.escape(PAGE_FILE)}")


class Fingerprint(NamedTuple):
    """What a file contains."""

    digest: str
    """Its SHA-256, as SHA256SUMS has it."""
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
    return sha256(data).hexdigest()


def contents_of(rows: Mapping[str, Iterable[Any]]) -> dict[str, Fingerprint]:
    """Take back contents of files by name, as JSON has them."""
    # A name comes from several places: it is kept once.
    return {intern(name): Fingerprint(*row) for name, row in rows.items()}


@dataclass(frozen=True)
class PageLoads:
    """What a page loads before anything is tapped."""

    loads: Sequence[str]
    """Paths below the site."""
    languages: Sequence[str]
    """Languages that its menu names: their letters may be loaded, too."""


@dataclass(frozen=True, slots=True)
class TargetFiles:
    """The files of one target, as long as they stand in a tree."""

    files: Mapping[str, Fingerprint]
    asks: Sequence[str] = ()
    """Pages with room for sizes of other files (``page_sizes.py``) or notices (``notices.py``)."""
    visits: Mapping[str, PageLoads] = field(default_factory=dict)
    """Of the front of a host country."""
    fonts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Files of fonts that each stylesheet names, in its order."""

    def as_json(self) -> dict[str, Any]:
        """What is kept of it."""
        visits = {page: [visit.loads, visit.languages] for page, visit in self.visits.items()}
        more = {"asks": self.asks, "visits": visits, "fonts": self.fonts}
        # Most targets have nothing but files, and there are tens of thousands.
        return {"files": self.files} | {name: value for name, value in more.items() if value}

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Take back what ``as_json`` gave."""
        visits = {page: PageLoads(*visit) for page, visit in row.get("visits", {}).items()}
        return cls(contents_of(row["files"]), row.get("asks", ()), visits, row.get("fonts", {}))


@dataclass(frozen=True)
class Notes:
    """Facts of the files of one target, for those who bring them into a tree."""

    target: TargetFiles
    links: Mapping[str, str] = field(default_factory=dict)
    """Addresses below the site that are no file of the target, each with a page that leads there.

    One that counts from the root begins with a slash; what follows a ``#`` is an id there.
    """
    faults: Sequence[str] = ()
    """Why these files must not become part of a site."""

    def as_json(self) -> dict[str, Any]:
        """What is kept of it."""
        return {"target": self.target.as_json(), "links": self.links, "faults": self.faults}

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Take back what ``as_json`` gave."""
        return cls(TargetFiles.of(row["target"]), row["links"], row["faults"])


class NotedFiles(dict[str, bytes]):
    """Files with what the process that made them noted of them."""

    def __init__(self, files: Files, notes: Notes) -> None:
        super().__init__(files)
        self.notes = notes

    def __reduce__(self) -> tuple[type[NotedFiles], tuple[dict[str, bytes], Notes]]:
        return type(self), (dict(self), self.notes)


@dataclass(frozen=True)
class Noting:
    """A callable that makes the files of a target with their notes: picklable, as *make* is."""

    path: str
    make: Callable[[], Files]

    def __call__(self) -> NotedFiles:
        """Make them."""
        files = self.make()
        return NotedFiles(files, notes_of(self.path, files))


def notes_with(path: str, files: Files) -> Notes:
    """Return what was noted of *files*, those of the target *path*, or note it now."""
    return files.notes if isinstance(files, NotedFiles) else notes_of(path, files)


@cache
def noted_by() -> str:
    """Digest of what notes follow from besides the files: others are not to be believed."""
    return digest(code_digest(), BUDGETS.read_bytes())


def notes_of(path: str, files: Files) -> Notes:
    """Note what the checks need of *files*, those of the target *path*."""
    contents = {name: fingerprint_of(name, data) for name, data in files.items()}
    asks = [n for n, data in files.items() if asks_for_sizes(data) or has_room(data)]
    faults = [] if files else [f"{path} came out empty: no file."]
    for name, content in contents.items():
        faults += [f"{name} came out empty."] if not content.size else size_faults(name, content)
        # A page with room for sizes or notices is weighed when the sizes are in it.
        if name not in asks:
            faults += page_faults(name, content)
    pages = {name: _Page(name, data) for name, data in files.items() if name.endswith(".html")}
    styles = {name: data.decode() for name, data in files.items() if name.endswith(".css")}
    links: dict[str, str] = {}
    for name in files:
        if name in pages:
            faults += _link_faults(name, pages[name].addresses(), pages, files, links)
        elif name in styles:
            addresses = _stylesheet_addresses(styles[name])
            faults += _link_faults(name, addresses, pages, files, links)
    fonts = {name: _font_files(name, text) for name, text in styles.items()}
    visits = {name: page.visit() for name, page in pages.items() if page_kind(name) == "overview"}
    return Notes(TargetFiles(contents, asks, visits, fonts), links, faults)


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
        """Each address, and whether a browser loads it before anything is tapped."""
        for element in _WITH_LINK(self._root):
            row, tag = element.attrib, element.tag
            if href := row.get("href"):
                yield (
                    href,
                    # In SVG these load what they name, where a link only leads there.
                    tag in ("use", "image")
                    or (tag == "link" and not _LOADED_RELS.isdisjoint(row.get("rel", "").split())),
                )
            for name in _LINKS:
                if row.get(name):
                    yield row[name], True
            for candidate in row.get("srcset", "").split(","):
                if candidate.strip():
                    yield candidate.split()[0], True

    def visit(self) -> PageLoads:
        """What it loads by itself."""
        loads, languages = [], []
        for element in _WITH_LINK(self._root):
            row, tag = element.attrib, element.tag
            languages += [row["hreflang"]] if "hreflang" in row else []
            if tag not in _FIRST_TAGS and not (tag == "link" and _is_loaded_first(row)):
                continue
            loads += [row[key] for key in ("href", "src", "data-next") if row.get(key)]
        local_urls = [url for url in loads if not url.startswith("data:") and "://" not in url]
        return PageLoads(
            # A view of a sheet of pictures (#…) is loaded once with all the others.
            [
                *dict.fromkeys(
                    normpath(join(dirname(self.name), urlsplit(url).path)) for url in local_urls
                )
            ],
            sorted(set(languages)),
        )


def _is_loaded_first(link: Mapping[str, str]) -> bool:
    """Return whether a browser loads what the ``link`` element names with the page."""
    rels = link.get("rel", "").split()
    return not _FIRST_RELS.isdisjoint(rels) or link.get("type", "").startswith(_MANIFEST)


def ids_of(name: str, data: bytes) -> set[str]:
    """Return the ids of a page."""
    return _Page(name, data).ids


def _font_files(name: str, text: str) -> list[str]:
    """Return the files of fonts that the stylesheet *name* loads, in its order."""
    return [normpath(join(dirname(name), url)) for url in _FONT.findall(text)]


def _stylesheet_addresses(text: str) -> Iterator[tuple[str, bool]]:
    for rule in _CSS_URL.finditer(text):
        yield rule["url"] or rule["imported"], True


def _link_faults(
    name: str,
    addresses: Iterator[tuple[str, bool]],
    pages: Mapping[str, _Page],
    files: Files,
    links: dict[str, str],
) -> Iterator[str]:
    """Yield the faults of the links in the file *name*; put links out of *files* into *links*."""
    ids: dict[str, set[str]] = {}
    for url, loaded in dict.fromkeys(addresses):
        parts = urlsplit(url)
        if parts.scheme or parts.netloc:
            if loaded and parts.scheme != "data":
                yield f"{name} would load {url} from another site: bundle it."
            continue
        yield from _faults_on_a_disk(name, url, parts.path)
        if not parts.path and not parts.fragment:
            continue
        path = resolved(name, parts.path)
        inside = f"#{unquote(parts.fragment)}" if parts.fragment and path.endswith(".html") else ""
        if path not in files:
            links.setdefault(f"{path}{inside}", name)
        elif inside and path in pages:
            if path not in ids:
                ids[path] = pages[path].ids
            if inside[1:] not in ids[path]:
                yield f"{name} links to {path}{inside}, but nothing there has that id."


def _faults_on_a_disk(name: str, url: str, path: str) -> Iterator[str]:
    """Links that a server answers and a disk does not: a site is also opened from a USB stick."""
    if is_folder(path):
        yield (
            f"{name} links to the folder {url}: name the file, {PAGE_FILE}, "
            "so that it opens from a disk."
        )
    if path.startswith("/") and not _SHOWN_ANYWHERE.fullmatch(name):
        yield (
            f"{name} links to {url}, which counts from the root: make it relative, "
            "so that it opens from a disk."
        )
