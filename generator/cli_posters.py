"""``advisory posters``: the poster of the wall it hangs on. Thin: it reads options and prints."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .at_hand import at_hand
from .cli_leaflet import tell_noted, write_notes
from .console import (
    content_option,
    load,
    locales_option,
    notes_option,
    read_input,
    refuse_among_sources,
    stop_at_errors,
)
from .whole_file import write_together

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .advisory import Advisory
    from .build.requested import Note
    from .products.leaflets.sites import Site


@click.command()
@click.argument("table", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), default="posters",
    show_default=True, help="Folder for the posters.",
)  # fmt: skip
@click.option("--a4", is_flag=True, help="On A4 instead of A3.")
@click.option("--mono", is_flag=True, help="For black-and-white printers.")
@click.option("--print-shop", is_flag=True, help="With bleed, marks and printing inks.")
@content_option
@locales_option
@notes_option
def posters(
    table: Path, output: Path, *, a4: bool, mono: bool, print_shop: bool, content: Path, locales: Path,
    notes: Path,
) -> None:  # fmt: skip
    """Make a poster for each place in TABLE, with its address, way out, shelter and helper.

    TABLE is a CSV file with the columns site, host, locale, address, and if wanted profile,
    way_out, shelter, helper. Nothing of it is kept anywhere but in the posters; what they print of
    our facts is noted: record it before they are hung up.
    """
    from .build.advisories import Selection, load_advisories
    from .build.requested import note_of
    from .products.leaflets import LeafletError, draft_paper, print_leaflet
    from .products.leaflets.sites import read_sites

    refuse_among_sources(output)
    rows = read_input(table)
    loaded, formats, problems = load(content, locales, publish=False)
    stop_at_errors(problems)
    by_host: dict[str, dict[str, Advisory]] = {}
    for advisory in load_advisories(loaded, locales, Selection()):
        by_host.setdefault(advisory.host, {})[advisory.locale] = advisory
    with at_hand(table):
        sites, complaints = read_sites(rows, table.as_posix(), locales=by_host)
    made: dict[Path, tuple[bytes, Note]] = {}
    for site in sites:
        paper = replace(site.paper, mono=mono, size="a4" if a4 else None, print_shop=print_shop)
        try:
            draft = draft_paper(paper, by_host[site.paper.host], formats=formats, place=site.place)
            data = print_leaflet(draft)[0]
        except LeafletError as error:
            complaints.append(f'{table.as_posix()}: the poster for "{site.name}": {error}')
        else:
            made[output / _name(site, Path(paper.path).name)] = data, note_of(paper, draft)
    if complaints:
        click.echo("\n".join(complaints))
        click.echo("No poster was written.")
        sys.exit(1)
    write_notes(notes, [note for _data, note in made.values()])
    _write({path: data for path, (data, _note) in made.items()}, output)
    tell_noted([note.code for _data, note in made.values()], notes)


def _name(site: Site, paper: str) -> str:
    """``SITE.LOCALE.poster.pdf``: the place stands where other papers have the country."""
    return f"{site.name}.{paper.partition('.')[2]}"


def _write(made: Mapping[Path, bytes], folder: Path) -> None:
    try:
        write_together(made, below=folder)
    except OSError as error:
        raise click.UsageError(
            f"{error.filename} cannot be written ({error.strerror}). No poster was written."
        ) from error
    for path, data in made.items():
        click.echo(f"{path.as_posix()} ({len(data) // 1024} KB)")
