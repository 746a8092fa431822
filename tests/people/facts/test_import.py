"""What a country team sends back: only what fits gets in, and nothing else changes."""

from __future__ import annotations

import difflib
import os
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.disk import fill_disk
from support.example import BUILD_DAY, EXAMPLE
from support.facts import (
    AGAIN,
    HOST,
    NEW,
    bring_back,
    change,
    content_bytes,
    export,
    fill,
    lines_of,
)
from support.translations import edit, run, words, workplace

from generator.load import Content, load_content
from generator.load.edit import LayoutError, entry_text, with_values
from generator.people.facts.questions import cells_of
from generator.people.facts.requested_changes import _lost_zero
from generator.people.facts.store import write_changes
from generator.people.facts.take_in import FactImport, FileChanges

pytestmark = pytest.mark.thorough

POLICE = "freedonia.contacts.police"
OFFICE = "freedonia.contacts.work-office"
DOOR = "freedonia.contacts.open-door"
HURT = "freedonia.schemes.hurt-at-work"
RULE = "freedonia.rules.shelter-without-papers"
NEW_ID = "flood-office-261120"
"""What the id of the source in NEW becomes."""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return workplace(tmp_path)


def text_of(name: str) -> str:
    return Path("content", HOST, f"{name}.yaml").read_text("utf-8")


def added_and_removed(before: str, after: str) -> tuple[list[str], list[str]]:
    lines = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    return ([x[2:].strip() for x in lines if x.startswith("+ ")],
            [x[2:].strip() for x in lines if x.startswith("- ")])  # fmt: skip


def host(place: Path):
    content, problems = load_content(place / "content")
    assert not [problem for problem in problems if problem.level == "error"], problems
    return content.hosts["freedonia"]


# --- what fits gets in, and nothing else changes ------------------------------------------------


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_gap_is_filled_with_its_new_source(place, form) -> None:
    before = {name: text_of(name) for name in ("assistance", "insurance", "sources")}
    result = bring_back({f"{POLICE}.hours": {"new": "always", **NEW}}, form)
    assert result.exit_code == 0, result.output
    assert f"{POLICE}.hours: changed" in result.output
    assert "1 answers changed, 0 confirmed, 0 facts added" in result.output
    assert added_and_removed(before["assistance"], text_of("assistance")) == (
        ["hours: always", f"sources: [disaster-act, {NEW_ID}]"], ["sources: [disaster-act]"],
    )  # fmt: skip
    added, removed = added_and_removed(before["sources"], text_of("sources"))
    assert removed == []
    assert added == [
        f"{NEW_ID}:", "publisher: Flood office", 'url: ["https://flood.test/lines"]',
        'published: "2026-11-02"', "year: 2026", 'read_on: "2026-11-20"', "confidence: official",
        "says: Open day and night.",
    ]  # fmt: skip
    assert text_of("insurance") == before["insurance"]
    found = host(place)
    assert found.assistance.contacts["police"].hours == "always"
    assert found.sources.sources[NEW_ID].read_on == date(2026, 11, 20)


def test_it_says_what_to_run_next(place) -> None:
    told = bring_back({f"{POLICE}.hours": {"new": "always", **NEW}}).output
    assert "Now run: advisory check" in told
    assert "translations extract" not in told
    assert "under changes in content/hosts/freedonia/country.yaml" in told
    told = bring_back({f"{POLICE}.what_for": {"new": "Somebody robs you.", **TODAY_NEW}}).output
    assert "advisory translations extract, then advisory translations update" in told


def test_a_key_takes_the_place_that_the_model_gives_it(place) -> None:
    bring_back({f"{POLICE}.cost": {"new": "free", **NEW},
                f"{POLICE}.languages": {"new": "Spanish; en", **NEW}})  # fmt: skip
    block = text_of("assistance").split("  police:\n")[1].split("  work-office:")[0]
    keys = [line.split(":")[0].strip() for line in block.splitlines()]
    assert keys == ["label", "number", "kind", "what_for", "languages", "cost", "icon", "sources"]
    assert host(place).assistance.contacts["police"].languages == ("es", "en")


