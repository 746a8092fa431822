"""Step 5: files and their sizes → one fault for each page or file above ``budgets.yaml``.

In: files and their sizes. Out: one fault for each file, page or first visit that is heavier than
``budgets.yaml`` allows, with the excess.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path, PurePosixPath
from posixpath import basename, dirname
from typing import TYPE_CHECKING, TypedDict

import yaml

from ..paths import PACKAGE
from ..products.site_paths import STAFF, WORDLESS

if TYPE_CHECKING:
    from .notes import Fingerprint, PageLoads

BUDGETS = PACKAGE / "build" / "budgets.yaml"
COURSE = "course"
"""Kind of the page of a course (``my/staff/thailand/courses/talking/index.html``): the longest."""
_NO_WORDS = "wordless"
"""Kind of a page without words: no notice has a place there."""
_LEVEL = 6
"""Of zlib: what servers use."""
_SENT_AS_IT_IS = frozenset({".woff2", ".png", ".jpg", ".pdf", ".docx", ".zip"})


class FirstVisit(TypedDict):
    """What the first page of a host may cost, before anything is cached."""

    style: int
    script: int
    gzip: int
    gzip_with_fonts: int
    requests: int


class Notices(TypedDict):
    """What a page keeps free for notices of a day."""

    most: int
    bytes: int


class More(TypedDict):
    """What a language may cost instead."""

    page: int
    gzip_with_fonts: int


class Budgets(TypedDict):
    """The limits of ``budgets.yaml``."""

    files: dict[str, int]
    pages: dict[str, int]
    notices: Notices
    without_room: list[str]
    first_visit: FirstVisit
    more_for: dict[str, More]
    kept: int


@cache
def budgets() -> Budgets:
    """Read ``budgets.yaml``."""
    limits: Budgets = yaml.safe_load(BUDGETS.read_text("utf-8"))
    return limits


def compressed(data: bytes) -> int:
    """Return how many bytes of *data* a server sends."""
    # 31: with the header of gzip, as a server sends it.
    packer = zlib.compressobj(_LEVEL, wbits=31)
    return len(packer.compress(data)) + len(packer.flush())


def size_faults(name: str, content: Fingerprint) -> Iterator[str]:
    """Yield a fault when the file *name* is larger than its budget."""
    limit = _limit(name)
    if limit is not None and content.size > limit:
        yield (
            f"{name} has {content.size // 1024} KB, more than the {limit // 1024} KB of "
            f"{BUDGETS.name}: shorten it, or raise the limit there if readers can bear it."
        )


def _limit(name: str) -> int | None:
    """Return the most bytes of a file.

    By the nearest folder with a limit for its suffix or for all files, else by its kind, else by
    its suffix.
    """
    files = budgets()["files"]
    parts = name.split("/")
    folders = ["/".join(parts[:count]) + "/" for count in range(len(parts) - 1, 0, -1)]
    # ".scorm.zip" before ".zip".
    suffixes = Path(name).suffixes
    ends = ["".join(suffixes[at:]) for at in range(len(suffixes))]
    keys = [key for folder in folders for key in (*(folder + end for end in ends), folder)]
    kind = page_kind(name)
    return next((files[key] for key in [*keys, kind, *ends] if key in files), None)


def page_faults(name: str, content: Fingerprint) -> Iterator[str]:
    """Yield a fault when the file *name* is a page that is heavier than its budget."""
    kind = page_kind(name)
    if kind is not None and content.packed > (limit := page_limit(name, kind)):
        yield _too_heavy(name, content.packed, limit, f"pages: {kind}")


def page_limit(name: str, kind: str) -> int:
    """Return the most bytes, compressed, of the page *name*, which is of *kind* (``page_kind``).

    A page of a host country is built with room for notices, except those that have none yet. Pages
    for those who assist, and those without words, show none.
    """
    pages, more = budgets()["pages"], _more_for(name)
    limit = pages.get(kind, pages["other"])
    if kind not in ("above", STAFF, COURSE, _NO_WORDS) and name not in budgets()["without_room"]:
        limit -= notices_room()
    return max(limit, more["page"] if more else 0)


def notices_room() -> int:
    """Return the bytes that a page keeps free for notices.

    >>> notices_room()
    750
    """
    notices = budgets()["notices"]
    return notices["most"] * notices["bytes"]


def _more_for(name: str) -> More | None:
    return budgets()["more_for"].get(name.partition("/")[0])


def page_kind(name: str) -> str | None:
    """Return which row of the budgets limits a page; None for what no reader's phone loads.

    >>> page_kind("my/thailand/index.html"), page_kind("my/thailand/hazards/flood/index.html")
    ('overview', 'hazards')
    """
    parts = PurePosixPath(name).parts
    if not name.endswith(".html") or parts[0] == STAFF:
        return None
    if parts[0] == WORDLESS:
        return _NO_WORDS
    if len(parts) > 2 and parts[1] == STAFF:
        return COURSE if _is_course(parts) else STAFF
    if len(parts) == 3 and parts[2] == "index.html":
        return "overview"
    if len(parts) == 3:
        return parts[2].removesuffix(".html")
    return parts[2] if len(parts) > 3 else "above"


def _is_course(parts: tuple[str, ...]) -> bool:
    return len(parts) == 6 and parts[3] == "courses"


FingerprintOf = Callable[[str], "Fingerprint | None"]
"""Returns the content of the file at a path; None when it is missing, as in a part of a site."""
FontsOf = Callable[[str], Sequence[str]]
"""Tells which files of fonts a stylesheet names."""


def first_visit(
    page: str, visit: PageLoads, fingerprint_of: FingerprintOf, fonts_of: FontsOf
) -> Mapping[str, tuple[int, int]]:
    """Return the bytes of each file that the first visit of *page* loads, by path.

    Two numbers each: without web fonts, with them. A reader whose phone has letters loads no font;
    one whose phone has none loads those of the page's own language.
    """

    def sent(path: str) -> int:
        content = fingerprint_of(path)
        if content is None:
            return 0
        return content.size if Path(path).suffix in _SENT_AS_IT_IS else content.packed

    loaded: dict[str, tuple[int, int]] = {}
    for path in (page, *visit.loads):
        loaded[path] = sent(path), sent(path)
        for font in _own_fonts(fonts_of(path), visit.languages):
            loaded[font] = 0, sent(font)
    return loaded


def _own_fonts(fonts: Sequence[str], languages: Sequence[str]) -> list[str]:
    """Return both weights of the first family (the reader's), and fonts of names in the menu."""
    # Cut to the letters of the languages' own names, one small file each, for the menu.
    names = [font for font in fonts if basename(dirname(font)) == "names"]
    families = [font for font in fonts if font not in names]
    first = dirname(families[0]) if families else ""
    files = [font for font in families if dirname(font) == first]
    # A smaller cut is before the whole file, which then waits for letters that it lacks.
    small = [font for font in files if "-Burmese-" in font]
    return [
        *(small or files),
        *(name for name in names if basename(name).split(".")[0] in languages),
    ]


def first_visit_faults(page: str, loaded: Mapping[str, tuple[int, int]]) -> Iterator[str]:
    """Yield a fault for each limit that the first visit of *page* with *loaded* exceeds."""
    limits = budgets()["first_visit"]
    yield from _before_fonts(page, loaded)
    plain, fonts = (sum(sizes[at] for sizes in loaded.values()) for at in (0, 1))
    requests = sum(1 for sizes in loaded.values() if sizes[0])
    if plain > limits["gzip"]:
        yield _too_heavy(f"The first visit of {page}", plain, limits["gzip"], "first_visit: gzip")
    limit = (_more_for(page) or limits)["gzip_with_fonts"]
    if fonts > limit:
        yield _too_heavy(
            f"The first visit of {page}, with web fonts,", fonts, limit, "gzip_with_fonts"
        )
    if requests > limits["requests"]:
        yield (
            f"The first visit of {page} asks for {requests} files, more than the "
            f"{limits['requests']} of {BUDGETS.name}: put some together."
        )


def _before_fonts(page: str, loaded: Mapping[str, tuple[int, int]]) -> Iterator[str]:
    """Yield a fault when the page with its style, or with its script too, is too heavy.

    Where a language may have a longer page, by as much more.
    """
    limits, more = budgets()["first_visit"], _more_for(page)
    longer = max(more["page"] - budgets()["pages"]["overview"], 0) if more else 0
    sizes = {name: plain for name, (plain, _fonts) in loaded.items()}
    style = sizes[page] + sum(size for name, size in sizes.items() if name.endswith(".css"))
    script = style + sum(size for name, size in sizes.items() if name.endswith(".js"))
    if style > limits["style"] + longer:
        yield _too_heavy(
            f"{page} with its style", style, limits["style"] + longer, "first_visit: style"
        )
    elif script > limits["script"] + longer:
        yield _too_heavy(
            f"{page} with style and script",
            script,
            limits["script"] + longer,
            "first_visit: script",
        )


def _too_heavy(what: str, size: int, limit: int, row: str) -> str:
    return (
        f"{what} weighs {size} bytes compressed, {size - limit} more than the {limit} of "
        f"{BUDGETS.name} ({row}): shorten it or divide it; readers pay for each of them."
    )
