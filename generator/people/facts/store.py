"""Beside step 4: changes of facts → the YAML files of a country, each whole or not at all.

In: what ``merge`` gathered, and the content folder. All new texts are made and read again before
the first file is written; a text with any other change than those asked for is not written.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from ...load import Content, LoadedFile
from ...load.edit import (
    LayoutError,
    refuse_other_changes,
    with_entry,
    with_entry_below,
    with_values,
)
from ...load.layers import read_to_edit
from ...load.shapes import Shape, fields_of
from ...load.tree import parse_yaml, plain
from ...load.validate import validate
from ...model import Model
from ...model.walk import KeyPath
from ...system.whole_file import write_together
from .take_in import FactImport, FileChanges


class NotWrittenError(Exception):
    """Says which file cannot be changed without losing its layout, and why; nothing is written."""


def write_changes(
    merged: FactImport, content: Content, root: Path, *, dry_run: bool = False
) -> list[Path]:
    """Write the files that change below *root*, and return their paths.

    With *dry_run* everything is made and nothing written.

    Sources take their place first: a run that is killed in between leaves a source that nothing
    cites yet, never a fact without its source. Raises NotWrittenError, OSError.
    """
    names = [name for name, changes in merged.files.items() if changes.values or changes.entries]
    texts = {}
    # False sorts first: sources.yaml is made before the files that cite it.
    for name in sorted(names, key=lambda name: (not name.endswith("/sources.yaml"), name)):
        path, file = root / name, content.files[name]
        try:
            text = read_to_edit(root, name).decode("utf-8")
            texts[path] = _changed(text, file, merged.files[name]).encode("utf-8")
        except (LayoutError, ValueError, KeyError) as error:
            raise NotWrittenError(f"{path.as_posix()} was not changed: {error}.") from error
    if not dry_run:
        write_together(texts, below=root)
    return list(texts)


def _changed(text: str, file: LoadedFile, changes: FileChanges) -> str:
    kind = type(file.model)
    new = with_values(text, changes.values, partial(_keys_at, kind)) if changes.values else text
    for path, fields in changes.entries.items():
        new = _with_new(new, path, fields)
    _compare(text, new, file, changes)
    return new


def _with_new(text: str, path: KeyPath, fields: Any) -> str:
    """Return *text* with a new entry at *path*, the last of its mapping, which may be empty."""
    node, _problems = parse_yaml(text.encode(), "")
    below: Any = plain(node) if node is not None else None
    for key in path[:-1]:
        below = below.get(key) if isinstance(below, dict) else None
    if below == {}:
        # "{}" gives way to lines of its own.
        return with_values(text, {path[:-1]: {path[-1]: fields}}, lambda _path: ())
    return (
        with_entry(text, path, fields)
        if len(path) == _TOP
        else with_entry_below(text, path, fields)
    )


_TOP = 2
"""Keys that lead to an entry of a mapping at the top of its file."""


def _keys_at(kind: type[Model], path: KeyPath) -> Sequence[str]:
    """List the keys of the mapping at *path* in the order of the model; none where they are ids."""
    shape = Shape("model", kind)
    for key in (*path, ""):
        if shape.kind == "union":
            shape = next(part for part in shape.parts if part.kind == "model")
        if key:
            shape = fields_of(shape.type)[key][0] if shape.kind == "model" else shape.parts[1]
    return tuple(fields_of(shape.type)) if shape.kind == "model" else ()


def _compare(text: str, new: str, file: LoadedFile, changes: FileChanges) -> None:
    """See that *text* is what was read, and *new* says what was asked for and fits the model."""
    before, _problems = parse_yaml(text.encode(), file.shown)
    if before is None or plain(before) != plain(file.own or file.tree):
        raise LayoutError("somebody has changed it in the meantime")
    after, problems = refuse_other_changes(
        text, new, {**changes.values, **changes.entries}, file.shown
    )
    _model, misfits = validate(after, type(file.model), file.shown, file.context)
    if faults := [*problems, *misfits]:
        raise LayoutError(f"{faults[0].where}: {faults[0].message}")
