"""Command line: ``package``, what is carried on a stick. Thin: it reads options and prints."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .console import site_option, write_named_file


@click.group()
def package() -> None:
    """Pack a site that was built, for places without a network."""


@package.command()
@click.argument("host")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True,
    help="File to write: a .zip.",
)  # fmt: skip
@site_option
def staff(host: str, output: Path, site: Path) -> None:
    """Pack what those who assist need: advisory package staff thailand -o thailand-staff.zip.

    Pages, papers, courses and slides of one host country, in all its languages.
    """
    from ..build.errors import BuildError
    from ..build.usb import staff_package
    from ..text.languages import load_languages

    names = {tag: language.endonym for tag, language in load_languages().items()}
    try:
        data = staff_package(site, host, names)
    except BuildError as error:
        click.echo(f"Nothing was packed. {error}")
        sys.exit(1)
    write_named_file(output, data, f"{output.as_posix()} ({len(data) // 1024} KB)")
