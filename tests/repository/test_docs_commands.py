"""Commands that a page shows can be typed as they stand there."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from support.docs import DOCS, PAGES, code_in, name_of
from support.each import each
from support.example import LAST_READ, ROOT

from generator.cli.main import main

_COMMAND = re.compile(r"(?:^ *|`)(?:\.venv/bin/)?advisory ([a-z][^`\n]*)", re.MULTILINE)
_PLACEHOLDER = re.compile(r"\b[A-Z][A-Z_-]+\b(?![a-z])|…|\[")
"""HOST, CODE,… and other words that stand for what a reader of the page has."""
REPORT = DOCS / "how-to" / "report-a-wrong-number.md"


def typed(page: Path) -> Iterator[list[str]]:
    """Words of each command in the code of *page* that names all it needs."""
    for found in _COMMAND.finditer(code_in(page)):
        line = found[1].split("  #")[0]
        if not _PLACEHOLDER.search(re.sub(r"[A-Z]{2}-[a-z_]+-\d{6}-[0-9a-f]{4}", "code", line)):
            yield shlex.split(line)


def command_of(words: list[str]) -> tuple[click.Command, list[str]]:
    """Find the command that *words* begin with, and what is left for it."""
    command: click.Command = main
    while isinstance(command, click.Group) and words and words[0] in command.commands:
        command, words = command.commands[words[0]], words[1:]
    return command, words


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_each_command_of_a_page_has_its_arguments_and_options(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("content", "locales"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    for words in typed(page):
        command, rest = command_of(words)
        assert command is not main, words
        if not rest:
            continue  # named, not shown
        for word in rest:
            if re.fullmatch(r"[\w.-]+\.(xlsx|csv|po|zip|json)", word):
                (tmp_path / word).touch()
        command.make_context(" ".join(words), list(rest))


def test_pages_show_commands() -> None:
    """Else the test above would say nothing."""
    assert sum(len(command_of(words)[1]) > 0 for page in PAGES for words in typed(page)) > 25


SHOWN = [words for words in typed(REPORT) if words[0] == "withdraw"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [pytest.param(words, id=words[1], marks=pytest.mark.long) for words in each(SHOWN, at_least=3)],
)
def test_what_the_page_on_wrong_numbers_shows_takes_them_out(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the real content: ids of the made-up country stand in no page."""
    for name in ("content", "locales"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ADVISORY_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", LAST_READ)
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, f"{words}: {result.output}"
    assert " is withdrawn: content/" in result.output
    # One line for the places that still name it, however many they are.
    assert result.output.count("[withdrawn-named]") <= 1
