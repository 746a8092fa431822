"""Command line: ``sources``: ask the pages of facts again, and report what changed. Thin."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from ..load import Content
from ..people.facts.reviewed import sources_by_id
from ..people.facts.store import NotWrittenError, write_changes
from ..people.sources.asking import Guest
from ..people.sources.checking import Watched, feared_sites, not_found_on, to_record, watched
from ..people.sources.checking import check as asked
from ..people.sources.comparing import Finding
from ..people.sources.kept import FILE, Kept
from ..problems import counted
from .console import content_option, day
from .loaded import load_whole

_HEADINGS = {
    "gone": "Gone: its facts have no source any more. Find another, or withdraw them",
    "number-missing": "The page is there, our number is not on it. Read it, and call",
    "moved": "Moved. Read the new page, and write its address into the source",
    "changed": "Changed since it was asked last. Compare",
    "not-asked": "Not asked, or no answer. Look yourself",
}
_MOST_FACTS = 6


@click.group()
def sources() -> None:
    """Ask the pages that facts were read at whether they still say so."""


@sources.command()
@click.argument("host", required=False)
@click.option(
    "--source", "only", multiple=True, metavar="ID", help="Only this one; more than once."
)
@click.option("--include-feared", is_flag=True, help="Also sites of a state that its people fear.")
@click.option(
    "--record",
    is_flag=True,
    help="Note in the content what moved or is gone: its facts are overdue.",
)
@click.option(
    "--pause",
    type=click.FloatRange(0.5),
    default=2.0,
    help="Seconds between two questions to one server.",
)
@content_option
def check(
    host: str | None,
    *,
    only: Sequence[str],
    include_feared: bool,
    record: bool,
    pause: float,
    content: Path,
) -> None:
    """Ask each address politely, and tell what is no longer as it was, the gravest first.

    Nothing is published and no number changes. HOST: the sources of one country alone.
    """
    loaded = load_whole(content)
    rows = _chosen(loaded, host, only)
    path = content.absolute().parent / FILE
    try:
        kept = Kept(path)
    except (OSError, ValueError) as error:
        click.echo(f"Nothing was asked. {error}")
        sys.exit(1)
    left_out = (lambda _address: False) if include_feared else feared_sites(loaded)

    def told(count: int, total: int, address: str) -> None:
        click.echo(f"{count} of {total}: {address}", err=True)

    try:
        findings = asked(rows, Guest(pause=pause), kept, day(), left_out=left_out, told=told)
    finally:
        # What was asked need not be asked again when somebody stops it.
        kept.save()
    _tell(findings)
    if record:
        _record(loaded, findings, content)
    sys.exit(1 if any(one.state in _HEADINGS for one in findings) else 0)


def _chosen(loaded: Content, host: str | None, only: Sequence[str]) -> list[Watched]:
    if host is not None and host not in loaded.hosts:
        raise click.UsageError(
            f"There is no host country {host}. There are: {', '.join(loaded.hosts)}."
        )
    rows = watched(loaded, host)
    unknown = [one for one in only if not any(_is(row.place.id, one) for row in rows)]
    if unknown:
        raise click.UsageError(
            f"No source with an address is called {unknown[0]}. `advisory status` and the files "
            "sources.yaml have their ids."
        )
    return [row for row in rows if not only or any(_is(row.place.id, one) for one in only)]


def _is(full: str, name: str) -> bool:
    return full == name or full.endswith(f".{name}")


def _tell(findings: Sequence[Finding]) -> None:
    last = ""
    for one in sorted(findings, key=lambda each: each.rank):
        if one.state not in _HEADINGS:
            continue
        if one.state != last:
            click.echo(f"\n{_HEADINGS[one.state]}:")
            last = one.state
        click.echo(f"- {one.source}: {one.address}" + (f" ({one.why})" if one.why else ""))
        if one.facts:
            more = len(one.facts) - _MOST_FACTS
            rest = f" and {more} more" if more > 0 else ""
            click.echo(f"  rests on it: {', '.join(one.facts[:_MOST_FACTS])}{rest}")
        if one.before:
            click.echo(f"  it said: {one.before}")
        if one.after:
            click.echo(f"  it says: {one.after}")
    counts = {
        state: sum(one.state == state for one in findings)
        for state in ("same", "first", *_HEADINGS)
    }
    words = {
        "first": "seen for the first time",
        "number-missing": "without our number",
        "not-asked": "not asked or without an answer",
    }
    told = [f"{count} {words.get(state, state)}" for state, count in counts.items() if count]
    click.echo(f"\n{counted(len(findings), 'source page')}: {', '.join(told) or 'none'}.")


def _record(loaded: Content, findings: Sequence[Finding], content: Path) -> None:
    gone = to_record(findings, sources_by_id(loaded))
    if not gone:
        return
    try:
        write_changes(not_found_on(gone, day()), loaded, content)
    except (NotWrittenError, OSError) as error:
        click.echo(f"Nothing was noted in the content: {error}")
        sys.exit(1)
    click.echo(
        f"Noted in {counted(len(gone), 'source')}: not_found_on {day()}. Their facts are overdue "
        "until somebody reads a source again."
    )
