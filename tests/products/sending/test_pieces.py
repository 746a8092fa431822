"""Pieces that are told one at a time: what is in them, what is not, and which steps have room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from support.each import each

from generator.localise.advisory import Advisory
from generator.localise.texts import Text, plain
from generator.products.sending.pieces import Piece, Step, code_of, pieces


@pytest.fixture
def advisory(example_advisory: Callable[[str], Advisory]) -> Advisory:
    return example_advisory("en")


def test_the_numbers_come_first_and_needs_last(advisory: Advisory) -> None:
    ids = [piece.id for piece in pieces(advisory)]
    assert ids[0] == "numbers"
    assert "flood.during" in ids
    assert ids[-1].startswith("need.")
    assert len(set(ids)) == len(ids)


def test_nothing_is_told_that_may_not_be_sent(advisory: Advisory) -> None:
    hazards = {
        key: replace(hazard, during=tuple(replace(m, carry="page") for m in hazard.during))
        for key, hazard in advisory.hazards.items()
    }
    ids = [piece.id for piece in pieces(replace(advisory, hazards=hazards))]
    assert not [one for one in ids if one.endswith(".during")]


def test_each_step_and_number_is_there_whole(advisory: Advisory) -> None:
    for piece in each(pieces(advisory)):
        assert piece.steps or piece.numbers
        assert piece.title


def _piece(*rows: tuple[str, int]) -> Piece:
    steps = tuple(Step(words, (plain(words, "en"),), rank) for words, rank in rows)
    return Piece("flood.during", plain("Flood", "en"), "flood", steps, ())


def _below(most: int) -> Callable[[tuple[Text, ...]], bool]:
    return lambda texts: sum(len(str(text)) for text in texts) <= most


def _chosen(piece: Piece, most: int) -> list[str]:
    return [str(text) for text in piece.chosen(_below(most))]


def test_what_a_life_hangs_on_has_room_first_and_all_stand_in_the_order_of_doing() -> None:
    piece = _piece(("aaaa", 2), ("bbbb", 0), ("cccc", 1))
    assert _chosen(piece, 12) == ["aaaa", "bbbb", "cccc"]
    assert _chosen(piece, 8) == ["bbbb", "cccc"]
    assert _chosen(piece, 4) == ["bbbb"]
    assert _chosen(piece, 3) == []


def test_a_step_for_which_there_is_no_room_is_left_out_whole() -> None:
    piece = _piece(("a" * 9, 0), ("bbbb", 0), ("cc", 2))
    assert _chosen(piece, 6) == ["bbbb", "cc"]


def test_nothing_of_less_weight_stands_for_what_a_life_hangs_on() -> None:
    piece = _piece(("a" * 9, 0), ("cc", 2))
    assert _chosen(piece, 6) == []


def test_a_code_changes_with_the_words(advisory: Advisory) -> None:
    code = code_of(advisory, "flood.during", "Leave.")
    assert code == code_of(advisory, "flood.during", "Leave.")
    assert code != code_of(advisory, "flood.during", "Leave now.")
    assert code.startswith(f"{advisory.country.code}-en-")
