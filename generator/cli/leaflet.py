"""Command line: ``leaflet``, one paper as PDF. Thin: it reads options and prints."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import click

from ..build.requested import Note, note_of, write_note
from ..load import ContentFolder
from ..localise.advisory import Advisory
from ..localise.corridors import Selection, load_advisories
from ..model.leaflet import Leaflet
from ..products.paper import LeafletError, draft_paper, print_leaflet, with_partner
from ..products.paper.names import Paper, fit_name, shows_host_words
from ..products.paper.request import (
    NoSuchPaperError,
    paper_asked,
    refuse_missing,
    without_host_words,
)
from ..system.output import is_stream
from .console import (
    content_option,
    locales_option,
    notes_option,
    refuse_among_sources,
    write_named_file,
)
from .loaded import load, refuse_unknown, stop_at_errors


@click.command()
@click.argument("host")
@click.argument("locales_of_paper", metavar="LOCALE[_LOCALE]")
@click.argument("format_name", metavar="FORMAT", default="trifold")
@click.option("--mono", is_flag=True, help="For black-and-white printers.")
@click.option("--print-shop", is_flag=True, help="With bleed, marks and printing inks.")
@click.option("--paper", "size", type=click.Choice(["letter", "a4"]), help="Another paper size.")
@click.option(
    "--region", metavar="REGION", help="Put the contacts and hazards of this region first."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; default: the usual name, in this folder.",
)
@click.option(
    "--partner", metavar="ID", help="Partner of content/partners.yaml to print on the plate."
)
@content_option
@locales_option
@notes_option
def leaflet(
    host: str,
    locales_of_paper: str,
    format_name: str,
    *,
    mono: bool,
    print_shop: bool,
    size: str | None,
    region: str | None,
    output: Path | None,
    partner: str | None,
    content: Path,
    locales: Path,
    notes: Path,
) -> None:
    """Make one paper as PDF, for example: advisory leaflet thailand my_th trifold --mono.

    Two locales joined by an underscore make a paper in both languages; zxx makes one without words.
    FORMAT is the name used in file names: trifold, booklet, booklet-imposed (the sheets to fold),
    card, slip, poster, poster-sea and the other work profiles, show, plan. The command notes what
    the paper says: record it before you hand it out.
    """
    _refuse_output(output)
    loaded, formats, problems = load(content, locales, publish=False)
    stop_at_errors(problems)
    try:
        paper = paper_asked(
            host,
            locales_of_paper,
            format_name,
            formats=formats,
            mono=mono,
            print_shop=print_shop,
            size=size,
            region=region,
        )
        advisories = _advisories(loaded, locales, paper, formats[paper.format])
        advisory = (
            next(iter(advisories.values())) if paper.is_wordless else advisories[paper.locale]
        )
        refuse_missing(paper, advisory, advisories.get(str(paper.second)), formats)
    except NoSuchPaperError as error:
        raise click.UsageError(str(error)) from error
    if partner is not None and paper.is_wordless:
        raise click.UsageError(
            "A paper without words has no plate for a partner: leave --partner out."
        )
    try:
        if partner is not None:
            advisories = {tag: with_partner(each, partner) for tag, each in advisories.items()}
        draft = draft_paper(paper, advisories, formats=formats)
        data = print_leaflet(draft, loaded.for_host(host).fits.get(fit_name(paper)))[0]
    except LeafletError as error:
        click.echo(f"The leaflet was not made. {error}")
        sys.exit(1)
    path = output or Path(Path(paper.path).name)
    # First the note: a paper that nobody can record must not get out.
    write_notes(notes, [note_of(paper, draft)])
    write_named_file(path, data, f"{path.as_posix()} ({len(data) // 1024} KB)")
    # Standard output may be the PDF itself.
    if advisory.is_unfinished:
        click.echo(
            "A draft, and it says so across each page. Do not hand it out.", err=is_stream(path)
        )
    else:
        print_codes([draft.edition.code], notes, err=is_stream(path))
    if not shows_host_words(advisory):
        click.echo(without_host_words(advisory), err=is_stream(path))


def write_notes(folder: Path, paper_notes: Iterable[Note]) -> None:
    """Note what papers say, before they are written: no paper is there without its note."""
    try:
        for note in paper_notes:
            write_note(folder, note)
    except OSError as error:
        raise click.UsageError(f"{folder} cannot be written ({error.strerror}).") from error


def print_codes(codes: Sequence[str], notes: Path, *, err: bool = False) -> None:
    """Say what is to be done before anybody gets the papers with these *codes*.

    With *err* on standard error, where a paper is written into standard output.
    """
    click.echo(
        f"Code: {', '.join(dict.fromkeys(codes))}. Noted in {notes.as_posix()}/. Before you hand "
        "it out, run: advisory editions record --requested",
        err=err,
    )


def _refuse_output(output: Path | None) -> None:
    """Say before the work that the file cannot be there."""
    if output is None:
        return
    refuse_among_sources(output)
    if not output.parent.is_dir():
        folder = output.parent.as_posix()
        raise click.UsageError(
            f"{output} cannot be written: the folder {folder} is missing. Create it, or choose "
            "another file."
        )


def _advisories(
    loaded: ContentFolder, locales: Path, paper: Paper, leaflet: Leaflet
) -> Mapping[str, Advisory]:
    """Load the advisories of the languages that are on *paper*, and no others, by locale."""
    if paper.is_wordless:
        refuse_unknown(loaded, Selection(paper.host))
        # Its words are made in the host country's language whichever this is.
        language = loaded.hosts[paper.host].country.language
        own = language if language in loaded.site.locales else loaded.site.source_locale
        (advisory,) = load_advisories(loaded, locales, Selection(paper.host), (own,))
        return {own: advisory}
    for locale in filter(None, [paper.locale, paper.second]):
        refuse_unknown(loaded, Selection(paper.host, locale))
    # Which locales readers are offered is not asked: all of them would have to be counted.
    tags = dict.fromkeys(filter(None, [paper.locale, paper.second]))
    host_language = loaded.hosts[paper.host].country.language
    if leaflet.host_language and host_language in loaded.site.locales:
        tags[host_language] = None
    advisories = load_advisories(loaded, locales, Selection(paper.host), tuple(tags))
    return {advisory.locale: advisory for advisory in advisories}
