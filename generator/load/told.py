"""Step 1: content → ``Told``: each fact that readers meet, with id, words and digests.

In: content that was read. Out: facts by id, as ``advisory withdraw`` and papers name them. Not
among them: what those who assist read, sources, the proof of a number, and where a fact is shown: a
reader gets the same facts after a call as before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import PurePosixPath
from typing import Any

from ..cache.digests import digest
from ..model import (
    AidTopic,
    Answer,
    Assistance,
    Change,
    Corridor,
    Country,
    Guides,
    Hazard,
    HostHazard,
    HostHazards,
    Insurance,
    Message,
    Model,
    Myth,
    Origin,
    Partner,
    Partners,
    Phrases,
    Point,
    Prepare,
    Referrals,
    Section,
    Source,
    Withdrawable,
    WorkProfile,
)
from ..model.campaigns import Campaign
from ..model.fields import Dialled
from ..model.library import Codes, GroupPage, Happened
from ..model.marks import ForColleagues, fields_naming, marked
from ..model.spoken import Spoken
from ..model.walk import KeyPath, Visit, text_fields, walk_models
from .content import Content
from .ids import id_of
from .loaded_file import LoadedFile

_FILES = (
    Hazard,
    AidTopic,
    Prepare,
    Phrases,
    Origin,
    Partners,
    Country,
    HostHazards,
    Insurance,
    Assistance,
    Guides,
    Referrals,
    Campaign,
    Spoken,
)
"""Files with facts for readers."""
_FACTS = (
    Withdrawable,
    Answer,
    Corridor,
    GroupPage,
    Happened,
    HostHazard,
    Myth,
    Partner,
    Section,
    WorkProfile,
)
"""Mappings that are a fact of their own. The rest of their file is the fact of the file."""
_NOT_TOLD = (Source, Change, Codes)
_PROOF_AND_PLACE = frozenset(
    {"sources", "called_on", "answered_in", "asked_id", "agreed_on", "core", "carry"}
)
"""Fields about how a fact is known and where it is shown, not what it says."""
_IN_ORDER = (Message, Point)
"""What is done one after the other: in another order it is another advice."""
_IN_CHARGE = (Country, Corridor)
"""Who these name is called by role, plate or bar: another id is another number."""


@dataclass
class Told:
    """A fact that readers meet."""

    id: str
    file: LoadedFile
    path: KeyPath
    model: Model
    host: str
    """The host country whose readers alone meet it; empty for what all share."""
    is_withdrawn: bool = False
    parts: list[Visit] = field(default_factory=list)
    """The mappings that it is made of, its own first, without those that are facts of their own."""
    steps: list[str] = field(default_factory=list)
    """Ids of the facts directly below it that are done one after the other."""

    @property
    def life_safety(self) -> bool:
        """Whether a life hangs on its words."""
        return getattr(self.model, "life_safety", False)

    @cached_property
    def said(self) -> dict[str, Any]:
        """What it says, by the keys that lead there; what the model says by itself is left out."""
        return {
            ".".join((*part.path[len(self.path) :], name)): value
            for part in self.parts
            for name in _told_fields(type(part.model))
            if not _has_models(value := getattr(part.model, name))
            # A field that the model gets one day must not change what was published before.
            if value != type(part.model).model_fields[name].default
        }

    @cached_property
    def numbers(self) -> dict[str, Any]:
        """What of it readers dial, press or write to, by its keys."""
        names = {
            ".".join((*part.path[len(self.path) :], name))
            for part in self.parts
            for name in _dialled(type(part.model))
        }
        return {key: value for key, value in self.said.items() if key in names}

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing, as a file that only holds facts."""
        return not self.said and not self.steps

    @cached_property
    def digests(self) -> str:
        """What published.yaml has of it."""
        parts = [_short(self.said)]
        if self.numbers:
            parts.append(f"n{_short(self.numbers)}")
        if len(self.steps) > 1:
            parts.append(f"o{len(self.steps)}-{_short(self.steps)}")
        if self.life_safety:
            parts.append("life")
        return " ".join(parts)

    @property
    def words(self) -> str:
        """What people know it by: its first words, and its numbers."""
        texts = [
            value
            for part in self.parts
            for name in (*text_fields(type(part.model)), "name")
            if isinstance(value := getattr(part.model, name, None), str)
        ]
        numbers = (n for value in self.numbers.values() for n in _flat(value))
        named = ": ".join([*texts[:1], ", ".join(numbers)] if self.numbers else texts[:1])
        return named if isinstance(self.model, (Withdrawable, Answer, Myth, Partner)) else ""

    def text_contexts(self) -> set[str]:
        """Return the msgctxt of its sentences."""
        own = {part.path for part in self.parts}
        return {text.context for text in self.file.texts if text.visit.path in own}

    def sources(self) -> tuple[str, ...]:
        """Ids of the sources that it cites, in its file or that of its host country, each once."""
        cited = (name for part in self.parts for name in getattr(part.model, "sources", ()))
        return tuple(dict.fromkeys(cited))


