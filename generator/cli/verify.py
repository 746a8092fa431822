"""Command line: ``verify``, whether a copy of a site is as it was built. Thin."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from ..build.served import AddressError, compare_served
from ..build.sums import SUMS
from ..build.unchanged import Comparison, SumsError, compare
from ..problems import seen
from .console import progress

_SHOWN = 40


@click.command()
@click.argument("folder")
@click.option(
    "--below",
    default="",
    metavar="PATH",
    help="Of a served site: only the files in this folder of it.",
)
def verify(folder: str, below: str) -> None:
    """Compare a site, or an unpacked archive of it, with its SHA256SUMS: advisory verify site.

    FOLDER may be the address of a site on the web, https://…: then each file of the list is asked
    for.
    """
    try:
        if "://" in folder:
            _verify_served(folder, below)
        elif below:
            raise click.UsageError("--below is for the address of a site.")
        else:
            _verify_folder(Path(folder))
    except SumsError as error:
        click.echo(f"Nothing was compared. {_shown(str(error))}.")
        sys.exit(1)


def _verify_folder(folder: Path) -> None:
    if not folder.is_dir():
        what = "is a file. Unpack it, and name the folder" if folder.exists() else "is not there"
        raise click.UsageError(f"{folder} {what}.")
    found = compare(folder)
    _list(found)
    for name in found.signatures:
        click.echo(f"{name} is a signature, which this command does not check.")
    if found.differences or found.faults:
        click.echo(
            f"{_counted(found)}. Do not publish this folder or hand it on: build it again, or take "
            "a copy from who publishes it."
        )
        sys.exit(1)
    click.echo(f"All {found.same} files are as {SUMS} lists them, and nothing else is there.")
    _tell_digest(found)


def _verify_served(address: str, below: str) -> None:
    try:
        with progress() as show:
            found = compare_served(
                address, below=below, show=lambda done, total: show("compared", done, total)
            )
    except AddressError as error:
        raise click.UsageError(str(error)) from error
    if not found.listed:
        raise click.UsageError(f'{SUMS} of that site names nothing below "{below}".')
    _list(found)
    if found.not_for_readers:
        click.echo(
            f"Not asked for: {', '.join(found.not_for_readers)}, which a good server hands to "
            "nobody."
        )
    if found.stopped:
        click.echo(
            f"{found.listed - found.asked - len(found.not_for_readers)} files were not asked for: "
            f"{found.stopped}."
        )
    if found.differences or found.faults or found.stopped:
        click.echo(
            f"{_counted(found)}. What readers get is not what was built: send the site again, or "
            "ask who keeps the server."
            if found.differences or found.faults
            else f"{_counted(found)}, as far as was asked."
        )
        sys.exit(1)
    click.echo(
        f"All {found.same} files that were asked for are as {SUMS} lists them. What else is there "
        "cannot be seen from outside."
    )
    _tell_digest(found)


def _list(found: Comparison) -> None:
    for fault in found.faults[:_SHOWN]:
        click.echo(f"{SUMS}: {_shown(fault)}")
    _say_more(len(found.faults))
    for one in found.differences[:_SHOWN]:
        click.echo(f"{one.change}: {_shown(one.name or '.')} ({_shown(one.what)})")
    _say_more(len(found.differences))


def _counted(found: Comparison) -> str:
    counted = Counter(one.change for one in found.differences)
    words = ", ".join(f"{number} {change}" for change, number in counted.items())
    damaged = "; the list itself is damaged" if found.faults else ""
    return f"{found.same} files are as {SUMS} lists them; {words or 'no file differs'}{damaged}"


def _tell_digest(found: Comparison) -> None:
    click.echo(
        f"SHA-256 of {SUMS}: {found.list_digest}\nWho changes files can change the list, too: "
        "compare these 64 letters with what the publisher says elsewhere."
    )


def _say_more(number: int) -> None:
    if number > _SHOWN:
        click.echo(f"… and {number - _SHOWN} more.")


def _shown(text: str) -> str:
    """Let no name that somebody chose begin a line, colour the terminal or break the output."""
    return seen(text).encode("utf-8", "backslashreplace").decode()
