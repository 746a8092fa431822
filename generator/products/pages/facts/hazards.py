"""Months, regions and steps of hazards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ....advisory import Advisory
from ....view import Run, Text, View


class Season(NamedTuple):
    """One row of a calendar."""

    regions: Text | None
    months: list[str]
    """Twelve times "likely", "fewer" or ""."""
    inferred: bool
    sources: tuple[str, ...]


def seasons(advisory: Advisory, hazard: View) -> list[Season]:
    """The rows of a hazard's months, region by region."""
    return [
        Season(
            regions(advisory, season.regions),
            _months([season]),
            season.inferred,
            season.sources,
        )
        for season in hazard.seasons.values()
    ]


def year(hazard: View) -> list[str]:
    """A hazard's months in the whole country: likely where it is likely in any region."""
    return _months(hazard.seasons.values())


def _months(rows: Iterable[View]) -> list[str]:
    rows = list(rows)
    likely = {month for row in rows for month in row.months}
    fewer = {month for row in rows for month in row.fewer}
    return [
        "likely" if month in likely else "fewer" if month in fewer else "" for month in range(1, 13)
    ]


def season_regions(advisory: Advisory, hazard: View) -> Text | None:
    """All regions named by a hazard's seasons, each once, in the country's order."""
    named = {key for season in hazard.seasons.values() for key in season.regions}
    return regions(advisory, [key for key in advisory.country.regions if key in named])


def any_month(advisory: Advisory) -> list[View]:
    """Hazards without a season."""
    return [hazard for hazard in advisory.hazards.values() if not hazard.seasons]


def any_inferred(advisory: Advisory) -> bool:
    """Tell whether any months rest on our own inference."""
    return any(s.inferred for h in advisory.hazards.values() for s in h.seasons.values())


def any_fewer(hazard: View) -> bool:
    """Tell whether there are months in which it comes less often."""
    return any(season.fewer for season in hazard.seasons.values())


def regions(advisory: Advisory, keys: Sequence[str]) -> Text | None:
    """Names of regions as one text; None for the whole country."""
    names = [advisory.country.regions[key].name for key in keys]
    return join(advisory, names) if names else None


def areas(advisory: Advisory, codes: Sequence[str]) -> Text | None:
    """Names of provinces as one text."""
    known = advisory.country.provinces
    names = [known[code].name for code in codes if code in known]
    return join(advisory, names) if names else None


def join(advisory: Advisory, names: Sequence[Text]) -> Text:
    """Join names by the locale's comma."""
    comma = Run(advisory.language.comma, "words", advisory.locale)
    joined = names[0]
    for name in names[1:]:
        joined = Text((*joined.runs, comma), joined.lang, joined.state) + name
    return joined


def steps(messages: Iterable[View], scenario: str | None) -> list[View]:
    """The messages of a scenario (None: of none), in their order."""
    return [message for message in messages if message.scenario == scenario]
