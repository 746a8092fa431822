"""Step 4, leaflets: facts and words of a leaflet → its ``Edition``: code, dates and address.

In: the facts and words a leaflet prints. Out: ``Edition``. Known without rendering, so that the
print page can name it; the same words give the same code, whatever template prints them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from ....cache.digests import digest
from ....localise.advisory import Advisory
from .picker import Fact, newest, valid_until


@dataclass(frozen=True)
class Edition:
    """What identifies one printed edition and shows its age."""

    code: str
    """For example TH-my-261125-3f1a: host, locale, day of the newest fact, digest."""
    newest_read_on: date
    valid_until: date
    """First day on which one of its facts is past its limit in site.yaml, or part of it ends."""
    address: str
    """Page that says whether this copy is still good; the address in the QR code."""
    typed_address: str
    """What a hand types to get there."""
    home_address: str
    """The shortest address of the site, for small papers: the code leads on from there."""
    draft: bool
    """No second person has read its translation, or a sentence of it is missing."""
    ends_by_day: bool = False
    """Something on it ends on that day: readers see the day and not only the month."""


def edition_of(
    advisory: Advisory,
    facts: set[Fact],
    printed: list[Any],
    *,
    draft: bool,
    locales: str | None = None,
    ends: Collection[date] = (),
    answered_in: str | None = None,
) -> Edition:
    """Return the edition of a leaflet that prints *facts* and *printed* (JSON-like data).

    *locales* names the languages of a paper in two, ``my_th``; the advisory's own when not given.
    *ends* are days on which something that is printed ends. *answered_in*: the locale of the page
    "Print" that its address leads to; the advisory's own when not given.
    """
    day = newest(facts)
    locales = locales or advisory.locale
    code = f"{advisory.country.code}-{locales}-{day:%y%m%d}-{digest(printed)[:4]}"
    site = advisory.site
    last = valid_until(facts, site.freshness, ends)
    page = f"{answered_in or advisory.locale}/{advisory.host}/print/"
    return Edition(
        code=code,
        newest_read_on=day,
        valid_until=last,
        ends_by_day=last in ends,
        address=f"{site.site_url.rstrip('/')}/{page}#{code}",
        typed_address=site.short_url or f"{_host(site.site_url)}/{page.rstrip('/')}",
        home_address=site.short_url or _host(site.site_url),
        draft=draft,
    )


def _host(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}".rstrip("/")
