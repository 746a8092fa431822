"""Beside step 4: the id of a new case or question → the file that has it, with texts to write.

A society adapts courses in staff/adapted.yaml; what applies in one host country is in its
staff/courses.yaml. Nothing is written to the disk here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from ...load import Content, Host, staff
from ...load.edit import LayoutError, new_text, refuse_other_changes, with_entry_below
from ...load.kinds import kind_of
from ...load.shapes import SLUG, suggest
from ...load.tree import parse_yaml
from ...load.validate import validate
from ...model.courses import TO_WRITE, AdaptedCourse, HostModule, Module
from ...model.walk import KeyPath

ADAPTED = "staff/adapted.yaml"
MOST_TURNS = 4
_ADAPTED_SCHEMA = "../schema/staff-adapted.json"
_HOST_SCHEMA = "../../../schema/host-staff-courses.json"


class NotAddedError(Exception):
    """The case or question cannot be added; says why and what to do instead."""


@dataclass(frozen=True)
class Wish:
    """What is to be added, and where."""

    kind: Literal["case", "question"]
    course: str
    module: str
    name: str
    """Id of the question; of a case, that of its first turn, or of one turn more."""
    host: str | None = None
    """Host country that it is for; None = a society adapts the course everywhere."""
    society: str | None = None
    """Name of the society, where it has adapted nothing yet."""
    on: date | None = None
    """Day on which it did."""

    @property
    def file(self) -> str:
        """Name of the file that it belongs to, from the content folder."""
        return ADAPTED if self.host is None else f"hosts/{self.host}/staff/courses.yaml"


def text_with(content: Content, wish: Wish, text: str | None) -> str:
    """Return *text* of the file of *wish* (None = no file yet) with the case or question to write.

    Comments, quotes and order stay. Raises NotAddedError when there is no such course, module or
    host country, when the id is taken, or when the file would change in another place too.
    """
    _refuse_unknown(content, wish)
    _refuse_taken(content, wish)
    path, value = _entry(content, wish)
    try:
        if text is None:
            new = _first_text(wish, path, value)
        else:
            _refuse_another_society(content, wish)
            new = with_entry_below(text, path, value)
            refuse_other_changes(text, new, {path: value}, wish.file)
        _refuse_misfit(wish, new)
    except LayoutError as error:
        raise NotAddedError(f"{wish.file} was not changed: {error}. Add it by hand.") from error
    return new


# --- what is refused ------------------------------------------------------------------------------


def _refuse_unknown(content: Content, wish: Wish) -> None:
    if wish.host is not None and wish.host not in content.hosts:
        raise NotAddedError(_unknown("host country", wish.host, content.hosts))
    courses = staff.courses(content)
    if wish.course not in courses:
        raise NotAddedError(_unknown("course", wish.course, courses))
    modules = {**courses[wish.course].modules, **_changed(content, wish).modules}
    if wish.module not in modules:
        raise NotAddedError(_unknown(f'module of "{wish.course}"', wish.module, modules))
    if not SLUG.search(wish.name):
        raise NotAddedError(
            f'"{wish.name}" is no id. Use small letters, digits and hyphens: lost-boat.'
        )


def _unknown(what: str, name: str, names: Iterable[str]) -> str:
    ids = sorted(names)
    return f'There is no {what} "{name}". {suggest(name, ids, ids)}'.rstrip()


def _refuse_taken(content: Content, wish: Wish) -> None:
    if wish.kind == "question":
        taken = {key for part in _parts(content, wish) for key in part.questions}
    else:
        case = _own(content, wish).case
        taken = set(case.turns) if case else set()
        if len(taken) == MOST_TURNS:
            raise NotAddedError(f'The case of "{wish.module}" has {MOST_TURNS} turns: no more fit.')
    if wish.name in taken:
        raise NotAddedError(f'"{wish.module}" already has "{wish.name}". Choose another id.')


def _refuse_another_society(content: Content, wish: Wish) -> None:
    adapted = staff.adapted_courses(content)
    if wish.host is None and adapted and wish.society not in (None, adapted.by):
        raise NotAddedError(f'{ADAPTED} is that of "{adapted.by}". Leave out --society.')


def _refuse_misfit(wish: Wish, text: str) -> None:
    """Raise LayoutError when *text* cannot be loaded: nothing that breaks the site is written."""
    node, faults = parse_yaml(text.encode(), wish.file)
    kind = kind_of(wish.file)
    if node is not None and kind is not None:
        faults += validate(node, kind, wish.file)[1]
    if faults:
        raise LayoutError(f"{faults[0].where}: {faults[0].message}")


# --- what is there already ------------------------------------------------------------------------


def _changed(content: Content, wish: Wish) -> AdaptedCourse:
    """Return what a society has changed in the course."""
    adapted = staff.adapted_courses(content)
    return (adapted.courses if adapted else {}).get(wish.course) or AdaptedCourse()


def _of_host(host: Host, wish: Wish) -> HostModule:
    here = staff.host_courses(host).get(wish.course)
    return (here.modules.get(wish.module) if here else None) or HostModule()


def _own(content: Content, wish: Wish) -> Module | HostModule:
    """Return what the file of *wish* says of the module."""
    if wish.host is not None:
        return _of_host(content.hosts[wish.host], wish)
    changed = _changed(content, wish)
    whole = changed.modules.get(wish.module)
    return whole or changed.parts.get(wish.module) or HostModule()


def _parts(content: Content, wish: Wish) -> Iterator[Module | HostModule]:
    """Yield all that is taught in the module: one id twice would take the place of the other."""
    modules, changed = staff.courses(content)[wish.course].modules, _changed(content, wish)
    for mapping in (modules, changed.modules, changed.parts):
        if wish.module in mapping:
            yield mapping[wish.module]
    for slug, host in content.hosts.items():
        if wish.host in (None, slug):
            yield _of_host(host, wish)


# --- what is written ------------------------------------------------------------------------------


def _entry(content: Content, wish: Wish) -> tuple[KeyPath, Any]:
    """Return the keys that lead to what is new in the file, and what is new."""
    is_whole = wish.module in _changed(content, wish).modules
    group = "modules" if wish.host is not None or is_whole else "parts"
    module = ("courses", wish.course, group, wish.module)
    if wish.kind == "question":
        return (*module, "questions", wish.name), _question()
    if _own(content, wish).case is not None:
        return (*module, "case", "turns", wish.name), {
            "tells": f"{TO_WRITE}what happens next",
            **_turn(),
        }
    return (*module, "case"), {
        "title": f"{TO_WRITE}a title without a name, place or number",
        "start": f"{TO_WRITE}how it begins, made from several cases",
        "turns": {wish.name: _turn()},
        "end": f"{TO_WRITE}what the story shows",
    }


def _first_text(wish: Wish, path: KeyPath, value: Any) -> str:
    for key in reversed(path):
        value = {key: value}
    if wish.host is not None:
        return new_text(_HOST_SCHEMA, value)
    if wish.society is None:
        raise NotAddedError("No society has adapted a course here yet. Name yours: --society NAME.")
    head = {
        "by": wish.society,
        "on": str(wish.on),
        "why": f"{TO_WRITE}why you teach it in another way",
    }
    return new_text(_ADAPTED_SCHEMA, {**head, **value})


def _question() -> dict[str, Any]:
    # A rule that does not exist: the check asks what the question tests until somebody says so.
    return {"kind": "decision", **_turn(), "tests": {"rule": "to-write"}}


def _turn() -> dict[str, Any]:
    return {
        "asks": f"{TO_WRITE}what somebody would do",
        "choices": {
            "a": {
                "text": (
                    f"{TO_WRITE}a mistake that people make, in more words than the right answer"
                ),
                "why": f"{TO_WRITE}what follows from it",
            },
            "b": {
                "text": f"{TO_WRITE}what is right",
                "right": True,
                "why": f"{TO_WRITE}why it is right",
            },
        },
    }