def told_facts(content: Content) -> Mapping[str, Told]:
    """Return every fact that readers meet, by id, also withdrawn ones; walk each content once."""
    return {one.id: one for one in content.once(_told)}


def _told(content: Content) -> Iterator[Told]:
    for file in content.files.values():
        if isinstance(file.model, _FILES):
            yield from (one for one in _told_in(file).values() if not one.is_empty)


def _told_in(file: LoadedFile) -> dict[KeyPath, Told]:
    facts: dict[KeyPath, Told] = {}
    hidden: set[KeyPath] = set()
    for visit in walk_models(file.model, file.context):
        above = visit.path[:-1]
        if isinstance(visit.model, _NOT_TOLD) or above in hidden:
            hidden.add(visit.path)
            continue
        if isinstance(visit.model, _FACTS) or visit.path == file.context:
            name = id_of(file.name, visit.path) or PurePosixPath(file.name).stem
            around = _around(facts, visit.path)
            facts[visit.path] = Told(
                name,
                file,
                visit.path,
                visit.model,
                _host_of(file, visit),
                visit.is_withdrawn,
                [visit],
            )
            if around and isinstance(visit.model, _IN_ORDER) and not visit.is_withdrawn:
                around.steps.append(name)
        elif fact := _around(facts, visit.path):
            fact.parts.append(visit)
    return facts


def _around(facts: Mapping[KeyPath, Told], path: KeyPath) -> Told | None:
    """Return the nearest fact around *path*."""
    ways = (path[:length] for length in range(len(path) - 1, -1, -1))
    return next((facts[way] for way in ways if way in facts), None)


def _host_of(file: LoadedFile, visit: Visit) -> str:
    folder, *parts = PurePosixPath(file.name).parts
    if folder == "hosts":
        return parts[0]
    if folder == "origins" and visit.path[:1] == ("corridors",) and len(visit.path) > 1:
        return visit.path[1]
    return visit.model.host if isinstance(visit.model, Partner) else ""


@cache
def _told_fields(kind: type[Model]) -> tuple[str, ...]:
    hidden = marked(kind, ForColleagues) | _PROOF_AND_PLACE
    return tuple(name for name in kind.model_fields if name not in hidden)


@cache
def _dialled(kind: type[Model]) -> frozenset[str]:
    named = fields_naming(kind, "contact") if issubclass(kind, _IN_CHARGE) else frozenset()
    return marked(kind, Dialled) | named


def _has_models(value: object) -> bool:
    """Return whether mappings of ours are in *value*: these are parts, or facts, themselves."""
    if isinstance(value, dict):
        return any(isinstance(item, Model) for item in value.values())
    if isinstance(value, tuple):
        return any(isinstance(item, Model) for item in value)
    return isinstance(value, Model)


def _flat(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (str(item) for item in value.values())
    elif isinstance(value, tuple):
        yield from (str(item) for item in value)
    else:
        yield str(value)


def _short(value: object) -> str:
    return digest(value)[:12]
