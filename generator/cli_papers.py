"""The commands about papers that are out in the world: ``editions``, ``withdraw``. Thin."""

from __future__ import annotations

import difflib
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .console import (
    content_option,
    day,
    load,
    load_whole,
    locales_option,
    site_option,
    stop_at_errors,
    write_asked,
)
from .ordinary_file import read_ordinary
from .problems import counted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from .advisory import Advisory
    from .load import ContentFolder
    from .load.ids import Standing
    from .model import Editions, PaperEdition
    from .model.leaflet import Leaflet
    from .problems import Problem
    from .products.verdicts import Correction

corrections_option = click.option(
    "--corrections", is_flag=True,
    help="Print sheets of stickers with the right numbers, one PDF for each language.",
)  # fmt: skip
NOW = "now"


@click.group()
def editions() -> None:
    """Note which papers were published; tell what has changed since."""


@editions.command()
@content_option
@locales_option
@site_option
def record(content: Path, locales: Path, site: Path) -> None:
    """Add the papers of the built site to content/editions.yaml, with the facts they print."""
    from .build.errors import BuildError
    from .build.record import append_record, new_record

    loaded, formats, advisories = _load(content, locales)
    path = content / "editions.yaml"
    try:
        added = new_record(
            advisories, formats=formats, recorded=loaded.editions, site=site, day=day()
        )
        if added is None:
            click.echo(f"Nothing new: every paper of {site} is recorded.")
            return
        append_record(path, added)
    except BuildError as error:
        click.echo(f"Nothing was recorded. {error}")
        sys.exit(1)
    except OSError as error:
        click.echo(f"Nothing was recorded: {path} cannot be written ({error.strerror}).")
        sys.exit(1)
    for code, edition in added.editions.items():
        click.echo(f"{code}: {', '.join(edition.papers)}")
    click.echo(
        f"{counted(len(added.editions), 'edition')} added to {path.as_posix()}. Commit it, and build once "
        "more: the page “Print” answers for these codes from then on."
    )


@editions.command()
@click.argument("old")
@click.argument("new", default=NOW)
@corrections_option
@content_option
@locales_option
def diff(old: str, new: str, *, corrections: bool, content: Path, locales: Path) -> None:
    """Tell in plain words what changed from edition OLD to NEW, or to the content as it is now."""
    from .products.carried import all_carried, stand_ins
    from .products.compare import compare, in_words

    loaded, _formats, advisories = _load(content, locales, whole=True)
    before = _edition(loaded.editions, old)
    advisory = _advisory_of(advisories, before, old)
    now, sentences = all_carried(advisory), dict(loaded.editions.sentences)
    if new == NOW:
        instead = stand_ins(advisory)
        today = {name: now.get(instead.get(name, name)) for name in before.facts}
        facts = {name: fact.said for name, fact in today.items() if fact is not None}
    else:
        facts = _edition(loaded.editions, new).facts
    sentences |= {fact.said.split(" ")[0]: fact.sentence for fact in now.values()}
    found = compare(before.facts, facts)
    click.echo(f"{_about(old, before, loaded.editions)}\n{_about_new(new, loaded.editions)}")
    names = _names(loaded, before.host)
    for line in in_words(found, before.facts, facts, sentences, names):
        click.echo(f"- {line}")
    if not found:
        click.echo("Nothing that either says has changed.")
    if corrections:
        _print_stickers(advisory, _corrections(before, advisory))


def _about(code: str, edition: PaperEdition, recorded: Editions) -> str:
    return (
        f"{code}: {', '.join(edition.papers)}, recorded {recorded.recorded_on[code]}, good until "
        f"{edition.valid_until}"
    )


def _about_new(code: str, recorded: Editions) -> str:
    return "now: the content as it is" if code == NOW else _about(code, recorded.by_code[code], recorded)  # fmt: skip


def _edition(recorded: Editions, code: str) -> PaperEdition:
    """Find an edition; wrong usage when it was never recorded."""
    known = recorded.by_code
    if code not in known:
        near = difflib.get_close_matches(code, known, 1)
        hint = f' Did you mean "{near[0]}"?' if near else ""
        raise click.UsageError(f'No edition "{code}" is recorded in content/editions.yaml.{hint}')
    return known[code]


def _advisory_of(advisories: Sequence[Advisory], edition: PaperEdition, code: str) -> Advisory:
    for advisory in advisories:
        if (advisory.host, advisory.locale) == (edition.host, edition.locale):
            return advisory
    raise click.UsageError(f"site.yaml no longer names the host country or locale of {code}.")


