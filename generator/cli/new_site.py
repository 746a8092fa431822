"""Command line: ``new site`` and ``upgrade``: a site of one's own over the shared library. Thin."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from .. import __version__
from ..load import Content, load_content
from ..load.layers import Lock, LockError, library_entries, read_lock
from ..paths import LOCK
from ..people.own_site.first_files import UnknownCountryError, first_files, program_files, taken
from ..people.own_site.upgrade import Change, ToTranslate, changes, own_entries, to_translate
from ..po.catalog import UnreadablePoError
from ..system.whole_file import write_together
from .console import content_option, locales_option, refuse_among_sources
from .loaded import stop_at_errors

_FEW = 40
"""Lines of a list that is longer than anybody reads."""


@click.command("site")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--with",
    "countries",
    multiple=True,
    metavar="COUNTRY",
    help="A country of ours that your site shows too; more than once. Without it there is none.",
)
def new_site(folder: Path, *, countries: Sequence[str]) -> None:
    """Start a site of your own in FOLDER: your content over our shared library."""
    refuse_among_sources(folder)
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise click.UsageError(f"{folder} is a link or a file. Name a new folder.")
    if folder.is_dir() and any(path.name != ".git" for path in folder.iterdir()):
        raise click.UsageError(f"{folder} is not empty. Name a new folder.")
    try:
        files = first_files(taken(countries))
    except UnknownCountryError as error:
        raise click.UsageError(str(error)) from error
    try:
        write_together({folder / name: text.encode() for name, text in files.items()}, below=folder)
    except OSError as error:
        raise click.UsageError(f"{error.filename} cannot be written ({error.strerror}).") from error
    for name in files:
        click.echo((folder / name).as_posix())
    first = (
        "advisory check"
        if countries
        else "advisory new origin (whose people), then advisory new host"
    )
    click.echo(f"\nNext: cd {folder}, read README.md there, then run: {first}")


@click.command()
@click.option("--plan", is_flag=True, help="Only say what has changed; write nothing.")
@click.option("--add", multiple=True, metavar="COUNTRY", help="Show this country of ours too.")
@click.option("--drop", multiple=True, metavar="COUNTRY", help="Show it no more.")
@click.option(
    "--full", is_flag=True, help="Show every changed entry as it is written, and all of them."
)
@content_option
@locales_option
def upgrade(
    *, plan: bool, add: Sequence[str], drop: Sequence[str], full: bool, content: Path, locales: Path
) -> None:
    """List what changed in the shared library since the last time, and note that you saw it.

    What you wrote is never touched.
    """
    site, lock = content.parent, _lock_of(content)
    try:
        gone = {
            one for one in lock.take if one.split("/")[1] in {name.split("/")[-1] for name in drop}
        }
        take = tuple(sorted({*lock.take, *taken(add)} - gone))
    except UnknownCountryError as error:
        raise click.UsageError(str(error)) from error
    # What a broken file says would be taken for not said.
    own, problems = own_entries(content)
    stop_at_errors(problems)
    rows = changes(lock.entries, library_entries(take), own)
    lines = [f"From version {lock.version} to {__version__}."]
    lines += [*_clashes(rows), *_others(rows, full=full)]
    click.echo("\n".join(lines))
    names = frozenset({*(row.name for row in rows), *own})
    click.echo("\n".join(_untranslated(load_content(content)[0], locales, names)))
    if plan:
        click.echo("Nothing was written. When you have looked at all of it, run: advisory upgrade")
        sys.exit(1 if any(row.clashes for row in rows) else 0)
    try:
        write_together(
            {site / name: text.encode() for name, text in program_files(take)}, below=site
        )
    except OSError as error:
        raise click.UsageError(f"{error.filename} cannot be written ({error.strerror}).") from error
    click.echo("Noted. Now run: advisory check")


def _lock_of(content: Path) -> Lock:
    path = content.parent / LOCK
    try:
        lock = read_lock(content.parent)
    except LockError as error:
        click.echo(
            f"{path}: {error}. Bring it back from the history of your repository. Nothing was "
            "written."
        )
        sys.exit(1)
    if lock is None:
        raise click.UsageError(
            f"There is no {path}: this is no site over the shared library. Start one: advisory new "
            "site"
        )
    return lock


def _clashes(rows: Sequence[Change]) -> list[str]:
    """Tell where the site's words stand before ours, which have changed."""
    clashes = [row for row in rows if row.clashes]
    if not clashes:
        return ["None of your own entries stands before one of ours that has changed."]
    lines = [
        (
            f"{len(clashes)} of your own entries stand before one of ours that has changed. Yours "
            "stay; compare:"
        )
    ]
    for row in clashes:
        lines += [
            "",
            f"content/{row.name.replace(' ', ': ', 1)}",
            f"  yours:     {_said(row.own)}",
            f"  ours, old: {_said(row.old)}",
            f"  ours, new: {_said(row.new)}",
        ]
    return [*lines, ""]


