"""Beside the steps: the name of the file or target at work → a note on the exception.

A fault of the program is reported with the file or target at hand; the
exception carries its name, also out of a worker process.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

_MARK = "At hand: "


@contextmanager
def at_hand(name: object) -> Iterator[None]:
    """Write *name* on every exception that leaves the block and has no such name yet."""
    try:
        yield
    except Exception as error:
        if name_at_hand(error) is None:
            error.add_note(f"{_MARK}{name}")
        raise


def name_at_hand(error: BaseException) -> str | None:
    """Return what was at hand when *error* was raised; None when nobody noted it."""
    notes: list[str] = getattr(error, "__notes__", [])
    return next((note.removeprefix(_MARK) for note in notes if note.startswith(_MARK)), None)
