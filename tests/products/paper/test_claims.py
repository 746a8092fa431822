"""Until when one can claim: the line to count the last day is there for official deadlines alone (CARE 8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from support.records import one_changed

from generator.localise.advisory import Advisory
from generator.model.leaflet import Block, Leaflet
from generator.products.paper.content.advice_blocks import claims
from generator.products.paper.content.picker import Picker
from generator.products.paper.content.words import BlockWords
from generator.products.paper.names import Paper

BLOCK = Block(block="claims", ids=("receipts",), deadlines={"receipts": "hurt-at-work"})
LINE = "Day it happened: ____________ + 180 days = last day: ____________"


def printed(advisory: Advisory, leaflet: Leaflet) -> str:
    content = claims(BLOCK, Picker(advisory))
    assert content is not None
    paper = Paper(advisory.host, advisory.locale, "trifold")
    return str(BlockWords(advisory, leaflet, paper).render(BLOCK, content))


@pytest.mark.parametrize(
    ("deadline", "there"),
    [({}, True), ({"official": False}, False), ({"days": None}, False)],
    ids=["official", "not official", "without days"],
)
def test_the_last_day_is_counted_by_hand(
    example_advisory: Callable[[str], Advisory],
    example_format: Leaflet,
    deadline: dict[str, object],
    there: bool,
) -> None:
    advisory = example_advisory("en")
    insurance = advisory.insurance
    due = insurance.schemes["hurt-at-work"].deadline
    assert due is not None
    schemes = one_changed(insurance.schemes, "hurt-at-work", deadline=replace(due, **deadline))  # type: ignore[arg-type]
    points = one_changed(insurance.points, "receipts", carry="paper")
    insurance = replace(insurance, schemes=schemes, points=points)
    html = printed(replace(advisory, insurance=insurance), example_format)
    assert (LINE in html.replace("\u2060", "").replace("\xa0", " ")) is there
