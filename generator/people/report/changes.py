"""Beside step 4: what changed since the last publication → a report with notes and translations.

In: content, and the PO files of the languages that are asked for. Out: a ``ChangesReport`` for each
host country and for what all share. The command line prints it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ...load import Content, LoadedFile, domain_of
from ...load.changes import Difference, Shelf, shelves
from ...load.told import Told
from ...model import Dated
from ...po.catalog import load_catalog, po_path
from ...po.entry import State
from ...po.files import is_begun

STATES: tuple[State, ...] = ("missing", "behind", "draft", "reviewed")


@dataclass(frozen=True)
class ChangedFact:
    """One fact that changed."""

    id: str
    kind: str
    """new, changed, reordered, renamed, withdrawn or removed."""
    words: str
    """What it is known by now; empty when it was removed."""
    file: str
    line: int
    before: str
    """The id it had, when it was renamed."""
    number: bool
    life_safety: bool
    notes: tuple[str, ...]
    """Ids of the notes that say why."""
    minor: bool
    """All of them say that its meaning is the same."""
    second: tuple[str, ...]
    """Handles of its second readers."""
    needs_second: bool


@dataclass(frozen=True)
class ChangesReport:
    """What changed on one shelf."""

    host: str
    """Empty for what all share."""
    since: date | None
    """When it was last recorded as published; None: never, so all of it is new."""
    facts: tuple[ChangedFact, ...]
    ended: tuple[tuple[str, str], ...]
    """Ids of what ended by itself since, each with its last day. It needs no note."""
    languages: Mapping[str, Mapping[State, int]]
    """By language, how many of the changed sentences and notes are in which state."""

    def as_row(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {**asdict(self), "since": str(self.since) if self.since else None}


def changes_reports(
    content: Content, locales: Path, *, now: datetime, host: str | None, language: str | None
) -> Iterator[ChangesReport]:
    """Yield what all share, then each host country; with *host* that one alone.

    Raises UnreadablePoError, OSError for a PO file that cannot be read.
    """
    for shelf in shelves(content):
        if host in (None, shelf.host):
            yield _report(content, shelf, locales, now, language)


def _report(
    content: Content, shelf: Shelf, locales: Path, now: datetime, language: str | None
) -> ChangesReport:
    site = content.site
    tags = [language] if language else [tag for tag in site.locales if tag != site.source_locale]
    texts = list(_changed_texts(shelf))
    # A language that has nothing of a country is not offered there.
    begun = [
        tag for tag in tags if language or is_begun(po_path(locales, tag, shelf.host or "prepare"))
    ]
    return ChangesReport(
        shelf.host,
        shelf.published.day if shelf.published else None,
        tuple(_fact(shelf, difference) for difference in shelf.differences),
        tuple(_ended(content, shelf, now)),
        {tag: _states(texts, locales, tag) for tag in begun} if texts else {},
    )


def _fact(shelf: Shelf, difference: Difference) -> ChangedFact:
    notes = [note for note in shelf.notes if note.covers(difference)]
    told = difference.told
    file: LoadedFile | None = told.file if told else shelf.file
    path = told.path if told else (*file.context, "facts", difference.id) if file else ()
    return ChangedFact(
        difference.id,
        difference.kind,
        told.words if told else "",
        file.shown if file else "",
        file.line_of(path) if file else 1,
        difference.before,
        difference.number,
        difference.life_safety,
        tuple(note.key for note in notes),
        bool(notes) and all(note.change.minor for note in notes),
        tuple(dict.fromkeys(note.change.second for note in notes if note.change.second)),
        difference.needs_second,
    )


def _ended(content: Content, shelf: Shelf, now: datetime) -> Iterator[tuple[str, str]]:
    if shelf.published is None:
        return
    host = content.hosts.get(shelf.host)
    zone = ZoneInfo(host.country.time_zone if host else "UTC")
    for key, fact in shelf.facts.items():
        until = fact.model.until if isinstance(fact.model, Dated) else None
        if until and until.day >= shelf.published.day and until.moment(zone) <= now:
            yield key, str(until)


def _changed_texts(shelf: Shelf) -> Iterator[tuple[str, str, str]]:
    """Yield domain, msgctxt and sentence of all that changed, and of the notes that readers see."""
    for difference in shelf.differences:
        if difference.told and difference.kind in ("new", "changed", "renamed"):
            yield from _texts_of(difference.told)
    for note in shelf.notes if shelf.published else ():
        context = ".".join((*note.path, "note"))
        if not note.change.minor:
            yield domain_of(note.file.name), context, note.change.note


def _texts_of(told: Told) -> Iterator[tuple[str, str, str]]:
    contexts: Collection[str] = told.text_contexts()
    for text in told.file.texts:
        if text.context in contexts:
            yield domain_of(told.file.name), text.context, text.text


def _states(texts: Sequence[tuple[str, str, str]], locales: Path, tag: str) -> dict[State, int]:
    counts: Counter[State] = Counter()
    for domain, context, source in texts:
        entry = load_catalog(po_path(locales, tag, domain), tag).entries.get(context)
        counts["missing" if entry is None else entry.state(source)] += 1
    return {state: counts[state] for state in STATES}
