"""Command line: ``flow walk``, a talking line tried in the terminal. Thin."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from ..localise.advisory import Advisory
from ..localise.corridors import Selection, load_advisories
from ..po.catalog import UnreadablePoError
from ..products import without_staff
from ..products.channels.flows import flow_of, tree
from ..products.channels.flows.rapidpro import Kind
from ..products.channels.flows.walk import Walk, faults
from ..products.sending.signed import exercise_mark, release
from .console import content_option, locales_option
from .loaded import load, refuse_unknown, stop_at_errors


@click.group()
def flow() -> None:
    """Try the lines that answer calls and messages."""


@flow.command()
@click.argument("host")
@click.argument("locale")
@click.option("--voice", is_flag=True, help="The line that talks, not the one for messages.")
@click.option("--all", "every", is_flag=True, help="Print every way through it instead of asking.")
@content_option
@locales_option
def walk(host: str, locale: str, *, voice: bool, every: bool, content: Path, locales: Path) -> None:
    """Walk through the line of HOST in LOCALE as somebody who calls: type what you would press.

    What nobody has signed begins with EXERCISE. With --all the exit code is 1 when a way is broken.
    """
    made = _flow(one_advisory(host, locale, content, locales), voice=voice)
    walked = Walk(made)
    if not every:
        _ask(walked)
        return
    found = faults(made)
    if found:
        click.echo("\n".join(found))
        click.echo("The line is broken. This is a fault of the program: please report it.")
        sys.exit(1)
    for way in walked.ways():
        click.echo(f"== {' '.join(way.keys)}")
        for node in way.nodes:
            _print(walked, node)


def one_advisory(host: str, locale: str, content: Path, locales: Path) -> Advisory:
    """Return what readers in HOST get in LOCALE; ends the command where there is no such advice."""
    only = Selection(host, locale)
    loaded, _formats, problems = load(content, locales, publish=False)
    stop_at_errors(problems)
    refuse_unknown(loaded, only)
    try:
        advisory = next(iter(load_advisories(loaded, locales, only)), None)
    except UnreadablePoError as error:
        click.echo(f"{error}. Run: advisory check")
        sys.exit(1)
    if advisory is None:
        raise click.UsageError(f'{host} has no advice in "{locale}".')
    return without_staff(advisory)


def _flow(advisory: Advisory, *, voice: bool) -> dict[str, Any]:
    kind: Kind = "voice" if voice else "messaging"
    told = tree(advisory, kind)
    if not told.choices:
        click.echo("There is nothing that this line may tell: no step and no number may be sent.")
        sys.exit(1)
    is_signed = release(told.texts(), advisory, allow_draft=False) == "signed"
    return flow_of(advisory, kind, "" if is_signed else exercise_mark(advisory.locale))[0]


def _ask(walked: Walk) -> None:
    """Walk as typed, until an empty line or the end of what is typed."""
    at = walked.start
    while True:
        nodes = walked.to_wait(at)
        for node in nodes:
            _print(walked, node)
        try:
            typed = click.prompt("", default="", show_default=False, prompt_suffix="> ").strip()
        except click.Abort:
            typed = ""
        if not typed:
            click.echo("Ended.")
            return
        keys = walked.keys(nodes[-1])
        at = keys.get(typed, keys[""])


def _print(walked: Walk, node: str) -> None:
    for said in walked.said(node):
        click.echo(said)
