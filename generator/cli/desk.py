"""Command line: ``desk``, content as forms in a browser on this machine. Thin."""

from __future__ import annotations

import signal
import threading
from pathlib import Path

import click

from ..problems import base_of
from .console import content_option


@click.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, show_default=True,
    help="Port on this machine; 0 takes a free one.",
)  # fmt: skip
@content_option
def desk(*, port: int, content: Path) -> None:
    """Show the content as forms in a browser; what is saved goes into its files."""
    from ..desk.decap import NoDecapError, decap_script
    from ..desk.server import Desk, serve_desk

    try:
        script = decap_script(Path.cwd() / "tools" / "desk", Path.cwd())
    except NoDecapError as error:
        raise click.UsageError(str(error)) from error
    forms = Desk(content, base_of(content), script)
    try:
        server = serve_desk(forms, port)
    except OSError as error:
        raise click.UsageError(f"Port {port} cannot be used ({error.strerror}).") from error
    click.echo(f"Open {forms.address(server.server_port)} in a browser. Ctrl+C stops.")
    click.echo("The address is a key: pass it on to nobody. It is another one each time.", err=True)
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        if signal.getsignal(number) is not signal.SIG_IGN:  # As in the background of a script.
            signal.signal(number, lambda *_: stopped.set())
    stopped.wait()
    server.shutdown()
    click.echo("Stopped. What was saved is in the files.", err=True)
