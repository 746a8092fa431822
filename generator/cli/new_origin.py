"""Command line: ``new origin`` and ``new hazard``, answers → files to complete. Thin."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from ..load.shapes import suggest
from ..people.facts.sources import TO_NOTE
from ..people.starting import typed
from ..people.starting.country import Danger, host_hazard
from ..people.starting.files import Beginning, taken_slugs, with_country
from ..people.starting.hazard import (
    CATEGORIES,
    HAZARDS,
    HazardAnswers,
    hazard_fields,
    source_of_host,
)
from ..people.starting.origin import OriginAnswers, origin_fields
from .console import content_option, day
from .dialog import Dialog
from .loaded import load_whole
from .new_country import SOURCE_PARTS, ask_source, no_questions, or_stop, text_options, write

_ORIGIN_OPTIONS = {
    "name": "Name of the country, in English.",
    "code": "ISO 3166-1 code: MM.",
    "slug": "Id of its file; default: from the name.",
    "people": 'What its people are called; default: "People from NAME".',
    "languages": (
        "Languages of its readers, the first the one in which they hope to be answered: my, shn."
    ),
    "state": "feared or by-case.",
}
_HAZARD_OPTIONS = {
    "name": "Short: it stands under a picture.",
    "category": "Category of CAP: Geo, Met, Health, …",
    "severity": "With --host: grave, serious or lower.",
    "reason": "With --host: what has happened there, in one sentence.",
    "source": f"Where it was read: {SOURCE_PARTS}.",
}


@click.command("origin")
@text_options(_ORIGIN_OPTIONS)
@no_questions
@content_option
def new_origin(*, no_questions: bool, content: Path, **given: str | None) -> None:
    """Ask what is needed of a new origin country, and write its file."""
    loaded, dialog = load_whole(content, first=True), Dialog(given, asking=not no_questions)
    ask = dialog.ask
    name = ask("name", "Name of the country, in English", typed.name_of)
    territory = ask("code", "Its ISO 3166-1 code (Myanmar: MM)", typed.territory_from)
    taken = taken_slugs(loaded)
    slug = ask(
        "slug",
        "Id of its file",
        lambda text: typed.slug_of(text, taken),
        empty=typed.slug_from(name) or None,
    )
    people = ask("people", "What its people are called", typed.name_of, empty=f"People from {name}")
    tags = ask(
        "languages",
        "Languages of its readers (my, shn), the first the one in which they hope for answers",
        typed.some_languages_from,
    )
    state = ask(
        "state",
        "May its people ask its offices for help? feared = no, by-case = each decides",
        lambda text: typed.one_of(text, ("feared", "by-case")),
        empty="feared",
    )
    answers = OriginAnswers(slug, name, territory.code, people, tuple(tags), state)
    beginning = Beginning(content)

    def prepare() -> str | None:
        beginning.add_file(f"origins/{slug}.yaml", origin_fields(answers), "origin")
        return with_country(territory, "origins", content)

    write(beginning, or_stop(prepare), territory.code, "origins", "")
    for tag in tags:
        if tag not in loaded.site.locales:
            click.echo(f"The site has no pages in {tag} yet. Run: advisory new locale {tag}")
    click.echo(f"Next: advisory new host --origin {slug}")


@click.command("hazard")
@click.argument("hazard", metavar="HAZARD")
@click.option("--host", metavar="HOST", help="Add a hazard of the library to this host country.")
@text_options(_HAZARD_OPTIONS)
@no_questions
@content_option
def new_hazard(
    hazard: str, *, host: str | None, no_questions: bool, content: Path, **given: str | None
) -> None:
    """Write a file for HAZARD in the library, or with --host add it to a host country.

    HAZARD is one of the closed list; what to do in it must come from a source, so each message is a
    TODO.
    """
    dialog = Dialog(given, asking=not no_questions)
    if hazard not in HAZARDS:
        raise click.UsageError(
            f'There is no hazard "{hazard}". {suggest(hazard, HAZARDS, HAZARDS)}'
        )
    if host is None:
        _in_library(hazard, dialog, content)
    else:
        _in_host(hazard, host, dialog, content)


def _in_library(hazard: str, dialog: Dialog, content: Path) -> None:
    load_whole(content)
    beginning = Beginning(content)
    or_stop(lambda: beginning.refuse_existing(f"hazards/{hazard}.yaml"))
    proposed = hazard.replace("-", " ").capitalize()
    name = dialog.ask("name", "Its name, short", typed.label_or_nothing, empty=proposed)
    category = dialog.ask(
        "category",
        f"Category of CAP ({', '.join(CATEGORIES)})",
        lambda text: typed.one_of(text, CATEGORIES),
    )
    answers = HazardAnswers(hazard, name, category, ask_source(dialog, "source", None, day()))
    or_stop(lambda: beginning.add_file(f"hazards/{hazard}.yaml", hazard_fields(answers), "hazard"))
    write(beginning, None, "", "", "")
    click.echo(
        "Next: write each TODO from a source, then name it in a host country: "
        f"advisory new hazard {hazard} --host HOST"
    )


def _in_host(hazard: str, host: str, dialog: Dialog, content: Path) -> None:
    loaded = load_whole(content)
    if host not in loaded.hosts:
        raise click.UsageError(
            f'There is no host country "{host}"; there are: {", ".join(loaded.hosts) or "none"}.'
        )
    if hazard not in loaded.hazards:
        raise click.UsageError(
            f'The library has no "{hazard}" yet. First run: advisory new hazard {hazard}'
        )
    country = loaded.hosts[host]
    if hazard in country.hazards.hazards:
        raise click.UsageError(
            f'{host} has "{hazard}" already. Change it in hosts/{host}/hazards.yaml.'
        )
    severity = dialog.ask(
        "severity",
        "How grave (grave, serious, lower)",
        lambda text: typed.one_of(text, typed.SEVERITIES),
        empty="serious",
    )
    reason = dialog.ask(
        "reason",
        "What has happened there, how often, in one sentence",
        typed.sentence_from,
        empty="",
    )
    cited = ask_source(dialog, "source", None, day())
    # What has happened was read there.
    cited = replace(cited, says=reason or TO_NOTE)
    source, fields = source_of_host(cited, country.sources.sources)
    beginning = Beginning(content)

    def prepare() -> None:
        if fields is not None:
            beginning.add_entry(f"hosts/{host}/sources.yaml", ("sources", source), fields)
        entry = host_hazard(Danger(hazard, severity, reason), source)
        beginning.add_entry(f"hosts/{host}/hazards.yaml", ("hazards", hazard), entry)

    or_stop(prepare)
    write(beginning, None, "", "", host)
    click.echo(
        "It stands last. The order in hazards.yaml is that of the overview: put the gravest first."
    )
