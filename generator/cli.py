"""The command line. Thin: it reads options, calls the steps and prints; only it prints.

Findings go to stdout, progress to stderr. Exit 0 clean, 1 problems found, 2 wrong usage.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
from rich.console import Console

from . import __version__
from .problems import Form, format_problems, has_errors

_progress = Console(stderr=True, highlight=False)
_ROOT = Path()

content_option = click.option(
    "--content", type=click.Path(path_type=Path, file_okay=False), default=_ROOT / "content",
    show_default=True, help="Folder of the content.",
)  # fmt: skip
locales_option = click.option(
    "--locales", type=click.Path(path_type=Path, file_okay=False), default=_ROOT / "locales",
    show_default=True, help="Folder of the translations.",
)  # fmt: skip


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="advisory")
def main() -> None:
    """Check content, build the site and its leaflets."""


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
    from .build.advisories import build_day
    from .check import run

    _content, problems = run(content, locales, publish=publish, today=build_day())
    click.echo(format_problems(problems, form), nl=False)
    sys.exit(1 if has_errors(problems) else 0)


@main.command()
@content_option
@locales_option
@click.option(
    "--site", type=click.Path(path_type=Path, file_okay=False), default=_ROOT / "site",
    show_default=True, help="Folder the site is written to.",
)  # fmt: skip
@click.option("--only", metavar="HOST[/LOCALE]", help="Build a part; the rest stays as it is.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes; default: all cores.")
def build(content: Path, locales: Path, site: Path, only: str | None, jobs: int | None) -> None:
    """Check, then build the site; nothing is written when there is an error."""
    from .build.advisories import Selection, build_day
    from .build.run import BuildError
    from .build.run import build as run_build
    from .check import run

    _step("1 load · 2 check")
    loaded, problems = run(content, locales, publish=False, today=build_day())
    if has_errors(problems):
        click.echo(format_problems(problems, "text"), nl=False)
        sys.exit(1)
    _step("3 localise · 4 products · 5 build")
    try:
        report = run_build(
            loaded, locales, site, only=Selection.parse(only), jobs=jobs or os.cpu_count() or 1
        )
    except BuildError as error:
        click.echo(f"The site was not built. {error}")
        sys.exit(1)
    if problems:
        click.echo(format_problems(problems, "text"), nl=False)
    kinds = ", ".join(f"{count} {suffix or 'other'}" for suffix, count in report.files.items())
    hosts = ", ".join(f"{host} in {locale}" for host, locale in report.advisories)
    click.echo(f"The site is in {report.site.resolve()} ({kinds}).")
    click.echo(f"Built: {hosts}.")
    click.echo(f"Open {report.site.resolve() / 'index.html'} in a browser, or run: make serve")


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

    for domain, template in extract_templates(content).items():
        path = locales / f"{domain}.pot"
        path.write_bytes(po_bytes(template, template=True))
        click.echo(f"{path.as_posix()}: {len(template)} messages")


@translations.command()
@click.argument("tags", nargs=-1, metavar="[LOCALE]…")
@content_option
@locales_option
def update(tags: tuple[str, ...], content: Path, locales: Path) -> None:
    """Bring PO files up to date with the source sentences."""
    from .catalog import extract_templates, po_bytes, po_path, update_catalog

    templates = extract_templates(content)
    for tag in tags or _locales_with_files(locales):
        for domain, template in templates.items():
            path = po_path(locales, tag, domain)
            path.parent.mkdir(parents=True, exist_ok=True)
            data = po_bytes(update_catalog(template, path, tag))
            temporary = path.with_suffix(".po.new")
            temporary.write_bytes(data)
            temporary.replace(path)
            click.echo(path.as_posix())


def _locales_with_files(locales: Path) -> list[str]:
    from .languages import locale_tag

    return sorted(locale_tag(path.parent.name) for path in locales.glob("*/LC_MESSAGES"))


def _step(text: str) -> None:
    _progress.print(text)
