"""No life-safety line leaves a paper for want of room: what each was recorded to carry once, it carries still."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from support.example import ROOT
from support.real import real_content

from generator.load.leaflet_formats import own_formats
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.model.leaflet import Leaflet
from generator.products.paper import papers
from generator.products.paper.editions.fact_record import recordable_facts

pytestmark = pytest.mark.thorough

BAR = json.loads((ROOT / "tests" / "data" / "life_safety_on_paper.json").read_text("utf-8"))
"""Ids of life-safety lines, as the record of an edition has them, by host country and format."""
HOSTS = sorted({name.partition(".")[0] for name in BAR})


@cache
def advisories(host: str) -> tuple[Advisory, ...]:
    return tuple(load_advisories(real_content(), ROOT / "locales", Selection(host)))


def gone(host: str, formats: dict[str, Leaflet]) -> Iterator[str]:
    """Name each line of the bar that a plain paper of *host* no longer carries, in any locale."""
    for paper, _target, draft in papers(advisories(host), formats=formats):
        if paper == paper.plain and not (paper.second or paper.region or paper.profile):
            for name in BAR.get(f"{host}.{paper.format}", ()):
                if name not in draft.carried:
                    yield f"{paper.path}: {name}"


@pytest.mark.parametrize("host", HOSTS)
def test_each_paper_carries_every_life_safety_line_that_it_carried_before(host: str) -> None:
    """A line that is withdrawn, or has another in its place, is taken out of the bar by whoever decides it."""
    assert list(gone(host, dict(own_formats()))) == []


def test_the_bar_misses_a_line_that_another_block_drove_out() -> None:
    formats = dict(own_formats())
    trifold = formats["trifold"]
    flood = trifold.panels["flood"]
    emptier = flood.model_copy(update={"blocks": flood.blocks[1:]})
    panels = {**trifold.panels, "flood": emptier}
    formats["trifold"] = trifold.model_copy(update={"panels": panels})
    assert any("hazards.flood.leave-before-water" in line for line in gone("thailand", formats))


@pytest.mark.parametrize("host", HOSTS)
def test_every_line_of_the_bar_is_life_safety_today(host: str) -> None:
    advisory = advisories(host)[0]
    marked = {name for name, fact in recordable_facts(advisory) if getattr(fact, "life_safety", 0)}
    named = {name for key, names in BAR.items() if key.startswith(f"{host}.") for name in names}
    assert named <= marked


def test_a_referral_takes_its_numbers_with_it_into_the_record() -> None:
    """A number keeps its contact wherever it goes (CARE 26): a new number says "cross out X, write Y"."""
    advisory = advisories("thailand")[0]
    lines = {name: one for name, one in advisory.referrals.items() if one.contacts}
    shown = next(
        draft for paper, _t, draft in papers([replace(advisory, editions={})])
        if paper.format == "trifold" and paper == paper.plain and not paper.region
    )  # fmt: skip
    assert lines
    for name, line in lines.items():
        assert f"referrals.{name}" in shown.carried
        assert all(f"contacts.{key}" in shown.carried for key in line.contacts)
        if line.scheme:
            assert f"schemes.{line.scheme}.deadline" in shown.carried
