"""Command line: ``editions record`` and ``editions diff``, for published papers. Thin."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from ..build.errors import BuildError
from ..build.record import append_record, new_record
from ..build.requested import Note, read_notes
from ..load import ContentFolder
from ..localise.advisory import Advisory
from ..localise.corridors import Selection, load_advisories
from ..model import Editions, PaperEdition
from ..model.editions import WORDLESS
from ..model.leaflet import Leaflet
from ..problems import counted
from ..products.paper import LeafletError
from ..products.paper.editions.compare import compare, in_words
from ..products.paper.editions.fact_record import all_carried, stand_ins
from ..products.paper.editions.verdicts import Correction, judge
from ..products.paper.stickers import FILLED_ROWS, legend, make_stickers
from .console import (
    content_option,
    day,
    locales_option,
    notes_option,
    site_option,
    write_named_file,
)
from .loaded import load, stop_at_errors

corrections_option = click.option(
    "--corrections",
    is_flag=True,
    help="Make sheets of stickers with the correct numbers, one PDF for each language.",
)
NOW = "now"


@click.group()
def editions() -> None:
    """Record published papers, and compare them with the content of today."""


@editions.command()
@click.option(
    "--requested", is_flag=True, help="Record only papers made on request; ignore the site."
)
@content_option
@locales_option
@site_option
@notes_option
def record(*, requested: bool, content: Path, locales: Path, site: Path, notes: Path) -> None:
    """Record the papers of the built site, and those made on request, in content/editions.yaml."""
    path = content / "editions.yaml"
    requested_notes: Mapping[str, Note] = {}
    try:
        requested_notes = read_notes(notes)
        loaded, formats, advisories = load_all(content, locales, none=requested)
        added = new_record(
            advisories,
            formats=formats,
            recorded=loaded.editions,
            site=None if requested else site,
            notes=requested_notes,
            day=day(),
        )
        if added is None:
            click.echo(
                f"Nothing new: every paper in {notes if requested else site} is already recorded."
            )
            return
        append_record(path, added)
    except BuildError as error:
        click.echo(f"Nothing was recorded. {error}")
        if requested_notes and not requested:
            click.echo("To record only the papers made on request, add --requested.")
        sys.exit(1)
    except OSError as error:
        click.echo(f"Nothing was recorded: {path} cannot be written ({error.strerror}).")
        sys.exit(1)
    for code, edition in added.editions.items():
        click.echo(f"{code}: {', '.join(edition.names)}")
    click.echo(
        f"{counted(len(added.editions), 'edition')} added to {path.as_posix()}. Commit it and "
        "build again: from then on the page “Print” answers for these codes."
    )


@editions.command()
@click.argument("old")
@click.argument("new", default=NOW)
@corrections_option
@content_option
@locales_option
def diff(old: str, new: str, *, corrections: bool, content: Path, locales: Path) -> None:
    """Describe what changed from edition OLD to NEW, or to the content of today."""
    loaded, _formats, advisories = load_all(content, locales, whole=True)
    before = _edition(loaded.editions, old)
    advisory = _advisory_of(advisories, before, old)
    now, sentences = all_carried(advisory), dict(loaded.editions.sentences)
    if new == NOW:
        instead = stand_ins(advisory)
        # A fact that was withdrawn is compared with the one that stands in for it.
        today = {name: now.get(instead.get(name, name)) for name in before.facts}
        facts = {name: fact.said for name, fact in today.items() if fact is not None}
    else:
        facts = _edition(loaded.editions, new).facts
    # What a paper says of a sentence begins with the digest of it (ADR 11).
    sentences |= {fact.said.split(" ")[0]: fact.sentence for fact in now.values()}
    changes = compare(before.facts, facts)
    click.echo(f"{about(old, before, loaded.editions)}\n{_about_new(new, loaded.editions)}")
    names = _names(loaded, before.host)
    for line in in_words(changes, before.facts, facts, sentences, names):
        click.echo(f"- {line}")
    if not changes:
        click.echo("No fact has changed.")
    if corrections:
        print_stickers(advisory, corrections_of(before, advisory))


def about(code: str, edition: PaperEdition, recorded: Editions) -> str:
    """Return which papers a code stands for, since when, and how long they are good."""
    return (
        f"{code}: {', '.join(edition.names)}, recorded {recorded.recorded_on[code]}, good until "
        f"{edition.valid_until}"
    )


def _about_new(code: str, recorded: Editions) -> str:
    return (
        "now: the content as it is"
        if code == NOW
        else about(code, recorded.by_code[code], recorded)
    )


def _edition(recorded: Editions, code: str) -> PaperEdition:
    """Find an edition; wrong usage when it was never recorded.

    A code that is nearly the same is another paper's: it is never proposed.
    """
    editions_by_code = recorded.by_code
    if code not in editions_by_code:
        raise click.UsageError(
            f'No paper with the code "{code}" is recorded in content/editions.yaml '
            f"({counted(len(editions_by_code), 'code')}). Compare it letter by letter with the "
            "paper. If it is right, that paper was never recorded, and only the paper itself "
            "shows what it says."
        )
    return editions_by_code[code]


def _advisory_of(advisories: Sequence[Advisory], edition: PaperEdition, code: str) -> Advisory:
    if (advisory := answering(advisories, edition)) is not None:
        return advisory
    raise click.UsageError(f"site.yaml no longer names the host country or locale of {code}.")


def answering(advisories: Sequence[Advisory], edition: PaperEdition) -> Advisory | None:
    """Return the advisory with what is true of *edition*; None = site.yaml has no such place now.

    A paper without words has the advisory in the host country's language, else in the first locale.
    """
    there = [one for one in advisories if one.host == edition.host]
    own = [one for one in there if one.locale == edition.locale]
    if edition.locale == WORDLESS:
        own = [one for one in there if one.locale == one.country.language] or there
    return own[0] if own else None


def corrections_of(edition: PaperEdition, advisory: Advisory) -> Sequence[Correction]:
    """List the numbers on a paper that are no longer right."""
    verdict = judge(edition, advisory, all_carried(advisory), stand_ins(advisory))
    return verdict.corrections


def print_stickers(advisory: Advisory, corrections: Sequence[Correction]) -> None:
    """Write a PDF of stickers in the advisory's language into this folder."""
    path = Path(f"{advisory.host}.{advisory.locale}.stickers.pdf")
    in_black = Path(f"{advisory.host}.{advisory.locale}.stickers-mono.pdf")
    try:
        data = make_stickers(advisory, corrections, f"{day():%y%m%d}")
        mono = make_stickers(advisory, corrections, f"{day():%y%m%d}", mono=True)
    except LeafletError as error:
        click.echo(f"No stickers in {advisory.locale}. {error}")
    else:
        write_named_file(path, data, f"Stickers: {path}")
        write_named_file(in_black, mono, f"The same for black-and-white printers: {in_black}")
        for sheet, start in enumerate(range(0, len(corrections), FILLED_ROWS), 1):
            for line in legend(corrections[start : start + FILLED_ROWS]):
                click.echo(f"  sheet {sheet}, rows {line}")


def load_all(
    content: Path, locales: Path, *, whole: bool = False, none: bool = False
) -> tuple[ContentFolder, Mapping[str, Leaflet], Sequence[Advisory]]:
    """Load what readers are offered; *whole*: every locale, *none*: no locale; stop at errors."""
    loaded, formats, problems = load(content, locales, publish=False)
    stop_at_errors(problems)
    if none:
        return loaded, formats, []
    offered = tuple(loaded.site.locales) if whole else None
    return loaded, formats, list(load_advisories(loaded, locales, Selection(), offered))


def _names(content: ContentFolder, host: str) -> dict[str, str]:
    contacts = content.hosts[host].assistance.contacts if host in content.hosts else {}
    partners = content.partners.partners
    return {f"contacts.{key}": contact.label for key, contact in contacts.items()} | {
        f"partners.{key}": partner.name for key, partner in partners.items()
    }
