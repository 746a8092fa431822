"""Command line: shared options, loading with its problems, writing, progress on the terminal."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from ..paths import PACKAGE
from ..system.clock import build_moment
from ..system.ordinary_file import NotOrdinaryError
from ..system.output import is_stream, write_output

Command = TypeVar("Command", bound=Callable[..., Any])


def _no_link(_context: click.Context, parameter: click.Parameter, folder: Path) -> Path:
    """Refuse a link in the place of a folder: one that was committed would lead us elsewhere."""
    if folder.is_symlink():
        raise click.BadParameter(f"{folder} is a link. Name the folder itself.", param=parameter)
    return folder


content_option = click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    callback=_no_link,
    default=Path("content"),
    show_default=True,
    help="Content folder.",
)


def _locales_option(*, exists: bool) -> Callable[[Command], Command]:
    return click.option(
        "--locales",
        type=click.Path(path_type=Path, file_okay=False, exists=exists),
        callback=_no_link,
        default=Path("locales"),
        show_default=True,
        help="Folder with the translations.",
    )


locales_option = _locales_option(exists=True)
new_locales_option = _locales_option(exists=False)
"""For the command that writes its first files."""
site_option = click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("site"),
    show_default=True,
    help="Folder for the site.",
)
notes_option = click.option(
    "--notes",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("requested"),
    show_default=True,
    help="Folder for the notes on papers made on request.",
)


def write_named_file(path: Path, data: bytes, message: str) -> None:
    """Write what a person asked for to *path*, print *message*; wrong usage when that fails."""
    refuse_among_sources(path)
    try:
        write_output(path, data)
    except NotOrdinaryError as error:
        raise click.UsageError(
            f"{path} was not written: {error.strerror}. Name another file."
        ) from error
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written ({error.strerror}).") from error
    # Standard output may be what was written into.
    click.echo(message, err=is_stream(path))


def refuse_among_sources(path: Path) -> None:
    """Raise UsageError when *path* is among what the command reads: it would take its place."""
    options = click.get_current_context().params
    # A command without the option has nothing to do with that folder, and leaves it alone.
    sources = [options.get(name) or Path(name) for name in ("content", "locales")]
    for folder in (*sources, PACKAGE):
        # Compared as they lie on the disk: a folder on the way may be a link.
        if Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
            raise click.UsageError(
                f"{path} is inside {folder}, which the site is built from. Choose a file elsewhere."
            )


def day() -> date:
    """Return the day of the build, in UTC; a SOURCE_DATE_EPOCH that is none is wrong usage."""
    return moment().date()


def moment() -> datetime:
    """Return the moment of the build; a SOURCE_DATE_EPOCH that is none is wrong usage."""
    try:
        return build_moment()
    except (ValueError, OverflowError, OSError) as error:
        raise click.UsageError("SOURCE_DATE_EPOCH must be seconds since 1970.") from error


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """Yield a function that shows stage, done and total on stderr.

    A bar on a terminal; elsewhere a line for each stage, so that logs stay short.
    """
    if not sys.stderr.isatty():
        yield _Lines()
        return
    # A build with nothing to do shows no progress, and need not wait for this.
    from rich import progress as rich  # noqa: PLC0415 - see above
    from rich.console import Console  # noqa: PLC0415 - see above

    columns = (
        rich.TextColumn("{task.description}"),
        rich.BarColumn(),
        rich.MofNCompleteColumn(),
        rich.TimeElapsedColumn(),
        rich.TextColumn("left about"),
        rich.TimeRemainingColumn(),
    )
    # No thread of its own: processes are forked while it is there.
    with rich.Progress(*columns, console=Console(stderr=True), auto_refresh=False) as bars:
        tasks: dict[str, rich.TaskID] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                for other in tasks.values():
                    bars.stop_task(other)
                tasks[stage] = bars.add_task(stage, total=None)
            bars.update(tasks[stage], completed=done, total=total or None)
            bars.refresh()

        yield show


_QUIET_SECONDS = 20
"""So long a stage may last without a word: then whoever waits asks whether it still works."""
_SECONDS_OF_MINUTE = 60


class _Lines:
    """A line for each stage, one every 20 seconds while it lasts, and one at its end."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.stage, self._clock = "", clock
        self._began = self._told = 0.0
        self._first: tuple[float, int] | None = None
        """When the whole number was first known, and how many were done then."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = self._clock()
        if stage != self.stage:
            click.echo(stage, err=True)
            self.stage, self._began, self._told, self._first = stage, now, now, None
        if total and done == total:
            click.echo(f"{stage}: {done} of {total}", err=True)
        elif now - self._told >= _QUIET_SECONDS:
            self._told = now
            minutes, seconds = divmod(int(now - self._began), _SECONDS_OF_MINUTE)
            known = f"{done} of {total}, " if total else f"{done} so far, " if done else ""
            left = self._minutes_left(now, done, total)
            click.echo(f"{stage}: {known}{minutes} min {seconds} s{left}", err=True)

    def _minutes_left(self, now: float, done: int, total: int) -> str:
        if not total:
            return ""
        if self._first is None:
            self._first = now, done
        since, done_then = self._first
        if done == done_then:
            return ""
        minutes = (now - since) / (done - done_then) * (total - done) / _SECONDS_OF_MINUTE
        return f", about {max(1, round(minutes))} min more"
