"""Which files a build makes: shelves, links that lead to all of them, and what they cost."""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest
from support.build import advisory, listing, workplace
from support.each import each

from generator.build.site_folder import read_summary
from generator.load.leaflet_formats import own_formats
from generator.products.paper.names import Paper, is_for_press
from generator.products.shelves import (
    ALL,
    DEFAULT,
    PAPERS,
    Shelf,
    cost_of,
    shelf_of,
    teach_if_quick,
)
from generator.products.target import Target, one_file

Sites = Mapping[str, Mapping[str, bytes]]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workplace(tmp_path_factory.mktemp("shelves"), staff=True, locales=["es"])


@pytest.fixture(scope="module")
def sites(place: Path) -> Sites:
    """The made-up country, built by the command as it is, and with everything."""
    site, made = place / "site", {}
    for name, words in (("default", ()), ("all", ("--all",))):
        made[f"{name} says"] = {"": advisory(place, "build", *words).encode()}
        made[name] = listing(site)
    return made


def links(files: Mapping[str, bytes]) -> set[str]:
    """Paths of the files that pages link to."""
    found = set()
    for page in each(name for name in files if name.endswith(".html")):
        for href in re.findall(rb'href="([^"#?:]+)', files[page]):
            found.add(posixpath.normpath(f"{posixpath.dirname(page)}/{unquote(href.decode())}"))
    return found


def papers(files: Mapping[str, bytes]) -> set[str]:
    return {name for name in files if name.endswith(PAPERS)}


@pytest.mark.parametrize("name", ["default", "all"])
def test_pages_link_every_paper_that_is_there_and_no_other(sites: Sites, name: str) -> None:
    linked = {path for path in links(sites[name]) if path.endswith(PAPERS)}
    assert linked == papers(sites[name])


def test_a_build_makes_nothing_for_the_press_unless_asked(sites: Sites) -> None:
    only_asked = papers(sites["all"]) - papers(sites["default"])
    manual = "staff-papers/freedonia/freedonia.en.manual"
    assert {
        f"{manual}.pdf", "courses/freedonia.en.listening.slides.pdf",
        "courses/freedonia.en.listening.slides.zip",
    } <= only_asked  # fmt: skip
    assert f"{manual}.docx" in sites["default"]
    assert not papers(sites["default"]) - papers(sites["all"])
    # Said at the end, and on the page in place of the link.
    assert (
        b"Not made: press. To make everything: advisory build --all." in (sites["default says"][""])
    )
    assert b"Not made" not in sites["all says"][""]
    assert (
        b"not in this copy of the site" in sites["default"]["en/staff/freedonia/courses/index.html"]
    )


def test_readers_have_the_same_papers_in_colour(sites: Sites) -> None:
    colour = {
        name for name in papers(sites["all"]) if name.startswith("leaflets/") and "mono" not in name
    }
    assert each(colour)
    assert colour <= papers(sites["default"])


def test_what_both_have_has_the_same_bytes(sites: Sites) -> None:
    """But for pages, whose links differ, what lists the files of the site, and the search in the pages."""
    shared = sites["default"].keys() & sites["all"].keys()
    same = [
        name for name in shared
        if not name.endswith((".html", "keep.json")) and name not in ("build.json", "SHA256SUMS")
    ]  # fmt: skip
    differing = [name for name in each(same) if sites["default"][name] != sites["all"][name]]
    assert differing == []


def test_a_part_is_built_with_the_shelves_of_the_rest(
    place: Path, sites: Sites, tmp_path: Path
) -> None:
    own = shutil.copytree(place, tmp_path / "own", symlinks=True)
    assert read_summary(own / "site").shelves == ALL
    advisory(own, "build", "--only", "freedonia")
    assert papers(listing(own / "site")) == papers(sites["all"])
    advisory(own, "build")
    assert read_summary(own / "site").shelves == DEFAULT
    assert papers(listing(own / "site")) == papers(sites["default"])
    advisory(own, "build", "--shelf", "press")
    assert papers(listing(own / "site")) == papers(sites["all"])


