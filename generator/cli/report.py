"""Command line: ``status`` and ``calls``, for the people behind the site. Thin."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from ..load import Content, ContentFolder
from ..load.edit import LayoutError, with_fields
from ..people.facts.calls import (
    Call,
    Result,
    by_file,
    emergency_codes,
    parse_calls,
    render_calls,
    this_week,
)
from ..people.recordings.lines import voices_of
from ..people.report.page import render_page
from ..people.report.progress import STATES, HostReport, StatusReport, as_json, make_report
from ..people.report.quality import ASKED_WORDS, CONFIDENCE, Quality
from ..sheets.faults import UnreadableFormError
from ..system.at_hand import at_hand
from ..system.ordinary_file import read_ordinary
from ..system.whole_file import write_whole
from .console import content_option, day, locales_option, write_named_file
from .loaded import load, load_whole, read_input, stop_at_errors


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "html"]),
    default="table",
    help="Form of the report.",
)
@content_option
@locales_option
def status(form: str, content: Path, locales: Path) -> None:
    """Report the state of each language, what blocks publishing, and who reviewed how much."""
    loaded, _formats, problems = load(content, locales, publish=False)
    stop_at_errors(problems)
    report = make_report(loaded, locales, problems, day())
    if form == "json":
        click.echo(json.dumps(as_json(report), indent=2, ensure_ascii=False))
    elif form == "csv":
        _print_csv(report)
    elif form == "html":
        click.echo(render_page(report, handles=True).decode(), nl=False)
    else:
        _print_tables(report)
        _print_voices(loaded, locales)


def _print_csv(report: StatusReport) -> None:
    names = (
        "host",
        "locale",
        *STATES,
        "total",
        "life_safety",
        "life_safety_reviewed",
        "remarks",
        "glossary",
        "problems",
        "blocks",
    )
    text = io.StringIO()
    writer = csv.DictWriter(text, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(row.as_row() for row in report.locales)
    click.echo(text.getvalue(), nl=False)


def _print_tables(report: StatusReport) -> None:
    """Print for a terminal; nothing is cut off at 80 columns."""
    # Handles and ids are shown as they are written: nothing in them is markup or emoji.
    console = Console(highlight=False, markup=False, emoji=False)
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    for name in ("host", "locale", *STATES, "all", "signed", "wrong", "problems"):
        right = name not in ("host", "locale")
        table.add_column(name, justify="right" if right else "left", overflow="fold")
    for row in report.locales:
        counts = (str(row.counts[state]) for state in STATES)
        table.add_row(
            row.host,
            row.locale,
            *counts,
            str(row.total),
            f"{row.life_safety_reviewed}/{row.life_safety}",
            str(row.remarks),
            str(sum(row.problems.values())),
        )
    console.print(table)
    _print_legend(console, report)
    if report.pictures:
        states = ", ".join(f"{number} {state}" for state, number in report.pictures.items())
        console.print(f"Pictures, by tests with readers: {states}", soft_wrap=True)
    for host in report.hosts:
        _print_host(console, host)
    blocks = [*report.blocks, *(words for host in report.hosts for words in host.blocks)]
    blocks += dict.fromkeys(f"{r.locale}: {words}" for r in report.locales for words in r.blocks)
    console.print(f"\nBlocks publishing: {len(blocks)}", style="bold")
    for words in blocks:
        console.print(f"  {words}")


def _print_legend(console: Console, report: StatusReport) -> None:
    """Say what the columns count, and who translated and signed each language."""
    console.print("signed: life-safety passages that a second person has signed", style="dim")
    console.print(
        "wrong: passages that a reviewer marked wrong; for their translator, run: advisory "
        "translations export LOCALE --remarked",
        style="dim",
        soft_wrap=True,
    )
    for row in report.locales:
        if row.translated_by or row.reviewed_by:
            console.print(
                f"{row.host} {row.locale}: translated by {_people(row.translated_by)}; "
                f"signed by {_people(row.reviewed_by)}"
            )
        if row.doubtful:
            console.print(
                f"{row.host} {row.locale}: readers differ about what to do, off paper until a "
                f"native reader signs: {', '.join(row.doubtful)}",
                style="yellow",
                soft_wrap=True,
            )


def _print_host(console: Console, host: HostReport) -> None:
    """Print what is true for a host country in every language."""
    with_content = sum(g.state == "content" for g in host.guidelines)
    gaps = [str(g.number) for g in host.guidelines if g.state == "nothing yet"]
    console.print(
        f"\n{host.host}: {host.facts} facts, {host.overdue} overdue, {host.never_called} "
        f"numbers never called\nMICIC guidelines with content: {with_content}, "
        f"nothing yet: {', '.join(gaps) or 'none'}, not for readers: "
        f"{sum(g.state == 'not for readers' for g in host.guidelines)}"
    )
    proof = host.staff
    console.print(
        f"for those who assist: {proof.procedures} procedures, {proof.by_lawyer} read by a lawyer; "
        f"consents signed {proof.signed} of {proof.consents}; tried {proof.tried}; tested "
        f"{proof.tested}; numbers dialled {proof.dialled} of {proof.numbers}"
    )
    pictures, understood = host.wordless
    if pictures:
        console.print(f"wordless: {pictures} pictures, {understood} understood")
    for fact in host.oldest:
        console.print(f"  oldest: {fact.day} {fact.where}", style="dim", soft_wrap=True)
    _print_quality(console, host.quality)


_GAPS_SHOWN = 10


def _print_quality(console: Console, quality: Quality) -> None:
    """Print what the facts of a host country rest on, and the beginning of the work list."""
    for row in quality.rests:
        counts = ", ".join(f"{row.counts[key]} {key}" for key in CONFIDENCE if row.counts[key])
        console.print(f"  {row.kind} by source: {counts}", soft_wrap=True)
    for words, source in (("read", quality.read_first), ("published", quality.published_first)):
        if source:
            line = f"  oldest source, {words}: {source.when} {source.id}, {source.publisher}"
            console.print(line, soft_wrap=True)
    answered = ", ".join(
        f"{words} {quality.known_counts[name]}" for name, words in ASKED_WORDS.items()
    )
    console.print(f"  {quality.contacts} contacts, of which known: {answered}", soft_wrap=True)
    console.print(
        f"  not known: {quality.not_known} answers about {len(quality.gaps)} facts; to fill in: "
        f"advisory facts export {quality.host} --not-known",
        soft_wrap=True,
    )
    for gap in quality.gaps[:_GAPS_SHOWN]:
        console.print(f"    {gap.id}: {', '.join(gap.not_known)}", style="dim", soft_wrap=True)


def _print_voices(loaded: ContentFolder, locales: Path) -> None:
    """Print how much of the core can be heard, in each language that has a recording."""
    for row in voices_of(loaded.shared, locales):
        click.echo(
            f"voices {row.language}: {row.spoken} of {row.core} lines of the core can be heard; of "
            f"the recordings {row.stale} are of an older text, {row.unheard} no second person has "
            "heard"
        )


def _people(counts: object) -> str:
    rows = dict(counts) if isinstance(counts, dict) else {}
    return ", ".join(f"{who} {count}" for who, count in rows.items()) or "nobody"


# --- calls ------------------------------------------------------------------------------------


@click.command()
@click.option("--most", type=click.IntRange(min=1), help="At most this many numbers.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv"]),
    default="text",
    help="text: to read; csv: to fill in.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write.")
@click.option(
    "--import",
    "back",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Import a completed call sheet.",
)
@content_option
def calls(
    *, most: int | None, form: str, output: Path | None, back: Path | None, content: Path
) -> None:
    """Print the numbers to call this week, with what to ask; or import the results."""
    loaded = load_whole(content)
    if back is not None:
        _import_results(back, loaded, content)
        return
    rows = this_week(loaded, day(), most=most)
    text = render_calls(rows) if form == "csv" else _sheet(rows, emergency_codes(loaded)).encode()
    if output is None:
        click.echo(text.decode("utf-8-sig"), nl=False)
        return
    write_named_file(output, text, f"{output.as_posix()}: {len(rows)} numbers")


def _sheet(rows: list[Call], codes: list[Call]) -> str:
    lines = [f"Numbers to call this week: {len(rows)}", ""]
    for number, call in enumerate(rows, start=1):
        contact = call.contact
        claimed = ", ".join(contact.languages or ()) or "not known"
        lines += [
            f"{number}. {contact.label}: {call.number}",
            f"   {call.key}; last called: {contact.called_on or 'never'}; claims: {claimed}",
        ]
        if contact.press:
            lines.append(f"   Press {contact.press} when the line answers.")
        if contact.sensitive:
            lines.append(
                "   A line for people in need: say at once that this is not an emergency, and "
                "hang up if they are busy."
            )
        lines += [*(f"   {line}" for line in call.script()), ""]
    if codes:
        offices = ", ".join(f"{call.contact.label} {call.number}" for call in codes)
        lines += [
            "Never call these to test them; write to their offices instead:",
            f"   {offices}",
            "",
        ]
    lines.append("For a sheet to fill in, run: advisory calls --format csv -o calls.csv")
    return "\n".join(lines) + "\n"


def _import_results(back: Path, loaded: Content, content: Path) -> None:
    data = read_input(back)
    try:
        with at_hand(back):
            results, faults = parse_calls(data, loaded, day())
    except UnreadableFormError as error:
        click.echo(f"{back.as_posix()}: {error}")
        sys.exit(1)
    for fault in faults:
        click.echo(f"{back.as_posix()}: {fault}")
    # Not written: a number that does not work has no proof, and is withdrawn instead.
    wrong = [result for result in results if not result.works]
    for result in wrong:
        click.echo(
            f"{result.call.key}: {result.call.number} did not work on {result.day}. Call once "
            "more, then withdraw it: docs/how-to/report-a-wrong-number.md"
        )
    count, failed = 0, False
    for name, results_of_file in by_file(results).items():
        done = _write_results(content / name, results_of_file, content)
        count += done
        failed |= done != len(results_of_file)
    click.echo(
        f"{count} calls written, {len(wrong)} numbers do not work, {len(faults)} rows refused."
    )
    sys.exit(1 if faults or wrong or failed else 0)


def _write_results(path: Path, results: list[Result], content: Path) -> int:
    """Write results into one file of *content*; return how many."""
    changes = {
        tuple(result.call.key.partition(" ")[2].split(".")): result.fields() for result in results
    }
    try:
        text = with_fields(read_ordinary(path).decode("utf-8"), changes)
        write_whole(path, text.encode(), below=content)
    except (LayoutError, OSError) as error:
        click.echo(f"{path.as_posix()} was not changed: {error}. Make these changes by hand:")
        for where, fields in changes.items():
            words = ", ".join(f"{name}: {value}" for name, value in fields.items())
            click.echo(f"  {'.'.join(where)}: {words}")
        return 0
    click.echo(f"{path.as_posix()}: {len(results)} calls")
    return len(results)
