"""Beside step 5: needs, and where their answers stand → which of them each way answers.

In: needs of one host country, its lines in one language, taps, and what papers carry. Out:
``Answered``. An answer is whole: all the ids that the need names, within the taps that its stake
allows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ...load.needs import Need
from .lines import Line
from .taps import Taps

MOST_TAPS_LIFE, MOST_TAPS = 3, 4
"""Where a life is at stake, and for all else."""


@dataclass(frozen=True)
class Answered:
    """How many of *asked* needs each way answers."""

    asked: int
    without: int
    """Needs for which content has no answer."""
    page: int
    """Within the taps."""


def most_taps(*, life: bool) -> int:
    """Return the taps that an answer may be away."""
    return MOST_TAPS_LIFE if life else MOST_TAPS


def answered_by_pages(needs: Iterable[Need], lines: Mapping[str, Line], taps: Taps) -> Answered:
    """Count the needs whose lines all stand near enough."""
    needs = [*needs]
    near = sum(bool(need.ids) and _is_near(need, lines, taps) for need in needs)
    without = sum(not need.ids for need in needs)
    return Answered(len(needs), without, near)


def _is_near(need: Need, lines: Mapping[str, Line], taps: Taps) -> bool:
    most = most_taps(life=need.at_stake)
    for name in need.ids:
        line = lines.get(name)
        away = None if line is None else taps.of_words(line.words)
        if away is None or away > most:
            return False
    return True


def answered_by_paper(
    needs: Iterable[Need], carried: Collection[str], may_be: Collection[str]
) -> tuple[int, int]:
    """Return how many needs a paper answers, and how many it could.

    *carried* are ids of content that it prints, *may_be* those whose ``carry`` allows paper. A need
    counts as answered when its deciding line, the first, is printed.
    """
    could = [need for need in needs if need.ids and need.ids[0] in may_be]
    return sum(need.ids[0] in carried for need in could), len(could)
