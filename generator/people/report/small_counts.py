"""Beside step 4: counts of people → what may be printed: no count below eleven, nor a way to it.

In: counts by category. Out: words to print. A count below ELEVEN may point at a person (CARE 42;
IOM publishes its trafficking data by the same number). Where the total is beside it, one hidden
count could be worked out: then others are hidden too, the smallest first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

ELEVEN = 11
FEW = f"<{ELEVEN}"
NOT_SHOWN = "not shown"
"""Of a larger count that would give a small one away, and of a table that would."""
_LEFT_OPEN = 5
"""So many values of a hidden count must fit with all that is printed."""


def shown_count(count: int) -> str:
    """Return a count of people as it may be printed.

    >>> shown_count(10), shown_count(11), shown_count(0)
    ('<11', '11', '<11')
    """
    return FEW if count < ELEVEN else str(count)


def shown_work(count: int) -> str:
    """Return a count of our own work: a zero hides no person, and "<11" would flatter us.

    >>> shown_work(0), shown_work(3), shown_work(12)
    ('0', '<11', '12')
    """
    return "0" if count == 0 else shown_count(count)


def shown_parts(counts: Mapping[str, int]) -> dict[str, str] | None:
    """Return the parts of a total as they may be printed beside it; None = no part may be.

    Each part is shown, ``FEW`` or ``NOT_SHOWN``. Of each ``FEW`` at least five values fit with what
    is printed, for a reader who adds and subtracts and knows how we do it.
    """
    few = [key for key, count in counts.items() if count < ELEVEN]
    if sum(counts.values()) < ELEVEN or not few:
        # A total that is hidden itself gives nothing away.
        return {key: shown_count(count) for key, count in counts.items()}
    hidden: list[str] = []
    others = sorted((key for key in counts if key not in few), key=lambda key: counts[key])
    while not _is_open(counts, few, hidden):
        if len(hidden) == len(others):
            return None
        hidden.append(others[len(hidden)])
    return {
        key: FEW if key in few else NOT_SHOWN if key in hidden else str(count)
        for key, count in counts.items()
    }


def _is_open(counts: Mapping[str, int], few: list[str], hidden: list[str]) -> bool:
    """Return whether each of *few* may still have enough values, given the total and the rest."""
    rest = sum(counts[key] for key in (*few, *hidden))
    # The hidden ones are the smallest of the large: between eleven and the smallest one shown.
    shown = [count for key, count in counts.items() if key not in few and key not in hidden]
    most_hidden = len(hidden) * min(shown) if shown and hidden else rest if hidden else 0
    most = min(ELEVEN - 1, rest - len(hidden) * ELEVEN)
    least = max(0, rest - (ELEVEN - 1) * (len(few) - 1) - most_hidden)
    return most - least + 1 >= _LEFT_OPEN


@dataclass(frozen=True)
class Share:
    """How many answers of a test were given, and how many of them were right."""

    of: str
    right: str


def shown_share(right: int, of: int) -> Share:
    """Return how many answers of *of* were right, in per cent; a bound where one count is few.

    >>> shown_share(30, 60)
    Share(of='60', right='50 %')
    >>> shown_share(95, 100), shown_share(5, 100)
    (Share(of='100', right='over 89 %'), Share(of='100', right='under 11 %'))
    >>> shown_share(5, 9), shown_share(6, 12)
    (Share(of='<11', right='not shown'), Share(of='12', right='not shown'))
    """
    wrong = of - right
    # Below that, right or wrong ones are always few, and a bound would tell which, or how many.
    if of < 2 * ELEVEN - 1:
        return Share(shown_count(of), NOT_SHOWN)
    if right < ELEVEN:
        return Share(str(of), f"under {-(-100 * ELEVEN // of)} %")
    if wrong < ELEVEN:
        return Share(str(of), f"over {100 * (of - ELEVEN) // of} %")
    return Share(str(of), f"{100 * right // of} %")
