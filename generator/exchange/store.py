"""Changes of facts → the YAML files of a host country, written whole or not at all.

In: what ``merge`` gathered, and the content folder. All new texts are made and read again before the
first file is written; a text that says anything but what was asked for is not written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from ..load import Content, LoadedFile
from ..load.shapes import Shape, fields_of
from ..load.tree import parse_yaml, plain
from ..load.validate import validate
from ..model import Model
from ..model.walk import KeyPath
from ..ordinary_file import read_ordinary
from ..staff.yaml_edit import LayoutError, entry_text, with_values
from ..whole_file import write_together
from .merge import FileChanges, Merged, set_in


class NotWrittenError(Exception):
    """A file cannot be changed and keep its layout; nothing at all was written. Says which and why."""


def write_changes(
    merged: Merged, content: Content, root: Path, *, dry_run: bool = False
) -> list[Path]:
    """Write the files that change below *root*, and return their paths.

    With *dry_run* everything is made and nothing written.

    Sources take their place first: a run that is killed in between leaves a source that nothing
    cites yet, never a fact without its source. Raises NotWrittenError, OSError.
    """
    names = [name for name, own in merged.files.items() if own.values or own.entries]
    made = {}
    for name in sorted(names, key=lambda name: (not name.endswith("/sources.yaml"), name)):
        path, file = root / name, content.files[name]
        try:
            text = read_ordinary(path, below=root).decode("utf-8")
            made[path] = _changed(text, file, merged.files[name]).encode("utf-8")
        except (LayoutError, ValueError, KeyError) as error:
            raise NotWrittenError(f"{path.as_posix()} was not changed: {error}.") from error
    if not dry_run:
        write_together(made, below=root)
    return list(made)


def _changed(text: str, file: LoadedFile, own: FileChanges) -> str:
    kind = type(file.model)
    new = with_values(text, own.values, partial(_keys_at, kind)) if own.values else text
    for path, fields in own.entries.items():
        new = _with_entry(new, path, fields)
    _compare(text, new, file, own)
    return new


def _keys_at(kind: type[Model], path: KeyPath) -> Sequence[str]:
    """List the keys of the mapping at *path* in the order of the model; none where they are ids."""
    shape = Shape("model", kind)
    for key in (*path, ""):
        if shape.kind == "union":
            shape = next(part for part in shape.parts if part.kind == "model")
        if key:
            shape = fields_of(shape.type)[key][0] if shape.kind == "model" else shape.parts[1]
    return tuple(fields_of(shape.type)) if shape.kind == "model" else ()


def _with_entry(text: str, path: KeyPath, fields: Mapping[str, Any]) -> str:
    """Put a new entry at the end of a top-level mapping, above what introduces the next one."""
    group, name = path
    lines = text.splitlines(keepends=True)
    start = next((n for n, line in enumerate(lines) if line.rstrip() == f"{group}:"), None)
    if start is None:
        raise LayoutError(f'"{group}:" does not stand on a line of its own')
    end = start + 1
    while end < len(lines) and (lines[end][:1] in " #" or not lines[end].strip()):
        end += 1
    while end > start + 1 and (lines[end - 1][:1] == "#" or not lines[end - 1].strip()):
        end -= 1
    if not lines[end - 1].endswith("\n"):
        lines[end - 1] += "\n"
    lines.insert(end, entry_text(name, fields))
    return "".join(lines)


def _compare(text: str, new: str, file: LoadedFile, own: FileChanges) -> None:
    """See that *new* says what was asked for and nothing else, and lost no comment."""
    before, _problems = parse_yaml(text.encode(), file.shown)
    after, problems = parse_yaml(new.encode(), file.shown)
    if before is None or after is None or problems:
        raise LayoutError("it could not be read again")
    wanted = plain(before)
    if wanted != plain(file.tree):
        raise LayoutError("somebody has changed it meanwhile")
    for path, value in (*own.values.items(), *own.entries.items()):
        set_in(wanted, path, _as_text(value))
    _model, found = validate(after, type(file.model), file.shown, file.context)
    if found:
        raise LayoutError(f"{found[0].where}: {found[0].message}")
    if plain(after) != wanted:
        raise LayoutError("more than was asked for would change in it")
    if _comments(text) != _comments(new):
        raise LayoutError("a comment beside the change would be lost or moved")


def _as_text(value: Any) -> Any:
    match value:
        case dict():
            return {key: _as_text(item) for key, item in value.items()}
        case list():
            return [_as_text(item) for item in value]
        case bool():
            return "true" if value else "false"
        case None:
            return None
        case _:
            return str(value)


def _comments(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.lstrip().startswith("#")]
