"""Step 2: an id that a file for those who assist names → a problem where it names nothing.

Shared by ``ids`` and ``course_ids``: the ids there are, by kind. None for ids means a file that
could not be read, which is reported by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from ....load import Content, Host
from ....load import staff as loaded
from ....model.procedures import joined_steps
from ....problems import Level, Problem
from ...walk import ContentPlace
from ..references import dangling


@dataclass(frozen=True)
class Named:
    """An id that a mapping names, and the ids there are."""

    keys: tuple[str, ...]
    what: str
    name: str
    ids: Collection[str] | None
    """None where the file that has them could not be read: it is reported by itself."""
    is_key: bool = False
    level: Level = "error"


def dangling_among(place: ContentPlace, named: Iterable[Named]) -> Iterator[Problem]:
    """Report those of *named*, in the mapping *place*, that name nothing."""
    for one in named:
        if one.ids is not None and one.name not in one.ids:
            problem = dangling(place, one.keys, one.what, one.name, one.ids, key=one.is_key)
            yield replace(problem, level=one.level)


def by_key(
    field: str, what: str, names: Collection[str], ids: Collection[str] | None
) -> Iterator[Named]:
    """Yield the keys of the mapping in *field*."""
    for name in names:
        yield Named((field, name), what, name, ids, is_key=True)


def by_item(
    field: str, what: str, names: tuple[str, ...], ids: Collection[str] | None
) -> Iterator[Named]:
    """Yield the items of the list in *field*."""
    for number, name in enumerate(names):
        yield Named((field, str(number)), what, name, ids)


def unless_unread(content: Content, stem: str, ids: Collection[str]) -> Collection[str] | None:
    """Return *ids* of staff/*stem*.yaml; None when it could not be read."""
    return None if f"staff/{stem}.yaml" in content.unread else ids


def roles_in(content: Content) -> Collection[str] | None:
    """Ids of the roles."""
    file = loaded.roles(content)
    return unless_unread(content, "roles", file.roles if file else ())


def consents_in(content: Content) -> Collection[str] | None:
    """Ids of the consents."""
    file = loaded.words(content)
    return unless_unread(content, "words", file.consents if file else ())


def rules_in(content: Content) -> Collection[str] | None:
    """Ids of the rules of conduct."""
    file = loaded.words(content)
    return unless_unread(content, "words", file.rules if file else ())


def forms_in(content: Content) -> Collection[str] | None:
    """Ids of the forms."""
    file = loaded.forms(content)
    return unless_unread(content, "forms", file.forms if file else ())


def procedures_in(content: Content) -> Collection[str]:
    """Ids of the procedures, read or not."""
    return content.slugs("staff/procedures")


def steps_in(content: Content, host: Host | None, procedure: str) -> Collection[str] | None:
    """Return ids of the steps of *procedure* in *host* (None = everywhere); None where unread."""
    everywhere = loaded.procedures(content).get(procedure)
    if everywhere is None:
        return None
    if host is None:
        return everywhere.steps
    if f"hosts/{host.slug}/staff/procedures.yaml" in content.unread:
        return None
    here = loaded.host_procedures(host).get(procedure)
    return joined_steps(everywhere.steps, here.steps if here else {})
