"""Command line: ``new host``, answers about a country → its files, and what to find out. Thin."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from ..check.content.embedded_data import roles_named
from ..load import Content
from ..model import tables
from ..paths import own_countries_file
from ..people.facts.first import find_out_first
from ..people.facts.sources import Cited
from ..people.starting import typed
from ..people.starting.country import (
    NEUTRAL_CAUTION,
    Danger,
    Helper,
    HostAnswers,
    Number,
    corridor,
    host_files,
)
from ..people.starting.files import (
    Beginning,
    NotStartedError,
    first_lines,
    taken_slugs,
    with_country,
)
from ..people.starting.told import about_language
from ..people.starting.typed import caution_from
from ..po.territories import Territory
from ..system.whole_file import write_whole
from ..text.languages import known_languages
from .console import Command, content_option, day, moment
from .dialog import Dialog
from .loaded import load_whole

SOURCE_PARTS = '"PUBLISHER | ADDRESS | PUBLISHED | READ ON | official or secondary"'
_HOST_OPTIONS = {
    "name": "Name of the country, in English.",
    "code": "ISO 3166-1 code: NP.",
    "slug": "Id of its folder; default: from the name.",
    "language": "Language that helpers read there: tag or English name.",
    "time_zone": "IANA name, where the country has several.",
    "currency": "ISO 4217 code; default: that of the country.",
    "origin": "Id of the origin country.",
    "caution": "One neutral sentence with %(safe_contact)s.",
    "provinces": '"NP-P1 Koshi, NP-P3 Bagmati".',
    **{
        key: text
        for role in ("ambulance", "fire", "disaster", "police", "sea", "helper")
        for key, text in (
            (role, "Number." if role != "helper" else "Number of who helps free of charge."),
            (f"{role}_source", f"Where it was read: {SOURCE_PARTS}; default: as before."),
        )
    },
    "helper_name": "Who helps migrants free of charge.",
    "helper_languages": "Languages that a source says they answer in.",
    "hazards": '"flood grave, fire serious".',
    "hazards_source": f"Where it was read that they happen: {SOURCE_PARTS}.",
}


def text_options(options: Mapping[str, str]) -> Callable[[Command], Command]:
    """Add an option for each question."""

    def add(command: Command) -> Command:
        for name, text in reversed([*options.items()]):
            command = click.option(f"--{name.replace('_', '-')}", metavar="TEXT", help=text)(
                command
            )
        return command

    return add


no_questions = click.option(
    "--no-questions", is_flag=True, help="Ask nothing: what no option says is not known."
)


@click.command("host")
@text_options(_HOST_OPTIONS)
@no_questions
@content_option
def new_host(*, no_questions: bool, content: Path, **given: str | None) -> None:
    """Ask what a first page of a new host country needs, and write its files.

    Enter leaves a question out: that is then not known. The country is a draft, which no reader is
    led to.
    """
    loaded, dialog = load_whole(content, first=True), Dialog(given, asking=not no_questions)
    asked = _HostDialog(loaded, dialog, day())
    answers, territory = asked.answers()
    files = or_stop(
        lambda: host_files(answers, roles_named(loaded, [d.slug for d in answers.dangers]))
    )
    beginning = Beginning(content)

    def prepare() -> str | None:
        for stem, fields in files.items():
            beginning.add_file(f"hosts/{answers.slug}/{stem}.yaml", fields, stem)
        origin = f"origins/{answers.origin}.yaml"
        beginning.add_entry(origin, ("corridors", answers.slug), corridor(answers))
        row = {"origin": answers.origin, "host": answers.slug, "draft": True}
        beginning.add_row("site.yaml", "corridors", row)
        return with_country(territory, "hosts", content)

    write(beginning, or_stop(prepare), territory.code, "hosts", answers.slug)
    _after_host(content, answers, asked.wished_language, dialog.lines)


def or_stop(make: Callable[[], Any]) -> Any:
    """Return what *make* makes; end the command where nothing can be written."""
    try:
        return make()
    except NotStartedError as error:
        raise click.UsageError(str(error)) from error


def write(beginning: Beginning, table: str | None, code: str, group: str, host: str) -> None:
    """Check the new files, then write them and the table of countries; print their paths."""
    if code:
        tables.allow(code, group)
    if problems := beginning.problems(host, moment()):
        click.echo(first_lines(problems))
        click.echo("Nothing was written: the new files would have these problems.")
        sys.exit(1)
    try:
        if table is not None:
            # First: content that names a country without a row could not be read.
            path = own_countries_file(beginning.root)
            write_whole(path, table.encode())
            click.echo(f"Written: {path.parent.name}/{path.name}")
        paths = or_stop(beginning.write)
    except OSError as error:
        click.echo(f"{error.filename} cannot be written ({error.strerror}).")
        sys.exit(1)
    for path in paths:
        click.echo(f"Written: {path.as_posix()}")


def _after_host(content: Path, answers: HostAnswers, wished: str, lines: int) -> None:
    loaded = load_whole(content)
    slug, tag = answers.slug, answers.language
    click.echo(f"\n{answers.name} is a draft: no reader is led there. {lines} lines were typed.")
    for words in about_language(loaded, tag, wished):
        click.echo(words)
    click.echo("\nFind out first, the gravest first:")
    for number, line in enumerate(find_out_first(loaded, slug), 1):
        click.echo(f"{number:3}. {line.what}" + (f" ({line.place})" if line.place else ""))
    click.echo(
        f"""
