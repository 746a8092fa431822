"""Command line: ``new locale`` and ``zawgyi``, which no build needs. Thin, as ``cli/main.py``."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from ..load import Content
from ..people.translators.new_locale import set_up_locale
from ..people.translators.zawgyi_report import Suspect, find_suspects
from ..po.catalog import UnreadablePoError
from ..system.ordinary_file import NotOrdinaryError
from ..text.languages import find_language, known_languages, locale_folder, locale_tag
from ..text.zawgyi_convert import NoConverterError
from .console import content_option, locales_option
from .loaded import load_whole


@click.command("locale")
@click.argument("tag")
@click.option(
    "--fallback",
    metavar="TAG,TAG",
    default="",
    help="Locales to use where a translation is missing.",
)
@click.option(
    "--minority",
    is_flag=True,
    help="Offer it once its core is reviewed, even if the rest is missing.",
)
@content_option
@locales_option
def new_locale(tag: str, *, fallback: str, minority: bool, content: Path, locales: Path) -> None:
    """Set up a language: add its row to site.yaml and create its empty PO files."""
    tag = locale_tag(tag)
    if tag not in known_languages():
        raise click.UsageError(
            f'locales/languages.yaml has no language "{tag}". Add its row first: its name in its '
            "own letters, its script, how its lines break; the file's comments explain each key."
        )
    loaded = load_whole(content)
    chain = _fallback_chain(fallback, tag, loaded)
    row = loaded.site.locales.get(tag)
    if row is None:
        chain = chain or [loaded.site.source_locale]
    elif chain and tuple(chain) != row.fallback:
        raise click.UsageError(f'site.yaml already has "{tag}". Change its row there.')
    try:
        changed = set_up_locale(loaded, content, locales, tag, chain, minority=minority)
    except (OSError, ValueError) as error:
        click.echo(f"The language was not set up. {error}")
        sys.exit(1)
    for path in changed:
        click.echo(path.as_posix())
    language = find_language(tag)
    click.echo(
        _next_steps(
            tag,
            language.english if language else tag,
            locales,
            minority=minority or bool(row and row.minority),
        )
    )


def _fallback_chain(text: str, tag: str, loaded: Content) -> list[str]:
    """Read the locales that *text* names; wrong usage for one that the site does not have."""
    chain = [locale_tag(name) for name in text.replace(" ", "").split(",") if name]
    tags = {*loaded.site.locales, loaded.site.source_locale}
    for name in chain:
        if name not in tags or name == tag:
            raise click.UsageError(
                f'"{name}" is not a locale of the site; site.yaml has: {", ".join(sorted(tags))}.'
            )
    return chain


def _next_steps(tag: str, name: str, locales: Path, *, minority: bool) -> str:
    folder = (locales / locale_folder(tag) / "LC_MESSAGES").as_posix()
    offered = (
        "It is offered to readers once every line marked core is reviewed; the rest is shown in "
        "the fallback language, marked."
        if minority
        else "It is offered to readers once as much is translated as offer_from in site.yaml asks "
        "for."
    )
    return f"""
Next, for {name} ({tag}):
1. Find somebody who speaks it, and a second person to review the translations.
2. Translate in {folder}: first the lines marked core and life_safety in content/, \
then interface.po.
   Nothing is translated yet. Do not guess. How: docs/how-to/translate.md
3. Add the words to use and to avoid to content/glossary.yaml, and the words for "not" to
   generator/check/data/languages.yaml, so that the checks know them.
4. Run: advisory check
5. Look at pages and leaflets: advisory build --only HOST/{tag}
6. {offered}"""


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def zawgyi(file: Path) -> None:
    """Show texts that look like Zawgyi, and what was probably meant; change nothing."""
    try:
        suspects = find_suspects(file)
    except NotOrdinaryError as error:
        raise click.UsageError(
            f"{file} was not read: {error.strerror}. Name the file itself."
        ) from error
    except (OSError, ValueError, UnreadablePoError) as error:
        raise click.UsageError(f"{file.as_posix()} cannot be read as text ({error}).") from error
    except NoConverterError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    if not suspects:
        click.echo("No text looks like Zawgyi.")
        return
    _print_suspects(file, suspects)
    sys.exit(1)


def _print_suspects(file: Path, suspects: list[Suspect]) -> None:
    table = Table("place", "current text", "probably meant", show_lines=True)
    for one in suspects:
        place = f"{file.name}:{one.line}\n{one.where}\n{one.probability:.0%}".replace("\n\n", "\n")
        table.add_row(place, one.text, one.proposal)
    Console(soft_wrap=False, markup=False, emoji=False).print(table)
    count = "1 text looks" if len(suspects) == 1 else f"{len(suspects)} texts look"
    click.echo(
        f"{count} like Zawgyi. Nothing was changed: both the suspicion and the proposal can be "
        "wrong. Read each text, then type it in Unicode."
    )
