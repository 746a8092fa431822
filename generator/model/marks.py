"""Step 0: what a field means, said at the field: marks for everything that asks.

Part of the one declaration of content. In: the annotation of a field. Out: whether it has a mark,
at its top or inside ("tuple[ContactId, ...]"). Marks change neither what may be written nor the
schemas.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from .fields import Model, Slug


@dataclass(frozen=True)
class NamesContact:
    """Mark of an id of a contact of the host country: one that was withdrawn has its stand-in."""


@dataclass(frozen=True)
class NamesRule:
    """Mark of an id of a rule of the host country: one that was withdrawn has its stand-in."""


@dataclass(frozen=True)
class ForColleagues:
    """Mark of a field that no output shows: handles, reasons, what a source says."""


@dataclass(frozen=True)
class WhenOver:
    """Mark of a field that readers get only from its day on, in other words than the field's."""


@dataclass(frozen=True)
class OnlyForOrigin:
    """Mark of the only origin that a mapping is for: other origins' corridors do not have it."""


ContactId = Annotated[Slug, NamesContact()]
RuleId = Annotated[Slug, NamesRule()]


@cache
def marked(kind: type[Model], mark: type) -> frozenset[str]:
    """Return the names of the fields of *kind* that carry *mark*."""
    return frozenset(
        name
        for name, field in kind.model_fields.items()
        if any(isinstance(one, mark) for one in field.metadata) or _carries(field.annotation, mark)
    )


def _carries(annotation: Any, mark: type) -> bool:
    # ``Words | None`` and ``dict[Slug, Words]`` keep the mark inside; pydantic lifts it out of a
    # plain ``Words``. Models inside carry no mark themselves: they have their own fields.
    if get_origin(annotation) is None:
        return False
    marks = getattr(annotation, "__metadata__", ())
    return any(isinstance(one, mark) for one in marks) or any(
        _carries(part, mark) for part in get_args(annotation)
    )