def test_a_number_is_said_by_its_new_source_and_is_not_called_yet(place) -> None:
    edit(place / f"content/{HOST}/assistance.yaml", lambda text: text.replace(
        '  work-office:\n    label: Work office\n',
        '  work-office:\n    label: Work office\n    called_on: "2026-11-01"\n'
        "    called_by: kyi\n    answered_in: es\n    asked_id: no\n"))  # fmt: skip
    result = bring_back({f"{OFFICE}.number": {"new": "6234 9999", **NEW}})
    assert result.exit_code == 0, result.output
    contact = host(place).assistance.contacts["work-office"]
    assert (contact.number, contact.sources) == ("6234 9999", (NEW_ID, "fund-law"))
    assert (contact.called_on, contact.called_by, contact.answered_in, contact.asked_id) == (
        None, None, None, None,
    )  # fmt: skip
    assert '"6234 9999"' in text_of("assistance")


def test_an_old_source_read_again_gets_the_day(place) -> None:
    before = text_of("sources")
    bring_back({f"{OFFICE}.cost": {"new": "free", **AGAIN}})
    assert added_and_removed(before, text_of("sources")) == (
        ['read_on: "2026-11-19"'], ['read_on: "2026-10-01"'],
    )  # fmt: skip
    assert host(place).assistance.contacts["work-office"].sources == ("fund-law",)


def test_a_fact_that_is_still_right_is_confirmed(place) -> None:
    before = text_of("assistance")
    result = bring_back({f"{OFFICE}.number": AGAIN})
    assert result.exit_code == 0, result.output
    assert "0 answers changed, 1 confirmed" in result.output
    assert text_of("assistance") == before
    assert 'read_on: "2026-11-19"' in text_of("sources")


def test_one_source_for_many_lines_is_written_once(place) -> None:
    bring_back({f"{POLICE}.cost": {"new": "free", **NEW}, f"{POLICE}.asks_id": {"new": "no", **NEW},
                f"{OFFICE}.cost": {"new": "ordinary", **NEW}})  # fmt: skip
    assert text_of("sources").count("Flood office") == 1
    assert host(place).assistance.contacts["police"].sources == ("disaster-act", NEW_ID)


def test_a_second_table_finds_the_source_of_the_first(place) -> None:
    bring_back({f"{POLICE}.cost": {"new": "free", **NEW}})
    bring_back({f"{OFFICE}.cost": {"new": "free", **NEW}})
    assert text_of("sources").count("Flood office") == 1
    assert host(place).assistance.contacts["work-office"].sources == ("fund-law", NEW_ID)


def test_what_nobody_knew_may_stand_in_a_source_of_the_same_day(place) -> None:
    bring_back({f"{POLICE}.cost": {"new": "free", **NEW}})
    result = bring_back({f"{POLICE}.hours": {"new": "always", **NEW}})
    assert result.exit_code == 0, result.output
    assert host(place).assistance.contacts["police"].sources == ("disaster-act", NEW_ID)
    assert "already read on 2026-11-20" in bring_back({f"{POLICE}.hours": NEW}).output


def test_the_same_table_taken_in_twice_changes_nothing_the_second_time(place) -> None:
    path = export("csv")
    fill(path, {f"{POLICE}.cost": {"new": "free", **NEW}})
    run("facts", "import", path.name)
    after = content_bytes()
    result = run("facts", "import", path.name)
    assert 'the fact has changed since the export; it is now: "free"' in result.output
    assert content_bytes() == after


@pytest.mark.parametrize(
    ("written", "stands"),
    [
        ("always", "always"),
        ("Mon-Fri 08:30-16:30", ("mon-fri", "08:30", "16:30")),
        ("every-day 06:00 - 24:00", ("every-day", "06:00", "24:00")),
    ],
)
def test_hours_are_written_as_people_write_them(place, written, stands) -> None:
    result = bring_back({f"{POLICE}.hours": {"new": written, **NEW}})
    assert result.exit_code == 0, result.output
    hours = host(place).assistance.contacts["police"].hours
    assert (hours if isinstance(hours, str) else (hours.days, hours.opens, hours.closes)) == stands


