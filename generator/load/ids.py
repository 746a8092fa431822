"""Step 1: content → an id for everything that can be withdrawn, as papers record it.

In: content that was read. Out: ``thailand.contacts.fire``, ``thailand.rules.hospital-first``,
``hazards.flood.leave-before-water`` (the library), ``thailand.hazards.flood.phone-alert`` (one
country's own), ``now.call``, ``phrases.locked-in``. What a paper records is the same without the
country: the paper's own country is known.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from ..model import Contact, Editions, PaperEdition, Post
from ..model.walk import KeyPath, walk_models
from ..model.withdrawal import Withdrawable
from .content import Content
from .loaded_file import LoadedFile

_SILENT = frozenset({"messages", "steps", "items"})
"""Keys that distinguish nothing: each of these is alone in its mapping."""
_SHORT = {
    ("assistance",): (),
    ("hazards", "hazards"): ("hazards",),
    ("hazards", "warnings"): ("warnings",),
    ("guides", "guides"): ("guides",),
    ("insurance", "points"): ("insurance",),
    ("referrals",): (),
    ("insurance", "schemes"): ("schemes",),
}
"""Beginnings of paths in a country's files, and what stands for them."""


@dataclass(frozen=True)
class Standing:
    """A thing that can be taken out, and where it is."""

    id: str
    file: LoadedFile
    path: KeyPath
    model: Withdrawable

    @property
    def owner(self) -> str:
        """The country or origin whose files it is in; empty for what all countries share."""
        folder, *parts = PurePosixPath(self.file.name).parts
        return PurePosixPath(parts[0]).stem if folder in ("hosts", "origins") else ""

    @property
    def is_contact(self) -> bool:
        """Whether papers record it by its telephone number."""
        return isinstance(self.model, Contact)

    @property
    def numbers(self) -> tuple[str, ...]:
        """Its telephone numbers, the main one first."""
        match self.model:
            case Contact(number=number, other_numbers=others):
                return (number, *others) if number else others
            case Post(numbers=numbers):
                return numbers
            case _:
                return ()

    @property
    def words(self) -> str:
        """Return its label or sentence and its numbers, which others of the same name differ in."""
        named = (getattr(self.model, name, None) for name in ("label", "title", "question", "text"))
        return ": ".join(filter(None, [next(filter(None, named), ""), ", ".join(self.numbers)]))

    def on_paper(self, host: str) -> str:
        """Its name in the record of a paper of *host*."""
        return self.id.removeprefix(f"{host}.")


def withdrawable(content: Content) -> Mapping[str, Standing]:
    """Return everything that can be taken out, by its id, in the order of the files."""
    standing = {}
    for file in content.files.values():
        for visit in walk_models(file.model, file.context):
            # A list that a mapping carries in itself has a name only by its place: none here does.
            if not isinstance(visit.model, Withdrawable) or not visit.path:
                continue
            # What a contact may do has the contact's id: to withdraw that id means the contact.
            if "may_hurt" not in visit.path:
                name = id_of(file.name, visit.path)
                standing[name] = Standing(name, file, visit.path, visit.model)
    return standing


def id_of(file_name: str, path: KeyPath) -> str:
    """Return the id of what is at *path* of a file.

    >>> id_of("hosts/thailand/assistance.yaml", ("assistance", "contacts", "fire"))
    'thailand.contacts.fire'
    >>> id_of("hazards/flood.yaml", ("flood", "messages", "leave-before-water"))
    'hazards.flood.leave-before-water'
    >>> id_of("first-aid/burns.yaml", ("burns", "steps", "cool"))
    'first-aid.burns.cool'
    """
    folder, *parts = PurePosixPath(file_name).parts
    head: KeyPath = ()
    if folder == "hosts":
        head = (parts[0],)
        start = next((key for key in _SHORT if path[: len(key)] == key), ())
        path = (*_SHORT.get(start, ()), *path[len(start) :])
    elif folder == "origins":
        head = (PurePosixPath(parts[0]).stem,)
    elif folder in ("hazards", "first-aid"):
        head = (folder,)
    return ".".join((*head, *(part for part in path if part not in _SILENT)))


def hint(names: Collection[str], typed: str) -> str:
    """Return a sentence "Did you mean …?" for *typed* with the nearest of *names*; or nothing."""
    by_end = {each.rpartition(".")[2]: each for each in names}
    near = difflib.get_close_matches(typed, [*names, *by_end], 1)
    return f' Did you mean "{by_end.get(near[0], near[0])}"?' if near else ""


def papers_with(standing: Standing, recorded: Editions) -> Iterator[tuple[str, PaperEdition]]:
    """Yield code and edition of the recorded papers that carry it, newest first."""
    for code, edition in reversed(list(recorded.by_code.items())):
        if standing.owner not in ("", edition.host):
            continue
        name = standing.on_paper(edition.host)
        if any(fact == name or fact.startswith(f"{name}.") for fact in edition.facts):
            yield code, edition


def find_ids(standing: Mapping[str, object], typed: str) -> list[str]:
    """Return the ids that *typed* may mean: itself, or all that end in it after a dot."""
    if typed in standing:
        return [typed]
    return [name for name in standing if name.endswith(f".{typed}")]


_NUMBER = re.compile(r"\+?[0-9][0-9 ()\-]*")
_SHORTEST_ABROAD = 7
"""Digits. With fewer, a number of one country ends like one of another."""


def is_number(typed: str) -> bool:
    """Return whether *typed* is written like a telephone number."""
    return _NUMBER.fullmatch(typed.strip()) is not None


def find_number(withdrawables: Mapping[str, Standing], typed: str) -> tuple[list[str], list[str]]:
    """Return the ids of whose only or main number *typed* is, and of whose other number.

    It may be grouped in any way, and written as from abroad. A post's numbers have no main one:
    when it has several, each is another.
    """
    main: list[str] = []
    other: list[str] = []
    if is_number(typed):
        for name, standing in withdrawables.items():
            numbers = standing.numbers
            first = numbers[:1] if standing.is_contact or len(numbers) == 1 else ()
            if any(is_same_number(typed, number) for number in first):
                main.append(name)
            elif any(is_same_number(typed, number) for number in numbers):
                other.append(name)
    return main, other


def is_same_number(typed: str, number: str) -> bool:
    """Compare two numbers as they are dialled, at home or from abroad.

    >>> is_same_number("034434726", "0 3443 4726"), is_same_number("+66 3443 4726", "0 3443 4726")
    (True, True)
    """
    one, two = (re.sub(r"[^0-9+]", "", text) for text in (typed, number))
    home = two.removeprefix("0")
    abroad = one.startswith("+") and len(home) >= _SHORTEST_ABROAD
    return one == two or (abroad and one.endswith(home))
