"""Command line: content read and checked, with its problems as ends of the command."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from ..cache.inputs import HostMemo, Inputs
from ..check import run
from ..check.content.cross_references import check_domains
from ..check.walk import Options
from ..load import Content, ContentFolder, Contents, load_content
from ..load.files import is_none_yet
from ..load.leaflet_formats import load_formats
from ..localise.corridors import Selection
from ..model import limits
from ..model.leaflet import Leaflet
from ..problems import Problem, base_of, format_problems, has_errors, sort_problems
from ..system.ordinary_file import NotOrdinaryError, read_ordinary
from .console import day, moment


def read_input(path: Path, most: int | None = None) -> bytes:
    """Return the bytes of a named file; wrong usage when it is none, or has more than *most*.

    Without *most*, as many as a table may have.
    """
    most = most or limits.TABLE.most
    try:
        # One byte more than is allowed shows that there is more.
        data = read_ordinary(path, most=most + 1)
    except NotOrdinaryError as error:
        raise click.UsageError(
            f"{path} was not read: {error.strerror}. Name the file itself."
        ) from error
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read ({error.strerror}).") from error
    if len(data) > most:
        raise click.UsageError(f"{path} was not read: it has more than {most // 1_000_000} MB.")
    return data


def load(
    content: Path, locales: Path, *, publish: bool, inputs: Inputs | None = None
) -> tuple[ContentFolder, Mapping[str, Leaflet], list[Problem]]:
    """Load and check; return content, leaflet formats and every problem, sorted.

    What was found is kept in the cache, by the bytes of all files it depends on: *inputs*, when
    they are at hand already.
    """
    # One moment for all: a check that ran over midnight must not know two days.
    base, now = base_of(content), moment()
    inputs = Inputs(content, locales, now) if inputs is None else inputs
    kept = HostMemo("check-publish" if publish else "check", inputs)
    loaded, problems = run(
        content, locales, publish=publish, today=now.date(), now=now, base=base, answers=kept
    )
    # A file with an error is left out, and its ids would seem to be missing.
    whole = None if has_errors(problems) else loaded
    formats, others = load_formats(content / "leaflets", base, whole, kept)
    if kept.is_new and inputs.hold():
        kept.save()
    return loaded, formats, sort_problems(problems + others)


def load_whole(content: Path, *, first: bool = False) -> Content:
    """Load content for translators; what one broken file says would be taken for gone.

    With *first* it may have no country yet: who makes the first one must be able to begin.
    """
    loaded, problems = load_content(content)
    # Two countries, or a country and the library, in one PO file: nobody can part them later.
    found = [*problems, *check_domains(loaded, Options(today=day()))]
    stop_at_errors([one for one in found if not (first and is_none_yet(one))])
    return loaded


def load_formats_of(loaded: Content, content: Path) -> Mapping[str, Leaflet]:
    """Read the formats of leaflets beside *content*; one with a problem is left out."""
    return load_formats(content / "leaflets", content.parent, loaded)[0]


def refuse_unknown(content: Contents, only: Selection) -> None:
    """Raise UsageError when site.yaml has no such host country or locale."""
    hosts = sorted({corridor.host for corridor in content.site.corridors})
    if only.host is not None and only.host not in hosts:
        raise click.UsageError(f'There is no host country "{only.host}"; {_listing(hosts)}')
    if only.locale is not None and only.locale not in content.site.locales:
        raise click.UsageError(
            f'There is no locale "{only.locale}"; {_listing(content.site.locales)}'
        )


def _listing(names: Iterable[str]) -> str:
    return f"site.yaml has: {', '.join(names) or 'none'}."


def stop_at_errors(problems: list[Problem]) -> None:
    """Print the problems and leave with exit code 1 when one of them is an error."""
    if has_errors(problems):
        click.echo(format_problems(problems, "text"), nl=False)
        sys.exit(1)
