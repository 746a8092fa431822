"""Step 1: validated models → visits of every mapping and every text, each with its path.

In: validated content models. Out: visits with the path of YAML keys that leads there.
The translation catalogues, the checks and the pages take their texts and ids from here alone, so
that a text has one name everywhere. Reads no disk, knows no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from .changes import Change
from .fields import Model, Translatable
from .marks import marked
from .sources import Value
from .withdrawal import Withdrawable

KeyPath = tuple[str, ...]
"""Keys from the top of a file to a value; positions in lists are digits ("0", "1")."""

_MAX_LENGTH = re.compile(r"≤ ?(\d+) characters")


@dataclass(frozen=True, slots=True)
class Visit:
    """One mapping of the content, with the mappings around it."""

    path: KeyPath
    model: Model
    owners: tuple[Model, ...]
    """The mappings around it and itself, outermost first."""

    @property
    def is_withdrawn(self) -> bool:
        """Whether it, or a mapping around it, was taken out: then no reader meets it."""
        return any(isinstance(o, Withdrawable) and o.withdrawn is not None for o in self.owners)

    def values(self) -> dict[str, Value]:
        """Return the values that texts of this mapping may name: its own and the enclosing ones."""
        values: dict[str, Value] = {}
        for owner in self.owners:
            # Outermost first, so that the nearest mapping has the last word.
            values.update(getattr(owner, "values", {}))
        return values


@dataclass(frozen=True, slots=True)
class SourceText:
    """One text for readers, in the source locale."""

    path: KeyPath
    text: str
    line: int
    """Line in its file, from 1."""
    notes: tuple[str, ...]
    """For translators: what the field is for."""
    max_length: int | None
    """Characters that fit, when the field says so."""
    field: str
    visit: Visit
    """The mapping it stands in; ``visit.values()`` are what its placeholders may name."""

    @property
    def context(self) -> str:
        """The msgctxt: the path joined by dots."""
        return ".".join(self.path)


class Placed(Protocol):
    """A file that was read: what ``load.LoadedFile`` is, seen from here."""

    @property
    def model(self) -> Model:
        """Its content."""

    @property
    def context(self) -> KeyPath:
        """First part of the ids of its texts."""

    def line_of(self, path: KeyPath) -> int:
        """Line of the value at *path*."""


def walk_models(
    model: Model, path: KeyPath = (), owners: tuple[Model, ...] = ()
) -> Iterator[Visit]:
    """Visit *model* and every mapping below it, in the order of the fields."""
    owners = (*owners, model)
    yield Visit(path, model, owners)
    for name in type(model).model_fields:
        value = getattr(model, name)
        # Most values are plain: each check walks tens of thousands of them.
        if isinstance(value, _HOLDERS):
            yield from _walk_value(value, (*path, name), owners)


_HOLDERS = (Model, dict, tuple)
"""What may hold a mapping further down."""


def _walk_value(value: object, path: KeyPath, owners: tuple[Model, ...]) -> Iterator[Visit]:
    if isinstance(value, Model):
        yield from walk_models(value, path, owners)
        return
    if isinstance(value, dict):
        items: Iterable[tuple[object, object]] = value.items()
    else:
        items = enumerate(value) if isinstance(value, tuple) else ()
    for key, item in items:
        if isinstance(item, _HOLDERS):
            yield from _walk_value(item, (*path, str(key)), owners)


def translatable_texts(file: Placed, *, withdrawn: bool = False) -> Iterator[SourceText]:
    """Yield every text of *file* that is translated, in the order of the fields.

    Texts that are absent are left out, and so is what was withdrawn: nobody translates, signs or
    counts it. *withdrawn* gives those texts instead, and no others.
    """
    for visit in walk_models(file.model, file.context):
        # Not left out by the walk itself: checks look at withdrawn mappings too.
        if visit.is_withdrawn != withdrawn or is_unshown(visit.model):
            continue
        kind = type(visit.model)
        for name in text_fields(kind):
            value = getattr(visit.model, name)
            at = (*visit.path, name)
            texts = {at: value} if isinstance(value, str) else {}
            if isinstance(value, Mapping):
                texts = {(*at, str(key)): text for key, text in value.items()}
            note, length = field_note(kind, name)
            for path, text in texts.items():
                yield SourceText(
                    path, text, file.line_of(path), (note,) if note else (), length, name, visit
                )


def is_unshown(model: Model) -> bool:
    """Return whether *model* is for colleagues as a whole: a note that spelling was corrected."""
    return isinstance(model, Change) and model.minor


@cache
def text_fields(kind: type[Model]) -> tuple[str, ...]:
    """Return the names of the fields of *kind* that are marked translatable."""
    marks = marked(kind, Translatable)
    return tuple(name for name in kind.model_fields if name in marks)


@cache
def field_note(kind: type[Model], name: str) -> tuple[str, int | None]:
    """Return the docstring of a field on one line, and the number of characters it allows."""
    note = " ".join((kind.model_fields[name].description or "").split())
    length = _MAX_LENGTH.search(note)
    return note, int(length[1]) if length else None
