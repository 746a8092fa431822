"""Steps out to WhatNow and its messages in: nothing is lost on the way, nothing overwritten, cautions before numbers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from support.build import replace as replace_in
from support.build import workplace
from support.docs import DOCS
from support.each import each
from support.records import messages_changed

from generator.cli.main import main
from generator.load import Content
from generator.localise.advisory import Advisory
from generator.localise.guarding import cautions_before
from generator.localise.texts import Run, Text, plain
from generator.model.fields import HazardSlug, Stage
from generator.people.whatnow.drafts import Origin, as_yaml, drafts
from generator.people.whatnow.names import HAZARDS, STAGES, hazard_of, stage_of
from generator.people.whatnow.outgoing import Left, outgoing
from generator.people.whatnow.sheet import HazardMessages, Message, Sheet, read, written
from generator.products.sending.sent import said
from generator.sheets.faults import UnreadableFormError

Make = Callable[[str], Advisory]
ORIGIN = Origin("en", "https://whatnow.invalid/freedonia", date(2026, 11, 1))
HEADER = "National Society,Region\r\nSociety,National\r\nTitle,Description,URL,Hazard,Urgency Level,Safety Message,Supporting Message 1\r\n"


@pytest.fixture
def advisory(example_advisory: Make) -> Advisory:
    return example_advisory("en")


def their_reading(data: bytes) -> dict[tuple[str, str], list[tuple[str, list[str]]]]:
    """What WhatNow's importer makes of a table, written after what BulkUploadTemplateImport.php does."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[1][0]
    found: dict[tuple[str, str], list[tuple[str, list[str]]]] = {}
    hazard, level = "", ""
    for row in rows[3:]:
        if row[3]:
            assert row[0], "refused without a title"
            assert row[1], "refused without a description"
            hazard = row[3]
        if row[4]:
            level = row[4].lower().replace(" ", "_")
            found[hazard, level] = []  # A level that comes back takes the place of the first.
        if row[5]:
            found[hazard, level].append((row[5], [one for one in row[6:] if one]))
    return found


def test_their_importer_finds_every_step_where_it_belongs(advisory: Advisory) -> None:
    made = outgoing(advisory, "Freedonian Red Cross", "National")
    found = their_reading(written(made.sheet))
    sent = 0
    for slug, hazard in advisory.hazards.items():
        for phase in ("before", "during", "after"):
            for message in hazard.phase(phase):
                if any(one.key in (slug, f"{slug}.{message.id}") for one in made.left):
                    continue
                level = STAGES[message.stage].lower().replace(" ", "_")
                more = [str(message.more)] if message.more else []
                assert (str(message.text), more) in found[HAZARDS[slug] or "", level]
                sent += 1
    assert sent == sum(len(one) for one in found.values()) > 10


def test_a_round_trip_loses_nothing(advisory: Advisory) -> None:
    made = outgoing(advisory, "Freedonian Red Cross", "North")
    data = written(made.sheet)
    sheet, faults = read(data)
    assert not faults
    assert sheet == made.sheet
    assert written(sheet) == data


words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1, max_size=30,
)  # fmt: skip
messages = st.builds(
    Message, st.sampled_from(list(STAGES.values())), words, st.lists(words, max_size=3).map(tuple)
)
hazards = st.builds(
    HazardMessages, words, words, words, words, st.lists(messages, min_size=1, max_size=4).map(
        lambda found: tuple(sorted(found, key=lambda one: list(STAGES.values()).index(one.level)))
    ),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.builds(Sheet, words, words, st.lists(hazards, max_size=3).map(tuple)))
def test_any_words_come_back_as_they_went(sheet: Sheet) -> None:
    assert read(written(sheet)) == (sheet, [])


