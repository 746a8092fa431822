"""Every fact has one id, and what it says has a digest that nothing else changes."""

from __future__ import annotations

import pytest
from support.check import CONTENT, swap
from support.each import each

from generator.load.ids import withdrawable
from generator.load.staff import is_staff_file
from generator.load.told import told_facts

ASSISTANCE = "hosts/freedonia/assistance.yaml"


def test_whatever_can_be_withdrawn_is_a_fact_by_the_same_id() -> None:
    facts = told_facts(CONTENT)
    for key, standing in each(withdrawable(CONTENT).items()):
        if not is_staff_file(standing.file.name):
            assert facts[key].model is standing.model


def test_what_those_who_assist_read_is_no_fact_for_readers() -> None:
    assert [f.id for f in told_facts(CONTENT).values() if is_staff_file(f.file.name)] == []


def test_facts_of_an_origin_about_a_country_are_facts_of_that_country() -> None:
    hosts = {key: fact.host for key, fact in told_facts(CONTENT).items()}
    assert hosts["sylvania.corridors.freedonia.posts.firefly-consulate"] == "freedonia"
    assert hosts["sylvania.hotlines.home-line"] == ""
    assert hosts["freedonia.contacts.ambulance"] == "freedonia"


@pytest.mark.parametrize("key", ["prepare", "sylvania", "freedonia.country", "hazards.flood"])
def test_what_a_file_says_beside_its_facts_is_one_fact(key: str) -> None:
    assert told_facts(CONTENT)[key].said


def test_a_default_that_is_written_down_says_nothing_new() -> None:
    before = told_facts(CONTENT)["freedonia.contacts.ambulance"].digests
    old = "    label: Ambulance\n"
    same = told_facts(swap(ASSISTANCE, old, f"{old}    sensitive: false\n"))
    other = told_facts(swap(ASSISTANCE, old, f"{old}    sensitive: true\n"))
    assert same["freedonia.contacts.ambulance"].digests == before
    # As with a field that the model gets one day: what was published says nothing of it.
    assert "sensitive" not in same["freedonia.contacts.ambulance"].said
    assert other["freedonia.contacts.ambulance"].digests != before


def test_a_number_in_a_sentence_is_a_number_of_its_fact() -> None:
    facts = told_facts(CONTENT)
    with_numbers = {key for key, fact in facts.items() if fact.numbers}
    assert "freedonia.contacts.ambulance" in with_numbers
    # Plates, roles and bars decide which number readers call.
    assert {"freedonia.country", "sylvania.corridors.freedonia"} <= with_numbers
    assert "hazards.flood.watch-water" not in with_numbers
