"""Step 1: content → what differs from what was published last, and the notes that say why.

In: content that was read. Out: for each *shelf* (a host country, or what all share) the
``Difference``s between the facts of today and published.yaml, and the ``Note``s written since.
Nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

from ..model import Change, Published
from ..model.editions import seal_of
from ..model.walk import KeyPath
from .content import Content
from .loaded_file import LoadedFile
from .told import Told, told_facts

Kind = Literal["new", "changed", "reordered", "renamed", "withdrawn", "removed"]
"""reordered: only the order of its lines; renamed: the same words under another id."""


@dataclass(frozen=True)
class Difference:
    """A fact that readers are told otherwise than when the site was last published."""

    id: str
    kind: Kind
    told: Told | None
    """What it says now; None when it was removed."""
    number: bool
    """Whether what they dial is new, other or gone."""
    life_safety: bool
    before: str = ""
    """The id that a renamed fact had."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Its id of today, and the one it had."""
        return tuple(filter(None, (self.id, self.before)))

    @property
    def needs_second(self) -> bool:
        """Whether a second person must have read it before it is published."""
        # Out of the way at once: a wrong number must not wait for a second reader.
        return self.kind not in ("withdrawn", "renamed") and (self.number or self.life_safety)


@dataclass(frozen=True)
class Note:
    """A change note, and where it is."""

    file: LoadedFile
    key: str
    change: Change

    @property
    def path(self) -> KeyPath:
        """The keys that lead to it."""
        return (*self.file.context, "changes", self.key)

    def covers(self, difference: Difference) -> bool:
        """Return whether it is about this fact, under its id of today or that of before."""
        return any(is_of(one, fact) for one in self.change.of for fact in difference.ids)


def is_of(named: str, fact: str) -> bool:
    """Return whether a note that names *named* is about *fact*: itself, or something below it.

    >>> is_of("hazards.flood", "hazards.flood.drink"), is_of("hazards", "hazards.flood")
    (True, False)
    """
    # One word would be a country or the whole library: a note of everything explains nothing.
    return named == fact or ("." in named and fact.startswith(f"{named}."))


@dataclass(frozen=True)
class Shelf:
    """The facts of one host country, or those that all share, and what was published of them."""

    host: str
    """Empty for what all share."""
    file: LoadedFile | None
    """Its published.yaml; None when nothing of it was published yet."""
    facts: Mapping[str, Told]
    """Those that readers meet, by id."""
    withdrawn: Mapping[str, Told]
    all_notes: tuple[Note, ...]
    stray: LoadedFile | None = None
    """A published.yaml of a host country that was not published with the others: it was copied."""

    @property
    def published(self) -> Published | None:
        """What was published last."""
        return self.file.model if self.file and isinstance(self.file.model, Published) else None

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """The notes that were written since."""
        old = self.published.notes if self.published else ()
        return tuple(note for note in self.all_notes if note.key not in old)

    @cached_property
    def ids(self) -> frozenset[str]:
        """Ids that a note may name: facts of today, facts published, and what is above them."""
        ids = {*self.facts, *self.withdrawn, *(self.published.facts if self.published else ())}
        above = (fact.rsplit(".", depth)[0] for fact in ids for depth in range(1, fact.count(".")))
        return frozenset({*ids, *above})

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """Return what differs, in file order, removed facts last; nothing before a publication."""
        if self.published is None:
            return ()
        old = self.published.facts
        return tuple(self._differences(old, _renamed(old, self.facts, self.withdrawn)))

    def _differences(
        self, old: Mapping[str, str], renamed: Mapping[str, str]
    ) -> Iterator[Difference]:
        for key, fact in self.facts.items():
            before = old.get(key)
            life, number = fact.life_safety, bool(fact.numbers)
            if key in renamed:
                yield Difference(key, "renamed", fact, number, life, renamed[key])
            elif before is None:
                yield Difference(key, "new", fact, number, life)
            elif before != fact.digests:
                yield from self._changed(fact, _Digests(before), old)
        gone = old.keys() - self.facts.keys() - set(renamed.values())
        for key in sorted(gone):
            was = _Digests(old[key])
            kind: Kind = "withdrawn" if key in self.withdrawn else "removed"
            yield Difference(key, kind, self.withdrawn.get(key), bool(was.number), was.life)

    def _changed(self, fact: Told, was: _Digests, old: Mapping[str, str]) -> Iterator[Difference]:
        now = _Digests(fact.digests)
        life = was.life or now.life
        if was.said != now.said or was.life != now.life:
            yield Difference(fact.id, "changed", fact, was.number != now.number, life)
        elif (
            was.order != now.order
            # A line that came or went is a change of its own.
            and was.lines == now.lines
            and all(key in old for key in fact.steps)
        ):
            life = life or any(self.facts[key].life_safety for key in fact.steps)
            yield Difference(fact.id, "reordered", fact, number=False, life_safety=life)


