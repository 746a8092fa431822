"""The edition without words: what it shows, in which order, and what it never shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from support.example import EXAMPLE, EXAMPLE_LOCALES

from generator.load import Content, load_content
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.localise.records.wordless import WordlessEdition
from generator.model.wordless import has_condition, names_situation

Make = Callable[[str], Advisory]


def edition_of(content: Content) -> WordlessEdition:
    advisory = next(load_advisories(content, EXAMPLE_LOCALES, Selection("freedonia", "en")))
    assert advisory.wordless is not None
    return advisory.wordless


@pytest.fixture(scope="module")
def edition(example_content: Content) -> WordlessEdition:
    return edition_of(example_content)


@pytest.fixture
def copied_example(tmp_path: Path) -> Path:
    return copytree(EXAMPLE, tmp_path / "example")


def changed(copied_example: Path, name: str, *swaps: tuple[str, str]) -> WordlessEdition:
    file = copied_example / name
    text = file.read_text(encoding="utf-8")
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
    content, problems = load_content(copied_example)
    assert not [str(one) for one in problems if one.level == "error"]
    return edition_of(content)


def test_it_is_the_same_in_every_locale(example_advisory: Make) -> None:
    assert repr(example_advisory("my").wordless) == repr(example_advisory("en").wordless)


def test_its_words_are_those_of_the_host_country(edition: WordlessEdition) -> None:
    assert edition.host_locale == "es"
    # Nobody has translated them: they say that they are English, so that a screen reader reads them so.
    assert edition.title.lang == "en"


def test_ambulance_comes_first_and_police_is_not_there(edition: WordlessEdition) -> None:
    assert [one.pictures for one in edition.numbers] == [
        ("ambulance", "fire-service"), ("flood",),
    ]  # fmt: skip
    assert [one.plate.tel.text for one in edition.numbers] == ["995", "1234"]


def test_a_hazard_shows_what_to_do_what_not_and_whom_to_call(edition: WordlessEdition) -> None:
    fire = next(one for one in edition.hazards if one.hazard == "fire")
    assert [step.picture for step in fire.do] == ["fire-out"]
    assert [(step.picture, step.dont) for step in fire.dont] == [("no-return", True)]
    assert fire.call is not None
    assert str(fire.do[0].alt)


def test_months_stand_where_every_region_has_some(edition: WordlessEdition) -> None:
    flood = next(one for one in edition.hazards if one.hazard == "flood")
    assert [n for n, month in enumerate(flood.months, 1) if month] == [8, 9, 10, 11, 12]
    assert {month for month in flood.months if month} == {"season-rain"}


def test_months_that_rest_on_inference_are_left_out_as_a_whole(copied_example: Path) -> None:
    found = changed(
        copied_example, "hosts/freedonia/hazards.yaml",
        ("        fewer: [8, 12]\n", "        fewer: [8, 12]\n        inferred: true\n"),
    )  # fmt: skip
    assert [one.months for one in found.hazards if one.hazard == "flood"] == [()]


def test_a_condition_takes_the_picture_away(copied_example: Path) -> None:
    found = changed(
        copied_example, "hazards/flood.yaml",
        ("Do not walk into moving water.", "Do not walk into moving water unless told."),
    )  # fmt: skip
    assert "flood" not in [one.hazard for one in found.hazards]


def test_a_number_that_has_words_to_it_is_left_out(copied_example: Path) -> None:
    found = changed(
        copied_example, "hosts/freedonia/assistance.yaml",
        ('    what_for: "Floods and shelters."\n',
         '    what_for: "Floods and shelters."\n    more: "Ask %(safe_contact)s first."\n'),
    )  # fmt: skip
    assert [one.plate.tel.text for one in found.numbers] == ["995"]


def test_an_order_says_what_is_shown(copied_example: Path) -> None:
    order = "hazards:\n  fire:\n    see: [season-wind]\n    do: [get-out]\n    dont: []\n"
    file = copied_example / "wordless.yaml"
    file.write_text(file.read_text(encoding="utf-8") + order, encoding="utf-8")
    content, _ = load_content(copied_example)
    fire = next(one for one in edition_of(content).hazards if one.hazard == "fire")
    assert [step.picture for step in fire.see] == ["season-wind"]
    assert not fire.dont


def test_it_is_untested_until_each_picture_is_understood(edition: WordlessEdition) -> None:
    assert edition.untested is not None
    assert edition.understood == 0
    assert len(edition.pictures) == len(set(edition.pictures)) > 5


def test_without_the_file_there_is_none(copied_example: Path) -> None:
    (copied_example / "wordless.yaml").unlink()
    content, _ = load_content(copied_example)
    advisory = next(load_advisories(content, EXAMPLE_LOCALES, Selection("freedonia", "en")))
    assert advisory.wordless is None


@pytest.mark.parametrize(
    ("text", "more", "found"),
    [
        ("Switch off electricity only if you stand on a dry place.", None, True),
        ("If you must cross: wear boots.", None, True),
        ("Go back only when told, and by day.", None, True),
        ("Go indoors when told.", None, True),
        ("Leave a cracked building.", "Do not go back in before it has been checked.", True),
        ("Drop, cover, hold on.", "Stay until it stops.", False),
        ("Leave before the way out is under water.", "If told to leave, do not wait.", False),
    ],
)
def test_words_that_limit_a_step_are_found(text: str, more: str | None, found: bool) -> None:
    assert has_condition(text, more) is found


@pytest.mark.parametrize(
    "text", ["If outside, walk away.", "Trapped: close the door.", "On a boat in deep water: stay."]
)
def test_a_situation_in_words_is_found(text: str) -> None:
    assert names_situation(text)
