"""Checks on the finished tree."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build.errors import BuildError
from generator.build.notes import notes_of
from generator.build.page_weight import budgets
from generator.build.tree import Tree
from generator.build.verify import Changes, check_staged

PAGE = '<!doctype html><link rel="stylesheet" href="../s.css"><a href="../index.html">up</a>'


@pytest.fixture
def check(tmp_path: Path):
    """Write files and check them; those below a/ are of one target."""

    def check(whole: bool = True, root: str = "/", **files: str) -> None:
        files = {"index.html": "<p>hello</p>", "a/index.html": PAGE, "s.css": "p{}"} | files
        tree = Tree(tmp_path, None)
        made: dict[str, dict[str, bytes]] = {}
        for name, text in files.items():
            tree.write(name, text.encode())
            made.setdefault("a/" if name.startswith("a/") else name, {})[name] = text.encode()
        changes = Changes()
        for path, own in made.items():
            changes.add(path, notes_of(path, own))
        check_staged(tree, made, changes, lambda _path: {}, whole=whole, root=root)

    return check


def test_a_good_tree_raises_nothing(check):
    check()


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ('<a href="b/index.html">b</a>', r"links to a/b/index\.html, which does not exist"),
        ('<a href="../">up</a>', r"a/index\.html links to the folder \.\./"),
        ('<a href="./#top">up</a>', r"links to the folder \./"),
        ('<a href="/a/index.html">a</a>', r"links to /a/index\.html, which counts from the root"),
        ('<a href="../nowhere.pdf">b</a>', r"links to nowhere\.pdf"),
        ("<img src=x.png>", r"links to a/x\.png"),
        ('<img src="/x.png" alt="">', r"links to /x\.png, which counts from the root"),
        ('<img srcset="x.png 1x, y.png 2x" alt="">', "links to a/x.png"),
        ('<svg><use href="../i.svg#a"/></svg>', "links to i.svg"),
        ('<script src="https://cdn.example/x.js"></script>', "from another site"),
        ('<link rel="stylesheet" href="//cdn.example/x.css">', "from another site"),
        ('<link rel="canonical" href="https://example.org/a/">', None),
        ('<a href="https://example.org/">source</a> <a href="tel:1669">1669</a>', None),
        ('<img src="data:image/png;base64,AAAA" alt="">', None),
        ('<a href="?x">x</a> <a href="index.html">here</a> <a href="#a">a</a><p id="a">', None),
        ('<a href="#top">top</a>', r"links to a/index\.html#top, but nothing there has that id"),
        ('<a href="../index.html#no">up</a>', r"links to index\.html#no, but nothing there"),
        ('<!-- <a href="b/index.html">b</a> -->', None),
    ],
)
def test_links_and_what_is_loaded(check, html: str, fault: str | None):
    if fault is None:
        check(**{"a/index.html": html})
    else:
        with pytest.raises(BuildError, match=fault):
            check(**{"a/index.html": html})


def test_a_stylesheet_loads_nothing_from_elsewhere(check):
    with pytest.raises(BuildError, match=r"s\.css would load https://cdn"):
        check(**{"s.css": "@font-face{src:url(https://cdn.example/f.woff2)}"})
    with pytest.raises(BuildError, match=r"links to f\.woff2"):
        check(**{"s.css": 'p{background:url("f.woff2")}'})


def test_a_file_over_its_budget_is_named(check):
    with pytest.raises(BuildError, match=r"a/index\.html has .* more than"):
        check(**{"a/index.html": "x" * (budgets()["files"][".html"] + 1)})


def test_an_empty_file_and_one_too_many_are_named(check, tmp_path: Path):
    (tmp_path / "stray.txt").write_text("stray")
    with pytest.raises(BuildError, match=r"stray\.txt was not planned\. s\.css came out empty"):
        check(**{"s.css": ""})


def test_a_part_of_a_site_may_link_to_what_is_not_built_yet(check):
    check(whole=False, **{"a/index.html": '<a href="../other/index.html">other</a>'})
    with pytest.raises(BuildError, match=r"links to a/b/index\.html"):
        check(whole=False, **{"a/index.html": '<a href="b/index.html">b</a>'})


def test_a_site_below_a_path_of_its_own(check):
    link = '<a href="/help/a/index.html">a</a>'
    check(root="/help/", **{"404.html": link, "a/offline/index.html": link})
    lost = '<a href="/help/a/b.html">b</a>'
    with pytest.raises(BuildError, match="links to a/b"):
        check(root="/help/", **{"404.html": lost, "a/offline/index.html": link})


def test_the_page_for_staff_may_be_longer_than_a_readers(check):
    check(**{"staff/index.html": "x" * (budgets()["files"][".html"] + 1)})
    with pytest.raises(BuildError, match=r"staff/index\.html has"):
        check(**{"staff/index.html": "x" * (budgets()["files"]["staff/"] + 1)})
