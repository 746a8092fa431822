"""Step 2: lists of steps, phrases and topics → pictures that are twice in one of them.

Rule ``picture-twice``. In: content. Out: problems. A picture repeated is a bullet: a reader who
cannot read words does not see which line it stands for.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping

from ...load import Content
from ...model import AidTopic, LocalMessage, Message
from ...problems import Problem
from ..every import check
from ..walk import ContentPlace, Options, places
from .cross_references import phase_of


@check
def check_lists(content: Content, _options: Options) -> Iterator[Problem]:
    """No picture is twice in a phase's steps, a list of points, a phrase group or the topics."""
    seen: dict[tuple[Hashable, str], ContentPlace] = {}
    local: list[ContentPlace] = []
    for place in places(content):
        key, name = _shown(place)
        if name is None or place.visit.is_withdrawn:
            continue
        other = seen.setdefault((_list_of(place), name), place)
        if other is not place:
            yield _twice(place, key, name, _called(other))
        elif isinstance(place.visit.model, LocalMessage):
            local.append(place)
    for place in local:
        yield from _beside_the_library(place, seen)


def _beside_the_library(
    place: ContentPlace, seen: Mapping[tuple[Hashable, str], ContentPlace]
) -> Iterator[Problem]:
    """Readers meet the steps of a host country in one list with those that hold anywhere."""
    slug, name = place.visit.path[-3], str(_shown(place)[1])
    phase = _list_of(place)[-1]
    other = seen.get(((f"hazards/{slug}.yaml", (slug, "messages"), phase), name))
    if other is None or place.host is None or (slug, other.visit.path[-1]) in place.host.replaced:
        return
    yield _twice(place, "picture", name, _called(other))


def _shown(place: ContentPlace) -> tuple[str, str | None]:
    """Return the key and name of the picture that *place* shows in a list; None for no picture."""
    key = "icon" if isinstance(place.visit.model, AidTopic) else "picture"
    name = getattr(place.visit.model, key, None)
    return key, name if isinstance(name, str) else None


def _list_of(place: ContentPlace) -> tuple[Hashable, ...]:
    """Return what lines of one list have in common."""
    model = place.visit.model
    if isinstance(model, AidTopic):
        return ("first-aid", (), "")
    part = phase_of(model.stage) if isinstance(model, Message) else getattr(model, "group", "")
    return (place.file.name, place.visit.path[:-1], part)


def _called(place: ContentPlace) -> str:
    return place.id or place.file.name


def _twice(place: ContentPlace, key: str, name: str, other: str) -> Problem:
    return place.problem(
        (key,),
        "picture-twice",
        f'"{name}" is also the picture of "{other}" in the same list',
        "Keep it where it says the line best, and show none here until there is a drawing of its "
        "own.",
        level="warning",
    )
