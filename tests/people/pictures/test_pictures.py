"""Tests of pictures: a sheet without their meaning, and a table that comes back without anybody's name."""

from __future__ import annotations

import io
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from support.each import each
from support.example import EXAMPLE

from generator.cli.main import main
from generator.load import load_content
from generator.model import PictureEntry
from generator.people.pictures.sheet import COLUMNS, code_of, sheet_to_print, table_rows
from generator.people.pictures.take_in import read_tests
from generator.sheets.csv_file import csv_bytes
from generator.sheets.faults import UnreadableFormError

TODAY = date(2026, 11, 28)
PICTURES = {
    "flood-leave": PictureEntry(means="leave before the water", kind="action", not_like="a stroll"),
    "charcoal-indoors": PictureEntry(means="burning charcoal indoors", kind="action", dont=True),
}
GOOD = {
    "place": "Tak, clinic", "day": "2026-11-20", "asked": "20", "right": "19", "opposite": "1",
    "said": "go up | stay",
}  # fmt: skip


def line(name: str = "flood-leave", **changes: str) -> list[str]:
    cells = {"code": code_of(name, PICTURES[name]), **GOOD, **changes}
    return [cells.get(column, "") for column in COLUMNS]


def csv_of(*lines: list[str]) -> bytes:
    return csv_bytes([list(COLUMNS), *lines])


def test_no_sheet_that_a_reader_sees_names_its_picture() -> None:
    *sheets, key = sheet_to_print(PICTURES).decode().split("<section>")[1:]
    assert len(sheets) == len(PICTURES)
    for sheet, (name, entry) in each(zip(sheets, PICTURES.items(), strict=True)):
        assert "<svg" in sheet
        assert name not in sheet
        assert entry.means not in sheet
        assert f"Code {code_of(name, entry)}" in sheet
        assert 'd="M2 22 22 2"' in sheet or not entry.dont
    assert "DO NOT: burning charcoal indoors" in key


def test_a_filled_in_table_is_taken_from_csv_and_from_a_workbook() -> None:
    book = openpyxl.Workbook()
    rows = [list(COLUMNS), line()]
    rows[1][COLUMNS.index("asked")] = 20  # type: ignore[call-overload]
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    data = io.BytesIO()
    book.save(data)
    for form in (csv_of(line()), data.getvalue()):
        found = read_tests(form, PICTURES, TODAY)
        assert found.refused == []
        (test,) = found.tests["flood-leave"]
        assert (test.readers, test.right, test.opposite) == (20, 19, 1)
        assert test.said == ("go up", "stay")


def test_lines_that_nobody_filled_in_are_counted() -> None:
    found = read_tests(csv_bytes(table_rows(PICTURES)), PICTURES, TODAY)
    assert (found.tests, found.refused, found.untouched) == ({}, [], 2)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"said": "call 081 234 5678"}, "a telephone number or an id"),
        ({"said": "၀၈၁၂၃၄၅၆၇၈ ဖုန်း"}, "a telephone number or an id"),
        ({"said": "write to a@b.test"}, "an address"),
        ({"said": "Daw Htay said water"}, "the name of a person"),
        ({"said": "Aung: go up"}, "the name of a person"),
        ({"said": "me llamo Ana"}, "the name of a person"),
        ({"said": "go up | ?!"}, "an answer has no word"),
        ({"said": ""}, "nobody wrote down what those said"),
        ({"place": "12 River Road, Tak"}, "no place, or a finer one"),
        ({"place": ""}, "no place, or a finer one"),
        ({"place": "a language model"}, "a program is no reader"),
        ({"asked": "many"}, "no number of readers"),
        ({"asked": "-3"}, "no number of readers"),
        ({"asked": "0", "right": "0", "opposite": "0"}, "nobody asks 0 readers"),
        ({"right": "20"}, "more answers than readers"),
        ({"day": "20.11.2026"}, "is no day"),
        ({"day": "2027-11-20"}, "the day is in the future"),
        ({"code": "000000"}, 'no drawing has the code "000000"'),
    ],
)
def test_a_line_that_names_somebody_or_cannot_be_is_refused(
    changes: dict[str, str], message: str
) -> None:
    found = read_tests(csv_of(line(**changes)), PICTURES, TODAY)
    assert found.tests == {}
    assert any(message in fault.message for fault in found.refused), found.refused


def test_the_same_test_is_taken_once() -> None:
    found = read_tests(csv_of(line(), line()), PICTURES, TODAY)
    assert len(found.tests["flood-leave"]) == 1
    assert "there already" in found.refused[0].message


def test_a_picture_drawn_under_a_slash_since_then_has_another_code() -> None:
    entry = PICTURES["flood-leave"]
    assert code_of("flood-leave", entry) != code_of(
        "flood-leave", entry.model_copy(update={"dont": True})
    )


def test_another_table_is_refused_as_a_whole() -> None:
    with pytest.raises(UnreadableFormError, match="no column code"):
        read_tests(csv_bytes([["key", "new"]]), PICTURES, TODAY)


def test_both_commands_from_sheet_to_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795824000")
    content = tmp_path / "content"
    shutil.copytree(EXAMPLE, content)
    (content / "pictures.yaml").write_text(
        "# Ours.\npictures:\n  flood-leave:\n    means: leave before the water\n    kind: action # kept\n"
    )
    run, at = CliRunner(), ["--content", str(content)]
    page = tmp_path / "test.html"
    made = run.invoke(main, ["pictures", "sheet", "-o", str(page), *at])
    assert made.exit_code == 0, made.output
    (table,) = tmp_path.glob("*.csv")
    table.write_bytes(csv_of(line()[:]).replace(b"flood", b"flood"))
    dry = run.invoke(main, ["pictures", "import", str(table), "--dry-run", *at])
    assert "1 tests would be added" in dry.output
    assert "tests:" not in (content / "pictures.yaml").read_text()
    done = run.invoke(main, ["pictures", "import", str(table), *at])
    assert done.exit_code == 0, done.output
    assert "flood-leave: understood, 19 of 20 right" in done.output
    assert "# kept" in (content / "pictures.yaml").read_text()
    loaded, _problems = load_content(content)
    assert loaded.pictures["flood-leave"].state == "understood"
    again = run.invoke(main, ["pictures", "import", str(table), *at])
    assert (again.exit_code, "there already" in again.output) == (1, True)
    unknown = run.invoke(main, ["pictures", "sheet", "floood", *at])
    assert unknown.exit_code == 2
