"""Step 4, search: the HTML of a page → an entry for each section with an id.

In: the HTML of a page between band and footer, ours and well formed. Out: an entry for each part
that has an id, so that a result leads to the exact place. Read from the markup and not from the
content, so that the search has exactly what the page says, and no id is written twice.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from lxml import etree

from ...text.plain import clean
from ..site_paths import PAGE_FILE

_SILENT = frozenset({"svg", "nav", "form", "textarea", "noscript", "button", "audio"})
_SILENT_CLASSES = frozenset(
    {
        "r",
        "vh",
        "tiles",
        "rows",
        "plates",
        "numbers",
        "src",
        "bar",
        "hide",
        "codes",
        "codelist",
        "chip",
        "btn",
        "see",
        "mute",
        "at",
        "open",
    }
)
"""What leads elsewhere, what is said for the eye alone, and sentences in the source language."""
_SILENT_HEADINGS = _SILENT_CLASSES - {"vh"}
_LISTS = frozenset({"numbers", "see"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "summary", "caption", "dt"})
_BLOCKS = _HEADINGS | {"p", "li", "dd", "td", "th", "div", "section", "article", "details", "small"}
_TITLES = frozenset({"mine", "asked"})
"""Names of sections that are no headings."""
_BLOCK_END = "\x1e"
"""Between blocks; among spaces it counts as one."""
_NO_ENTRIES = frozenset({"sources", "emergency"})


@dataclass
class Section:
    """One section of a page."""

    folder: str
    """Of its page, below the host's: ``hazards/flood/``; empty for the overview."""
    page: str
    """The page's heading."""
    fragment: str
    """Id of the section on the page; empty for the page itself."""
    title: str = ""
    text: str = ""
    lines: list[str] = field(default_factory=list)
    """The text by its blocks: a search shows the sentence that it found."""
    title_lang: str = ""
    """Language of the title when it is not the page's."""
    foreign: str = ""
    """Words in another language: a phrase to show, a name on a door."""
    foreign_lang: str = ""
    number: str = ""
    """A telephone number as shown."""
    href: str = ""
    proof: str = ""
    """What was done to prove it, in the words of the page."""
    grade: str = ""
    """``c``: not sure, the plate has a dashed edge."""
    caution: str = ""
    """What stands beside the number wherever it goes."""
    state_line: bool = False
    """Whoever answers may check papers: it is never shown without somebody safe to ask first."""
    links: list[str] = field(default_factory=list)
    """Addresses, from the host's folder, of sections and pages named in a list of links."""

    @property
    def url(self) -> str:
        """Its address from the host's folder."""
        return self.folder + (f"#{self.fragment}" if self.fragment else "")

    _titles: list[tuple[str, str]] = field(default_factory=list, repr=False)
    _words: list[tuple[str, str]] = field(default_factory=list, repr=False)


def entries_of(html: str, folder: str, locale: str) -> list[Section]:
    """Return the sections of a page in *locale* that have words, in order."""
    # An element around it all: there may be nothing in it.
    page = f"<div>{html}</div>".encode(errors="xmlcharrefreplace")
    root = etree.HTML(page, etree.HTMLParser(encoding="utf-8", remove_comments=True))
    reader = _PageReader(folder, locale)
    reader.read(root, _Open(reader.whole, locale))
    return reader.finished()


@dataclass(slots=True)
class _Open:
    """An element that is not closed yet."""

    entry: Section
    """Whose words are in it."""
    lang: str
    listed: bool = False
    """It is in a list of links to other places of these pages."""
    title: bool = False
    takes: str = ""
    """Which field its words are, when not the text: ``number``, ``proof``."""


