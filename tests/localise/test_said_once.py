"""Numbers that follow one another: the same one is said once, "119 or 112" and not "119, 119 or 112"."""

from __future__ import annotations

import pytest
from support.each import each
from support.example import ROOT
from support.real import real_content

from generator.localise.corridors import Selection, load_advisories
from generator.localise.sentences import said_once
from generator.localise.texts import Run, texts


def tel(number: str) -> Run:
    return Run(number, "tel", "en", f"tel:{number}")


@pytest.mark.parametrize(
    ("runs", "said"),
    [
        (["Call ", "119", ", ", "119", " or ", "112", "."], "Call 119 or 112."),
        (["Call ", "999", ", ", "999", " or ", "999", "."], "Call 999."),
        (["", "119", " ဒါမှမဟုတ် ", "119", " ကို ဖုန်းဆက်ပါ။"], "119 ကို ဖုန်းဆက်ပါ။"),
        # Each number says what it is for.
        (["Ambulance ", "119", ". Fire ", "119", "."], "Ambulance 119. Fire 119."),
        (["", "119", " or ", "112"], "119 or 112"),
    ],
)
def test_a_number_that_was_just_said_is_not_said_again(runs: list[str], said: str) -> None:
    made = [tel(one) if one.isascii() and one.isdigit() else Run(one) for one in runs]
    assert "".join(run.text for run in said_once(made)) == said


@pytest.mark.parametrize("host", ["japan", "mexico", "malaysia"])
def test_no_sentence_for_those_who_assist_says_one_twice(host: str) -> None:
    locales = ("en", "es" if host == "mexico" else "my")
    advisories = load_advisories(real_content(), ROOT / "locales", Selection(host), locales)
    for advisory in each(advisories):
        for text in texts(advisory.staff):
            assert said_once(text.runs) == text.runs, str(text)