def test_what_nobody_knows_any_more_is_taken_out(place) -> None:
    result = bring_back({f"{DOOR}.languages": {"new": "not known", **NEW},
                         f"{DOOR}.channels.web": {"new": "Not known", **NEW},
                         f"{DOOR}.asks_id": {"new": "not known", **NEW}})  # fmt: skip
    assert result.exit_code == 0, result.output
    contact = host(place).assistance.contacts["open-door"]
    assert (contact.languages, contact.channels.web, contact.asks_id) == (None, None, "not-known")


def test_a_mapping_that_was_not_there_is_made(place) -> None:
    bring_back({f"{POLICE}.channels.app": {"new": "SAFE 999", **NEW}})
    assert host(place).assistance.contacts["police"].channels.app == "SAFE 999"


def test_each_part_of_a_scheme_is_cited_where_it_stands(place) -> None:
    result = bring_back({
        f"{HURT}.covered.permit.words": {"new": "It covers everybody with a permit.", **NEW},
        f"{HURT}.benefits.hospital.values.hospital.amount": {"new": "6000", **NEW},
        f"{HURT}.deadline.official": {"new": "no", **NEW},
        f"{HURT}.deadline.days": {"new": "90", **NEW},
    })  # fmt: skip
    assert result.exit_code == 0, result.output
    scheme = host(place).insurance.schemes["hurt-at-work"]
    assert scheme.covered["permit"].sources == ("fund-law", NEW_ID)
    assert scheme.benefits["hospital"].values["hospital"].amount == 6000
    assert scheme.benefits["hospital"].values["hospital"].sources == ("fund-law", NEW_ID)
    assert scheme.benefits["hospital"].sources == ("fund-law",)
    assert (scheme.deadline.days, scheme.deadline.official) == (90, False)
    assert scheme.sources == ("fund-law",)
    assert "days: 90\n" in text_of("insurance")
    assert "official: false\n" in text_of("insurance")


def test_a_new_contact_and_a_new_rule_get_in_whole(place) -> None:
    new = "freedonia.contacts.new-1"
    rule = "freedonia.rules.new-2"
    before = text_of("assistance")
    result = bring_back({
        f"{new}.label": {"new": "Clinic: south", **NEW}, f"{new}.number": {"new": "6777 8888", **NEW},
        f"{new}.kind": {"new": "health", **NEW}, f"{new}.what_for": {"new": "Doctors.", **NEW},
        f"{new}.languages": {"new": "my", **NEW},
        f"{rule}.question": {"new": "May I ask for a translator?", **NEW},
        f"{rule}.answer": {"new": "yes", **NEW}, f"{rule}.words": {"new": "Yes.", **NEW},
        f"{rule}.about": {"new": "hospital", **NEW},
    })  # fmt: skip
    assert result.exit_code == 0, result.output
    assert "freedonia.contacts.clinic-south: added" in result.output
    assert "freedonia.rules.may-i-ask-for-a-translator: added" in result.output
    assert "Now run: advisory check" in result.output
    found = host(place).assistance
    assert list(found.contacts)[-1] == "clinic-south"
    assert found.contacts["clinic-south"].sources == (NEW_ID,)
    assert found.rules["may-i-ask-for-a-translator"].sources == (NEW_ID,)
    assert added_and_removed(before, text_of("assistance"))[1] == []


def test_a_new_line_on_abuse_gets_the_button_that_hides(place) -> None:
    new = "freedonia.contacts.new-1"
    result = bring_back({
        f"{new}.label": {"new": "Night line", **NEW}, f"{new}.number": {"new": "6777 8888", **NEW},
        f"{new}.kind": {"new": "abuse", **NEW}, f"{new}.what_for": {"new": "Talk.", **NEW},
    })  # fmt: skip
    assert result.exit_code == 0, result.output
    assert host(place).assistance.contacts["night-line"].sensitive


@pytest.mark.parametrize(
    ("address", "stands"),
    [
        ("https://a.test/x", (("https://a.test/x",), None)),
        ("https://a.test/x, https://b.test;", (("https://a.test/x", "https://b.test"), None)),
        ("Yearbook, page 12", ((), "Yearbook, page 12")),
        ("www.a.test", ((), "www.a.test")),
    ],
)
def test_an_address_is_a_web_address_or_a_place(place, address, stands) -> None:
    result = bring_back({f"{POLICE}.cost": {"new": "free", **NEW, "address": address}})
    assert result.exit_code == 0, result.output
    source = host(place).sources.sources[NEW_ID]
    assert (source.url, source.where) == stands


