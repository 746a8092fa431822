"""The commands that build: ``build``, ``serve``, ``cache``. Thin, as is ``cli.py``."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Collection, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from .console import (
    content_option,
    load,
    locales_option,
    moment,
    progress,
    refuse_unknown,
    site_option,
)
from .inputs import PROGRAM_TABLES, Inputs
from .problems import counted, format_problems, has_errors
from .stop_signals import Stopped
from .target import digest

if TYPE_CHECKING:
    from .build.cache import Cache
    from .build.run import Known, Report
    from .problems import Problem

_PACKAGE = Path(__file__).parent

only_option = click.option(
    "--only", metavar="HOST[/LOCALE]", help="Build a part; the rest stays as it is."
)


@click.command()
@content_option
@locales_option
@site_option
@only_option
@click.option("--jobs", type=click.IntRange(1, 512), help="Processes; default: all cores.")
@click.option("--scheduler", metavar="ADDRESS", help="Make on many machines, by Dask.")
@click.option(
    "--allow-removal", "allowed", multiple=True, metavar="NAME",
    help='A language or host country that the site may lose, or "pages"; repeatable.',
)  # fmt: skip
@click.option("--plan", is_flag=True, help="Print what would be made and why; write nothing.")
@click.option("--no-cache", is_flag=True, help="Make everything, and keep nothing for later.")
def build(
    content: Path, locales: Path, site: Path, *, only: str | None, jobs: int | None,
    scheduler: str | None, allowed: tuple[str, ...], plan: bool, no_cache: bool,
) -> None:  # fmt: skip
    """Check, then build the site; nothing is written when there is an error."""
    if plan:
        done = _plan(content, locales, only, cached=not no_cache)
    else:
        done = _build(
            content, locales, site, only=only, jobs=jobs, scheduler=scheduler, allowed=allowed,
            cached=not no_cache,
        )  # fmt: skip
    sys.exit(0 if done else 1)


@click.command()
@content_option
@locales_option
@site_option
@only_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
def serve(content: Path, locales: Path, site: Path, only: str | None, port: int) -> None:
    """Show the site on this machine at once, page by page, and build it behind."""
    from .build.changes import Changes
    from .build.child import Build
    from .build.maker import Maker
    from .build.preview import Inputs as Files
    from .build.preview import Preview
    from .build.serve import serve as serve_site

    files = Files(content, locales, (_PACKAGE, *PROGRAM_TABLES))
    words = ["--content", str(content), "--locales", str(locales), "--site", str(site)]
    words += ["--only", only] if only else []
    start_build = partial(
        Build, words, show=partial(click.echo, nl=False),
        show_progress=partial(click.echo, nl=False, err=True),
    )  # fmt: skip
    # Before anything is read: what is saved from now on is seen.
    changes = Changes([content, locales, *files.program])
    preview = Preview(files, Maker(content, locales, only), start_build, part=bool(only))
    try:
        server = serve_site(site, port, preview)
    except OSError as error:
        raise click.UsageError(f"Port {port} cannot be used ({error.strerror}).") from error
    click.echo(f"Open http://localhost:{server.server_port}/ in a browser. Ctrl+C stops.")
    signal.signal(signal.SIGTERM, _stop)
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:  # As in the background of a script.
        signal.signal(signal.SIGINT, _stop)
    try:
        preview.run(changes)
    finally:
        click.echo("Stopped.", err=True)


def _stop(number: int, _frame: object) -> NoReturn:
    """End with the exit code of a program that a signal ended; what was started is ended on the way."""
    sys.exit(128 + number)


@click.group(invoke_without_command=True)
@click.pass_context
def cache(context: click.Context) -> None:
    """Look after what earlier builds made; alone, list it."""
    if context.invoked_subcommand is None:
        context.invoke(list_cache)


@cache.command("list")
def list_cache() -> None:
    """List what lies in the cache: how much, how old, what it costs to delete it."""
    from .build.cache import cache_folder
    from .build.inventory import inventory

    folder, now = cache_folder(), time.time()
    rows = [*inventory(folder)]
    for row in rows:
        count = counted(row.files, "file")
        ages = " to ".join(dict.fromkeys(_age(now - at) for at in (row.newest, row.oldest)))
        click.echo(
            f"{row.kind.name:20} {count:>12} {row.bytes / 1e6:9.1f} MB  {ages} old: {row.kind.what}. "
            f"Without it {row.kind.without}."
        )
    size = sum(row.bytes for row in rows) / 1e6
    click.echo(
        f"{folder}: {size:.1f} MB. All of it may be deleted at any time, while nothing is built."
    )


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
    """Delete from the cache what the last build did not use, and what nobody asks for any more."""
    from .build.cache import Cache, cache_folder
    from .build.inventory import unused
    from .po_files import po_paths

    folder = cache_folder()
    count, size = Cache(folder).prune()
    hosts = {path.name for path in content.glob("hosts/*") if path.is_dir()}
    for path in [*unused(folder, hosts, {po.stem for po in po_paths(locales)})]:
        count, size = count + 1, size + path.stat().st_size
        path.unlink(missing_ok=True)
    click.echo(f"{counted(count, 'file')} deleted ({size / 1e6:.1f} MB).")


def _plan(content: Path, locales: Path, only: str | None, *, cached: bool) -> bool:
    """Print each target that would be made, with the reason."""
    from .build.advisories import Selection
    from .build.cache import Cache, cache_folder
    from .build.plan import steps
    from .build.run import BuildError, Known, plan_build

    inputs = Inputs(content, locales, moment())
    loaded, formats, problems = load(content, locales, publish=False, inputs=inputs)
    if has_errors(problems):
        click.echo(format_problems(problems, "text"), nl=False)
        return False
    store, selection = Cache(cache_folder()) if cached else None, Selection.parse(only)
    refuse_unknown(loaded, selection)
    made = count = 0
    try:
        planned = plan_build(
            loaded, locales, only=selection, formats=formats, problems=problems,
            known=Known(inputs) if cached else None,
        )  # fmt: skip
        for step in steps(planned, store):
            count += 1
            if step.why:
                made += 1
                click.echo(f"{step.target.path}: {step.why}")
    except BuildError as error:
        click.echo(str(error))
        return False
    click.echo(f"{made} of {count} targets would be made.")
    return True


def _build(
    content: Path, locales: Path, site: Path, *, only: str | None, jobs: int | None,
    scheduler: str | None, allowed: Collection[str], cached: bool,
) -> bool:  # fmt: skip
    """Build and print; True when the site is there."""
    from .build.errors import BuildError
    from .build.site_folder import look_through, misplaced
    from .build.stamp import Stamp
    from .memo import cache_folder

    if why := misplaced(site, (content, locales, _PACKAGE, cache_folder()), Path.cwd()):
        raise click.UsageError(f"--site {why}")
    try:
        look_through(site)
    except BuildError as error:
        click.echo(f"The site was not built. {error}")
        return False
    inputs = Inputs(content, locales, moment())
    stamp = Stamp(cache_folder(), site)
    now = digest(inputs.whole, only)
    if cached and (said := stamp.said(now)) is not None:
        click.echo(f"{said}Nothing has changed; the site stands as it was built.")
        return True
    # What takes long to load is not needed while nothing has changed.
    from .build.cache import Cache

    stamp.forget()
    store = Cache(cache_folder()) if cached else None
    try:
        built = _run(
            content, locales, site, only=only, jobs=jobs, scheduler=scheduler, allowed=allowed,
            store=store, inputs=inputs,
        )  # fmt: skip
    except (KeyboardInterrupt, Stopped) as stop:
        stop.add_note("The site was not built; what was there is untouched.")
        raise
    if built is None:
        return False
    report, problems, known = built
    told = format_problems(problems, "text") if problems else ""
    kinds = ", ".join(f"{count} {suffix or 'other'}" for suffix, count in report.files.items())
    click.echo(f"{told}Built: {_listed(report.advisories)} ({kinds}).")
    click.echo(f"Made {report.made} of {report.targets} targets; the rest was in the cache.")
    if store is not None and store.write_error is not None:
        click.echo(f"The cache could not be written ({store.write_error.strerror}).", err=True)
    click.echo(f"The site is in {report.site}. Open index.html there in a browser.")
    # A file that was saved meanwhile may have been read before or after: nothing is known then.
    if cached and inputs.hold():
        stamp.keep(now, told)
        known.save()
    return True


_MOST_LISTED = 12


def _listed(advisories: Iterable[tuple[str, str]]) -> str:
    """Name each host country with its locales; of many, their number."""
    by_host: dict[str, list[str]] = {}
    for host, locale in advisories:
        by_host.setdefault(host, []).append(locale)
    if len(by_host) > _MOST_LISTED:
        return f"{len(by_host)} host countries, {sum(map(len, by_host.values()))} advisories"
    return "; ".join(f"{host} in {', '.join(locales)}" for host, locales in by_host.items())


def _run(
    content: Path, locales: Path, site: Path, *, only: str | None, jobs: int | None,
    scheduler: str | None, allowed: Collection[str], store: Cache | None, inputs: Inputs,
) -> tuple[Report, list[Problem], Known] | None:  # fmt: skip
    """Load, check and build; None when that failed, with the reasons printed."""
    from .build.advisories import Selection
    from .build.cache import cache_folder
    from .build.cluster import make_on_cluster
    from .build.report import write_report
    from .build.run import BuildError, Known
    from .build.run import build as run_build

    with progress() as show:
        show("1 load · 2 check", 0, 0)
        loaded, formats, problems = load(content, locales, publish=False, inputs=inputs)
        if has_errors(problems):
            click.echo(format_problems(problems, "text"), nl=False)
            return None
        known = Known(None if store is None else inputs)
        selection = Selection.parse(only)
        refuse_unknown(loaded, selection)
        try:
            report = run_build(
                loaded, locales, site, only=selection, jobs=jobs or os.cpu_count() or 1,
                formats=formats, cache=store, progress=show, problems=problems, known=known,
                maker=partial(make_on_cluster, scheduler) if scheduler else None, allowed=allowed,
            )  # fmt: skip
        except BuildError as error:
            click.echo(f"The site was not built. {error}")
            return None
    write_report(cache_folder(), report.tally.as_json())
    return report, problems, known
