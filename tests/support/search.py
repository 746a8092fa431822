"""Queries cut from the text of pages, and how well a search answers them.

A query is what a reader may remember of a page: a few words in a row, as they stand there, found on one
to four pages. Every cut comes out the same each time.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.products.pages.indexed import guarded
from generator.products.pages.render import PageSet, render_body
from generator.products.search import Section, entries_of
from generator.products.search.packed import words_of
from generator.text.breaking import mark_words
from generator.text.plain import ZWSP, clean
from support.pages import Element, parse

COMMON = 60
"""Words such as "the" and "of": nobody begins or ends what he looks for with one."""
LEADS_ELSEWHERE = re.compile(r"(?!#|[a-z]+:)")
"""An address of another page of the site."""
PASSED_BY = {"find", "hide", "offline", "print/plate", "send"}
BLOCKS = {
    "p",
    "li",
    "dd",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "small",
    "summary",
    "b",
    "div",
    "td",
    "th",
    "a",
}


@dataclass(frozen=True)
class Query:
    """What is typed, and the folders of the pages that say it."""

    words: str
    pages: frozenset[str]


@dataclass(frozen=True)
class Score:
    """Shares from 0 to 1."""

    queries: int
    recall: float
    """Of the pages that say a query, those that were found."""
    first: float
    """Of the queries, those whose first result is on a page that says it."""
    empty: int
    """Queries without any result."""


def blocks(element: Element, lang: str) -> list[str]:
    """Texts of the smallest blocks below *element* in its page's language, cleaned."""
    found: list[str] = []
    line: list[str] = []

    def walk(at: Element, own: bool) -> None:
        nonlocal line
        classes = set(at.attributes.get("class", "").split())
        if at.tag in {"svg", "sup", "textarea", "noscript"} or classes & {"vh", "pf", "n", "tel"}:
            return
        # The label of a button, or of a link to another page: that page says it, and is the answer.
        if at.tag in {"button", "nav"} or LEADS_ELSEWHERE.match(at.attributes.get("href", "#")):
            return
        own = own and at.attributes.get("lang", lang) == lang
        if at.tag in BLOCKS:
            found.append("".join(line))
            line = []
        for child in at.children:
            if isinstance(child, str):
                if own:
                    line.append(child)
            else:
                walk(child, own)
        if at.tag in BLOCKS:
            found.append("".join(line))
            line = []

    walk(element, True)
    found.append("".join(line))
    return [text for block in found if (text := " ".join(clean(block).split()))]


def page_texts(page_set: PageSet) -> dict[str, list[str]]:
    """Blocks of text of each page, by its folder below the host's."""
    texts = {}
    for page in page_set.pages:
        if page.spec.key not in PASSED_BY:
            body, _page, _names = render_body(page_set, page.spec)
            texts[page.spec.folder] = blocks(parse(str(body).encode()), page_set.locale)
    return texts


def entries_in(page_set: PageSet) -> list[Section]:
    """What can be found in the pages of *page_set*, with what a number must not be parted from."""
    entries: list[Section] = []
    for page in page_set.pages:
        if page.spec.key not in PASSED_BY:
            body, _page, _names = render_body(page_set, page.spec)
            entries += entries_of(str(body), page.spec.folder, page_set.locale)
    return guarded(entries, page_set.advisory)


def cut(texts: dict[str, list[str]], lang: str, count: int, seed: int = 1) -> list[Query]:
    """Cut *count* queries of one to three words, each on one to four pages."""
    chance = random.Random(seed)
    whole = {folder: "\n".join(found).lower() for folder, found in texts.items()}
    all_blocks = sorted({block for found in texts.values() for block in found})
    common = {
        word for word, _times in Counter(
            word for block in all_blocks for word in words_of(block, lang)
        ).most_common(COMMON)
    }  # fmt: skip
    queries: dict[str, Query] = {}
    while len(queries) < count:
        block = chance.choice(all_blocks)
        sentence = chance.choice(re.split(r"[.,;:!?()“”\"·၊။…–-]+", block)).strip()
        pieces = [p for p in re.split(rf"({ZWSP}|\s+)", mark_words(sentence, lang, ZWSP)) if p]
        words = [n for n, p in enumerate(pieces) if p.strip(ZWSP + " ")]
        if not words:
            continue
        start, size = chance.randrange(len(words)), chance.randint(1, 3)
        last = words[min(start + size, len(words)) - 1]
        if {pieces[words[start]].lower(), pieces[last].lower()} & common:
            continue
        query = "".join(pieces[words[start] : last + 1]).replace(ZWSP, "")
        if len(query) < 4 or query.isdecimal():
            continue
        pages = frozenset(folder for folder, text in whole.items() if query.lower() in text)
        if 1 <= len(pages) <= 4:
            queries[query] = Query(query, pages)
    return list(queries.values())


def score(queries: Sequence[Query], find: Callable[[str], list[str]]) -> tuple[Score, list[str]]:
    """Ask *find*, which returns folders of pages, the best first; also tell what went wrong."""
    found_pages = all_pages = first = empty = 0
    wrong = []
    for query in queries:
        found = find(query.words)
        hit = query.pages & set(found)
        all_pages += len(query.pages)
        found_pages += len(hit)
        first += bool(found) and found[0] in query.pages
        empty += not found
        if hit != query.pages or not found or found[0] not in query.pages:
            wrong.append(f"{query.words!r}: on {sorted(query.pages)}, found {found[:4]}")
    return Score(len(queries), found_pages / all_pages, first / len(queries), empty), wrong
