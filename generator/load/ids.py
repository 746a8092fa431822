"""One name for each thing that can be taken out, as papers record it and people type it.

Step 1. In: content that was read. Out: ``thailand.contacts.fire``, ``thailand.rules.hospital-first``,
``hazards.flood.leave-before-water`` (the library), ``thailand.hazards.flood.phone-alert`` (one
country's own), ``now.call``, ``phrases.locked-in``. What a paper records is the same without the
country: the paper's own country is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from ..model.walk import KeyPath, walk_models
from ..model.withdrawal import Withdrawable
from .content import Content, LoadedFile

_SILENT = frozenset({"messages", "steps", "items"})
"""Keys that tell nothing: each of these stands alone in its mapping."""
_SHORT = {
    ("assistance",): (),
    ("hazards", "hazards"): ("hazards",),
    ("hazards", "warnings"): ("warnings",),
    ("guides", "guides"): ("guides",),
    ("insurance", "points"): ("insurance",),
    ("insurance", "schemes"): ("schemes",),
}
"""Beginnings of paths in a country's files, and what stands for them."""


@dataclass(frozen=True)
class Standing:
    """A thing that can be taken out, and where it stands."""

    id: str
    file: LoadedFile
    path: KeyPath
    model: Withdrawable

    @property
    def owner(self) -> str:
        """The country or origin whose files it stands in; empty for what all countries share."""
        folder, *rest = PurePosixPath(self.file.name).parts
        return PurePosixPath(rest[0]).stem if folder in ("hosts", "origins") else ""

    def on_paper(self, host: str) -> str:
        """Its name in the record of a paper of *host*."""
        return self.id.removeprefix(f"{host}.")


def withdrawable(content: Content) -> Mapping[str, Standing]:
    """Give everything that can be taken out, by its id, in the order of the files."""
    found = {}
    for file in content.files.values():
        for visit in walk_models(file.model, file.context):
            # A list that a mapping carries in itself has a name only by its place: none here does.
            if isinstance(visit.model, Withdrawable) and visit.path:
                name = id_of(file.name, visit.path)
                found[name] = Standing(name, file, visit.path, visit.model)
    return found


def id_of(file_name: str, path: KeyPath) -> str:
    """Name the thing at *path* of a file.

    >>> id_of("hosts/thailand/assistance.yaml", ("assistance", "contacts", "fire"))
    'thailand.contacts.fire'
    >>> id_of("hazards/flood.yaml", ("flood", "messages", "leave-before-water"))
    'hazards.flood.leave-before-water'
    """
    folder, *rest = PurePosixPath(file_name).parts
    head: KeyPath = ()
    if folder == "hosts":
        head = (rest[0],)
        start = next((key for key in _SHORT if path[: len(key)] == key), ())
        path = (*_SHORT.get(start, ()), *path[len(start) :])
    elif folder == "origins":
        head = (PurePosixPath(rest[0]).stem,)
    elif folder == "hazards":
        head = ("hazards",)
    return ".".join((*head, *(part for part in path if part not in _SILENT)))


def find_ids(known: Mapping[str, Standing], typed: str) -> list[str]:
    """Give the ids that *typed* may mean: itself, or all that end in it after a dot."""
    if typed in known:
        return [typed]
    return [name for name in known if name.endswith(f".{typed}")]
