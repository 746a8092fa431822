"""Command line: ``recordings``: what to speak, what was spoken, heard and taken back. Thin."""

from __future__ import annotations

import re
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from ..load import Content
from ..load.edit import LayoutError
from ..localise.core_lines import core_texts
from ..model import limits
from ..people.recordings.hearing import UnreadableAnswerError, hearing_page, read_answer
from ..people.recordings.lines import NUMBER, Script, make_script
from ..people.recordings.sheet import paper_sheet, recorder
from ..people.recordings.sounds import NoFfmpegError
from ..people.recordings.store import take_in, write_heard, write_taken
from ..people.recordings.store import withdraw as taken_back
from ..people.recordings.zip_in import UnreadableZipError, read_zip, refuse_future
from ..serve.recorder import serve_recorder
from ..system.at_hand import at_hand
from ..text.languages import known_languages
from ..text.plain import PLACEHOLDER
from .console import content_option, day, locales_option, write_named_file
from .loaded import load_whole, read_input

_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")


@click.group()
def recordings() -> None:
    """Record human voices for the core, let them be heard, take them back."""


def _script(
    language: str, content: Path, locales: Path, beside: str = ""
) -> tuple[Content, Script]:
    for tag in filter(None, (language, beside)):
        if not _TAG.fullmatch(tag) or tag not in known_languages():
            raise click.UsageError(
                f'locales/languages.yaml has no language "{tag}"; it has: '
                f"{', '.join(known_languages())}. To add one: docs/how-to/record-voices.md"
            )
    loaded = load_whole(content)
    script = make_script(loaded, locales, language, beside)
    if script.drafts:
        click.echo(
            f"{script.drafts} lines are left out: nobody has signed their translation. To sign: "
            f"advisory translations review {language}",
            err=True,
        )
    if not script.lines:
        click.echo("There is no line to record.")
        sys.exit(1)
    return loaded, script


beside_option = click.option(
    "--beside", metavar="LOCALE", default="", help="Show the text in another language too."
)


@recordings.command()
@click.argument("language")
@beside_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write into; default: recordings-LANGUAGE.",
)
@content_option
@locales_option
def sheet(language: str, *, beside: str, output: Path | None, content: Path, locales: Path) -> None:
    """Write a sheet to print and a recorder for the core in LANGUAGE."""
    _loaded, script = _script(language, content, locales, beside)
    folder = output or Path(f"recordings-{language}")
    count = f"{len(script.lines)} lines"
    path = folder / "sheet.html"
    write_named_file(path, paper_sheet(script, day()), f"{path.as_posix()}: {count}, to print")
    path = folder / "recorder.html"
    write_named_file(path, recorder(script), f"{path.as_posix()}: {count}, to open in a browser")
    click.echo(f"No microphone in an opened file? Run: advisory recordings serve {language}")


@recordings.command()
@click.argument("language")
@beside_option
# Always the same port: a browser keeps sounds by address, and must find them the next day.
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8010,
    show_default=True,
    help="Port on this machine. Under another one the browser finds nothing that it kept.",
)
@content_option
@locales_option
def serve(language: str, *, beside: str, port: int, content: Path, locales: Path) -> None:
    """Show the recorder for LANGUAGE in a browser on this machine."""
    _loaded, script = _script(language, content, locales, beside)
    try:
        server, address = serve_recorder(recorder(script), port)
    except OSError as error:
        raise click.UsageError(f"Port {port} cannot be used ({error.strerror}).") from error
    click.echo(f"Open {address} in a browser. Ctrl+C stops.")
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda *_: stopped.set())
    stopped.wait()
    server.shutdown()
    click.echo("Stopped. What was recorded is kept by the browser.", err=True)


