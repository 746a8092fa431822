"""Signs typed twice, in the wrong order, or by keys that look alike."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.example import TESTS

from generator.text.marks import misplaced_marks

STRINGS = json.loads((TESTS / "data/script_strings.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ကိိ", "ိိ"), ("ကးး", "းး"), ("ဥ်", "ဥ်"), ("၄င်း", "၄"), ("စျေး", "စျ"), ("သြဂုတ်", "သြ"),
        ("เเก", "เเ"), ("นํ้า", "\u0e4d\u0e49า"), ("กํา", "\u0e4dา"), ("นำ้", "ำ้"), ("ก่ี", "่ี"),
        ("ที่่", "่่"), ("ที ่", "่"), ("เ็ก", "็"), ("กๅ", "ๅ"),
    ],
)  # fmt: skip
def test_slips_are_found_where_they_stand(text, found):
    (slip,) = misplaced_marks(text)
    assert slip.letters == found
    assert slip.remedy


@pytest.mark.parametrize(
    "text",
    [
        "ကို", "မြွေ", "ဉ်", "၎င်း", "ဈေး", "ဩဂုတ်", "ဦး", "ကျွန်ုပ်", "ယောက်ျား", "သြား", "၄ ရက်",
        "แก", "น้ำ", "กำ", "กี่", "ที่", "ฤๅ", "เก็บ", "ก็", "ปภ.", "๑๒", "ๆ",
    ],
)  # fmt: skip
def test_good_words_are_left_alone(text):
    assert misplaced_marks(text) == []


@given(st.text(alphabet="กเาำ่ี้ํๅကိုးဥ်၄ င", max_size=20))
def test_no_text_makes_it_crash(text):
    for slip in misplaced_marks(text):
        assert slip.offset >= 0
