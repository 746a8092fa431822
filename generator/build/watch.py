"""Step 5: events of a wait → a ``BuildError`` when nothing happens any more.

Time is counted in looks and not read from the clock: a computer that slept, or a program that was
stopped and goes on, has not waited for anybody.
"""

from __future__ import annotations

from collections.abc import Iterable

from .errors import BuildError

LOOK_SECONDS = 5.0
"""How long a waiter sleeps before it looks whether anything happens."""
STILL_SECONDS = 60
"""After how long a wait ends in which nothing was finished and nothing was worked on."""
LONGEST_SECONDS = 1800
"""After how long a wait ends in which nothing was finished. The slowest target takes a minute."""


class Watch:
    """How long nothing was finished, and nothing worked on."""

    def __init__(self) -> None:
        self._unfinished = self._still = 0

    def finished(self) -> None:
        """Start counting again: something was finished."""
        self._unfinished = self._still = 0

    def look(self, paths: Iterable[str], *, at_work: bool, remedy: str) -> None:
        """Note that nothing was finished in the time of one look; *at_work*: it is worked on.

        Raises BuildError with the *paths* that are waited for, and the *remedy*, when that has gone
        on for too long.
        """
        self._unfinished += 1
        self._still = 0 if at_work else self._still + 1
        if self._still * LOOK_SECONDS >= STILL_SECONDS:
            raise BuildError(
                f"{_names(paths)} cannot be made: for {STILL_SECONDS} seconds no process has done "
                f"any work. The old site is untouched. {remedy}"
            )
        if self._unfinished * LOOK_SECONDS >= LONGEST_SECONDS:
            raise BuildError(
                f"{_names(paths)} cannot be made: nothing was finished for {LONGEST_SECONDS // 60} "
                f"minutes. The old site is untouched. {remedy}"
            )


def _names(paths: Iterable[str]) -> str:
    """Return the names of the first few."""
    first, *others = sorted(paths)
    listed, more = [first, *others[:2]], len(others[2:])
    return ", ".join(listed) + (f" and {more} more" if more else "")
