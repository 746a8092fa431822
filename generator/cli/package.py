"""Command line: ``package``, what is carried on a stick. Thin: it reads options and prints."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from ..build.errors import BuildError
from ..build.requested import note_of
from ..build.stick import Package, stick_name, usb_package
from ..build.usb import staff_package
from ..build.zim import archive_name, zim_package
from ..localise.advisory import Advisory
from ..localise.corridors import Selection, load_advisories
from ..model.leaflet import Leaflet
from ..products.paper.errors import LeafletError
from ..system.output import is_stream
from ..text.languages import load_languages
from .console import (
    content_option,
    locales_option,
    notes_option,
    refuse_among_sources,
    site_option,
    write_named_file,
)
from .leaflet import print_codes, write_notes
from .loaded import load, refuse_unknown, stop_at_errors

Pack = Callable[[Path, Sequence[Advisory], Mapping[str, Leaflet]], Package]


@click.group()
def package() -> None:
    """Pack a site that was built, for places without a network."""


@package.command()
@click.argument("host")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="File to write: a .zip.",
)
@site_option
def staff(host: str, output: Path, site: Path) -> None:
    """Pack what those who assist need: advisory package staff thailand -o thailand-staff.zip.

    Pages, papers, courses and slides of one host country, in all its languages.
    """
    names = {tag: language.endonym for tag, language in load_languages().items()}
    try:
        data = staff_package(site, host, names)
    except BuildError as error:
        click.echo(f"Nothing was packed. {error}")
        sys.exit(1)
    write_named_file(output, data, f"{output.as_posix()} ({len(data) // 1024} KB)")


_output_option = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; default: below packages/.",
)


@package.command()
@click.argument("host")
@_output_option
@site_option
@content_option
@locales_option
@notes_option
def usb(
    host: str, *, output: Path | None, site: Path, content: Path, locales: Path, notes: Path
) -> None:
    """Pack what people carry: advisory package usb thailand. Unpack it onto a stick.

    Pocket pages, papers, numbers to save, texts to send and plain text of one host country, in all
    its languages. The command notes what is on it: record it before you hand it out.
    """
    path = output or Path(stick_name(host))
    _pack(usb_package, host, path, site=site, content=content, locales=locales, notes=notes)


@package.command()
@click.argument("host")
@click.option(
    "--locale",
    help="Only this language: then Kiwix lists the archive under it, and searches it by its rules.",
)
@_output_option
@site_option
@content_option
@locales_option
@notes_option
def zim(
    host: str,
    *,
    locale: str | None,
    output: Path | None,
    site: Path,
    content: Path,
    locales: Path,
    notes: Path,
) -> None:
    """Pack all pages for Kiwix: advisory package zim thailand. Needs the extra [zim], which is GPL.

    One archive of one host country, in all its languages, for Kiwix on phones, computers and school
    servers. The command notes what is in it: record it before you hand it out.
    """
    path = output or Path(archive_name(host, locale))
    _pack(
        zim_package,
        host,
        path,
        locale=locale,
        site=site,
        content=content,
        locales=locales,
        notes=notes,
    )


def _pack(
    pack: Pack,
    host: str,
    path: Path,
    *,
    locale: str | None = None,
    site: Path,
    content: Path,
    locales: Path,
    notes: Path,
) -> None:
    """Make a package of the site, note what it says, then write it."""
    refuse_among_sources(path)
    loaded, formats, problems = load(content, locales, publish=False)
    stop_at_errors(problems)
    refuse_unknown(loaded, Selection(host, locale))
    offered = [
        one
        for one in load_advisories(loaded, locales, Selection(host))
        if locale in (None, one.locale)
    ]
    if not offered:
        what = f" in {locale}" if locale else ""
        click.echo(f"Nothing was packed. Nothing of {host} is offered to readers{what} yet.")
        sys.exit(1)
    try:
        made = pack(site, offered, formats)
    except (BuildError, LeafletError) as error:
        click.echo(f"Nothing was packed. {error}")
        sys.exit(1)
    # First the notes: what nobody can record must not get out.
    write_notes(notes, [note_of(one, one) for one in made.editions])
    size = f"{len(made.data) / 1_000_000:.1f} MB"
    write_named_file(path, made.data, f"{path.as_posix()} ({size})")
    print_codes([one.edition.code for one in made.editions], notes, err=is_stream(path))
