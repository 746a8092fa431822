"""The numbered story: imports run one way along it, and each heavy library has one home."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from support.example import ROOT, TESTS

pytestmark = pytest.mark.thorough

GENERATOR = ROOT / "generator"
MODULES = sorted(GENERATOR.rglob("*.py"))

ORDER = (
    # what every step may use
    "problems", "paths", "model", "system", "text", "cache", "sheets",
    # the steps
    "load", "po", "check", "localise", "products", "people", "build", "serve", "desk", "cli",
    "__main__",
)  # fmt: skip
"""Folders, and modules at the root, each of which imports only from those before it."""
ROOT_MODULES = {"__init__", "__main__", "paths", "problems"}
HOMES = {
    "mkdocs": ("products/pages/mkdocs_plugin.py", "products/pages/"),
    "weasyprint": ("products/paper/pdf/engine.py",),
    "pydyf": (
        "products/paper/pdf/fields.py",
        "products/paper/pdf/once.py",
        "products/paper/pdf/presswork.py",
        "products/paper/pdf/text_layer.py",
    ),
    "babel": ("po/",),
    "icu4py": ("text/icu.py",),
    "budoux": ("text/phrases.py",),
    "lxml": (
        "products/search/entries.py",
        "products/staff/docx/from_html.py",
        "people/needs/taps.py",
        "build/notes.py",
        "products/channels/xml_tree.py",
        "people/alerts/reading.py",
        "people/sources/reading.py",
    ),
    "uharfbuzz": ("text/shaping.py", "text/subset.py"),
    "myanmartools": ("text/zawgyi.py",),
    "pyphen": ("text/syllables.py",),
    "segno": ("products/paper/layout/qr.py",),
    "docx": ("products/staff/docx/writer.py",),
    "pptx": ("products/teaching/powerpoint.py",),
    "libzim": ("build/zim.py",),
    "distributed": ("build/cluster.py", "build/remote.py"),
    "ruamel": ("load/edit.py",),
    "openpyxl": (
        "sheets/workbook.py",
        "sheets/merged.py",
        "people/translators/core_workbook.py",
        "people/translators/xlsx_form.py",
        "people/facts/workbook.py",
    ),
    "click": ("cli/",),
    "rich": ("cli/",),
}
ALONE = {"problems": set(), "paths": set(), "model": {"paths"}}
"""These import nothing of ours but this."""


def name_of(path: Path) -> str:
    return path.relative_to(GENERATOR).as_posix()


def part_of(path: Path) -> str:
    return path.relative_to(GENERATOR).parts[0].removesuffix(".py")


def imported(path: Path, nodes: Iterator[ast.AST]) -> Iterator[str]:
    """Full names of the modules that a file imports."""
    package = ["generator", *path.relative_to(GENERATOR).parent.parts]
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = [*base, *(node.module or "").split(".")] if node.module else base
            # ``from . import x`` may name a module.
            yield from (".".join([*module, alias.name]) for alias in node.names)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def parts_imported(path: Path) -> set[str]:
    """Folders and root modules that a file imports, inside functions too."""
    names = imported(path, ast.walk(tree(path)))
    return {name.split(".")[1] for name in names if name.startswith("generator.")} & set(ORDER)


def test_the_listing_tells_the_story() -> None:
    folders = {path.parent.name for path in GENERATOR.glob("*/__init__.py")}
    root = {path.stem for path in GENERATOR.glob("*.py")}
    assert root == ROOT_MODULES
    assert folders | root - {"__init__"} == set(ORDER)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_the_first_line_of_a_module_says_its_step(path: Path) -> None:
    if part_of(path) not in ("__init__", "__main__"):
        first = (ast.get_docstring(tree(path)) or "").partition("\n")[0]
        assert re.match(r"Steps? [0-6]|Beside (step [0-6]|the steps)|Command line", first)


def test_pytest_enters_each_folder_of_tests(request: pytest.FixtureRequest) -> None:
    passed_over = request.config.getini("norecursedirs")
    folders = {path.parent.name for path in TESTS.rglob("test_*.py")}
    assert not [name for name in folders if any(fnmatch(name, one) for one in passed_over)]


def test_tests_have_the_folders_of_what_they_test() -> None:
    folders = {path.parent.name for path in GENERATOR.glob("*/__init__.py")}
    tests = {path.parent.relative_to(TESTS).parts[0] for path in TESTS.glob("*/**/test_*.py")}
    # What no one folder makes: the finished site, and the repository itself.
    assert tests - {"whole_site", "repository"} <= folders
    assert folders - tests == {"sheets"}, "tables are tested with the people who fill them in"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_run_one_way(path: Path) -> None:
    own = part_of(path)
    if own == "__init__":
        assert parts_imported(path) == set()
        return
    later = set(ORDER[ORDER.index(own) + 1 :])
    assert parts_imported(path) & later == set()
    if own in ALONE:
        assert parts_imported(path) <= {own} | ALONE[own]


def rooms(folder: Path) -> dict[str, set[str]]:
    """Folders inside *folder*, each with those beside it that it imports."""
    inner = {path.parent.name for path in folder.glob("*/__init__.py")}
    depth = len(folder.relative_to(GENERATOR.parent).parts)
    uses: dict[str, set[str]] = {}
    for name in inner:
        names = {
            tuple(one.split("."))
            for path in (folder / name).rglob("*.py")
            for one in imported(path, ast.walk(tree(path)))
        }
        start = folder.relative_to(GENERATOR.parent).parts
        uses[name] = {n[depth] for n in names if n[:depth] == start and len(n) > depth}
        uses[name] = uses[name] & inner - {name}
    return uses


@pytest.mark.parametrize("name", ["check", "products", "products/paper", "people"])
def test_no_circle_between_the_rooms_of_a_folder(name: str) -> None:
    uses = rooms(GENERATOR / name)
    assert uses
    # Raises CycleError with the circle in it.
    assert set(TopologicalSorter(uses).static_order()) == set(uses)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_each_heavy_library_has_one_home(path: Path) -> None:
    libraries = {name.split(".")[0] for name in imported(path, ast.walk(tree(path)))}
    strays = {name for name in libraries & set(HOMES) if not name_of(path).startswith(HOMES[name])}
    assert strays == set()


def test_each_home_is_lived_in() -> None:
    everywhere = {
        (library, home)
        for path in MODULES
        for library in {name.split(".")[0] for name in imported(path, ast.walk(tree(path)))}
        for home in HOMES.get(library, ())
        if name_of(path).startswith(home)
    }
    assert everywhere == {(library, home) for library, homes in HOMES.items() for home in homes}
