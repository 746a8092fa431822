"""Step 4: an exercise and a seed → which variant of each inject is played, the same for a seed."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from ....localise.records.twins import DrillRecord

Chosen = Mapping[str, str | None]
"""By id of the inject: id of the variant that is played in its place; None = its own text."""


def pick(drill: DrillRecord, seed: int | str) -> Chosen:
    """Choose a text for each inject."""
    # Not for secrets: whoever knows the seed can make the same exercise again.
    chance = Random(seed)  # noqa: S311
    return {key: chance.choice([None, *inject.variants]) for key, inject in drill.injects.items()}
