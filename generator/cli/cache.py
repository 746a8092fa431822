"""Command line: ``cache``. Thin, as ``cli/main.py``."""

from __future__ import annotations

import time
from pathlib import Path

import click

from ..build.inventory import inventory, unused
from ..build.objects import Cache
from ..cache.answers import cache_folder
from ..po.files import po_paths
from ..problems import counted
from .console import content_option, locales_option


@click.group(invoke_without_command=True)
@click.pass_context
def cache(context: click.Context) -> None:
    """Manage the build cache; without a subcommand, list it."""
    if context.invoked_subcommand is None:
        context.invoke(list_cache)


@cache.command("list")
def list_cache() -> None:
    """List what is in the cache: how much, how old, and what deleting it costs."""
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
    folder = cache_folder()
    count, size = Cache(folder).prune()
    hosts = {path.name for path in content.glob("hosts/*") if path.is_dir()}
    for path in [*unused(folder, hosts, {po.stem for po in po_paths(locales)})]:
        count, size = count + 1, size + path.stat().st_size
        path.unlink(missing_ok=True)
    click.echo(f"{counted(count, 'file')} deleted ({size / 1e6:.1f} MB).")
