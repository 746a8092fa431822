"""Beside step 1: a notice → its file in content/notices/, before and after it is published.

A notice not published yet has a file name that begins with an underscore: nothing reads it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from ...load.edit import new_text, refuse_other_changes
from ...load.kinds import NOTICES, SENTENCES
from ...model.until import Until
from ...system.ordinary_file import read_ordinary
from ...system.whole_file import write_whole

_SCHEMA = "../schema/notice.json"
_ORDER = (
    "host",
    "hazard",
    "level",
    "areas",
    "begins",
    "until",
    "places",
    "said",
    "free",
    "source",
    "handles",
    "draft",
    "withdrawn",
)


class NoticeFileError(Exception):
    """A notice that is not there, or is there already; the message says what to do."""


def waiting_path(content: Path, name: str) -> Path:
    """Path of the notice *name* before it is published."""
    return content / NOTICES / f"_{name}.yaml"


def published_path(content: Path, name: str) -> Path:
    """Path of the notice *name* once it is published."""
    return content / NOTICES / f"{name}.yaml"


def names(content: Path, *, waiting: bool) -> list[str]:
    """Names of the notices that wait to be published, or of those that were, the newest first."""
    pattern = "_*.yaml" if waiting else "[!_]*.yaml"
    stems = (path.stem for path in (content / NOTICES).glob(pattern))
    return sorted((stem.removeprefix("_") for stem in stems if stem != SENTENCES), reverse=True)


def free_name(content: Path, name: str) -> str:
    """Return *name*, or the same with the first number that no notice has."""
    tried = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(
        one
        for one in tried
        if not waiting_path(content, one).exists() and not published_path(content, one).exists()
    )


def notice_text(fields: Mapping[str, Any], head: Sequence[str] = ()) -> str:
    """Return a notice as its file has it, with comments at its *head*."""
    text = new_text(_SCHEMA, {key: fields[key] for key in _ORDER if fields.get(key)})
    first, _, rest = text.partition("\n")
    return "\n".join([first, *(f"# {line}" for line in head), rest])


def write_notice(
    content: Path, name: str, fields: Mapping[str, Any], head: Sequence[str] = ()
) -> Path:
    """Write a new notice that waits to be published, with comments at its *head*.

    Raises NoticeFileError when the name is taken.
    """
    path = waiting_path(content, name)
    if path.exists() or published_path(content, name).exists():
        raise NoticeFileError(
            f'There is a notice "{name}" already. Take another word for its name.'
        )
    write_whole(path, notice_text(fields, head).encode(), below=content)
    return path


def changed(path: Path, content: Path, values: Mapping[str, Any]) -> bytes:
    """Set fields of the file *path* and return what it was before."""
    before = read_ordinary(path)
    text = old = before.decode()
    for key, value in values.items():
        text = _with_key(text, key, value)
    refuse_other_changes(old, text, {(key,): value for key, value in values.items()}, path.name)
    write_whole(path, text.encode(), below=content)
    return before


def restore(path: Path, content: Path, before: bytes) -> None:
    """Give a file back what ``changed`` returned."""
    write_whole(path, before, below=content)


def _with_key(text: str, key: str, value: Any) -> str:
    """Return *text* with *key* at the margin, in any layout: at night nobody fixes a file first."""
    row = f"{key}: {json.dumps(value, ensure_ascii=False)}\n"
    there = re.compile(rf"^{key}:.*\n?(?:[ \t-].*\n?|[ \t]*\n)*", re.MULTILINE)
    if there.search(text):
        return there.sub(lambda _old: row, text, count=1)
    return f"{text.rstrip()}\n{row}"


def ended(now: Until) -> dict[str, Any]:
    """Return the fields that end a notice *now*, even before it begins: readers may know it."""
    return {"until": str(now)}


def withdrawn(now: Until, why: str) -> dict[str, Any]:
    """Fields of a notice that was wrong."""
    return {"withdrawn": {"at": str(now), "why": why}}
