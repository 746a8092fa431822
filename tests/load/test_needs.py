"""The tables of what people need: read line by line, and sound."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.example import ROOT, TESTS

from generator.load.needs import COLUMNS, SEARCH, Need, digest_of_needs, needs_folder, read_needs

TABLES = sorted((TESTS / "needs").rglob("*.csv"))
HEAD = ",".join([*COLUMNS, "search_en", "search_my"])


def rows(tmp_path: Path, *lines: str) -> list[Need]:
    path = tmp_path / "freedonia.csv"
    path.write_text("\n".join([HEAD, *lines]), "utf-8")
    return [*read_needs(path)]


def test_a_row_is_a_need(tmp_path: Path) -> None:
    (need,) = rows(
        tmp_path,
        'up,worker,"Water, where do I go?",my,life,flood.messages.up flood.messages.roof,flood | go up,ရေကြီး',
    )
    assert need.what == "Water, where do I go?"
    assert need.at_stake
    assert need.ids == ("flood.messages.up", "flood.messages.roof")
    assert need.searches == {"en": ("flood", "go up"), "my": ("ရေကြီး",)}
    assert need.line == 2


@pytest.mark.parametrize("line", ["up,worker", "", '"up'])
def test_what_is_no_need_is_left_out(tmp_path: Path, line: str) -> None:
    assert rows(tmp_path, line) == []


def test_no_table_no_needs(tmp_path: Path) -> None:
    assert [*read_needs(tmp_path / "ruritania.csv")] == []
    assert digest_of_needs(tmp_path, "ruritania") == ""


def test_the_tables_lie_beside_content() -> None:
    assert needs_folder(ROOT / "content") == TESTS / "needs"


@pytest.mark.parametrize("path", TABLES, ids=lambda path: "-".join(path.parts[-2:]))
def test_each_table_is_whole(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    needs = [*read_needs(path)]
    assert len(needs) == len(lines) - 1
    assert len({need.name for need in needs}) == len(needs)
    columns = lines[0].split(",")
    assert tuple(columns[: len(COLUMNS)]) == COLUMNS
    assert all(column.startswith(SEARCH) for column in columns[len(COLUMNS) :])
    for need in needs:
        assert need.what, need.line
        assert all(need.searches.values()), need.line