def _corrections(edition: PaperEdition, advisory: Advisory) -> Sequence[Correction]:
    from .products.carried import all_carried, stand_ins
    from .products.verdicts import judge

    verdict = judge(edition, advisory, all_carried(advisory), stand_ins(advisory))
    return verdict.corrections


def _print_stickers(advisory: Advisory, corrections: Sequence[Correction]) -> None:
    """Write a PDF of stickers in the advisory's language into this folder."""
    from .products.leaflets import LeafletError
    from .products.leaflets.stickers import FILLED_ROWS, legend, make_stickers

    path = Path(f"{advisory.host}.{advisory.locale}.stickers.pdf")
    try:
        data = make_stickers(advisory, corrections, f"{day():%y%m%d}")
    except LeafletError as error:
        click.echo(f"No stickers in {advisory.locale}. {error}")
    else:
        write_asked(path, data, f"Stickers: {path}")
        for sheet, start in enumerate(range(0, len(corrections), FILLED_ROWS), 1):
            for line in legend(corrections[start : start + FILLED_ROWS]):
                click.echo(f"  sheet {sheet}, rows {line}")


# --- withdraw -------------------------------------------------------------------------------


@click.command()
@click.argument("name", metavar="ID")
@click.option("--instead", metavar="ID", help="What takes its place wherever it is named.")
@click.option(
    "--why", default="No reason was noted.", help="What is wrong with it, for colleagues."
)
@click.option("--accept", metavar="HANDLE", help="Who decided that a life-safety line may go.")
@corrections_option
@content_option
@locales_option
def withdraw(
    name: str, *, instead: str | None, why: str, accept: str | None, corrections: bool,
    content: Path, locales: Path,
) -> None:  # fmt: skip
    """Take a fact out of every page and paper, and list the papers that carry it.

    ID is that of a contact, message, rule or phrase, for example "fire" or
    "thailand.contacts.fire".
    """
    from .load.edit import NotEditableError
    from .load.ids import withdrawable
    from .whole_file import write_whole

    loaded, _formats, problems = load(content, locales, publish=False)
    stop_at_errors(problems)
    standing = _find(withdrawable(load_whole(content)), name)
    path = content / standing.file.name
    try:
        text = _marked(path, standing, instead=instead, why=why, accept=accept)
        found = _tried(content, locales, standing.file.name, text)
        _refuse_to_break(standing, problems, found)
        write_whole(path, text.encode(), below=content)
    except NotEditableError as error:
        click.echo(f"Nothing was changed. {error}")
        sys.exit(1)
    except OSError as error:
        click.echo(f"Nothing was changed: {path} cannot be written ({error.strerror}).")
        sys.exit(1)
    click.echo(f"{standing.id} is withdrawn: {path.as_posix()}")
    for problem in _new(problems, found):
        click.echo(str(problem))
    affected = dict(_papers_with(standing, loaded.editions))
    _list_papers(standing, affected, loaded.editions)
    if corrections:
        _stickers_for(content, locales, affected.values())
    click.echo("Now: advisory build, publish, and tell whoever hands these papers out.")


def _find(known: Mapping[str, Standing], name: str) -> Standing:
    """Find what is to be withdrawn; wrong usage when it is not there, not clear, or gone already."""
    from .load.ids import find_ids

    ids = find_ids(known, name)
    if not ids:
        short = {each.rpartition(".")[2]: each for each in known}
        near = difflib.get_close_matches(name, [*known, *short], 1)
        hint = f' Did you mean "{short.get(near[0], near[0])}"?' if near else ""
        raise click.UsageError(f'There is no fact "{name}" in the content.{hint}')
    if len(ids) > 1:
        raise click.UsageError(f'"{name}" may mean: {", ".join(ids)}. Give one of these.')
    standing = known[ids[0]]
    if (mark := standing.model.withdrawn) is not None:
        raise click.UsageError(f"{standing.id} was withdrawn on {mark.day} already.")
    return standing


def _marked(
    path: Path, standing: Standing, *, instead: str | None, why: str, accept: str | None
) -> str:
    from pydantic import ValidationError

    from .load.edit import withdrawn_text
    from .model import Withdrawal

    try:
        row = {"day": str(day()), "why": why, "instead": instead, "accepted_by": accept}
        mark = Withdrawal.model_validate(row)
    except ValidationError as error:
        what = str(error.errors()[0]["loc"][0])
        option = {"accepted_by": "accept"}.get(what, what)
        raise click.UsageError(f'--{option}: "{row[what]}" has not the right form.') from error
    return withdrawn_text(read_ordinary(path).decode(), standing, mark)