@pytest.mark.parametrize(
    ("publisher", "name"),
    [
        ("กรมป้องกันและบรรเทาสาธารณภัย", "source-261120"),
        ("Fund: law & order, " + "x" * 60, "fund-law-order-" + "x" * 25 + "-261120"),
        ("Cámara", "camara-261120"),
    ],
)
def test_a_source_gets_an_id_from_its_publisher(place, publisher, name) -> None:
    bring_back({f"{POLICE}.cost": {"new": "free", **NEW, "publisher": publisher},
                f"{OFFICE}.cost": {"new": "free", **NEW, "publisher": publisher,
                                   "address": "other"}})  # fmt: skip
    found = host(place)
    assert found.assistance.contacts["police"].sources[-1] == name
    assert found.assistance.contacts["work-office"].sources[-1].endswith("-261120-2")


@pytest.mark.parametrize(
    ("written", "stands"),
    [("Burmese, thai", ("my", "th")), ("zh; NE", ("zh", "ne")), ("shn", ("shn",))],
)
def test_languages_are_written_by_tag_or_name(place, written, stands) -> None:
    bring_back({f"{POLICE}.languages": {"new": written, **NEW}})
    assert host(place).assistance.contacts["police"].languages == stands


def test_a_dry_run_tells_and_writes_nothing(place) -> None:
    before = content_bytes()
    result = bring_back({f"{POLICE}.cost": {"new": "free", **NEW}}, "csv", "--dry-run")
    assert result.exit_code == 0
    assert "1 answers would be changed" in result.output
    assert "assistance.yaml: would be written" in result.output
    assert content_bytes() == before


# --- what does not fit is refused, with its cell, and changes nothing ----------------------------

TODAY_NEW = {**NEW, "read on": str(BUILD_DAY)}


