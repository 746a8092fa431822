"""The command line. Thin: it reads options, calls the steps and prints; only it prints.

Findings go to stdout, progress to stderr. Exit 0 clean, 1 problems found, 2 wrong usage.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import click

from . import __version__
from .cli_build import build, cache, serve
from .cli_papers import editions, withdraw
from .cli_words import new, zawgyi
from .console import (
    content_option,
    load,
    load_whole,
    locales_option,
    refuse_unknown,
    stop_at_errors,
)
from .problems import Form, format_problems, has_errors
from .whole_file import write_whole


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="advisory")
def main() -> None:
    """Check content, build the site and its leaflets."""


for command in (build, cache, editions, new, serve, withdraw, zawgyi):
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
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table",
    help="How it is printed.",
)  # fmt: skip
@content_option
@locales_option
def status(form: str, content: Path, locales: Path) -> None:
    """Count sentences by host, locale and state of translation."""
    from .build.advisories import coverage_of_all
    from .status import STATES

    loaded, _formats, problems = load(content, locales, publish=False)
    stop_at_errors(problems)
    rows = [row.as_row() for row in coverage_of_all(loaded, locales)]
    if form == "json":
        click.echo(json.dumps(rows, indent=2))
    elif form == "csv":
        text = io.StringIO()
        names = ("host", "locale", *STATES, "total")
        writer = csv.DictWriter(text, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        click.echo(text.getvalue(), nl=False)
    else:
        from rich.console import Console
        from rich.table import Table

        table = Table("host", "locale", *STATES, "all")
        for row in rows:
            table.add_row(*map(str, row.values()))
        Console().print(table)


@main.command()
@content_option
def schema(content: Path) -> None:
    """Write the JSON Schema that editors' tools use."""
    from .schema import write_schemas

    for path in write_schemas(content / "schema"):
        click.echo(path.as_posix())


@main.group()
def translations() -> None:
    """Extract sentences, update translations."""


@translations.command()
@content_option
@locales_option
def extract(content: Path, locales: Path) -> None:
    """Write locales/*.pot from content and templates."""
    from .catalog import extract_templates, po_bytes

    templates = extract_templates(load_whole(content))
    locales.mkdir(parents=True, exist_ok=True)
    for domain, template in templates.items():
        path = locales / f"{domain}.pot"
        path.write_bytes(po_bytes(template, template=True))
        click.echo(f"{path.as_posix()}: {len(template)} messages")


@translations.command()
@click.argument("tags", nargs=-1, metavar="[LOCALE]…")
@content_option
@locales_option
def update(tags: tuple[str, ...], content: Path, locales: Path) -> None:
    """Bring PO files up to date with the source sentences."""
    from .catalog import UnreadablePoError, extract_templates, po_bytes, po_path, update_catalog
    from .languages import known_languages

    unknown = sorted(set(tags) - set(known_languages()))
    if unknown:
        raise click.UsageError(f'locales/languages.yaml has no language "{unknown[0]}".')
    templates = extract_templates(load_whole(content))
    for tag in tags or _locales_with_files(locales):
        for domain, template in templates.items():
            path = po_path(locales, tag, domain)
            try:
                data = po_bytes(update_catalog(template, path, tag))
            except UnreadablePoError as error:
                click.echo(f"{path.as_posix()}:{error.line}: {error}. Mend this line first.")
                sys.exit(1)
            write_whole(path, data)
            click.echo(path.as_posix())


def _locales_with_files(locales: Path) -> list[str]:
    from .languages import locale_tag

    return sorted(locale_tag(path.parent.name) for path in locales.glob("*/LC_MESSAGES"))
