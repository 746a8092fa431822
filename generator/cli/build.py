"""Command line: ``build``, ``serve`` and ``cache``. Thin, as ``cli/main.py``."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Collection, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from ..cache.answers import cache_folder
from ..cache.digests import digest
from ..cache.inputs import PROGRAM_TABLES, Inputs
from ..paths import PACKAGE
from ..problems import counted, format_problems, has_errors
from ..products.shelves import ALL, DEFAULT, Cost, Shelf, cost_of
from ..system.stop_signals import Stopped
from .console import (
    content_option,
    load,
    locales_option,
    moment,
    progress,
    refuse_unknown,
    site_option,
)

if TYPE_CHECKING:
    from ..build.host_plans import EarlierPlans
    from ..build.objects import Cache
    from ..build.run import BuildReport
    from ..problems import Problem
    from ..products.target import Target


SHELVES = [shelf.value for shelf in Shelf]
only_option = click.option(
    "--only", metavar="HOST[/LOCALE]", help="Build only a part; leave the rest as it is."
)


@click.command()
@content_option
@locales_option
@site_option
@only_option
@click.option(
    "--jobs", type=click.IntRange(1, 512), help="Number of processes; default: one per core."
)
@click.option("--scheduler", metavar="ADDRESS", help="Build on many machines with Dask.")
@click.option(
    "--allow-removal",
    "allowed",
    multiple=True,
    metavar="NAME",
    help='A language or host country that may be removed from the site, or "pages"; repeatable.',
)
@click.option("--all", "everything", is_flag=True, help="Make every shelf: for publishing.")
@click.option(
    "--shelf",
    "chosen",
    multiple=True,
    type=click.Choice(SHELVES),
    metavar="NAME",
    help=f"Make this shelf, too: {', '.join(SHELVES)}; repeatable.",
)
@click.option("--plan", is_flag=True, help="Print what would be made, and why; write nothing.")
@click.option("--cost", is_flag=True, help="With --plan: papers, seconds and size of each shelf.")
@click.option("--no-cache", is_flag=True, help="Make everything; read and write no cache.")
def build(
    content: Path,
    locales: Path,
    site: Path,
    *,
    only: str | None,
    jobs: int | None,
    scheduler: str | None,
    allowed: tuple[str, ...],
    everything: bool,
    chosen: tuple[str, ...],
    plan: bool,
    cost: bool,
    no_cache: bool,
) -> None:
    """Check the content, then build the site; write nothing if there is an error."""
    if cost and not plan:
        raise click.UsageError("--cost belongs to --plan: advisory build --plan --cost.")
    shelves = _shelves(site, chosen, everything=everything, part=only is not None)
    if plan:
        done = _plan(
            content, locales, only, ALL if cost else shelves, cached=not no_cache, cost=cost
        )
    else:
        done = _build(
            content,
            locales,
            site,
            only=only,
            jobs=jobs,
            scheduler=scheduler,
            allowed=allowed,
            shelves=shelves,
            cached=not no_cache,
        )
    sys.exit(0 if done else 1)


@click.command()
@content_option
@locales_option
@site_option
@only_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
def serve(content: Path, locales: Path, site: Path, only: str | None, port: int) -> None:
    """Show the site on this machine at once, page by page, and build it in the background."""
    from ..serve.changes import Changes
    from ..serve.child import Build
    from ..serve.maker import Maker
    from ..serve.preview import Preview, SourceFiles
    from ..serve.server import serve as serve_site

    files = SourceFiles(content, locales, (PACKAGE, *PROGRAM_TABLES))
    words = ["--content", str(content), "--locales", str(locales), "--site", str(site)]
    words += ["--only", only] if only else []
    start_build = partial(
        Build,
        words,
        show=partial(click.echo, nl=False),
        show_progress=partial(click.echo, nl=False, err=True),
    )
    # Before anything is read: what is saved from now on is seen.
    changes = Changes([content, locales, *files.program])
    preview = Preview(files, Maker(content, locales, only), start_build, part=bool(only))
    try:
        server = serve_site(site, port, preview)
    except OSError as error:
        raise click.UsageError(f"Port {port} cannot be used ({error.strerror}).") from error
    # A part has no front page. ``Selection`` would load slow code before a page is asked for.
    host, _, locale = (only or "").partition("/")
    at = f"{locale}/{host}/" if locale else ""
    click.echo(f"Open http://localhost:{server.server_port}/{at} in a browser. Ctrl+C stops.")
    signal.signal(signal.SIGTERM, _stop)
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:  # As in the background of a script.
        signal.signal(signal.SIGINT, _stop)
    try:
        preview.run(changes)
    finally:
        click.echo("Stopped.", err=True)


def _stop(number: int, _frame: object) -> NoReturn:
    """End with the exit code of a program that a signal ended; what it started is ended too."""
    sys.exit(128 + number)


@click.group(invoke_without_command=True)
@click.pass_context
def cache(context: click.Context) -> None:
    """Manage the build cache; without a subcommand, list it."""
    if context.invoked_subcommand is None:
        context.invoke(list_cache)


@cache.command("list")
def list_cache() -> None:
    """List what is in the cache: how much, how old, and what deleting it costs."""
    from ..build.inventory import inventory

    folder, now = cache_folder(), time.time()
    rows = [*inventory(folder)]
    for row in rows:
        count = counted(row.files, "file")
        ages = " to ".join(dict.fromkeys(_age(now - at) for at in (row.newest, row.oldest)))
        click.echo(
            f"{row.kind.name:20} {count:>12} {row.bytes / 1e6:9.1f} MB  {ages} old: "
            f"{row.kind.what}. Without it {row.kind.without}."
        )
    size = sum(row.bytes for row in rows) / 1e6
    click.echo(f"{folder}: {size:.1f} MB. All of it can be deleted whenever no build is running.")


def _age(seconds: float) -> str:
    minutes = max(0, int(seconds)) // 60
    if minutes < _MINUTES_OF_HOUR:
        return f"{minutes} min"
    hours = minutes // _MINUTES_OF_HOUR
    return f"{hours} h" if hours < _LONG_HOURS else f"{hours // 24} days"


_MINUTES_OF_HOUR, _LONG_HOURS = 60, 48


@cache.command()
@content_option
@locales_option
def prune(content: Path, locales: Path) -> None:
    """Delete from the cache what the last build did not use and what no build can use any more."""
    from ..build.inventory import unused
    from ..build.objects import Cache
    from ..po.files import po_paths

    folder = cache_folder()
    count, size = Cache(folder).prune()
    hosts = {path.name for path in content.glob("hosts/*") if path.is_dir()}
    for path in [*unused(folder, hosts, {po.stem for po in po_paths(locales)})]:
        count, size = count + 1, size + path.stat().st_size
        path.unlink(missing_ok=True)
    click.echo(f"{counted(count, 'file')} deleted ({size / 1e6:.1f} MB).")


def build_site(content: Path, locales: Path, site: Path, *, only: str | None = None) -> bool:
    """Build the whole site as ``advisory build`` does, or *only* a part; True when it is there."""
    # Papers that are out are not taken back with a notice.
    return _build(
        content,
        locales,
        site,
        only=only,
        jobs=None,
        scheduler=None,
        allowed=(),
        shelves=_shelves(site, part=True),
        cached=True,
    )


def _shelves(
    site: Path, chosen: Collection[str] = (), *, everything: bool = False, part: bool
) -> frozenset[Shelf]:
    """Return the shelves to make; a *part* that asks for none has those of the rest of *site*."""
    from ..build.site_folder import read_summary

    if everything:
        return ALL
    if chosen:
        return DEFAULT | {Shelf(name) for name in chosen}
    before = read_summary(site) if part else None
    return DEFAULT if before is None else before.shelves


def _plan(
    content: Path,
    locales: Path,
    only: str | None,
    shelves: frozenset[Shelf],
    *,
    cached: bool,
    cost: bool,
) -> bool:
    """Print each target that would be made, with the reason; or the *cost* of each shelf."""
    from ..build.errors import BuildError
    from ..build.host_plans import EarlierPlans
    from ..build.objects import Cache
    from ..build.plan import steps
    from ..build.run import plan_build
    from ..localise.corridors import Selection

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


def _build(
    content: Path,
    locales: Path,
    site: Path,
    *,
    only: str | None,
    jobs: int | None,
    scheduler: str | None,
    allowed: Collection[str],
    shelves: frozenset[Shelf],
    cached: bool,
) -> bool:
    """Build and print; True when the site is there."""
    from ..build.errors import BuildError
    from ..build.site_folder import earlier_build, misplaced
    from ..build.stamp import Stamp

    if why := misplaced(site, (content, locales, PACKAGE, cache_folder()), Path.cwd()):
        raise click.UsageError(f"--site {why}")
    inputs = Inputs(content, locales, moment())
    stamp = Stamp(cache_folder(), site)
    now = digest(inputs.whole, only, sorted(shelves))
    if cached and (warnings := stamp.warnings(now)) is not None:
        click.echo(f"{warnings}Nothing has changed; the site is up to date.")
        return True
    try:
        earlier_build(site)
    except BuildError as error:
        click.echo(f"The site was not built. {error}")
        return False
    # What takes long to load is not needed while nothing has changed.
    from ..build.objects import Cache

    # From here on the site may be any: a build that is killed must not leave the old stamp.
    stamp.forget()
    store = Cache(cache_folder()) if cached else None
    try:
        built = _run(
            content,
            locales,
            site,
            only=only,
            jobs=jobs,
            scheduler=scheduler,
            allowed=allowed,
            shelves=shelves,
            store=store,
            inputs=inputs,
        )
    except (KeyboardInterrupt, Stopped) as stop:
        stop.add_note("The site was not built; the old one is unchanged.")
        raise
    if built is None:
        return False
    report, problems, earlier = built
    warnings = format_problems(problems, "text") if problems else ""
    click.echo(warnings, nl=False)
    _print_report(report, store)
    if missing := [shelf for shelf in Shelf if shelf not in shelves]:
        click.echo(f"Not made: {', '.join(missing)}. To make everything: advisory build --all.")
    # A file saved during the build was read before or after: its result is not known.
    if cached and inputs.hold():
        stamp.keep(now, warnings, report.site_digest)
        earlier.save()
    return True


def _tell_where_pages_are(folder: Path) -> None:
    click.echo(
        f"All pages are made and can be looked at: {folder / 'index.html'}. Papers follow; links "
        "to them work, and the folder is complete and in its place, when the build has ended.",
        err=True,
    )


def _print_report(report: BuildReport, store: Cache | None) -> None:
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


def _run(
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
    from ..build.cluster import make_on_cluster
    from ..build.errors import BuildError
    from ..build.host_plans import EarlierPlans
    from ..build.report import write_report
    from ..build.run import build as run_build
    from ..localise.corridors import Selection

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
