"""Step 5: a site that was built → one ZIP for a stick: all that those who assist need in one host country.

In: the folder of a site. Out: pages, papers, courses and slides of a country in all its languages, with a first
page and a list of check sums. It works from the disk: a link that would lead out of it is no link any more. No
program is in it, since nobody should run one from a stick (CARE 52).
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..products.site_paths import STAFF
from ..system.ordinary_file import read_ordinary
from ..system.timeless_zip import packed
from .errors import BuildError
from .site_folder import look_through
from .sums import SUMS, write_sums

_CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
_DIRECT = frozenset({"href", "src"})


def staff_package(site: Path, host: str, endonyms: Mapping[str, str]) -> bytes:
    """Return the ZIP of *host*; *endonyms* are the names of languages by locale, in their own letters.

    Raises BuildError when *site* is no site of ours, or has nothing for those who assist in that country.
    """
    summary = look_through(site)
    names = summary.files if summary else frozenset()
    locales = sorted(_locales(names, host), key=lambda locale: endonyms.get(locale, locale))
    if not locales:
        raise BuildError(
            f"{site} has no pages for those who assist in {host}. Build the site first: advisory build."
        )
    chosen = {name for name in names if _is_wanted(name, host, locales)}
    files = {name: read_ordinary(site / name) for name in sorted(chosen)}
    files |= _used(site, names, files)
    for name in [one for one in files if one.endswith(".html")]:
        files[name] = kept_links(name, files[name], files).encode()
    files["index.html"] = _first_page(host, locales, endonyms).encode()
    files["README.txt"] = _README.encode()
    files[SUMS] = write_sums(
        {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    )
    return packed(dict(sorted(files.items())))


def _locales(names: Collection[str], host: str) -> Iterable[str]:
    pattern = re.compile(rf"([^/]+)/{STAFF}/{re.escape(host)}/index\.html")
    return (found[1] for name in names if (found := pattern.fullmatch(name)))


def _is_wanted(name: str, host: str, locales: Collection[str]) -> bool:
    parts = name.split("/")
    match parts:
        case [locale, one, *_] if locale in locales and one == host:
            return name.endswith(".html")
        case [locale, one, two, *_] if locale in locales and (one, two) == (STAFF, host):
            return name.endswith(".html")
        case ["staff-papers" | "leaflets" as folder, one, file] if one == host:
            return file.endswith((".pdf", ".docx")) and not (
                folder == "leaflets" and "-print" in file
            )
        case ["courses", file]:
            return file.startswith(f"{host}.")
        case _:
            return False


def _used(site: Path, names: Collection[str], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the styles, scripts, fonts and pictures that the files load, and what these load."""
    used: dict[str, bytes] = {}
    waiting = [(name, data) for name, data in files.items() if name.endswith(".html")]
    while waiting:
        name, data = waiting.pop()
        text = data.decode("utf-8")
        found = _addresses(text) if name.endswith(".html") else _CSS_ADDRESS.findall(text)
        for address in found:
            target = _resolved(name, address)
            if target.startswith("assets/") and target in names and target not in used:
                used[target] = read_ordinary(site / target)
                if target.endswith(".css"):
                    waiting.append((target, used[target]))
    return used


def _resolved(name: str, address: str) -> str:
    """Return the file of the site that *address* names on the page *name*; "" for one elsewhere."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))


class _Addresses(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for _name, value in attrs if value]


def _addresses(page: str) -> list[str]:
    parser = _Addresses()
    parser.feed(page)
    return parser.found


class _Links(HTMLParser):
    """Writes a page as it was, without the addresses of files that are not there."""

    def __init__(self, name: str, there: Collection[str]) -> None:
        super().__init__(convert_charrefs=False)
        self.name, self.there = name, there
        self.out: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = [(name, value) for name, value in attrs if not self._is_lost(name, value)]
        if len(kept) == len(attrs):
            self.out.append(self.get_starttag_text() or "")
        elif tag != "link":
            shown = "".join(
                f" {name}" if value is None else f' {name}="{escape(value)}"'
                for name, value in kept
            )
            self.out.append(f"<{tag}{shown}>")

    def _is_lost(self, name: str, value: str | None) -> bool:
        target = _resolved(self.name, value) if name in _DIRECT and value else ""
        return bool(target) and target not in self.there

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.out.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.out.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.out.append(f"<!{decl}>")


def kept_links(name: str, data: bytes, there: Collection[str]) -> str:
    """Return the page *name* without the addresses of files that are not *there*."""
    parser = _Links(name, there)
    parser.feed(data.decode("utf-8"))
    parser.close()
    return "".join(parser.out)


def _first_page(host: str, locales: Iterable[str], endonyms: Mapping[str, str]) -> str:
    rows = "".join(
        f'<li><a href="{locale}/{STAFF}/{host}/index.html" lang="{locale}">'
        f"{escape(endonyms.get(locale, locale))}</a></li>"
        for locale in locales
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">'
        "<title>Start</title><style>body{font:1.4rem sans-serif;margin:2rem}li{margin:1rem 0}</style>"
        f"<ul>{rows}</ul></html>\n"
    )


_README = """Open index.html in a browser. No network is needed, and no program is on this stick:
do not run one that lies beside these files.

Everything here is a draft until it is signed. It is not a paper of any state, IOM or MICIC.
Sticks and phones are searched. Carry what you need, and no more.

Were files changed on the way? On a computer:  sha256sum -c SHA256SUMS
A copy can be false as a whole. Compare the codes of papers with the site of who publishes them.
"""
