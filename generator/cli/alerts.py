"""Command line: ``alerts``: read an office's alert, and write a notice of ours as one. Thin."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from ..check.content.notices import check_notices
from ..load import Content, Host
from ..localise.corridors import Selection, load_advisories, load_catalogs, localisers
from ..people.alerts.drafting import Draft, drafted, why_not
from ..people.alerts.fetching import NotFetchedError, fetch
from ..people.alerts.reading import NotAnAlertError, OfficeAlert, read_alert
from ..people.notices.files import free_name, notice_text, write_notice
from ..people.notices.typed import contact_of
from ..products.channels.cap import alerts_of
from .console import content_option, locales_option, moment, write_named_file
from .loaded import load_whole, read_input


@click.group()
def alerts() -> None:
    """Read alerts of offices (CAP 1.2), and write notices of ours as alerts."""


@alerts.command()
@click.argument("file")
@click.option("--host", required=True, help="The host country whose office wrote it.")
@click.option("--office", metavar="CONTACT", help="The office: id, number or name of a contact.")
@click.option("--write", "writes", is_flag=True, help="Write the draft into content/notices/.")
@click.option("--anyway", is_flag=True, help="Although it is an exercise, expired or taken back.")
@content_option
@locales_option
def read(
    file: str,
    *,
    host: str,
    office: str | None,
    writes: bool,
    anyway: bool,
    content: Path,
    locales: Path,
) -> None:
    """Draft a notice from the alert FILE, or the one at an address (https://…).

    Nothing is published, and no word of the alert is taken over: sentences are ours, and what
    nobody can know from it is ___.
    """
    loaded = load_whole(content)
    if host not in loaded.hosts:
        known = ", ".join(sorted(loaded.hosts))
        raise click.UsageError(f'There is no host country "{host}". There are: {known}.')
    country = loaded.hosts[host]
    key = _office(office, country)
    alert = _read(file)
    for line in _in_words(alert):
        click.echo(line)
    reasons = why_not(alert, moment())
    for reason in reasons:
        click.echo(f"! {reason}")
    if not alert.infos or (reasons and not anyway):
        click.echo("No notice was drafted." + (" With --anyway one is." if alert.infos else ""))
        sys.exit(1)
    draft = drafted(alert, loaded, country, key, _names(loaded, locales))
    _tell(draft, alert, content, host, writes=writes)


def _office(typed: str | None, host: Host) -> str | None:
    if typed is None:
        return None
    try:
        return contact_of(typed, host.assistance.contacts)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _read(file: str) -> OfficeAlert:
    try:
        # A file has no scheme: "http:" is refused by what fetches, and says so.
        data = fetch(file) if "://" in file else read_input(Path(file))
        return read_alert(data)
    except (NotFetchedError, NotAnAlertError) as error:
        click.echo(str(error))
        sys.exit(1)


def _in_words(alert: OfficeAlert) -> Iterator[str]:
    """Yield what the office says, for the person to compare."""
    yield f"{alert.kind}, {alert.status}, {alert.scope}: {alert.identifier}"
    yield f"From {alert.sender}, sent {alert.sent.isoformat()}"
    for info in alert.infos:
        yield (
            f"[{info.language}] {info.event} ({info.urgency}, {info.severity}, {info.certainty}), "
            f"{info.sender_name}"
        )
        texts = (info.headline, info.description, info.instruction, info.web)
        yield from (f"  {text}" for text in texts if text)
        yield from (f"  Area: {area.words}" for area in info.areas)
        if info.expires:
            yield f"  Expires: {info.expires.isoformat()}"
    yield ""


def _names(content: Content, locales: Path) -> dict[str, list[str]]:
    """Names of hazards in all languages of the site, by slug."""
    domain = "hazards"
    catalogs = load_catalogs(content, locales, content.site.locales, domains=[domain])
    names = {slug: [hazard.name] for slug, hazard in content.hazards.items()}
    for catalog in catalogs.values():
        for slug, known in names.items():
            entry = catalog.entries.get(f"{slug}.name")
            if entry is not None and entry.msgstr:
                known.append(entry.msgstr)
    return names


def _tell(draft: Draft, alert: OfficeAlert, content: Path, host: str, *, writes: bool) -> None:
    head = [f"Drafted from the alert {alert.identifier} of {alert.sender}. Fill in every ___."]
    head += draft.notes
    word = draft.fields["hazard"].strip("_") or "alert"
    name = free_name(content, f"{draft.fields['begins'][:10]}-{host}-{word}")
    if not writes:
        click.echo(notice_text(draft.fields, head), nl=False)
        click.echo("\nNothing was written. With --write it goes into content/notices/.")
        return
    path = write_notice(content, name, draft.fields, head)
    for note in draft.notes:
        click.echo(f"- {note}")
    click.echo(f"Written: {path.as_posix()}")
    click.echo(f"Fill in every ___, then: advisory notice publish {name} --confirm HANDLE")


def _stop_at_faults(loaded: Content, name: str, host: str) -> None:
    """Say what is wrong in the notice *name*: what names nobody cannot be told."""
    if host not in loaded.hosts:
        raise click.UsageError(f'There is no host country "{host}", which "{name}" is for.')
    problems = check_notices(loaded.for_host(host), loaded.hosts[host], moment())
    wrong = [p for p in problems if p.level == "error" and p.file.endswith(f"/{name}.yaml")]
    for problem in wrong:
        click.echo(str(problem))
    if wrong:
        click.echo("Nothing was written. Correct the notice and try again.")
        sys.exit(1)


@alerts.command("write")
@click.argument("name")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--allow-draft", is_flag=True, help="Also one that may not leave: as an exercise, for a drill."
)
@content_option
@locales_option
def write_alert(
    name: str, folder: Path, *, allow_draft: bool, content: Path, locales: Path
) -> None:
    """Write the notice NAME as an alert in CAP 1.2 into FOLDER, or say what it lacks."""
    loaded = load_whole(content)
    one = loaded.notices.get(name)
    if one is None:
        there = ", ".join(sorted(loaded.notices)[-6:]) or "none"
        raise click.UsageError(f'No notice "{name}" is published. There are: {there}.')
    _stop_at_faults(loaded, name, one.host)
    # In the languages that readers are offered there, as the site has it.
    found = next(load_advisories(loaded, locales, Selection(one.host, loaded.site.source_locale)))
    made = list(localisers(loaded.for_host(one.host), locales, one.host, found.offered, moment()))
    alert = next((row for row in alerts_of(made, allow_draft=True) if row.notice == name), None)
    if alert is None:
        click.echo("It is told no longer, or its hazard has no alerts: there is nothing to write.")
        sys.exit(1)
    for reason in alert.lacks:
        click.echo(f"- {reason}")
    if alert.status != "Actual" and not allow_draft:
        click.echo("It may not leave as an alert. Nothing was written.")
        sys.exit(1)
    path = folder / Path(alert.path).name
    write_named_file(path, alert.xml.encode(), f"Written, {alert.status}: {path.as_posix()}")
