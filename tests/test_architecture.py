"""The numbered story: imports run one way along it, and each heavy library has one home."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

GENERATOR = Path(__file__).parents[1] / "generator"
MODULES = sorted(GENERATOR.rglob("*.py"))

STEPS = {
    # what every step may use
    "__init__": 0, "problems": 0, "model": 0, "script": 0, "languages": 0, "gazetteer": 0,
    "target": 0, "telephone": 0, "memo": 0, "inputs": 0, "whole_file": 0, "ordinary_file": 0, "output": 0, "at_hand": 0, "git_index": 0, "out_of_memory": 0, "stop_signals": 0,
    "po_entry": 1, "po_syntax": 1, "po_files": 1, "load": 1, "endings": 1, "catalog": 1, "glossary": 1, "passages": 1, "schema": 1,
    "check": 2, "new_locale": 2, "suspects": 2,
    "interface": 3, "view": 3, "places": 3, "proof": 3, "translator": 3, "advisory": 3, "localise": 3, "sentences": 3, "status": 3, "core": 3, "voices": 3,
    "products": 4, "plugin": 4, "translations": 4, "staff": 4, "exchange": 4,
    "build": 5,
    "console": 6, "outermost": 6, "cli_build": 6, "cli_facts": 6, "cli_leaflet": 6, "cli_papers": 6, "cli_posters": 6, "cli_review": 6, "cli_staff": 6, "cli_translations": 6, "cli_withdraw": 6, "cli_words": 6, "cli": 6, "__main__": 6,
}  # fmt: skip
HOMES = {
    "mkdocs": ("plugin.py", "products/pages/"),
    "weasyprint": ("products/leaflets/pdf.py",),
    "pydyf": ("products/leaflets/presswork.py", "products/leaflets/text_layer.py"),
    "babel": ("catalog.py",),
    "icu4py": ("script/icu.py",),
    "lxml": ("products/search/entries.py", "build/notes.py"),
    "uharfbuzz": ("script/shaping.py", "script/subset.py"),
    "myanmartools": ("script/zawgyi.py",),
    "pyphen": ("check/plain.py",),
    "segno": ("products/leaflets/qr.py",),
    "distributed": ("build/cluster.py", "build/remote.py"),
    "ruamel": ("staff/yaml_edit.py",),
    "openpyxl": ("translations/xlsx_form.py", "exchange/workbook.py"),
    "click": (
        "cli.py",
        "cli_build.py",
        "cli_facts.py",
        "cli_leaflet.py",
        "cli_papers.py",
        "cli_posters.py",
        "cli_review.py",
        "cli_staff.py",
        "cli_translations.py",
        "cli_withdraw.py",
        "cli_words.py",
        "console.py",
        "outermost.py",
    ),
    "rich": ("cli_review.py", "cli_staff.py", "cli_words.py", "console.py"),
}
ALONE = {"problems", "model"}
"""These import nothing of ours."""


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


def test_every_module_has_a_step() -> None:
    assert {part_of(path) for path in MODULES} == set(STEPS)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_run_one_way(path: Path) -> None:
    own = part_of(path)
    # Imports inside functions are for commands and adapters, which call later steps by intent.
    names = imported(path, iter(tree(path).body))
    parts = {name.split(".")[1] for name in names if name.startswith("generator.")}
    parts &= set(STEPS)  # __version__ and the like
    assert {part for part in parts if STEPS[part] > STEPS[own]} == set()
    if own in ALONE:
        assert parts <= {own}


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
