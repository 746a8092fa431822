"""Counts of people: none below eleven is printed, nor can one be worked out from what is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.each import each

from generator.people.report.small_counts import (
    FEW,
    NOT_SHOWN,
    shown_count,
    shown_parts,
    shown_share,
    shown_work,
)


def fitting(shown: Mapping[str, str], total: int) -> Iterator[tuple[int, ...]]:
    """Every table that a reader of *shown* and *total* must think possible, found by trying."""
    visible = [int(one) for one in shown.values() if one.isdigit()]

    def values(one: str) -> range | list[int]:
        if one == FEW:
            return range(11)
        # Who knows how we do it knows that what is hidden is not larger than what is shown.
        return range(11, min(visible, default=total) + 1) if one == NOT_SHOWN else [int(one)]

    free = [values(one) for one in shown.values()]
    for counts in product(*free[:-1]):
        if total - sum(counts) in free[-1]:
            yield (*counts, total - sum(counts))


@settings(deadline=None, max_examples=80)
@given(st.lists(st.integers(0, 26), min_size=1, max_size=4))
def test_no_small_count_can_be_worked_out(counts: list[int]) -> None:
    table = {str(n): count for n, count in enumerate(counts)}
    shown = shown_parts(table)
    if shown is None:
        return
    total = sum(counts)
    for key, count in table.items():
        if count < 11:
            assert shown[key] == FEW
        else:
            assert shown[key] in (str(count), NOT_SHOWN)
    # The total is hidden as well: nothing follows from a sum.
    if total < 11:
        return
    tables = list(fitting(shown, total))
    assert tuple(counts) in tables
    for place, words in enumerate(shown.values()):
        if words == FEW:
            assert len({one[place] for one in tables}) >= 5


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"a": 20, "b": 30}, {"a": "20", "b": "30"}),
        # 65 less 60 would tell it: the smallest of the others goes too.
        ({"a": 5, "b": 60, "c": 800}, {"a": FEW, "b": NOT_SHOWN, "c": "800"}),
        # Two that are at most ten, and twenty together, are ten each.
        ({"a": 10, "b": 10, "c": 30}, {"a": FEW, "b": FEW, "c": NOT_SHOWN}),
        ({"a": 6, "b": 6, "c": 30}, {"a": FEW, "b": FEW, "c": "30"}),
        # What is hidden is eleven at least: nothing is left for the first.
        ({"a": 0, "b": 11}, None),
        ({"a": 3, "b": 4}, {"a": FEW, "b": FEW}),
        ({"a": 12}, {"a": "12"}),
        ({}, {}),
    ],
)  # fmt: skip
def test_what_is_hidden_beside_a_small_count(
    counts: dict[str, int], shown: dict[str, str] | None
) -> None:
    assert shown_parts(counts) == shown


def test_ten_is_few_and_eleven_is_not() -> None:
    assert [shown_count(one) for one in (0, 1, 10, 11)] == [FEW, FEW, FEW, "11"]
    # A zero of ours is one: "<11" would flatter.
    assert [shown_work(one) for one in (0, 1, 10, 11)] == ["0", FEW, FEW, "11"]


def test_no_percentage_tells_how_few_answers_were_right_or_wrong() -> None:
    for of in each(range(60), at_least=60):
        for right in range(of + 1):
            share = shown_share(right, of)
            if of < 11:
                assert (share.of, share.right) == (FEW, NOT_SHOWN)
                continue
            assert share.of == str(of)
            words, _, number = share.right.removesuffix(" %").rpartition(" ")
            # Whoever sees "over 89 %" may think of each count that "<11" wrong ones leave.
            if share.right != NOT_SHOWN and words:
                same = [one for one in range(of + 1) if shown_share(one, of) == share]
                assert len(same) == 11
                bound = 100 * right / of
                assert bound < int(number) if words == "under" else bound > int(number)
            elif share.right != NOT_SHOWN:
                assert right >= 11
                assert of - right >= 11
                assert int(number) == 100 * right // of
            else:
                # The same for each count there can be.
                assert {shown_share(one, of) for one in range(of + 1)} == {share}
