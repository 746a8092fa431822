"""Step 5: pages of a site → what they load, and the same pages without links to absent files.

In: the folder of a site and pages of it. Out: styles, scripts, fonts and pictures; pages as they
were, but for addresses of files that were not taken along. A package that stands alone has no
address of another site either.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..system.ordinary_file import read_ordinary

_CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
_LOADED = ("src", "srcset", "poster", "data")
_DIRECT = frozenset({"href", "action", *_LOADED})
BY_TELEPHONE = frozenset({"tel", "sms", "data"})
"""Schemes of addresses that lead to no other site."""


def used_assets(site: Path, names: Collection[str], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the styles, scripts, fonts and pictures that *files* load, and what these load.

    *names* are the files of *site*.
    """
    used: dict[str, bytes] = {}
    waiting = [(name, data) for name, data in files.items() if name.endswith(".html")]
    while waiting:
        name, data = waiting.pop()
        for target in local_addresses(name, data):
            if target.startswith("assets/") and target in names and target not in used:
                used[target] = read_ordinary(site / target)
                if target.endswith(".css"):
                    waiting.append((target, used[target]))
    return used


def local_addresses(name: str, data: bytes) -> Iterator[str]:
    """Yield the files that the page or style *name* names, as paths from the root of the site."""
    text = data.decode("utf-8")
    found = _addresses(text) if name.endswith(".html") else _CSS_ADDRESS.findall(text)
    return (target for address in found if (target := _resolved(name, address)))


def _resolved(name: str, address: str) -> str:
    """Return the file of the site that *address* names on the page *name*; "" for one elsewhere."""
    try:
        parts = urlsplit(address)
    except ValueError:  # No address, but a text that looks like the beginning of one.
        return ""
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

    def __init__(
        self, name: str, there: Collection[str], *, alone: bool, schemes: Collection[str]
    ) -> None:
        super().__init__(convert_charrefs=False)
        self.name, self.there, self.alone, self.schemes = name, there, alone, schemes
        self.out: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = [(name, value) for name, value in attrs if not self._is_lost(name, value)]
        if len(kept) == len(attrs):
            self.out.append(self.get_starttag_text() or "")
        elif tag == "a" and self._is_button(attrs):
            self.out.append("<a hidden>")
        elif tag not in ("link", "meta"):
            shown = "".join(
                f" {name}" if value is None else f' {name}="{escape(value)}"'
                for name, value in kept
            )
            self.out.append(f"<{tag}{shown}>")

    def _is_lost(self, name: str, value: str | None) -> bool:
        if not value:
            return False
        if self.alone and _leads_out(name, value, self.schemes):
            return True
        target = _resolved(self.name, value) if name in _DIRECT else ""
        return bool(target) and target not in self.there

    def _is_button(self, attrs: list[tuple[str, str | None]]) -> bool:
        """Return whether a link does something (writes a message) and has no text to read."""
        address = dict(attrs).get("href") or ""
        scheme = address.partition(":")[0].strip().lower()
        return self.alone and scheme in BY_TELEPHONE and scheme not in self.schemes

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


def _leads_out(name: str, value: str, schemes: Collection[str]) -> bool:
    """Return whether an attribute is the address of another site, or asks a program for it."""
    if name not in _DIRECT and not re.match(r"\s*https?://\S+\s*$", value):
        return False
    if value.lstrip().startswith("//"):
        return True
    scheme = re.match(r"\s*([A-Za-z][A-Za-z0-9+.-]*):", value)
    return scheme is not None and scheme[1].lower() not in schemes


def kept_links(
    name: str,
    data: bytes,
    there: Collection[str],
    *,
    alone: bool = False,
    schemes: Collection[str] = BY_TELEPHONE,
) -> str:
    """Return the page *name* without the addresses of files that are not *there*.

    *alone*: also without those of other sites; numbers to call or to write to stay, as far as their
    scheme is among *schemes*. An address that is the text of a link stays as text; a button that
    would do nothing is hidden.
    """
    parser = _Links(name, there, alone=alone, schemes=schemes)
    parser.feed(data.decode("utf-8"))
    parser.close()
    return "".join(parser.out)
