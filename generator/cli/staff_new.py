"""Command line: ``staff new case`` and ``staff new question``: texts to write in a course. Thin."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import click

from ..people.courses.skeletons import NotAddedError, Wish, text_with
from ..system.ordinary_file import read_ordinary
from ..system.whole_file import write_whole
from .console import Command, content_option, day
from .loaded import load_whole


@click.group()
def staff() -> None:
    """Adapt what those who assist read and learn."""


@staff.group()
def new() -> None:
    """Put a case or a question to write into a course."""


def _wish_options(command: Command) -> Command:
    """Add the arguments and options that both have."""
    parts: tuple[Callable[[Command], Command], ...] = (
        click.argument("course"),
        click.argument("module"),
        click.argument("name", metavar="ID"),
        click.option(
            "--host", metavar="HOST", help="Only for this host country, in its courses.yaml."
        ),
        click.option(
            "--society",
            metavar="NAME",
            help="Name of your society, while nobody has adapted a course here.",
        ),
        content_option,
    )
    for part in reversed(parts):
        command = part(command)
    return command


@new.command("case")
@_wish_options
def new_case(
    course: str, module: str, name: str, *, host: str | None, society: str | None, content: Path
) -> None:
    """Put a case to write into a module, in the place of the one that is taught there.

    ID is that of its first turn. Run again with another ID, it adds a turn to your case.
    """
    _add("case", course, module, name, host=host, society=society, content=content)


@new.command("question")
@_wish_options
def new_question(
    course: str, module: str, name: str, *, host: str | None, society: str | None, content: Path
) -> None:
    """Put a question to write into a module, after those that it has."""
    _add("question", course, module, name, host=host, society=society, content=content)


def _add(
    kind: Literal["case", "question"],
    course: str,
    module: str,
    name: str,
    *,
    host: str | None,
    society: str | None,
    content: Path,
) -> None:
    if host is not None and society is not None:
        raise click.UsageError("Name a host country or a society, not both.")
    wish = Wish(kind, course, module, name, host, society, day())
    loaded, path = load_whole(content), content / wish.file
    try:
        old = read_ordinary(path, below=content).decode("utf-8") if path.exists() else None
        write_whole(path, text_with(loaded, wish, old).encode(), below=content)
    except NotAddedError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        click.echo(f"Nothing was changed: {path.as_posix()} cannot be written ({error.strerror}).")
        sys.exit(1)
    click.echo(f"{path.as_posix()}: {kind} {name} added to {course}, {module}")
    what = " and what the question tests," if kind == "question" else ""
    click.echo(
        f'Now write each text that begins with "WRITE:",{what} until advisory check finds nothing.'
    )
