"""Step 1, model: ``Withdrawal``, the mark that ``advisory withdraw`` writes beside a fact.

What carries the mark is shown and printed nowhere, but
stays in its file: old papers still say it, and people will ask why it is gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Self, TypeVar

from pydantic import model_validator

from .fields import Model, Slug
from .marks import ForColleagues


def refuse_later_report(reported: date | None, corrected: date) -> None:
    """Raise ValueError where something was *reported* only after it was *corrected*."""
    if reported is not None and reported > corrected:
        raise ValueError(
            f"it was reported on {reported} and corrected on {corrected}; correct one of the days"
        )


class Withdrawal(Model):
    """When a fact was taken out, and why."""

    day: date
    why: str
    """For colleagues, in plain words: who reported what. Not shown to readers."""
    instead: Slug | None = None
    """Id, in the same list, of what takes its place wherever it is named."""
    accepted_by: str | None = None
    """Handle of whoever decided that a life-safety line may go without another in its place."""
    reported: date | None = None
    """The day on which somebody said that it is wrong; absent = nobody did, or it was not noted."""

    @model_validator(mode="after")
    def _was_reported_before(self) -> Self:
        refuse_later_report(self.reported, self.day)
        return self


class Withdrawable(Model):
    """Base of whatever can be taken out."""

    withdrawn: Annotated[Withdrawal | None, ForColleagues()] = None
    """Set when it was taken out: then nothing shows or prints it. Written by the command
    "advisory withdraw"."""


ItemT = TypeVar("ItemT", bound=Withdrawable)


def standing(items: Mapping[str, ItemT]) -> list[ItemT]:
    """Return what was not withdrawn, in order."""
    return [item for item in items.values() if item.withdrawn is None]


def standing_in(items: Mapping[str, Withdrawable], key: str) -> str | None:
    """Id of what stands where *key* is named: itself, or what took its place.

    None when it was withdrawn and nothing took its place, or when there is no such thing.
    """
    seen: set[str] = set()
    while key in items and key not in seen:
        mark = items[key].withdrawn
        if mark is None:
            return key
        seen.add(key)
        key = mark.instead or ""
    return None
