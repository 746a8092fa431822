"""Command line: words typed → calls of the steps, printed results and an exit code.

Findings go to stdout, progress to stderr. Exit 0 clean, 1 problems found, 2 wrong usage;
``outermost`` handles all other ends.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .. import __version__
from ..problems import Form, base_of, format_problems, has_errors, sort_problems

# Commands import what they need inside their functions: --help, and a build with nothing to do,
# must not wait for the engines (docs/explanation/performance.md).
from .alerts import alerts
from .build import build, cache, serve
from .campaign import campaign
from .changes import changes
from .channels import channels
from .console import content_option, load, locales_option
from .desk import desk
from .donor import report
from .facts import facts
from .fit import fit, stale_problems
from .flow import flow
from .leaflet import leaflet
from .new_country import new_host
from .new_origin import new_hazard, new_origin
from .new_site import new_site, upgrade
from .notice import notice
from .notice_new import new_notice
from .outermost import Commands
from .package import package
from .papers import editions
from .pictures import pictures
from .posters import posters
from .preview import preview
from .recordings import recordings
from .report import calls, status
from .review import review
from .reviewed import reviewed
from .say import say
from .sources import sources
from .staff import drill, plan
from .staff_new import staff
from .translations import translations
from .verify import verify
from .whatnow import whatnow
from .where import where
from .withdraw import withdraw
from .words import new, zawgyi


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="advisory")
def main() -> None:
    """Check content, build the site and its leaflets."""


for command in (
    alerts,
    build,
    cache,
    calls,
    campaign,
    changes,
    channels,
    desk,
    drill,
    editions,
    facts,
    fit,
    flow,
    leaflet,
    new,
    notice,
    package,
    pictures,
    plan,
    posters,
    preview,
    recordings,
    report,
    reviewed,
    say,
    serve,
    sources,
    staff,
    status,
    translations,
    upgrade,
    verify,
    whatnow,
    where,
    withdraw,
    zawgyi,
):
    main.add_command(command)
new.add_command(new_site)
translations.add_command(review)
notice.add_command(new_notice)
for command in (new_host, new_origin, new_hazard):
    new.add_command(command)


@main.command()
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
        problems = sort_problems([*problems, *stale_problems(loaded, formats, locales)])
    click.echo(format_problems(problems, form), nl=False)
    sys.exit(1 if has_errors(problems) else 0)


@main.command()
@content_option
def schema(content: Path) -> None:
    """Write the JSON Schema that editors' tools use."""
    from ..load.own_table import lay_countries_over
    from ..load.schema import write_schemas

    lay_countries_over(content, base_of(content))  # Faults of the table are for check.
    try:
        paths = write_schemas(content / "schema")
    except OSError as error:
        raise click.UsageError(f"{error.filename} cannot be written ({error.strerror}).") from error
    for path in paths:
        click.echo(path.as_posix())
