"""Command line: ``posters``, a table of places → one poster each. Thin."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from ..build.requested import Note, note_of
from ..localise.advisory import Advisory
from ..localise.corridors import Selection, load_advisories
from ..products.paper import LeafletError, draft_paper, print_leaflet
from ..products.paper.poster_sites import PosterSite, read_sites
from ..system.at_hand import at_hand
from ..system.whole_file import write_together
from .console import content_option, locales_option, notes_option, refuse_among_sources
from .leaflet import print_codes, write_notes
from .loaded import load, read_input, stop_at_errors


@click.command()
@click.argument("table", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default="posters",
    show_default=True,
    help="Folder for the posters.",
)
@click.option("--a4", is_flag=True, help="Use A4 instead of A3.")
@click.option("--mono", is_flag=True, help="For black-and-white printers.")
@click.option("--print-shop", is_flag=True, help="With bleed, marks and printing inks.")
@content_option
@locales_option
@notes_option
def posters(
    table: Path,
    output: Path,
    *,
    a4: bool,
    mono: bool,
    print_shop: bool,
    content: Path,
    locales: Path,
    notes: Path,
) -> None:
    """Make a poster for each place in TABLE, with its address, way out, shelter and helper.

    TABLE is a CSV file with the columns site, host, locale, address and, optionally, profile,
    way_out, shelter, helper. Its content is kept only in the posters. The command notes which of
    our facts they print: record them before you hang them up.
    """
    refuse_among_sources(output)
    rows = read_input(table)
    loaded, formats, problems = load(content, locales, publish=False)
    stop_at_errors(problems)
    by_host: dict[str, dict[str, Advisory]] = {}
    for advisory in load_advisories(loaded, locales, Selection()):
        by_host.setdefault(advisory.host, {})[advisory.locale] = advisory
    with at_hand(table):
        sites, complaints = read_sites(rows, table.as_posix(), locales=by_host)
    papers: dict[Path, tuple[bytes, Note]] = {}
    for site in sites:
        paper = replace(site.paper, mono=mono, size="a4" if a4 else None, print_shop=print_shop)
        try:
            draft = draft_paper(paper, by_host[site.paper.host], formats=formats, place=site.place)
            data = print_leaflet(draft)[0]
        except LeafletError as error:
            complaints.append(f'{table.as_posix()}: the poster for "{site.name}": {error}')
        else:
            papers[output / _name(site, Path(paper.path).name)] = data, note_of(paper, draft)
    # All or none: in a stack of posters nobody notices that one place is missing.
    if complaints:
        click.echo("\n".join(complaints))
        click.echo("No poster was written.")
        sys.exit(1)
    # First the notes: a paper that nobody can record must not get out.
    write_notes(notes, [note for _data, note in papers.values()])
    _write({path: data for path, (data, _note) in papers.items()}, output)
    print_codes([note.code for _data, note in papers.values()], notes)


def _name(site: PosterSite, paper: str) -> str:
    """``SITE.LOCALE.poster.pdf``: the place is where other papers have the country."""
    return f"{site.name}.{paper.partition('.')[2]}"


def _write(files: Mapping[Path, bytes], folder: Path) -> None:
    try:
        write_together(files, below=folder)
    except OSError as error:
        raise click.UsageError(
            f"{error.filename} cannot be written ({error.strerror}). No poster was written."
        ) from error
    for path, data in files.items():
        click.echo(f"{path.as_posix()} ({len(data) // 1024} KB)")
