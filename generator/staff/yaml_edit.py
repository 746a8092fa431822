"""Results of calls go into files that people wrote: comments and layout stay as they are.

In: the text of a YAML file and new fields of some of its mappings. Out: the text with these lines
more. The only module that imports ruamel.yaml.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

KeyPath = tuple[str, ...]


class LayoutError(ValueError):
    """A file whose layout would not stay as its author wrote it."""


def with_fields(text: str, changes: Mapping[KeyPath, Mapping[str, str]]) -> str:
    """Return *text* with the fields of *changes* set, each in the mapping at its path.

    Days stay days and are not quoted. Raises LayoutError when the file would come out differently
    elsewhere, KeyError for a mapping that is not there.
    """
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 100_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    try:
        tree = yaml.load(text)
    except YAMLError as error:
        raise LayoutError(str(error).replace("\n", " ")) from error
    if _dumped(yaml, tree) != text:
        raise LayoutError("its indentation or quotes are not those of the other files")
    for path, fields in changes.items():
        mapping: Any = tree
        for key in path:
            mapping = mapping[key]
        for name, value in fields.items():
            if name in mapping:
                mapping[name] = _scalar(name, value)
            else:
                # Before the last key: a comment above the next mapping hangs on that one.
                mapping.insert(len(mapping) - 1, name, _scalar(name, value))
    return _dumped(yaml, tree)


def _dumped(yaml: YAML, tree: object) -> str:
    out = StringIO()
    yaml.dump(tree, out)
    return out.getvalue()


def _scalar(name: str, value: str) -> object:
    return date.fromisoformat(value) if name.endswith("_on") else value
