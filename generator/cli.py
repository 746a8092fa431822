"""The command line. Thin: it reads options, calls the steps and prints; only it prints.

Findings go to stdout, progress to stderr. Exit 0 clean, 1 problems found, 2 wrong usage.
"""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

from . import __version__
from .problems import Form, Problem, format_problems, has_errors, sort_problems

if TYPE_CHECKING:
    from .build.advisories import Selection
    from .load import Content
    from .model.leaflet import Leaflet

_progress = Console(stderr=True, highlight=False)
_PACKAGE = Path(__file__).parent

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
    _content, _formats, problems = _load(content, locales, publish=publish)
    click.echo(format_problems(problems, form), nl=False)
    sys.exit(1 if has_errors(problems) else 0)


@main.command()
@content_option
@locales_option
@site_option
@click.option("--only", metavar="HOST[/LOCALE]", help="Build a part; the rest stays as it is.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes; default: all cores.")
def build(content: Path, locales: Path, site: Path, only: str | None, jobs: int | None) -> None:
    """Check, then build the site; nothing is written when there is an error."""
    sys.exit(0 if _build(content, locales, site, only=only, jobs=jobs) else 1)


@main.command()
@content_option
@locales_option
@site_option
@click.option("--only", metavar="HOST[/LOCALE]", help="Build a part; the rest stays as it is.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
def serve(content: Path, locales: Path, site: Path, only: str | None, port: int) -> None:
    """Show the site on this machine; build it again when a file changes."""
    from .build.serve import serve as serve_site
    from .build.serve import watch

    if not _build(content, locales, site, only=only, jobs=None):
        sys.exit(1)
    try:
        server = serve_site(site, port)
    except OSError as error:
        raise click.UsageError(f"Port {port} cannot be used ({error.strerror}).") from error
    click.echo(f"Open http://localhost:{server.server_port}/ in a browser. Ctrl+C stops.")
    folders = [content, locales, _PACKAGE / "templates", _PACKAGE / "assets"]
    watch(folders, lambda: _rebuild(content, locales, site, only))


@main.command()
@click.argument("host")
@click.argument("locale")
@click.argument("format_name", metavar="FORMAT", default="trifold")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write.")
@content_option
@locales_option
def leaflet(
    host: str, locale: str, format_name: str, *, output: Path | None, content: Path, locales: Path
) -> None:
    """Make one leaflet as PDF, for example: advisory leaflet thailand my trifold."""
    from .build.advisories import Selection, load_advisories
    from .products.leaflets import LeafletError, leaflet_path, make_leaflet

    loaded, formats, problems = _load(content, locales, publish=False)
    _stop_at_errors(problems)
    only = Selection(host, locale)
    _refuse_unknown(loaded, only)
    advisory = next(load_advisories(loaded, locales, only))
    path = output or Path(Path(leaflet_path(advisory, format_name)).name)
    try:
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
    from .build.advisories import all_advisories
    from .status import STATES, coverage

    loaded, _formats, problems = _load(content, locales, publish=False)
    _stop_at_errors(problems)
    rows = [row.as_row() for row in coverage(all_advisories(loaded, locales))]
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

    templates = extract_templates(_load_whole(content))
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
    from .languages import load_languages

    unknown = sorted(set(tags) - set(load_languages()))
    if unknown:
        raise click.UsageError(f'locales/languages.yaml has no language "{unknown[0]}".')
    templates = extract_templates(_load_whole(content))
    for tag in tags or _locales_with_files(locales):
        for domain, template in templates.items():
            path = po_path(locales, tag, domain)
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                data = po_bytes(update_catalog(template, path, tag))
            except UnreadablePoError as error:
                click.echo(f"{path.as_posix()}:{error.line}: {error}. Mend this line first.")
                sys.exit(1)
            temporary = path.with_suffix(".po.new")
            temporary.write_bytes(data)
            temporary.replace(path)
            click.echo(path.as_posix())


def _load(
    content: Path, locales: Path, *, publish: bool
) -> tuple[Content, Mapping[str, Leaflet], list[Problem]]:
    from .build.advisories import build_day
    from .check import run
    from .products.leaflets import load_formats

    try:
        today = build_day()
    except (ValueError, OverflowError, OSError) as error:
        raise click.UsageError("SOURCE_DATE_EPOCH must be seconds since 1970.") from error
    base = Path.cwd() if content.resolve().is_relative_to(Path.cwd()) else content.parent
    loaded, problems = run(content, locales, publish=publish, today=today, base=base)
    formats, found = load_formats(
        content / "leaflets", base, None if has_errors(problems) else loaded
    )
    return loaded, formats, sort_problems(problems + found)


def _load_whole(content: Path) -> Content:
    """Load content for translators; what one broken file says would be taken for gone."""
    from .load import load_content

    loaded, problems = load_content(content)
    _stop_at_errors(problems)
    return loaded


def _refuse_unknown(content: Content, only: Selection) -> None:
    """Raise UsageError when site.yaml has no such host country or locale."""
    hosts = sorted({corridor.host for corridor in content.site.corridors})
    if only.host is not None and only.host not in hosts:
        raise click.UsageError(f'There is no host country "{only.host}"; {_known(hosts)}')
    if only.locale is not None and only.locale not in content.site.locales:
        raise click.UsageError(
            f'There is no locale "{only.locale}"; {_known(content.site.locales)}'
        )


def _known(names: Iterable[str]) -> str:
    return f"site.yaml names: {', '.join(names) or 'none'}."


def _refuse_to_replace(site: Path, kept: Iterable[Path]) -> None:
    """Raise UsageError when swapping *site* in would take one of the folders *kept* away."""
    for folder in kept:
        if folder.resolve().is_relative_to(site.resolve()):
            raise click.UsageError(f"--site {site} would replace {folder.resolve()}.")


def _stop_at_errors(problems: list[Problem]) -> None:
    if has_errors(problems):
        click.echo(format_problems(problems, "text"), nl=False)
        sys.exit(1)


def _build(content: Path, locales: Path, site: Path, *, only: str | None, jobs: int | None) -> bool:
    """Build and print; True when the site is there."""
    from .build.advisories import Selection
    from .build.run import BuildError
    from .build.run import build as run_build

    _refuse_to_replace(site, (content, locales, _PACKAGE, Path.cwd()))
    _progress.print("1 load · 2 check")
    loaded, formats, problems = _load(content, locales, publish=False)
    if has_errors(problems):
        click.echo(format_problems(problems, "text"), nl=False)
        return False
    selection = Selection.parse(only)
    _refuse_unknown(loaded, selection)
    _progress.print("3 localise · 4 products · 5 build")
    try:
        report = run_build(
            loaded, locales, site, only=selection, jobs=jobs or os.cpu_count() or 1,
            formats=formats,
        )  # fmt: skip
    except BuildError as error:
        click.echo(f"The site was not built. {error}")
        return False
    if problems:
        click.echo(format_problems(problems, "text"), nl=False)
    kinds = ", ".join(f"{count} {suffix or 'other'}" for suffix, count in report.files.items())
    hosts = ", ".join(f"{host} in {locale}" for host, locale in report.advisories)
    click.echo(f"Built: {hosts} ({kinds}).")
    click.echo(f"The site is in {report.site.resolve()}. Open index.html there in a browser.")
    return True


def _rebuild(content: Path, locales: Path, site: Path, only: str | None) -> None:
    _progress.print("Something changed.")
    try:
        _build(content, locales, site, only=only, jobs=None)
    except Exception as error:  # noqa: BLE001  (a template half typed must not stop the server)
        click.echo(f"The site was not built. {type(error).__name__}: {error}")


def _locales_with_files(locales: Path) -> list[str]:
    from .languages import locale_tag

    return sorted(locale_tag(path.parent.name) for path in locales.glob("*/LC_MESSAGES"))
