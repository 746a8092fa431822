"""What a collection of pictures says of itself, and what content makes of it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from support.check import CONTENT, OPTIONS, swap, with_file

from generator.check.content import picture_lists, pictures
from generator.load import Content, LoadedFile
from generator.load.tree import parse_yaml
from generator.load.validate import validate
from generator.model import Pictures

TEST = {"place": "clinic", "day": "2026-11-20", "readers": "4", "right": "4", "said": ["water"]}


def with_pictures(**entries: dict[str, Any]) -> Content:
    """Give the example with a collection, which it does without."""
    node, _ = parse_yaml(json.dumps({"pictures": entries}).encode(), "pictures.yaml")
    assert node is not None
    model, problems = validate(node, Pictures, "pictures.yaml", ())
    assert problems == []
    assert model is not None
    file = LoadedFile("pictures.yaml", "pictures.yaml", model, node)
    return replace(CONTENT, files={**CONTENT.files, "pictures.yaml": file})


def state_faults(**entry: Any) -> list[str]:
    content = with_pictures(volcano={"means": "volcano", "kind": "thing", **entry})
    return [problem.message for problem in pictures.check_states(content, OPTIONS)]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({}, None),
        ({"state": "understood", "tests": [TEST]}, None),
        ({"state": "understood", "tests": [{**TEST, "right": "3"}]}, None),
        ({"state": "misunderstood", "tests": [{**TEST, "right": "1"}]}, None),
        ({"tests": [TEST]}, "there are tests and the state is still untested"),
        ({"state": "understood"}, "understood needs 3 readers; asked so far: 0"),
        (
            {"state": "understood", "tests": [{**TEST, "right": "2"}]},
            "only 2 of 4 readers were right",
        ),
        ({"state": "misunderstood"}, "no test says so"),
        (
            {"state": "understood", "tests": [{**TEST, "right": "5"}]},
            "more readers were right than were asked",
        ),
        (
            {"state": "understood", "tests": [{**TEST, "day": "2027-01-01"}]},
            "a test lies in the future",
        ),
    ],
)
def test_a_state_rests_on_its_tests(entry, message):
    assert state_faults(**entry) == ([message] if message else [])


def test_answers_of_machines_make_nothing_understood():
    answer = {"machine": "a program", "day": "2026-11-20", "said": "a volcano"}
    assert state_faults(machine=[answer] * 9) == []
    found = state_faults(machine=[answer] * 9, state="understood")
    assert found == ["understood needs 3 readers; asked so far: 0"]
    assert (
        not with_pictures(volcano={"means": "volcano", "kind": "thing", "machine": [answer] * 9})
        .pictures["volcano"]
        .may_stand_alone
    )


def test_a_picture_that_readers_misread_is_named_where_it_is_used():
    entry = {"means": "a flood", "kind": "thing", "state": "misunderstood", "tests": [TEST]}
    found = list(pictures.check_states(with_pictures(flood=entry), OPTIONS))
    assert {(p.file.rpartition("example/")[2], p.level) for p in found} >= {
        ("hazards/flood.yaml", "warning")
    }


def test_a_picture_of_what_not_to_do_never_stands_without_its_slash():
    entry = {"means": "leaving", "kind": "action", "dont": "true"}
    found = list(pictures.check_slashes(with_pictures(**{"flood-leave": entry}), OPTIONS))
    assert [(p.level, p.where) for p in found] == [
        ("error", "flood.messages.leave-before-water.picture")
    ]


def test_drawings_without_an_entry_are_one_problem():
    content = with_pictures(flood={"means": "flood", "kind": "thing"})
    options = replace(OPTIONS, icons=frozenset("abcdefgh") | {"flood"})
    (problem,) = pictures.check_entries(content, options)
    assert problem.message == "these drawings have no entry: a, b, c, d, e, f and 2 more"
    assert list(pictures.check_entries(content, replace(options, icons=frozenset({"flood"})))) == []
    assert list(pictures.check_entries(CONTENT, options)) == []


def twice(content: Content) -> list[tuple[str, str]]:
    return [(p.file, p.where) for p in picture_lists.check_lists(content, OPTIONS)]


def with_local_picture(name: str, *, replaces: str = "leave-before-water") -> Content:
    old = "        replaces: leave-before-water\n"
    new = f"        replaces: {replaces}\n        picture: {name}\n"
    return swap("hosts/freedonia/hazards.yaml", old, new)


def test_no_picture_stands_twice_in_the_example():
    assert twice(CONTENT) == []


def test_steps_of_a_host_country_are_in_one_list_with_those_of_the_library():
    (found,) = twice(with_local_picture("flood-deep"))
    assert found[0].endswith("hosts/freedonia/hazards.yaml")
    assert found[1] == "hazards.hazards.flood.messages.go-to-school.picture"


def test_a_step_that_is_replaced_and_one_of_another_phase_are_in_another_list():
    assert twice(with_local_picture("flood-leave")) == []
    assert twice(with_local_picture("flood-leave", replaces="watch-water")) != []
    assert twice(with_local_picture("boil-water")) == []


def test_phrases_of_one_group_and_topics_of_first_aid_are_a_grid():
    three = with_file(
        "phrases.yaml",
        lambda text: text.replace(
            "    group: emergency", "    group: emergency\n    picture: flood"
        ),
    )
    assert len(twice(three)) == 2
    assert (
        twice(swap("phrases.yaml", "    group: work", "    group: work\n    picture: hospital"))
        == []
    )
    topics = [
        CONTENT.files[name] for name in sorted(CONTENT.files) if name.startswith("first-aid/")
    ]
    icons = [topic.model.icon for topic in topics]
    found = twice(swap(topics[1].name, f"icon: {icons[1]}", f"icon: {icons[0]}"))
    assert found == [(topics[1].shown, "not-breathing.icon")]
