"""Beside step 4, where: words typed by an editor → the facts and texts that are meant.

In: whole content, the catalogs of all locales. Out: ``Subject``s, each of which can be looked for;
several when what was typed is not clear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from ...load import Content, domain_of
from ...load.ids import Standing, find_ids, find_number, is_number, withdrawable
from ...localise.marked import MarkedFacts
from ...model import Contact, Post
from ...model.walk import KeyPath
from ...paths import library_below
from ...po.catalog import INTERFACE
from ...po.extract import interface_messages
from ...po.passages import Catalogs, Passage
from ...system.ordinary_file import read_ordinary
from ...text.plain import PLACEHOLDER


@dataclass(frozen=True)
class Subject:
    """What is looked for: facts with their texts, or texts alone."""

    id: str
    """As a command takes it."""
    words: str
    """What distinguishes it, for a person."""
    standings: tuple[Standing, ...] = ()
    passages: tuple[Passage, ...] = ()
    number: str = ""
    """When a number was asked for: as it was typed."""
    hosts: tuple[str, ...] = ()
    """Host countries whose readers may meet it."""
    way: str = ""
    """The name or address by which a contact was asked for, as the content has it."""

    @property
    def marks(self) -> MarkedFacts:
        """What has to be marked to find it."""
        if self.number:
            return MarkedFacts(number=self.number)
        kept = tuple(s.model for s in self.standings if isinstance(s.model, Contact | Post))
        return MarkedFacts(frozenset((p.domain, p.context) for p in self.passages), kept)


class Finder:
    """Finds what somebody means in *content*; only words need *catalogs*, all translations."""

    def __init__(self, content: Content, catalogs: Callable[[], Catalogs]) -> None:
        self.content = content
        self.facts = withdrawable(content)
        self._catalogs = catalogs
        self._texts: dict[tuple[str, KeyPath], Passage] = {
            (file.name, text.path): Passage(
                domain_of(file.name), text.context, text.text, file=file.shown, line=text.line
            )
            for file in content.files.values()
            for text in file.texts
        }

    def find(self, typed: str) -> list[Subject]:
        """Return what *typed* may mean: an id, a text's name, a telephone number, or words."""
        if ids := find_ids(self.facts, typed):
            return [self.fact(key) for key in ids]
        named = {at: p for at, p in self._texts.items() if f"{p.key}.".startswith(f"{typed}.")}
        if named:
            return [self._of_texts(typed, named)]
        if is_number(typed) and (found := self._number(typed)):
            return [found]
        return self._reached_by(typed) or self._said(typed)

    def _reached_by(self, typed: str) -> list[Subject]:
        """Return contacts with *typed* as a name in an app, an address or a value of theirs."""
        wanted = _bare(typed)
        return [
            replace(self.fact(key), way=way)
            for key, one in self.facts.items()
            if wanted
            and isinstance(one.model, Contact)
            and (way := _ways_of(one.model).get(wanted))
        ]

    def fact(self, key: str) -> Subject:
        """Return the fact of that id, with all its texts."""
        standing = self.facts[key]
        name, start = standing.file.name, standing.path
        hosts = self._hosts_of(name, start)
        return Subject(key, standing.words, (standing,), self._below(standing), hosts=hosts)

    def _below(self, fact: Standing) -> tuple[Passage, ...]:
        return tuple(
            passage
            for (name, path), passage in self._texts.items()
            if name == fact.file.name and path[: len(fact.path)] == fact.path
        )

    def _number(self, typed: str) -> Subject | None:
        """Return all contacts, partners and values with this number as one subject, or None."""
        main, others = find_number(self.facts, typed)
        standings = tuple(self.facts[key] for key in (*main, *others))
        hosts = [h for s in standings for h in self._hosts_of(s.file.name, s.path)]
        marks = MarkedFacts(number=typed)
        # A partner and a value of a sentence are no facts of their own.
        partners = self.content.partners.partners.values()
        hosts += [one.host for one in partners if marks.is_number(one.number)]
        feedback = self.content.site.feedback
        if feedback is not None and marks.is_number(feedback):
            hosts += [row.host for row in self.content.site.corridors]
        for file in self.content.files.values():
            for text in file.texts:
                values = text.visit.values().values()
                if any(marks.is_number(v.phone or v.message or v.sms or "") for v in values):
                    hosts += self._hosts_of(file.name, text.path)
        if not hosts and not standings:
            return None
        words = ", ".join(f"{one.id} ({one.words})" for one in standings)
        texts = tuple(passage for one in standings for passage in self._below(one))
        return Subject(typed.strip(), words, standings, texts, typed.strip(), self._in_order(hosts))

    def _said(self, typed: str) -> list[Subject]:
        """Return the facts with *typed* in their words or in translations of these."""
        wanted = _plain(typed)
        if not wanted:
            return []
        catalogs = self._catalogs()
        said = {key for key, words in _translations(catalogs) if wanted in _plain(words)}
        owners = {(one.file.name, one.path): key for key, one in self.facts.items()}
        found: dict[str, Subject] = {}
        for at, passage in self._texts.items():
            if passage.key not in said and wanted not in _plain(passage.source):
                continue
            name, path = at
            starts = ((name, path[:length]) for length in range(len(path), 0, -1))
            owner = next((owners[start] for start in starts if start in owners), "")
            key = owner or passage.key
            if key not in found:
                found[key] = self.fact(owner) if owner else self._of_texts(key, {at: passage})
        for context, words in interface_messages().items():
            label = Passage(INTERFACE, context, words)
            if label.key in said or wanted in _plain(words):
                found[label.key] = self._of_texts(label.key, {("", ()): label})
        return list(found.values())

    def _of_texts(self, key: str, texts: Mapping[tuple[str, KeyPath], Passage]) -> Subject:
        passages = tuple(texts.values())
        hosts = [host for name, path in texts for host in self._hosts_of(name, path)]
        return Subject(key, passages[0].source, (), passages, hosts=self._in_order(hosts))

    def _hosts_of(self, name: str, path: tuple[str, ...]) -> tuple[str, ...]:
        """Return the host countries whose readers may meet what is at *path* of the file *name*."""
        folder, *rest = PurePosixPath(name).parts or ("",)
        rows = self.content.site.corridors
        if folder == "hosts":
            return (rest[0],)
        if folder == "origins":
            origin = PurePosixPath(rest[0]).stem
            named = path[1] if path[:1] == ("corridors",) and len(path) > 1 else None
            return tuple(r.host for r in rows if r.origin == origin and named in (None, r.host))
        return tuple(dict.fromkeys(row.host for row in rows))

    def _in_order(self, hosts: Iterable[str]) -> tuple[str, ...]:
        wanted = set(hosts)
        known = dict.fromkeys(row.host for row in self.content.site.corridors)
        return tuple(host for host in known if host in wanted)