@recordings.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Report what would be taken; write nothing.")
@content_option
@locales_option
def import_(file: Path, *, dry_run: bool, content: Path, locales: Path) -> None:
    """Import the ZIP of a recorder. Sounds that do not fit are listed and not imported."""
    try:
        with at_hand(file):
            handed = read_zip(read_input(file, limits.HANDED.most))
        refuse_future(handed, day())
        _loaded, script = _script(handed.language, content, locales)
        taken, refused = take_in(handed, script)
    except (UnreadableZipError, NoFfmpegError) as error:
        click.echo(f"{file.as_posix()}: nothing was taken: {error}")
        sys.exit(1)
    for one in refused:
        click.echo(f"{one.key}: {one.why}")
    if taken and not dry_run:
        with _written(content):
            write_taken(content, taken)
    size = sum(len(one.data) for one in taken)
    click.echo(
        f"{len(taken)} {'would be ' if dry_run else ''}taken ({(size + 512) // 1024} KB), "
        f"{len(refused)} refused."
    )
    if taken and not dry_run:
        click.echo(
            "No page plays them before somebody else has heard them: advisory recordings page "
            f"{handed.language} --without-text"
        )
    sys.exit(1 if refused else 0)


@recordings.command()
@click.argument("language")
@click.option(
    "--without-text", is_flag=True, help="For a second speaker, who writes what she hears."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write.")
@content_option
@locales_option
def page(
    language: str, *, without_text: bool, output: Path | None, content: Path, locales: Path
) -> None:
    """Write one page to hear all recordings in LANGUAGE."""
    loaded, script = _script(language, content, locales)
    data = hearing_page(loaded, script, without_text=without_text)
    path = output or Path(f"{'hear' if without_text else 'recordings'}-{language}.html")
    count = sum(row.language == language for row in loaded.recordings.recordings.values())
    write_named_file(path, data, f"{path.as_posix()}: {count} recordings")


@recordings.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--same", metavar="ID,…|all", help="Recordings of which you find both sentences the same."
)
@content_option
def heard(file: Path, *, same: str | None, content: Path) -> None:
    """Compare what a second speaker heard with our sentences; record those that agree."""
    loaded = load_whole(content)
    sources = {
        f"{domain}/{text.context}": PLACEHOLDER.sub(NUMBER, text.text)
        for domain, text in core_texts(loaded)
    }
    try:
        with at_hand(file):
            by, told, refused = read_answer(read_input(file), loaded, sources)
    except UnreadableAnswerError as error:
        click.echo(f"{file.as_posix()}: {error}")
        sys.exit(1)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", by):
        raise click.UsageError("The answer has no handle of who heard it. Ask for it again.")
    for words in refused:
        click.echo(words)
    for one in told:
        click.echo(f"{one.id}\n  ours:  {one.source}\n  heard: {one.back}")
    if same is None:
        click.echo(
            "Nothing was written. Would a reader of each pair do the same thing? Then run this "
            "again with --same ID,ID,… (or all). Else let it be recorded again."
        )
        sys.exit(1 if refused else 0)
    ids = {one.id: one.back for one in told}
    wanted = (
        list(ids) if same == "all" else [part.strip() for part in same.split(",") if part.strip()]
    )
    if unknown := [key for key in wanted if key not in ids]:
        raise click.UsageError(f'The answer has nothing of "{unknown[0]}".')
    if wanted:
        with _written(content):
            write_heard(content, {key: ids[key] for key in wanted}, by)
    click.echo(f"{len(wanted)} written, {len(ids) - len(wanted)} left, {len(refused)} refused.")
    sys.exit(1 if refused else 0)


@recordings.command()
@click.argument("handle")
@content_option
def withdraw(handle: str, content: Path) -> None:
    """Take back all recordings of the speaker HANDLE: rows and sounds."""
    loaded = load_whole(content)
    with _written(content):
        gone = taken_back(content, loaded, handle)
    if not gone:
        raise click.UsageError(f'No recording is of the speaker "{handle}".')
    for key in gone:
        click.echo(f"{key}: deleted")
    listened = sum(row.heard_by == handle for row in loaded.recordings.recordings.values())
    click.echo(
        f"{len(gone)} recordings deleted from this folder. Publish now: pages play them until "
        "then. It cannot be called back: phones and copies that have kept a sound still have it, "
        "and so has the history of the repository. Tell the speaker."
    )
    if listened:
        click.echo(f"{handle} has also heard {listened} recordings of others; those stay.")


@contextmanager
def _written(content: Path) -> Iterator[None]:
    try:
        yield
    except (LayoutError, OSError) as error:
        click.echo(f"{(content / 'recordings.yaml').as_posix()} was not changed: {error}")
        sys.exit(1)
