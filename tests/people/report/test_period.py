"""A report over a time: tables of partners without people in them, small counts hidden in every form."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
import yaml
from support.each import each
from support.example import ROOT
from support.translations import edit, run, workplace

from generator.people.report.tallies import AGES, COLUMNS, KINDS, NEEDS

HEADER = ",".join(COLUMNS)
TIME = ("--from", "2026-11-01", "--to", "2026-11-20")
DAY = "2026-11-10"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    workplace(tmp_path)
    (tmp_path / "tallies").mkdir()
    return tmp_path


def hand_in(place: Path, *lines: str, name: str = "a.csv", header: str = HEADER) -> None:
    text = "".join(f"{line}\n" for line in (header, *lines))
    (place / "tallies" / name).write_text(text, "utf-8")


def line(kind: str, language: str, count: object, *, of: object = "", need: str = "", day: str = DAY,
         age: str = "", partner: str = "unnamed", host: str = "freedonia") -> str:  # fmt: skip
    return f"{partner},{day},{host},{kind},{language},{age},{need},{count},{of}"


def rows(*given: str) -> dict[tuple[str, str, str], str]:
    """What is printed as JSON, by what, by and which."""
    result = run("report", *(given or TIME), "--format", "json")
    assert result.exit_code == 0, result.output
    return {(r["what"], r["by"], r["which"]): r["count"] for r in json.loads(result.stdout)["rows"]}


def faults(place: Path) -> list[str]:
    result = run("report", *TIME)
    assert result.exit_code == 1, result.output
    *told, last = result.stdout.splitlines()
    count = "1 fault" if len(told) == 1 else f"{len(told)} faults"
    assert last == f"No report was made: {count} in the tables of partners."
    return told


# --- counting -------------------------------------------------------------------------------------


def test_tallies_are_added_up_within_the_time_and_broken_down(place: Path) -> None:
    hand_in(
        place,
        line("leaflets", "my", 100, age="18-59"),
        line("leaflets", "Burmese", 20, day="2026-11-20", age="18-59"),
        line("leaflets", "ar", 30, age="60+"),
        line("leaflets", "my", 1000, day="2026-10-31"),
        line("leaflets", "my", 1000, day="2026-11-21"),
    )
    found = rows()
    assert found["leaflets handed out", "", ""] == "150"
    assert found["leaflets handed out", "language", "Burmese"] == "120"
    assert found["leaflets handed out", "language", "Arabic"] == "30"
    assert found["leaflets handed out", "age group", "60+"] == "30"
    assert found["leaflets handed out", "partner", "unnamed"] == "150"
    # Nobody was asked for a need: there is nothing to break down.
    assert not [key for key in found if key[1] == "need"]
    assert found["people in courses", "", ""] == "none handed in"


def test_small_counts_are_hidden_in_every_form(place: Path) -> None:
    secret, other = 7, 43
    hand_in(
        place, line("reached", "ar", secret), line("reached", "es", other), line("reached", "my", 800),
        line("session", "my", 3),
        line("test-before", "my", 30, of=60), line("test-after", "my", 57, of=60),
    )  # fmt: skip
    table = run("report", *TIME).stdout
    as_csv = run("report", *TIME, "--format", "csv").stdout
    as_json = run("report", *TIME, "--format", "json").stdout
    for told in (table, as_csv, as_json):
        assert "850" in told
        assert "800" in told
        assert "<11" in told
        assert "not shown" in told
        assert "over 81 %" in told
        assert not re.search(rf"\b({secret}|{other}|57)\b", re.sub(r"20\d\d-\d\d-\d\d", "", told))
    cells = [tuple(row.values()) for row in csv.DictReader(io.StringIO(as_csv))]
    assert cells == [tuple(row.values()) for row in json.loads(as_json)["rows"]]
    shown = [row[-1] for row in cells]
    assert [
        text.split("  ")[-1].strip() for text in table.splitlines()[3:] if text.startswith("  ")
    ] == shown


def test_the_parts_of_a_country_are_the_same_alone_and_with_others(place: Path) -> None:
    hand_in(place, line("reached", "ar", 12), line("reached", "my", 800))
    assert rows("freedonia", *TIME) == rows(*TIME)


def test_without_tallies_it_says_that_none_were_handed_in(place: Path) -> None:
    (place / "tallies").rmdir()
    found = rows()
    assert found["leaflets handed out", "", ""] == "none handed in"
    # Our own zero is one.
    assert found["numbers called by a person", "", ""] == "0"
    assert found["days from report to correction, longest", "", ""] == "–"


def test_numbers_called_and_days_from_report_to_correction(place: Path) -> None:
    assistance = place / "content/hosts/freedonia/assistance.yaml"
    edit(assistance, lambda text: text.replace(
        "  police:\n    label: Police\n",
        '  police:\n    label: Police\n    called_on: "2026-11-05"\n    called_by: handle\n',
    ))  # fmt: skip
    edit(place / "content/hosts/freedonia/country.yaml", lambda text: text.replace(
        'note: "First edition."', 'note: "First edition."\n    reported: "2026-10-22"',
    ))  # fmt: skip
    found = rows()
    assert found["numbers called by a person", "", ""] == "<11"
    assert found["reports of something wrong, put right", "", ""] == "<11"
    # Corrected on 2026-11-01.
    assert found["days from report to correction, longest", "", ""] == "10"
    before = rows("--from", "2026-10-01", "--to", "2026-10-31")
    assert before["numbers called by a person", "", ""] == "0"
    assert before["days from report to correction, longest", "", ""] == "–"


def test_a_fact_is_withdrawn_with_the_day_of_the_report(place: Path) -> None:
    result = run("withdraw", "leave-province", "--why", "wrong", "--reported", "2026-11-20")
    assert result.exit_code == 0, result.output
    assert 'reported: "2026-11-20"' in (
        place / "content/hosts/freedonia/assistance.yaml"
    ).read_text("utf-8")
    found = rows("--from", "2026-11-01", "--to", "2026-11-28")
    assert found["facts withdrawn", "", ""] == "<11"
    # The tests run on 2026-11-28.
    assert found["days from report to correction, longest", "", ""] == "8"


@pytest.mark.parametrize(
    ("day", "said"), [("2099-01-01", "is in the future"), ("soon", "is not in the right form")]
)
def test_a_report_comes_before_its_correction(place: Path, day: str, said: str) -> None:
    before = (place / "content/hosts/freedonia/assistance.yaml").read_bytes()
    result = run("withdraw", "leave-province", "--reported", day)
    assert result.exit_code == 2
    assert said in result.stderr
    assert (place / "content/hosts/freedonia/assistance.yaml").read_bytes() == before


def test_a_change_that_was_reported_after_it_is_an_error(place: Path) -> None:
    edit(place / "content/hosts/freedonia/country.yaml", lambda text: text.replace(
        'note: "First edition."', 'note: "First edition."\n    reported: "2026-11-02"',
    ))  # fmt: skip
    told = run("check").stdout
    assert (
        "it was reported on 2026-11-02 and corrected on 2026-11-01. Correct one of the days."
        in told
    )


# --- what a table may not hold --------------------------------------------------------------------


@pytest.mark.parametrize("column", [
    "Name", "full_name", "Phone", "Tel. no", "ID", "passport no", "Nationality", "country of origin",
    "nombre", "Teléfono", "ชื่อ", "เบอร์โทร", "အမည်", "ဖုန်းနံပါတ်", "signature",
])  # fmt: skip
def test_a_column_about_a_person_is_an_error_that_says_why(place: Path, column: str) -> None:
    hand_in(place, line("reached", "my", 20) + ",x", header=f"{HEADER},{column}")
    (told,) = faults(place)
    assert told.startswith(f'tallies/a.csv:1, column 10: the column "{column}" is about a person.')
    assert "A list of who came hurts people when it is lost, sold or asked for." in told


def test_other_columns_are_refused_with_those_there_are(place: Path) -> None:
    hand_in(place, line("reached", "my", 20) + ",x", header=f"{HEADER},notes")
    (told,) = faults(place)
    assert f'no column "notes". Delete it; the columns are: {", ".join(COLUMNS)}.' in told
    hand_in(place, "unnamed,2026-11-10", header="partner,day")
    assert len(faults(place)) == len(COLUMNS) - 2
    hand_in(place, header=f"{HEADER},count")
    assert 'there is twice the column "count"' in faults(place)[0]


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (line("reached", "my", 20, partner="red-moon"), '"red-moon" is no partner that we know'),
        (line("reached", "my", 20, host="oz"), '"oz" is no host that we know'),
        (line("party", "my", 20), '"party" is no kind that we know'),
        (line("reached", "qqq", 20), '"qqq" is not a known language'),
        (line("reached", "my", 20, age="34"), '"34" is no age group that we know'),
        (line("reached", "my", 20, need="asylum"), '"asylum" is no need that we know'),
        (line("reached", "my", 20, day="2099-01-01"), "2099-01-01 is in the future"),
        (line("reached", "my", 20, day="2569-11-10"), 'Write "2026-11-10".'),
        (line("reached", "my", 20, day="10/11/2026"), '"10/11/2026" is not a day'),
        (line("reached", "my", -3), '"-3" in count is less than nothing'),
        (line("reached", "my", "1.5"), '"1.5" in count is no count'),
        (line("reached", "my", "๑๒"), "in count is no count"),
        (line("reached", "my", "0812345678"), "the cell in count is no count"),
        (line("reached", "my", "=1+1"), '"=1+1" in count is a formula'),
        (line("reached", "my", 20, need="@SUM(1)"), '"@SUM(1)" in need is a formula'),
        (line("reached", "my", 20, need="'=cmd"), '"=cmd" in need is a formula'),
        (line("reached", "my", 20, of=40), 'only a test has a number in "of"'),
        (line("test-after", "my", 20), '"" in of is no count'),
        (line("test-after", "my", 41, of=40), "41 right answers of 40 cannot be"),
        (line("reached", "my", 20) + ",Ma Aye", "there is a cell in a column that has no name"),
    ],
)  # fmt: skip
def test_a_bad_line_is_refused_with_its_place(place: Path, bad: str, said: str) -> None:
    hand_in(place, line("course", "my", 20), bad)
    (told,) = faults(place)
    assert told.startswith("tallies/a.csv:3: ")
    assert said in told
    assert "Ma Aye" not in told
    assert "0812345678" not in told


def test_what_is_handed_in_twice_is_found(place: Path) -> None:
    (place / "content/partners.yaml").write_text(
        "partners:\n  moon:\n    host: freedonia\n    name: Moon Society\n    number: 6123 4567\n"
        "    agreed_on: 2026-11-01\n", "utf-8",
    )  # fmt: skip
    same = line("reached", "my", 20, partner="moon")
    hand_in(place, same)
    hand_in(place, same, name="b.csv")
    assert faults(place) == [
        "tallies/b.csv:2: the same is counted in a.csv:2. Keep one line, with the sum."
    ]
    # Two who are not named may have met as many people.
    for name in ("a.csv", "b.csv"):
        hand_in(place, line("reached", "my", 20), name=name)
    assert rows()["people reached", "", ""] == "40"


def test_a_partner_is_called_by_its_name(place: Path) -> None:
    (place / "content/partners.yaml").write_text(
        "partners:\n  moon:\n    host: freedonia\n    name: Moon Society\n    number: 6123 4567\n"
        "    agreed_on: 2026-11-01\n", "utf-8",
    )  # fmt: skip
    hand_in(place, line("reached", "my", 20, partner="moon"))
    assert rows()["people reached", "partner", "Moon Society"] == "20"


def test_what_is_no_table_is_refused(place: Path) -> None:
    (place / "tallies/a.xlsx").write_bytes(b"PK")
    (place / "tallies/b.csv").write_bytes(b"")
    (place / "tallies/c.csv").write_bytes("ชื่อ".encode("cp874"))
    (place / "tallies/d.csv").symlink_to("/etc/hostname")
    (place / "tallies/.hidden.csv").write_text("x")
    (place / "tallies/README.md").write_text("How to count.")
    told = faults(place)
    assert [re.match(r"tallies/([a-d])", one)[1] for one in told] == ["a", "b", "c", "d"]
    assert "this is no CSV file" in told[0]
    assert "the file is empty" in told[1]
    assert "is not UTF-8" in told[2]
    assert "it is a link" in told[3]


# --- the command ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Name a country"),
        (("freedonia", "--format", "csv"), "belong to a report over a time"),
        (("--from", "2026-11-01"), "Write both --from DAY and --to DAY."),
        (("--from", "2026-11-20", "--to", "2026-11-01"), "The time would begin on 2026-11-20"),
        (("--from", "2026-11-01", "--to", "2099-01-01"), "--to: 2099-01-01 is in the future"),
        (("--from", "2569-11-01", "--to", "2026-11-01"), 'Write "2026-11-01".'),
        (("--from", "x", "--to", "2026-11-01"), '--from: "x" is not a day'),
        (("sylvania", *TIME), 'There is no host country "sylvania"; site.yaml has: freedonia.'),
        ((*TIME, "--tallies", "nowhere"), "does not exist"),
    ],
)  # fmt: skip
def test_a_time_that_is_none_is_refused(place: Path, words: tuple[str, ...], said: str) -> None:
    result = run("report", *words)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_the_blank_table_can_be_handed_in_as_it_is_and_filled_in(place: Path) -> None:
    assert run("report", "freedonia", "--template", "-o", "blank.csv").exit_code == 0
    blank = (place / "blank.csv").read_text("utf-8-sig")
    assert blank.splitlines()[0] == HEADER
    (place / "tallies/blank.csv").write_text(blank, "utf-8-sig")
    assert rows()["people reached", "", ""] == "none handed in"
    filled = blank.replace("unnamed,,freedonia,reached,,", f"unnamed,{DAY},freedonia,reached,my,")
    filled = re.sub(r"(reached,my,.*),,", r"\1,25,", filled)
    (place / "tallies/blank.csv").write_text(filled, "utf-8-sig")
    assert rows()["people reached", "", ""] == "25"


def test_a_report_is_written_into_a_file(place: Path) -> None:
    result = run("report", *TIME, "--format", "csv", "-o", "it.csv")
    assert result.exit_code == 0, result.output
    data = (place / "it.csv").read_bytes()
    assert result.stdout == f"it.csv: {len(data.splitlines()) - 1} rows\n"
    assert data.startswith(b"\xef\xbb\xbfcountry,what,by,which,count\r\n")


def test_ages_and_needs_are_those_of_the_tallies_on_paper() -> None:
    """Else the strokes of a shelter or a meeting could not be copied."""
    forms = yaml.safe_load((ROOT / "content/staff/forms.yaml").read_text("utf-8"))["forms"]
    needs = {
        key
        for form in ("shelter-tally", "needs-tally")
        for key in forms[form]["fields"]["need"]["choices"]
    }
    assert needs <= set(NEEDS)
    assert len(each(forms["shelter-tally"]["fields"]["age"]["choices"])) == len(AGES) - 1


def test_the_guide_for_partners_names_every_choice() -> None:
    page = (ROOT / "docs/how-to/report-to-a-donor.md").read_text("utf-8")
    for word in each([*COLUMNS, *KINDS, *AGES, *NEEDS]):
        assert f"`{word}`" in page
