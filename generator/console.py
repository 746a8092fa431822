"""What the commands share: options, loading with its problems, progress on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .problems import Problem, format_problems, has_errors, sort_problems

if TYPE_CHECKING:
    from rich.progress import TaskID

    from .load import Content
    from .model.leaflet import Leaflet

content_option = click.option(
    "--content", type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=Path("content"), show_default=True, help="Folder of the content.",
)  # fmt: skip
locales_option = click.option(
    "--locales", type=click.Path(path_type=Path, file_okay=False),
    default=Path("locales"), show_default=True, help="Folder of the translations.",
)  # fmt: skip
site_option = click.option(
    "--site", type=click.Path(path_type=Path, file_okay=False), default=Path("site"),
    show_default=True, help="Folder the site is written to.",
)  # fmt: skip


def load(
    content: Path, locales: Path, *, publish: bool
) -> tuple[Content, Mapping[str, Leaflet], list[Problem]]:
    """Load and check; return content, leaflet formats and every problem, sorted."""
    from .build.advisories import build_day
    from .check import run
    from .memo import Memo, cache_folder
    from .products.leaflets import load_formats

    base = Path.cwd() if content.resolve().is_relative_to(Path.cwd()) else content.parent
    memo = Memo(cache_folder() / "checked.json")
    loaded, problems = run(
        content, locales, publish=publish, today=build_day(), base=base, memo=memo
    )
    memo.save()
    formats, found = load_formats(
        content / "leaflets", base, None if has_errors(problems) else loaded
    )
    return loaded, formats, sort_problems(problems + found)


def stop_at_errors(problems: list[Problem]) -> None:
    """Print the problems and leave with exit code 1 when one of them is an error."""
    if has_errors(problems):
        click.echo(format_problems(problems, "text"), nl=False)
        sys.exit(1)


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """Give a function that shows stage, done and total on stderr.

    A bar on a terminal; elsewhere a line for each stage, so that logs stay short.
    """
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
    )  # fmt: skip
    # No thread of its own: processes are forked while it stands there.
    with Progress(*columns, console=Console(stderr=True), auto_refresh=False) as bars:
        tasks: dict[str, TaskID] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                for other in tasks.values():
                    bars.stop_task(other)
                tasks[stage] = bars.add_task(stage, total=None)
            bars.update(tasks[stage], completed=done, total=total or None)
            bars.refresh()

        yield show


class _Lines:
    """A line for each stage, and one when all of its things are done."""

    def __init__(self) -> None:
        self.stage = ""

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage != self.stage:
            click.echo(stage, err=True)
            self.stage = stage
        if total and done == total:
            click.echo(f"{stage}: {done} of {total}", err=True)