class _PageReader:
    """Goes through a page's elements and texts, in order."""

    def __init__(self, folder: str, locale: str) -> None:
        self.locale = locale
        self.whole = Section(folder, "", "")
        self.entries = [self.whole]

    def read(self, element: etree._Element, above: _Open) -> None:
        """Take what is in *element*, and not what follows it."""
        tag, classes = str(element.tag), _classes(element)
        if "lines" in classes:
            # Cards that open from their row: nothing of them stands elsewhere.
            classes = set(classes) - _LISTS
        listed = above.listed or not _LISTS.isdisjoint(classes)
        # A heading that only ears hear is still the name of its section.
        quiet = _SILENT_HEADINGS if tag in _HEADINGS else _SILENT_CLASSES
        if tag in _SILENT or not quiet.isdisjoint(classes):
            self._links(element, above.entry, listed=listed)
            return
        lang, fragment = (
            element.get("lang") or above.lang,
            element.get("id") or _opened_by(element, above.entry.fragment),
        )
        inside = _Open(above.entry, lang, listed, takes=above.takes)
        if listed and tag == "a":
            self._link(element, inside.entry)
        if fragment and fragment not in _NO_ENTRIES:
            self._begin(inside, above, tag, fragment)
        heads = tag in _HEADINGS or not _TITLES.isdisjoint(classes)
        inside.title = above.title or (heads and not inside.entry._titles)  # noqa: SLF001
        if classes:
            self._number(inside, element, classes)
        block = tag in _BLOCKS
        _add((_BLOCK_END if block else "") + (element.text or ""), inside)
        for child in element:
            self.read(child, inside)
            _add(child.tail or "", inside)
        if block:
            _add(_BLOCK_END, inside)

    def _links(self, element: etree._Element, entry: Section, *, listed: bool) -> None:
        """Note the links in the lists of an element that says nothing."""
        if listed and element.tag == "a":
            self._link(element, entry)
        for child in element:
            within = listed or not _LISTS.isdisjoint(_classes(child))
            self._links(child, entry, listed=within)

    def _link(self, element: etree._Element, entry: Section) -> None:
        """Note where a link in a list leads, when that is one of these pages."""
        href = element.get("href", ":")
        if ":" not in href:
            entry.links.append(self._from_host(href))

    def _from_host(self, href: str) -> str:
        path, _hash, fragment = href.partition("#")
        path = path.removesuffix(PAGE_FILE)
        folder = posixpath.normpath(posixpath.join("/", self.whole.folder, path)).strip("/")
        return (folder + "/" if folder else "") + (f"#{fragment}" if fragment else "")

    def _begin(self, inside: _Open, above: _Open, tag: str, fragment: str) -> None:
        """Begin an entry; one that a heading begins goes on behind it, for its neighbours."""
        if tag == "h1":
            # The heading of the page is that of the page as a whole.
            return
        inside.entry = Section(self.whole.folder, "", fragment)
        self.entries.append(inside.entry)
        if tag in _HEADINGS:
            above.entry = inside.entry

    def _number(self, inside: _Open, element: etree._Element, classes: Collection[str]) -> None:
        entry = inside.entry
        if "plate" in classes and element.tag == "a" and entry.fragment.startswith("c-"):
            entry.href, entry.grade = element.attrib["href"], "c" if "gc" in classes else ""
            inside.takes = "label"
        elif inside.takes and "n" in classes:
            inside.takes = "number"
        elif inside.takes and "pf" in classes:
            inside.takes = "proof"

    def finished(self) -> list[Section]:
        for entry in self.entries:
            self._finish(entry)
        for entry in self.entries:
            entry.page = self.whole.title
        return [entry for entry in self.entries if entry.title or entry.text or entry.foreign]

    def _finish(self, entry: Section) -> None:
        entry.title = _line(word for word, _lang in entry._titles)  # noqa: SLF001
        spoken = {lang for word, lang in entry._titles if word.strip()}  # noqa: SLF001
        if len(spoken) == 1 and spoken != {self.locale}:
            entry.title_lang = spoken.pop()
        words = entry._words  # noqa: SLF001
        foreign = [lang for word, lang in words if word.strip() and lang != self.locale]
        entry.foreign_lang = foreign[0] if foreign else ""
        entry.foreign = _line(w for w, lang in words if lang != self.locale)
        if _is_sign(entry):
            entry.foreign, entry.foreign_lang = "", ""
        own = "".join(w for w, lang in words if lang == self.locale or not w.strip())
        entry.lines = [line for part in own.split(_BLOCK_END) if (line := _line([part]))]
        entry.text = " ".join(entry.lines)
        entry.number, entry.proof = _line([entry.number]), _line([entry.proof])
        if not entry.title:
            # A section without a heading is known by its first words.
            entry.title, entry.text, entry.lines = entry.text or entry.foreign, "", []
            if not entry.title_lang and entry.title == entry.foreign:
                entry.title_lang, entry.foreign, entry.foreign_lang = entry.foreign_lang, "", ""


def _opened_by(element: etree._Element, above: str) -> str | None:
    """Id inside of something folded that a link to it leads to: its whole row is its section."""
    classes = _classes(element)
    if element.tag == "details":
        places: tuple[str, ...] = ("i[@class='at']", "div/i[@class='at']")
    else:
        is_row = "ask" in classes or "line" in classes
        places = ("details/div/i[@class='at']",) if is_row else ()
    at = next((at for place in places if (at := element.find(place)) is not None), None)
    # The row around it has begun it already.
    return None if at is None or at.get("id") == above else at.get("id")


def _classes(element: etree._Element) -> Collection[str]:
    names = element.get("class")
    return names.split() if names else ()


def _add(words: str, inside: _Open) -> None:
    """Note what is in an element."""
    if not words or inside.takes == "label":
        return
    if inside.takes:
        setattr(inside.entry, inside.takes, getattr(inside.entry, inside.takes) + words)
    else:
        noted = inside.entry._titles if inside.title else inside.entry._words  # noqa: SLF001
        noted.append((words, inside.lang))


def _is_sign(entry: Section) -> bool:
    """Return whether the words in another language are a phrase to show to others."""
    return entry.folder == "show/"


def _line(words: Iterable[str]) -> str:
    return " ".join(clean("".join(words)).split())
