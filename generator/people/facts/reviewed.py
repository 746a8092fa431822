"""Beside step 4: an id → the sources it rests on, and the day of their reading moved.

In: content, the id of a source or a fact, who read it and when. Out: the sources, the other facts
that rest on them, and the changes of their files for ``store.write_changes``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from ...load import Content, LoadedFile
from ...load.ids import id_of
from ...load.told import Told, told_facts
from ...model import Source
from ...model.walk import KeyPath, walk_models
from .take_in import FactImport


@dataclass(frozen=True)
class SourcePlace:
    """A source, and where it is."""

    id: str
    file: LoadedFile
    path: KeyPath
    source: Source

    @property
    def words(self) -> str:
        """What distinguishes it from others of the same name."""
        return f"{self.source.publisher}, read on {self.source.read_on}"


def sources_by_id(content: Content) -> dict[str, SourcePlace]:
    """Return every source of the content, by an id such as ``thailand.sources.r1-01``."""
    places: dict[str, SourcePlace] = {}
    for file in content.files.values():
        for visit in walk_models(file.model, file.context):
            if isinstance(visit.model, Source):
                name = _id_of(file.name, visit.path)
                places[name] = SourcePlace(name, file, visit.path, visit.model)
    return places


def _id_of(name: str, path: KeyPath) -> str:
    folder, *rest = PurePosixPath(name).parts
    # A file of sources is named by what is in it: the key is there twice.
    where = id_of(name, path).replace("sources.sources.", "sources.")
    if not rest:
        return f"{PurePosixPath(name).stem}.{where}"
    return f"staff.{where}" if folder == "staff" else where


def sources_of_fact(fact: Told, places: Mapping[str, SourcePlace]) -> list[SourcePlace]:
    """Return the sources that *fact* cites."""
    by_place = {(place.file.name, place.path[-1]): place for place in places.values()}
    parts = PurePosixPath(fact.file.name).parts
    file = f"hosts/{parts[1]}/sources.yaml" if parts[0] == "hosts" else fact.file.name
    return [by_place[file, key] for key in fact.sources() if (file, key) in by_place]


def resting_on(
    content: Content, moved: Iterable[SourcePlace], places: Mapping[str, SourcePlace]
) -> list[str]:
    """Return the ids of all facts that cite one of the sources *moved*."""
    ids = {place.id for place in moved}
    return [
        key
        for key, fact in told_facts(content).items()
        if not fact.is_withdrawn and ids & {place.id for place in sources_of_fact(fact, places)}
    ]


def read_again(moved: Iterable[SourcePlace], by: str, day: date) -> FactImport:
    """Return what is to be written: each of the sources was read on *day*."""
    merged = FactImport()
    for place in moved:
        path = place.path[len(place.file.context) :]
        merged.of(place.file.name).values |= {
            (*path, "read_on"): str(day),
            (*path, "read_by"): by,
        }
        merged.confirmed.append(place.id)
    return merged
