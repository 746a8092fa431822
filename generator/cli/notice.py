"""Command line: ``notice``: write, publish, end and withdraw what is so for some hours. Thin."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from ..load import load_file
from ..load.endings import Clock
from ..localise.corridors import localisers
from ..localise.notices import notices_of, state_of
from ..model import Site
from ..model.host import Country
from ..model.notices import Notice
from ..model.until import Until
from ..people.notices.files import (
    changed,
    ended,
    names,
    published_path,
    restore,
    waiting_path,
    withdrawn,
)
from ..products.notices.sheet import make_sheet
from .build import build_site
from .console import content_option, locales_option, moment, site_option, write_named_file
from .lazy import LazyGroup
from .loaded import load_whole


@click.group(cls=LazyGroup, places={"new": "notice_new:new_notice"})
def notice() -> None:
    """Tell readers what is so for some hours or days: a shelter, a road, a busy line."""


@notice.command("list")
@content_option
def list_notices(content: Path) -> None:
    """List the notices, the newest first: which wait, which stand, which have ended."""
    waiting, loaded = names(content, waiting=True), load_whole(content)
    for name in waiting:
        click.echo(f"{name}: waits to be published")
    for name in names(content, waiting=False):
        one = loaded.notices.get(name)
        click.echo(
            f"{name}: {_state(one, loaded) if one else 'cannot be read; run: advisory check'}"
        )
    if not waiting and not loaded.notices:
        click.echo("There is no notice. To write one: advisory notice new HOST")


def _state(one: Notice, loaded: Any) -> str:
    if one.withdrawn is not None:
        return f"withdrawn {one.withdrawn.at}"
    clock = (
        Clock(moment(), ZoneInfo(loaded.hosts[one.host].country.time_zone))
        if one.host in loaded.hosts
        else None
    )
    if clock is None:
        return f"until {one.ends}"
    return f"stands until {one.ends}" if state_of(one, clock) == "standing" else f"ended {one.ends}"


@notice.command()
@click.argument("name")
@click.option("--confirm", metavar="HANDLE", help="A second person, who has confirmed it.")
@click.option(
    "--draft",
    is_flag=True,
    help="Publish it although nobody has signed its sentences; each page says so.",
)
@content_option
@locales_option
@site_option
def publish(
    name: str, *, confirm: str | None, draft: bool, content: Path, locales: Path, site: Path
) -> None:
    """Check the notice NAME and bring it onto the pages that it concerns."""
    started = time.monotonic()
    waiting, path = waiting_path(content, name), published_path(content, name)
    if not waiting.is_file():
        raise click.UsageError(_no_such(content, name, waiting=True))
    if path.exists():
        raise click.UsageError(
            f'"{name}" is published already. To change it: withdraw it, and write another.'
        )
    values: dict[str, Any] = {"draft": "true"} if draft else {}
    if confirm:
        one = _read(waiting)
        values["handles"] = [*(one.handles if one else ()), confirm]
    before = changed(waiting, content, values) if values else None
    waiting.rename(path)

    def undo() -> None:
        path.rename(waiting)
        if before is not None:
            restore(waiting, content, before)

    _Job(name, content, locales, site, started).bring(undo, still_to_come=True)


@notice.command()
@click.argument("name")
@content_option
@locales_option
@site_option
def end(name: str, content: Path, locales: Path, site: Path) -> None:
    """End the notice NAME now: pages say that this was our last word. Ended is not safe."""
    done = "has ended. Pages say that this was our last word"
    _change(name, content, locales, site, ended, done=done)


@notice.command()
@click.argument("name")
@click.option("--why", required=True, help="What was wrong, for colleagues.")
@content_option
@locales_option
@site_option
def withdraw(name: str, *, why: str, content: Path, locales: Path, site: Path) -> None:
    """Take the notice NAME back: it was wrong. It stands struck through for 72 hours."""
    done = "is withdrawn. For 72 hours it stands struck through"
    _change(name, content, locales, site, lambda now: withdrawn(now, why), done=done)


def _change(
    name: str,
    content: Path,
    locales: Path,
    site: Path,
    fields: Callable[[Until], Mapping[str, Any]],
    *,
    done: str,
) -> None:
    started, path = time.monotonic(), published_path(content, name)
    one = _read(path) if path.is_file() else None
    if one is None:
        raise click.UsageError(_no_such(content, name, waiting=False))
    if one.withdrawn is not None:
        raise click.UsageError(f'"{name}" was withdrawn already, on {one.withdrawn.at}.')
    before = changed(path, content, fields(_now(content, one.host)))
    job = _Job(name, content, locales, site, started, done=done)
    job.bring(lambda: restore(path, content, before))


def _now(content: Path, host: str) -> Until:
    """The minute it is in *host*."""
    file, _problems = load_file(content / "hosts" / host / "country.yaml")
    if file is None or not isinstance(file.model, Country):
        raise click.UsageError(f'There is no host country "{host}" in the content.')
    there = moment().astimezone(ZoneInfo(file.model.time_zone))
    return Until(there.date(), there.time().replace(second=0, microsecond=0, tzinfo=None))


def _why_ended(one: Notice, content: Path) -> str | None:
    if not (content / "hosts" / one.host).is_dir():
        return None  # the checks tell which countries there are
    if one.ends.local() <= _now(content, one.host).local():
        return f"It ended at {one.ends} by the clock of {one.host}. Correct its hours."
    return None


@dataclass(frozen=True)
class _Job:
    """A notice that is being brought onto the pages."""

    name: str
    content: Path
    locales: Path
    site: Path
    started: float
    done: str = ""
    """What happened to one that was published before."""

    def bring(self, undo: Callable[[], object], *, still_to_come: bool = False) -> None:
        """Check and build; when that fails or is stopped, *undo*: the content is as it was.

        *still_to_come*: refuse one whose end has passed.
        """
        one = _read(published_path(self.content, self.name))
        # What cannot be read is told by the build, which then writes nothing.
        why = None
        try:
            if still_to_come and one is not None:
                why = _why_ended(one, self.content)
            built = not why and self._build(one)
        except BaseException:
            undo()
            raise
        if one is None or not built:
            undo()
            nothing = "Nothing was changed" if self.done else "Nothing was published"
            click.echo(f"{why or ''} {nothing}. Correct it and try again.".strip())
            sys.exit(1)
        self._tell(one)

    @cached_property
    def _is_part(self) -> bool:
        """Whether there is no whole site to put the notice into: a part has no front page."""
        return not all((self.site / name).is_file() for name in ("build.json", "index.html"))

    def _build(self, one: Notice | None) -> bool:
        if one is None or not self._is_part:
            return build_site(self.content, self.locales, self.site)
        # All countries would be waited for before anybody sees this one.
        click.echo(
            f"There is no whole site in {self.site} yet, so only {one.host} is built now: "
            "minutes, not seconds. Its lines of progress come at least twice a minute. From the "
            "second notice on it takes seconds. To read it at once, in another window: advisory "
            f"serve --only {one.host}",
            err=True,
        )
        return build_site(self.content, self.locales, self.site, only=one.host)

    def _tell(self, one: Notice) -> None:
        seconds = f"on the pages after {time.monotonic() - self.started:.1f} seconds"
        click.echo(
            f"{self.name} {self.done}, {seconds}." if self.done else f"{self.name}: {seconds}."
        )
        page = self.site / _source_locale(self.content) / one.host / "notices" / "index.html"
        click.echo(f"Look at it: {page.as_posix()}")
        if self._is_part:
            click.echo(
                f"No reader sees it yet: {self.site} has only {one.host}. Do not put it on a "
                "server, the rest would be gone there. Next: advisory build --all, which takes "
                "over what is made."
            )
        if one.draft and not self.done:
            click.echo("It is a draft: each page says that nobody has read its translation.")
        if not one.confirmed and not self.done:
            click.echo(f"One person, not confirmed: it ends at {one.ends}.")
        click.echo("A notice needs no change note. Tell those who answer telephones what it says.")


def _read(path: Path) -> Notice | None:
    file, _problems = load_file(path)
    return file.model if file is not None and isinstance(file.model, Notice) else None


def _source_locale(content: Path) -> str:
    file, _problems = load_file(content / "site.yaml")
    assert file is not None and isinstance(file.model, Site)  # noqa: S101, PT018 - it was built
    return file.model.source_locale


def _no_such(content: Path, name: str, *, waiting: bool) -> str:
    there = names(content, waiting=waiting)
    what = "waits to be published" if waiting else "is published"
    listed = f" There are: {', '.join(there[:6])}." if there else ""
    return f'No notice "{name}" {what}.{listed}'


@notice.command()
@click.argument("name")
@click.argument("locale")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write.")
@content_option
@locales_option
def sheet(name: str, locale: str, output: Path | None, *, content: Path, locales: Path) -> None:
    """Print the notice NAME in LOCALE as a sheet in large letters, for a wall."""
    loaded = load_whole(content)
    one = loaded.notices.get(name)
    if one is None:
        raise click.UsageError(_no_such(content, name, waiting=False))
    if locale not in loaded.site.locales:
        raise click.UsageError(
            f'The site has no language "{locale}": {", ".join(loaded.site.locales)}.'
        )
    made = next(localisers(loaded.for_host(one.host), locales, one.host, [locale], moment()))
    text = next((text for text in notices_of(made) if text.id == name), None)
    if text is None:
        click.echo(f"It ended at {one.ends}, more than 72 hours ago: there is nothing to print.")
        sys.exit(1)
    path = output or Path(f"{name}.{locale}.pdf")
    write_named_file(
        path, make_sheet(text, made.sentences.ui, made.host.country.language), path.as_posix()
    )
