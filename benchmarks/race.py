"""Our pages and leaflets beside those of well-known programs, on the same words.

    ROUNDS=3 .venv/bin/python benchmarks/race.py [material] [hugo] [typst]

Peers are installed once, pinned, into ``.cache/peers`` (about 400 MB). The words are those of our real
site, built first.

- **material**: stock MkDocs + Material + mkdocs-static-i18n; as many Markdown files as we have pages, the
  same languages, all pages in the navigation.
- **hugo**: one template with the same parts, fed from ready-made JSON.
- **typst**: the same tri-fold, with a search for its size, against our finished leaflet and against one
  bare layout of it by WeasyPrint.

Pages are compared by seconds of processors of a site without papers, in two ways. *Whole*: all of a
process, its start too. Ours is ``advisory build --jobs 1`` with nothing in the cache; so it still holds
checks, translations, data files, pictures, pocket pages, the page for staff and publishing, which the
peers have not. *Without start*: a build that makes all pages again while the rest is known, less a build
that makes one small page; theirs less that of a site of empty pages, which compiles its templates too.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from measure import (
    ROOT,
    Cost,
    Place,
    environment,
    least,
    machine,
    number,
    real_content,
    run,
    scratch,
    table,
    verdict,
)
from peers import hugo, material
from peers.environment import peers_bin
from peers.sheet import panels_of

ROUNDS = number("ROUNDS", 3)
BAR = 0.6
HERE = Path(__file__).resolve().parent
PEERS = HERE / "peers"
Command = Sequence[str | Path]


def main() -> None:
    """Build our site, then race those that are named; all when none is."""
    chosen = sys.argv[1:] or ["material", "hugo", "typst"]
    if unknown := set(chosen) - {"material", "hugo", "typst"}:
        sys.exit(f"There is no peer {', '.join(sorted(unknown))}.")
    programs = peers_bin(ROOT)
    machine(f"The real content, best of {ROUNDS} rounds, 1 job.")
    with scratch() as folder:
        if {"material", "hugo"} & set(chosen):
            with real_content() as place:
                ours = Ours(place)
                for name, race in (("material", race_material), ("hugo", race_hugo)):
                    if name in chosen:
                        race(ours, place, folder / name, programs)
        if "typst" in chosen:
            with real_content() as place:
                race_typst(place, folder / "typst", programs)


class Ours:
    """What our own pages cost (processor seconds), by a site that has no papers."""

    def __init__(self, place: Place) -> None:
        """Measure some rounds, each part by its least."""
        for path in place.folder.glob("content/leaflets/*.yaml"):
            path.unlink()
        rounds = [_round(place) for _ in range(ROUNDS)]
        whole, one, known = map(min, zip(*rounds, strict=True))
        self.whole: float = whole
        self.without_start: float = known - one
        self.pages = [size for path, size in place.files().items() if _is_page(path)]


def _round(place: Place) -> tuple[float, float, float]:
    """Return processor seconds of three builds: clean, one page, all pages.

    In the second all countries are localised and one small page is made, with all that must be loaded
    for it. In the third all pages are made again, with their search index. In both, what checks found
    and how templates compile is known, and pictures, pocket pages and data come from the cache.
    """
    whole = place.build("--jobs", "1", clean=True).processor
    last = json.loads((place.cache / "build" / "last.json").read_text("utf-8"))
    pages = [path for path in last if path.endswith("/") or _is_page(path)]
    return whole, _again(place, last, ["404.html"]), _again(place, last, pages)


def _is_page(path: str) -> bool:
    """Tell whether readers browse *path*: no pocket page, which is a file to send, none for staff."""
    return path.endswith(("index.html", "404.html")) and not path.startswith("staff/")


def _again(place: Place, last: dict[str, Any], paths: Sequence[str]) -> float:
    """Build with the files of *paths* gone from the cache; return processor seconds."""
    keys = {last[path]["key"] for path in paths}
    for path in place.cache.glob("build/objects/*/*"):
        if path.name in keys:
            path.unlink()
    for path in place.cache.glob("build/stamp-*.json"):
        path.unlink()  # Else nothing is looked at.
    cost = place.build("--jobs", "1")
    if place.report["made"] != len(paths):
        sys.exit(f"{place.report['made']} targets were made instead of {len(paths)}.")
    return cost.processor


# --- pages ----------------------------------------------------------------------------------


def race_material(ours: Ours, place: Place, folder: Path, programs: Path) -> None:
    """Race stock MkDocs on Markdown of the same words."""
    _convert(place, folder, programs)
    material.write_project(folder)
    command: Command = [programs / "mkdocs", "build", "--quiet", "--clean"]
    env = {"NO_MKDOCS_2_WARNING": "1"}
    cost = _rounds(command, folder, env)
    empty = folder / "empty"
    (empty / "docs").mkdir(parents=True)
    for path in folder.glob("docs/index.*.md"):
        (empty / "docs" / path.name).write_text("# Home\n", "utf-8")
    material.write_project(empty)
    start = _rounds(command, empty, env).processor
    _print_pages(ours, "MkDocs + Material + static-i18n", cost, folder / "site", start, bar=BAR)


def race_hugo(ours: Ours, place: Place, folder: Path, programs: Path) -> None:
    """Race Hugo on data of the same words."""
    hugo.write_project(folder)
    _convert(place, folder, programs)
    # The program itself: its Python starter would cost more than the pages.
    hugo_program = next(programs.parent.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    command: Command = [hugo_program, "--quiet"]
    cost = _rounds(command, folder, {}, before=lambda: _clear(folder / "public"))
    empty = folder / "empty"
    hugo.write_project(empty)
    start = _rounds(command, empty, {}).processor
    _print_pages(ours, "Hugo", cost, folder / "public", start, bar=None)


def _convert(place: Place, folder: Path, programs: Path) -> None:
    docs, data = folder / "docs", folder / "data" / "pages"
    for path in (docs, data):
        path.mkdir(parents=True, exist_ok=True)
    locales = [path.parent.name for path in sorted(place.site.glob("*/index.html"))]
    run([programs / "python", PEERS / "convert.py", place.site, docs, data, *locales], folder)


def _rounds(
    command: Command, folder: Path, env: dict[str, str],
    before: Callable[[], object] = lambda: None,
) -> Cost:  # fmt: skip
    costs = []
    for _ in range(ROUNDS + 1):  # the first one warms up
        before()
        costs.append(run(command, folder, env=env))
    return least(costs[1:])


def _clear(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _print_pages(
    ours: Ours, name: str, cost: Cost, site: Path, start: float, *, bar: float | None
) -> None:
    """Compare whole processes, and the same without what a build costs that makes nothing."""
    theirs = [path.stat().st_size for path in site.rglob("*.html")]
    rows = []
    for what, ours_all, theirs_all in (
        ("whole", ours.whole, cost.processor),
        ("without start", ours.without_start, cost.processor - start),
    ):
        ours_each, theirs_each = ours_all / len(ours.pages), theirs_all / len(theirs)
        ratio = ours_each / theirs_each
        judged = ("" if bar is None else bar, "" if bar is None else verdict(met=ratio <= bar))
        rows += [
            (f"ours, {what}", len(ours.pages), _mean(ours.pages), f"{ours_all:.2f} s",
             f"{1000 * ours_each:.1f} ms", f"{ratio:.2f}", *judged),
            (f"{name}, {what}", len(theirs), _mean(theirs), f"{theirs_all:.2f} s",
             f"{1000 * theirs_each:.1f} ms", "", "", ""),
        ]  # fmt: skip
    titles = ("pages", "number", "bytes of one", "processor", "per page", "ours to theirs", "bar")
    table((*titles, ""), rows)


def _mean(sizes: list[int]) -> str:
    return f"{sum(sizes) / len(sizes):,.0f}"


# --- leaflets -------------------------------------------------------------------------------


def race_typst(place: Place, folder: Path, programs: Path) -> None:
    """Race Typst on the same panels, in each locale that is printed."""
    shutil.copytree(ROOT / "generator" / "assets" / "icons", folder / "icons")
    shutil.copy(PEERS / "leaflet.typ", folder)
    for path in place.folder.glob("content/leaflets/*.yaml"):
        if path.name != "trifold.yaml":
            path.unlink()
    place.build("--jobs", "1")
    rows = []
    for path in sorted(place.site.glob("leaflets/*/*.trifold.pdf")):
        host, locale = path.name.split(".")[:2]
        probed = _probed(place, host, locale)
        panels = panels_of(probed["html"])
        (folder / "leaflet.json").write_text(json.dumps(panels, ensure_ascii=False), "utf-8")
        told = min((_typeset(folder, programs) for _ in range(ROUNDS)), key=_seconds)
        rows.append(
            (f"{host} {locale}", f"{probed['make_seconds']:.2f} s", probed["layouts"],
             f"{panels['size']:g} pt", f"{probed['bare_seconds']:.2f} s",
             f"{told['seconds']:.2f} s", f"{told['size']:g} pt",
             f"{probed['make_seconds'] / told['seconds']:.1f}",
             f"{probed['bare_seconds'] / told['seconds']:.1f}")
        )  # fmt: skip
    table(
        ("leaflet", "ours, layouts and writing", "layouts", "size", "bare WeasyPrint", "Typst",
         "size", "ours to theirs", "bare to theirs"),
        rows,
    )  # fmt: skip


def _probed(place: Place, host: str, locale: str) -> dict[str, Any]:
    words = [host, locale, "trifold", "--content", "content", "--locales", "locales"]
    command: Command = [sys.executable, "-m", "peers.probe", *words]
    rounds = [_answer(command, place.folder, place.env) for _ in range(ROUNDS)]
    return min(rounds, key=lambda told: told["make_seconds"])


def _typeset(folder: Path, programs: Path) -> dict[str, Any]:
    fonts = ROOT / "generator" / "assets" / "fonts"
    return _answer([programs / "python", PEERS / "typeset.py", folder, fonts], folder, {})


def _answer(command: Command, cwd: Path, env: dict[str, str]) -> dict[str, Any]:
    """Run a program that prints JSON."""
    whole = {**environment(env), "PYTHONPATH": os.fspath(HERE)}
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=whole, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _seconds(told: dict[str, Any]) -> float:
    seconds: float = told["seconds"]
    return seconds


if __name__ == "__main__":
    main()