@pytest.mark.parametrize(
    ("key", "filled", "column", "told"),
    [
        # the truth rule
        (f"{POLICE}.cost", {"new": "free"}, "source", "does not say where this was read"),
        (f"{POLICE}.cost", {"new": "free", "source": "census"}, "read on", "day of reading is missing"),
        (f"{POLICE}.cost", {"new": "free", "publisher": "x", "read on": "2026-11-20",
                            "confidence": "official"}, "address", "address of the source is missing"),
        (f"{POLICE}.cost", {"new": "free", **NEW, "confidence": "sure"}, "confidence", "not one of"),
        (f"{POLICE}.cost", {"new": "free", **NEW, "address": "https://flood..test/"}, "address",
         "is not the host of a web address"),
        (f"{POLICE}.cost", {"new": "free", **NEW, "address": "https://flood.test/ https://["}, "address",
         "not a web address"),
        (f"{POLICE}.cost", {"new": "free", **NEW, "it says": "word " * 500}, "it says", "at most 2,000"),
        (f"{POLICE}.cost", {"new": "free", **NEW, "publisher": "m" * 300}, "publisher", "without a space"),
        (f"{POLICE}.cost", {"new": "free", **NEW, "confidence": "unconfirmed"}, "confidence", "not one"),
        (f"{POLICE}.cost", {"new": "free", **NEW, "read on": "20.11.2026"}, "read on", "is not a day"),
        (f"{POLICE}.cost", {"new": "free", **NEW, "read on": "20261120"}, "read on", "is not a day"),
        (f"{POLICE}.cost", {"new": "free", **NEW, "read on": "2026-12-01"}, "read on", "is in the future"),
        (f"{POLICE}.cost", {"new": "free", **NEW, "read on": "2569-11-20"}, "read on",
         'Write "2026-11-20"'),
        (f"{POLICE}.cost", {"new": "free", **NEW, "published": "2031"}, "published", "is in the future"),
        (f"{POLICE}.cost", {"new": "free", "source": "none", "read on": "2026-11-20"}, "source",
         'there is no source "none"'),
        (f"{OFFICE}.press", {"new": "4", "source": "fund-law", "read on": "2026-10-01"},
         "read on", 'the source "fund-law" was already read on 2026-10-01'),
        (f"{OFFICE}.press", {"source": "fund-law", "read on": "2026-10-01"},
         "read on", 'the source "fund-law" was already read on 2026-10-01'),
        (f"{POLICE}.cost", {"new": "free", "source": "disaster-act", "read on": "2026-10-01"},
         "read on", "was already read on 2026-11-01"),
        (f"{POLICE}.cost", {"new": "free", **NEW, "source": "census"}, "source", "an old source and a new"),
        (f"{POLICE}.cost", {"new": "free", **NEW, "publisher": "\u202eoffice"}, "publisher", "U+202E"),
        # outside the lists, or not of the form
        (f"{POLICE}.cost", {"new": "gratis", **NEW}, "new", '"gratis" is not one of: free, ordinary'),
        (f"{POLICE}.kind", {"new": "spy", **NEW}, "new", "is not one of: emergency"),
        (f"{POLICE}.seat", {"new": "SG-99", **NEW}, "new", "is not one of: SG-01"),
        (f"{POLICE}.area", {"new": "Atlantis", **NEW}, "new", "is not a province code"),
        (f"{POLICE}.languages", {"new": "Burmish", **NEW}, "new", '"Burmish" is no language that'),
        (f"{POLICE}.kind", {"new": "city", **NEW}, "new", "for emergencies or abuse cannot be changed"),
        (f"{OFFICE}.kind", {"new": "abuse", **NEW}, "new", "for emergencies or abuse cannot be changed"),
        ("freedonia.contacts.quiet-line.kind", {"new": "social", **NEW}, "new", "or abuse cannot"),
        (f"{POLICE}.hours", {"new": "mornings", **NEW}, "new", "is not an opening time"),
        (f"{POLICE}.hours", {"new": "mon-fri 8-16", **NEW}, "new", "is not a time of day"),
        (f"{POLICE}.hours", {"new": "sundays 08:00-16:00", **NEW}, "new", "is not one of: every-day"),
        (f"{RULE}.answer", {"new": "maybe", **NEW}, "new", "is not one of: yes, no, depends"),
        (f"{HURT}.deadline.days", {"new": "half a year", **NEW}, "new", "is not a whole number"),
        (f"{HURT}.benefits.hospital.values.hospital.amount", {"new": "5,000 SGD", **NEW}, "new",
         "is not an amount"),
        (f"{HURT}.benefits.hospital.values.hospital.amount", {"new": "5000.005", **NEW}, "new",
         "has more decimals than SGD"),
        # numbers
        (f"{OFFICE}.number", {"new": "12345678901234", **NEW}, "new", "cannot be dialled in SG"),
        (f"{OFFICE}.number", {"new": "O 6234 5678", **NEW}, "new", "has the letter O in it"),
        (f"{OFFICE}.other_numbers", {"new": "6234 5678, call us", **NEW}, "new", "cannot be dialled in SG"),
        ("freedonia.contacts.ambulance.number", {"new": "6234 5678", **NEW}, "new",
         "a national emergency line cannot be changed by table"),
        # words
        (f"{DOOR}.more", {"new": "Ask for Open Door.", **NEW}, "new", "Use exactly %(name.open-door)s"),
        (f"{POLICE}.more", {"new": "Call %(police)s.", **NEW}, "new", "Use exactly no placeholder."),
        (f"{POLICE}.label", {"new": "not known", **NEW}, "new", "this cannot be left unknown"),
        (f"{POLICE}.number", {"new": "not known", **NEW, "read on": "x"}, "read on", "is not a day"),
        (f"{POLICE}.what_for", {"new": "Ask ????", **NEW}, "new", "question marks"),
        (f"{POLICE}.what_for", {"new": "Ask \ufffd", **NEW}, "new", "question marks"),
        (f"{POLICE}.what_for", {"new": "Ask \u202ehere", **NEW}, "new", "U+202E"),
        (f"{POLICE}.what_for", {"new": "Ask\x07", **NEW}, "new", "U+0007"),
        # an answer and its words
        (f"{RULE}.answer", {"new": "no", **NEW}, "new", "but its words do not"),
        (f"{HURT}.covered.no-papers.answer", {"new": "yes", **NEW}, "new", "but its words do not"),
        # lines that were taken apart
        (f"{POLICE}.cost", {"new": "free", **NEW, "fact": "Ambulance"}, "fact", 'belongs to "Police"'),
        (f"{POLICE}.cost", {"new": "free", **NEW, "asks": "hours"}, "asks", 'belongs to "cost"'),
        (f"{POLICE}.cost", {"new": "free", **NEW, "now": "ordinary"}, "now", "not as it was exported"),
        (f"{POLICE}.cost", {"new": "free", **NEW, "code": ""}, "now", "not as it was exported"),
        (f"{POLICE}.cost", {"new": "free", **NEW, "key": ""}, "key", "the key is missing"),
        (f"{POLICE}.cost", {"new": "free", **NEW, "key": "freedonia.contacts.polce.cost"}, "key",
         "this line no longer exists"),
        (f"{POLICE}.cost", {"new": "free", **NEW, "key": "atlantis.contacts.police.cost"}, "key",
         'no host country "atlantis"'),
        (f"{POLICE}.cost", {"new": "free", **NEW, "key": f"{OFFICE}.cost"}, "fact", "only part of the lines was sorted"),
        ("freedonia.contacts.new-1.label", {"new": "Clinic", **NEW}, "new", "a new one needs more: kind, what for"),
        ("freedonia.contacts.new-1.label", {"new": "Clinic"}, "source", "where this was read"),
        ("freedonia.contacts.new-1.label", NEW, "new", "a source but no fact"),
    ],
)  # fmt: skip
def test_a_slip_is_refused_with_its_cell(place, key, filled, column, told) -> None:
    before = content_bytes()
    path = export("csv")
    lines = lines_of(path)
    number = next(n for n, line in enumerate(lines) if line["key"] == key)
    at = list(lines[0]).index(column) + 1
    change(path, lambda rows: rows[key].update(filled))
    result = run("facts", "import", path.name)
    assert result.exit_code == 1
    assert f"facts.csv: line {number + 2}, column {at}: " in result.output
    assert told in result.output
    assert "0 answers changed, 0 confirmed, 0 facts added" in result.output
    assert content_bytes() == before


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("new", "=1+1", "a formula"),
        ("new", 6, "may have lost its first zero"),
        ("new", date(2026, 11, 20), "a date"),
        ("it says", date(2026, 11, 20), "a date"),
        ("new", True, "not text"),
    ],
)
def test_what_is_no_text_in_a_workbook_is_named_by_sheet_and_cell(
    place, column, value, told
) -> None:
    before = content_bytes()
    path = export("xlsx")
    fill(path, {f"{POLICE}.cost": {"new": "free", **NEW, column: value},
                f"{POLICE}.asks_id": {"new": "no", **NEW}})  # fmt: skip
    page = openpyxl.load_workbook(path)["contacts"]
    row = next(cell.row for cell in page["A"] if cell.value == f"{POLICE}.cost")
    letter = next(cell.column_letter for cell in page[1] if cell.value == column)
    result = run("facts", "import", path.name)
    assert result.exit_code == 1
    assert (
        f"facts.xlsx: sheet contacts, row {row}, column {letter}: {POLICE}.cost: " in result.output
    )
    assert told in result.output
    # The other line of the same fact waits for it.
    assert "another line of the same fact was refused" in result.output
    assert content_bytes() == before


