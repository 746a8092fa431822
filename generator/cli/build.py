"""Command line: ``build``. Thin, as ``cli/main.py``.

A build with nothing to do must end at once: what the others need is imported when they begin.
"""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path

import click

from ..build.errors import BuildError
from ..build.site_folder import earlier_build, misplaced, read_summary
from ..build.stamp import Stamp
from ..cache.answers import cache_folder
from ..cache.digests import digest
from ..cache.inputs import Inputs
from ..paths import PACKAGE
from ..problems import format_problems
from ..products.shelves import ALL, DEFAULT, Shelf
from ..system.stop_signals import Stopped
from .console import content_option, locales_option, moment, site_option

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
        from . import building  # noqa: PLC0415 - as below

        done = building.plan(
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
    if everything:
        return ALL
    if chosen:
        return DEFAULT | {Shelf(name) for name in chosen}
    before = read_summary(site) if part else None
    return DEFAULT if before is None else before.shelves


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
    # All steps, which take long to load: not needed while nothing has changed.
    from ..build.objects import Cache  # noqa: PLC0415 - see above
    from . import building  # noqa: PLC0415 - see above

    # From here on the site may be any: a build that is killed must not leave the old stamp.
    stamp.forget()
    store = Cache(cache_folder()) if cached else None
    try:
        built = building.run(
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
    building.print_report(report, store)
    if missing := [shelf for shelf in Shelf if shelf not in shelves]:
        click.echo(f"Not made: {', '.join(missing)}. To make everything: advisory build --all.")
    # A file saved during the build was read before or after: its result is not known.
    if cached and inputs.hold():
        stamp.keep(now, warnings, report.site_digest)
        earlier.save()
    return True
