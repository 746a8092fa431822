"""Command line: what ``build`` does when something has changed, or is only planned."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from functools import partial
from pathlib import Path

import click

from ..build.cluster import make_on_cluster
from ..build.errors import BuildError
from ..build.host_plans import EarlierPlans
from ..build.objects import Cache
from ..build.plan import steps
from ..build.report import write_report
from ..build.run import BuildReport, plan_build
from ..build.run import build as run_build
from ..cache.answers import cache_folder
from ..cache.inputs import Inputs
from ..localise.corridors import Selection
from ..problems import Problem, counted, format_problems, has_errors
from ..products.shelves import Cost, Shelf, cost_of
from ..products.target import Target
from .console import moment, progress
from .loaded import load, refuse_unknown


def plan(
    content: Path,
    locales: Path,
    only: str | None,
    shelves: frozenset[Shelf],
    *,
    cached: bool,
    cost: bool,
) -> bool:
    """Print each target that would be made, with the reason; or the *cost* of each shelf."""
    inputs = Inputs(content, locales, moment())
    loaded, formats, problems = load(content, locales, publish=False, inputs=inputs)
    if has_errors(problems):
        click.echo(format_problems(problems, "text"), nl=False)
        return False
    store, selection = Cache(cache_folder()) if cached else None, Selection.parse(only)
    refuse_unknown(loaded, selection)
    to_make = count = 0
    try:
        planned = plan_build(
            loaded,
            locales,
            only=selection,
            formats=formats,
            problems=problems,
            earlier=EarlierPlans(inputs) if cached else None,
            shelves=shelves,
        )
        if cost:
            _print_costs(cost_of((target, _size(store, target)) for target in planned))
            return True
        for step in steps(planned, store):
            count += 1
            if step.why:
                to_make += 1
                click.echo(f"{step.target.path}: {step.why}")
    except BuildError as error:
        click.echo(str(error))
        return False
    click.echo(f"{to_make} of {count} targets would be made.")
    return True


def _size(store: Cache | None, target: Target) -> int | None:
    files = None if store is None else store.get(target)
    return None if files is None else sum(map(len, files.values()))


def _print_costs(costs: Mapping[Shelf, Cost]) -> None:
    for shelf, cost in costs.items():
        known = f"{cost.bytes / 1e6:.1f} MB"
        if cost.unknown:
            known += (
                f" and {counted(cost.unknown, 'target')} whose size is not known before it is made"
            )
        click.echo(f"{shelf}: {counted(cost.papers, 'paper')}, {cost.seconds:.0f} s, {known}")


def run(
    content: Path,
    locales: Path,
    site: Path,
    *,
    only: str | None,
    jobs: int | None,
    scheduler: str | None,
    allowed: Collection[str],
    shelves: frozenset[Shelf],
    store: Cache | None,
    inputs: Inputs,
) -> tuple[BuildReport, list[Problem], EarlierPlans] | None:
    """Load, check and build; None when that failed, with the reasons printed."""
    with progress() as show:
        show("1 load · 2 check", 0, 0)
        loaded, formats, problems = load(content, locales, publish=False, inputs=inputs)
        if has_errors(problems):
            click.echo(format_problems(problems, "text"), nl=False)
            return None
        earlier = EarlierPlans(None if store is None else inputs)
        selection = Selection.parse(only)
        refuse_unknown(loaded, selection)
        try:
            report = run_build(
                loaded,
                locales,
                site,
                only=selection,
                jobs=jobs or os.cpu_count() or 1,
                formats=formats,
                cache=store,
                progress=show,
                problems=problems,
                earlier=earlier,
                maker=partial(make_on_cluster, scheduler) if scheduler else None,
                allowed=allowed,
                shelves=shelves,
                pages_there=_tell_where_pages_are,
            )
        except BuildError as error:
            click.echo(f"The site was not built. {error}")
            return None
    write_report(cache_folder(), report.tally.as_json())
    return report, problems, earlier


def print_report(report: BuildReport, store: Cache | None) -> None:
    """Print what was made, and where it is."""
    kinds = ", ".join(f"{count} {suffix or 'other'}" for suffix, count in report.files.items())
    click.echo(f"Built: {_listed(report.advisories)} ({kinds}).")
    click.echo(f"Made {report.made} of {report.targets} targets; the rest came from the cache.")
    if store is not None and store.write_error is not None:
        click.echo(f"The cache could not be written ({store.write_error.strerror}).", err=True)
    click.echo(f"The site is in {report.site}. Open index.html there in a browser.")


_MOST_LISTED = 12


def _listed(advisories: Iterable[tuple[str, str]]) -> str:
    """Return each host country with its locales; of many, their number."""
    by_host: dict[str, list[str]] = {}
    for host, locale in advisories:
        by_host.setdefault(host, []).append(locale)
    if len(by_host) > _MOST_LISTED:
        return f"{len(by_host)} host countries, {sum(map(len, by_host.values()))} advisories"
    return "; ".join(f"{host} in {', '.join(locales)}" for host, locales in by_host.items())


def _tell_where_pages_are(folder: Path) -> None:
    click.echo(
        f"All pages are made and can be looked at: {folder / 'index.html'}. Papers follow; links "
        "to them work, and the folder is complete and in its place, when the build has ended.",
        err=True,
    )