def test_a_day_that_a_spreadsheet_made_of_what_was_typed_is_that_day(place) -> None:
    path = export("xlsx")
    fill(path, {f"{POLICE}.cost": {"new": "free", **NEW, "read on": date(2026, 11, 20)}})
    result = run("facts", "import", path.name)
    assert result.exit_code == 0, result.output
    assert host(place).sources.sources[NEW_ID].read_on == date(2026, 11, 20)


@pytest.mark.parametrize("written", ["Firefly, Pinky Hills", "firefly; SG-03"])
def test_a_province_may_be_written_by_its_name(place, written) -> None:
    result = bring_back({f"{POLICE}.area": {"new": written, **NEW}})
    assert result.exit_code == 0, result.output
    assert host(place).assistance.contacts["police"].area == ("SG-01", "SG-03")


def test_a_huge_cell_is_named(place) -> None:
    before = content_bytes()
    result = bring_back({f"{POLICE}.what_for": {"new": "x" * 20_000, **NEW}})
    assert result.exit_code == 1
    assert "this cell contains 20,000 characters" in result.output
    assert content_bytes() == before


def test_a_fact_is_taken_whole_or_not_at_all_and_its_neighbours_are_taken(place) -> None:
    result = bring_back({
        f"{OFFICE}.press": {"new": "4", **NEW}, f"{OFFICE}.cost": {"new": "gratis", **NEW},
        f"{POLICE}.cost": {"new": "free", **NEW},
    })  # fmt: skip
    assert result.exit_code == 1
    assert "1 answers changed, 0 confirmed, 0 facts added" in result.output
    assert f"{OFFICE}.press: another line of the same fact was refused (line " in result.output
    found = host(place).assistance
    assert found.contacts["work-office"].press == "3"
    assert found.contacts["police"].cost == "free"


