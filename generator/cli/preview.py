"""Command line: ``preview``, what a change does, for a reviewer without us. Thin."""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import click

from ..build.make import make_all
from ..build.objects import Cache
from ..cache.answers import cache_folder
from ..load.layers import lay_copy
from ..localise.corridors import Selection
from ..problems import base_of, counted, format_problems
from ..serve.review.comparison import compare
from ..serve.review.folder import PlaceTakenError, Review, refuse_taken, write_review
from ..serve.review.made import make_pairs
from ..serve.review.places import Place
from ..serve.review.state import State, StateError
from ..system.git_tree import Commit, GitTreeError, extract, find_commit
from .console import content_option, locales_option, progress, refuse_among_sources
from .loaded import refuse_unknown

_MOST_PLACES = 150
_MOST_SECONDS = 600.0
_MOST_SHOWN = 5


@click.command()
@click.option(
    "--since", "ref", metavar="REF", required=True, help="Commit, branch or tag to compare with."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar="DIR",
    help="Folder to write; it must be new, empty, or an earlier one.",
)
@click.option("--only", metavar="HOST[/LOCALE]", help="One host country, or one locale of it.")
@click.option(
    "--all", "everything", is_flag=True, help="Also when a great many pages and papers differ."
)
@content_option
@locales_option
def preview(
    ref: str, *, output: Path, only: str | None, everything: bool, content: Path, locales: Path
) -> None:
    """Write a folder that shows each changed page and paper before and after, in any browser.

    Compares the files as they are now with those of REF, for example: advisory preview --since main
    -o review.
    """
    refuse_among_sources(output)
    with (
        tempfile.TemporaryDirectory(prefix="advisory-preview-") as folder,
        progress() as show,
    ):
        try:
            refuse_taken(output)
            commit = find_commit(content, ref)
            show("1 load", 0, 0)
            old_content, old_locales = extract(commit, [content, locales], Path(folder))
        except (PlaceTakenError, GitTreeError) as error:
            raise click.UsageError(str(error)) from error
        lay_copy(old_content, content)
        before = State(old_content, old_locales, old_content.parent)
        after = State(content, locales, base_of(content))
        review = _review(before, after, only, (commit, ref), everything=everything, show=show)
        try:
            count = 0 if review is None else write_review(review, output)
        except PlaceTakenError as error:
            raise click.UsageError(str(error)) from error
        except OSError as error:
            raise click.UsageError(f"{output} cannot be written ({error.strerror}).") from error
    if review is None:
        click.echo(f"Nothing has changed since {ref} ({commit.short}). Nothing was written.")
        return
    click.echo(f"{counted(count, 'place')} before and after: {(output / 'index.html').as_posix()}")
    click.echo("Open it in a browser, or send the folder as a ZIP: it needs no network.")


def _review(
    before: State,
    after: State,
    only: str | None,
    about: tuple[Commit, str],
    *,
    everything: bool,
    show: Callable[[str, int, int], None],
) -> Review | None:
    """Compare and make; None when no file has changed. Leaves when a state has errors."""
    commit, ref = about
    selection, jobs = Selection.parse(only), os.cpu_count() or 1
    try:
        _ = after.hosts
        refuse_unknown(after.folder, selection)
        found = compare(before, after, selection, show)
    except StateError as error:
        _stop(error, commit, ref, is_old=error.state is before)
    if found is None:
        return None
    if not everything:
        _refuse_many(found.places, selection)
    made = make_pairs(
        found.places, lambda targets: make_all(targets, jobs=jobs), Cache(cache_folder())
    )
    pairs = []
    for pair in made:
        pairs.append(pair)
        show("5 make both sides", len(pairs), len(found.places))
    return Review(
        commit, ref, only or "", found.written, pairs, found.assets, found.beside, homes=found.homes
    )


def _stop(error: StateError, commit: Commit, ref: str, *, is_old: bool) -> NoReturn:
    problems = error.problems
    if not is_old:
        click.echo(format_problems(problems, "text"), nl=False)
        sys.exit(1)
    click.echo(
        f"The content of {ref} ({commit.short}, {commit.day}) cannot be shown by this version of "
        f"the program. It has {counted(len(problems), 'error')} by the rules of today:"
    )
    for problem in problems[:_MOST_SHOWN]:
        click.echo(f"- {problem}")
    if len(problems) > _MOST_SHOWN:
        click.echo(f"- and {len(problems) - _MOST_SHOWN} more")
    click.echo("Nothing was written. Name a later commit: git log --oneline -- content locales")
    sys.exit(1)


def _refuse_many(places: list[Place], only: Selection) -> None:
    seconds = sum(place.seconds for place in places)
    if len(places) <= _MOST_PLACES and seconds <= _MOST_SECONDS:
        return
    kinds = Counter("page" if place.kind == "page" else "paper" for place in places)
    by_place = Counter(f"{place.host}/{place.locale.partition('_')[0]}" for place in places)
    rows = ", ".join(f"{name} ({count})" for name, count in by_place.most_common(8))
    narrow = "" if only.locale else f" Narrow it with --only HOST/LOCALE: {rows}. Or"
    raise click.UsageError(
        f"{counted(kinds['page'], 'page')} and {counted(kinds['paper'], 'paper')} differ; to make "
        f"both sides takes about {max(1, round(seconds / 60))} minutes.{narrow} add --all."
    )
