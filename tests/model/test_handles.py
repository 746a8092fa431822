"""A second person is another person, however the handle is spelled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from generator.model.handles import handle_fault, is_same_person
from generator.model.signed import SignedSentence


@pytest.mark.parametrize("again", ["fox", "Fox", "FOX", "fox.", "f-o-x", "f_ox", " fox "])
def test_one_person_typed_twice_is_one_person(again: str) -> None:
    assert is_same_person("fox", again)


@pytest.mark.parametrize("other", ["hen", "foxy", "fo", "fox2"])
def test_two_people_are_two(other: str) -> None:
    assert not is_same_person("fox", other)


def test_marks_of_thai_and_burmese_tell_people_apart() -> None:
    assert not is_same_person("ดาว", "ด้าว")
    assert not is_same_person("ဖိုး", "ဖူး")
    assert not handle_fault("ดาว")
    assert not handle_fault("ဖိုးဖြူ")


@pytest.mark.parametrize("handle", ["fоx", "ѕоѕо", "αβ", "ｆｏｘ", "𝐟𝐨𝐱"])
def test_a_letter_that_only_looks_latin_is_refused_in_words(handle: str) -> None:
    assert "looks like a Latin one" in handle_fault(handle)


@pytest.mark.parametrize(
    "name", ["Kyi Kyi Win", "x", "_fox", "", "a" * 33, "fo\u200bx", "fo\u202ex"]
)
def test_a_name_or_a_trick_is_no_handle(name: str) -> None:
    assert "is not a handle" in handle_fault(name)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_answered_and_the_order_does_not_matter(one: str, other: str) -> None:
    handle_fault(one)
    assert is_same_person(one, one)
    assert is_same_person(one, other) == is_same_person(other, one)


def test_who_signs_a_sentence_twice_is_refused() -> None:
    row = {"says": "Go up.", "by": "fox", "on": "2026-11-01"}
    assert SignedSentence.model_validate({**row, "second": "hen"}).second == "hen"
    for again in ("Fox", "fox.", "f-ox"):
        with pytest.raises(ValidationError, match="two people sign"):
            SignedSentence.model_validate({**row, "second": again})
