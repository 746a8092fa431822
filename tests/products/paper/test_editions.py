"""What was published is noted once and for ever; the note is only ever added to."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.build import advisory, replace, workplace
from support.disk import fill_disk

from generator.build.errors import BuildError
from generator.build.record import EMPTY, append_record, as_yaml
from generator.check import run
from generator.load.decode import NOT_ALLOWED
from generator.load.tree import parse_yaml, plain
from generator.model import Editions, Record
from generator.model.editions import seal_of
from generator.products.paper.editions.published import as_json

CODE = re.compile(r"^SG-en-[0-9]{6}-[0-9a-f]{4}", re.MULTILINE)


def record(number: int = 1, after: str | None = None, **facts: str) -> Record:
    row = {
        "day": "2026-11-25",
        "said": {"1a2b3c4d": 'Wait: "here".'},
        "editions": {
            f"SG-en-26112{number}-3f1a": {
                "host": "freedonia", "locale": "en", "papers": [f"freedonia.en.trifold{number}"],
                "read_on": "2026-11-25", "valid_until": "2027-11-26",
                "facts": {"contacts.ambulance": "995", "rules.a": "1a2b3c4d 00ff00ff", **facts},
            }
        },
        "seal": "0" * 16,
    } | ({"after": after} if after else {})  # fmt: skip
    made = Record.model_validate(row)
    return made.model_copy(update={"seal": seal_of(made)})


def read(path: Path) -> Editions:
    node, problems = parse_yaml(path.read_bytes(), path.name)
    assert node is not None
    assert problems == []
    return Editions.model_validate(plain(node))


def faults(folder: Path) -> list[str]:
    """Errors that the check finds in editions.yaml."""
    _content, problems = run(folder / "content", None, today=date(2026, 11, 25), base=folder)
    return [str(p) for p in problems if p.file.endswith("editions.yaml") and p.level == "error"]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    workplace(tmp_path)
    first = record()
    append_record(tmp_path / "content" / "editions.yaml", first)
    append_record(tmp_path / "content" / "editions.yaml", record(2, first.seal))
    return tmp_path


# --- the file ---------------------------------------------------------------------------------


def test_a_record_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "editions.yaml"
    first = record()
    append_record(path, first)
    assert read(path).records == (first,)
    assert read(path).records[0].holds


def test_adding_leaves_every_byte_that_was_there(tmp_path: Path) -> None:
    path = tmp_path / "editions.yaml"
    path.write_text(EMPTY, "utf-8")
    append_record(path, record())
    before = path.read_bytes()
    append_record(path, record(2, record().seal))
    assert path.read_bytes().startswith(before)
    assert len(read(path).records) == 2


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc", "Co", "Cn", "Cf")), min_size=1))
def test_any_sentence_survives_the_file(sentence: str) -> None:
    sentence = " ".join(sentence.split()) or "x"
    assume(not NOT_ALLOWED.search(sentence))  # no content holds such a character
    made = record().model_copy(update={"said": {"1a2b3c4d": sentence}})
    node, _problems = parse_yaml((EMPTY.replace(" []", "") + as_yaml(made)).encode(), "x")
    assert node is not None
    expected = unicodedata.normalize("NFC", sentence).replace("\u200b", "")
    assert plain(node)["records"][0]["said"]["1a2b3c4d"] == expected


def test_a_file_that_was_changed_by_hand_is_not_added_to(tmp_path: Path) -> None:
    path = tmp_path / "editions.yaml"
    for text in ("records: [{day: x}]\n", "records:\n  - day: x", "", "# nothing\n"):
        path.write_text(text, "utf-8")
        with pytest.raises(BuildError, match="changed by hand"):
            append_record(path, record())
        assert path.read_text("utf-8") == text


def test_a_full_disk_leaves_the_old_file(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = place / "content" / "editions.yaml"
    before = path.read_bytes()

    fill_disk(monkeypatch, "editions.yaml")
    with pytest.raises(OSError, match="No space"):
        append_record(path, record(3))
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.glob("editions*")] == ["editions.yaml"]


# --- only ever added to -----------------------------------------------------------------------


def test_what_was_recorded_has_no_problem(place: Path) -> None:
    assert faults(place) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('contacts.ambulance: "995"', 'contacts.ambulance: "996"'),
        ('valid_until: "2027-11-26"', 'valid_until: "2037-11-26"'),
        ("SG-en-261121-3f1a", "SG-en-261121-3f1b"),
        ('"Wait: \\"here\\"."', '"Go."'),
        ('- day: "2026-11-25"', '- day: "2026-11-24"'),
    ],
)
def test_a_change_of_what_was_recorded_is_an_error(place: Path, old: str, new: str) -> None:
    replace(place / "content" / "editions.yaml", old, new)
    assert any("was changed after it was made" in fault for fault in faults(place))


def test_a_record_that_is_taken_out_is_missed(place: Path) -> None:
    path = place / "content" / "editions.yaml"
    first, second = read(path).records
    path.unlink()
    append_record(path, second)
    assert ["is missing or out of order" in fault for fault in faults(place)] == [True]
    append_record(path, first)
    # Moved: the second stands before the one it follows, and the first is not the first.
    assert len(faults(place)) == 2


def test_a_merge_of_two_branches_that_recorded_is_no_fault(place: Path) -> None:
    path = place / "content" / "editions.yaml"
    first = read(path).records[0]
    append_record(path, record(3, first.seal))
    assert faults(place) == []


def test_one_code_for_two_papers_with_other_numbers_is_an_error(place: Path) -> None:
    path = place / "content" / "editions.yaml"
    last = read(path).records[-1]
    append_record(path, record(1, last.seal, **{"contacts.police": "999"}))
    assert any("is already recorded with other numbers" in fault for fault in faults(place))


@pytest.mark.parametrize(
    "code",
    ['"><script>alert(1)</script>', "SG-en-261121-3F1A", "SG-en-261121", "../../x"],
)  # fmt: skip
def test_a_code_of_another_form_is_refused_with_its_line(place: Path, code: str) -> None:
    path = place / "content" / "editions.yaml"
    text = path.read_text("utf-8").replace("SG-en-261121-3f1a", json.dumps(code), 1)
    path.write_text(text, "utf-8")
    found = faults(place)
    assert found
    assert all(re.match(r"content/editions\.yaml:\d+:\d+: error", fault) for fault in found)


# --- the commands -----------------------------------------------------------------------------


@pytest.mark.slow
def test_record_notes_what_the_built_papers_say_and_nothing_twice(tmp_path: Path) -> None:
    workplace(tmp_path, locales=())
    told = advisory(tmp_path, "editions", "record", code=1)
    assert (
        told
        == "Nothing was recorded. There is no site in site. Run: advisory build; then record it.\n"
    )
    advisory(tmp_path, "build")
    told = advisory(tmp_path, "editions", "record")
    code = CODE.search(told)
    assert code
    path = tmp_path / "content" / "editions.yaml"
    edition = read(path).by_code[code[0]]
    assert edition.papers == ("freedonia.en.trifold",)
    assert edition.facts["contacts.ambulance"] == "995"
    assert "hazards.flood.stay-out-of-water" in edition.facts
    assert "phrases.call-family" in edition.facts or not any(
        name.startswith("phrases.") for name in edition.facts
    )
    before = path.read_bytes()
    assert advisory(tmp_path, "editions", "record") == (
        "Nothing new: every paper in site is already recorded.\n"
    )
    assert path.read_bytes() == before

    # The record changes no paper, and the next build tells it.
    pdf = (tmp_path / "site" / "leaflets" / "freedonia" / "freedonia.en.trifold.pdf").read_bytes()
    advisory(tmp_path, "build")
    site = tmp_path / "site"
    assert (site / "leaflets/freedonia/freedonia.en.trifold.pdf").read_bytes() == pdf
    told_of = json.loads((site / "editions.json").read_bytes())
    row = told_of["leaflets"]["leaflets/freedonia/freedonia.en.trifold.pdf"]
    assert row == {"current": code[0], "editions": [code[0]]}
    assert told_of["editions"][code[0]]["facts"] == dict(edition.facts)
    assert f'id="{code[0]}"' in (site / "en/freedonia/print/index.html").read_text("utf-8")

    # Content that has changed since the build is not what the papers say.
    replace(tmp_path / "content/hosts/freedonia/assistance.yaml", '"6123 4567"', '"6123 9999"')
    lines = tmp_path / "content/hosts/freedonia/assistance.yaml"
    lines.write_text(lines.read_text("utf-8").replace('number: "995"', 'number: "996"'), "utf-8")
    sources = tmp_path / "content/hosts/freedonia/sources.yaml"
    sources.write_text(
        sources.read_text("utf-8").replace("6123 4567", "6123 9999").replace("995", "995, 996"),
        "utf-8",
    )
    assert "was not built from the current content" in advisory(
        tmp_path, "editions", "record", code=1
    )
    assert path.read_bytes() == before

    told = advisory(tmp_path, "editions", "diff", code[0])
    assert "- Ambulance: the number was 995 and is 996. Cross out 995, write 996.\n" in told
    assert advisory(tmp_path, "editions", "diff", code[0], code[0]).endswith(
        "No fact has changed.\n"
    )
    assert advisory(tmp_path, "editions", "diff", "SG-en-000000-0000", code=2) == ""


@pytest.mark.slow
def test_nothing_is_recorded_where_nothing_can_be_written(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    workplace(tmp_path)
    advisory(tmp_path, "build")
    (tmp_path / "content").chmod(0o555)
    assert "cannot be written" in advisory(tmp_path, "editions", "record", code=1)


def test_json_names_each_paper_with_its_codes_oldest_first() -> None:
    first = record()
    both = Editions(records=(first, record(2, first.seal), record(1, "f" * 16)))
    told = as_json(both)
    assert list(told["editions"]) == ["SG-en-261121-3f1a", "SG-en-261122-3f1a"]
    assert told["leaflets"]["leaflets/freedonia/freedonia.en.trifold2.pdf"] == {
        "current": "SG-en-261122-3f1a", "editions": ["SG-en-261122-3f1a"],
    }  # fmt: skip
