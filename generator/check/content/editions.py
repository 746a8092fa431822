"""Step 2: editions.yaml and partners.yaml → problems: changed records, two partners in one place.

Rules ``edition-changed`` and ``two-partners``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...load import Content
from ...model import Country, Editions, PaperEdition, Partners
from ...problems import Problem
from ..every import check
from ..walk import ContentPlace, Options, top
from .references import dangling

_REMEDY = (
    "Restore the file from its history. Records are only ever added, by: advisory editions record."
)


@check
def check_editions(content: Content, _options: Options) -> Iterator[Problem]:
    """Nothing in content/editions.yaml was changed, moved or taken out."""
    for file, editions in content.of_kind(Editions):
        seals: set[str] = set()
        by_code: dict[str, PaperEdition] = {}
        for number, record in enumerate(editions.records):
            at = ("records", str(number))
            if not record.holds:
                yield file.problem(
                    (*at, "seal"),
                    "edition-changed",
                    f"the record of {record.day} was changed after it was made",
                    _REMEDY,
                )
            if (record.after is None) != (number == 0) or (record.after or "") not in {*seals, ""}:
                yield file.problem(
                    (*at, "after"),
                    "edition-changed",
                    f"the record preceding {record.day} is missing or out of order",
                    _REMEDY,
                )
            seals.add(record.seal)
            for code, edition in record.editions.items():
                before = by_code.setdefault(code, edition)
                if numbers_of(before) != numbers_of(edition):
                    yield file.problem(
                        (*at, "editions", code),
                        "edition-changed",
                        f"the edition {code} is already recorded with other numbers",
                        _REMEDY,
                        key=True,
                    )


def numbers_of(edition: PaperEdition) -> dict[str, str]:
    """Return the telephone numbers of a paper, by the id of whose they are."""
    return {
        key: number
        for key, number in edition.facts.items()
        if key.startswith(("contacts.", "partners."))
    }


@check
def check_partners(content: Content, options: Options) -> Iterator[Problem]:
    """Each partner is of a host we have; one at most is always printed for a place."""
    for file, partners in content.of_kind(Partners):
        place = top(content, file)
        printed: dict[tuple[str, str | None], str] = {}
        for key, partner in partners.partners.items():
            at = ("partners", key)
            if partner.host not in content.known_hosts:
                hosts = content.known_hosts
                yield dangling(place, (*at, "host"), "host country", partner.host, hosts)
            if partner.host not in content.hosts:
                continue  # its turn comes
            host = content.hosts[partner.host]
            provinces = _provinces(host.country) if host.has("country") else None
            for number, code in enumerate(partner.area or ()):
                if provinces is not None and code not in provinces:
                    keys = (*at, "area", str(number))
                    yield dangling(place, keys, "province", code, provinces)
            if partner.agreed_on > options.today:
                yield place.problem(
                    (*at, "agreed_on"),
                    "future-date",
                    f"{partner.agreed_on} is in the future (today is {options.today})",
                    "Write the day on which the partner agreed.",
                )
            yield from _stale(content, place, at, partner.agreed_on, options)
            if partner.printed == "always":
                for area in partner.area or (None,):
                    other = printed.setdefault((partner.host, area), key)
                    if other != key:
                        yield place.problem(
                            (*at, "printed"),
                            "two-partners",
                            f'"{other}" is also always printed '
                            f"{f'in {area}' if area else 'for this country'}",
                            'Set "printed: asked" for one of them: a plate has room for one name.',
                        )


def _stale(
    content: Content, place: ContentPlace, at: tuple[str, ...], agreed_on: date, options: Options
) -> Iterator[Problem]:
    """Somebody's word that a number may be printed grows old as a reading does."""
    limit = content.site.freshness.contacts if content.has("site.yaml") else None
    age = (options.today - agreed_on).days
    if limit is not None and age > limit:
        yield place.problem(
            (*at, "agreed_on"),
            "stale",
            f"the partner was last asked {age} days ago (limit {limit})",
            "Ask the partner again, then write the day on which you did.",
            level=options.level,
        )


def _provinces(country: Country) -> frozenset[str]:
    return frozenset(country.provinces)
