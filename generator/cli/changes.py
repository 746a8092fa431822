"""Command line: ``changes``, what changed since the last publication, and ``changes record``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from ..check.content import changes as rules
from ..check.walk import Options
from ..load import Content
from ..load.changes import published_text, shelves
from ..people.report.changes import ChangedFact, ChangesReport, changes_reports
from ..po.catalog import UnreadablePoError
from ..problems import counted, format_problems, sort_problems
from ..system.whole_file import write_together
from .console import content_option, day, locales_option, moment
from .loaded import load_whole


@click.group(invoke_without_command=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Form of the report.",
)
@click.option("--host", metavar="HOST", help="Only one host country.")
@click.option("--language", metavar="LOCALE", help="Only the translations into one language.")
@content_option
@locales_option
@click.pass_context
def changes(
    context: click.Context,
    *,
    form: str,
    host: str | None,
    language: str | None,
    content: Path,
    locales: Path,
) -> None:
    """List what changed since the last publication, with its notes and translations."""
    if context.invoked_subcommand is not None:
        return
    loaded = load_whole(content)
    _refuse_unknown(loaded, host, language)
    try:
        reports = list(changes_reports(loaded, locales, now=moment(), host=host, language=language))
    except UnreadablePoError as error:
        click.echo(f"A file of translations cannot be read: {error}. Run: advisory check")
        sys.exit(1)
    except OSError as error:
        raise click.UsageError(f"{error.filename} cannot be read ({error.strerror}).") from error
    if form == "json":
        rows = [report.as_row() for report in reports]
        click.echo(json.dumps({"changes": rows}, indent=2, ensure_ascii=False))
    elif all(report.since is None for report in reports):
        click.echo("Nothing has been published yet: all of it is new.")
    else:
        for report in reports:
            click.echo("\n".join(_lines(report)))


def _refuse_unknown(loaded: Content, host: str | None, language: str | None) -> None:
    if host is not None and host not in loaded.hosts:
        slugs = ", ".join(sorted(loaded.hosts))
        raise click.UsageError(f'There is no host country "{host}"; there are: {slugs}.')
    if language is not None and language not in loaded.site.locales:
        tags = ", ".join(loaded.site.locales)
        raise click.UsageError(f'There is no locale "{language}"; site.yaml has: {tags}.')


def _lines(report: ChangesReport) -> list[str]:
    name = report.host or "all countries"
    if report.since is None:
        return [f"{name}: not published yet, so all of it is new"]
    if not report.facts and not report.ended:
        return [f"{name}: no change since {report.since}"]
    lines = [f"{name}: {counted(len(report.facts), 'changed fact')} since {report.since}"]
    for fact in report.facts:
        words = f": {fact.words}" if fact.words else ""
        before = f" (was {fact.before})" if fact.before else ""
        lines.append(f"  {fact.kind} {fact.id}{before}{words}")
        lines.append(f"    {'; '.join(_about(fact))}")
    lines += [f"  ended {key}, on {until}" for key, until in report.ended]
    silent = [
        tag for tag, states in report.languages.items() if states["missing"] == sum(states.values())
    ]
    for tag, states in report.languages.items():
        if tag in silent:
            continue
        translated = states["draft"] + states["reviewed"]
        lines.append(
            f"  {tag}: of {sum(states.values())} sentences {translated} translated, "
            f"{states['behind']} behind, {states['missing']} missing; read by a second person: "
            f"{states['reviewed']}"
        )
    if silent:
        lines.append(f"  nothing of it is translated: {', '.join(silent)}")
    return lines


def _about(fact: ChangedFact) -> list[str]:
    if fact.notes:
        note = f"note: {', '.join(fact.notes)}{' (minor)' if fact.minor else ''}"
    else:
        note = "no note needed" if fact.kind == "withdrawn" else "NO NOTE"
    what = [
        word for word, true in (("number", fact.number), ("life safety", fact.life_safety)) if true
    ]
    reader = f"second reader: {', '.join(fact.second)}" if fact.second else "NO SECOND READER"
    return [note, *what, *([reader] if fact.needs_second else [])]


@changes.command()
@content_option
def record(content: Path) -> None:
    """Record what is published now, so that later changes can be told: content/published.yaml."""
    loaded = load_whole(content)
    _refuse_unexplained(loaded)
    # A country that no corridor leads to, or only a draft of one, has no reader yet.
    hosts = {*loaded.site.hosts()} & loaded.hosts.keys()
    texts = {}
    counts = {}
    for shelf in shelves(loaded):
        if shelf.host and shelf.host not in hosts:
            continue
        folder = content / "hosts" / shelf.host if shelf.host else content
        path = folder / "published.yaml"
        texts[path] = published_text(shelf, day(), () if shelf.host else hosts).encode()
        counts[path] = len(shelf.facts)
    try:
        write_together(texts, below=content)
    except OSError as error:
        click.echo(f"Nothing was recorded: {error.filename} cannot be written ({error.strerror}).")
        sys.exit(1)
    for path, count in counts.items():
        click.echo(f"{path.as_posix()}: {counted(count, 'fact')}")
    click.echo("Commit these files with the release: what differs from them later needs a note.")


def _refuse_unexplained(loaded: Content) -> None:
    """Leave when a change has no note: once it is recorded, nobody would be asked for one."""
    options = Options(today=day(), publish=True)
    checks = (rules.check_change_notes, rules.check_note_ids, rules.check_second_reader)
    problems = [problem for check in checks for problem in check(loaded, options)]
    errors = [problem for problem in problems if problem.level == "error"]
    if errors:
        click.echo(format_problems(sort_problems(errors), "text"), nl=False)
        click.echo("Nothing was recorded: readers and colleagues must be told of these first.")
        sys.exit(1)