def hosts_that_may_have(folder: Path, slugs: Sequence[str], typed: str) -> list[str]:
    """Return those of *slugs* whose files below *folder* must be read to find *typed*.

    An id says whose it is; the digits of a number are in the files, whatever is between them. For
    anything else all have to be read.
    """
    named = [slug for slug in slugs if re.match(rf"{re.escape(slug)}(-staff)?[.:]", typed)]
    if named:
        return named
    if not is_number(typed):
        return list(slugs)
    # The last digits: a country code or a first 0 may be missing in the file.
    digits = re.sub(r"[^0-9]", "", typed)[-_LAST_DIGITS:].encode()
    return [
        slug for slug in slugs if any(digits in raw for raw in _digits_of(folder / "hosts" / slug))
    ]


_LAST_DIGITS = 6


def _digits_of(folder: Path) -> Iterator[bytes]:
    library = library_below(folder.parents[1], "content")
    below = () if library is None else (library / "hosts" / folder.name).rglob("*.yaml")
    for path in sorted([*folder.rglob("*.yaml"), *below]):
        try:
            yield re.sub(rb"[ ()\-]", b"", read_ordinary(path))
        except OSError:
            continue  # Who reads the content tells what is wrong with it.


def _translations(catalogs: Catalogs) -> Iterator[tuple[str, str]]:
    for (_locale, domain), catalog in catalogs.items():
        for context, entry in catalog.entries.items():
            yield f"{domain}:{context}", entry.msgstr


def _ways_of(contact: Contact) -> dict[str, str]:
    """Return what reaches a contact besides its number, also the values of its own sentences.

    By what tells one from others, each as the content has it.

    As the content has it, by what tells it from others.
    """
    ways = [name for _way, name in contact.channels or () if name]
    ways += [value.text for value in contact.values.values() if value.text]
    return {_bare(str(way)): str(way) for way in reversed(ways)}


def _bare(name: str) -> str:
    """Reduce a name or address to what tells it from others: ``@Door`` and ``door`` are one."""
    return name.strip().casefold().removeprefix("https://").removeprefix("http://").strip("@/")


def _plain(words: str) -> str:
    """Reduce a sentence to what is compared: case, blanks and the names of data do not matter."""
    return re.sub(r"\s+", " ", PLACEHOLDER.sub("", words)).strip().casefold()
