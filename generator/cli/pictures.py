"""Command line: ``pictures sheet`` and ``pictures import``, to test pictures with readers. Thin."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..load.edit import LayoutError
from ..people.pictures.sheet import sheet_to_print, table_rows
from ..people.pictures.take_in import FILE, read_tests, write_tests
from ..sheets.csv_file import csv_bytes
from ..sheets.faults import UnreadableFormError
from ..system.at_hand import at_hand
from .console import content_option, day, write_named_file
from .loaded import load_whole, read_input


@click.group()
def pictures() -> None:
    """Make a sheet to test pictures with readers, and import what they said."""


@pictures.command("sheet")
@click.argument("names", nargs=-1, metavar="[PICTURE]...")
@click.option(
    "-o",
    "--output",
    "--out",
    type=click.Path(path_type=Path),
    default=Path("pictures.html"),
    show_default=True,
    help="Page to write; beside it the table to fill in, with the ending .csv.",
)
@content_option
def sheet(names: tuple[str, ...], output: Path, content: Path) -> None:
    """Write a page to print and a table to fill in, for all untested pictures or those named."""
    entries = load_whole(content).pictures
    if unknown := sorted(set(names) - entries.keys()):
        raise click.UsageError(
            f'There is no picture "{unknown[0]}". docs/reference/pictures.md lists them.'
        )
    chosen = {
        name: entry
        for name, entry in entries.items()
        if (name in names if names else entry.state == "untested")
    }
    if not chosen:
        click.echo("Each picture was tested, so no sheet was written. Name those to test again.")
        return
    table = output.with_suffix(".csv")
    if table == output:
        raise click.UsageError("The page ends in .html; the table beside it gets .csv.")
    write_named_file(output, sheet_to_print(chosen), f"{output.as_posix()}: {len(chosen)} pictures")
    write_named_file(table, csv_bytes(table_rows(chosen)), f"{table.as_posix()}: to fill in")


@pictures.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Report what would be added; write nothing.")
@content_option
def import_(file: Path, *, dry_run: bool, content: Path) -> None:
    """Import a completed table. Lines that do not fit are listed and not imported."""
    data, entries = read_input(file), load_whole(content).pictures
    try:
        with at_hand(file):
            found = read_tests(data, entries, day())
    except UnreadableFormError as error:
        click.echo(f"{file.as_posix()}: {error}")
        sys.exit(1)
    for fault in found.refused:
        click.echo(f"{file.as_posix()}: {fault}")
    would = "would be " if dry_run else ""
    if found.tests and not dry_run:
        try:
            write_tests(found, content, entries)
        except (LayoutError, OSError, ValueError) as error:
            click.echo(f"{(content / FILE).as_posix()} was not changed: {error}.")
            sys.exit(1)
    for name, tests in found.tests.items():
        entry = entries[name].model_copy(update={"tests": (*entries[name].tests, *tests)})
        click.echo(f"{name}: {entry.state}, {entry.right} of {entry.readers} right")
    added = sum(map(len, found.tests.values()))
    click.echo(
        f"{added} tests {would}added, {found.untouched} lines not filled in, {len(found.refused)} "
        "refused."
    )
    sys.exit(1 if found.refused else 0)
