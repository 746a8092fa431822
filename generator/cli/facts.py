"""Command line: ``facts export`` and ``facts import``, tables for experts on a country. Thin."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from ..people.facts.forms import RENDER
from ..people.facts.questions import cells_of
from ..people.facts.store import NotWrittenError, write_changes
from ..people.facts.table import parse_table
from ..people.facts.take_in import FactImport, merge
from ..sheets.faults import UnreadableFormError
from ..system.at_hand import at_hand
from .console import content_option, day, write_named_file
from .loaded import load_whole, read_input

FORMS = ("xlsx", "csv")


@click.group()
def facts() -> None:
    """Export facts as a table for a country team, and import the completed table."""


@facts.command("export")
@click.argument("host")
@click.option(
    "--to",
    "form",
    type=click.Choice(FORMS),
    default="xlsx",
    show_default=True,
    help="xlsx: a workbook with lists to choose from; csv: for any spreadsheet.",
)
@click.option("--not-known", is_flag=True, help="Only what is not known yet.")
@click.option("-o", "--output", "--out", type=click.Path(path_type=Path), help="File to write.")
@content_option
def export(host: str, form: str, *, not_known: bool, output: Path | None, content: Path) -> None:
    """Export every contact, rule and scheme of a host country as a table to fill in."""
    loaded = load_whole(content)
    if host not in loaded.hosts:
        slugs = ", ".join(loaded.hosts) or "none"
        raise click.UsageError(f'There is no host country "{host}"; there are: {slugs}.')
    cells = [cell for cell in cells_of(loaded, host) if cell.gap or not not_known]
    if not cells:
        click.echo(f"{host}: nothing is marked as not known, so no file was written.")
        return
    path = output or Path(f"{host}.facts.{form}")
    gaps = sum(cell.gap for cell in cells)
    fact_count = len({cell.fact for cell in cells if not cell.blank})
    message = f"{path.as_posix()}: {len(cells)} lines about {fact_count} facts, {gaps} not known"
    write_named_file(path, RENDER[form](cells, loaded), message)


@facts.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Report what would change; write nothing.")
@content_option
def import_(file: Path, *, dry_run: bool, content: Path) -> None:
    """Import a completed table. Lines that do not fit are listed and not imported."""
    data = read_input(file)
    try:
        with at_hand(file):
            reading = parse_table(data)
    except UnreadableFormError as error:
        click.echo(f"{file.as_posix()}: {error}")
        sys.exit(1)
    loaded = load_whole(content)
    merged = merge(reading, loaded, day())
    paths: Sequence[Path] = ()
    try:
        # Always made, so that a dry run also reports a file that could not be written.
        paths = write_changes(merged, loaded, content, dry_run=dry_run)
    except NotWrittenError as error:
        click.echo(f"{error} No file was changed. Make the changes by hand.")
        sys.exit(1)
    except OSError as error:
        click.echo(f"{error.filename} cannot be written ({error.strerror}). No file was changed.")
        sys.exit(1)
    _print_result(file, merged, paths, content, dry_run=dry_run)
    sys.exit(1 if merged.refused else 0)


def _print_result(
    file: Path, merged: FactImport, paths: Sequence[Path], content: Path, *, dry_run: bool
) -> None:
    for fault in merged.refused:
        click.echo(f"{file.as_posix()}: {fault}")
    would = "would be " if dry_run else ""
    for key in merged.changed:
        click.echo(f"{key}: {would}changed")
    for key in merged.added:
        click.echo(f"{key}: {would}added")
    for path in paths:
        click.echo(f"{path.as_posix()}: {would}written")
    click.echo(
        f"{len(merged.changed)} answers {would}changed, {len(merged.confirmed)} {would}confirmed, "
        f"{len(merged.added)} facts {would}added, {merged.untouched} lines unchanged, "
        f"{len(merged.refused)} refused."
    )
    if paths and not dry_run:
        _next_steps(merged, content)


def _next_steps(merged: FactImport, content: Path) -> None:
    click.echo("Now run: advisory check")
    if merged.words or merged.added:
        click.echo(
            "Sentences have changed; readers see them in English until they are translated. "
            "Run: advisory translations extract, then advisory translations update"
        )
    if merged.changed:
        hosts = sorted({key.partition(".")[0] for key in merged.changed})
        files = ", ".join(f"{content.as_posix()}/hosts/{host}/country.yaml" for host in hosts)
        click.echo(f"If readers may have acted on the old text, say so under changes in {files}.")
