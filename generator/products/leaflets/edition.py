"""The edition of a leaflet: its code, its dates, the address its QR code leads to.

In: the facts and words a leaflet prints. Out: ``Edition``. Known without rendering, so that the
print page can name it; the same words give the same code, whatever template prints them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from ...advisory import Advisory
from ...target import digest
from .facts import Fact, newest, valid_until


@dataclass(frozen=True)
class Edition:
    """What identifies one printed edition and tells its age."""

    code: str
    """For example TH-my-261125-3f1a: host, locale, day of the newest fact, digest."""
    newest_read_on: date
    valid_until: date
    """First day on which one of its facts is past its limit in site.yaml, or something it says ends."""
    address: str
    """Page that says whether this copy is still good; the QR code holds it."""
    typed_address: str
    """What a hand types to get there."""
    draft: bool
    """No second person has read its translation, or a sentence of it is missing."""
    ends_by_day: bool = False
    """Something it says ends on that day: readers are told the day and not only the month."""
    unread: int = 0
    """Passages that no second person has read, or that are missing."""
    passages: int = 0
    """All its translated passages, those left out for want of room included."""


def edition_of(
    advisory: Advisory,
    facts: set[Fact],
    printed: list[Any],
    *,
    draft: bool,
    locales: str | None = None,
    ends: Collection[date] = (),
) -> Edition:
    """Return the edition of a leaflet that prints *facts* and *printed* (JSON-like data).

    *locales* names the languages of a paper in two, ``my_th``; the advisory's own when not given.
    *ends* are days on which something that is printed ends.
    """
    day = newest(facts)
    locales = locales or advisory.locale
    code = f"{advisory.country.code}-{locales}-{day:%y%m%d}-{digest(printed)[:4]}"
    site = advisory.site
    last = valid_until(facts, site.freshness, ends)
    states = Counter(_states(printed))
    page = f"{advisory.locale}/{advisory.host}/print/"
    return Edition(
        code=code,
        newest_read_on=day,
        valid_until=last,
        ends_by_day=last in ends,
        address=f"{site.site_url.rstrip('/')}/{page}#{code}",
        typed_address=site.short_url or f"{_host(site.site_url)}/{page.rstrip('/')}",
        draft=draft,
        unread=states["draft"] + states["behind"] + states["missing"],
        passages=states.total() - states["source"],
    )


def _states(printed: Any) -> Iterator[str]:
    """State of each text below *printed*."""
    if isinstance(printed, dict):
        if "state" in printed and "text" in printed:
            yield printed["state"]
        for child in printed.values():
            yield from _states(child)
    elif isinstance(printed, list):
        for child in printed:
            yield from _states(child)


def _host(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}".rstrip("/")
