"""The command line. Thin: it reads options, calls the steps and prints; only it prints.

Findings go to stdout, progress to stderr. Exit 0 clean, 1 problems found, 2 wrong usage.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from . import __version__
from .cli_build import build, cache, serve
from .cli_papers import editions, withdraw
from .cli_posters import posters
from .cli_staff import calls, status
from .cli_translations import translations
from .cli_words import new, zawgyi
from .console import content_option, load, locales_option, refuse_unknown, stop_at_errors
from .problems import Form, format_problems, has_errors


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="advisory")
def main() -> None:
    """Check content, build the site and its leaflets."""


for command in (
    build, cache, calls, editions, new, posters, serve, status, translations, withdraw, zawgyi,
):  # fmt: skip
    main.add_command(command)


@main.command()
@click.option("--publish", is_flag=True, help="Also ask for all that a public site needs.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text",
    help="How findings are printed.",
)  # fmt: skip
@content_option
@locales_option
def check(*, publish: bool, form: Form, content: Path, locales: Path) -> None:
    """Report every problem in content and translations."""
    _content, _formats, problems = load(content, locales, publish=publish)
    click.echo(format_problems(problems, form), nl=False)
    sys.exit(1 if has_errors(problems) else 0)


@main.command()
@click.argument("host")
@click.argument("locale")
@click.argument("format_name", metavar="FORMAT", default="trifold")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write.")
@click.option("--partner", metavar="ID", help="Of content/partners.yaml: print it on the plate.")
@content_option
@locales_option
def leaflet(
    host: str, locale: str, format_name: str, *, output: Path | None, partner: str | None,
    content: Path, locales: Path,
) -> None:  # fmt: skip
    """Make one leaflet as PDF, for example: advisory leaflet thailand my trifold."""
    from .build.advisories import Selection, load_advisories
    from .products.leaflets import LeafletError, leaflet_path, make_leaflet, with_partner

    loaded, formats, problems = load(content, locales, publish=False)
    stop_at_errors(problems)
    only = Selection(host, locale)
    refuse_unknown(loaded, only)
    # Which locales readers are offered is not asked: all of them would have to be counted.
    advisory = next(load_advisories(loaded, locales, only, (locale,)), None)
    if advisory is None:
        raise click.UsageError(f'No corridor of site.yaml leads to "{host}".')
    path = output or Path(Path(leaflet_path(advisory, format_name)).name)
    try:
        if partner is not None:
            advisory = with_partner(advisory, partner)
        data = make_leaflet(advisory, format_name, formats=formats)
        path.write_bytes(data)
    except LeafletError as error:
        click.echo(f"The leaflet was not made. {error}")
        sys.exit(1)
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written ({error.strerror}).") from error
    click.echo(f"{path.as_posix()} ({len(data) // 1024} KB)")


@main.command()
@content_option
def schema(content: Path) -> None:
    """Write the JSON Schema that editors' tools use."""
    from .schema import write_schemas

    for path in write_schemas(content / "schema"):
        click.echo(path.as_posix())
