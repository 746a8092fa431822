"""Step 3: what limits a general message stands above it, in all that reads the phases of a hazard (CARE 58)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.build import replace, workplace
from support.each import each
from support.hosts import real_advisory
from support.real import real_content

from generator.load import load_content
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.localise.records.library import HazardRecord, LocalMessageRecord
from generator.localise.records.twins import MessageRecord

HAZARDS = "content/hosts/freedonia/hazards.yaml"
OWN = """      gate-shut:
        stage: immediate
        text: "Stay on your side when the gate is shut."
        sources: [disaster-act]
"""
HOSTS = sorted(real_content().hosts)

BEFORE = (
    ("fire", "trapped-close-door", "get-out-low"),
    ("fire", "gas-smell", "small-fire-exit-behind"),
    ("fire", "battery-smoke", "small-fire-exit-behind"),
    ("flood", "keep-out-of-water", "if-you-must-cross"),
    ("chemical", "smell-inside", "go-in"),
    ("chemical", "smell-inside", "leave-when-told"),
)
"""Messages of the library of which the first limits the second."""


def made_up(folder: Path, own: str) -> Advisory:
    place = workplace(folder, locales=())
    replace(
        place / HAZARDS,
        "    messages:\n      go-to-school:\n",
        f"    messages:\n{own}      go-to-school:\n",
    )
    content, problems = load_content(place / "content", place)
    assert [one for one in problems if one.level == "error"] == []
    return next(load_advisories(content, place / "locales", Selection("freedonia", "en"), ("en",)))


def order(hazard: HazardRecord, phase: str = "during") -> list[str]:
    return [message.id for message in hazard.phase(phase)]


@pytest.mark.parametrize("limited", ["stay-out-of-water", "leave-before-water"])
def test_what_limits_a_message_stands_right_above_it_or_above_what_replaces_it(
    limited: str, tmp_path: Path
) -> None:
    own = OWN.replace("        sources", f"        limits: {limited}\n        sources")
    shown = order(made_up(tmp_path, own).hazards["flood"])
    stands = "go-to-school" if limited == "leave-before-water" else limited
    assert shown[shown.index("gate-shut") + 1] == stands


def test_a_message_that_limits_nothing_comes_after_the_general_ones(tmp_path: Path) -> None:
    assert order(made_up(tmp_path, OWN).hazards["flood"])[-1] == "gate-shut"


def own_messages() -> Iterator[tuple[HazardRecord, LocalMessageRecord]]:
    for host in HOSTS:
        for hazard in real_advisory(host).hazards.values():
            for message in (*hazard.before, *hazard.during, *hazard.after):
                if isinstance(message, LocalMessageRecord):
                    yield hazard, message


def names(message: MessageRecord) -> set[str]:
    """Its id, and that of the message in whose place it stands."""
    return {message.id, getattr(message, "replaces", None) or message.id}


def test_each_limit_of_a_country_stands_above_what_it_limits() -> None:
    for hazard, message in each([pair for pair in own_messages() if pair[1].limits]):
        messages = next(
            phase for phase in (hazard.before, hazard.during, hazard.after) if message in phase
        )
        place = messages.index(message)
        assert any(message.limits in names(other) for other in messages[place + 1 :]), message.id
        assert not any(message.limits in names(other) for other in messages[:place]), message.id


@pytest.mark.parametrize("host", HOSTS)
def test_in_each_country_the_limits_of_the_library_come_first(host: str) -> None:
    hazards = real_advisory(host).hazards
    for slug, first, then in BEFORE:
        if slug not in hazards:
            continue
        phase = [names(message) for message in hazards[slug].during]
        at = [
            next((n for n, ids in enumerate(phase) if name in ids), None) for name in (first, then)
        ]
        if at[1] is None:
            continue
        assert at[0] is not None, f"{slug}: {first} is gone, {then} is there"
        assert at[0] < at[1], f"{slug}: {first} stands below {then}"


@pytest.mark.parametrize(
    ("topic", "first", "then"),
    [
        ("not-waking", "head", "side"),
        ("broken-bone", "no-move", "leave"),
        ("choking", "baby", "blows"),
        ("choking", "chest", "pull"),
        ("bleeding", "pregnant", "press"),
    ],
)
def test_in_first_aid_whom_a_step_would_hurt_is_named_above_it(
    topic: str, first: str, then: str
) -> None:
    """A page and a paper show steps in their order, and what never to do below them all."""
    acts = [step.id for step in real_advisory(HOSTS[0]).first_aid[topic].acts]
    assert acts.index(first) < acts.index(then)
