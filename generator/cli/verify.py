"""Command line: ``verify``, whether a copy of a site is as it was built. Thin: it reads options and prints."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

_SHOWN = 40


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def verify(folder: Path) -> None:
    """Compare a site, or an unpacked archive of it, with its SHA256SUMS: advisory verify site."""
    from ..build.sums import SUMS
    from ..build.unchanged import SumsError, compare

    if not folder.is_dir():
        what = "is a file. Unpack it, and name the folder" if folder.exists() else "is not there"
        raise click.UsageError(f"{folder} {what}.")
    try:
        found = compare(folder)
    except SumsError as error:
        click.echo(f"Nothing was compared. {_shown(str(error))}.")
        sys.exit(1)
    for fault in found.faults[:_SHOWN]:
        click.echo(f"{SUMS}: {_shown(fault)}")
    _say_more(len(found.faults))
    for one in found.differences[:_SHOWN]:
        click.echo(f"{one.change}: {_shown(one.name or '.')} ({_shown(one.what)})")
    _say_more(len(found.differences))
    for name in found.signatures:
        click.echo(f"{name} is a signature, which this command does not check.")
    if found.differences or found.faults:
        counted = Counter(one.change for one in found.differences)
        words = ", ".join(f"{number} {change}" for change, number in counted.items())
        click.echo(
            f"{found.same} files are as {SUMS} lists them; {words or 'no file differs'}"
            f"{'; the list itself is damaged' if found.faults else ''}. Do not publish this folder or hand it "
            "on: build it again, or take a copy from who publishes it."
        )
        sys.exit(1)
    click.echo(f"All {found.same} files are as {SUMS} lists them, and nothing else is there.")
    click.echo(
        f"SHA-256 of {SUMS}: {found.list_digest}\n"
        "Who changes files can change the list, too: compare these 64 letters with what the publisher says elsewhere."
    )


def _say_more(number: int) -> None:
    if number > _SHOWN:
        click.echo(f"… and {number - _SHOWN} more.")


def _shown(text: str) -> str:
    """Let no name that somebody chose begin a line, colour the terminal or break the output."""
    from ..problems import seen

    return seen(text).encode("utf-8", "backslashreplace").decode()