def test_the_papers_of_a_default_site_are_recorded(
    place: Path, sites: Sites, tmp_path: Path
) -> None:
    own = shutil.copytree(place, tmp_path / "own", symlinks=True)
    advisory(own, "build")
    advisory(own, "editions", "record")
    recorded = (own / "content/editions.yaml").read_text("utf-8")
    assert "freedonia.en.manual.docx" in recorded
    assert "freedonia.en.manual.pdf" not in recorded
    assert 'manual"' not in recorded


def test_what_it_costs_is_told_by_shelf(place: Path, sites: Sites) -> None:
    told = advisory(place, "build", "--plan", "--cost").splitlines()
    assert [line.partition(":")[0] for line in told] == [shelf.value for shelf in Shelf]
    assert re.fullmatch(r"press: \d+ papers, \d+ s, [\d.]+ MB", told[-1])
    cold = advisory(place, "build", "--plan", "--cost", "--no-cache").splitlines()
    assert cold[-1].endswith("targets whose size is not known before it is made")


def test_options_that_mean_nothing_are_refused_in_plain_words(place: Path) -> None:
    from click.testing import CliRunner

    from generator.cli.main import main

    wrong = CliRunner().invoke(main, ["build", "--shelf", "attic"])
    assert wrong.exit_code == 2
    assert (
        "'attic' is not one of 'readers', 'assist', 'teach', 'channels', 'data', 'press'"
        in wrong.output
    )
    alone = CliRunner().invoke(main, ["build", "--cost"])
    assert alone.exit_code == 2
    assert "--cost belongs to --plan" in alone.output


@pytest.mark.parametrize(
    ("paper", "press"),
    [
        (Paper("h", "my", "trifold"), False),
        (Paper("h", "my", "trifold", second="th"), False),
        (Paper("h", "my", "trifold", size="letter"), False),
        (Paper("h", "my", "trifold", mono=True), True),
        (Paper("h", "my", "trifold", mono=True, size="letter"), True),
        (Paper("h", "my", "trifold", print_shop=True), True),
        (Paper("h", "my", "booklet"), False),
        (Paper("h", "my", "booklet", imposed=True), True),
        # The only poster that fits the printer of an office.
        (Paper("h", "my", "poster", mono=True, size="a4"), False),
    ],
)
def test_readers_keep_what_no_other_paper_gives_them(paper: Paper, press: bool) -> None:
    assert is_for_press(paper, own_formats()[paper.format]) is press


@pytest.mark.parametrize(
    ("product", "shelf", "expected"),
    [
        ("pages", "", Shelf.READERS), ("leaflets", "", Shelf.READERS), ("leaflets", "press", Shelf.PRESS),
        ("staff-papers", "", Shelf.ASSIST), ("staff-papers", "teach", Shelf.TEACH),
        ("staff-docx", "", Shelf.ASSIST), ("courses", "", Shelf.TEACH), ("slides", "press", Shelf.PRESS),
        ("voice", "", Shelf.CHANNELS), ("api", "", Shelf.DATA),
    ],
)  # fmt: skip
def test_the_shelf_of_a_product(product: str, shelf: str, expected: Shelf) -> None:
    assert shelf_of(target(product=product, shelf=shelf)) == expected


def target(
    path: str = "a.pdf", product: str = "courses", effort: float = 0, shelf: str = ""
) -> Target:
    make = one_file
    return Target(path, "0", lambda: make(path, b""), product, effort=effort, shelf=shelf)


def test_courses_that_take_seconds_are_made() -> None:
    quick = [target(effort=9.0), target("b.pdf", effort=9.0)]
    assert teach_if_quick(quick) == quick
    asked = iter([*quick, target("c.pdf", effort=9.0), target("d.pdf")])
    assert teach_if_quick(asked) == []
    assert [one.path for one in asked] == ["d.pdf"]  # Nothing is planned in vain.


def test_a_size_is_known_or_it_is_counted_as_not() -> None:
    costs = cost_of([(target(effort=2.0), 10), (target("b.html"), None)])
    assert costs[Shelf.TEACH].papers == 1
    assert (costs[Shelf.TEACH].bytes, costs[Shelf.TEACH].unknown) == (10, 1)
    assert costs[Shelf.PRESS].papers == 0
