"""Command line: ``report``, one A4 of a country, and a report over a time. Thin."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from ..check.content.facts import thai_calendar
from ..load import ContentFolder
from ..model.leaflet import Leaflet
from ..people.report.code import content_code
from ..people.report.one_page import Made, OnePage, page_of_host, page_of_origin
from ..people.report.one_page_pdf import print_page
from ..people.report.pairs import origin_name
from ..people.report.period import PeriodReport, as_csv, as_json, as_text, make_period_report
from ..people.report.summary import summarise
from ..people.report.tallies import Known, read_tallies, template
from ..problems import counted
from ..products.paper import LeafletError
from ..system.output import is_stream
from .console import content_option, day, locales_option, refuse_among_sources, write_named_file
from .loaded import load, load_whole, stop_at_errors


@click.command()
@click.argument("name", metavar="[HOST|ORIGIN]", required=False)
@click.option(
    "--as",
    "kind",
    type=click.Choice(["host", "origin"]),
    help="Which is meant, if a country is both.",
)
@click.option(
    "--from", "start", metavar="DAY", help="First day of a time: a report over that time."
)
@click.option("--to", "end", metavar="DAY", help="Its last day.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    help="Form of a report over a time; default: table.",
)
@click.option(
    "--tallies",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="DIRECTORY",
    help="Folder of the tables of partners; default: tallies beside the content.",
)
@click.option("--template", "blank", is_flag=True, help="Write a table for partners to fill in.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; default: the usual name, in this folder; over a time: the terminal.",
)
@content_option
@locales_option
def report(
    name: str | None,
    *,
    kind: str | None,
    start: str | None,
    end: str | None,
    form: str | None,
    tallies: Path | None,
    blank: bool,
    output: Path | None,
    content: Path,
    locales: Path,
) -> None:
    """Make one A4 for a manager or donor: advisory report thailand, or advisory report myanmar.

    It tells what there is for people in a host country, or from an origin country, in which
    languages, how far it is proved, what is overdue or due in 90 days, and what lacks. It names no
    translator, caller or reader.

    With --from and --to it counts what was done in that time: tallies of partners, numbers called,
    corrections, tests. Counts below eleven are hidden.
    """
    _refuse_output(output)
    if blank:
        _write_template(name, output)
    elif start or end:
        folder = tallies or content.parent / "tallies"
        _write_time(_count_time(name, _days(start, end), folder, content), form or "table", output)
    elif name is None:
        raise click.UsageError(
            'Name a country ("advisory report thailand"), or a time ("--from 2026-01-01 --to '
            '2026-03-31").'
        )
    elif form or tallies:
        raise click.UsageError(
            "--format and --tallies belong to a report over a time. Add --from DAY and --to DAY, "
            "or leave them out."
        )
    else:
        _report_country(name, kind, output, content, locales)


# --- one A4 ---------------------------------------------------------------------------------------


def _report_country(
    name: str, kind: str | None, output: Path | None, content: Path, locales: Path
) -> None:
    loaded, formats, problems = load(content, locales, publish=False)
    stop_at_errors(problems)
    kind = _kind_of(loaded, name, kind)
    made = Made(loaded.site, content_code(content, locales), day())
    page = _page(loaded, locales, formats, made, name=name, is_host=kind == "host")
    try:
        data = print_page(page, loaded.site.source_locale)
    except LeafletError as error:
        click.echo(f"The report was not made. {error}")
        sys.exit(1)
    path = output or Path(f"{name}.report.pdf")
    write_named_file(path, data, f"{path.as_posix()} ({len(data) // 1024} KB)")
    click.echo(f"Made from the content {page.code}.", err=is_stream(path))


def _page(
    loaded: ContentFolder,
    locales: Path,
    formats: Mapping[str, Leaflet],
    made: Made,
    *,
    name: str,
    is_host: bool,
) -> OnePage:
    if is_host:
        return page_of_host(summarise(loaded, locales, formats, name, made.day), made)
    hosts = dict.fromkeys(one.host for one in loaded.site.corridors if one.origin == name)
    summaries = [summarise(loaded, locales, formats, host, made.day, origin=name) for host in hosts]
    return page_of_origin(name, origin_name(loaded, name), summaries, made)


def _kind_of(loaded: ContentFolder, name: str, kind: str | None) -> str:
    """Return whether *name* is a host country or an origin country of site.yaml."""
    hosts = sorted({one.host for one in loaded.site.corridors})
    origins = sorted({one.origin for one in loaded.site.corridors})
    kinds = [
        one
        for one, names in (("host", hosts), ("origin", origins))
        if name in names and kind in (None, one)
    ]
    if not kinds:
        what = {"host": "host country", "origin": "origin country"}.get(kind or "", "country")
        listed = {"host": hosts, "origin": origins}.get(kind or "", [*hosts, *origins])
        raise click.UsageError(f'There is no {what} "{name}"; site.yaml has: {", ".join(listed)}.')
    if len(kinds) > 1:
        raise click.UsageError(
            f'"{name}" is both a host country and an origin country. Add "--as host" or "--as '
            'origin".'
        )
    return kinds[0]


def _refuse_output(output: Path | None) -> None:
    """Say before the work that the file cannot be there."""
    if output is None:
        return
    refuse_among_sources(output)
    if not output.parent.is_dir():
        raise click.UsageError(
            f"{output} cannot be written: the folder {output.parent.as_posix()} is missing. Create "
            "it, or choose another file."
        )


# --- over a time ----------------------------------------------------------------------------------


def _days(start: str | None, end: str | None) -> tuple[date, date]:
    """Return the first and the last day of the time; wrong usage where they are none."""
    if not start or not end:
        raise click.UsageError("A time has two ends. Write both --from DAY and --to DAY.")
    days, today = [], day()
    for option, text in (("--from", start), ("--to", end)):
        try:
            days.append(date.fromisoformat(text))
        except ValueError:
            raise click.UsageError(
                f'{option}: "{text}" is not a day. Write it like 2026-11-25.'
            ) from None
        if days[-1] > today:
            remedy = thai_calendar(text, today) or "Choose today or an earlier day."
            raise click.UsageError(
                f"{option}: {text} is in the future (today is {today}). {remedy}"
            )
    if days[0] > days[1]:
        raise click.UsageError(f"The time would begin on {start} and end before, on {end}.")
    return days[0], days[1]


def _count_time(
    name: str | None, days: tuple[date, date], folder: Path, content: Path
) -> PeriodReport:
    """Count what was done; leave with exit code 1 where a table of a partner has a fault."""
    loaded = load_whole(content)
    hosts = sorted({one.host for one in loaded.site.corridors})
    if name is not None and name not in hosts:
        raise click.UsageError(
            f'There is no host country "{name}"; site.yaml has: {", ".join(hosts)}.'
        )
    partners = frozenset(loaded.partners.partners)
    tallies, faults = read_tallies(folder, Known(frozenset(hosts), partners, day()))
    if faults:
        # A report without what is wrong would be too small, and nobody would see it.
        for fault in faults:
            click.echo(f"{folder.as_posix()}/{fault}")
        click.echo(
            f"No report was made: {counted(len(faults), 'fault')} in the tables of partners."
        )
        sys.exit(1)
    return make_period_report(loaded, tallies, *days, [name] if name else hosts)


def _write_time(report: PeriodReport, form: str, output: Path | None) -> None:
    data = {
        "table": lambda: as_text(report).encode(),
        "csv": lambda: as_csv(report),
        "json": lambda: as_json(report).encode(),
    }[form]()
    if output is None:
        click.echo(data.decode("utf-8-sig"), nl=False)
    else:
        write_named_file(output, data, f"{output.as_posix()}: {counted(len(report.rows), 'row')}")


def _write_template(host: str | None, output: Path | None) -> None:
    data = template(host or "")
    if output is None:
        click.echo(data.decode("utf-8-sig"), nl=False)
    else:
        write_named_file(output, data, f"{output.as_posix()}: a table to fill in")