def _tried(content: Path, locales: Path, name: str, text: str) -> list[Problem]:
    """Check the content as it would be, in a copy; name its files as they are called here."""
    from .whole_file import write_whole

    with tempfile.TemporaryDirectory(prefix="advisory-withdraw-") as folder:
        copy = Path(folder, "content")
        # Hidden names are no content; what a link leads to is not copied.
        shutil.copytree(content, copy, symlinks=True, ignore=shutil.ignore_patterns(".*"))
        write_whole(copy / name, text.encode(), below=copy)
        _loaded, _formats, problems = load(copy, locales, publish=False)
    return problems


def _new(before: Collection[Problem], after: Collection[Problem]) -> Iterator[Problem]:
    """Yield what the change brought: problems that no file had before, wherever it lies."""
    known = {(p.rule, p.where, p.message) for p in before}
    return (p for p in after if (p.rule, p.where, p.message) not in known)


def _refuse_to_break(
    standing: Standing, before: Collection[Problem], after: Collection[Problem]
) -> None:
    """Leave when the site could not be built any more: then the wrong number would stay up."""
    errors = [problem for problem in _new(before, after) if problem.level == "error"]
    if not errors:
        return
    for problem in errors:
        click.echo(str(problem))
    click.echo(
        f"Nothing was changed: {counted(len(errors), 'place')} would be left without "
        f'anything. Say what takes the place of {standing.id} with "--instead ID", or change '
        "these places first."
    )
    sys.exit(1)


def _papers_with(standing: Standing, recorded: Editions) -> Iterator[tuple[str, PaperEdition]]:
    """Yield the recorded editions that carry it, newest first."""
    for code, edition in reversed(list(recorded.by_code.items())):
        if standing.owner not in ("", edition.host):
            continue
        name = standing.on_paper(edition.host)
        if any(fact == name or fact.startswith(f"{name}.") for fact in edition.facts):
            yield code, edition


def _list_papers(
    standing: Standing, affected: Mapping[str, PaperEdition], recorded: Editions
) -> None:
    if not recorded.records:
        click.echo("No paper was recorded yet, so none can be listed.")
        return
    if not affected:
        click.echo("No recorded paper carries it.")
        return
    click.echo(f"Papers that carry it ({len(affected)}):")
    for code, edition in affected.items():
        said = edition.facts.get(standing.on_paper(edition.host), "")
        what = f", says {said}" if standing.model.__class__.__name__ == "Contact" else ""
        click.echo(f"- {_about(code, edition, recorded)}{what}")


def _stickers_for(content: Path, locales: Path, affected: Collection[PaperEdition]) -> None:
    """Stickers for all that is wrong by now on the papers that are affected."""
    _loaded, _formats, advisories = _load(content, locales, whole=True)
    wanted: dict[str, dict[str, Correction]] = {}
    for edition in affected:
        for advisory in advisories:
            if (advisory.host, advisory.locale) == (edition.host, edition.locale):
                fixes = wanted.setdefault(f"{advisory.host} {advisory.locale}", {})
                fixes |= {fix.old: fix for fix in _corrections(edition, advisory)}
    for advisory in advisories:
        known = wanted.get(f"{advisory.host} {advisory.locale}")
        if known:
            _print_stickers(advisory, list(known.values()))


def _load(
    content: Path, locales: Path, *, whole: bool = False
) -> tuple[ContentFolder, Mapping[str, Leaflet], Sequence[Advisory]]:
    """Load what is offered to readers, or with *whole* every locale; stop at errors."""
    from .build.advisories import Selection, load_advisories

    loaded, formats, problems = load(content, locales, publish=False)
    stop_at_errors(problems)
    offered = tuple(loaded.site.locales) if whole else None
    return loaded, formats, list(load_advisories(loaded, locales, Selection(), offered))


def _names(content: ContentFolder, host: str) -> dict[str, str]:
    contacts = content.hosts[host].assistance.contacts if host in content.hosts else {}
    partners = content.partners.partners
    return {f"contacts.{key}": contact.label for key, contact in contacts.items()} | {
        f"partners.{key}": partner.name for key, partner in partners.items()
    }
