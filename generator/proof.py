"""How far a number is proved: the three grades that plates show.

a: a person called within the limit. b: an official source was read within the limit, or, for a
national emergency code, three independent sources agree (hesitation kills too). c: the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from .model import Contact, Source
from .view import View

AGREEING_SOURCES = 3


def proof_of(
    contact: Contact, sources: Mapping[str, Source], *, max_age_days: int, today: date
) -> View:
    """Return grade ("a" | "b" | "c") and what a plate says about it.

    ``basis`` is "called", "agreed" (with ``agreeing`` publishers) or "source"; ``year`` is the
    newest year a source names, None when all are undated; ``read_on`` the newest reading;
    ``overdue`` whether the later of read_on and called_on is older than *max_age_days*.
    """
    read = [sources[key] for key in contact.sources if key in sources]
    read_on = max((source.read_on for source in read), default=date.min)
    newest = max(read_on, contact.called_on or date.min)
    overdue = today - newest > timedelta(days=max_age_days)
    publishers = {source.publisher for source in read}
    agreed = contact.national_emergency and len(publishers) >= AGREEING_SOURCES
    official = any(source.confidence == "official" for source in read)
    grade, basis = "c", "source"
    if contact.called_on is not None and not overdue:
        grade, basis = "a", "called"
    elif agreed and not overdue:
        grade, basis = "b", "agreed"
    elif official and not overdue:
        grade = "b"
    years = [source.year for source in read if source.year is not None]
    return View(
        grade=grade,
        basis=basis,
        agreeing=len(publishers),
        year=max(years, default=None),
        read_on=read_on,
        overdue=overdue,
        called_on=contact.called_on,
        answered_in=contact.answered_in,
        official=official,
    )
