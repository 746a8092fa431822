"""Beside step 5, desk: entries of content files → values of forms; a filled form → the merged file.

A save is a three-way merge: what the editor loaded, what the form says, what the file says now. A
field that somebody else changed meanwhile is kept; of one that both changed the editor is told, and
nothing is written. Everything that was not changed stays byte for byte.
"""

from __future__ import annotations

import json
import secrets
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ..load.edit import LayoutError
from ..load.edit_entry import with_changed_entry, with_new_entry
from ..load.files import load_tree
from ..load.kinds import NOTICES
from ..load.tree import Mapping as Block
from ..load.tree import Node, parse_yaml, plain
from ..model.walk import KeyPath
from ..people.notices.files import NoticeFileError, write_notice
from ..problems import shown_path
from ..system.ordinary_file import NotOrdinaryError, read_ordinary
from ..system.whole_file import write_whole
from .forms import ID, MisfitError, Shape, from_form, to_form
from .merging import Clash, laid_over, merged
from .places import FORMS, PLACE, PUBLISHED, Form, NoEntryError, Place, notice_ids

LOADED = "_loaded"
"""Hidden field of a form: a mark of this opening, and what was loaded."""
_MOST_MARKS = 5000


class SaveError(ValueError):
    """A form that was not saved; the message says why and what to do."""


class ClashError(SaveError):
    """Somebody else changed the same field meanwhile."""


@dataclass(frozen=True)
class Saved:
    """Who saved an entry last from this desk, and when."""

    mark: str
    at: datetime


