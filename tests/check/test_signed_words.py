"""A signature is of the words that were read: edited, nobody has signed them."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from support.build import replace
from support.example import EXAMPLE

from generator.check.content.signed_words import check_signed_words
from generator.check.walk import Options
from generator.load import load_content

SENTENCES, WORDS = "notices/sentences.yaml", "staff/words.yaml"


def faults(content: Path) -> list[str]:
    return [
        problem.message
        for problem in check_signed_words(load_content(content)[0], Options(date(2026, 11, 25)))
    ]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "content"))


CHANGES = {
    "a sentence that is reversed": (SENTENCES, "Stay away from the bank.", "Go to the bank."),
    "a slot of another kind": (
        SENTENCES,
        "slots: {place: place}\n    rests_on",
        "slots: {place: office}\n    rests_on",
    ),
    "a sentence that binds": (
        SENTENCES,
        "    rests_on: [flood.stay-out",
        "    binds: [moves]\n    rests_on: [flood.stay-out",
    ),
    "a limit of a consent": (WORDS, "I cannot keep it secret if", "I keep it secret if"),
}


def test_as_they_stand_nothing_is_said(content: Path) -> None:
    assert faults(content) == []


@pytest.mark.parametrize("change", CHANGES)
def test_one_word_changed_and_the_signature_is_of_other_words(content: Path, change: str) -> None:
    name, old, new = CHANGES[change]
    replace(content / name, old, new)
    (told,) = faults(content)
    assert "is of other words" in told
