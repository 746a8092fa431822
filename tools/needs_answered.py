"""Write docs/reference/needs.md: how many needs of people the pages and the papers answer.

    make site && .venv/bin/python tools/needs_answered.py [SITE]

The needs are those of tests/needs/, and apart the half of tests/needs/held-out/ that nobody works on. What the
search answers is measured by tests/products/search/test_needs.py.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from doc_table import table

from generator.load import load_content
from generator.load.leaflet_formats import own_formats
from generator.load.needs import needs_folder, read_needs
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.people.needs.answered import (
    MOST_TAPS,
    MOST_TAPS_LIFE,
    answered_by_pages,
    answered_by_paper,
)
from generator.people.needs.lines import lines_by_id
from generator.people.needs.taps import read_taps
from generator.products.paper import papers
from generator.products.paper.editions.content_ids import ids_for_paper, ids_on_paper
from generator.system.whole_file import write_whole

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "needs.md"
PAPERS = ("trifold", "booklet")
LOCALES = {"mexico": "es"}
"""In which language the papers of a host country are judged; Burmese where nothing else is said."""

HEAD = f"""\
<!-- Generated from the built site by: python tools/needs_answered.py. Do not edit. -->

# Needs of people, and who is answered

What people need to know is in `tests/needs/` ([write it down](../how-to/write-down-needs.md)). Half of it, held out, is only measured.

- **no answer**: nothing in the content answers, or nobody has found it yet.
- **pages**: all lines of the answer stand within {MOST_TAPS_LIFE} taps where a life is at stake, else {MOST_TAPS}.
- **papers**: the deciding line stands on the paper, or a line that says in short what to do or whom to ask; of those needs whose answer paper may carry.

A fresh reader wrote the needs, and another named the lines that answer them: machines both, and no people.
"""


def main() -> None:
    """Count, and write the page."""
    site = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"
    rows = [*_rows(site, needs_folder(ROOT / "content"), "open")]
    rows += _rows(site, needs_folder(ROOT / "content") / "held-out", "held out")
    head = "host country, half", "needs", "no answer", "pages", "tri-fold", "booklet"
    text = table(head, rows)
    write_whole(PAGE, f"{HEAD}\n{text}".encode())
    print(text)


def _rows(site: Path, folder: Path, half: str) -> Iterator[tuple[object, ...]]:
    counts = [_counts(site, path) for path in sorted(folder.glob("*.csv"))]
    for path, numbers in zip(sorted(folder.glob("*.csv")), counts, strict=True):
        yield f"{path.stem}, {half}", *_cells(numbers)
    yield f"all, {half}", *_cells([sum(column) for column in zip(*counts, strict=True)])


def _cells(numbers: Iterable[int]) -> Iterator[object]:
    asked, without, pages, *carried = numbers
    yield from (asked, without, _share(pages, asked))
    for printed, could in zip(carried[::2], carried[1::2], strict=True):
        yield _share(printed, could)


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole}, {part / whole:.0%}" if whole else "none"


def _counts(site: Path, table: Path) -> list[int]:
    """Needs; without an answer; answered by pages; by each paper: printed, and what could be."""
    host, needs = table.stem, [*read_needs(table)]
    advisory = _advisory(host)
    pages = answered_by_pages(needs, lines_by_id(advisory), read_taps(site, advisory.locale, host))
    numbers = [pages.asked, pages.without, pages.page]
    carried = _carried(advisory)
    for paper in PAPERS:
        numbers += answered_by_paper(needs, carried[paper], ids_for_paper(advisory))
    return numbers


def _advisory(host: str) -> Advisory:
    content, _problems = load_content(ROOT / "content")
    locale = LOCALES.get(host, "my")
    selection = Selection(host, locale)
    return next(load_advisories(content, ROOT / "locales", selection, (locale,)))


def _carried(advisory: Advisory) -> Mapping[str, frozenset[str]]:
    """Return the ids of content on each paper in one language."""
    return {
        paper.format: ids_on_paper(draft.carried, advisory)
        for paper, _target, draft in papers([advisory], formats=own_formats())
        if paper.format in PAPERS and paper == paper.plain
    }


if __name__ == "__main__":
    main()