def test_an_answer_with_its_words_gets_in(place) -> None:
    bring_back({f"{RULE}.answer": {"new": "yes", **NEW}, f"{RULE}.words": {"new": "Yes.", **NEW}})
    rule = host(place).assistance.rules["shelter-without-papers"]
    assert (rule.answer, rule.words) == ("yes", "Yes.")


def test_what_somebody_else_changed_meanwhile_is_refused(place) -> None:
    path = export("csv")
    fill(path, {f"{OFFICE}.press": {"new": "4", **NEW}})
    edit(place / f"content/{HOST}/assistance.yaml", lambda t: t.replace('press: "3"', 'press: "5"'))
    result = run("facts", "import", path.name)
    assert 'the fact has changed since the export; it is now: "5"' in result.output
    assert host(place).assistance.contacts["work-office"].press == "5"


def test_a_fact_that_was_taken_out_is_named_so(place) -> None:
    path = export("csv")
    fill(path, {"freedonia.rules.leave-province.more": {"new": "Ask first.", **NEW}})
    assert run("withdraw", "leave-province", "--why", "wrong").exit_code == 0
    result = run("facts", "import", path.name)
    assert f"this fact was withdrawn on {BUILD_DAY}" in result.output


def test_a_line_that_stands_twice_is_refused(place) -> None:
    path = export("csv")
    fill(path, {f"{POLICE}.cost": {"new": "free", **NEW}})
    text = path.read_text("utf-8-sig")
    line = next(x for x in text.splitlines() if x.startswith(f"{POLICE}.cost"))
    path.write_text(f"{text}{line}\n", "utf-8-sig")
    result = run("facts", "import", path.name)
    assert "this line is there twice" in result.output
    assert host(place).assistance.contacts["police"].cost is None


def test_a_zero_that_a_spreadsheet_took_away_is_missed() -> None:
    assert _lost_zero("34434726", "TH")
    assert not _lost_zero("0 3443 4726", "TH")
    assert not _lost_zero("1800-010-180", "TH")
    assert not _lost_zero("6234 5678", "SG")
    assert not _lost_zero("1669", "TH")
    assert not _lost_zero("+95 67 430183", "TH")


# --- files ------------------------------------------------------------------------------------


def test_a_file_with_another_layout_is_left_alone_and_so_are_the_others(place) -> None:
    path = place / f"content/{HOST}/assistance.yaml"
    edit(path, lambda text: text.replace("\n  ", "\n   ").replace("\n      ", "\n        "))
    before = content_bytes()
    result = bring_back({f"{POLICE}.cost": {"new": "free", **NEW}})
    assert result.exit_code == 1
    assert "assistance.yaml was not changed" in result.output
    assert "No file was changed" in result.output
    assert content_bytes() == before