def _others(rows: Sequence[Change], *, full: bool) -> list[str]:
    """Tell what of the library will read differently on the site."""
    others = [row for row in rows if not row.clashes]
    if not others:
        return ["Nothing else of ours has changed."]
    kinds = Counter(row.what for row in others)
    lines = [
        (
            "Ours, shown on your site: "
            f"{', '.join(f'{count} {what}' for what, count in kinds.items())}."
        )
    ]
    shown = others if full else others[:_FEW]
    for row in shown:
        lines.append(f"  {row.what:<8} {row.name}: {_briefly(row)}")
        lines += [f"    {line}" for line in _written(row)] if full else []
    if len(others) > len(shown):
        lines.append(
            f"  … and {len(others) - len(shown)} more; all of them, as they are written: --full"
        )
    return lines


_TELLING = (
    "text",
    "words",
    "question",
    "title",
    "label",
    "term",
    "name",
    "publisher",
    "what",
    "summary",
)
"""Keys whose text tells what an entry is, the best first."""
_LINE = 90


def _briefly(row: Change) -> str:
    """Return a short line: which keys have changed, and the beginning of the words for readers."""
    old, new = row.old, row.new
    value = old if new is None else new
    parts = []
    if isinstance(old, dict) and isinstance(new, dict):
        keys = [key for key in {**old, **new} if old.get(key) != new.get(key)]
        parts.append(f"[{', '.join(keys[:4])}{' …' if len(keys) > 4 else ''}]")
    told = value
    if isinstance(value, dict):
        told = next((value[key] for key in _TELLING if isinstance(value.get(key), str)), "")
        told = told or f"{len(value)} fields"
    elif isinstance(value, list):
        told = f"{len(value)} entries"
    words = " ".join(str(told).split())
    return " ".join([*parts, words if len(words) <= _LINE else f"{words[:_LINE].rstrip()}…"])


def _written(row: Change) -> list[str]:
    """Return an entry as it was and is, key by key."""

    def shown(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, indent=1)

    states = (("was", row.old), ("is", row.new))
    return [
        line
        for word, value in states
        if value is not None
        for line in f"{word}: {shown(value)}".splitlines()
    ]


def _said(value: Any) -> str:
    """Return what readers would meet of an entry, in one line."""
    if value is None:
        return "nothing"
    words = value.get("text") if isinstance(value, dict) else value
    more = value.get("more") if isinstance(value, dict) else None
    if isinstance(words, str):
        return f"{words} {more}" if isinstance(more, str) else words
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 300 else f"{text[:300]}…"


def _untranslated(loaded: Content, locales: Path, names: frozenset[str]) -> list[str]:
    """Tell which of these sentences have no translation of today's words."""
    try:
        rows: list[ToTranslate] = [*to_translate(loaded, locales, names)]
    except (UnreadablePoError, OSError) as error:
        return [
            (
                f"What needs a translation is not known: a PO file cannot be read ({error}). Run: "
                "advisory check"
            )
        ]
    if not rows:
        return ["None of these, and none of your own sentences, waits for a translation."]
    count = Counter(row.locale for row in rows)
    lines = [
        "To translate: " + ", ".join(f"{number} into {tag}" for tag, number in count.items()) + "."
    ]
    lines += [f"  {row.locale} {row.context}: {row.text}" for row in rows[:_FEW]]
    if len(rows) > _FEW:
        lines.append(f"  … and {len(rows) - _FEW} more")
    return lines
