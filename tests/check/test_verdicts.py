"""One verdict for one subject, and an answer in the verb of its question. Source: CARE 10, 30."""

from __future__ import annotations

import pytest
from support.check import TODAY, rules, swap

from generator.check import run_checks

ASSISTANCE = "hosts/freedonia/assistance.yaml"
SHELTER = "    answer: depends\n    asks: may\n    subject: shelter\n"
ELIGIBLE = "    known: partly\n    subject: shelter\n"


@pytest.mark.parametrize(
    ("mark", "found"),
    [("known", []), ("not-known", ["one-verdict"])],
)
def test_how_much_is_known_contradicts_a_verdict_only_when_nothing_is(
    mark: str, found: list[str]
) -> None:
    assert rules(swap(ASSISTANCE, ELIGIBLE, ELIGIBLE.replace("partly", mark))) == found


def test_both_places_of_two_verdicts_are_named() -> None:
    content = swap(
        ASSISTANCE, "    answer: not-known\n", "    answer: not-known\n    subject: shelter\n"
    )
    (problem, *_) = [
        p for p in run_checks(content, publish=False, today=TODAY) if p.rule == "one-verdict"
    ]
    assert "assistance.rules.leave-province" in problem.message
    assert "assistance.rules.shelter-without-papers" in problem.message


def test_what_was_withdrawn_gives_no_verdict() -> None:
    mark = "    withdrawn:\n      day: 2026-11-20\n      why: Nobody knows.\n"
    content = swap(ASSISTANCE, SHELTER, mark + SHELTER.replace("depends", '"no"'))
    other = swap(ASSISTANCE, ELIGIBLE, ELIGIBLE.replace("partly", "not-known"))
    assert "one-verdict" not in rules(content)
    assert "one-verdict" in rules(other)


@pytest.mark.parametrize(
    ("asks", "level"),
    [("may", None), ("harm", None), ("is", "error"), ("must", "error"), (None, "warning")],
)
def test_the_answer_repeats_the_verb_of_the_question(asks: str | None, level: str | None) -> None:
    line = f"    asks: {asks}\n" if asks else ""
    content = (
        swap(ASSISTANCE, "    asks: may\n    subject", f"{line}    subject")
        if asks != "may"
        else None
    )
    found = [] if content is None else run_checks(content, publish=False, today=TODAY)
    assert [p.level for p in found if p.rule == "answer-verb"] == ([level] if level else [])


def test_a_question_that_asks_who_has_no_verb() -> None:
    content = swap(ASSISTANCE, "May I leave my province?", "Who may leave?")
    assert "answer-verb" in rules(content)
