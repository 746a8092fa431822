"""Turn pages of a site of ours into what two peers read: Markdown for MkDocs, JSON for Hugo.

    PEERS/python convert.py SITE MKDOCS HUGO HEAD…

Runs in the peers' environment. Both get the words of each page's main part, in the order in which they
stand there, with its links; navigation and language switch are theirs to make. MkDocs gets what an
author would type (Markdown without our markup), Hugo what a template of its own takes from data.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, NavigableString, Tag
from markdownify import markdownify

BLOCKS = ("h1", "h2", "h3", "h4", "p", "li", "td", "th", "dt", "dd", "summary", "figcaption")


def main() -> None:
    """Convert the pages of every locale named on the command line."""
    site, mkdocs, hugo, *locales = sys.argv[1:]
    for locale in locales:
        for path in sorted((Path(site) / locale).rglob("index.html")):
            place = path.relative_to(Path(site) / locale).parent.as_posix().strip(".")
            page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
            body = page.main or page.body
            if body is None:
                sys.exit(f"{path} has no body.")
            title = body.h1.get_text(" ", strip=True) if body.h1 else page.title.get_text()
            data = {
                "locale": locale,
                "place": place,
                "title": title,
                "description": _description(page),
                "blocks": list(blocks_of(body)),
            }
            name = f"{locale}-{place.replace('/', '--') or 'home'}.json"
            (Path(hugo) / name).write_text(json.dumps(data, ensure_ascii=False), "utf-8")
            _write_markdown(Path(mkdocs), locale, place, body, title)


# --- MkDocs ---------------------------------------------------------------------------------


def _write_markdown(docs: Path, locale: str, place: str, body: Tag, title: str) -> None:
    for drawing in body.find_all("svg"):
        drawing.decompose()
    for link in body.find_all("a"):
        _point_at_source(link)
    text = markdownify(str(body), heading_style="ATX")
    text = re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
    if not body.h1:
        text = f"# {title}\n\n{text}"
    path = docs / place / f"index.{locale}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _point_at_source(link: Tag) -> None:
    """MkDocs wants links to files: what leads to a page leads to its index.md."""
    href = str(link.get("href", ""))
    if re.match(r"[a-z]+:|#", href) or not href:
        return
    page, _, part = href.partition("#")
    if page.endswith("/"):
        link["href"] = page + "index.md" + ("#" + part if part else "")
    else:
        link.unwrap()  # a leaflet, a file of data: not of this race


# --- Hugo -----------------------------------------------------------------------------------


def _description(page: Tag) -> str:
    meta = page.find("meta", attrs={"name": "description"})
    return str(meta["content"]) if meta else ""


def blocks_of(body: Tag) -> Iterator[dict[str, Any]]:
    """Yield headings, paragraphs, items and cells, each with the runs of words of its own."""
    for element in body.find_all(BLOCKS):
        runs = list(_runs(element))
        if runs:
            yield {"kind": element.name, "id": element.get("id", ""), "runs": runs}


def _runs(element: Tag) -> Iterator[dict[str, str]]:
    for child in element.children:
        if isinstance(child, NavigableString):
            if child.strip():
                yield {"text": str(child)}
        elif isinstance(child, Tag) and child.name == "use":
            yield {"icon": str(child.get("href", "")).partition("#")[2]}
        elif isinstance(child, Tag) and child.name not in BLOCKS:
            mark = _mark(child)
            yield from ({**run, **mark} for run in _runs(child))


def _mark(element: Tag) -> dict[str, str]:
    if element.name == "a":
        return {"href": str(element.get("href", ""))}
    if element.get("lang"):
        return {"lang": str(element["lang"])}
    return {"strong": "yes"} if element.name in ("b", "strong") else {}


if __name__ == "__main__":
    main()
