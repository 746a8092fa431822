"""Reading built pages: a small tree of elements, and the links between files of a site."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.load import Content
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.products import offline, pages, pocket, staff, wordless
from generator.products.channels import calendar, contacts, feed
from generator.products.target import Target
from support.build import write_targets
from support.example import EXAMPLE_LOCALES

MAY_HIDE = ("talk", "office", "hazards/work-trouble", "work/home")
"""Pages of a country with "Hide page": somebody may look over a shoulder."""
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass
class Element:
    """An element with what stands in it: elements and texts, in order."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.walk()

    def find(self, tag: str, **wanted: str) -> list[Element]:
        """Elements below by tag and attributes; ``class_`` means one of its classes."""
        return [e for e in self.walk() if tag in ("*", e.tag) and e.fits(wanted)]

    def fits(self, wanted: Mapping[str, str]) -> bool:
        for name, value in wanted.items():
            if name == "class_":
                if value not in self.attributes.get("class", "").split():
                    return False
            elif self.attributes.get(name) != value:
                return False
        return True

    def text(self) -> str:
        return " ".join(self.raw().split())

    def raw(self) -> str:
        whole = "".join(c if isinstance(c, str) else c.raw() for c in self.children)
        # It is not seen: it only keeps a line together.
        return whole.replace("\u2060", "")

    def inside(self, *tags: str) -> bool:
        above = self.parent
        while above is not None:
            if above.tag in tags:
                return True
            above = above.parent
        return False


def row_of(page: Element, name: str) -> Element:
    """The row that a link to *name* opens: its question, else the outermost fold around it."""
    (at,) = page.find("*", id=name)
    rows, above = [], at
    while above.parent is not None:
        if above.tag == "details" or "ask" in above.attributes.get("class", "").split():
            rows.append(above)
        above = above.parent
    return next((row for row in rows if row.tag != "details"), rows[-1])


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {}, None)
        self.at = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(element)
        if tag not in VOID:
            self.at = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.at.tag == tag, f"</{tag}> closes <{self.at.tag}>"
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def parse(html: bytes) -> Element:
    """Read a page; fails on an element that is not closed where it should be."""
    builder = _Builder()
    builder.feed(html.decode())
    assert builder.at is builder.root
    return builder.root


def ids(page: Element) -> list[str]:
    return [e.attributes["id"] for e in page.walk() if "id" in e.attributes]


def target(path: str, href: str) -> tuple[str, str]:
    """File and fragment that *href* on the page *path* leads to."""
    parts = urlsplit(href)
    folder = posixpath.dirname(path)
    if not parts.path:
        return path, unquote(parts.fragment)
    found = posixpath.normpath(posixpath.join("/", folder, unquote(parts.path))).lstrip("/")
    if parts.path.endswith("/") or not found:
        found = posixpath.join(found, "index.html")
    return found, unquote(parts.fragment)


def plan_site(advisories: Sequence[Advisory]) -> list[Target]:
    """Targets of a site with one host country: its pages, and the copy on the phone."""
    fronts = pages.fronts(advisories)
    return [
        *pages.plan(advisories), *offline.plan(advisories, formats={}),
        *staff.plan(advisories),
        *contacts.plan(advisories), *calendar.plan(advisories), *feed.plan(advisories),
        *pages.plan_above(fronts), *offline.plan_above(fronts), *staff.plan_above(fronts),
    ]  # fmt: skip


def write_site(content: Content, root: Path, locales: Sequence[str]) -> Path:
    """Write the pages of the made-up country, and what they load, below *root*."""
    advisories = [
        next(load_advisories(content, EXAMPLE_LOCALES, Selection(None, tag))) for tag in locales
    ]
    made = [*plan_site(advisories), *pocket.plan(advisories), *wordless.plan(advisories)]
    return write_targets(root, made)
