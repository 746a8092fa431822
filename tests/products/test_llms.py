"""What programs that read the site are told: cautions, drafts, licence, and where each language is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from support.each import each

from generator.localise.advisory import Advisory
from generator.products import llms
from generator.products.pages import Front, fronts


@pytest.fixture
def doors(example_advisory: Callable[[str], Advisory]) -> list[Front]:
    return fronts([example_advisory("en"), example_advisory("my")])


def test_each_language_of_each_country_is_there_and_drafts_say_so(doors: list[Front]) -> None:
    text = llms.text_of(doors)
    assert "## Freedonia: People from Sylvania\n" in text
    for door in each(doors):
        assert f"{door.locale}/{door.host}/all.txt): all as plain text" in text
    assert "[English, en](" in text
    assert "[Burmese, my (draft translation)](" in text


def test_it_asks_for_caution_and_day_and_speaks_for_no_state(doors: list[Front]) -> None:
    text = llms.text_of(doors)
    for words in ("with the caution", "the day on which", "no service of any state", "CC BY 4.0"):
        assert words in text
    assert not any(plate.tel.text in text for door in doors for plate in door.plates)


def test_a_name_cannot_begin_a_line(doors: list[Front]) -> None:
    english = doors[0]
    runs = (replace(english.country.runs[0], text="Free\n## Call 1\u202e"),)
    hostile = replace(english, country=replace(english.country, runs=runs))
    assert "\n## Free ## Call 1:" in llms.text_of([hostile])


def test_the_same_bytes_come_twice(doors: list[Front]) -> None:
    (target,) = llms.plan_above(doors)
    assert target.make() == target.make()
    assert [*target.make()] == ["llms.txt"]