Next:
  advisory check                               what is still to be written
  advisory serve                               then open /{loaded.site.source_locale}/{slug}/
  advisory leaflet {slug} {loaded.site.source_locale} trifold
  advisory facts export {slug}                 this list and all facts as a workbook to fill in
When no TODO is left and somebody who lives there has read it: \
take "draft: true" out of site.yaml."""
    )


class _HostDialog:
    """The questions about a host country, in their order."""

    def __init__(self, content: Content, dialog: Dialog, today: date) -> None:
        self._content, self._dialog, self._today = content, dialog, today
        self._last: Cited | None = None
        self.wished_language = ""
        """The language that CLDR names first, where our table has no row for it."""

    def answers(self) -> tuple[HostAnswers, Territory]:
        ask = self._dialog.ask
        name = ask("name", "Name of the country, in English", typed.name_of)
        territory = ask("code", "Its ISO 3166-1 code (Nepal: NP)", typed.territory_from)
        taken = taken_slugs(self._content)
        proposed = typed.slug_from(name)
        slug = ask(
            "slug",
            "Id of its folder",
            lambda text: typed.slug_of(text, taken),
            empty=proposed or None,
        )
        language, zone = self._language(territory), self._zone(territory)
        currency = self._dialog.ask(
            "currency",
            "Currency, by its ISO 4217 code",
            typed.currency_from,
            empty=territory.currency or None,
        )
        origin = self._origin()
        caution = ask(
            "caution",
            "A neutral sentence of caution, with %(safe_contact)s",
            typed.caution_from,
            empty=self._caution(origin) or NEUTRAL_CAUTION,
        )
        provinces = ask(
            "provinces",
            f"Provinces ({territory.code}-01 North, {territory.code}-02 South)",
            lambda text: typed.provinces_from(text, territory.code),
            empty="",
        )
        numbers = self._numbers(territory.code)
        helper = self._helper(territory.code)
        dangers, read = self._dangers()
        answers = HostAnswers(
            slug,
            name,
            territory.code,
            language,
            zone,
            territory.calling_code,
            currency,
            origin,
            caution,
            provinces,
            numbers,
            helper,
            dangers,
            read,
            self._today,
        )
        return answers, territory

    def _language(self, territory: Territory) -> str:
        first = next(iter(territory.languages), "en")
        self.wished_language = first
        proposed = first if first in known_languages() else "en"
        tag = self._dialog.ask(
            "language", "Language that helpers there read", typed.language_from, empty=proposed
        )
        if tag != "en":
            self.wished_language = tag
        return tag

    def _zone(self, territory: Territory) -> str:
        zones = territory.time_zones
        if len(zones) == 1 and not self._dialog.is_given("time_zone"):
            return zones[0]
        shown = ", ".join(zones[:6])
        return self._dialog.ask(
            "time_zone",
            f"Time zone ({shown or 'Asia/Bangkok'})",
            typed.zone_from,
            empty=zones[0] if zones else None,
        )

    def _origin(self) -> str:
        slugs = list(self._content.origins)
        return self._dialog.ask(
            "origin",
            f"Origin country ({', '.join(slugs)}; another one first: advisory new origin)",
            lambda text: typed.one_of(text, slugs),
            empty=slugs[0] if len(slugs) == 1 else None,
        )

    def _caution(self, origin: str) -> str:
        """Return a caution of the origin country for another host country that fits any, or ""."""
        for other in self._content.origins[origin].corridors.values():
            try:
                return caution_from(other.caution)
            except ValueError:
                continue
        return ""

    def _numbers(self, code: str) -> dict[str, Number]:
        numbers: dict[str, Number] = {}
        for role, what in (
            ("ambulance", "ambulance"),
            ("fire", "fire service"),
            ("disaster", "disaster office"),
            ("police", "police"),
            ("sea", "sea rescue, if there is a sea"),
        ):
            # Without an ambulance there is no page: its number is at the foot of each.
            empty = None if role == "ambulance" else ""
            digits = self._dialog.ask(
                role,
                f"Number of the {what}",
                partial(typed.phone_or_nothing, code=code, needed=empty is None),
                empty=empty,
            )
            if digits:
                numbers[role] = Number(digits, self._source(role))
        return numbers

    def _helper(self, code: str) -> Helper | None:
        name = self._dialog.ask(
            "helper_name", "Who helps migrants free of charge", typed.label_or_nothing, empty=""
        )
        if not name:
            return None
        digits = self._dialog.ask(
            "helper",
            f"Number of {name}",
            partial(typed.phone_or_nothing, code=code, needed=not self._dialog.asking),
            empty="",
        )
        if not digits:
            click.echo(f"{name} is not written: without a number nobody can ask there.")
            return None
        source = self._source("helper")
        tags = self._dialog.ask(
            "helper_languages",
            "Languages that a source says they answer in (my, en)",
            typed.languages_from,
            empty="",
        )
        return Helper(name, Number(digits, source), tuple(tags))

    def _dangers(self) -> tuple[tuple[Danger, ...], Cited]:
        library = list(self._content.hazards)
        click.echo(f"  Hazards: {', '.join(library)}")
        rows = self._dialog.ask(
            "hazards",
            "Which happen there, the gravest first (flood grave, fire serious)",
            lambda text: typed.hazards_from(text, library),
        )
        dangers = [Danger(slug, severity, self._reason(slug)) for slug, severity in rows]
        return tuple(dangers), self._source("hazards")

    def _reason(self, slug: str) -> str:
        name = self._content.hazards[slug].name
        return self._dialog.ask(
            f"reason_{slug}",
            f"{name}: what has happened, how often, in one sentence",
            typed.sentence_from,
            empty="",
        )

    def _source(self, what: str) -> Cited:
        self._last = ask_source(self._dialog, f"{what}_source", self._last, self._today)
        return self._last


def ask_source(dialog: Dialog, name: str, last: Cited | None, today: date) -> Cited:
    """Ask where something was read; Enter is the source that was named last."""
    if dialog.is_given(name) or not dialog.asking:
        return dialog.ask(
            name,
            f"Where it was read: {SOURCE_PARTS}",
            lambda text: typed.source_from(text, today) if text or last is None else last,
            empty="" if last is not None else None,
        )
    publisher = dialog.ask(
        name,
        "  Who says so (publisher)",
        typed.name_or_nothing if last else typed.name_of,
        empty=None if last is None else "",
        shown=None if last is None else last.publisher,
    )
    if not publisher and last is not None:
        return last
    parts = [
        publisher,
        dialog.ask("", "  Web address, or where it is", typed.address_from),
        dialog.ask("", "  When published (2025)", typed.plain_text, empty="undated"),
        dialog.ask(
            "", "  Read on", lambda text: str(typed.day_from(text, today)), empty=str(today)
        ),
        dialog.ask(
            "",
            "  official (the office itself) or secondary",
            typed.confidence_from,
            empty="secondary",
        ),
    ]
    return typed.source_of(parts)