class _Digests:
    """The parts of what published.yaml has of a fact."""

    def __init__(self, text: str) -> None:
        self.said, *others = text.split(" ")
        self.life = "life" in others
        self.number = next((part for part in others if part[0] == "n"), "")
        self.order = next((part for part in others if part[0] == "o"), "")
        self.lines = self.order.partition("-")[0]


def _renamed(
    old: Mapping[str, str], facts: Mapping[str, Told], withdrawn: Mapping[str, Told]
) -> dict[str, str]:
    """Return new ids whose facts say what gone ones said, each with the id it had."""
    gone: dict[str, list[str]] = {}
    for key, digests in old.items():
        if key not in facts and key not in withdrawn:
            gone.setdefault(digests, []).append(key)
    renamed = {}
    for key, fact in facts.items():
        if key not in old and (ids := gone.get(fact.digests)):
            renamed[key] = ids.pop(0)
    return renamed


def shelves(content: Content) -> list[Shelf]:
    """Return what all host countries share, then each host country of *content*."""
    return content.once(_shelves)


def _shelves(content: Content) -> Iterator[Shelf]:
    facts = told_facts(content).values()
    of_all = content.files.get("published.yaml")
    for slug in ("", *content.hosts):
        folder = f"hosts/{slug}/" if slug else ""
        own = [fact for fact in facts if fact.host == slug]
        notes = content.files.get(f"{folder}{'country' if slug else 'changes'}.yaml")
        file = content.files.get(f"{folder}published.yaml")
        is_stray = slug and of_all and slug not in getattr(of_all.model, "hosts", ())
        yield Shelf(
            slug,
            None if is_stray else file,
            {fact.id: fact for fact in own if not fact.is_withdrawn},
            {fact.id: fact for fact in own if fact.is_withdrawn},
            tuple(_notes_in(notes)) if notes else (),
            file if is_stray else None,
        )


def _notes_in(file: LoadedFile) -> Iterator[Note]:
    changes: Mapping[str, Change] = getattr(file.model, "changes", {})
    return (Note(file, key, change) for key, change in changes.items())


def published_text(shelf: Shelf, day: date, hosts: Iterable[str] = ()) -> str:
    """Return published.yaml of what *shelf* says today; *hosts* are those published with it."""
    facts = {key: shelf.facts[key].digests for key in sorted(shelf.facts)}
    row: dict[str, Any] = {
        "day": str(day),
        **({"hosts": sorted(hosts)} if hosts else {}),
        "notes": sorted(note.key for note in shelf.all_notes),
        "facts": facts,
        "seal": "0" * 16,
    }
    seal = seal_of(Published.model_validate(row))
    schema = "../../schema" if shelf.host else "schema"
    lines = [_HEAD.format(schema=schema), f'day: "{day}"']
    for name in ("hosts", "notes"):
        if name in row:
            lines += [
                f"{name}:" if row[name] else f"{name}: []",
                *(f"  - {one}" for one in row[name]),
            ]
    lines.append("facts:" if shelf.facts else "facts: {}")
    # A fact a line: two branches that change two facts change two lines.
    lines += [f'  {key}: "{value}"' for key, value in facts.items()]
    return "\n".join([*lines, f'seal: "{seal}"', ""])


_HEAD = """\
# yaml-language-server: $schema={schema}/published.json
# What was published last, as a digest of each fact. Written by: advisory changes record. \
Never edit it."""
