"""What a paper costs to fit and print, against one bare render of its final HTML by WeasyPrint.

Run by ``make bench``. Processor seconds of one process, best of ROUNDS (default 3); the ratio
travels from machine to machine. *Fitted* is a paper that was never printed before; *again* one of
which it is known how it fitted last. ``MANY=500`` prints as many slips instead and tells how much the
memory grew; ``ONLY="th.trifold my.poster"`` prints those rows alone.
"""

from __future__ import annotations

import gc
import os
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from generator.load import load_content
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.products import paper
from generator.products.paper import own_formats
from generator.products.paper.layout.sheet import Draft
from generator.products.paper.names import Paper

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = int(os.environ.get("ROUNDS", "3"))
MANY = int(os.environ.get("MANY", "0"))
ONLY = os.environ.get("ONLY", "").split()
MOST = 3.0
"""A fitted paper may cost so many bare renders."""
FORMATS = ("trifold", "booklet", "card", "slip", "poster", "show", "plan")


def main() -> None:
    """Print a table of formats and locales, and what was missed."""
    content, _ = load_content(ROOT / "content")
    found = load_advisories(content, ROOT / "locales", Selection())
    advisories = {advisory.locale: advisory for advisory in found if advisory.host == "thailand"}
    papers = [
        Paper("thailand", locale, name, second=second)
        for name in FORMATS
        for second in (None, "th")
        for locale in advisories
        if (second is None or (locale, second, name) == ("my", "th", "trifold"))
    ]
    gc.freeze()  # as the processes of a build do: our content is not their garbage
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ADVISORY_CACHE"] = folder
        if not MANY:
            _table([p for p in papers if not ONLY or _name(p) in ONLY], advisories)
        else:
            _many(advisories)


def _table(papers: list[Paper], advisories: dict[str, Advisory]) -> None:
    print("| paper | type size | left out | pages | kB | fitted | again | bare | ratio | again |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    missed = [_name(paper) for paper in papers if _row(paper, advisories) > MOST]
    print(f"Bar: {MOST:.0f} bare renders. Missed by: {', '.join(missed) or 'none'}.")


def _name(paper: Paper) -> str:
    return Path(paper.path).name.removeprefix("thailand.").removesuffix(".pdf")


def _row(paper: Paper, advisories: dict[str, Advisory]) -> float:
    prepared = paper.draft_of(paper, advisories, own_formats()[paper.format])
    data, fit = paper.print_leaflet(prepared)

    def again() -> None:
        paper._fitted.cache_clear()  # noqa: SLF001  (another process prints it)
        paper.print_leaflet(prepared)

    def cold() -> None:
        shutil.rmtree(os.environ["ADVISORY_CACHE"])
        again()

    fitted, known = _seconds(cold), _seconds(again)
    bare = _seconds(lambda: _bare(prepared, fit))
    pages = fit.pages or len(prepared.leaflet.sides)
    print(
        f"| {_name(paper)} | {float(fit.size_pt):g} pt | {len(fit.without)} | {pages} | "
        f"{len(data) / 1000:.0f} | {fitted:.2f} s | {known:.2f} s | {bare:.2f} s | "
        f"{fitted / bare:.1f} | {known / bare:.1f} |"
    )
    return fitted / bare


def _bare(prepared: Draft, fit: paper.Fit) -> None:
    paper._lay_out(prepared, fit).write()  # noqa: SLF001


def _seconds(work: Callable[[], None]) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        gc.collect()
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best


def _many(advisories: dict[str, Advisory]) -> None:
    """Print many slips, each fitted anew, and tell how much more memory the last took."""
    prepared = paper.draft_of(Paper("thailand", "my", "slip"), advisories, own_formats()["slip"])
    peaks = []
    for number in range(MANY):
        paper._fitted.cache_clear()  # noqa: SLF001
        paper.print_leaflet(prepared)
        if number in (MANY // 10, MANY - 1):
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    print(
        f"{MANY} slips: peak memory {peaks[0]:.0f} MiB after a tenth, {peaks[-1]:.0f} MiB at the end."
    )


if __name__ == "__main__":
    main()