class Entries:
    """The entries below *content*; names in messages count from *base*. It is safe for threads."""

    def __init__(self, content: Path, base: Path) -> None:
        self.content, self._base = content, base
        self._writing = threading.Lock()
        self._held: OrderedDict[str, Any] = OrderedDict()
        """What the window with this mark shows, since it saved last."""
        self._saved: dict[str, Saved] = {}

    # Reading

    def all_of(self, form: Form) -> list[tuple[Place, dict[str, Any]]]:
        """Return every entry of *form* with its values; those that fit no form are left out."""
        rows: list[tuple[Place, dict[str, Any]]] = []
        for place in form.places(self.content):
            if form.name == NOTICES:
                for name in notice_ids(self.content, place):
                    rows += self._row(Place(form, place, name))
                continue
            try:
                tree = self._tree(Place(form, place, "-").file(self.content))
            except MisfitError:
                continue  # A faulty file must not hide those of other countries.
            holder: Any = plain_at(tree, form.keys)
            for name in holder if isinstance(holder, dict) else ():
                rows += self._row(Place(form, place, name), holder[name])
        return rows

    def _row(self, place: Place, value: Any = None) -> list[tuple[Place, dict[str, Any]]]:
        try:
            Place.parse(place.name, self.content)  # An id that a form could not write back.
            value = self._plain(place) if value is None else value
            return [(place, _with_place(place, to_form(place.form.shape, value)))]
        except (MisfitError, NoEntryError):
            return []

    def open(self, place: Place) -> dict[str, Any]:
        """Return what the form of *place* holds, with a mark of this opening.

        Raises NoEntryError, or MisfitError for content that fits no form.
        """
        data = to_form(place.form.shape, self._plain(place))
        mark = secrets.token_hex(8)
        return {**_with_place(place, data), LOADED: json.dumps({"mark": mark, "data": data})}

    def _plain(self, place: Place) -> Any:
        value = plain_at(self._tree(place.file(self.content)), place.keys)
        if value is None:
            raise NoEntryError(f'There is no "{place.id}" in {self.shown(place)}.')
        return value

    def _tree(self, path: Path) -> Node | None:
        """Read a file. Raises MisfitError for what a form would lose, such as anchors."""
        node, problems = load_tree(path, self._base)
        if problems and path.exists():
            one = problems[0]
            raise MisfitError(f"{one.file}, line {one.line}: {one.message}. {one.remedy}")
        return node

    def shown(self, place: Place) -> str:
        """Return what the file of *place* is called in messages."""
        return shown_path(place.file(self.content), self._base)

    # Writing

    def save(self, place: Place, held: dict[str, Any]) -> list[KeyPath]:
        """Write the values *held*; return the fields that keep changes of somebody else.

        Raises SaveError with a message for the editor; nothing is written then.
        """
        if place.form.name == NOTICES and place.place == PUBLISHED:
            raise SaveError(
                f'"{place.id}" is published: people may have acted on it. Take it back with '
                f"advisory notice withdraw {place.id}, and write another."
            )
        self._refuse_another_name(place, held)
        try:
            with self._writing:
                return self._save(place, held)
        except MisfitError as error:
            raise SaveError(f"Nothing was saved: {str(error).rstrip('.')}.") from error
        except LayoutError as error:
            raise SaveError(
                f"Nothing was saved: {error}. Change {self.shown(place)} in an editor instead."
            ) from error
        except NotOrdinaryError as error:
            raise SaveError(
                f"Nothing was saved: {self.shown(place)} is {error.kind}, not a file."
            ) from error
        except NoticeFileError as error:
            raise SaveError(f"Nothing was saved: {error}") from error
        except OSError as error:
            raise SaveError(
                f"Nothing was saved: {self.shown(place)} cannot be written ({error.strerror})."
            ) from error

    def _refuse_another_name(self, place: Place, held: dict[str, Any]) -> None:
        for key, here in ((ID, place.id), (PLACE, place.place)):
            if held.get(key, here) != here:
                raise SaveError(
                    f'Nothing was saved: the {key} of an entry stays what it is. It is "{here}"; '
                    "others name it. If you made a new entry, there is one with this id already: "
                    "choose another."
                )

    def _save(self, place: Place, held: dict[str, Any]) -> list[KeyPath]:
        shape = place.form.shape
        wanted = from_form(shape, _without_place(held)) or {}
        mark, loaded = self._loaded(shape, held)
        if mark is None:
            self._create(place, wanted)
            return []
        path = place.file(self.content)
        try:
            text = read_ordinary(path).decode()
        except (FileNotFoundError, UnicodeDecodeError) as error:
            raise SaveError(
                f"Nothing was saved: {self.shown(place)} is gone or no text."
            ) from error
        whole = plain_at(self._tree(path), place.keys)
        if whole is None:
            raise SaveError(
                f'Nothing was saved: "{place.id}" is not in {self.shown(place)} any more. Somebody '
                "took it out."
            )
        found = from_form(shape, to_form(shape, whole)) or {}
        result, clashes = merged(loaded, wanted, found)
        if clashes:
            raise ClashError(self._clash_words(place, mark, clashes))
        if result != found:
            new = with_changed_entry(
                text, place.keys, laid_over(whole, found, result), _order(shape), self.shown(place)
            )
            write_whole(path, new.encode(), below=self.content)
            self._saved[place.name] = Saved(mark, datetime.now().astimezone())
        self._hold(mark, wanted)
        return differing(wanted, result) if result != wanted else []

    def _create(self, place: Place, wanted: dict[str, Any]) -> None:
        path = place.file(self.content)
        taken = f'Nothing was saved: there is a "{place.id}" already. Give yours another id.'
        if place.form.name == NOTICES:
            if any(
                place.id in notice_ids(self.content, one) for one in place.form.places(self.content)
            ):
                raise SaveError(taken)
            write_notice(self.content, place.id, wanted)
            return
        if not place.form.create:
            raise NoEntryError("Nothing was saved: there are seven answers, and no more.")
        text = read_ordinary(path).decode()
        if plain_at(parse_yaml(text.encode(), "")[0], place.keys) is not None:
            raise SaveError(taken)
        new = with_new_entry(text, place.keys, wanted, self.shown(place))
        write_whole(path, new.encode(), below=self.content)

    def changes_nothing(self, place: Place, held: dict[str, Any]) -> bool:
        """Return whether the form *held* says what it began with, or what the file says already.

        Raises SaveError or MisfitError for a form that cannot be read.
        """
        shape = place.form.shape
        wanted = from_form(shape, _without_place(held)) or {}
        mark, loaded = self._loaded(shape, held)
        if mark is not None and wanted == loaded:
            return True
        try:
            return bool(wanted == (from_form(shape, to_form(shape, self._plain(place))) or {}))
        except NoEntryError:
            return False

    def settle(self, seconds: float) -> bool:
        """Wait until the last write ends, and allow no other; False = *seconds* are over."""
        return self._writing.acquire(timeout=seconds)

    # What windows show

    def _loaded(self, shape: Shape, held: dict[str, Any]) -> tuple[str | None, Any]:
        """Return the mark of the window, and the content it started from; no mark = a new entry."""
        words = held.get(LOADED)
        if not words:
            return None, None
        try:
            row = json.loads(words)
            mark, data = row["mark"], row["data"]
        except (TypeError, ValueError, KeyError) as error:
            raise SaveError(
                "Nothing was saved: the form does not say what it began with. Open it again."
            ) from error
        if not isinstance(mark, str):
            raise SaveError("Nothing was saved: the form has no mark. Open it again.")
        # A window that has saved shows its own words, whatever it had loaded.
        return mark, self._held[mark] if mark in self._held else from_form(shape, data) or {}

    def _hold(self, mark: str, wanted: Any) -> None:
        self._held[mark] = wanted
        self._held.move_to_end(mark)
        while len(self._held) > _MOST_MARKS:
            self._held.popitem(last=False)

    def _clash_words(self, place: Place, mark: str, clashes: Sequence[Clash]) -> str:
        last = self._saved.get(place.name)
        who = "outside this desk, in an editor or by a command"
        if last is not None and last.mark != mark:
            who = f"in another window of this desk at {last.at:%H:%M}"
        rows = [
            f'"{".".join(one.path) or place.id}" was {_said(one.loaded)}, '
            f"is now {_said(one.found)}, and you wrote {_said(one.wanted)}"
            for one in clashes
        ]
        return (
            f"Nothing was saved: somebody else changed the same thing {who}. {'; '.join(rows)}. "
            "Copy your words, open the entry again, and decide which is right."
        )


