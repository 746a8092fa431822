"""``advisory flow walk``: what a caller hears, typed in the terminal, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.build import replace, workplace

from generator.cli.main import main


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(workplace(tmp_path))
    return tmp_path


def walk(*words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, ["flow", "walk", *words], input=typed)


def test_a_caller_is_led_to_a_number_and_back(place: Path) -> None:
    result = walk("freedonia", "en", typed="1\nnonsense\n#\n\n")
    assert result.exit_code == 0, result.output
    said = result.output
    assert said.startswith("EXERCISE: Information for people in Freedonia.")
    assert "Flood office 1234" in said
    # Asked, told, told again for nonsense, asked.
    assert said.count("EXERCISE: What is happening?") == 2
    assert said.count("Do not walk into moving water.") == 2
    assert said.endswith("Ended.\n")
    assert walk("freedonia", "en", typed="").output.endswith("Ended.\n")


def test_every_way_is_printed(place: Path) -> None:
    result = walk("freedonia", "en", "--all", "--voice")
    assert result.exit_code == 0, result.output
    assert "== 1\n" in result.output
    assert "[sounds/freedonia.en/digit-9.mp3]" in result.output
    assert "1234" not in result.output


@pytest.mark.parametrize("words", [("ruritania", "en"), ("freedonia", "xx"), ("freedonia",), ()])
def test_what_is_not_there_is_wrong_usage(words: tuple[str, ...], place: Path) -> None:
    result = walk(*words)
    assert result.exit_code == 2, result.output


def test_broken_content_is_told(place: Path) -> None:
    replace(place / "content" / "hosts" / "freedonia" / "assistance.yaml", "kind: abuse", "kind: x")
    result = walk("freedonia", "en")
    assert result.exit_code == 1
    assert "Traceback" not in result.output
