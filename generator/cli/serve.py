"""Command line: ``serve``. Thin, as ``cli/main.py``; pages are made in a process of their own."""

from __future__ import annotations

import signal
import sys
from functools import partial
from pathlib import Path
from typing import NoReturn

import click

from ..cache.inputs import PROGRAM_TABLES
from ..paths import PACKAGE
from ..serve.changes import Changes
from ..serve.child import Build
from ..serve.maker import Maker
from ..serve.preview import Preview, SourceFiles
from ..serve.server import serve as serve_site
from .build import only_option
from .console import content_option, locales_option, site_option


@click.command()
@content_option
@locales_option
@site_option
@only_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
def serve(content: Path, locales: Path, site: Path, only: str | None, port: int) -> None:
    """Show the site on this machine at once, page by page, and build it in the background."""
    files = SourceFiles(content, locales, (PACKAGE, *PROGRAM_TABLES))
    words = ["--content", str(content), "--locales", str(locales), "--site", str(site)]
    words += ["--only", only] if only else []
    start_build = partial(
        Build,
        words,
        show=partial(click.echo, nl=False),
        show_progress=partial(click.echo, nl=False, err=True),
    )
    # Before anything is read: what is saved from now on is seen.
    changes = Changes([content, locales, *files.program])
    preview = Preview(files, Maker(content, locales, only), start_build, part=bool(only))
    try:
        server = serve_site(site, port, preview)
    except OSError as error:
        raise click.UsageError(f"Port {port} cannot be used ({error.strerror}).") from error
    # A part has no front page. ``Selection`` would load slow code before a page is asked for.
    host, _, locale = (only or "").partition("/")
    at = f"{locale}/{host}/" if locale else ""
    click.echo(f"Open http://localhost:{server.server_port}/{at} in a browser. Ctrl+C stops.")
    signal.signal(signal.SIGTERM, _stop)
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:  # As in the background of a script.
        signal.signal(signal.SIGINT, _stop)
    try:
        preview.run(changes)
    finally:
        click.echo("Stopped.", err=True)


def _stop(number: int, _frame: object) -> NoReturn:
    """End with the exit code of a program that a signal ended; what it started is ended too."""
    sys.exit(128 + number)
