"""Checks on the finished tree, before it becomes the site.

In: the staging folder and what was planned. Out: nothing, or BuildError with every fault found.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..products.pages.place import PAGE_FILE
from ..products.pages.sets import OFFLINE
from ..target import belongs
from .errors import BuildError
from .weight import BUDGETS, Weigh, budgets, compressed, overweight

_SHOWN = 10

_LINKS = "href|src|srcset|poster|data|data-next"
# Four tags of five lead nowhere, and are passed over in one step.
_TAG = re.compile(
    rf"<(?P<tag>[a-z][a-z0-9-]*)(?=\s[^>]*\b(?:{_LINKS})=[\"'])(?P<attributes>\s[^>]*)>"
)
_ATTRIBUTE = re.compile(rf"""\b({_LINKS}|rel)=(["'])(.*?)\2""")
_CSS_URL = re.compile(r"""url\(\s*["']?(?P<url>[^"')]+)|@import\s+["'](?P<imported>[^"']+)""")
_LOADED_RELS = frozenset(
    ("stylesheet", "icon", "preload", "prefetch", "modulepreload", "manifest", "preconnect",
     "dns-prefetch", "apple-touch-icon")
)  # fmt: skip

# Shown under addresses that are not their own, so their links count from the root.
_SHOWN_ANYWHERE = re.compile(rf"404\.html|.+/{OFFLINE}/{re.escape(PAGE_FILE)}")


def check_staged(
    staging: Path, files: Mapping[str, Collection[str]], *, whole: bool, root: str = "/",
    weigh: Weigh = compressed,
) -> None:  # fmt: skip
    """Check the tree below *staging*.

    *files* are the paths that each target wrote; *root* is the path of the site's own address. In
    a part of a site (*whole* is false) links that leave the targets just made are not followed:
    what they lead to may not be built yet.
    """
    made = {name for names in files.values() for name in names}
    there = {p.relative_to(staging).as_posix() for p in staging.rglob("*") if p.is_file()}
    faults = [*_wrong_count(files, made, there, whole=whole), *_empty(staging, made)]
    if not faults:
        faults += [*_over_budget(staging, made), *overweight(staging, made, weigh)]
        faults += _pages(staging, made, there, None if whole else tuple(files), root)
    if faults:
        more = f" And {len(faults) - _SHOWN} more." if len(faults) > _SHOWN else ""
        raise BuildError(f"{' '.join(faults[:_SHOWN])}{more} The old site is untouched.")


def _wrong_count(
    files: Mapping[str, Collection[str]], made: set[str], there: set[str], *, whole: bool
) -> Iterator[str]:
    yield from (
        f"{target} came out empty: no file." for target, names in files.items() if not names
    )
    yield from (f"{name} was made but is not there." for name in sorted(made - there))
    if whole:
        extra = sorted(there - made - {"build.json"})
        yield from (f"{name} was not planned." for name in extra)


def _empty(staging: Path, made: set[str]) -> Iterator[str]:
    for name in sorted(made):
        path = staging / name
        if path.exists() and path.stat().st_size == 0:
            yield f"{name} came out empty."


def _limit(name: str) -> int | None:
    """Most bytes of a file: by the nearest folder that has a limit of its own, else by suffix."""
    files = budgets()["files"]
    parts = name.split("/")
    folders = ["/".join(parts[:count]) + "/" for count in range(len(parts) - 1, 0, -1)]
    return next((files[key] for key in [*folders, Path(name).suffix] if key in files), None)


def _over_budget(staging: Path, made: set[str]) -> Iterator[str]:
    for name in sorted(made):
        limit = _limit(name)
        size = (staging / name).stat().st_size
        if limit is not None and size > limit:
            yield (
                f"{name} has {size // 1024} KB, more than the {limit // 1024} KB of "
                f"{BUDGETS.name}: shorten it, or raise the limit there if readers can bear it."
            )


def _pages(
    staging: Path, made: set[str], there: set[str], only: tuple[str, ...] | None, root: str
) -> Iterator[str]:
    """Links that lead nowhere, and what a page would load from elsewhere."""
    for name in sorted(made):
        if not name.endswith((".html", ".css")):
            continue
        text = (staging / name).read_text("utf-8")
        for url, loaded in _urls(text, css=name.endswith(".css")):
            parts = urlsplit(url)
            if parts.scheme or parts.netloc:
                if loaded and parts.scheme != "data":
                    yield f"{name} would load {url} from elsewhere: bundle it."
                continue
            yield from _only_served(name, url, parts.path)
            path = _resolved(name, parts.path, root)
            if path and path not in there and _expected(path, only):
                yield f"{name} links to {path}, which is not there."


def _only_served(name: str, url: str, path: str) -> Iterator[str]:
    """Links that a server answers and a disk does not: a site is also opened from a USB stick."""
    if _is_folder(path):
        yield f"{name} links to the folder {url}: name the file, {PAGE_FILE}, so that it opens from a disk."
    if path.startswith("/") and not _SHOWN_ANYWHERE.fullmatch(name):
        yield f"{name} links to {url}, which counts from the root: make it relative, so that it opens from a disk."


def _urls(text: str, *, css: bool) -> Iterator[tuple[str, bool]]:
    """Each address of a file, and whether a browser loads it by itself."""
    if css:
        for found in _CSS_URL.finditer(text):
            yield found["url"] or found["imported"], True
        return
    for tag in _TAG.finditer(text):
        row = {name: value for name, _quote, value in _ATTRIBUTE.findall(tag["attributes"])}
        if href := row.get("href"):
            loads = tag["tag"] in ("use", "image") or (
                tag["tag"] == "link" and not _LOADED_RELS.isdisjoint(row.get("rel", "").split())
            )
            yield href, loads
        for name in ("src", "poster", "data", "data-next"):
            if name in row:
                yield row[name], True
        for candidate in row.get("srcset", "").split(","):
            if candidate.strip():
                yield candidate.split()[0], True


def _resolved(name: str, path: str, root: str) -> str:
    """Path from the site's root of a link in the file *name*; empty for the page itself."""
    if not path:
        return ""
    if path.startswith(root):
        path = "/" + path.removeprefix(root)
    joined = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), unquote(path)))
    joined = joined.strip("/")
    return posixpath.join(joined, PAGE_FILE) if _is_folder(path) else joined


def _is_folder(path: str) -> bool:
    return path.endswith(("/", "/.", "/..")) or path in (".", "..")


def _expected(path: str, only: tuple[str, ...] | None) -> bool:
    if only is None:
        return True
    return any(belongs(path, own) for own in only)
