"""Somebody read a source again: its day moves, and nothing else."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.build import replace
from support.published import copy_of_example, found, publish

from generator.cli.main import main

SOURCES = "hosts/freedonia/sources.yaml"


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795824000")  # 2026-11-28
    return copy_of_example(tmp_path)


def run(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, ["reviewed", *words])
    assert result.exit_code == code, result.output
    return result.output


def texts(content: Path) -> dict[str, str]:
    return {
        p.relative_to(content).as_posix(): p.read_text("utf-8") for p in content.rglob("*.yaml")
    }


def changed_lines(before: dict[str, str], after: dict[str, str]) -> list[str]:
    lines = []
    for name, text in before.items():
        rows = difflib.ndiff(text.splitlines(), after[name].splitlines())
        lines += [row for row in rows if row[0] in "+-"]
    return lines


def test_the_day_of_a_source_moves_and_nothing_else(content: Path) -> None:
    publish(content)
    replace(
        content / SOURCES, "  disaster-act:\n", "  # Ask at the flood office.\n  disaster-act:\n"
    )
    before = texts(content)
    output = run("disaster-act", "--by", "kestrel")
    assert "freedonia.sources.disaster-act: read on 2026-11-28 (before: 2026-11-01)" in output
    assert "freedonia.contacts.ambulance" in output, "it rests on the same source"
    assert changed_lines(before, texts(content)) == [
        '-     read_on: "2026-11-01"',
        '+     read_on: "2026-11-28"',
        "+     read_by: kestrel",
    ]
    assert found(content, public=True) == [], "no note is needed"


def test_all_sources_of_a_fact_move(content: Path) -> None:
    before = texts(content)
    output = run("contacts.ambulance", "--by", "kestrel", "--day", "2026-11-27")
    for key in ("disaster-act", "census", "open-door-leaflet"):
        assert f"freedonia.sources.{key}: read on 2026-11-27" in output
    assert "- freedonia.contacts.fire-service" in output
    assert "- freedonia.contacts.ambulance" not in output
    assert len(changed_lines(before, texts(content))) == 3 * 3


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("hazards.flood.sources.flood-book", "hazards/flood.yaml"),
        ("hazards.flood.watch-water", "hazards/flood.yaml"),
        ("first-aid.bleeding.press", "first-aid/bleeding.yaml"),
        ("now.move", "prepare.yaml"),
        ("sylvania.hotlines.home-line", "origins/sylvania.yaml"),
    ],
)
def test_each_kind_of_file_with_sources_is_written(content: Path, name: str, file: str) -> None:
    before = texts(content)
    run(name, "--by", "kestrel")
    after = texts(content)
    assert [key for key in before if before[key] != after[key]] == [file]


def test_reading_it_again_replaces_who_read_it(content: Path) -> None:
    run("disaster-act", "--by", "kestrel")
    run("disaster-act", "--by", "heron")
    assert "read_by: heron" in (content / SOURCES).read_text("utf-8")
    assert "kestrel" not in (content / SOURCES).read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("disaster-act", "--by", "kestrel", "--day", "2026-11-29"), "in the future"),
        (("disaster-act", "--by", "kestrel", "--day", "2026-10-31"), "before the day"),
        (("disaster-act", "--by", "kestrel", "--day", "tomorrow"), "is not a day"),
        (("disaster-act", "--by", "Kes Trel"), "not a handle"),
        (("disaster-akt", "--by", "kestrel"), 'Did you mean "disaster-act"?'),
        (("flood", "--by", "kestrel"), "may mean several things"),
        (("phrases.help", "--by", "kestrel"), "cites no source"),
        (("", "--by", "kestrel"), "There is no source and no fact"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(content: Path, words, said) -> None:
    before = texts(content)
    assert said in run(*words, code=2)
    assert texts(content) == before


def test_a_layout_that_would_not_stay_is_left_to_a_person(content: Path) -> None:
    path = content / SOURCES
    path.write_text(path.read_text("utf-8").replace("    publisher", "      publisher", 1), "utf-8")
    text = path.read_text("utf-8")
    output = run("fund-law", "--by", "kestrel", code=1)
    assert output
    assert path.read_text("utf-8") == text
