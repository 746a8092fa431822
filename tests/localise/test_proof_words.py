"""How far a number is proved, in one wording for pages, paper and cards."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from support.hosts import real_advisory
from support.records import one_changed

from generator.localise.proof_words import proof_text
from generator.localise.records.contacts import Proof
from generator.products.cards import cards_of

TODAY = date(2026, 11, 25)


def proof(**given) -> Proof:
    known = {
        "grade": "c", "basis": "source", "agreeing": 1, "year": 2024, "read_on": TODAY,
        "overdue": False, "called_on": None, "answered_in": None,
    }  # fmt: skip
    return Proof(**known | given)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "source 2024 · not called yet"),
        ({"year": None}, "source undated, read 2026 · not called yet"),
        ({"basis": "agreed", "agreeing": 4}, "4 sources · not called yet"),
        ({"overdue": True}, "source 2024 · not called yet · overdue"),
        ({"basis": "called", "called_on": TODAY}, "called 25 November 2026"),
        (
            {"basis": "called", "called_on": TODAY, "answered_in": "my"},
            "called 25 November 2026, answered in Burmese",
        ),
        # A call that is older than its limit is told, and proves nothing.
        ({"called_on": date(2021, 1, 1)}, "source 2024 · last called 1 January 2021"),
        (
            {"called_on": date(2021, 1, 1), "basis": "agreed", "agreeing": 3},
            "3 sources · last called 1 January 2021",
        ),
    ],
)
def test_what_a_plate_says(given, words) -> None:
    assert str(proof_text(proof(**given), real_advisory("thailand").ui)) == words


def test_not_called_yet_may_be_said_once_for_all() -> None:
    ui = real_advisory("thailand").ui
    assert str(proof_text(proof(), ui, apart=True)) == "source 2024"
    called = proof(called_on=date(2021, 1, 1))
    assert str(proof_text(called, ui, apart=True)) == "source 2024 · last called 1 January 2021"


def test_an_overdue_number_says_so_on_a_card_too() -> None:
    advisory = real_advisory("thailand")
    key = advisory.country.plates[0]
    contacts = one_changed(advisory.contacts, key, proof=proof(overdue=True))
    stale = replace(advisory, contacts=contacts)
    assert "overdue" not in re.sub(r"\s+", " ", cards_of(advisory).html)
    assert "overdue" in re.sub(r"\s+", " ", cards_of(stale).html)
