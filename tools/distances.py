"""Write docs/reference/distances.md: how many taps and screens away from a reader each answer is.

    make site && .venv/bin/python tools/distances.py [SITE]

Taps are counted from the links of the built pages; screens by laying out each page once, 360 by 740 pixels, in
chromium, which takes some minutes. Nothing is loaded from a network.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from doc_table import table
from playwright.sync_api import sync_playwright

from generator.load import load_content
from generator.localise.corridors import Selection, load_advisories
from generator.people.needs.answered import most_taps
from generator.people.needs.lines import Line, measured_lines
from generator.people.needs.taps import Taps, comparable, read_taps
from generator.system.whole_file import write_whole

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from generator.localise.advisory import Advisory

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "distances.md"
WIDTH, HEIGHT = 360, 740
"""Pixels of a small phone's screen."""
MOST_SCREENS = 2
WORST = 20

HEAD = f"""\
<!-- Generated from the built site by: python tools/distances.py. Do not edit. -->

# Distances

How far away from a reader each life-safety line, contact, rule, scheme and guide is.

- **taps**: from the home of the language. A link is one, opening a row is one, one use of the search is one; scrolling is none. Where a life
  is at stake at most {most_taps(life=True)}, else {most_taps(life=False)}; a test holds both.
- **by links**: the same without the search.
- **screens**: of {WIDTH} × {HEIGHT} pixels, above the line on the page where it stands nearest, with its row closed. More than {MOST_SCREENS} are too many; nothing refuses them yet.

Each line counts where it is nearest: a number that stands in the bar of every page is near. Of a question counts its answer, of a scheme what it
gives, of a guide its first step.
"""

# The innermost element that says the words; what is folded counts where its row begins.
_DEPTHS = """words => {
  const plain = (text) => text.normalize('NFC').replace(/[\\u00ad\\u2060\\u200b\\ufeff]/g, '').replace(/\\s+/g, ' ').trim();
  const all = [...document.body.querySelectorAll('*')].filter((one) => !one.closest('script, style, svg, template'));
  const texts = all.map((one) => plain(one.textContent));
  return words.map((wanted) => {
    let best = null;
    all.forEach((one, at) => {
      if (!texts[at].includes(wanted)) return;
      if (best === null || texts[at].length <= best.size) best = { one, size: texts[at].length };
    });
    if (best === null) return null;
    const row = best.one.closest('details:not([open])');
    const shown = row && !best.one.closest('summary') ? row : best.one;
    return shown.getBoundingClientRect().top + window.scrollY;
  });
}"""


@dataclass(frozen=True)
class Distance:
    """One line, and how far away it is."""

    line: Line
    taps: int | None
    """None where no page says it."""
    by_links: int | None
    page: str
    screens: float | None

    @property
    def is_far(self) -> bool:
        """Whether it takes more taps than its stake allows."""
        return self.taps is None or self.taps > most_taps(life=self.line.life)

    @property
    def is_deep(self) -> bool:
        """Whether too many screens are above it."""
        return self.screens is not None and self.screens > MOST_SCREENS


def main() -> None:
    """Measure every language of every host country, and write the page."""
    site = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"
    parts, rows = [], []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        phone = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for advisory in _advisories(site):
            taps = read_taps(site, advisory.locale, advisory.host)
            distances = [*_distances(advisory, taps, phone, site)]
            rows.append(_summary(advisory, distances, taps))
            parts.append(_worst(advisory, distances))
            print(rows[-1][0], *rows[-1][1:])
        chromium.close()
    head = (
        "country, language", "lines", "too many taps", "farthest, life", "farthest, other", "too deep",
        "deepest, screens", "taps with a search",
    )  # fmt: skip
    write_whole(PAGE, "\n".join([HEAD, table(head, rows), *parts]).encode())
    print(PAGE.relative_to(ROOT).as_posix())


def _advisories(site: Path) -> Iterator[Advisory]:
    content, _problems = load_content(ROOT / "content")
    for advisory in load_advisories(content, ROOT / "locales", Selection(), None):
        if (site / advisory.locale / advisory.host).is_dir():
            yield advisory


def _distances(advisory: Advisory, taps: Taps, phone: Page, site: Path) -> Iterator[Distance]:
    by_page: dict[str, list[Line]] = defaultdict(list)
    for line in measured_lines(advisory):
        zone = taps.nearest(line.words)
        by_page[zone.page if zone else ""].append(line)
    for page, lines in by_page.items():
        tops: Sequence[float | None] = [None] * len(lines)
        if page:
            phone.goto((site / page).as_uri())
            tops = phone.evaluate(_DEPTHS, [comparable(line.words) for line in lines])
        for line, top in zip(lines, tops, strict=True):
            by_links = taps.by_links(line.words)
            screens = None if top is None else top / HEIGHT
            yield Distance(line, taps.of_words(line.words), by_links, page, screens)


def _summary(advisory: Advisory, distances: Sequence[Distance], taps: Taps) -> tuple[object, ...]:
    life = [one.taps for one in distances if one.line.life and one.taps is not None]
    rest = [one.taps for one in distances if not one.line.life and one.taps is not None]
    deepest = max((one.screens for one in distances if one.screens is not None), default=0)
    return (
        f"{advisory.host}, {advisory.locale}", len(distances), sum(one.is_far for one in distances),
        max(life, default=0), max(rest, default=0), sum(one.is_deep for one in distances),
        f"{deepest:.1f}", taps.by_search(),
    )  # fmt: skip


def _worst(advisory: Advisory, distances: Iterable[Distance]) -> str:
    def badness(one: Distance) -> tuple[object, ...]:
        taps = 99 if one.taps is None else one.taps
        return (
            not one.is_far,
            most_taps(life=one.line.life) - taps,
            -(one.screens or 0),
            one.line.id,
        )

    rows = [
        (
            f"`{one.line.id}`", "life" if one.line.life else one.line.kind,
            "none" if one.taps is None else one.taps, "none" if one.by_links is None else one.by_links,
            "" if one.screens is None else f"{one.screens:.1f}", _page_name(one.page, advisory),
        )
        for one in sorted(distances, key=badness)[:WORST]
    ]  # fmt: skip
    head = "line", "what", "taps", "by links", "screens", "page"
    return f"## {advisory.host}, {advisory.locale}\n\n{table(head, rows)}"


def _page_name(page: str, advisory: Advisory) -> str:
    own = f"{advisory.locale}/{advisory.host}/"
    return (
        f"`{page.removeprefix(own).removesuffix('index.html') or '(overview)'}`"
        if page
        else "no page"
    )


if __name__ == "__main__":
    main()
