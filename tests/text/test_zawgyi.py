import json

import pytest
from support.example import TESTS

from generator.text.zawgyi import judge, suspicious_digits, zawgyi_probability

STRINGS = json.loads((TESTS / "data/script_strings.json").read_text("utf-8"))


def test_a_zawgyi_text_is_an_error() -> None:
    verdict = judge(STRINGS["zawgyi_long"], "my")
    assert verdict.level == "error"
    assert verdict.probability > 0.95


@pytest.mark.parametrize("text", STRINGS["zawgyi"])
def test_a_zawgyi_word_with_a_dotted_circle_is_an_error(text: str) -> None:
    assert judge(text, "my").level == "error"


@pytest.mark.parametrize("text", STRINGS["negations"])
def test_good_burmese_is_never_an_error(text: str) -> None:
    assert judge(text, "my").level != "error"


def test_good_burmese_of_some_length_is_clean() -> None:
    assert judge(" ".join(STRINGS["negations"]), "my").level == "clean"
    assert judge(STRINGS["shaping"]["my"], "my").level == "clean"


def test_a_good_word_the_detector_is_sure_of_is_a_warning_at_most() -> None:
    assert zawgyi_probability("မေတ္တာထား၍") > 0.95
    assert judge("မေတ္တာထား၍", "my").level == "warning"


@pytest.mark.parametrize("lang", ["shn", "ksw", "mnw", "th", "en", "xx"])
def test_only_burmese_is_judged(lang: str) -> None:
    assert judge(STRINGS["zawgyi_long"], lang).level == "clean"


def test_text_without_myanmar_letters_has_no_probability() -> None:
    assert zawgyi_probability("1669 Viber") == 0
    assert zawgyi_probability("") == 0


@pytest.mark.parametrize(("typed", "meant"), STRINGS["digit_as_letter"].items())
def test_a_digit_typed_for_a_letter_is_found(typed: str, meant: str) -> None:
    (found,) = suspicious_digits(typed)
    corrected = typed[: found.offset] + found.letter + typed[found.offset + 1 :]
    assert typed[found.offset] == found.digit
    assert corrected == meant


@pytest.mark.parametrize("text", STRINGS["honest_digits"])
def test_numbers_beside_letters_are_left_alone(text: str) -> None:
    assert suspicious_digits(text) == []
