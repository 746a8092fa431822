"""How far a number is proved: the three grades that plates show, and who says what it speaks.

a: a person called within the limit. b: an official source was read within the limit, or, for a
national emergency code, three independent sources agree (hesitation kills too). c: the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from .model import Contact, Source
from .view import View

AGREEING_SOURCES = 3


def speaks(contact: View, language: str) -> bool:
    """Tell whether a source, or a call, says that it answers in *language*."""
    return language in (contact.languages or ()) or contact.answered_in == language


def proof_of(
    contact: Contact, sources: Mapping[str, Source], *, max_age_days: int, today: date
) -> View:
    """Return grade ("a" | "b" | "c") and what a plate says about it.

    The contact's first source is the one its number was read in: its confidence, ``year`` (None
    when undated) and ``read_on`` count, so that a newer page about something else does not make an
    old number look new. ``basis`` is "called", "agreed" (with ``agreeing`` publishers) or
    "source"; ``overdue``: the later of read_on and called_on is older than *max_age_days*.
    """
    first = sources[contact.sources[0]]
    newest = max(first.read_on, contact.called_on or date.min)
    overdue = today - newest > timedelta(days=max_age_days)
    publishers = {sources[key].publisher for key in contact.sources}
    agreed = contact.national_emergency and len(publishers) >= AGREEING_SOURCES
    official = first.confidence == "official"
    grade, basis = "c", "source"
    if contact.called_on is not None and not overdue:
        grade, basis = "a", "called"
    elif agreed and not overdue:
        grade, basis = "b", "agreed"
    elif official and not overdue:
        grade = "b"
    return View(
        grade=grade,
        basis=basis,
        agreeing=len(publishers),
        year=first.year,
        read_on=first.read_on,
        overdue=overdue,
        called_on=contact.called_on,
        answered_in=contact.answered_in,
        official=official,
    )
