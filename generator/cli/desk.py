"""Command line: ``desk``, content as forms in a browser on this machine, or at a Git host. Thin."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

import click

from ..desk.decap import NoDecapError, decap_script
from ..desk.entries import Entries, SaveError
from ..desk.exchange import form_files, take_in
from ..desk.hosted import GitHost, HostedError, Kind, hosted_files
from ..desk.places import ROOT
from ..desk.server import Desk, serve_desk
from ..load.own_table import lay_countries_over
from ..problems import base_of, seen
from ..system.ordinary_file import NotOrdinaryError
from ..system.whole_file import write_whole
from .console import content_option, refuse_among_sources

_LONGEST_END = 0.8
"""Seconds from Ctrl+C or TERM to the end."""


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    show_default=True,
    help="Port on this machine; 0 takes a free one.",
)
@click.option(
    "--config",
    "kind",
    type=click.Choice(["github", "gitlab", "gitea"]),
    help="Show nothing: write the files of a desk for a repository at this kind of Git host.",
)
@click.option("--repo", default="", help="With --config: the repository, OWNER/NAME.")
@click.option(
    "--branch", default="forms", show_default=True, help="With --config: the branch of the forms."
)
@click.option(
    "--host", default="", help="With --config: address of a Git host of your own, https://…."
)
@click.option(
    "--sign-in", default="", help="With --config github: address of your sign-in server, https://…."
)
@click.option(
    "--app-id",
    default="",
    help="With --config gitlab or gitea: id of the application registered there.",
)
@click.option(
    "--to",
    type=click.Path(path_type=Path, file_okay=False),
    help="With --config: folder for the files, outside of site/.",
)
@click.option(
    "--write-forms",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write the forms of all entries into this folder, for the branch of the forms.",
)
@click.option(
    "--only", help="With --write-forms: only this host country, and what all countries share."
)
@click.option(
    "--take-forms",
    type=click.Path(path_type=Path, file_okay=False),
    help="Take what was changed in the forms of this folder into the content.",
)
@content_option
def desk(
    *,
    port: int,
    kind: Kind | None,
    repo: str,
    branch: str,
    host: str,
    sign_in: str,
    app_id: str,
    to: Path | None,
    write_forms: Path | None,
    only: str | None,
    take_forms: Path | None,
    content: Path,
) -> None:
    """Show the content as forms in a browser; what is saved goes into its files.

    The same forms at a Git host: --config writes the page, --write-forms what it shows,
    --take-forms takes in what editors saved there.
    """
    if sum(one is not None for one in (kind, write_forms, take_forms)) > 1:
        raise click.UsageError(
            "--config, --write-forms and --take-forms are three commands. Give one of them."
        )
    lay_countries_over(
        content, base_of(content)
    )  # Before the forms are made: lists to choose from.
    if kind is not None:
        _write_config((kind, repo, branch, host, sign_in, app_id), to, content)
    elif write_forms is not None:
        _write_forms(write_forms, only, content)
    elif take_forms is not None:
        _take_forms(take_forms, content)
    else:
        _show(port, content)


def _script() -> bytes:
    try:
        return decap_script(Path.cwd() / "tools" / "desk", Path.cwd())
    except NoDecapError as error:
        raise click.UsageError(str(error)) from error


def _show(port: int, content: Path) -> None:
    forms = Desk(content, base_of(content), _script())
    try:
        server = serve_desk(forms, port)
    except OSError as error:
        raise click.UsageError(f"Port {port} cannot be used ({error.strerror}).") from error
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        if signal.getsignal(number) is not signal.SIG_IGN:  # As in the background of a script.
            signal.signal(number, lambda *_: stopped.set())
    click.echo(f"Open {forms.address(server.server_port)} in a browser. Ctrl+C stops.")
    click.echo("The address is a key: pass it on to nobody. It is another one each time.", err=True)
    # A signal may reach another thread, and then nothing wakes this one: it looks by itself.
    while not stopped.wait(0.1):
        pass
    # A check or a browser with an open connection may still run: it must not keep us alive.
    watch = threading.Timer(_LONGEST_END, os._exit, [0])
    watch.daemon = True
    watch.start()
    forms.entries.settle(_LONGEST_END / 2)  # A save that has begun is written whole.
    click.echo("Stopped. What was saved is in the files.", err=True)
    server.shutdown()


def _write_config(
    said: tuple[Kind, str, str, str, str, str], to: Path | None, content: Path
) -> None:
    if to is None:
        raise click.UsageError(
            "--to is missing: the folder that the files go into, outside of site/."
        )
    try:
        host = GitHost(*said)
    except HostedError as error:
        raise click.UsageError(str(error)) from error
    _refuse_folder(to)
    _write({to / name: data for name, data in hosted_files(host, content, _script()).items()}, to)
    click.echo(f"Written: {to}: index.html, config.yml, decap-cms.js.")
    click.echo(f"The page speaks to {' and '.join(host.origins)}, and to nobody else.")
    click.echo("Next: docs/how-to/edit-by-form.md, “Forms at a Git host”.")


def _write_forms(folder: Path, only: str | None, content: Path) -> None:
    known = sorted(path.name for path in (content / "hosts").glob("*") if path.is_dir())
    if only is not None and only not in known:
        raise click.UsageError(
            f'There is no host country "{only}". There are: {", ".join(known) or "none"}.'
        )
    _refuse_folder(folder)
    files = form_files(Entries(content, base_of(content)), only)
    _write({folder / name: data for name, data in files.items()}, folder)
    click.echo(f"Written: {len(files)} forms into {folder / ROOT}.")


def _take_forms(folder: Path, content: Path) -> None:
    refused = saved = 0
    try:
        for one in take_in(folder, Entries(content, base_of(content))):
            refused, saved = refused + (one.state == "refused"), saved + (one.state == "saved")
            words = f": {seen(one.words)}" if one.words else ""
            click.echo(f"{one.state}: {seen(one.name)}{words}")
    except SaveError as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"{saved} forms taken into {content}, {refused} refused.")
    if saved:
        click.echo("Next: advisory check")
    sys.exit(1 if refused else 0)


def _refuse_folder(folder: Path) -> None:
    """Raise UsageError for a folder in a site, which is public and replaced, or in the sources."""
    refuse_among_sources(folder / "index.html")
    place = Path(os.path.realpath(folder))
    if any((one / "build.json").is_file() for one in (place, *place.parents)):
        raise click.UsageError(
            f"{folder} is in a site, which is public and replaced whole. Name another folder."
        )


def _write(files: dict[Path, bytes], below: Path) -> None:
    try:
        for path, data in files.items():
            write_whole(path, data, below=below)
    except NotOrdinaryError as error:
        raise click.UsageError(f"{error.filename} was not written: {error.strerror}.") from error
    except OSError as error:
        raise click.UsageError(f"{error.filename} cannot be written ({error.strerror}).") from error
