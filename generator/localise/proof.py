"""Step 3: a contact and its sources → the grade of its number, and why.

a: a person called within the limit. b: an official source, itself not older than five years, was
read within the limit; or, for a national emergency code, three independent sources agree
(hesitation kills too). c: the rest. Only a source that contains the number counts. Why:
docs/adr/0004 and 0023.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal, Protocol

from ..model import Contact, Post, Source
from ..text.telephone import stands_in
from .records.contacts import Proof
from .texts import Grade

AGREEING_SOURCES = 3
SOURCE_YEARS = 5
"""How old an official source may be for a solid edge.

Its year is counted from the first of January: a source of which we have only the year is dashed
early, never late.
"""


class SourceDays(Protocol):
    """A source, of the content or of an advisory."""

    @property
    def read_on(self) -> date:
        """Read last."""
        ...

    @property
    def not_found_on(self) -> date | None:
        """Found nowhere; None = not known."""
        ...


class Speaker(Protocol):
    """Whatever answers a telephone."""

    @property
    def languages(self) -> tuple[str, ...] | None:
        """Claimed; None = not known."""
        ...

    @property
    def answered_in(self) -> str | None:
        """Proved by a call."""
        ...


def speaks(contact: Speaker, language: str) -> bool:
    """Return whether a source, or a call, says that it answers in *language*."""
    return language in (contact.languages or ()) or contact.answered_in == language


def proof_of(
    contact: Contact,
    sources: Mapping[str, Source],
    number: str | None = None,
    *,
    max_age_days: int,
    today: date,
) -> Proof:
    """Return grade ("a" | "b" | "c") and what a plate says about *number* (default: its first).

    The first cited source whose ``says`` contains the number is the one it was read in: its
    confidence, ``year`` (None when undated) and ``read_on`` count, so that a newer page about
    something else does not make an old number look new. ``basis`` is "called", "agreed" (with
    ``agreeing`` publishers who print the number) or "source"; ``overdue``: the later of read_on and
    called_on is older than *max_age_days*, or the source no longer exists and nobody called. A call
    proves the number that was called, and no other of the same contact.
    """
    number = number or contact.number
    is_main = number == contact.number
    return _proof(
        [sources[key] for key in contact.sources],
        number,
        called_on=contact.called_on if is_main else None,
        answered_in=contact.answered_in if is_main else None,
        emergency=contact.national_emergency,
        max_age_days=max_age_days,
        today=today,
    )


def proof_of_post(
    post: Post, sources: Mapping[str, Source], number: str, *, max_age_days: int, today: date
) -> Proof:
    """Return the same of a number of a consular post; nobody rings one for a test."""
    cited = [sources[key] for key in post.sources]
    return _proof(
        cited,
        number,
        called_on=None,
        answered_in=None,
        emergency=False,
        max_age_days=max_age_days,
        today=today,
    )


def _proof(
    cited: list[Source],
    number: str | None,
    *,
    called_on: date | None,
    answered_in: str | None,
    emergency: bool,
    max_age_days: int,
    today: date,
) -> Proof:
    limit = timedelta(days=max_age_days)
    # `check` refuses a number that no source contains; until then its first source counts.
    holding = [source for source in cited if holds(source, number)] or cited[:1]
    first = holding[0]
    called = called_on is not None and today - called_on <= limit
    old = today - max(first.read_on, called_on or date.min) > limit
    overdue = old or (is_lost(first) and not called)
    agreeing = len({source.publisher for source in holding})
    grade: Grade = "c"
    basis: Literal["called", "agreed", "source"] = "source"
    if called:
        grade, basis = "a", "called"
    elif emergency and agreeing >= AGREEING_SOURCES and not overdue:
        grade, basis = "b", "agreed"
    elif first.confidence == "official" and is_current(first, today) and not overdue:
        grade = "b"
    return Proof(
        grade=grade,
        basis=basis,
        agreeing=agreeing,
        year=first.year,
        read_on=first.read_on,
        overdue=overdue,
        called_on=called_on,
        answered_in=answered_in if called_on else None,
    )


def is_lost(source: SourceDays) -> bool:
    """Return whether nobody has read *source* since its addresses led nowhere."""
    return source.not_found_on is not None and source.not_found_on > source.read_on


def holds(source: Source, number: str | None) -> bool:
    """Return whether our note on *source* contains *number*."""
    return number is not None and source.says is not None and stands_in(number, source.says)


def is_current(source: Source, today: date) -> bool:
    """Return whether *source* is not known to be older than SOURCE_YEARS, nor to be replaced."""
    old = source.year is not None and today.year - source.year >= SOURCE_YEARS
    return not (old or source.outdated)
