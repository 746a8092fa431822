"""Command line: ``plan`` and ``drill``, papers for those who assist. Thin."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click

from ..build.requested import note_of
from ..load import ContentFolder
from ..localise.advisory import Advisory
from ..localise.corridors import Selection, load_advisories
from ..localise.records.twins import DrillRecord
from ..products.paper import LeafletError
from ..products.staff.docx import document, to_bytes
from ..products.staff.papers import pick
from ..products.staff.papers.document import StaffDraft
from ..products.staff.papers.drill import draft_drill
from ..products.staff.papers.plan import draft_plan
from ..products.staff.papers.press import print_staff
from ..system.output import is_stream
from .console import (
    content_option,
    locales_option,
    notes_option,
    refuse_among_sources,
    write_named_file,
)
from .leaflet import print_codes, write_notes
from .loaded import load, refuse_unknown, stop_at_errors

output_option = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="File to write: .pdf or .docx.",
)
locale_option = click.option(
    "--locale", metavar="LOCALE", help="Language of the paper; default: the source locale."
)
docx_option = click.option(
    "--docx", "as_docx", is_flag=True, help="Make a .docx although FILE has another ending."
)


@click.command()
@click.argument("host")
@click.argument("origin")
@output_option
@docx_option
@locale_option
@content_option
@locales_option
@notes_option
def plan(
    host: str,
    origin: str,
    output: Path,
    *,
    as_docx: bool,
    locale: str | None,
    content: Path,
    locales: Path,
    notes: Path,
) -> None:
    """Make the contingency plan of an office: advisory plan thailand myanmar -o plan.docx.

    It holds counts and roles, never people: there is no option for a name, a telephone number or an
    address. What is local and secret is an empty line, to fill in by hand.
    """
    as_docx = _is_docx(output, as_docx=as_docx)
    advisory = _advisory(content, locales, host, locale, origin)
    if advisory.staff is None or advisory.staff.plan is None:
        raise click.UsageError(f"No plan was written for {host} yet.")
    try:
        draft = draft_plan(advisory)
        data = _printed(advisory, draft, as_docx=as_docx)
    except LeafletError as error:
        _stop(error)
    _write(output, data, draft, notes)


@click.command()
@click.argument("host")
@click.option("--hazard", required=True, metavar="ID", help="Which exercise: flood, earthquake, …")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    required=True,
    help="Number that picks the variants: the same number, the same exercise.",
)
@output_option
@docx_option
@locale_option
@content_option
@locales_option
@notes_option
def drill(
    host: str,
    *,
    hazard: str,
    seed: int,
    output: Path,
    as_docx: bool,
    locale: str | None,
    content: Path,
    locales: Path,
    notes: Path,
) -> None:
    """Make a table-top exercise: advisory drill thailand --hazard flood --seed 7 -o drill.pdf.

    The same number gives the same exercise, on any machine. The command says which variants it
    picked.
    """
    as_docx = _is_docx(output, as_docx=as_docx)
    advisory = _advisory(content, locales, host, locale)
    exercise = _exercise(advisory, hazard)
    chosen = pick(exercise, seed)
    try:
        draft = draft_drill(advisory, hazard, chosen, seed)
        data = _printed(advisory, draft, as_docx=as_docx)
    except LeafletError as error:
        _stop(error)
    _write(output, data, draft, notes)
    variants = ", ".join(f"{key}: {variant}" for key, variant in chosen.items() if variant)
    click.echo(f"Variants picked: {variants or 'none'}.", err=is_stream(output))


def _printed(advisory: Advisory, draft: StaffDraft, *, as_docx: bool) -> bytes:
    if as_docx:
        return to_bytes(document(advisory, draft), draft.edition.newest_read_on)
    return print_staff(draft)


def _is_docx(output: Path, *, as_docx: bool) -> bool:
    """Return which of the two is asked for; refuse, before the work, a file that cannot be it."""
    refuse_among_sources(output)
    if not output.parent.is_dir():
        folder = output.parent.as_posix()
        raise click.UsageError(
            f"{output} cannot be written: the folder {folder} is missing. Create it, or choose "
            "another file."
        )
    ending = output.suffix.lower()
    if as_docx and ending == ".pdf":
        raise click.UsageError(f"{output} is called a PDF. Leave out --docx, or call it .docx.")
    if not as_docx and ending not in (".pdf", ".docx"):
        raise click.UsageError(
            f"{output} ends in neither .pdf nor .docx, so it is not clear what to make. Call it "
            "one of them."
        )
    return as_docx or ending == ".docx"


def _advisory(
    content: Path, locales: Path, host: str, locale: str | None, origin: str | None = None
) -> Advisory:
    """Load one advisory that has something for those who assist."""
    loaded, _formats, problems = load(content, locales, publish=False)
    stop_at_errors(problems)
    locale = locale or loaded.site.source_locale
    refuse_unknown(loaded, Selection(host, locale))
    _refuse_origin(loaded, host, origin)
    for advisory in load_advisories(loaded, locales, Selection(host, locale), (locale,)):
        if advisory.staff is not None and origin in (None, advisory.origin):
            return advisory
    raise click.UsageError(f"Nothing for those who assist was written for {host} yet.")


def _refuse_origin(loaded: ContentFolder, host: str, origin: str | None) -> None:
    origins = sorted({one.origin for one in loaded.site.corridors if one.host == host})
    if origin is not None and origin not in origins:
        raise click.UsageError(
            f'There is nothing for people from "{origin}" in {host}; site.yaml has: '
            f"{', '.join(origins)}."
        )


def _exercise(advisory: Advisory, name: str) -> DrillRecord:
    """Return the exercise of a name; refuse another with the list of those there are."""
    drills = advisory.staff.drills if advisory.staff else {}
    if name not in drills:
        there_are = ", ".join(f"{key} ({one.title})" for key, one in drills.items()) or "none"
        raise click.UsageError(f'{advisory.host} has no exercise "{name}". There are: {there_are}.')
    return drills[name]


def _stop(error: Exception) -> NoReturn:
    click.echo(f"The paper was not made. {error}")
    sys.exit(1)


def _write(output: Path, data: bytes, draft: StaffDraft, notes: Path) -> None:
    """Note what the paper says, then write it: a paper that nobody can record must not get out."""
    write_notes(notes, [note_of(draft.paper, draft)])
    write_named_file(output, data, f"{output.as_posix()} ({len(data) // 1024} KB)")
    # Standard output may be the paper itself.
    print_codes([draft.edition.code], notes, err=is_stream(output))
