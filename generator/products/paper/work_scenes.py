"""Step 4, leaflets: a ``work`` block and a work profile → the messages shown in pictures.

In: an advisory, a block of content/leaflets/*.yaml, a profile. Out: messages by id, each with its
owner. ``names.py``, which lists the papers, asks the same: a profile that has too few scenes of its
own gets no paper.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...localise.advisory import Advisory
    from ...localise.records.twins import MessageRecord
    from ...model.leaflet import Block, Leaflet


def may_show(message: MessageRecord) -> bool:
    """Tell whether paper may carry *message*, and it has a picture."""
    return message.carry == "paper" and message.picture is not None


def scenes_of(
    advisory: Advisory, block: Block, profile: str | None
) -> dict[str, tuple[str, MessageRecord]]:
    """Return what *block* shows the people of *profile*, in its order: no picture twice."""
    wished = next((ids for work, ids in block.of_work.items() if work == profile), ())
    every: dict[str, tuple[str, MessageRecord]] = {}
    for hazard in advisory.hazards.values():
        for message in (*hazard.during, *hazard.before, *hazard.after):
            if message.id in wished and may_show(message):
                every.setdefault(message.id, (f"hazards.{hazard.id}", message))
    scenes: dict[str, tuple[str, MessageRecord]] = {}
    shown: set[str | None] = set()
    for key in wished:
        if key in every and every[key][1].picture not in shown:
            scenes[key] = every[key]
            shown.add(every[key][1].picture)
    return scenes


def has_scenes(advisory: Advisory, leaflet: Leaflet, profile: str) -> bool:
    """Return whether *profile* has enough own scenes for each ``of_work`` block of *leaflet*."""
    return all(
        len(scenes_of(advisory, block, profile)) >= (block.most or 1)
        for block in _blocks(leaflet)
        if block.of_work
    )


def _blocks(leaflet: Leaflet) -> Iterable[Block]:
    for panel in leaflet.panels.values():
        yield from panel.blocks
