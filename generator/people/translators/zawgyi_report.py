"""Beside the steps: any text file → texts that look like Zawgyi, with what was probably meant.

In: a PO file, a YAML file, or any text by lines. Out: rows to read; no file is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ...load.tree import Items, Mapping, Node, Scalar, parse_yaml
from ...model import limits
from ...po.catalog import parse_catalog
from ...system.ordinary_file import read_ordinary
from ...text.zawgyi import judge, zawgyi_probability
from ...text.zawgyi_convert import propose_unicode

_MYANMAR = re.compile(r"[\u1000-\u109f\uaa60-\uaa7f\ua9e0-\ua9ff]")


@dataclass(frozen=True)
class Suspect:
    """A text that looks like Zawgyi."""

    line: int
    where: str
    """Id of the text; empty in a file that has none."""
    text: str
    proposal: str
    probability: float


def find_suspects(path: Path) -> list[Suspect]:
    """Return the texts of *path* that look like Zawgyi, in their order.

    A long text alone; a short one when all texts of the file together look so, since one short
    word proves nothing. Raises OSError, UnreadablePoError, ValueError for a file that is no text,
    and NoConverterError.
    """
    rows = [row for row in _texts(path) if _MYANMAR.search(row[2])]
    whole = judge(" ".join(text for _, _, text in rows), "my").level
    suspects = [row for row in rows if _is_suspect(row[2], whole)]
    proposals = propose_unicode([text for _, _, text in suspects]) if suspects else []
    return [
        Suspect(line, where, text, proposal, zawgyi_probability(text))
        for (line, where, text), proposal in zip(suspects, proposals, strict=True)
    ]


def _is_suspect(text: str, whole: str) -> bool:
    level = judge(text, "my").level
    doubtful = level == "warning" or zawgyi_probability(text) > 0.5
    return level == "error" or (doubtful and whole != "clean")


def _texts(path: Path) -> Iterator[tuple[int, str, str]]:
    """Yield line, id and text."""
    data = read_ordinary(path, most=limits.TABLE.most + 1)
    if len(data) > limits.TABLE.most:
        raise ValueError(f"it has more than {limits.TABLE.most:,} bytes")
    if path.suffix in {".po", ".pot"}:
        for context, entry in parse_catalog(data, "my", path.stem).entries.items():
            yield entry.line or 1, context, entry.msgstr
        return
    node = parse_yaml(data, path.name)[0] if path.suffix in {".yaml", ".yml"} else None
    if node is not None:
        yield from _scalars(node, ())
        return
    text = data.decode("utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        yield number, "", line.strip()


def _scalars(node: Node, path: tuple[str, ...]) -> Iterator[tuple[int, str, str]]:
    match node:
        case Scalar():
            yield node.line, ".".join(path), node.text
        case Mapping():
            for key, (_, value) in node.entries.items():
                yield from _scalars(value, (*path, key))
        case Items():
            for number, item in enumerate(node.items):
                yield from _scalars(item, (*path, str(number)))
