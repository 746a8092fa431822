"""Our pages and leaflets beside those of well-known programs, on the same words.

    ROUNDS=3 .venv/bin/python benchmarks/race.py [material] [hugo] [typst]

Peers are installed once, pinned, into ``.venv-peers`` (about 400 MB). The words are those of our real
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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from measure import (
    ROOT,
    Place,
    environment,
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
        if peers := [name for name in ("material", "hugo") if name in chosen]:
            with real_content() as place:
                race_pages(peers, place, folder, programs)
        if "typst" in chosen:
            with real_content() as place:
                race_typst(place, folder / "typst", programs)


class Ours:
    """What our own pages cost (processor seconds), by a site that has no papers and nothing for those who assist."""

    def __init__(self, place: Place) -> None:
        """Build the site once: the peers get its words."""
        self.place = place
        for path in place.folder.glob("content/leaflets/*.yaml"):
            path.unlink()
        # Papers, slides and courses of those who assist are not pages either.
        for folder in (place.folder / "content/staff", *place.folder.glob("content/hosts/*/staff")):
            shutil.rmtree(folder)
        place.build("--jobs", "1", clean=True)
        self.pages = [size for path, size in place.files().items() if _is_page(path)]
        self._rounds: list[tuple[float, float, float]] = []

    def round(self) -> None:
        """Build three times: clean, one page, all pages.

        In the second all countries are localised and one small page is made, with all that must be
        loaded for it. In the third all pages are made again, with their search index. In both, what
        checks found and how templates compile is known, and pictures, pocket pages and data come from
        the cache.
        """
        place = self.place
        whole = place.build("--jobs", "1", clean=True).processor
        last = json.loads((place.cache / "build" / "last.json").read_text("utf-8"))
        pages = [path for path in last if path.endswith("/") or _is_page(path)]
        self._rounds.append((whole, _again(place, last, ["404.html"]), _again(place, last, pages)))

    @property
    def cost(self) -> tuple[float, float]:
        """Seconds whole, and without start: the least of each part."""
        whole, one, known = map(min, zip(*self._rounds, strict=True))
        return whole, known - one


@dataclass
class Peer:
    """Another program that makes pages of the same words.

    *folder*, and ``empty`` in it for a site of empty pages: what it costs to start and to compile.
    """

    name: str
    command: Command
    folder: Path
    output: str
    """The folder in it that its site is written to."""
    bar: float | None = None
    env: Mapping[str, str] = field(default_factory=dict)
    _rounds: list[tuple[float, float]] = field(default_factory=list)

    def round(self) -> None:
        """Run it on its pages and on empty ones, with nothing there from the last time."""
        costs = []
        for folder in (self.folder, self.folder / "empty"):
            shutil.rmtree(folder / self.output, ignore_errors=True)
            costs.append(run(self.command, folder, env=self.env).processor)
        self._rounds.append((costs[0], costs[1]))

    @property
    def cost(self) -> tuple[float, float]:
        """Seconds whole, and without start: the least of each part."""
        whole, start = map(min, zip(*self._rounds[1:], strict=True))  # The first one warms up.
        return whole, whole - start


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
    # What stands in a tree is not asked of the cache.
    for folder in (place.site, place.site.with_name(".site.staging")):
        shutil.rmtree(folder, ignore_errors=True)
    cost = place.build("--jobs", "1")
    if place.report["made"] != len(paths):
        sys.exit(f"{place.report['made']} targets were made instead of {len(paths)}.")
    return cost.processor


# --- pages ----------------------------------------------------------------------------------


def race_pages(names: Sequence[str], place: Place, folder: Path, programs: Path) -> None:
    """Race our pages and those of peers in turns: a machine is seldom as fast for minutes."""
    ours = Ours(place)
    start = {"material": start_material, "hugo": start_hugo}
    peers = [start[name](place, folder / name, programs) for name in names]
    for peer in peers:
        peer.round()
    for _ in range(ROUNDS):
        ours.round()
        for peer in peers:
            peer.round()
    for peer in peers:
        _print_pages(ours, peer)


def start_material(place: Place, folder: Path, programs: Path) -> Peer:
    """Set up stock MkDocs, with Markdown of the same words."""
    _convert(place, folder, programs)
    material.write_project(folder)
    empty = folder / "empty"
    (empty / "docs").mkdir(parents=True)
    for path in folder.glob("docs/index.*.md"):
        (empty / "docs" / path.name).write_text("# Home\n", "utf-8")
    material.write_project(empty)
    command: Command = [programs / "mkdocs", "build", "--quiet", "--clean"]
    return Peer(
        "MkDocs + Material + static-i18n", command, folder, "site", BAR,
        {"NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip


def start_hugo(place: Place, folder: Path, programs: Path) -> Peer:
    """Set up Hugo, with data of the same words."""
    hugo.write_project(folder)
    _convert(place, folder, programs)
    hugo.write_project(folder / "empty")
    # The program itself: its Python starter would cost more than the pages.
    hugo_program = next(programs.parent.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    command: Command = [hugo_program, "--quiet"]
    return Peer("Hugo", command, folder, "public")


def _convert(place: Place, folder: Path, programs: Path) -> None:
    docs, data = folder / "docs", folder / "data" / "pages"
    for path in (docs, data):
        path.mkdir(parents=True, exist_ok=True)
    locales = [path.parent.name for path in sorted(place.site.glob("*/index.html"))]
    run([programs / "python", PEERS / "convert.py", place.site, docs, data, *locales], folder)


def _print_pages(ours: Ours, peer: Peer) -> None:
    """Compare whole processes, and the same without what a build costs that makes nothing."""
    theirs = [path.stat().st_size for path in (peer.folder / peer.output).rglob("*.html")]
    rows = []
    for what, ours_all, theirs_all in zip(
        ("whole", "without start"), ours.cost, peer.cost, strict=True
    ):
        ours_each, theirs_each = ours_all / len(ours.pages), theirs_all / len(theirs)
        ratio = ours_each / theirs_each
        judged = ("", "") if peer.bar is None else (peer.bar, verdict(met=ratio <= peer.bar))
        rows += [
            (f"ours, {what}", len(ours.pages), _mean(ours.pages), f"{ours_all:.2f} s",
             f"{1000 * ours_each:.1f} ms", f"{ratio:.2f}", *judged),
            (f"{peer.name}, {what}", len(theirs), _mean(theirs), f"{theirs_all:.2f} s",
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
