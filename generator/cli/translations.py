"""Command line: ``translations extract``, ``update``, ``export`` and ``import``. Thin."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from ..load import Content
from ..load.kinds import is_for_staff
from ..model.handles import handle_fault
from ..people.translators.forms import RENDER, parse_any
from ..people.translators.rows import make_sheet
from ..people.translators.store import Store
from ..people.translators.take_in import TranslationImport, merge
from ..people.translators.terms import term_hints
from ..po.catalog import INTERFACE, UnreadablePoError, load_catalog, po_path
from ..po.extract import extract_templates
from ..po.passages import NotesMaker, Passage, notes_with, of_host, passages
from ..po.say import SayLine, lines_of, readers_of_tables, say_template
from ..po.update import po_bytes, update_catalog
from ..sheets.faults import UnreadableFormError
from ..system.at_hand import at_hand
from ..system.whole_file import write_whole
from ..text.languages import known_languages, locale_tag
from .console import content_option, day, locales_option, new_locales_option, write_named_file
from .lazy import LazyGroup
from .loaded import load_formats_of, load_whole, read_input
from .named_sounds import take_sounds

FORMS = ("csv", "xlsx", "xliff", "html")
STATES = ("missing", "behind", "draft", "reviewed")


@click.group(cls=LazyGroup, places={"review": "review"})
def translations() -> None:
    """Export texts for translators, import their work, record reviews."""


# --- extract and update -----------------------------------------------------------------------


@translations.command()
@content_option
@new_locales_option
def extract(content: Path, locales: Path) -> None:
    """Write locales/*.pot from content and templates."""
    loaded = load_whole(content)
    said = [
        line for tag in readers_of_tables(loaded) for line in _lines_to_say(loaded, locales, tag)
    ]
    templates = extract_templates(loaded, _notes(loaded, content)) | say_template(said)
    for domain, template in templates.items():
        path = locales / f"{domain}.pot"
        _write_po(path, po_bytes(template, template=True), locales)
        click.echo(f"{path.as_posix()}: {len(template)} messages")


@translations.command()
@click.argument("tags", nargs=-1, metavar="[LOCALE]…")
@click.option(
    "--staff",
    is_flag=True,
    help="Begin the files of what those who assist read too; those that exist are always updated.",
)
@content_option
@locales_option
def update(tags: tuple[str, ...], *, staff: bool, content: Path, locales: Path) -> None:
    """Update the PO files to the source sentences."""
    for tag in tags:
        _refuse_unknown_language(tag)
    loaded = load_whole(content)
    templates = extract_templates(loaded, _notes(loaded, content))
    for tag in tags or _locales_with_files(locales):
        said = say_template(_lines_to_say(loaded, locales, tag))
        for domain, template in {**templates, **said}.items():
            path = po_path(locales, tag, domain)
            # A language that only helpers read has what they see, and no more files than that.
            if tag not in tags and tag not in loaded.site.locales and not path.exists():
                continue
            # Thousands of lines that a language begins when somebody there can translate them.
            if is_for_staff(domain) and not staff and not path.exists():
                continue
            try:
                data = po_bytes(update_catalog(template, path, tag))
            except UnreadablePoError as error:
                click.echo(
                    f"{path.as_posix()}:{error.line}: {error}. Fix this line, then run the command "
                    "again."
                )
                sys.exit(1)
            except OSError as error:
                raise click.UsageError(
                    f"{error.filename} cannot be read ({error.strerror})."
                ) from error
            _write_po(path, data, locales)
            click.echo(path.as_posix())


def _locales_with_files(locales: Path) -> list[str]:
    return sorted(locale_tag(path.parent.name) for path in locales.glob("*/LC_MESSAGES"))


# --- export and import ------------------------------------------------------------------------


