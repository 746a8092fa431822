"""The call sheet: what to ring, never an emergency line; results go into YAML as it was written."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from support.translations import edit, run, workplace

from generator.load import load_content
from generator.load.edit import LayoutError, with_fields
from generator.model import Contact
from generator.people.facts.calls import contacts, this_week

TODAY = date(2026, 11, 25)
FILE = "hosts/freedonia/assistance.yaml"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return workplace(tmp_path)


def sheet(place: Path, *words: str) -> list[dict[str, str]]:
    result = run("calls", "--format", "csv", "-o", "calls.csv", *words)
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO((place / "calls.csv").read_text("utf-8-sig"))))


def fill(place: Path, rows: list[dict[str, str]]) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    (place / "calls.csv").write_text(text.getvalue(), "utf-8-sig")


GOOD = {"works": "yes", "called_on": "2026-11-24", "called_by": "kyi",
        "answered_in": "Burmese", "asked_id": "not known"}  # fmt: skip


def test_no_emergency_line_is_ever_rung_to_try_it(place) -> None:
    rows = sheet(place)
    content, _problems = load_content(place / "content")
    kinds = {f"{call.key}": call.contact for call in contacts(content)}
    assert rows
    for row in rows:
        contact = kinds[row["contact"]]
        assert not contact.national_emergency
        assert contact.kind not in ("emergency", "sea")
    told = run("calls").stdout
    assert "Never call these to test them; write to their offices instead:" in told


def test_each_number_has_its_script(place) -> None:
    told = run("calls").stdout
    for row in sheet(place):
        assert f"{row['label']}: {row['number'].lstrip(chr(39))}" in told
        assert f"1. Is this {row['label']}?" in told
    assert "identity paper" in told


def test_never_rung_comes_first_then_the_oldest(place) -> None:
    content, _problems = load_content(place / "content")
    rows = this_week(content, TODAY, most=100)
    days = [call.contact.called_on or date.min for call in rows]
    assert days == sorted(days)
    assert all(isinstance(call.contact, Contact) for call in rows)
    assert len(this_week(content, TODAY, most=2)) == 2


def test_results_are_written_and_the_rest_of_the_file_stays(place) -> None:
    path = place / "content" / FILE
    before = path.read_text("utf-8")
    rows = sheet(place)
    row = next(r for r in rows if r["contact"].startswith(FILE))
    row.update(GOOD)
    fill(place, rows)
    result = run("calls", "--import", "calls.csv")
    assert result.exit_code == 0, result.output
    assert "1 calls written, 0 numbers do not work, 0 rows refused." in result.output
    added = [line.strip() for line in path.read_text("utf-8").splitlines()
             if line not in before.splitlines()]  # fmt: skip
    assert added == [
        "called_on: 2026-11-24", "called_by: kyi", "answered_in: my", "asked_id: not-known",
    ]  # fmt: skip
    assert [line for line in before.splitlines() if line not in path.read_text().splitlines()] == []
    content, problems = load_content(place / "content")
    assert not problems
    key = row["contact"].rpartition(".")[2]
    contact = content.hosts["freedonia"].assistance.contacts[key]
    assert (contact.called_on, contact.answered_in) == (date(2026, 11, 24), "my")
    assert row["contact"] not in {r["contact"] for r in sheet(place, "--most", "1")}


def test_no_is_kept_a_text_and_not_a_truth_value(place) -> None:
    rows = sheet(place)
    rows[0].update(GOOD | {"asked_id": "no"})
    fill(place, rows)
    assert run("calls", "--import", "calls.csv").exit_code == 0
    _content, problems = load_content(place / "content")
    assert not problems


def test_a_number_that_does_not_work_is_not_ticked(place) -> None:
    path = place / "content" / FILE
    before = path.read_bytes()
    rows = sheet(place)
    rows[0].update(GOOD | {"works": "no"})
    fill(place, rows)
    result = run("calls", "--import", "calls.csv")
    assert result.exit_code == 1
    assert "did not work on 2026-11-24" in result.output
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"contact": "hosts/freedonia/assistance.yaml contacts.none"}, "no such contact"),
        ({"number": "555"}, "the number on the sheet is 555"),
        ({"called_on": "24.11.2026"}, "is not a day"),
        ({"called_on": "2026-12-24"}, "is in the future"),
        ({"called_by": "Kyi Kyi Win"}, "is not a handle"),
        ({"works": "maybe"}, "neither yes nor no"),
        ({"answered_in": "Klingon"}, "is not a known language"),
        ({"asked_id": "perhaps"}, "is not an answer"),
    ],
)
def test_a_slip_is_refused_with_its_line_and_nothing_is_written(place, change, told) -> None:
    path = place / "content" / FILE
    before = path.read_bytes()
    rows = sheet(place)
    rows[0].update(GOOD | change)
    fill(place, rows)
    result = run("calls", "--import", "calls.csv")
    assert result.exit_code == 1
    assert "calls.csv: line 2: " in result.output
    assert told in result.output
    assert path.read_bytes() == before


def test_an_older_call_does_not_replace_a_newer_one(place) -> None:
    rows = sheet(place)
    rows[0].update(GOOD)
    fill(place, rows)
    run("calls", "--import", "calls.csv")
    rows[0].update({"called_on": "2026-11-01"})
    fill(place, rows)
    assert "a later call is recorded, on 2026-11-24" in run("calls", "--import", "calls.csv").output


def test_an_empty_sheet_changes_nothing(place) -> None:
    sheet(place)
    result = run("calls", "--import", "calls.csv")
    assert (result.exit_code, "0 calls written" in result.output) == (0, True)


def test_another_table_is_no_call_sheet(place) -> None:
    (place / "x.csv").write_text("a,b\n1,2\n")
    result = run("calls", "--import", "x.csv")
    assert result.exit_code == 1
    assert "no column contact" in result.output


def test_a_file_with_another_layout_is_left_alone_and_the_lines_are_told(place) -> None:
    path = place / "content" / FILE
    edit(path, lambda text: text.replace("\n  ", "\n   ").replace("\n      ", "\n        "))
    before = path.read_bytes()
    rows = sheet(place)
    row = next(r for r in rows if r["contact"].startswith(FILE))
    row.update(GOOD)
    fill(place, rows)
    result = run("calls", "--import", "calls.csv")
    assert result.exit_code == 1
    assert "was not changed" in result.output
    assert "called_on: 2026-11-24, called_by: kyi" in result.output
    assert path.read_bytes() == before


def test_comments_stay_where_they_are() -> None:
    text = (
        '# top\na:\n  b:\n    n: "0112"  # keep\n    # between\n    s: y\n\n'
        "  # about c\n  c:\n    s: z\n# end\n"
    )
    new = with_fields(text, {("a", "b"): {"called_on": "2026-11-24", "asked_id": "no"}})
    lines = new.splitlines()
    added = [line for line in lines if line not in text.splitlines()]
    assert [line.strip() for line in added] == ["called_on: 2026-11-24", "asked_id: no"]
    assert [line for line in lines if line not in added] == text.splitlines()
    assert lines.index("  # about c") > lines.index(added[-1])
    with pytest.raises(LayoutError):
        with_fields("a:   {b:  1}\n", {})
    with pytest.raises(LayoutError):
        with_fields("a: [\n", {})
