"""Beside step 5: the built pages of one host country in one language → taps to every part of them.

In: the folder of a site. Out: ``Taps``: zones of pages, what they say, and how many taps away from
the home of the language each is. A zone is a page without what is folded on it, or the inside of
one row that opens.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree

from ...products.site_paths import PAGE_FILE, resolved
from ...text.plain import clean

_HIDDEN = "\u00ad\u2060"
"""Soft hyphens and word joiners: how a line breaks, not what it says."""
_NUMBER = re.compile(r"[\d +*#()-]+")
_UNSEEN = frozenset({"script", "style", "svg", "template"})
_BLOCKS = frozenset(
    {
        "p",
        "li",
        "dd",
        "dt",
        "div",
        "section",
        "details",
        "summary",
        "h1",
        "h2",
        "h3",
        "h4",
        "td",
        "th",
        "tr",
        "ul",
        "ol",
        "nav",
        "small",
    }
)
"""Between these is a space; what is inside a sentence has none of its own."""


class Zone(NamedTuple):
    """A part of a page that is seen at once."""

    page: str
    """Its file, from the root of the site."""
    fold: int
    """Number of the row on the page that must be open; 0 = the page itself."""


@dataclass
class _Page:
    """What one page has in each of its zones."""

    path: str
    ids: dict[str, Zone] = field(default_factory=dict)
    links: list[tuple[Zone, str]] = field(default_factory=list)
    """Where each stands, and its address."""
    above: dict[Zone, Zone] = field(default_factory=dict)
    """The zone that each row stands in."""
    words: dict[Zone, list[str]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True)
class Taps:
    """How far away the parts of the pages are."""

    taps: Mapping[Zone, int]
    """Taps to each zone that links lead to."""
    says: Mapping[Zone, str]
    """Its words, as ``comparable`` writes them."""
    find: str
    """The page that searches."""

    def of_words(self, words: str) -> int | None:
        """Return taps to the nearest place that says *words*; None when no page does."""
        return min((self._taps_to(zone) for zone in self.zones_of(words)), default=None)

    def zones_of(self, words: str) -> list[Zone]:
        """Return the zones that say *words*."""
        wanted = comparable(words)
        if not wanted:
            return []
        zones = [zone for zone, said in self.says.items() if wanted in said]
        if _NUMBER.fullmatch(wanted) is None:
            return zones
        # 191 is no part of 02-191-4000.
        alone = re.compile(rf"(?<![\d-]){re.escape(wanted)}(?![\d-])")
        return [zone for zone in zones if alone.search(self.says[zone])]

    def nearest(self, words: str) -> Zone | None:
        """Return the nearest zone that says *words*."""
        return min(self.zones_of(words), key=self._taps_to, default=None)

    def by_links(self, words: str) -> int | None:
        """Return taps to the nearest place with *words*, without the search; None = no link."""
        zones = self.zones_of(words)
        return min((self.taps[zone] for zone in zones if zone in self.taps), default=None)

    def _taps_to(self, zone: Zone) -> int:
        return min(self.taps.get(zone, _FAR), self.by_search())

    def by_search(self) -> int:
        """Taps to whatever the search finds: to its page, one use, and the hit."""
        return self.taps.get(Zone(self.find, 0), _FAR) + 2


_FAR = 99


def comparable(words: str) -> str:
    r"""Return *words* as they are compared: without hidden characters, and with single spaces.

    >>> comparable("Go\u00a0 up\u00ad")
    'Go up'
    """
    return " ".join(clean(words.translate(dict.fromkeys(map(ord, _HIDDEN)))).split())


def read_taps(site: Path, locale: str, host: str) -> Taps:
    """Read the pages of *host* in *locale*, and count from the home of the language."""
    home, folder = f"{locale}/{PAGE_FILE}", site / locale / host
    files = [site / home, *sorted(folder.rglob(PAGE_FILE))]
    pages = {
        path: _read(path, (site / path).read_bytes())
        for path in (file.relative_to(site).as_posix() for file in files)
    }
    # Without spaces between the parts of a sentence: a number in it is an element of its own.
    says = {
        zone: comparable("".join(words))
        for page in pages.values()
        for zone, words in page.words.items()
    }
    return Taps(_counted(pages, home), says, f"{locale}/{host}/find/{PAGE_FILE}")


def _read(path: str, data: bytes) -> _Page:
    page, top = _Page(path), Zone(path, 0)
    root = etree.HTML(data, etree.HTMLParser(encoding="utf-8", remove_comments=True))
    folds = iter(range(1, 100_000))

    def visit(element: etree._Element, zone: Zone) -> None:
        tag, row = str(element.tag), element.attrib
        if tag in _UNSEEN:
            return
        if "id" in row:
            page.ids[row["id"]] = zone
        if tag == "a" and "href" in row:
            page.links.append((zone, row["href"]))
        inside = zone
        if tag == "details" and "open" not in row:
            inside = Zone(path, next(folds))
            page.above[inside] = zone
        space = " " if tag in _BLOCKS else ""
        page.words[zone].append(space + (element.text or ""))
        for child in element:
            within = zone if child.tag == "summary" else inside
            visit(child, within)
            page.words[inside].append(child.tail or "")
        page.words[zone].append(space)

    visit(root, top)
    return page


def _counted(pages: Mapping[str, _Page], home: str) -> dict[Zone, int]:
    """Count taps from *home*, the nearest zones first."""
    links = {zone: [*_targets(page, zone, pages)] for page in pages.values() for zone in page.words}
    opens: dict[Zone, list[Zone]] = defaultdict(list)
    for page in pages.values():
        for row, zone in page.above.items():
            opens[zone].append(row)
    start = Zone(home, 0)
    taps, waiting = {start: 0}, deque([start])
    while waiting:
        zone = waiting.popleft()
        for other in [*opens[zone], *links.get(zone, ())]:
            if other not in taps:
                taps[other] = taps[zone] + 1
                waiting.append(other)
    return taps


def _targets(page: _Page, zone: Zone, pages: Mapping[str, _Page]) -> Iterator[Zone]:
    """Yield what the links in *zone* lead to: a page, and the rows around the place they name."""
    for at, href in page.links:
        if at != zone:
            continue
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            continue
        path = resolved(page.path, parts.path).lstrip("/")
        if path not in pages:
            continue
        yield Zone(path, 0)
        inside = pages[path].ids.get(unquote(parts.fragment))
        if inside is not None:
            # A browser opens every row around the place that a link names.
            yield from _rows_around(pages[path], inside)


def _rows_around(page: _Page, zone: Zone) -> Iterable[Zone]:
    while zone.fold:
        yield zone
        zone = page.above[zone]
