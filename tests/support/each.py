"""For tests that look at each of many things: to look at nothing is no success."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def each(things: Iterable[T], *, at_least: int = 1) -> list[T]:
    """Return *things* as a list; fail when there are fewer than *at_least*.

    A loop over real content or over a rendered page asserts nothing when a change has emptied it.
    """
    seen = list(things)
    assert len(seen) >= at_least, f"{len(seen)} things to look at, not {at_least}"
    return seen
