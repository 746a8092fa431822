"""Command line: ``reviewed``, one id → the day of its reading moved, nothing else changed. Thin."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from ..load import Content
from ..load.ids import find_ids
from ..load.told import Told, told_facts
from ..people.facts.reviewed import (
    SourcePlace,
    read_again,
    resting_on,
    sources_by_id,
    sources_of_fact,
)
from ..people.facts.store import NotWrittenError, write_changes
from ..problems import counted
from .console import content_option
from .console import day as today
from .loaded import load_whole
from .translations import refuse_no_handle

_MOST_LISTED = 20


@click.command()
@click.argument("name", metavar="ID")
@click.option("--by", metavar="HANDLE", required=True, help="Handle of who read it, never a name.")
@click.option(
    "--day", "on", metavar="DAY", help="Day of the reading, for example 2026-11-25; default: today."
)
@content_option
def reviewed(name: str, *, by: str, on: str | None, content: Path) -> None:
    """Note that somebody read a source again and nothing has changed.

    ID is the id of a source ("thailand.sources.r1-01", or just "r1-01" if nothing else has that
    name), or of a fact ("thailand.contacts.fire"): then all of its sources were read again.
    """
    refuse_no_handle(by)
    read_on = _day(on)
    loaded = load_whole(content)
    places = sources_by_id(loaded)
    found, moved = _find(loaded, places, name)
    _refuse_earlier(moved, read_on)
    # Before anything is written, so that a fault cannot leave half of the work done.
    others = [key for key in resting_on(loaded, moved, places) if key != found]
    try:
        write_changes(read_again(moved, by, read_on), loaded, content)
    except NotWrittenError as error:
        click.echo(f"Nothing was changed. {error} Write read_on and read_by by hand.")
        sys.exit(1)
    except OSError as error:
        click.echo(f"Nothing was changed: {error.filename} cannot be written ({error.strerror}).")
        sys.exit(1)
    for place in moved:
        click.echo(f"{place.id}: read on {read_on} (before: {place.source.read_on})")
    if others:
        click.echo(
            f"{counted(len(others), 'other fact')} {'rests' if len(others) == 1 else 'rest'} on "
            "what was read. If a source no longer says one of them, correct it:"
        )
        for key in others[:_MOST_LISTED]:
            click.echo(f"- {key}")
        if len(others) > _MOST_LISTED:
            click.echo(f"- and {len(others) - _MOST_LISTED} more")


def _day(on: str | None) -> date:
    try:
        read_on = today() if on is None else date.fromisoformat(on)
    except ValueError as error:
        raise click.UsageError(
            f'--day: "{on}" is not a day. Write year-month-day, for example 2026-11-25.'
        ) from error
    if read_on > today():
        raise click.UsageError(f"--day: {read_on} is in the future (today is {today()}).")
    return read_on


def _find(
    loaded: Content, places: Mapping[str, SourcePlace], name: str
) -> tuple[str, Sequence[SourcePlace]]:
    """Return what *name* means, and its sources; wrong usage for none, or for several meanings."""
    facts = {key: fact for key, fact in told_facts(loaded).items() if not fact.is_withdrawn}
    known: Mapping[str, SourcePlace | Told] = {**facts, **places}
    ids = find_ids(known, name)
    if not ids:
        near = difflib.get_close_matches(name, [*known, *(k.rpartition(".")[2] for k in known)], 1)
        hint = f' Did you mean "{near[0]}"?' if near else ""
        raise click.UsageError(f'There is no source and no fact "{name}" in the content.{hint}')
    if len(ids) > 1:
        lines = "\n".join(f"  advisory reviewed {key}   ({known[key].words})" for key in ids)
        raise click.UsageError(f'"{name}" may mean several things. Type one of these:\n{lines}')
    if ids[0] in places:
        return ids[0], [places[ids[0]]]
    moved = sources_of_fact(facts[ids[0]], places)
    if not moved:
        raise click.UsageError(
            f"{ids[0]} cites no source. Name the source that you read, or add one to the fact."
        )
    return ids[0], moved


def _refuse_earlier(moved: Sequence[SourcePlace], read_on: date) -> None:
    later = [place for place in moved if place.source.read_on > read_on]
    if later:
        rows = ", ".join(f"{place.id} (read on {place.source.read_on})" for place in later)
        raise click.UsageError(
            f"{read_on} is before the day that is already there: {rows}. Nothing was changed."
        )
