"""What a paper costs to fit and print, against one bare render of its final HTML by WeasyPrint.

Run by ``make bench``. Processor seconds of one process, best of ROUNDS (default 3); the ratio
travels from machine to machine. Each paper is fitted cold. ``MANY=500`` also prints as many cards
and tells how much the memory grew.
"""

from __future__ import annotations

import gc
import os
import resource
import time
from collections.abc import Callable
from pathlib import Path

from generator.build.advisories import Selection, load_advisories
from generator.load import load_content
from generator.localise import Advisory
from generator.products import leaflets
from generator.products.leaflets import own_formats
from generator.products.leaflets.sheet import Draft
from generator.products.printed import Paper

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = int(os.environ.get("ROUNDS", "3"))
MANY = int(os.environ.get("MANY", "0"))
MOST = 3.0
"""A fitted paper may cost so many bare renders."""
FORMATS = ("trifold", "booklet", "card", "slip", "poster", "show", "plan")


def main() -> None:
    """Print a table of formats and locales, and what was missed."""
    content, _ = load_content(ROOT / "content")
    found = load_advisories(content, ROOT / "locales", Selection())
    advisories = {advisory.locale: advisory for advisory in found if advisory.host == "thailand"}
    print("| paper | type size | left out | pages | kB | fitted | bare | ratio |")
    print("|---|---|---|---|---|---|---|---|")
    missed = [
        name
        for name in FORMATS
        for second in (None, "th")
        for locale in advisories
        if (second is None or (locale, second, name) == ("my", "th", "trifold"))
        if _row(Paper("thailand", locale, name, second=second), advisories) > MOST
    ]
    print(f"Bar: {MOST:.0f} bare renders. Missed by: {', '.join(missed) or 'none'}.")
    if MANY:
        _many(advisories)


def _row(paper: Paper, advisories: dict[str, Advisory]) -> float:
    prepared = leaflets.draft_of(paper, advisories, own_formats()[paper.format])
    data, fit = leaflets.print_leaflet(prepared)

    def cold() -> None:
        leaflets._fitted.cache_clear()  # noqa: SLF001  (a paper that was never fitted)
        leaflets.print_leaflet(prepared)

    fitted = _seconds(cold)
    bare = _seconds(lambda: _bare(prepared, fit))
    name = Path(paper.path).name.removeprefix("thailand.").removesuffix(".pdf")
    pages = fit.pages or len(prepared.leaflet.sides)
    print(
        f"| {name} | {float(fit.size_pt):g} pt | {len(fit.without)} | {pages} | "
        f"{len(data) / 1000:.0f} | {fitted:.2f} s | {bare:.2f} s | {fitted / bare:.1f} |"
    )
    return fitted / bare


def _bare(prepared: Draft, fit: leaflets.Fit) -> None:
    press = leaflets._press_for(prepared)  # noqa: SLF001
    leaflets._lay_out(prepared, press, fit).write()  # noqa: SLF001


def _seconds(work: Callable[[], None]) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        gc.collect()
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best


def _many(advisories: dict[str, Advisory]) -> None:
    """Print many cards and tell how much more memory the second half took than the first."""
    prepared = leaflets.draft_of(Paper("thailand", "my", "card"), advisories, own_formats()["card"])
    peaks = []
    for number in range(MANY):
        leaflets.print_leaflet(prepared)
        if number in (MANY // 10, MANY - 1):
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    print(
        f"{MANY} cards: peak memory {peaks[0]:.0f} MiB after a tenth, {peaks[-1]:.0f} MiB at the end."
    )


if __name__ == "__main__":
    main()
