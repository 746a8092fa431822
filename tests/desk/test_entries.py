"""What forms hold, and what is saved of it: merged with what others wrote, and nowhere but in content files."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from support.example import EXAMPLE

from generator.desk.backend import Backend
from generator.desk.checking import Checker, keys_at
from generator.desk.entries import ClashError, Entries, SaveError
from generator.desk.fields import form_config
from generator.desk.forms import MisfitError, from_form, shape_of, to_form
from generator.desk.merging import laid_over, merged
from generator.desk.places import FORMS, NoEntryError, Place
from generator.load.tree import parse_yaml

NUMBERS = "desk/numbers/freedonia"
AMBULANCE = f"{NUMBERS}/ambulance.json"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    shutil.copytree(EXAMPLE, folder)
    return folder


@pytest.fixture
def entries(content: Path) -> Entries:
    return Entries(content, content.parent)


@pytest.fixture
def file(content: Path) -> Path:
    return content / "hosts" / "freedonia" / "assistance.yaml"


def at(content: Path, name: str = AMBULANCE) -> Place:
    return Place.parse(name, content)


def test_every_entry_of_the_example_comes_back_as_it_was(entries: Entries) -> None:
    for form in FORMS.values():
        rows = entries.all_of(form)
        assert rows, form.name
        for place, _data in rows:
            held = entries.open(place)
            if place.place != "published":
                before = place.file(entries.content).read_bytes()
                assert entries.save(place, held) == []
                assert place.file(entries.content).read_bytes() == before


def test_one_field_changes_one_line(entries: Entries, content: Path, file: Path) -> None:
    before = file.read_text("utf-8")
    held = entries.open(at(content))
    entries.save(at(content), held | {"number": "089"})
    old, new = before.splitlines(), file.read_text("utf-8").splitlines()
    assert [line for one, line in zip(old, new, strict=True) if one != line] == [
        '    number: "089"'
    ]


def test_the_second_of_two_editors_is_told(entries: Entries, content: Path, file: Path) -> None:
    first, second = entries.open(at(content)), entries.open(at(content))
    entries.save(at(content), first | {"number": "111"})
    after_first = file.read_bytes()
    with pytest.raises(ClashError) as told:
        entries.save(at(content), second | {"number": "222"})
    words = str(told.value)
    assert "another window of this desk" in words
    assert all(part in words for part in ('"number"', "“995”", "“111”", "“222”"))
    assert file.read_bytes() == after_first


def test_two_editors_of_two_fields_both_keep_theirs(
    entries: Entries, content: Path, file: Path
) -> None:
    first, second = entries.open(at(content)), entries.open(at(content))
    entries.save(at(content), first | {"number": "111"})
    assert entries.save(at(content), second | {"label": "Help"}) == [("number",)], "it is told"
    # The window still shows the old number: saving once more must not bring it back.
    entries.save(at(content), second | {"label": "Helpers"})
    text = file.read_text("utf-8")
    assert 'number: "111"' in text
    assert "label: Helpers" in text


def test_a_change_outside_the_desk_is_told(entries: Entries, content: Path, file: Path) -> None:
    held = entries.open(at(content))
    file.write_text(file.read_text("utf-8").replace('"995"', '"996"'), "utf-8")
    with pytest.raises(ClashError, match="outside this desk"):
        entries.save(at(content), held | {"number": "997"})


def test_a_window_may_save_again_and_survives_a_new_start(
    entries: Entries, content: Path, file: Path
) -> None:
    held = entries.open(at(content))
    entries.save(at(content), held | {"number": "111"})
    entries.save(at(content), held | {"number": "112"})
    again = Entries(content, content.parent)
    with pytest.raises(ClashError):  # What it had loaded is in the form itself.
        again.save(at(content), held | {"number": "113"})
    assert 'number: "112"' in file.read_text("utf-8")


def test_a_new_entry_is_written_below_the_others(
    entries: Entries, content: Path, file: Path
) -> None:
    new = at(content, f"{NUMBERS}/river-clinic.json")
    held = {
        "place": "freedonia", "id": "river-clinic", "label": "River clinic", "number": "0112", "kind": "health",
        "what_for": "Illness", "hours": {"instead": "always"}, "sources": ["r-01"], "national_emergency": False, "asks_id": "not-known",
        "values": [], "channels": {"web": ""},
    }  # fmt: skip
    entries.save(new, held)
    text = file.read_text("utf-8")
    assert '  river-clinic:\n    label: River clinic\n    number: "0112"\n' in text
    assert "    hours: always\n" in text
    assert "national_emergency: false" not in text
    assert "asks_id: not-known" not in text, "that is what absence means"
    assert entries.open(new)["hours"] == {"instead": "always"}
    with pytest.raises(SaveError, match="already"):
        entries.save(new, held)


def test_a_new_notice_waits_and_a_published_one_is_left_alone(
    entries: Entries, content: Path
) -> None:
    name = "2026-11-24-freedonia-river"
    published = at(content, f"desk/notices/published/{name}.json")
    held = entries.open(published)
    with pytest.raises(SaveError, match="advisory notice withdraw"):
        entries.save(published, held | {"level": "danger"})
    bare = {key: value for key, value in held.items() if key not in ("_loaded", "place", "id")}
    new = at(content, "desk/notices/waiting/2026-11-24-freedonia-rain.json")
    entries.save(new, bare | {"begins": "2026-11-24T09:00"})
    assert (content / "notices" / "_2026-11-24-freedonia-rain.yaml").is_file()
    assert Checker(content, content.parent).problems(new)["here"] == []
    opened = entries.open(new)
    entries.save(new, opened | {"source": {**opened["source"], "office": "nobody"}})
    problems = Checker(content, content.parent).problems(new)["here"]
    assert [one["field"] for one in problems] == [["source", "office"]]


@pytest.mark.parametrize(
    "name",
    [
        "../secret.json", "desk/numbers/../../etc/passwd.json", "desk/numbers/freedonia/../fire.json", "/etc/passwd",
        "desk/numbers/freedonia/a\0b.json", "desk/numbers/elsewhere/ambulance.json", "content/site.yaml", "", None, 7,
        "desk/site/freedonia/x.json", "desk/numbers/freedonia/A B.json", "desk/notices/waiting/sentences.json",
        "desk/numbers/freedonia/" + "x" * 300 + ".json", "desk/answers/freedonia/eighth.json", ["desk"],
    ],
)  # fmt: skip
def test_no_name_leads_out_of_the_forms(name: object, content: Path) -> None:
    with pytest.raises(NoEntryError):
        Place.parse(name, content)


def test_nothing_is_written_through_a_link(content: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    shutil.move(content / "hosts" / "freedonia", outside)
    (content / "hosts" / "freedonia").symlink_to(outside)
    with pytest.raises(NoEntryError):
        Place.parse(AMBULANCE, content)
    (content / "hosts" / "freedonia").unlink()
    shutil.copytree(outside, content / "hosts" / "freedonia")
    entries, place = Entries(content, content.parent), at(content)
    held = entries.open(place)
    path, before = place.file(content), (outside / "assistance.yaml").read_bytes()
    path.unlink()
    path.symlink_to(outside / "assistance.yaml")
    with pytest.raises((SaveError, NoEntryError)):
        entries.save(place, held | {"number": "1"})
    assert (outside / "assistance.yaml").read_bytes() == before


def test_a_form_with_another_id_is_refused(entries: Entries, content: Path) -> None:
    held = entries.open(at(content))
    for change in ({"id": "fire"}, {"place": "elsewhere"}):
        with pytest.raises(SaveError, match="stays what it is"):
            entries.save(at(content), held | change)


@pytest.mark.parametrize(
    "change",
    [
        {"sources": "r-01"}, {"hours": "always"}, {"values": [{"text": "no id"}]}, {"label": {"a": 1}}, {"number": ["1"]},
        {"values": [{"id": "a", "text": "x"}, {"id": "a", "text": "y"}]}, {"label": "\ud800"}, {"_loaded": "{"}, {"_loaded": "[]"},
        {"label": "a\x00b"},
    ],
)  # fmt: skip
def test_a_form_of_another_shape_writes_nothing(
    change: dict[str, Any], entries: Entries, content: Path, file: Path
) -> None:
    before = file.read_bytes()
    held = entries.open(at(content))
    with pytest.raises(SaveError, match="Nothing was saved"):
        entries.save(at(content), held | change)
    assert file.read_bytes() == before


def test_anchors_and_other_oddities_are_not_shown_and_not_lost(
    entries: Entries, content: Path, file: Path
) -> None:
    text = file.read_text("utf-8").replace('number: "995"', 'number: &one "995"')
    file.write_text(text, "utf-8")
    assert entries.all_of(FORMS["numbers"]) == []
    with pytest.raises(MisfitError, match="anchor"):
        entries.open(at(content))
    assert file.read_text("utf-8") == text


def test_the_backend_answers_in_words(content: Path) -> None:
    backend = Backend(Entries(content, content.parent), Checker(content, content.parent))
    for body in (None, [], {"action": []}, {"action": "persistEntry"}, {"action": "getEntry", "params": {"path": "../x"}},
                 {"action": "entriesByFolder", "params": {"folder": "../hosts"}}, {"action": "info", "params": 3},
                 {"action": "persistEntry", "params": {"dataFiles": [{"path": AMBULANCE, "raw": "[" * 100_000}]}},
                 {"action": "persistEntry", "params": {"dataFiles": [{"path": AMBULANCE, "raw": "{}", "newPath": "x"}]}},
                 {"action": "persistMedia", "params": {"asset": {"path": "x"}}}):  # fmt: skip
        status, answer = backend.answer(body)
        assert status in (404, 422) or body == {"action": "info", "params": 3}, body
        assert answer["error"][0].isupper()
    status, answer = backend.answer({"action": "deleteFiles", "params": {"paths": [AMBULANCE]}})
    assert status == 422
    assert "advisory withdraw" in answer["error"]
    status, answer = backend.answer(
        {"action": "entriesByFolder", "params": {"folder": "desk/numbers"}}
    )
    assert status == 200
    assert json.loads(answer[0]["data"])["place"] == "freedonia"


def test_a_problem_leads_to_its_field(entries: Entries, content: Path) -> None:
    held = entries.open(at(content))
    entries.save(at(content), held | {"number": "089", "sources": [*held["sources"], "r-none"]})
    rows = Checker(content, content.parent).problems(at(content))
    last = str(len(held["sources"]))
    assert {tuple(one["field"]) for one in rows["here"]} >= {("number",), ("sources", last)}
    node, _problems = parse_yaml(b"a:\n  b: [x, y]\n", "")
    assert keys_at(node, 2, 10) == ("a", "b", "1")


def test_fields_come_from_the_schema(content: Path) -> None:
    config = form_config({"name": "proxy"}, content)
    numbers = next(one for one in config["collections"] if one["name"] == "numbers")
    fields = {one["name"]: one for one in numbers["fields"]}
    assert {one["value"] for one in fields["kind"]["options"]} >= {"emergency", "health"}
    assert fields["number"]["pattern"][0] == r"^\+?[0-9][0-9 ()\-]*$"
    assert fields["label"]["required"]
    assert not fields["number"]["required"]
    assert "beside the number" in fields["label"]["hint"]
    assert fields["hours"]["fields"][0]["options"] == [{"label": "always", "value": "always"}]
    assert "withdrawn" not in fields, "a command writes it, with all that belongs to it"


def test_merging() -> None:
    loaded = {"a": "1", "b": ["x"], "c": [{"d": "1", "e": "2"}]}
    mine = {"a": "1", "b": ["x", "y"], "c": [{"d": "9", "e": "2"}]}
    theirs = {"a": "2", "b": ["x"], "c": [{"d": "1", "e": "3"}], "new": "n"}
    result, clashes = merged(loaded, mine, theirs)
    assert not clashes
    assert result == {"a": "2", "b": ["x", "y"], "c": [{"d": "9", "e": "3"}], "new": "n"}
    assert merged({"b": ["x"]}, {"b": ["y"]}, {"b": ["z"]})[1][0].path == ("b",)
    assert merged({"a": "1"}, {}, {"a": "2"})[1], "taken out by one, changed by the other"
    # A list that grew meanwhile is another list: the second item is no longer the second.
    assert merged({"c": [{"d": "1"}]}, {"c": [{"d": "2"}]}, {"c": [{"d": "0"}, {"d": "1"}]})[1]
    assert laid_over({"hidden": "h", "a": "true"}, {"a": True}, {"a": True, "b": "x"}) == {
        "hidden": "h", "a": "true", "b": "x",
    }  # fmt: skip


def test_lists_that_must_be_there_stay() -> None:
    shape = shape_of("insurance", "schemes", "*")
    value = {"title": "T", "contacts": [], "benefits": {}, "caution": "true"}
    held = to_form(shape, value)
    assert held["benefits"] == []
    back = from_form(shape, held)
    assert back["contacts"] == []
    assert back["benefits"] == {}
    assert back["caution"] is True
