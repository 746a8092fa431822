"""Step 4, pages: an advisory → the scenes of its first screens: what happens, what to do now."""

from __future__ import annotations

from typing import NamedTuple

from ....localise.advisory import Advisory
from ....localise.interface import LABELS
from ....localise.records.library import HazardRecord
from ....localise.records.twins import MessageRecord

_FIRST = ("flood", "fire", "earthquake", "tsunami", "storm")
"""Dangers in which seconds count and the first thing to do differs, in the order of display."""
MOST_SCENES = 4

_TOGETHER = {"say": "call", "help-others": "no-return"}
"""Steps that stand in the box of another: what to say belongs to the call."""


class Scene(NamedTuple):
    """A danger and the picture of the first thing to do; ``scene`` has words for each picture."""

    hazard: HazardRecord
    picture: str


class NowStep(NamedTuple):
    """A step of *now*, and those that stand in the same box below it."""

    item: MessageRecord
    below: tuple[MessageRecord, ...]


def scenes(advisory: Advisory) -> list[Scene]:
    """Return the dangers of this country that are shown as scenes, MOST_SCENES at most.

    Only a danger with one of these pictures among its own steps: a scene shows what its page says.
    """
    found = []
    for slug in _FIRST:
        hazard = advisory.hazards.get(slug)
        pictures = [step.picture for step in hazard.during if not step.dont] if hazard else []
        picture = next((name for name in pictures if name in LABELS["scene"]), None)
        if hazard and picture:
            found.append(Scene(hazard, picture))
    return found[:MOST_SCENES]


def other_hazards(advisory: Advisory) -> list[HazardRecord]:
    """Return the dangers that are no scene, without those whose pages can be hidden."""
    shown = {scene.hazard.id for scene in scenes(advisory)}
    return [
        hazard
        for hazard in advisory.hazards.values()
        if hazard.id not in shown and not hazard.sensitive
    ]


def quiet_hazards(advisory: Advisory) -> list[HazardRecord]:
    """Return the dangers whose pages can be hidden: trouble at work is slow; talk helps."""
    return [one for one in advisory.hazards.values() if one.sensitive]


def now_steps(advisory: Advisory) -> list[NowStep]:
    """Return the steps of *now* in their order, those that belong together in one box."""
    steps = advisory.prepare.now
    above = {key: head for key, head in _TOGETHER.items() if key in steps and head in steps}
    return [
        NowStep(step, tuple(steps[low] for low, head in above.items() if head == key))
        for key, step in steps.items()
        if key not in above
    ]
