"""Command line: ``where``, one fact, number or sentence → who sees it. Thin."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from ..build.make import make_all
from ..load import Content, ContentFolder, load_hosts
from ..load.ids import hint
from ..load.leaflet_formats import load_formats
from ..localise.corridors import Selection, load_catalogs
from ..model.leaflet import Leaflet
from ..people.where.answer import answer_of
from ..people.where.question import Finder, Subject, hosts_that_may_have
from ..people.where.words import lines
from ..po.catalog import UnreadablePoError
from ..problems import base_of
from .console import content_option, locales_option, progress
from .loaded import refuse_unknown, stop_at_errors

_MOST_CHOICES = 20


@click.command()
@click.argument("what", metavar="ID|NUMBER|WORDS", nargs=-1, required=True)
@click.option(
    "--only", metavar="HOST[/LOCALE]", help="Look through one host country, or one locale of it."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Form of the answer.",
)
@content_option
@locales_option
def where(
    what: tuple[str, ...], *, only: str | None, form: str, content: Path, locales: Path
) -> None:
    """Say who sees a line, and where: pages, papers, cards, courses, in which languages.

    ID is that of a contact, message, rule or phrase, for example "thailand.contacts.fire", or just
    its end. A telephone number may be written in any way. Or give words that stand in a text or in
    a translation of it.
    """
    typed, selection = " ".join(what), Selection.parse(only)
    try:
        with progress() as show:
            show("1 load", 0, 0)
            loaded = _load(content, typed, selection)
            tags = tuple(loaded.site.locales)
            finder = Finder(loaded, lambda: load_catalogs(loaded, locales, tags))
            answer = answer_of(
                _one(finder, typed),
                loaded,
                locales,
                formats=_formats(content),
                only=selection,
                progress=show,
                make_all=lambda targets: make_all(targets, jobs=os.cpu_count() or 1),
            )
    except UnreadablePoError as error:
        click.echo(f"{error}. Run: advisory check")
        sys.exit(1)
    if form == "json":
        click.echo(json.dumps(answer.as_json(), indent=2, ensure_ascii=False))
        return
    for line in lines(answer):
        click.echo(line)


def _load(content: Path, typed: str, only: Selection) -> Content:
    """Load what is needed to find *typed*: a number or an id needs few host countries."""
    folder = ContentFolder(content, base_of(content))
    stop_at_errors([*folder.problems])
    refuse_unknown(folder, only)
    hosts = hosts_that_may_have(content, folder.slugs, typed)
    loaded, problems = load_hosts(folder, hosts)
    stop_at_errors(problems)
    return loaded


def _formats(content: Path) -> Mapping[str, Leaflet]:
    """Load the formats of leaflets; their blocks may name host countries that were not loaded."""
    formats, problems = load_formats(content / "leaflets", base_of(content))
    stop_at_errors(problems)
    return formats


def _one(finder: Finder, typed: str) -> Subject:
    """Return what is meant; wrong usage when that is nothing, or several things."""
    found = finder.find(typed)
    if not found:
        raise click.UsageError(
            f'There is no fact, telephone number or text "{typed}" in the '
            f"content.{hint(finder.facts, typed)}"
        )
    if len(found) > 1:
        choices = [
            f"  advisory where {one.id}   ({_short(one.words)})" for one in found[:_MOST_CHOICES]
        ]
        if len(found) > _MOST_CHOICES:
            choices.append(f"  and {len(found) - _MOST_CHOICES} more: give more of the words")
        raise click.UsageError(
            f'"{typed}" may mean {len(found)} things. Type one of these:\n' + "\n".join(choices)
        )
    return found[0]


def _short(words: str, most: int = 100) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"