def test_a_comment_beside_a_change_stays_or_nothing_is_written(place) -> None:
    path = place / f"content/{HOST}/assistance.yaml"
    edit(path, lambda text: text.replace(
        "  police:\n", "  # about the police\n  police:\n").replace(
        "  work-office:\n", "  # about work\n  work-office:\n").replace(
        "rules:\n", "\n# questions\nrules:\n"))  # fmt: skip
    before = path.read_text("utf-8")
    new = "freedonia.contacts.new-1"
    result = bring_back({
        f"{POLICE}.hours": {"new": "always", **NEW}, f"{new}.label": {"new": "Aid", **NEW},
        f"{new}.kind": {"new": "social", **NEW}, f"{new}.what_for": {"new": "Aid.", **NEW},
    })  # fmt: skip
    assert result.exit_code == 0, result.output
    after = path.read_text("utf-8").splitlines()
    assert added_and_removed(before, "\n".join(after))[1] == ["sources: [disaster-act]"]
    assert after[after.index("  # about work") + 1] == "  work-office:"
    assert after[after.index("# questions") + 1] == "rules:"
    assert after.index("  aid:") < after.index("# questions")


def test_a_full_disk_leaves_all_of_the_old_files(place, monkeypatch) -> None:
    before = content_bytes()
    path = export("csv")
    fill(path, {f"{POLICE}.cost": {"new": "free", **NEW}})
    fill_disk(monkeypatch, "assistance.yaml.")
    result = run("facts", "import", path.name)
    assert result.exit_code == 1
    assert "(No space left on device). No file was changed." in result.output
    assert content_bytes() == before
    assert not list(Path("content").rglob("*.new"))


def test_a_fact_never_stands_there_before_its_source(place, monkeypatch) -> None:
    path = export("csv")
    fill(path, {f"{POLICE}.cost": {"new": "free", **NEW}})
    order = []
    replace = os.replace

    def watched(old: str, new: str, **folders: int) -> None:
        order.append(new)
        replace(old, new, **folders)

    monkeypatch.setattr(os, "replace", watched)
    assert run("facts", "import", path.name).exit_code == 0
    assert order[:2] == ["sources.yaml", "assistance.yaml"]


def test_more_than_was_asked_for_is_never_written(place) -> None:
    content, _problems = load_content(place / "content")
    merged = FactImport(files={f"{HOST}/assistance.yaml": FileChanges(
        values={("contacts", "police", "cost"): "free"})})  # fmt: skip
    edit(place / f"content/{HOST}/assistance.yaml", lambda t: t.replace("Quiet line", "Loud line"))
    before = content_bytes()
    with pytest.raises(Exception, match="somebody has changed it in the meantime"):
        write_changes(merged, content, place / "content")
    assert content_bytes() == before


sentences = words.map(lambda text: " ".join(text.split())).filter(bool)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(number=st.integers(0, 10_000), text=sentences)
def test_any_words_stand_in_the_file_as_they_were_written(
    number: int, text: str, example_content: Content, tmp_path_factory
) -> None:
    from generator.load.decode import NOT_ALLOWED
    from generator.load.tree import parse_yaml, plain

    if NOT_ALLOWED.search(text) or "\u200b" in text:
        return
    known = [
        cell for cell in cells_of(example_content, "freedonia") if cell.words and not cell.blank
    ]
    cell = known[number % len(known)]
    name = cell.file
    file = example_content.files[name]
    before = (EXAMPLE / name).read_text("utf-8")
    after = with_values(before, {cell.path: text}, lambda _path: ())
    node, problems = parse_yaml(after.encode(), name)
    assert not problems
    found = plain(node)
    for key in cell.path:
        found = found[key]
    import unicodedata

    assert found == unicodedata.normalize("NFC", text)
    old = plain(file.tree)
    assert set(old) == set(plain(node))
    kept = [line for line in before.splitlines() if line.lstrip().startswith("#")]
    assert [line for line in after.splitlines() if line.lstrip().startswith("#")] == kept


def test_what_the_layout_cannot_keep_is_refused() -> None:
    with pytest.raises(LayoutError):
        with_values("a:   {b:  1}\n", {("a", "b"): "x"}, lambda _path: ())
    assert entry_text("a-b", {"x": "no", "y": ["my"], "z": 2026, "w": "a: b"}) == (
        '  a-b:\n    x: "no"\n    y: [my]\n    z: 2026\n    w: "a: b"\n'
    )
