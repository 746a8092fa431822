"""Beside step 5, desk: entries of content ↔ a folder with a JSON file for each form of a Git host.

Each file has the values that it was written from. So it is merged as a save of the desk on this
machine is: from what was written, what the form says, what the content says now. A file that nobody
changed changes nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ..system.ordinary_file import read_ordinary
from .entries import LOADED, Entries, SaveError
from .forms import MisfitError
from .places import FORMS, ROOT, NoEntryError, Place

State = Literal["saved", "refused"]
_MOST_BYTES = 2_000_000
"""Of one form; the desk on this machine takes no more."""
_MOST_FILES = 100_000


@dataclass(frozen=True)
class Taken:
    """One form that was changed, and what became of it."""

    name: str
    state: State
    words: str
    """Of a refused one: why, and what to do. Of a saved one: what others changed meanwhile."""


def form_files(entries: Entries, country: str | None = None) -> dict[str, bytes]:
    """Return the forms of all entries by path; with *country* only of that country.

    A path is ``desk/numbers/freedonia/ambulance.json``. What all countries share (messages,
    glossary) and notices are always among them. The same content gives the same bytes.
    """
    files: dict[str, bytes] = {}
    for form in FORMS.values():
        for place, data in entries.all_of(form):
            if country is None or place.place == country or not form.file.startswith("hosts/"):
                loaded = {key: value for key, value in data.items() if key not in ("place", "id")}
                files[place.name] = _as_decap(data | {LOADED: _loaded(place, loaded)})
    return files


def _loaded(place: Place, data: Any) -> str:
    words = json.dumps(data, ensure_ascii=False, sort_keys=True)
    mark = hashlib.sha256(f"{place.name}\n{words}".encode()).hexdigest()[:16]
    return json.dumps({"mark": mark, "data": data}, ensure_ascii=False)


def _as_decap(data: Any) -> bytes:
    """Write it as Decap CMS does, so that a save shows what was changed and no other line."""
    return (
        json.dumps(data, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace") + b"\n"
    )


def take_in(folder: Path, entries: Entries) -> Iterator[Taken]:
    """Write changed forms below *folder* into the content; yield each changed form.

    Who proposes a form chooses names and words of these files: a link is left out, a name is looked
    up. Raises SaveError when there are no forms.
    """
    names = list(_names(folder))
    if not names:
        raise SaveError(
            f"{folder / ROOT} has no forms. Name the folder that advisory desk --write-forms wrote."
        )
    for name in names:
        try:
            place = Place.parse(name, entries.content)
            held = _read(folder / name)
            if entries.changes_nothing(place, held):
                continue
            kept = [".".join(path) for path in entries.save(place, held)]
        except (NoEntryError, MisfitError, SaveError) as error:
            yield Taken(name, "refused", str(error))
        else:
            words = (
                f"somebody else changed meanwhile, and it stays: {', '.join(kept)}" if kept else ""
            )
            yield Taken(name, "saved", words)


def _names(folder: Path) -> Iterator[str]:
    """Yield the forms below *folder* in order, through no link."""
    found: list[str] = []
    for root, folders, files in os.walk(folder / ROOT, followlinks=False):
        folders.sort()
        for file in files:
            path = Path(root, file)
            if file.endswith(".json") and stat.S_ISREG(path.lstat().st_mode):
                found.append(path.relative_to(folder).as_posix())
            if len(found) > _MOST_FILES:
                raise SaveError(f"{folder / ROOT} has more than {_MOST_FILES} forms.")
    yield from sorted(found)


def _read(path: Path) -> dict[str, Any]:
    try:
        data = read_ordinary(path, most=_MOST_BYTES + 1)
        held = json.loads(data) if len(data) <= _MOST_BYTES else None
    except (OSError, ValueError, RecursionError) as error:
        raise SaveError("Nothing was saved: the form could not be read.") from error
    if not isinstance(held, dict):
        raise SaveError("Nothing was saved: the form could not be read.")
    return held
