"""Step 4, pages: hazards of an advisory → their months, regions and steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ....localise.advisory import Advisory
from ....localise.proof_words import BETWEEN
from ....localise.records.library import AidTopicRecord, HazardRecord
from ....localise.records.twins import MessageRecord, SeasonRecord
from ....localise.texts import Text, joined, listed


class CalendarRow(NamedTuple):
    """One row of a calendar."""

    regions: Text | None
    months: list[str]
    """Twelve times "likely", "fewer" or ""."""
    inferred: bool
    sources: tuple[str, ...]


def seasons(advisory: Advisory, hazard: HazardRecord) -> list[CalendarRow]:
    """The rows of a hazard's months, region by region."""
    return [
        CalendarRow(
            regions(advisory, season.regions),
            _months([season]),
            season.inferred,
            season.sources,
        )
        for season in hazard.seasons.values()
    ]


def months_said(hazard: HazardRecord) -> str:
    """Return the months in which a hazard is likely in any region, as numbers, over New Year, too.

    >>> _ranges({1, 2, 5, 11, 12})
    '11–2 · 5'
    """
    return _ranges({month for season in hazard.seasons.values() for month in season.months})


def _ranges(months: set[int]) -> str:
    first = [month for month in sorted(months) if (month - 2) % 12 + 1 not in months]
    said = []
    # In the order in which the year begins, one that began in the last year before all.
    for start in sorted(first, key=lambda month: (not _wraps(month, months), month)):
        end = _end(start, months)
        said.append(str(start) if end == start else f"{start}–{end}")
    return " · ".join(said) if first else "1–12" if months else ""


def _end(start: int, months: set[int]) -> int:
    end = start
    while end % 12 + 1 in months:
        end = end % 12 + 1
    return end


def _wraps(start: int, months: set[int]) -> bool:
    return _end(start, months) < start


def _months(rows: Iterable[SeasonRecord]) -> list[str]:
    rows = list(rows)
    likely = {month for row in rows for month in row.months}
    fewer = {month for row in rows for month in row.fewer}
    return [
        "likely" if month in likely else "fewer" if month in fewer else "" for month in range(1, 13)
    ]


def season_regions(advisory: Advisory, hazard: HazardRecord) -> Text | None:
    """All regions named by a hazard's seasons, each once, in the country's order."""
    named = {key for season in hazard.seasons.values() for key in season.regions}
    return regions(advisory, [key for key in advisory.country.regions if key in named])


def any_month(advisory: Advisory) -> list[HazardRecord]:
    """Hazards without a season."""
    return [hazard for hazard in advisory.hazards.values() if not hazard.seasons]


def first_aid(advisory: Advisory, hazard: str) -> list[AidTopicRecord]:
    """Topics of first aid for what *hazard* does to people, what kills soonest first."""
    return [topic for topic in advisory.first_aid.values() if hazard in topic.hazards]


def any_inferred(advisory: Advisory) -> bool:
    """Return whether any months rest on our own inference."""
    return any(s.inferred for h in advisory.hazards.values() for s in h.seasons.values())


def any_fewer(hazard: HazardRecord) -> bool:
    """Return whether there are months in which it comes less often."""
    return any(season.fewer for season in hazard.seasons.values())


def regions(advisory: Advisory, keys: Sequence[str]) -> Text | None:
    """Return names of regions as one text; None for the whole country. A name may have a comma."""
    names = [advisory.country.regions[key].name for key in keys]
    return joined(names, BETWEEN) if names else None


def areas(advisory: Advisory, codes: Sequence[str]) -> Text | None:
    """Names of provinces as one text."""
    provinces = advisory.country.provinces
    names = [provinces[code].name for code in codes if code in provinces]
    return join(advisory, names) if names else None


def join(advisory: Advisory, names: Sequence[Text]) -> Text:
    """Join names by the locale's comma."""
    return listed(names, advisory.language)


def steps(messages: Iterable[MessageRecord], scenario: str | None) -> list[MessageRecord]:
    """The messages of a scenario (None: of none), in their order."""
    return [message for message in messages if message.scenario == scenario]