def test_what_is_not_sent_is_told_with_its_reason(advisory: Advisory) -> None:
    changed = messages_changed(
        advisory,
        lambda one: {"inferred": True} if one.stage == "recover" else {"text": plain("a " * 200, "en")}
        if one.stage == "prepare" else {"text": plain("ဟုတ်", "my")} if one.stage == "warning" else {},
    )  # fmt: skip
    made = outgoing(changed, "Society", "National")
    kept = {one.level for hazard in made.sheet.hazards for one in hazard.messages}
    assert kept.isdisjoint({"Recover", "Prepare to Respond", "Warning"})
    reasons = {one.reason for one in made.left}
    for word in ("inference", "255 letters", "not translated into en"):
        assert any(word in reason for reason in reasons), (word, reasons)
    without = [one for one in advisory.hazards if HAZARDS[one] is None]
    assert {Left(one, "WhatNow has no name that means the same") for one in without} <= set(
        made.left
    )


def test_a_caution_stands_before_its_number_in_the_same_cell(advisory: Advisory) -> None:
    police = advisory.contacts["police"]
    caution = said(cautions_before(advisory, police))
    assert caution
    number = replace(police.plate_tel, contact="police")
    named = Text((Run("Call "), number), "en", "source", "Call")
    changed = messages_changed(advisory, lambda _one: {"text": named, "more": named})
    data = written(outgoing(changed, "Society", "National").sheet).decode()
    rows = list(csv.reader(io.StringIO(data)))
    cells = [cell for row in rows[3:] for cell in row if police.plate_tel.text in cell]
    for cell in each(cells, at_least=4):
        assert cell.startswith(caution)


def test_what_nobody_signed_says_draft(advisory: Advisory) -> None:
    made = outgoing(advisory, "Society", "National")
    assert made.drafts == len(made.sheet.hazards) > 0
    for one in made.sheet.hazards:
        assert one.title.startswith("DRAFT ")
        assert one.description.startswith("DRAFT: two people have signed 0 of ")
    sentences = {
        text.source or str(text)
        for hazard in advisory.hazards.values()
        for text in (hazard.name, *(t for p in ("before", "during", "after") for m in hazard.phase(p) for t in (m.text, m.more) if t))
    }  # fmt: skip
    signed = outgoing(replace(advisory, signed=frozenset(sentences)), "Society", "National")
    assert signed.drafts == 0
    assert "DRAFT" not in written(signed.sheet).decode()


def test_drafts_carry_whose_words_they_are(example_content: Content, advisory: Advisory) -> None:
    sheet = outgoing(advisory, "Freedonian Red Cross", "National").sheet
    found = yaml.safe_load(as_yaml(drafts(sheet, ORIGIN, example_content)))
    assert found["state"] == "draft"
    assert found["from"]["society"] == "Freedonian Red Cross"
    drafted = [one for hazard in found["hazards"] for one in hazard["messages"]]
    for one in each(drafted, at_least=10):
        assert one["state"] == "draft"
        assert one["stage"] in get_args(Stage)
        assert one["said_by"] == "Freedonian Red Cross, by IFRC WhatNow, en, read on 2026-11-01"
    assert any("same_as" in one for one in drafted)
    other = drafts(sheet, replace(ORIGIN, language="es"), example_content)
    assert not any("same_as" in one for hazard in other["hazards"] for one in hazard["messages"])


def test_numbers_of_theirs_are_pointed_out(example_content: Content) -> None:
    told = [Message("Warning", "Call 1 6-69 now."), Message("Warning", "Go up 2 floors.")]
    sheet = Sheet("S", "National", (HazardMessages("Flood", "t", "d", "", tuple(told)),))
    [hazard] = drafts(sheet, ORIGIN, example_content)["hazards"]
    assert [one.get("number") for one in hazard["messages"]] == [True, None]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (",,,,Warning,Leave.,\r\n", "line 4: a message stands before the first hazard"),
        ("T,D,,Flood,,Leave.,\r\n", "line 4: a message has no urgency level"),
        ("T,D,,Flood,Watch,Leave.,\r\n", 'line 4: "Watch" is no urgency level. There are: Assess and Plan'),
        ("T,D,,Flood,Warning,,Because.\r\n", "line 4: it supports a message that is not there"),
    ],
)  # fmt: skip
def test_a_row_that_says_nothing_is_told_with_its_line(rows: str, words: str) -> None:
    sheet, faults = read((HEADER + rows + ",,,,Immediate,Go.,\r\n").encode())
    assert words in str(faults[0])
    assert sum(len(one.messages) for one in sheet.hazards) <= 1


