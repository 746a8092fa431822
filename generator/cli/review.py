"""Command line: ``translations review``: a second person signs or marks passages wrong. Thin."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from ..people.translators.review import (
    Ticks,
    TranslatedPassage,
    enter,
    pairs_of,
    remarked,
    signed,
    to_read,
)
from ..people.translators.review_sheet import render_sheet
from ..people.translators.store import Store
from ..po.passages import Passage
from ..po.say import SAY
from .console import content_option, day, locales_option, write_named_file
from .translations import open_store, readable, refuse_no_handle


@click.command()
@click.argument("locale")
@click.option("--by", metavar="HANDLE", required=True, help="Handle of the reviewer, never a name.")
@click.option("--life-safety", is_flag=True, help="Only life-safety passages.")
@click.option("--domain", help="Only one domain, for example hazards.")
@click.option("--again", is_flag=True, help="Also passages that somebody else has signed.")
@click.option(
    "--sheet",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write a printable sheet instead, for a reviewer without a computer.",
)
@click.option("--sign", metavar="CODE,…", help="Sign the passages with these codes from a sheet.")
@click.option(
    "--wrong",
    metavar="CODE:TEXT",
    multiple=True,
    help="Note what is wrong with the passage of this code; repeatable.",
)
@content_option
@locales_option
def review(
    locale: str,
    by: str,
    *,
    life_safety: bool,
    domain: str | None,
    again: bool,
    sheet: Path | None,
    sign: str | None,
    wrong: tuple[str, ...],
    content: Path,
    locales: Path,
) -> None:
    """Review translations one by one and sign the right ones; never your own translations."""
    refuse_no_handle(by)
    _loaded, passages, store = open_store(locale, content, locales)
    if domain is not None and domain not in store.domains:
        raise click.UsageError(
            f'There is no domain "{domain}"; there are: {", ".join(sorted(store.domains))}.'
        )
    picked = [
        passage
        for passage in passages
        if (passage.life_safety or not life_safety) and domain in (None, passage.domain)
        # Who signs words to say must have heard them, and asks for them alone.
        if domain == SAY or passage.domain != SAY
    ]
    with readable(store):
        if domain == SAY:
            click.echo(
                "Sign only what somebody heard and understood who grew up with the language: "
                "advisory say sheet."
            )
        pairs, own_count = to_read(picked, store.catalogs(), locale, by, again=again)
        if own_count:
            click.echo(
                f"{own_count} passages were translated by {by}; a second person must sign them."
            )
        if sheet is not None:
            message = f"{sheet.as_posix()}: {len(pairs)} passages"
            write_named_file(sheet, render_sheet(pairs, locale, day()), message)
        elif sign is not None or wrong:
            _enter_codes(store, passages, pairs, by, _ticks(sign or "", wrong))
        else:
            _read_on_terminal(store, pairs, by)


def _enter_codes(
    store: Store,
    passages: Sequence[Passage],
    pairs: Sequence[TranslatedPassage],
    by: str,
    codes: Ticks,
) -> None:
    """Enter the ticks of a sheet: *pairs* may be signed, what readers see may be called wrong."""
    done = enter(pairs, pairs_of(passages, store.catalogs(), store.locale), codes, by, day())
    store.write(done.edits)
    for code in done.right.unknown:
        click.echo(
            f"{code}: no passage to sign has this code. The code is mistyped, the passage is "
            "already signed, or a sentence has changed since the sheet was printed. Print the "
            "sheet again."
        )
    for code in done.wrong.unknown:
        click.echo(
            f"{code}: no passage has this code. The code is mistyped, or a sentence has changed "
            "since the sheet was printed. Print the sheet again."
        )
    for code in (*done.right.unclear, *done.wrong.unclear):
        click.echo(
            f"{code}: more than one passage has this code. Review it without --sign and --wrong."
        )
    for pair in done.refused:
        click.echo(
            f"{pair.code}: not signed. {_own_remarks(pair, by)} To sign it, review it without "
            "--sign."
        )
    if codes.right:
        click.echo(f"{len(done.right.pairs) - len(done.refused)} passages signed by {by}.")
    if codes.wrong:
        click.echo(
            f"{len(done.wrong.pairs)} passages marked wrong by {by}. For their translator, run: "
            f"advisory translations export {store.locale} --remarked"
        )
    sys.exit(0 if done.is_whole else 1)


def _ticks(sign: str, wrong: Sequence[str]) -> Ticks:
    """Read what was typed; wrong usage where one passage is called right and wrong."""
    right = tuple(code.lower() for code in sign.replace(",", " ").split())
    remarks = dict(map(_code_and_words, wrong))
    if both := remarks.keys() & set(right):
        raise click.UsageError(f"{min(both)} is given as right and as wrong. Check the sheet.")
    return Ticks(right, remarks)


def _code_and_words(text: str) -> tuple[str, str]:
    code, colon, words = text.partition(":")
    if not colon or not words.strip():
        raise click.UsageError(
            f'--wrong "{text}": write the code, a colon and what is wrong, for example '
            '--wrong "9506ef:it says go up".'
        )
    return code.strip().lower(), words


def _own_remarks(pair: TranslatedPassage, by: str) -> str:
    return " ".join(
        f"{remark.by} marked it wrong on {remark.day} (“{remark.words}”), and neither sentence has "
        "changed since."
        for remark in pair.entry.remarks_of(by)
    )


def _read_on_terminal(store: Store, pairs: Sequence[TranslatedPassage], by: str) -> None:
    """Ask for each pair; what is signed is written at once, so that nothing is lost by Ctrl+C."""
    count = 0
    for number, pair in enumerate(pairs, start=1):
        _print_pair(pair, f"{number} of {len(pairs)}")
        answer = click.prompt(
            "[r]ight, [w]rong, [s]kip, [q]uit",
            type=click.Choice(["r", "w", "s", "q"]),
            default="s",
            show_choices=False,
        )
        if answer == "q":
            break
        if answer == "r":
            own_remarks = _own_remarks(pair, by)
            if own_remarks and not click.confirm(f"{own_remarks} Sign it anyway?"):
                continue
            edit, count = signed(pair, by, day()), count + 1
        elif answer == "w":
            edit = remarked(pair, by, day(), click.prompt("What is wrong"))
        else:
            continue
        store.write({pair.passage.domain: {pair.passage.context: edit}})
    click.echo(f"{count} passages signed by {by}.")


def _print_pair(pair: TranslatedPassage, place: str) -> None:
    passage = pair.passage
    console = Console(highlight=False)
    console.rule()
    life = Text("  life safety", style="bold red") if passage.life_safety else Text("")
    console.print(Text(place, style="bold"), life, Text(passage.key, style="dim"))
    if passage.notes:
        console.print(Padding(Text(" ".join(passage.notes), style="dim"), (0, 0, 0, 2)))
    console.print(Padding(Text(passage.source), (1, 0, 0, 2)))
    console.print(Padding(Text(pair.entry.msgstr, style="bold"), (1, 0, 1, 2)))
    for doubt in pair.entry.doubts:
        console.print(Padding(Text(f"not sure: {doubt}", style="yellow"), (0, 0, 1, 2)))
    for remark in pair.entry.remarks:
        console.print(Padding(Text(f"marked wrong by {remark}", style="yellow"), (0, 0, 1, 2)))
