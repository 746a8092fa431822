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
    ("tests", "message"),
    [
        ([], None),
        ([TEST], None),
        ([{**TEST, "right": "5"}], "there are more answers than readers who were asked"),
        ([{**TEST, "opposite": "1"}], "there are more answers than readers who were asked"),
        ([{**TEST, "day": "2027-01-01"}], "a test lies in the future"),
        (
            [{**TEST, "right": "3", "said": []}],
            "nobody wrote down what those said who were not right",
        ),
    ],
)
def test_a_test_can_be_true(tests, message):
    assert state_faults(tests=tests) == ([message] if message else [])


@pytest.mark.parametrize(
    ("readers", "right", "opposite", "state"),
    [
        (0, 0, 0, "untested"),
        (19, 19, 0, "untested"),
        (20, 20, 0, "understood"),
        (20, 17, 1, "understood"),
        (20, 16, 0, "misunderstood"),
        (20, 18, 2, "misunderstood"),
        (100, 85, 5, "understood"),
        (100, 84, 0, "misunderstood"),
        (100, 94, 6, "misunderstood"),
        # Before enough were asked: more wrong than twenty may give.
        (4, 1, 0, "untested"),
        (4, 0, 0, "misunderstood"),
        (3, 1, 2, "misunderstood"),
    ],
)
def test_the_state_follows_from_the_tests_by_the_written_rule(readers, right, opposite, state):
    test = {**TEST, "readers": str(readers), "right": str(right), "opposite": str(opposite)}
    entry = {"means": "a volcano", "kind": "thing", "tests": [test] if readers else []}
    found = with_pictures(volcano=entry).pictures["volcano"]
    assert found.state == state
    assert found.may_stand_alone == (state == "understood")


def test_answers_of_machines_make_nothing_understood():
    answer = {"machine": "a program", "day": "2026-11-20", "said": "a volcano"}
    entry = {"means": "volcano", "kind": "thing", "machine": [answer] * 99}
    assert with_pictures(volcano=entry).pictures["volcano"].state == "untested"


def test_a_state_cannot_be_written_by_hand():
    data = json.dumps(
        {"pictures": {"volcano": {"means": "a", "kind": "thing", "state": "understood"}}}
    )
    node, _ = parse_yaml(data.encode(), "pictures.yaml")
    assert node is not None
    _model, problems = validate(node, Pictures, "pictures.yaml", ())
    assert [problem.rule for problem in problems] == ["unknown-key"]


def test_a_picture_that_readers_misread_is_named_where_it_is_used():
    wrong = {**TEST, "right": "0"}
    entry = {"means": "a flood", "kind": "thing", "tests": [wrong]}
    found = list(pictures.check_states(with_pictures(flood=entry), OPTIONS))
    assert {(p.file.rpartition("example/")[2], p.level) for p in found} >= {
        ("hazards/flood.yaml", "warning")
    }


def test_a_line_that_a_life_hangs_on_may_not_show_it():
    wrong = {**TEST, "right": "0"}
    entry = {"means": "leave", "kind": "action", "tests": [wrong]}
    found = list(pictures.check_states(with_pictures(**{"flood-leave": entry}), OPTIONS))
    assert {p.level for p in found if "leave-before-water" in p.where} == {"error"}


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