@translations.command("export")
@click.argument("locale")
@click.option(
    "--to",
    "form",
    type=click.Choice(FORMS),
    default="xlsx",
    show_default=True,
    help="csv, xlsx: a spreadsheet; xliff: for translators' tools; html: a form for a phone.",
)
@click.option(
    "--only", metavar="STATE,…", help=f"Only passages in these states: {', '.join(STATES)}."
)
@click.option("--life-safety", is_flag=True, help="Only life-safety passages.")
@click.option(
    "--core",
    is_flag=True,
    help=(
        "Only the core, for a volunteer: with pictures, and beside the English what is read at "
        "home."
    ),
)
@click.option("--host", metavar="HOST", help="Only what readers in one host country see.")
@click.option("--remarked", is_flag=True, help="Only passages that a reviewer marked wrong.")
@click.option(
    "--beside", metavar="LOCALE", help="Show the text in another language beside the English."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write.")
@content_option
@locales_option
def export(
    locale: str,
    form: str,
    *,
    only: str | None,
    life_safety: bool,
    core: bool,
    host: str | None,
    remarked: bool,
    beside: str | None,
    output: Path | None,
    content: Path,
    locales: Path,
) -> None:
    """Export the passages to translate into one locale as a file for its translator."""
    states = _states(only)
    loaded, passages, store = open_store(locale, content, locales)
    if beside is not None:
        _refuse_unfit_beside(beside, locale, loaded)
    elif core:
        beside = _read_by_its_speakers(locale, loaded)
    passages = _picked(loaded, passages, life_safety=life_safety, core=core, host=host)
    with readable(store):
        sheet = make_sheet(
            passages,
            store.catalogs(*filter(None, [beside])),
            locale,
            only=states,
            terms=term_hints(loaded),
            beside=beside or "",
            remarked=remarked,
            core=core,
        )
    path = output or Path(f"{locale}.{form}")
    write_named_file(path, RENDER[form](sheet), f"{path.as_posix()}: {len(sheet.rows)} passages")


def _picked(
    loaded: Content, passages: list[Passage], *, life_safety: bool, core: bool, host: str | None
) -> list[Passage]:
    """Pick the passages that were asked for; the interface is the same in every host country."""
    if host is not None:
        if host not in loaded.hosts:
            slugs = ", ".join(sorted(loaded.hosts))
            raise click.UsageError(f'There is no host country "{host}"; there are: {slugs}.')
        interface = [passage for passage in passages if passage.domain == INTERFACE]
        passages = [*interface, *of_host(loaded, host, passages)]
    return [p for p in passages if (p.life_safety or not life_safety) and (p.core or not core)]


def _read_by_its_speakers(locale: str, loaded: Content) -> str | None:
    """Return what speakers of *locale* read at home: a fallback, or a language of their country."""
    settings, spoken = loaded.site.locales.get(locale), loaded.spoken.languages.get(locale)
    tags = [*settings.fallback] if settings else []
    for slug in spoken.origins if spoken else ():
        tags += loaded.origins[slug].locales if slug in loaded.origins else ()
    return next((tag for tag in tags if tag not in (locale, loaded.site.source_locale)), None)


def _refuse_unfit_beside(beside: str, locale: str, loaded: Content) -> None:
    _refuse_unknown_language(beside)
    if beside in (locale, loaded.site.source_locale):
        raise click.UsageError(f'"{beside}" is already in the file. Name another language.')


def _states(only: str | None) -> Any:
    states = [word.strip() for word in (only or ",".join(STATES)).split(",") if word.strip()]
    if unknown := [word for word in states if word not in STATES]:
        raise click.UsageError(f'There is no state "{unknown[0]}"; there are: {", ".join(STATES)}.')
    return states


@translations.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--locale", help="Locale of the file, if the file does not name it.")
@click.option(
    "--by", metavar="HANDLE", help="Handle of the translator, if the file does not name one."
)
@click.option("--dry-run", is_flag=True, help="Report what would change; write nothing.")
@click.option(
    "--sounds",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="ZIP",
    help="The sound files that a workbook or form of the core names.",
)
@click.option("--over-signed", is_flag=True, help="Replace what a second person has signed, too.")
@content_option
@locales_option
def import_(
    file: Path,
    *,
    locale: str | None,
    by: str | None,
    dry_run: bool,
    sounds: Path | None,
    over_signed: bool,
    content: Path,
    locales: Path,
) -> None:
    """Import a translated file. Passages that do not fit are listed and not imported."""
    if by is not None:
        refuse_no_handle(by)
    data = read_input(file)
    try:
        with at_hand(file):
            reading = parse_any(data, file.name)
    except UnreadableFormError as error:
        click.echo(f"{file.as_posix()}: {error}")
        sys.exit(1)
    locale = _one_locale(locale, reading.locale, file)
    loaded, passages, store = open_store(locale, content, locales)
    beside = _read_by_its_speakers(locale, loaded) or ""
    with readable(store):
        merged = merge(
            reading,
            passages,
            store.catalogs(*filter(None, [beside])),
            locale,
            by=by,
            today=day(),
            beside=beside,
            over_signed=over_signed,
        )
        if merged.nameless:
            raise click.UsageError("Name the translator: --by HANDLE (a handle, never a name).")
        paths = [] if dry_run else store.write(merged.edits)
    _print_result(file, merged, paths, dry_run=dry_run)
    heard = take_sounds(
        reading, locale, sounds, by, content=content, locales=locales, dry_run=dry_run
    )
    sys.exit(1 if merged.refused or not heard else 0)


def _one_locale(option: str | None, in_file: str, file: Path) -> str:
    """Find the locale of *file*: as given, as it says itself, or as it is called (my.csv)."""
    if option and in_file and option != in_file:
        raise click.UsageError(f'{file} says it is for "{in_file}", not for "{option}".')
    guess = file.name.partition(".")[0].partition("-")[0]
    tag = option or in_file or (guess if guess in known_languages() else "")
    if not tag:
        raise click.UsageError(f"Name the locale of {file}: --locale LOCALE.")
    return tag


def _print_result(
    file: Path, merged: TranslationImport, paths: Sequence[Path], *, dry_run: bool
) -> None:
    for fault in merged.refused:
        click.echo(f"{file.as_posix()}: {fault}")
    for doubt in merged.doubts:
        click.echo(f"{file.as_posix()}: {doubt}")
    for path in paths:
        click.echo(f"{path.as_posix()}: written")
    would = "would be " if dry_run else ""
    click.echo(
        f"{len(merged.changed)} translations {would}imported, {len(merged.confirmed)} {would}"
        f"confirmed, {merged.untouched} unchanged, {len(merged.refused)} refused."
    )
    if merged.unwritten and merged.changed:
        click.echo(f"{merged.unwritten} of these are still empty: send the rest in another file.")
    if paths:
        click.echo("Now run: advisory check")


# --- what they share --------------------------------------------------------------------------


def open_store(locale: str, content: Path, locales: Path) -> tuple[Content, list[Passage], Store]:
    """Load the content, its passages and the PO files of *locale*; wrong usage for no language."""
    _refuse_unknown_language(locale)
    loaded = load_whole(content)
    if locale == loaded.site.source_locale:
        raise click.UsageError(f'"{locale}" is the source language, which is not translated.')
    formats = load_formats_of(loaded, content)
    said = _lines_to_say(loaded, locales, locale)
    store = Store(loaded, locales, locale, notes_with(formats), said)
    return loaded, [*passages(loaded, formats), *(line.passage for line in said)], store


def _lines_to_say(loaded: Content, locales: Path, locale: str) -> list[SayLine]:
    """Return the words to say of *locale*; wrong usage when a host language cannot be read."""
    try:
        return lines_of(loaded, locales, locale)
    except (UnreadablePoError, OSError) as error:
        raise click.UsageError(
            f"The phrases.po of a host country's language cannot be read ({error}). Run: advisory "
            "check"
        ) from error


def _notes(loaded: Content, content: Path) -> NotesMaker:
    return notes_with(load_formats_of(loaded, content))


@contextmanager
def readable(store: Store) -> Iterator[None]:
    """Report a PO file that cannot be read or written, with its line, and leave with 1."""
    try:
        yield
    except UnreadablePoError as error:
        for domain in store.domains:
            path = store.path(domain)
            try:
                load_catalog(path, store.locale)
            except UnreadablePoError as fault:
                click.echo(
                    f"{path.as_posix()}:{fault.line}: {fault}. Fix this line, then run the command "
                    "again."
                )
        raise click.exceptions.Exit(1) from error
    except OSError as error:
        what = f"{error.filename} cannot be read or written ({error.strerror})"
        click.echo(f"{what}. No file was changed.")
        raise click.exceptions.Exit(1) from error


def _write_po(path: Path, data: bytes, locales: Path) -> None:
    try:
        write_whole(path, data, below=locales)
    except OSError as error:
        raise click.UsageError(f"{error.filename} cannot be written ({error.strerror}).") from error


def _refuse_unknown_language(tag: str) -> None:
    if tag not in known_languages():
        raise click.UsageError(f'locales/languages.yaml has no language "{tag}".')


def refuse_no_handle(by: str) -> None:
    """Raise UsageError when *by* is no handle."""
    if fault := handle_fault(by):
        raise click.UsageError(f"{fault}, never a name.")
