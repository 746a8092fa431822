"""docs/how-to/use-the-data.md: its programs run as they are printed, against a built site of the made-up country."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.docs import DOCS, read
from support.serving import served

from generator.localise.advisory import Advisory
from generator.products import api

PAGE = DOCS / "how-to" / "use-the-data.md"
FOLDER = "https://example.org/api/v1/thailand/my/"
MOST_LINES = 13
"""Ten, and what closes them."""


@pytest.fixture(scope="module")
def program() -> Callable[[str], str]:
    def block(language: str) -> str:
        found = re.search(rf"```{language}\n(.*?)```", read(PAGE), re.DOTALL)
        assert found
        assert len(list(filter(str.strip, found[1].splitlines()))) <= MOST_LINES
        assert found[1].count(FOLDER) == 1
        return found[1]

    return block


@pytest.fixture
def folder(example_advisory: Callable[[str], Advisory], tmp_path: Path) -> Iterator[str]:
    for target in api.plan([example_advisory("my")]):
        for name, data in target.make().items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    with served(tmp_path) as address:
        yield f"{address}api/v1/freedonia/my/"


def ran(command: list[str], text: str, folder: str) -> list[str]:
    done = subprocess.run(
        command, input=text.replace(FOLDER, folder), capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_the_python_program_prints_each_number_behind_its_caution(
    program: Callable[[str], str], folder: str, tmp_path: Path
) -> None:
    lines = ran([sys.executable, "-I", "-"], program("python"), folder)
    file = json.loads((tmp_path / "api/v1/freedonia/my/contacts.json").read_bytes())
    numbers = [number for contact in file["contacts"] for number in contact["numbers"]]
    assert len(lines) == len(numbers) + 1 > 5
    for line, number in zip(lines, numbers, strict=False):
        assert number["number"] in line
        assert line.endswith(number["proof"]["read_on"])
        if number["caution"]:
            caution = number["caution"]["text"]
            assert (
                -1
                < line.find(caution)
                < line.find(number["number"], line.find(caution) + len(caution))
            )


def test_the_javascript_program_prints_what_to_do(
    program: Callable[[str], str], folder: str
) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed: the program of the page was NOT tried")
    lines = ran([node, "--input-type=module", "-"], program("javascript"), folder)
    assert len(lines) > 2
    assert all(line.startswith("during ") for line in lines)


def test_the_page_names_each_file() -> None:
    page = read(PAGE)
    for name in [*api.whole_files.FILES, "index", "openapi"]:
        assert f"{name}.json`" in page
