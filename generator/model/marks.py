"""Step 0: what a field means, said at the field: marks for everything that asks.

Part of the one declaration of content. In: the annotation of a field. Out: whether it has a mark,
at its top or inside ("tuple[ContactId, ...]"). Marks change neither what may be written nor the
schemas.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from .fields import Model, Slug


@dataclass(frozen=True)
class IdOf:
    """Mark of an id of what stands elsewhere. Where, says ``check/content/ids.py``."""

    what: str
    """As a message calls it: "contact"."""


@dataclass(frozen=True)
class ForColleagues:
    """Mark of a field that no output shows: handles, reasons, what a source says."""


@dataclass(frozen=True)
class WhenOver:
    """Mark of a field that readers get only from its day on, in other words than the field's."""


@dataclass(frozen=True)
class OnlyForOrigin:
    """Mark of the only origin that a mapping is for: other origins' corridors do not have it."""


AgencyId = Annotated[Slug, IdOf("agency")]
CaseId = Annotated[Slug, IdOf("case")]
ConsentId = Annotated[Slug, IdOf("consent")]
ContactId = Annotated[Slug, IdOf("contact")]
"""Of the host country; one that was withdrawn has its stand-in."""
ConductId = Annotated[Slug, IdOf("rule of conduct")]
CourseId = Annotated[Slug, IdOf("course")]
FormId = Annotated[Slug, IdOf("form")]
HostId = Annotated[Slug, IdOf("host country")]
OriginId = Annotated[Slug, IdOf("origin country")]
ProcedureId = Annotated[Slug, IdOf("procedure")]
RegionId = Annotated[Slug, IdOf("region")]
RoleId = Annotated[Slug, IdOf("role")]
RuleId = Annotated[Slug, IdOf("rule")]
"""Of the host country; one that was withdrawn has its stand-in."""
ServiceId = Annotated[Slug, IdOf("service")]
SourceId = Annotated[Slug, IdOf("source")]


@dataclass(frozen=True)
class NamedId:
    """An id that a mapping names, and where in it."""

    keys: tuple[str, ...]
    what: str
    id: str
    is_key: bool
    """It is the last key itself."""


def ids_named(model: Model, what: str | None = None) -> Iterator[NamedId]:
    """Yield the ids that *model* names by marks; with *what*, of that alone."""
    for field, of, is_key in _naming(type(model)):
        if what not in (None, of):
            continue
        value = getattr(model, field)
        if isinstance(value, str):
            yield NamedId((field,), of, value, is_key=False)
        elif is_key:
            yield from (NamedId((field, key), of, key, is_key=True) for key in value)
        elif value is not None:
            rows = value.items() if isinstance(value, Mapping) else enumerate(value)
            yield from (NamedId((field, str(at)), of, one, is_key=False) for at, one in rows)


def fields_naming(kind: type[Model], what: str) -> frozenset[str]:
    """Return the fields of *kind* whose values name a *what*; keys of mappings are none."""
    return frozenset(name for name, of, is_key in _naming(kind) if of == what and not is_key)


@cache
def _naming(kind: type[Model]) -> tuple[tuple[str, str, bool], ...]:
    """Return fields of *kind* that name something: what, and whether their keys do."""
    found: list[tuple[str, str, bool]] = []
    for name, field in kind.model_fields.items():
        is_mapping = get_origin(field.annotation) is dict
        keys, values = get_args(field.annotation) if is_mapping else (None, field.annotation)
        of_keys, of_values = _marks_in(keys), [*field.metadata, *_marks_in(values)]
        found += [(name, one.what, True) for one in of_keys if isinstance(one, IdOf)]
        found += [(name, one.what, False) for one in of_values if isinstance(one, IdOf)]
    return tuple(found)


@cache
def marked(kind: type[Model], mark: type) -> frozenset[str]:
    """Return the names of the fields of *kind* that carry *mark*."""
    return frozenset(
        name
        for name, field in kind.model_fields.items()
        if any(isinstance(one, mark) for one in (*field.metadata, *_marks_in(field.annotation)))
    )


def _marks_in(annotation: Any) -> list[object]:
    # ``Words | None`` and ``dict[Slug, Words]`` keep the mark inside; pydantic lifts it out of a
    # plain ``Words``. Models inside carry no mark themselves: they have their own fields.
    if get_origin(annotation) is None:
        return []
    inside = [mark for part in get_args(annotation) for mark in _marks_in(part)]
    return [*getattr(annotation, "__metadata__", ()), *inside]
