"""Command line: ``withdraw``, one id → the fact removed everywhere, and its papers listed. Thin."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import click
from pydantic import ValidationError

from ..load.ids import Standing, find_ids, find_number, hint, papers_with, withdrawable
from ..load.layers import lay_copy, read_to_edit
from ..load.withdrawal_mark import NotEditableError, withdrawn_text
from ..model import Editions, PaperEdition, Withdrawal
from ..problems import Problem, counted
from ..products.paper.editions.verdicts import Correction
from ..system.whole_file import write_whole
from .console import content_option, day, locales_option
from .loaded import load, load_whole, stop_at_errors
from .papers import about, answering, corrections_of, corrections_option, load_all, print_stickers


@click.command()
@click.argument("name", metavar="ID")
@click.option("--instead", metavar="ID", help="What replaces it wherever it is named.")
@click.option(
    "--why", default="No reason was noted.", help="What is wrong with it, for colleagues."
)
@click.option("--accept", metavar="HANDLE", help="Who decided that a life-safety line may go.")
@click.option("--reported", metavar="DAY", help="The day on which somebody said that it is wrong.")
@corrections_option
@content_option
@locales_option
def withdraw(
    name: str,
    *,
    instead: str | None,
    why: str,
    accept: str | None,
    reported: str | None,
    corrections: bool,
    content: Path,
    locales: Path,
) -> None:
    """Remove a fact from every page and paper, and list the papers that contain it.

    ID is the id of a contact, message, rule or phrase, for example "thailand.contacts.fire", or
    just "fire" if nothing else has that name. A telephone number stands for the contact that has
    it.
    """
    loaded, _formats, problems = load(content, locales, publish=False)
    stop_at_errors(problems)
    standing = _find(withdrawable(load_whole(content)), name)
    path = content / standing.file.name
    try:
        # Tried in a copy first: a site that cannot be built would go on showing the number.
        row = {"why": why, "instead": instead, "accepted_by": accept, "reported": reported}
        text = _withdrawn_text(content, standing, row)
        problems_after = _problems_with(content, locales, standing.file.name, text)
        _refuse_to_break(standing, problems, problems_after)
        write_whole(path, text.encode(), below=content)
    except NotEditableError as error:
        click.echo(f"Nothing was changed. {error}")
        sys.exit(1)
    except OSError as error:
        click.echo(f"Nothing was changed: {path} cannot be written ({error.strerror}).")
        sys.exit(1)
    click.echo(f"{standing.id} is withdrawn: {path.as_posix()}")
    for problem in _new_problems(problems, problems_after):
        click.echo(str(problem))
    affected = dict(papers_with(standing, loaded.editions))
    _list_papers(standing, affected, loaded.editions)
    if corrections:
        _stickers_for(content, locales, affected.values())
    click.echo("Next: run advisory build --all, publish, and tell those who hand out these papers.")


def _find(facts: Mapping[str, Standing], name: str) -> Standing:
    """Return the fact to withdraw; wrong usage for none, for several, or when it is withdrawn."""
    ids = find_ids(facts, name)
    what = f'"{name}" may mean several facts'
    if not ids:
        ids = _ids_of_number(facts, name)
        what = f'"{name}" is the number of {len(ids)} contacts'
    if not ids:
        raise click.UsageError(f'There is no fact "{name}" in the content.{hint(facts, name)}')
    if len(ids) > 1:
        raise click.UsageError(f"{what}. Type one of these:\n{_choices(facts[key] for key in ids)}")
    standing = facts[ids[0]]
    if (mark := standing.model.withdrawn) is not None:
        raise click.UsageError(f"{standing.id} was already withdrawn on {mark.day}.")
    return standing


def _ids_of_number(facts: Mapping[str, Standing], number: str) -> list[str]:
    """Return the contacts that have *number*; wrong usage when it is only one more of theirs."""
    main, others = find_number(facts, number)
    if others and not main:
        _refuse_second_number(number, [facts[key] for key in others])
    # One that is taken out already is the answer only where there is no other.
    return [key for key in main if facts[key].model.withdrawn is None] or main


def _refuse_second_number(number: str, owners: list[Standing]) -> None:
    """Keep somebody from taking out a whole office with its good numbers for one that is wrong."""
    places = ", ".join(f"{one.file.shown}:{one.file.line_of(one.path)}" for one in owners)
    raise click.UsageError(
        f'"{number}" is one of several numbers of these entries. If only the number is wrong, '
        f"delete it there ({places}). If the whole entry is wrong, type:\n{_choices(owners)}"
    )


def _choices(standings: Iterable[Standing]) -> str:
    """List the commands to type, each with the words of what it takes out."""
    return "\n".join(f"  advisory withdraw {one.id}   ({one.words})" for one in standings)


def _withdrawn_text(content: Path, standing: Standing, said: Mapping[str, str | None]) -> str:
    """Return the text of the file with the mark; *said* is what was typed, by field of the mark."""
    try:
        row = {"day": str(day()), **said}
        mark = Withdrawal.model_validate(row)
    except ValidationError as error:
        if not (where := error.errors()[0]["loc"]):
            raise click.UsageError(
                f"--reported: {row['reported']} is in the future (today is {row['day']}). Write "
                "the day on which somebody told you."
            ) from error
        what = str(where[0])
        option = {"accepted_by": "accept"}.get(what, what)
        raise click.UsageError(f'--{option}: "{row[what]}" is not in the right form.') from error
    return withdrawn_text(read_to_edit(content, standing.file.name).decode(), standing, mark)


def _problems_with(content: Path, locales: Path, name: str, text: str) -> list[Problem]:
    """Check the content as it would be, in a copy; name its files as they are called here."""
    with tempfile.TemporaryDirectory(prefix="advisory-withdraw-") as folder:
        copy = Path(folder, "content")
        # Hidden names are no content; what a link leads to is not copied.
        shutil.copytree(content, copy, symlinks=True, ignore=shutil.ignore_patterns(".*"))
        lay_copy(copy, content)
        write_whole(copy / name, text.encode(), below=copy)
        _loaded, _formats, problems = load(copy, locales, publish=False)
    return problems


def _new_problems(before: Collection[Problem], after: Collection[Problem]) -> Iterator[Problem]:
    """Yield what the change brought: problems that no file had before, wherever it lies."""
    old = {(p.rule, p.where, p.message) for p in before}
    return (p for p in after if (p.rule, p.where, p.message) not in old)


def _refuse_to_break(
    standing: Standing, before: Collection[Problem], after: Collection[Problem]
) -> None:
    """Leave when the site could not be built: then the wrong number would stay online."""
    errors = [problem for problem in _new_problems(before, after) if problem.level == "error"]
    if not errors:
        return
    for problem in errors:
        click.echo(str(problem))
    click.echo(
        f"Nothing was changed: {counted(len(errors), 'place')} would be left empty. "
        f'Name a replacement for {standing.id} with "--instead ID", or change these places '
        "first."
    )
    sys.exit(1)


def _list_papers(
    standing: Standing, affected: Mapping[str, PaperEdition], recorded: Editions
) -> None:
    if not recorded.records:
        click.echo("No paper is recorded yet, so none can be listed.")
        return
    if not affected:
        click.echo("No recorded paper contains it.")
        return
    click.echo(f"Papers that contain it ({len(affected)}):")
    for code, edition in affected.items():
        text = edition.facts.get(standing.on_paper(edition.host), "")
        what = f", says {text}" if standing.is_contact else ""
        click.echo(f"- {about(code, edition, recorded)}{what}")


def _stickers_for(content: Path, locales: Path, affected: Collection[PaperEdition]) -> None:
    """Stickers for all that is wrong by now on the papers that are affected."""
    _loaded, _formats, advisories = load_all(content, locales, whole=True)
    fixes_by_advisory: dict[str, dict[str, Correction]] = {}
    for edition in affected:
        if (advisory := answering(advisories, edition)) is not None:
            of_advisory = fixes_by_advisory.setdefault(f"{advisory.host} {advisory.locale}", {})
            of_advisory |= {fix.old: fix for fix in corrections_of(edition, advisory)}
    for advisory in advisories:
        corrections = fixes_by_advisory.get(f"{advisory.host} {advisory.locale}")
        if corrections:
            print_stickers(advisory, list(corrections.values()))
