"""Step 4, tables: hazards of a host country → when and where each is likely, and its steps.

A step that names a number has the caution, proof and day of that number in its row, as contacts do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...localise.advisory import Advisory
from ...localise.records.library import HazardRecord
from ...localise.records.twins import MessageRecord, SeasonRecord
from ...localise.texts import Text
from ...model.fields import PHASES
from ..sending.signed import is_signed
from .columns import YES_NO, Column, Table, sentences, several, yes
from .travelling import cited, proof, warnings

SEASONS = Table(
    "hazards",
    "Dangers, with their months by region: a row for each season, or one where none is known",
    (
        Column("hazard", "#event+type", "Id, from a closed list.", required=True),
        Column("season", "#event+season+id", "Id within the hazard; empty: no months are known."),
        Column("name", "#event+name", "Name, as pages say it."),
        Column(
            "severity",
            "#severity",
            "How grave it is in this country.",
            choices=("grave", "serious", "lower"),
        ),
        Column("caution", "#description+caution", "Read this before a number in the reason."),
        Column("reason", "#description+reason", "Why it is as grave as that."),
        Column("proof", "#status+proof", "How far a number in the reason is proved."),
        Column(
            "months",
            "#event+months",
            "Months in which it is likely: 1 is January. With a blank between them.",
        ),
        Column("fewer", "#event+months+fewer", "Months in which it is less likely, not absent."),
        Column(
            "guessed",
            "#status+inferred",
            "yes: the months are our own reading, of no source.",
            choices=YES_NO,
        ),
        Column("provinces", "#adm1+code", "ISO 3166-2 codes; empty: the whole country."),
        Column(
            "contacts",
            "#service+id",
            "Ids of contacts, for the table of contacts: take its caution along.",
        ),
        Column("undrr", "#event+code+undrr", "Codes of the UNDRR-ISC hazard profiles."),
        Column("glide", "#event+code+glide", "GLIDE code."),
        Column("cap", "#event+code+cap", "Category of the Common Alerting Protocol."),
        Column("sources", "#meta+source", "Who published what it rests on."),
        Column("source_urls", "#meta+url", "Addresses, with a blank between them."),
        Column("read_on", "#date+read", "Day on which the oldest of them was read.", "date"),
        Column("country", "#country+code", "ISO 3166-1 code.", required=True),
    ),
    ("hazard", "season"),
)
STEPS = Table(
    "steps",
    "What to do, by danger and stage: a row for each step",
    (
        Column("hazard", "#event+type", "Id, from a closed list.", required=True),
        Column(
            "step",
            "#activity+id",
            "Id within the hazard, the same in each language.",
            required=True,
        ),
        Column("phase", "#activity+phase", "Before, during or after it.", choices=tuple(PHASES)),
        Column(
            "stage",
            "#activity+stage",
            "One of seven.",
            choices=tuple(one for stages in PHASES.values() for one in stages),
        ),
        Column("caution", "#description+caution", "Read and say this before a number in the step."),
        Column("text", "#activity+name", "What to do, or never to do.", required=True),
        Column("more", "#activity+description", "The reason, or the exception."),
        Column("proof", "#status+proof", "How far a number in it is proved."),
        Column(
            "never", "#activity+status+never", "yes: the text says what not to do.", choices=YES_NO
        ),
        Column(
            "guessed", "#status+inferred", "yes: our own inference, of no source.", choices=YES_NO
        ),
        Column("life_safety", "#status+life_safety", "yes: a life may hang on it.", choices=YES_NO),
        Column(
            "signed", "#status+signed", "yes: two people have signed its words.", choices=YES_NO
        ),
        Column("for", "#beneficiary+type", "Whom it matters most for; empty: everybody."),
        Column(
            "carry",
            "#access+carry",
            "How far it may travel: shown on pages, sent, printed to carry.",
        ),
        Column("until", "#date+until", "When the first thing said here ends."),
        Column("sources", "#meta+source", "Who published what it rests on."),
        Column("source_urls", "#meta+url", "Addresses, with a blank between them."),
        Column("read_on", "#date+read", "Day on which the oldest of them was read.", "date"),
        Column("country", "#country+code", "ISO 3166-1 code.", required=True),
    ),
    ("hazard", "step"),
)


def seasons(of_host: Sequence[Advisory]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each season of each hazard, gravest first."""
    advisory = of_host[0]
    for slug, hazard in advisory.hazards.items():
        for season in hazard.seasons.values() or (None,):
            yield _season(of_host, advisory, slug, hazard, season)


def steps(of_host: Sequence[Advisory]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each step of each hazard, in the order of pages."""
    for slug, hazard in of_host[0].hazards.items():
        for phase in PHASES:
            for message in hazard.phase(phase):
                yield _step(of_host, slug, phase, message)


def _season(
    of_host: Sequence[Advisory],
    advisory: Advisory,
    slug: str,
    hazard: HazardRecord,
    season: SeasonRecord | None,
) -> tuple[str, ...]:
    source = cited(advisory, (*hazard.sources, *(season.sources if season else ())))
    warned = warnings(of_host, "", [hazard.reason])
    return SEASONS.row(
        hazard=slug,
        season=season.id if season else None,
        name=sentences([hazard.name]),
        severity=hazard.severity,
        caution=sentences(warned),
        reason=sentences([hazard.reason]),
        proof=proof(advisory, None, [hazard.reason, *warned]),
        months=several(str(month) for month in season.months) if season else None,
        fewer=several(str(month) for month in season.fewer) if season else None,
        guessed=yes(season.inferred) if season else None,
        provinces=several(_provinces(advisory, hazard, season)),
        contacts=several(hazard.contacts),
        undrr=several(hazard.codes.undrr),
        glide=several(hazard.codes.glide),
        cap=several(hazard.codes.cap),
        sources=source.publishers,
        source_urls=source.urls,
        read_on=source.read_on,
        country=advisory.country.code,
    )


def _provinces(
    advisory: Advisory, hazard: HazardRecord, season: SeasonRecord | None
) -> Iterator[str]:
    named = season.regions if season else ()
    # Provinces in sources are narrower than the regions of the hazard, not than those of a season.
    if not named and hazard.areas:
        yield from hazard.areas
        return
    areas = (
        area for one in named or hazard.regions for area in advisory.country.regions[one].areas
    )
    yield from dict.fromkeys(areas)


def _step(
    of_host: Sequence[Advisory], slug: str, phase: str, message: MessageRecord
) -> tuple[str, ...]:
    advisory = of_host[0]
    said: list[Text] = [text for text in (message.text, message.more) if text]
    source, warned = cited(advisory, message.sources), warnings(of_host, "", said)
    return STEPS.row(
        **{"for": several(message.who)},
        hazard=slug,
        step=message.id,
        phase=phase,
        stage=message.stage,
        caution=sentences(warned),
        text=sentences([message.text]),
        more=sentences([message.more]),
        proof=proof(advisory, None, [*said, *warned]),
        never=yes(message.dont),
        guessed=yes(message.inferred),
        life_safety=yes(message.life_safety),
        signed=yes(all(is_signed(text, advisory) for text in said)),
        carry=message.carry,
        until=message.until,
        sources=source.publishers,
        source_urls=source.urls,
        read_on=source.read_on,
        country=advisory.country.code,
    )
