"""Command line: the sounds that come with a workbook of the core. Thin."""

from __future__ import annotations

from pathlib import Path

import click

from ..load.edit import LayoutError
from ..model import limits
from ..people.recordings.lines import make_script
from ..people.recordings.named import handed_of
from ..people.recordings.sounds import NoFfmpegError
from ..people.recordings.store import take_in, write_taken
from ..people.recordings.zip_in import UnreadableZipError, refuse_future
from ..people.translators.rows import ReturnedFile
from ..problems import brief
from ..system.at_hand import at_hand
from .console import day
from .loaded import load_whole, read_input


def take_sounds(
    reading: ReturnedFile,
    locale: str,
    sounds: Path | None,
    by: str | None,
    *,
    content: Path,
    locales: Path,
    dry_run: bool,
) -> bool:
    """Take the files of the ZIP *sounds* in that *reading* names; return whether all were fit.

    After its texts: a sound belongs to the text of its row.
    """
    named = sum(bool(row.sound) for row in reading.rows)
    if sounds is None:
        if named:
            click.echo(f"{named} rows name a sound file. To take them in: --sounds ZIP")
        return True
    try:
        with at_hand(sounds):
            handed, refused = handed_of(
                reading, locale, reading.by or by or "", read_input(sounds, limits.HANDED.most)
            )
        refuse_future(handed, day())
        if dry_run:
            # They belong to texts that are not written yet: whether they fit is not known.
            click.echo(f"{len(handed.sounds)} sounds are in the ZIP, {len(refused)} are not.")
            return not refused
        script = make_script(load_whole(content), locales, locale, with_drafts=True)
        taken, unfit = take_in(handed, script)
    except (UnreadableZipError, NoFfmpegError) as error:
        click.echo(brief(f"{sounds.as_posix()}: nothing was taken: {error}"))
        return False
    for one in (*refused, *unfit):
        # Keys and names of files come from outside.
        click.echo(brief(f"{sounds.as_posix()}: {one.key}: {one.why}"))
    if taken:
        try:
            write_taken(content, taken)
        except (LayoutError, OSError) as error:
            click.echo(f"{(content / 'recordings.yaml').as_posix()} was not changed: {error}")
            return False
    click.echo(f"{len(taken)} sounds taken, {len(refused) + len(unfit)} refused.")
    if taken:
        click.echo(
            "No page plays one before its text is signed and somebody else has heard it: advisory "
            f"recordings page {locale} --without-text"
        )
    return not (refused or unfit)
