"""The house does not grow back: names used twice, lines of folders and other figures may only shrink.

Whoever lowers a figure writes the new one into tools/house.json (``tools/house.py`` prints it); raising one
takes a decision in docs/adr/.
"""

from __future__ import annotations

import importlib.util
import json
from types import ModuleType

import pytest
from support.example import ROOT

BUDGET = json.loads((ROOT / "tools/house.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def house() -> ModuleType:
    spec = importlib.util.spec_from_file_location("house", ROOT / "tools/house.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def figures(house: ModuleType):
    return house.figures(ROOT / "generator")


@pytest.mark.parametrize("kind", ["classes", "modules"])
def test_no_more_names_are_used_twice(figures, kind: str) -> None:
    """A list that can only shrink: what is no longer on it leaves house.json too."""
    assert figures["used twice"][kind] == BUDGET["used twice"][kind]


def test_each_folder_stays_in_its_lines(figures) -> None:
    over = {
        folder: (lines, BUDGET["lines of folders"].get(folder, 0))
        for folder, lines in figures["lines of folders"].items()
        if lines > BUDGET["lines of folders"].get(folder, 0)
    }
    assert over == {}


@pytest.mark.parametrize("what", ["fmt: skip", "long lines", "imports in functions"])
def test_what_the_formatter_and_the_reader_dislike_does_not_grow(figures, what: str) -> None:
    assert figures["counts"][what] <= BUDGET["most"][what]


def test_the_tool_counts_what_it_says(house: ModuleType) -> None:
    source = '"""Doc."""\nimport a\n\n\nclass One:\n    """Doc."""\n\n    def f(self):\n        # Why.\n        from b import c, d  # fmt: skip\n        return c\n'
    sources = {"x/one.py": source, "y/one.py": source, "z.py": "x = 1\n"}
    counts = house.counts(sources)
    assert counts["lines"] == 23
    assert counts["code"] == 7
    assert counts["comments"] == 2
    assert counts["fmt: skip"] == 2
    assert counts["imports in functions"] == 4
    assert house.used_twice(sources) == {"classes": ["One"], "modules": ["one"]}
    assert house.lines_of_folders(sources) == {".": 1, "x": 11, "y": 11}
