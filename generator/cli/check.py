"""Command line: ``check`` and ``schema``. Thin, as ``cli/main.py``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..load.own_table import lay_countries_over
from ..load.schema import write_schemas
from ..problems import Form, base_of, format_problems, has_errors, sort_problems
from .console import content_option, locales_option
from .loaded import load


@click.command()
@click.option("--publish", is_flag=True, help="Also check what a public site needs.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="Form of the report.",
)
@content_option
@locales_option
def check(*, publish: bool, form: Form, content: Path, locales: Path) -> None:
    """Report every problem in content and translations."""
    loaded, formats, problems = load(content, locales, publish=publish)
    if publish and not has_errors(problems):
        from .fit import stale_problems  # noqa: PLC0415 - the papers, which no other check needs

        problems = sort_problems([*problems, *stale_problems(loaded, formats, locales)])
    click.echo(format_problems(problems, form), nl=False)
    sys.exit(1 if has_errors(problems) else 0)


@click.command()
@content_option
def schema(content: Path) -> None:
    """Write the JSON Schema that editors' tools use."""
    lay_countries_over(content, base_of(content))  # Faults of the table are for check.
    try:
        paths = write_schemas(content / "schema")
    except OSError as error:
        raise click.UsageError(f"{error.filename} cannot be written ({error.strerror}).") from error
    for path in paths:
        click.echo(path.as_posix())
