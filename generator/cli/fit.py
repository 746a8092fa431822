"""Command line: ``fit``, the type sizes of papers into content/fits/. Thin."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import click

from ..build.make import make_all
from ..load import ContentFolder
from ..load.kinds import fits_of
from ..localise.advisory import Advisory
from ..localise.corridors import Selection, load_advisories
from ..model.fits import Fits, PaperFit
from ..model.leaflet import Leaflet
from ..problems import Problem, counted
from ..products import without_staff
from ..products.paper import LeafletError, find_fit
from ..products.paper.fit_files import Wanted, file_of, files_anew, key_of, stale_fits, wanted
from ..products.target import Files, Target
from ..system.whole_file import write_together
from .console import content_option, locales_option, progress
from .loaded import load, refuse_unknown, stop_at_errors


@click.command()
@click.argument("which", metavar="[HOST[/LOCALE]]", required=False)
@click.option(
    "--jobs", type=click.IntRange(1, 512), help="Number of processes; default: one per core."
)
@content_option
@locales_option
def fit(which: str | None, *, jobs: int | None, content: Path, locales: Path) -> None:
    """Look for the type sizes of all papers that a build makes, and write them into content/fits/.

    A build lays out once what is there. LOCALE is as in names of papers: my, my_th, zxx. Papers
    whose words and layout are the same are left alone.
    """
    loaded, formats, problems = load(content, locales, publish=False)
    stop_at_errors(problems)
    host, _, locale = (which or "").partition("/")
    refuse_unknown(loaded, Selection(host or None))
    changed = 0
    try:
        for slug in loaded.site.hosts(host or None):
            advisories = advisories_of(loaded, locales, slug)
            changed += _renew(loaded, advisories, formats, locale, jobs or os.cpu_count() or 1)
    except LeafletError as error:
        click.echo(f"The sizes of this country were not written. {error}")
        sys.exit(1)
    click.echo(f"{counted(changed, 'file')} changed." if changed else "Nothing has changed.")


def advisories_of(loaded: ContentFolder, locales: Path, host: str) -> list[Advisory]:
    """Return the advisories of a host country as papers for readers get them."""
    return [without_staff(one) for one in load_advisories(loaded, locales, Selection(host))]


def stale_problems(
    loaded: ContentFolder, formats: Mapping[str, Leaflet], locales: Path
) -> list[Problem]:
    """Return what is outdated in content/fits/: every paper is drafted for that, in seconds."""
    return [
        problem
        for slug in loaded.site.hosts(None)
        if (content := loaded.for_host(slug)).fits
        for problem in stale_fits(content, advisories_of(loaded, locales, slug), formats)
    ]


def _renew(
    loaded: ContentFolder,
    advisories: Sequence[Advisory],
    formats: Mapping[str, Leaflet],
    locale: str,
    jobs: int,
) -> int:
    """Bring the files of one host country up to date; return how many changed."""
    host = advisories[0].host
    content = loaded.for_host(host)
    old = {file.name: fits for file, fits in content.of_kind(Fits)}
    papers = list(wanted(advisories, formats, content.fits))
    files = {paper.file for paper in papers} | {
        name for name in (*old, *content.unread) if name.startswith(f"fits/{host}.")
    }
    if locale:
        chosen = file_of(f"{host}.{locale}.")
        if chosen not in files:
            there = ", ".join(sorted(fits_of(name)[1] for name in files))
            raise click.UsageError(f'{host} has no papers in "{locale}"; it has: {there}.')
        files = {chosen}
    papers = [paper for paper in papers if paper.file in files]
    found = {paper.name: paper.record for paper in papers if paper.record and not paper.is_new}
    found |= dict(_found([paper for paper in papers if paper.is_new], jobs))
    texts = files_anew(old, found, files)
    _write(loaded.root, texts)
    for name, text in texts.items():
        for line in _changes(old.get(name), found, name):
            click.echo(line)
        click.echo(f"{loaded.root.as_posix()}/{name}: {'written' if text else 'deleted'}")
    return len(texts)


def _found(papers: Sequence[Wanted], jobs: int) -> Iterator[tuple[str, PaperFit]]:
    """Yield how each of *papers* fits, as it is found on *jobs* processes."""
    targets = [
        Target(
            paper.name,
            paper.name,
            partial(_find, paper),
            "fits",
            effort=12.0
            if paper.draft.leaflet.book
            else 1.0 * len(paper.draft.leaflet.panels) ** 0.5,
        )
        for paper in papers
    ]
    with progress() as show:
        for count, (target, files) in enumerate(make_all(targets, jobs=jobs), 1):
            show(f"4 products: type sizes of {target.path.partition('.')[0]}", count, len(targets))
            yield target.path, PaperFit.model_validate_json(files[target.path])


def _find(paper: Wanted) -> Files:
    return {paper.name: find_fit(paper.draft).model_dump_json().encode()}


def _write(root: Path, texts: Mapping[str, str | None]) -> None:
    try:
        files = {root / name: text.encode() for name, text in texts.items() if text is not None}
        write_together(files, below=root)
        for name, text in texts.items():
            if text is None:
                (root / name).unlink(missing_ok=True)
    except OSError as error:
        raise click.UsageError(f"{error.filename} cannot be written ({error.strerror}).") from error


def _changes(before: Fits | None, found: Mapping[str, PaperFit], file: str) -> Iterator[str]:
    """Yield a line for each paper of *file* that fits otherwise than before."""
    new = {key_of(name): record for name, record in found.items() if file_of(name) == file}
    old = {} if before is None else before.fits
    stem = file.removeprefix("fits/").removesuffix(".yaml")
    for key in sorted({*old, *new}):
        one, two = (_size(rows.get(key)) for rows in (old, new))
        if one != two:
            yield f"{stem}.{key}: {two}, was {one}"


def _size(record: PaperFit | None) -> str:
    if record is None:
        return "none"
    gone = f" without {counted(len(record.without), 'block')}" if record.without else ""
    return f"{record.values()['size_pt']} pt{gone}"