@pytest.mark.parametrize("data", [b"", b"a,b\r\n", b"\xff\xfe\x00", HEADER.replace("Society,National", ",").encode(), b"PK\x03\x04x"])  # fmt: skip
def test_another_table_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFormError):
        read(data)


def test_their_workbook_is_read_too() -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in csv.reader(io.StringIO(HEADER + "T,D,,Flood,Warning,Leave.,Because.\r\n")):
        book.active.append(row)
    book.create_sheet("How template works")
    data = io.BytesIO()
    book.save(data)
    sheet, faults = read(data.getvalue())
    assert not faults
    assert sheet.hazards[0].messages == (Message("Warning", "Leave.", ("Because.",)),)


def test_every_stage_and_hazard_of_ours_has_its_row() -> None:
    assert set(STAGES) == set(get_args(Stage))
    assert set(HAZARDS) == set(get_args(HazardSlug))
    assert all(stage_of(theirs) == ours for ours, theirs in STAGES.items())
    assert all(hazard_of(theirs) == ours for ours, theirs in HAZARDS.items() if theirs)


def test_the_written_tables_say_the_same() -> None:
    page = (DOCS / "how-to/exchange-with-whatnow.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| ([^|]+) \|", page, re.MULTILINE))
    assert rows == {**STAGES, **{ours: theirs or "none" for ours, theirs in HAZARDS.items()}}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(workplace(tmp_path))
    return tmp_path


def whatnow(*said_words: Any) -> Result:
    return CliRunner().invoke(main, ["whatnow", *map(str, said_words)])


def test_the_commands_lead_there_and_back(place: Path) -> None:
    before = {path: path.read_bytes() for path in (place / "content").rglob("*.yaml")}
    sent = whatnow("export", "freedonia", "en", "--society", "Freedonian Red Cross")
    assert sent.exit_code == 0, sent.output
    assert "freedonia.en.whatnow.csv: " in sent.output
    assert "WhatNow has no place for: sources" in sent.output
    words = ("import", "freedonia.en.whatnow.csv", "--language", "en", "--url", ORIGIN.url, "-o", "d.yaml")  # fmt: skip
    got = whatnow(*words)
    assert got.exit_code == 0, got.output
    assert "have the words of a message of ours" in got.output
    assert before == {path: path.read_bytes() for path in (place / "content").rglob("*.yaml")}
    again = whatnow(*words)
    assert (again.exit_code, "is there already" in again.output) == (2, True)


@pytest.mark.parametrize(
    "words",
    [
        ("export", "freedonia", "en"), ("export", "freedonia", "en", "--society", " "),
        ("export", "ruritania", "en", "--society", "x"), ("import", "gone.csv", "--language", "en", "--url", "https://x.org"),
        ("import", "t.csv", "--language", "English", "--url", "https://x.org"),
        ("import", "t.csv", "--language", "en", "--url", "javascript:1"),
        ("import", "t.csv", "--language", "en", "--url", "https://x.org", "-o", "content/hazards/flood.yaml"),
        ("import", "t.csv", "--language", "en", "--url", "https://x.org", "-o", "content/hazards/new.yaml"),
    ],
)  # fmt: skip
def test_wrong_usage_is_told_and_writes_nothing(words: tuple[str, ...], place: Path) -> None:
    (place / "t.csv").write_text(HEADER + "T,D,,Flood,Warning,Leave.,\r\n")
    names = sorted(place.rglob("*.yaml"))
    result = whatnow(*words)
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
    assert sorted(place.rglob("*.yaml")) == names


def test_broken_content_stops_it(place: Path) -> None:
    replace_in(
        place / "content" / "hosts" / "freedonia" / "assistance.yaml", "kind: abuse", "kind: x"
    )
    result = whatnow("export", "freedonia", "en", "--society", "x")
    assert result.exit_code == 1
    assert "Traceback" not in result.output
