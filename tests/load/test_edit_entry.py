"""One entry of a file is changed; every other byte stays."""

from __future__ import annotations

from typing import Any

import pytest

from generator.load.edit import LayoutError
from generator.load.edit_entry import with_changed_entry, with_new_entry
from generator.load.tree import parse_yaml, plain

FILE = """\
# yaml-language-server: $schema=x.json
contacts:
  # Rung by nobody.
  river:
    label: River clinic   # as on the door
    number: "089"
    other_numbers: ['02 555', "0112"]
    # The next two are from the leaflet of 2019.
    hours: always
    more: |
      First line.
        Second line, #1 of the list.
    what_for: >-
      Folded
      text
    sources: [a, b]   # both read
  hill: {label: Hill, number: "1"}
rules:   # what people ask
  - say: one
    slots: {at: "2026-11-28"}   # kept
  - say: two
"""
ORDER = ["label", "number", "other_numbers", "cost", "hours", "more", "what_for", "sources"]


def river() -> dict[str, Any]:
    node, _problems = parse_yaml(FILE.encode(), "")
    assert node is not None
    return plain(node)["contacts"]["river"]  # type: ignore[no-any-return]


def changed(**fields: Any) -> str:
    return with_changed_entry(
        FILE, ("contacts", "river"), {**river(), **fields}, lambda _path: ORDER, "file.yaml"
    )


def new_lines(text: str) -> list[str]:
    old = FILE.splitlines()
    return [line for line in text.splitlines() if line not in old]


def test_nothing_asked_changes_no_byte() -> None:
    assert changed() == FILE


@pytest.mark.parametrize(
    ("field", "value", "line"),
    [
        ("number", "0089", '    number: "0089"'),
        ("label", "Clinic: “new” #2", '    label: "Clinic: “new” #2" # as on the door'),
        ("other_numbers", ["02 555", "0113"], '    other_numbers: ["02 555", "0113"]'),
        ("hours", "no", '    hours: "no"'),
        ("sources", ["a", "b", "cd"], "    sources: [a, b, cd] # both read"),
    ],
)
def test_one_line_changes(field: str, value: Any, line: str) -> None:
    text = changed(**{field: value})
    assert new_lines(text) == [line]
    assert len(text.splitlines()) == len(FILE.splitlines())


def test_a_new_key_does_not_part_a_comment_from_its_key() -> None:
    text = changed(cost="free")
    assert new_lines(text) == ["    cost: free"]
    assert "2019.\n    hours: always" in text, "the comment still stands above its own key"
    assert '"0112"]\n    cost: free\n    # The next' in text


def test_a_comment_that_would_be_lost_stops_the_change() -> None:
    without = {key: value for key, value in river().items() if key != "label"}
    with pytest.raises(LayoutError, match="comment"):
        with_changed_entry(FILE, ("contacts", "river"), without, lambda _path: ORDER, "file.yaml")


def test_an_entry_on_one_line_is_left_alone() -> None:
    with pytest.raises(LayoutError, match="line for each"):
        with_changed_entry(FILE, ("contacts", "hill"), {"label": "H"}, lambda _p: ORDER, "f.yaml")


def test_a_list_of_mappings_is_changed_in_place() -> None:
    node, _problems = parse_yaml(FILE.encode(), "")
    assert node is not None
    whole = plain(node)
    whole["rules"][1]["say"] = "three"
    text = with_changed_entry(FILE, (), whole, lambda _path: [], "file.yaml")
    assert text == FILE.replace("say: two", "say: three")


def test_a_key_is_taken_out_and_the_comment_below_it_stays() -> None:
    without = {key: value for key, value in river().items() if key != "other_numbers"}
    text = with_changed_entry(FILE, ("contacts", "river"), without, lambda _path: ORDER, "f.yaml")
    gone = "    other_numbers: ['02 555', \"0112\"]\n"
    assert text == FILE.replace(gone, "")


def test_an_anchor_is_told_and_nothing_is_written() -> None:
    text = FILE.replace("label: River clinic", "label: &name River clinic")
    with pytest.raises(LayoutError, match="anchor"):
        with_changed_entry(text, ("contacts", "river"), river(), lambda _path: ORDER, "file.yaml")


def test_a_new_entry_stands_below_the_others() -> None:
    text = FILE.replace('  hill: {label: Hill, number: "1"}\n', "")
    new = with_new_entry(text, ("contacts", "sea"), {"label": "Sea", "number": "089"}, "file.yaml")
    assert new == text.replace(
        "rules:   #", '  sea:\n    label: Sea\n    number: "089"\nrules:   #'
    )


@pytest.mark.parametrize(
    "said", ["yes", "089", "1e3", "null", "~", "- a", "a: b", "#", "% x", "“", "x" * 4000, "a\nb"]
)
def test_what_is_typed_comes_back_as_it_was(said: str) -> None:
    node, _problems = parse_yaml(changed(more=said).encode(), "")
    assert node is not None
    assert plain(node)["contacts"]["river"]["more"] == said
