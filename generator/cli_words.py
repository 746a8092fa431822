"""Commands about words that no build needs: ``new locale``, ``zawgyi``. Thin, as is ``cli.py``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .console import content_option, load_whole, locales_option
from .ordinary_file import NotOrdinaryError

if TYPE_CHECKING:
    from .suspects import Suspect


@click.group()
def new() -> None:
    """Set up what is new."""


@new.command("locale")
@click.argument("tag")
@click.option(
    "--fallback", metavar="TAG,TAG", default="", help="Locales tried where a word is missing."
)
@click.option(
    "--minority", is_flag=True, help="Offer it once its core is reviewed, whatever else is missing."
)
@content_option
@locales_option
def new_locale(tag: str, *, fallback: str, minority: bool, content: Path, locales: Path) -> None:
    """Set up a language: its row in site.yaml and its empty PO files."""
    from .languages import find_language, known_languages, locale_tag
    from .new_locale import set_up_locale

    tag = locale_tag(tag)
    if tag not in known_languages():
        raise click.UsageError(
            f'locales/languages.yaml has no language "{tag}". Add its row first: its name in its '
            "own letters, its script, how its lines break; the file's comments explain each key."
        )
    loaded = load_whole(content)
    chain = [locale_tag(name) for name in fallback.replace(" ", "").split(",") if name]
    known = {*loaded.site.locales, loaded.site.source_locale}
    for name in chain:
        if name not in known or name == tag:
            raise click.UsageError(
                f'"{name}" is no locale to fall back to; site.yaml names: {", ".join(sorted(known))}.'
            )
    row = loaded.site.locales.get(tag)
    if row is None:
        chain = chain or [loaded.site.source_locale]
    elif chain and tuple(chain) != row.fallback:
        raise click.UsageError(f'site.yaml has "{tag}" already. Change its row there.')
    try:
        changed = set_up_locale(loaded, content, locales, tag, chain, minority=minority)
    except (OSError, ValueError) as error:
        click.echo(f"Not done: {error}")
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


def _next_steps(tag: str, name: str, locales: Path, *, minority: bool) -> str:
    from .languages import locale_folder

    folder = (locales / locale_folder(tag) / "LC_MESSAGES").as_posix()
    offered = (
        "Readers are offered it once every line marked core is reviewed; the rest comes from its "
        "fallback, marked."
        if minority
        else "Readers are offered it once the share of offer_from in site.yaml is translated."
    )
    return f"""
Next, for {name} ({tag}):
1. Find somebody who speaks it, and a second person to read what the first has written.
2. Translate in {folder}: first the lines marked core and life_safety in content/, then interface.po.
   Nothing is translated yet, and nothing may be by guessing. How: docs/how-to/translate.md
3. Add the words to use and to avoid to content/glossary.yaml, and its words for "not" to
   generator/check/languages.yaml, so that the checks know them.
4. Check: advisory check
5. Look at pages and leaflets: advisory build --only HOST/{tag}
6. {offered}"""


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def zawgyi(file: Path) -> None:
    """Show texts that look like Zawgyi, with what was probably meant. Changes nothing."""
    from .catalog import UnreadablePoError
    from .script.convert import NoConverterError
    from .suspects import find_suspects

    try:
        suspects = find_suspects(file)
    except NotOrdinaryError as error:
        raise click.UsageError(
            f"{file} is not read: {error.strerror}. Name the file itself."
        ) from error
    except (OSError, ValueError, UnreadablePoError) as error:
        raise click.UsageError(f"{file.as_posix()} cannot be read as text ({error}).") from error
    except NoConverterError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    if not suspects:
        click.echo("No text looks like Zawgyi.")
        return
    _show(file, suspects)
    sys.exit(1)


def _show(file: Path, suspects: list[Suspect]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("place", "as it stands", "what was probably meant", show_lines=True)
    for one in suspects:
        place = f"{file.name}:{one.line}\n{one.where}\n{one.probability:.0%}".replace("\n\n", "\n")
        table.add_row(place, one.text, one.proposal)
    Console(soft_wrap=False, markup=False, emoji=False).print(table)
    count = "1 text looks" if len(suspects) == 1 else f"{len(suspects)} texts look"
    click.echo(
        f"{count} like Zawgyi. Nothing was changed: a proposal can be wrong, and so can the doubt. "
        "Read each one, then type it."
    )
