"""Command line: ``say``, a host country's sentences in letters that readers know. Thin."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from ..load import Content
from ..people.translators.say_made import count_pair, edits_of
from ..people.translators.say_sheet import render_say_sheet
from ..people.translators.store import Store
from ..po.say import SAY, SayLine, lines_of, readers_of_tables
from ..problems import counted
from .console import content_option, day, locales_option, write_named_file
from .loaded import load_whole
from .translations import open_store, readable


@click.group()
def say() -> None:
    """Write sentences of a host country in letters that readers know, for people to sign."""


@say.command()
@click.argument("language", required=False)
@click.argument("readers", required=False)
@content_option
@locales_option
def make(language: str | None, readers: str | None, content: Path, locales: Path) -> None:
    """Write each line that is missing, outdated or unlike its table; of all pairs or of one.

    For one: advisory say make th my. A line that changes must be signed again.
    """
    faults = 0
    for tag, loaded, store, lines in _pairs(language, readers, content, locales):
        with readable(store):
            edits = edits_of(lines, store.catalogs(*_spoken(lines)), tag, loaded.readings, day())
            paths = store.write({SAY: edits}) if edits else []
        for line in lines:
            if line.fault:
                faults += 1
                click.echo(f"{line.language} {line.key}: {line.fault}.")
        click.echo(
            f"{tag}: {counted(len(edits), 'line')} made, {len(lines) - len(edits)} unchanged or "
            "not to be made."
        )
        for path in paths:
            click.echo(f"{path.as_posix()}: written")
    sys.exit(1 if faults else 0)


@say.command("list")
@click.argument("language", required=False)
@click.argument("readers", required=False)
@content_option
@locales_option
def list_(language: str | None, readers: str | None, content: Path, locales: Path) -> None:
    """Show for each pair how many lines exist, how many two people signed, and what is missing."""
    for tag, _loaded, store, every in _pairs(language, readers, content, locales):
        with readable(store):
            catalogs = store.catalogs(*_spoken(every))
        for spoken in _spoken(every):
            count = count_pair([line for line in every if line.language == spoken], catalogs, tag)
            click.echo(
                f"{spoken} for {tag}: made {count.made} of {count.lines}, signed by two people "
                f"{count.signed}, shown {count.shown}; digits signed {count.digits_signed} of "
                f"{count.digits}"
            )
            for fault in count.faults:
                click.echo(f"  {fault}")


@say.command()
@click.argument("language")
@click.argument("readers")
@click.option(
    "-o",
    "--output",
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Page to write; default: say-LANGUAGE-READERS.html.",
)
@content_option
@locales_option
def sheet(language: str, readers: str, output: Path | None, content: Path, locales: Path) -> None:
    """Write a sheet to read aloud to a second person, and the table to correct."""
    for tag, loaded, store, lines in _pairs(language, readers, content, locales):
        with readable(store):
            catalogs = store.catalogs()
        path = output or Path(f"say-{language}-{readers}.html")
        page = render_say_sheet(lines, catalogs, loaded.sound_tables[language, tag], day())
        write_named_file(path, page, f"{path.as_posix()}: {counted(len(lines), 'line')}")


def _pairs(
    language: str | None, readers: str | None, content: Path, locales: Path
) -> Iterator[tuple[str, Content, Store, list[SayLine]]]:
    """Yield by readers' language the lines of each pair asked for; wrong usage without a table."""
    loaded = load_whole(content)
    pairs = {pair for pair in loaded.sound_tables if pair[0] in loaded.readings}
    if language is not None and (language, readers) not in pairs:
        there = ", ".join(" ".join(pair) for pair in sorted(pairs)) or "none"
        asked = f"{language} {readers}" if readers else language
        raise click.UsageError(f'There is no table for "{asked}"; there are: {there}.')
    if not pairs:
        click.echo(
            "There is no table in content/pronunciation/, or no reading, so nothing can be made."
        )
    for tag in readers_of_tables(loaded):
        if readers not in (None, tag):
            continue
        _loaded, _passages, store = open_store(tag, content, locales)
        lines = [one for one in lines_of(loaded, locales, tag) if language in (None, one.language)]
        if lines:
            yield tag, loaded, store, lines


def _spoken(lines: list[SayLine]) -> tuple[str, ...]:
    """Return the languages of *lines*, whose own sentences must be signed too."""
    return tuple(dict.fromkeys(line.language for line in lines))
