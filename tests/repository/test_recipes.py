"""The recipes of docs/how-to/ work: each is followed, step by step, in a copy of the repository.

A step of a recipe is a line that names a file, and the block below it:

    New file `PATH`:                          the block is the file
    In `PATH`, after the line `TEXT`:         the block goes below the one line that reads so
    In `PATH`, instead of the line `TEXT`:    the block takes its place
    At the end of `PATH`:                     the block is added
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.build import workplace
from support.example import LAST_READ, ROOT

HOW_TO = ROOT / "docs" / "how-to"
_STEP = re.compile(
    r"^(?:(?P<new>New file)|In|(?P<end>At the end of)) `(?P<path>[^`\n]+)`"
    r"(?:, (?P<how>after|instead of) the line `(?P<line>[^`\n]+)`)?:\n\n"
    r"(?P<fence>`{3,})\w*\n(?P<block>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Step:
    """One change of one file."""

    path: str
    block: str
    line: str = ""
    """Below which it goes, or whose place it takes; empty for a new file and for the end."""
    replaces: bool = False
    is_new: bool = False

    def follow(self, place: Path) -> None:
        file = place / self.path
        if self.is_new:
            assert not file.exists(), f"{self.path} is there already"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(self.block, "utf-8")
            return
        lines = file.read_text("utf-8").splitlines(keepends=True)
        if not self.line:
            file.write_text("".join([*lines, self.block]), "utf-8")
            return
        at = [n for n, text in enumerate(lines) if text.strip() == self.line.strip()]
        assert len(at) == 1, f"{self.path} has {len(at)} lines {self.line!r}"
        lines[at[0] : at[0] + 1] = [self.block] if self.replaces else [lines[at[0]], self.block]
        file.write_text("".join(lines), "utf-8")


def steps(page: Path) -> Iterator[Step]:
    for step in _STEP.finditer(page.read_text("utf-8")):
        yield Step(
            step["path"], step["block"], step["line"] or "", step["how"] == "instead of",
            bool(step["new"]),
        )  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A copy of what is in the repository, as a clone has it."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True,
    ).stdout.decode()  # fmt: skip
    copy = tmp_path / "copy"
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name, follow_symlinks=False)
    return copy


def run(place: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {
        **os.environ, "PYTHONPATH": str(place), "ADVISORY_CACHE": str(place.parent / "cache"),
        "SOURCE_DATE_EPOCH": LAST_READ,
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=place,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


def follow(page: str, place: Path) -> None:
    made = list(steps(HOW_TO / page))
    assert len(made) > 2
    for step in made:
        step.follow(place)


def test_a_recipe_with_a_line_that_is_gone_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("one\ntwo\n")
    Step("a.py", "new\n", "two").follow(tmp_path)
    assert (tmp_path / "a.py").read_text() == "one\ntwo\nnew\n"
    with pytest.raises(AssertionError, match="0 lines"):
        Step("a.py", "new\n", "three").follow(tmp_path)


@pytest.mark.slow
def test_a_check_rule(place: Path) -> None:
    follow("add-a-check-rule.md", place)
    # The broken file gives the problem, in the words of its paragraph; all that is asked of a paragraph is there.
    tests = run(
        place,
        "pytest",
        "-q",
        "tests/check/test_rules.py",
        "-k",
        "label-question or documented or each_paragraph",
    )
    assert tests.returncode == 0, tests.stdout
    assert "4 passed" in tests.stdout
    assert run(place, "ruff", "check", "generator").returncode == 0


@pytest.mark.slow
def test_a_product(place: Path) -> None:
    follow("add-a-product.md", place)
    tests = run(place, "pytest", "-q", "tests/products/test_numbers.py")
    assert tests.returncode == 0, tests.stdout
    assert "1 passed" in tests.stdout
    assert run(place, "ruff", "check", "generator", "tests").returncode == 0
    built = run(
        place, "generator", "build", "--only", "freedonia/en", "--content", "tests/example",
        "--locales", "tests/example_locales", "--site", "site", "--jobs", "1",
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    assert "1" in (place / "site/numbers/freedonia.en.txt").read_text("utf-8")


@pytest.mark.long
@pytest.mark.slow
def test_a_content_field(place: Path) -> None:
    follow("add-a-field.md", place)
    for words in (
        ("generator", "schema"),
        ("generator", "translations", "extract"),
        ("mypy", "--no-error-summary"),
        ("pytest", "-q", "tests/localise/test_records.py", "tests/products/test_templates.py"),
    ):
        done = run(place, *words)
        assert done.returncode == 0, done.stdout + done.stderr
    assert "step_free" in (place / "content/schema/assistance.json").read_text("utf-8")
    assert "fact.step-free" in (place / "locales/interface.pot").read_text("utf-8")


@pytest.mark.slow
def test_a_host_country(tmp_path: Path) -> None:
    """Beside the made-up country: four times all of our content is checked by the next test."""
    follow_add_a_country(workplace(tmp_path / "copy", code=True), "sylvania")


@pytest.mark.long
@pytest.mark.slow
def test_a_host_country_among_ours(place: Path) -> None:
    follow_add_a_country(place, "myanmar")


def follow_add_a_country(place: Path, origin: str) -> None:
    """By a code that nobody has used yet: the command adds it to the table too."""
    assert ".venv/bin/advisory new host" in (HOW_TO / "add-a-country.md").read_text("utf-8")
    made = run(
        place, "generator", "new", "host", "--no-questions", "--name", "Laos", "--code", "LA",
        "--origin", origin, "--language", "lo", "--time-zone", "Asia/Vientiane", "--hazards", "flood",
        "--ambulance", "1195",
        "--ambulance-source", "Ministry | https://health.ministry.org/n | 2025 | 2026-11-20 | official",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    assert "LA]" in (place / "locales/countries.yaml").read_text("utf-8")
    assert run(place, "generator", "schema").returncode == 0
    checked = run(place, "generator", "check")
    assert checked.returncode == 0, checked.stdout
    assert re.search(r"content/hosts/laos/.*warning \[todo\]", checked.stdout)
    built = run(place, "generator", "build", "--only", "laos/en", "--plan")
    assert "en/laos/" in built.stdout, built.stdout + built.stderr
    # Nobody is led there before every TODO is gone.
    site = place / "content/site.yaml"
    site.write_text(site.read_text("utf-8").replace("    draft: true\n", ""), "utf-8")
    offered = run(place, "generator", "check")
    assert offered.returncode == 1
    assert re.search(r"content/hosts/laos/.*error \[todo\]", offered.stdout)


@pytest.mark.long
@pytest.mark.slow
def test_a_language(place: Path) -> None:
    table = place / "locales/languages.yaml"
    row = "  vi:\n    english: Vietnamese\n    endonym: Tiếng Việt\n    script: Latn\n"
    table.write_text(table.read_text("utf-8").rstrip() + "\n" + row, "utf-8")
    assert "advisory new locale" in (HOW_TO / "add-a-locale.md").read_text("utf-8")
    made = run(place, "generator", "new", "locale", "vi", "--fallback", "en")
    assert made.returncode == 0, made.stderr
    assert (place / "locales/vi/LC_MESSAGES/thailand.po").is_file()
    checked = run(place, "generator", "check")
    assert checked.returncode == 0, checked.stdout
    built = run(
        place,
        "generator",
        "build",
        "--only",
        "thailand/vi",
        "--site",
        "site",
        "--jobs",
        "1",
        "--plan",
    )
    assert "vi/thailand/" in built.stdout, built.stdout + built.stderr