def plain_at(node: Node | None, keys: KeyPath) -> Any:
    """Return the plain content at *keys*; None when there is none."""
    for key in keys:
        if not isinstance(node, Block) or key not in node.entries:
            return None
        node = node.entries[key][1]
    return None if node is None else plain(node)


def differing(one: Any, other: Any, path: KeyPath = ()) -> list[KeyPath]:
    """Return the paths at which two contents differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        keys = dict.fromkeys([*one, *other])
        return [
            row for key in keys for row in differing(one.get(key), other.get(key), (*path, key))
        ]
    return [] if one == other else [path]


def form_named(name: str) -> Form | None:
    """Return the form whose folder Decap CMS calls *name*."""
    _root, _, rest = name.partition("/")
    return FORMS.get(rest)


def _with_place(place: Place, data: dict[str, Any]) -> dict[str, Any]:
    return {PLACE: place.place, ID: place.id, **data}


def _without_place(held: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in held.items() if key not in (PLACE, ID, LOADED)}


def _order(shape: Shape) -> Any:
    def keys_at(path: KeyPath) -> list[str]:
        at = shape
        for key in path:
            fields = {name: inner for name, inner, _needed in at.fields}
            if at.kind == "entries":
                at = at.entry
            elif at.kind == "list":
                at = at.item
            elif key in fields:
                at = fields[key]
            else:
                return []
        return (
            [name for name, _inner, _needed in at.fields] if at.kind in ("group", "either") else []
        )

    return keys_at


def _said(value: Any) -> str:
    if value is None:
        return "absent"
    if isinstance(value, bool):
        return "yes" if value else "no"
    words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"“{words[:200]}{'…' if len(words) > 200 else ''}”"
