"""Command line: ``whatnow export`` and ``whatnow import``, tables of the IFRC's library. Thin."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import datetime
from pathlib import Path

import click
from pydantic import TypeAdapter, ValidationError

from ..model.fields import LanguageTag, Url
from ..people.whatnow.drafts import Origin, as_yaml, counts, drafts
from ..people.whatnow.outgoing import NO_PLACE, Outgoing, outgoing
from ..people.whatnow.sheet import read, written
from ..problems import counted
from ..sheets.faults import UnreadableFormError
from ..system.at_hand import at_hand
from .console import content_option, day, locales_option, write_named_file
from .flow import one_advisory
from .loaded import load_whole, read_input

_LARGEST = 2_048_000
"""WhatNow takes no larger file (WhatNowImportController.php: max:2048)."""


@click.group()
def whatnow() -> None:
    """Exchange messages with WhatNow, the message library of the IFRC."""


@whatnow.command("export")
@click.argument("host")
@click.argument("locale")
@click.option(
    "--society", required=True, help="Name of the National Society, exactly as WhatNow spells it."
)
@click.option(
    "--region", default="National", show_default=True, help="Region, as WhatNow spells it."
)
@click.option("-o", "--output", "--out", type=click.Path(path_type=Path), help="File to write.")
@content_option
@locales_option
def export(
    host: str,
    locale: str,
    *,
    society: str,
    region: str,
    output: Path | None,
    content: Path,
    locales: Path,
) -> None:
    """Export what to do in each danger of HOST in LOCALE as the CSV that WhatNow imports.

    What it has no place for is listed. Whatever two people have not signed says DRAFT.
    """
    if not society.strip():
        raise click.UsageError("--society is empty. Write the name that WhatNow shows.")
    made = outgoing(one_advisory(host, locale, content, locales), society.strip(), region.strip())
    if not made.sheet.hazards:
        click.echo(f"{host}, {locale}: there is nothing to send, so no file was written.")
        _print_left(made)
        return
    path = output or Path(f"{host}.{locale}.whatnow.csv")
    data = written(made.sheet)
    steps = sum(len(one.messages) for one in made.sheet.hazards)
    dangers = counted(len(made.sheet.hazards), "hazard")
    write_named_file(path, data, f"{path.as_posix()}: {counted(steps, 'step')} of {dangers}")
    _print_left(made)
    if made.drafts:
        click.echo(
            f"{made.drafts} of {dangers} say DRAFT: two people have not signed all of their "
            f"sentences. To sign: advisory channels unsigned {host}"
        )
    if len(data) > _LARGEST:
        click.echo(f"WhatNow refuses files above 2 MB; this one has {len(data):,} bytes.")


def _print_left(made: Outgoing) -> None:
    for reason in dict.fromkeys(one.reason for one in made.left):
        keys = ", ".join(one.key for one in made.left if one.reason == reason)
        click.echo(f"Not in it, since {reason}: {keys}")
    click.echo(f"WhatNow has no place for: {NO_PLACE}")


@whatnow.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--language", required=True, help="Language of its messages, for example my.")
@click.option("--url", required=True, help="Where you got the file: it stands beside each draft.")
@click.option(
    "--read-on", type=click.DateTime(["%Y-%m-%d"]), help="Day on which you got it. Default: today."
)
@click.option("-o", "--output", "--out", type=click.Path(path_type=Path), help="File to write.")
@content_option
def import_(
    file: Path,
    *,
    language: str,
    url: str,
    read_on: datetime | None,
    output: Path | None,
    content: Path,
) -> None:
    """Read a table of WhatNow (CSV or XLSX) as drafts. No content and no older file is changed."""
    _refuse(language, url)
    path = output or Path(f"{file.stem}.{language}.drafts.yaml")
    if path.exists() or path.is_symlink():
        raise click.UsageError(
            f"{path} is there already, perhaps with notes of somebody. Name another file."
        )
    try:
        with at_hand(file):
            sheet, faults = read(read_input(file))
    except UnreadableFormError as error:
        click.echo(f"{file.as_posix()}: {error}")
        sys.exit(1)
    got = read_on.date() if read_on is not None else day()
    found = drafts(sheet, Origin(language, url, got), load_whole(content))
    for fault in faults:
        click.echo(f"{file.as_posix()}: {fault}")
    drafted, same, digits = counts(found)
    write_named_file(
        path, as_yaml(found), f"{path.as_posix()}: {counted(drafted, 'draft')} of {sheet.society}"
    )
    unknown = Counter(
        one["event_type"] for one in found["hazards"] if one["hazard"] == "none of ours"
    )
    if unknown:
        click.echo(
            f"Hazards that are none of ours, kept under their own name: {', '.join(unknown)}"
        )
    click.echo(
        f"{same} have the words of a message of ours. {digits} have digits: no number is taken "
        "from here."
    )
    click.echo("Nothing else was changed. What to do with it: docs/how-to/exchange-with-whatnow.md")
    sys.exit(1 if faults else 0)


def _refuse(language: str, url: str) -> None:
    for kind, value, example in (
        (LanguageTag, language, "--language my"),
        (Url, url, "--url https://…"),
    ):
        try:
            TypeAdapter(kind).validate_python(value)
        except ValidationError as error:
            raise click.UsageError(
                f'"{value}" does not fit. Write for example: {example}'
            ) from error
