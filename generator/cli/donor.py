"""Command line: ``report``, one A4 of a country, and a report over a time. Thin: it reads options and prints."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..system.output import is_stream
from .console import (
    content_option,
    day,
    load,
    locales_option,
    refuse_among_sources,
    stop_at_errors,
    write_named_file,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..load import ContentFolder
    from ..model.leaflet import Leaflet
    from ..people.report.one_page import Made, OnePage


@click.command()
@click.argument("name", metavar="HOST|ORIGIN")
@click.option("--as", "kind", type=click.Choice(["host", "origin"]),
              help="Which is meant, if a country is both.")  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; default: the usual name, in this folder.",
)  # fmt: skip
@content_option
@locales_option
def report(
    name: str, *, kind: str | None, output: Path | None, content: Path, locales: Path
) -> None:
    """Make one A4 for a manager or donor: advisory report thailand, or advisory report myanmar.

    It tells what there is for people in a host country, or from an origin country, in which languages, how far it is
    proved, what is overdue or due in 90 days, and what lacks. It names no translator, caller or reader.
    """
    from ..people.report.code import content_code
    from ..people.report.one_page import Made
    from ..people.report.one_page_pdf import print_page
    from ..products.paper import LeafletError

    _refuse_output(output)
    loaded, formats, problems = load(content, locales, publish=False)
    stop_at_errors(problems)
    kind = _kind_of(loaded, name, kind)
    made = Made(loaded.site, content_code(content, locales), day())
    page = _page(loaded, locales, formats, made, name=name, is_host=kind == "host")
    try:
        data = print_page(page, loaded.site.source_locale)
    except LeafletError as error:
        click.echo(f"The report was not made. {error}")
        sys.exit(1)
    path = output or Path(f"{name}.report.pdf")
    write_named_file(path, data, f"{path.as_posix()} ({len(data) // 1024} KB)")
    click.echo(f"Made from the content {page.code}.", err=is_stream(path))


def _page(
    loaded: ContentFolder, locales: Path, formats: Mapping[str, Leaflet], made: Made, *,
    name: str, is_host: bool,
) -> OnePage:  # fmt: skip
    from ..people.report.one_page import page_of_host, page_of_origin
    from ..people.report.pairs import origin_name
    from ..people.report.summary import summarise

    if is_host:
        return page_of_host(summarise(loaded, locales, formats, name, made.day), made)
    hosts = dict.fromkeys(one.host for one in loaded.site.corridors if one.origin == name)
    summaries = [summarise(loaded, locales, formats, host, made.day, origin=name) for host in hosts]
    return page_of_origin(name, origin_name(loaded, name), summaries, made)


def _kind_of(loaded: ContentFolder, name: str, kind: str | None) -> str:
    """Return whether *name* is a host country or an origin country of site.yaml."""
    hosts = sorted({one.host for one in loaded.site.corridors})
    origins = sorted({one.origin for one in loaded.site.corridors})
    kinds = [
        one for one, names in (("host", hosts), ("origin", origins))
        if name in names and kind in (None, one)
    ]  # fmt: skip
    if not kinds:
        what = {"host": "host country", "origin": "origin country"}.get(kind or "", "country")
        listed = {"host": hosts, "origin": origins}.get(kind or "", [*hosts, *origins])
        raise click.UsageError(f'There is no {what} "{name}"; site.yaml has: {", ".join(listed)}.')
    if len(kinds) > 1:
        raise click.UsageError(
            f'"{name}" is both a host country and an origin country. Add "--as host" or "--as origin".'
        )
    return kinds[0]


def _refuse_output(output: Path | None) -> None:
    """Say before the work that the file cannot be there."""
    if output is None:
        return
    refuse_among_sources(output)
    if not output.parent.is_dir():
        raise click.UsageError(
            f"{output} cannot be written: the folder {output.parent.as_posix()} is missing. Create it, "
            "or choose another file."
        )
