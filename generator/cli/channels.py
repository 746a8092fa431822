"""Command line: ``channels``, what of messages is signed and may leave; ``channels sign``. Thin."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from ..load import Content, ContentFolder, load_hosts
from ..load.edit import LayoutError
from ..localise.advisory import Advisory
from ..localise.corridors import Selection, load_advisories
from ..model.handles import is_same_person
from ..people.channels.signing import (
    NotThereError,
    Sentence,
    named,
    no_longer_said,
    sentences,
    with_signatures,
)
from ..po.catalog import UnreadablePoError
from ..problems import base_of, counted
from ..products import without_staff
from ..products.channels import CHANNELS, drafts
from ..products.sending.signed import signed_count
from ..system.ordinary_file import read_ordinary
from ..system.whole_file import write_whole
from .console import content_option, day, locales_option, refuse_among_sources, site_option
from .loaded import load, refuse_unknown, stop_at_errors
from .translations import refuse_no_handle

_MOST_WORDS = 160


class _WithTable(click.Group):
    """A group that takes the name of a host country where no command of it is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words behind the name of the group."""
        named = bool(args) and args[0] in self.commands
        # Options behind a command are its own; behind the name of a country they are ours.
        ctx.allow_interspersed_args = not named
        return super().parse_args(ctx, ["", *args] if named else args)


@click.group(cls=_WithTable, invoke_without_command=True, subcommand_metavar="[COMMAND …]")
@click.argument("only", metavar="[HOST[/LOCALE]]", required=False)
@content_option
@locales_option
@click.pass_context
def channels(context: click.Context, only: str | None, content: Path, locales: Path) -> None:
    """Show what may be sent: how many sentences of each channel and language two people signed.

    For one host country or language: advisory channels thailand/my. Its commands sign sentences,
    and write messages to a folder.
    """
    if context.invoked_subcommand is not None:
        return
    loaded, selection = _load(content, only)
    for host, of_host in groupby(_advisories(loaded, locales, selection), lambda one: one.host):
        click.echo("\n".join(_table(host, list(of_host))))
    click.echo(
        "Binding channels cannot be taken back: each piece leaves when all of its sentences are "
        "signed, in the source language and in its own."
    )


@channels.command()
@click.argument("only", metavar="HOST[/LOCALE]")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--allow-draft", is_flag=True, help="Also what nobody has signed: as an exercise.")
@content_option
@locales_option
@site_option
def write(
    only: str, folder: Path, *, allow_draft: bool, content: Path, locales: Path, site: Path
) -> None:
    """Write the files of all channels to a new FOLDER: advisory channels write thailand/my out.

    What is not signed and cannot be taken back is left out. With --allow-draft it is made, too, and
    begins with EXERCISE: for drills, and to see what there is to sign.
    """
    _refuse_folder(folder, site)
    selection = Selection.parse(only)
    # Before all is checked, which takes a while.
    refuse_unknown(ContentFolder(content, base_of(content)), selection)
    loaded, _formats, problems = load(content, locales, publish=False)
    stop_at_errors(problems)
    advisories = list(_advisories(loaded, locales, selection))
    count = 0
    try:
        for _host, of_host in groupby(advisories, lambda one: one.host):
            bare = [without_staff(advisory) for advisory in of_host]
            for target in drafts(bare, allow_draft=allow_draft):
                for path, data in target.make().items():
                    write_whole(folder / path, data, below=folder)
                    count += 1
    except OSError as error:
        raise click.UsageError(
            f"{folder} cannot be written ({error.strerror}). What is in it is not whole: delete it."
        ) from error
    click.echo(f"{counted(count, 'file')} in {folder.as_posix()}")
    left = [
        f"{name} {advisory.locale} (signed {signed})"
        for advisory in advisories
        for name, signed, binding in _counts(advisory)
        if binding and signed.signed < signed.of
    ]
    if left and allow_draft:
        click.echo(
            "Not all is signed. What is not begins with EXERCISE and is for exercises only: never "
            f"send it in earnest. {'; '.join(left)}"
        )
    elif left:
        click.echo(f"Left out, where it is not signed: {'; '.join(left)}")
        click.echo(
            "To see it as an exercise, add --allow-draft. To sign: advisory channels unsigned HOST"
        )


@channels.command()
@click.argument("host")
@content_option
@locales_option
def unsigned(host: str, content: Path, locales: Path) -> None:
    """List the sentences that two people must sign before they are sent, with where each stands."""
    advisories, listed = _listed(host, content, locales)
    left = [one for one in listed if not one.signed]
    for one in left:
        where = ", ".join([*one.channels, *one.pieces])
        click.echo(f"{one.name}  {one.says}\n    {where}")
    click.echo(f"{len(left)} of {counted(len(listed), 'sentence')} to sign in {host}.")
    if left:
        click.echo(
            "Two people compare each with its sources; then: advisory channels sign "
            f"{host} --by HANDLE --second HANDLE --sentence {left[0].name}"
        )
    gone = no_longer_said(advisories, listed)
    if gone:
        click.echo(f"Signed, and said no more ({len(gone)}): take them out of signed.yaml.")
        for says in gone:
            click.echo(f"- {_short(says)}")


@channels.command()
@click.argument("host")
@click.option(
    "--by",
    metavar="HANDLE",
    required=True,
    help="Who compared them with their sources, never a name.",
)
@click.option("--second", metavar="HANDLE", required=True, help="The second person who did.")
@click.option(
    "--sentence",
    "names",
    multiple=True,
    metavar="N-CODE",
    help="As `advisory channels unsigned` lists it; more than once.",
)
@click.option("--all", "everything", is_flag=True, help="All that are not signed yet.")
@content_option
@locales_option
def sign(
    host: str,
    *,
    by: str,
    second: str,
    names: tuple[str, ...],
    everything: bool,
    content: Path,
    locales: Path,
) -> None:
    """Note that two people stand behind sentences: they go to content/hosts/HOST/signed.yaml.

    A translation is signed in its PO file, as always: advisory translations review.
    """
    for handle in (by, second):
        refuse_no_handle(handle)
    if is_same_person(by, second):
        raise click.UsageError("Two people sign: --second must be somebody else.")
    if everything == bool(names):
        raise click.UsageError(
            "Name the sentences with --sentence, as advisory channels unsigned lists them, or "
            "give --all."
        )
    _of_host, listed = _listed(host, content, locales)
    try:
        chosen = listed if everything else named(listed, names)
    except NotThereError as error:
        raise click.UsageError(f"{error} Run: advisory channels unsigned {host}") from error
    new = [one for one in chosen if not one.signed]
    if not new:
        click.echo("Nothing was changed: these are signed already.")
        return
    path = content / "hosts" / host / "signed.yaml"
    _write_signatures(path, content, new, by, second)
    for one in new:
        click.echo(f"signed: {one.says}")
    click.echo(f"{path.as_posix()}: {counted(len(new), 'sentence')} signed by {by} and {second}")


def _write_signatures(
    path: Path, content: Path, new: Sequence[Sentence], by: str, second: str
) -> None:
    try:
        old = read_ordinary(path, below=content).decode("utf-8") if path.exists() else None
        text = with_signatures(old, [one.says for one in new], by, second, day())
        write_whole(path, text.encode(), below=content)
    except LayoutError as error:
        click.echo(f"Nothing was changed: {path.as_posix()}: {error}. Write it by hand.")
        sys.exit(1)
    except OSError as error:
        click.echo(f"Nothing was changed: {path.as_posix()} cannot be written ({error.strerror}).")
        sys.exit(1)


def _load(content: Path, only: str | None) -> tuple[Content, Selection]:
    """Load the chosen host countries; leave when a file of them cannot be read."""
    folder, selection = ContentFolder(content, base_of(content)), Selection.parse(only)
    stop_at_errors([*folder.problems])
    refuse_unknown(folder, selection)
    loaded, problems = load_hosts(folder, [selection.host] if selection.host else folder.slugs)
    stop_at_errors(problems)
    return loaded, selection


def _advisories(loaded: Any, locales: Path, selection: Selection) -> Iterable[Advisory]:
    """Yield the advisories of *selection*; leave when a file of translations cannot be read."""
    try:
        yield from load_advisories(loaded, locales, selection)
    except UnreadablePoError as error:
        click.echo(f"{error}. Run: advisory check")
        sys.exit(1)


def _listed(host: str, content: Path, locales: Path) -> tuple[list[Advisory], list[Sentence]]:
    """Return what a host country says in the source locale, and its sentences to sign."""
    if "/" in host:
        raise click.UsageError(
            "Sentences are signed in the source language: name the host country alone. A "
            "translation is signed in its PO file: advisory translations review."
        )
    loaded, _selection = _load(content, host)
    selection = Selection(host, loaded.site.source_locale)
    advisories = list(_advisories(loaded, locales, selection))
    return advisories, sentences(advisories)


def _counts(advisory: Advisory) -> Iterable[tuple[str, Any, bool]]:
    for name, channel in CHANNELS.items():
        yield name, signed_count(channel.sentences(advisory), advisory), channel.binding


def _table(host: str, advisories: Sequence[Advisory]) -> Iterable[str]:
    """Yield a line for the languages, and one for each channel."""
    counts = [list(_counts(advisory)) for advisory in advisories]
    heads = [advisory.locale for advisory in advisories]
    rows = [
        (f"  {name}{' (binding)' if binding else ''}", [f"signed {of[n][1]}" for of in counts])
        for n, (name, _signed, binding) in enumerate(counts[0])
    ]
    first = max(len(name) for name, _cells in [(host, ()), *rows]) + 2
    for name, cells in [(host, heads), *rows]:
        yield (name.ljust(first) + "".join(cell.ljust(20) for cell in cells)).rstrip()


def _refuse_folder(folder: Path, site: Path) -> None:
    """Raise UsageError for a folder that readers, or the program, would take something from."""
    refuse_among_sources(folder)
    if Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(site)):
        raise click.UsageError(
            f"{folder} is inside {site}, which is published. Choose a folder elsewhere."
        )
    try:
        taken = folder.is_symlink() or (folder.exists() and any(folder.iterdir()))
    except OSError as error:
        raise click.UsageError(f"{folder} cannot be read ({error.strerror}).") from error
    if taken:
        # What an earlier run left would be taken for today's.
        raise click.UsageError(f"{folder} is not empty. Name a new folder.")


def _short(words: str) -> str:
    return words if len(words) <= _MOST_WORDS else f"{words[: _MOST_WORDS - 1]}…"
