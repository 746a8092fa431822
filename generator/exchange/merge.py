"""What came back becomes changes of facts; what does not fit is refused and named.

In: a table that was read, and the content as it stands today. Out: for each file what is to change,
and every refusal. Nothing is written here. A fact is taken whole or not at all: an answer must not
change without the sentence that says it.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..load import Content
from ..load.tree import plain, tree_of
from ..load.validate import validate
from ..model import Source
from ..model.walk import KeyPath
from ..translations.rows import Fault
from ..translations.table import Line
from .cells import GROUPS, Cell, cells_of
from .sources import Cited, id_from
from .table import Reading
from .wishes import Wish, read_wish

CALLED = ("called_on", "called_by", "answered_in", "asked_id")
"""What a call to a number proved; another number has not been called."""


@dataclass
class FileChanges:
    """What is to change in one file of a host country."""

    values: dict[KeyPath, Any] = field(default_factory=dict)
    """New value by path; None takes the key out."""
    entries: dict[KeyPath, Any] = field(default_factory=dict)
    """Whole new entries, by the path they will have."""


@dataclass
class Merged:
    """What an import would do."""

    files: dict[str, FileChanges] = field(default_factory=dict)
    """By name, from the content folder."""
    changed: list[str] = field(default_factory=list)
    """Keys that get another value, in the order of the file."""
    confirmed: list[str] = field(default_factory=list)
    """Keys whose value stands, and whose source was read again."""
    added: list[str] = field(default_factory=list)
    """Facts that were not there before."""
    untouched: int = 0
    refused: list[Fault] = field(default_factory=list)
    words: bool = False
    """A sentence for readers has changed: its translations are behind."""

    def of(self, name: str) -> FileChanges:
        """Give the changes of one file, to be added to."""
        return self.files.setdefault(name, FileChanges())


def merge(reading: Reading, content: Content, today: date) -> Merged:
    """Compare what came back with what stands, and gather the changes."""
    merged = Merged(untouched=reading.untouched, refused=list(reading.faults))
    known: dict[str, Cell] = {}
    keys = [line.cells["key"] for line in reading.lines]
    for slug in sorted({key.strip().partition(".")[0] for key in keys}):
        if slug in content.hosts:
            known |= {cell.key: cell for cell in cells_of(content, slug)}
    facts: dict[str, list[Wish]] = {}
    held = {known[fault.key].fact: fault.place for fault in reading.faults if fault.key in known}
    seen: dict[str, Line] = {}
    for line in reading.lines:
        found = read_wish(line, known, content, seen, today)
        cell = known.get(line.cells["key"].strip())
        if isinstance(found, Fault):
            merged.refused.append(found)
            if cell:
                held[cell.fact] = line.place
        else:
            facts.setdefault(found.cell.fact, []).append(found)
    for fact, wishes in facts.items():
        if fact in held:
            merged.refused += [_held_back(wish, held[fact]) for wish in wishes]
        else:
            _take(merged, wishes, content)
    return merged


def _held_back(wish: Wish, place: str) -> Fault:
    return Fault(
        wish.line.at("new"), f"another line of the same fact was refused ({place})",
        "A fact is taken whole or not at all: mend that line first.", wish.cell.key,
    )  # fmt: skip


# --- one fact ---------------------------------------------------------------------------------


def _take(merged: Merged, wishes: list[Wish], content: Content) -> None:
    """Take all that was wished for one fact, or refuse all of it."""
    first = wishes[0].cell
    host = content.hosts[first.host]
    name = f"hosts/{host.slug}/{first.stem}.yaml"
    taken = {*host.sources.sources}
    sources = merged.of(f"hosts/{host.slug}/sources.yaml")
    taken |= {path[1] for path in sources.entries}
    new: dict[KeyPath, Any] = {}
    ids = [_id_of(wish.cited, taken, {**sources.entries, **new}, new) for wish in wishes]
    kind = GROUPS[first.group][1]
    facts = plain(host.files[first.stem].tree)[first.group]
    fact = {} if first.blank else deepcopy(facts[first.path[1]])
    values = _values(wishes, ids, fact, first)
    for path, value in values.items():
        set_in(fact, path[2:], value)
    if first.blank and fact.get("kind") == "abuse":
        # Shown with "Hide page", and kept off paper.
        fact["sensitive"] = True
    fault = _unsaid(wishes, fact) or _malformed(wishes, fact, kind)
    if fault:
        merged.refused.append(fault)
        rest = (wish for wish in wishes if wish.line.at("new") != fault.place)
        merged.refused += [_held_back(wish, fault.place) for wish in rest]
        return
    sources.entries |= new
    for wish in wishes:
        _note_reading(sources, wish.cited, host.sources.sources)
        merged.words |= wish.changes and wish.cell.words
        if not first.blank:
            (merged.changed if wish.changes else merged.confirmed).append(wish.cell.key)
    own = merged.of(name)
    if first.blank:
        added = {path[1] for path in own.entries if path[0] == first.group}
        label = fact.get("label") or fact.get("question") or first.group
        named = id_from(str(label), {*facts, *added})
        own.entries[first.group, named] = _in_order(fact, kind)
        merged.added.append(f"{host.slug}.{first.group}.{named}")
    else:
        own.values |= values


def _note_reading(sources: FileChanges, cited: Cited, known: Mapping[str, Source]) -> None:
    """Note that an old source was read again; of several days the last one counts."""
    if not cited.known:
        return
    path = ("sources", cited.known, "read_on")
    day = max(cited.read_on.isoformat(), sources.values.get(path, ""))
    if day > known[cited.known].read_on.isoformat():
        sources.values[path] = day


def _id_of(
    cited: Cited, taken: set[str], staged: Mapping[KeyPath, Any], new: dict[KeyPath, Any]
) -> str:
    """Give the id of what was read; a new source is put into *new*, once."""
    if cited.known:
        return cited.known
    fields = cited.fields()
    for path, other in staged.items():
        if other == fields:
            return path[1]
    name = id_from(cited.publisher, taken, end=f"-{cited.read_on:%y%m%d}")
    taken.add(name)
    new["sources", name] = fields
    return name


def _values(
    wishes: list[Wish], ids: list[str], fact: Mapping[str, Any], first: Cell
) -> dict[KeyPath, Any]:
    """Gather the values to write, with what each part of the fact is now cited for."""
    values: dict[KeyPath, Any] = {}
    for wish, source in zip(wishes, ids, strict=True):
        cell, at = wish.cell, (*wish.cell.sourced, "sources")
        if wish.changes:
            values[cell.path] = wish.value
        if wish.changes and wish.value is None and _gone(fact, cell):
            continue
        cited = list(values.get(at, _get(fact, at[2:]) or ()))
        if source not in cited:
            # Its year stands beside the number: the first source is the one the number was read in.
            newest = wish.changes and cell.path[-1] == "number"
            cited.insert(0 if newest else len(cited), source)
            values[at] = cited
        elif wish.changes and cell.path[-1] == "number" and cited[0] != source:
            cited.remove(source)
            values[at] = [source, *cited]
    if any(wish.changes and wish.cell.path[2:] == ("number",) for wish in wishes):
        values |= {(*first.path[:2], name): None for name in CALLED if name in fact}
    return values


def _gone(fact: Mapping[str, Any], cell: Cell) -> bool:
    """Tell whether the part around a cell is not there, so that nothing in it can be cited."""
    return _get(fact, cell.sourced[2:]) is None


def _get(node: Any, path: KeyPath) -> Any:
    for key in path:
        node = node.get(key) if isinstance(node, dict) else None
    return node


def set_in(node: dict[str, Any], path: KeyPath, value: Any) -> None:
    """Set the value at *path*, making the mappings on the way; None takes it out.

    A mapping that becomes empty goes too.
    """
    *way, last = path
    above = [node]
    for key in way:
        if value is None and key not in above[-1]:
            return
        above.append(above[-1].setdefault(key, {}))
    if value is not None:
        above[-1][last] = value
        return
    above[-1].pop(last, None)
    for holder, key in zip(reversed(above[:-1]), reversed(way), strict=True):
        if holder[key] == {}:
            del holder[key]


def _unsaid(wishes: list[Wish], fact: Mapping[str, Any]) -> Fault | None:
    """Refuse an answer that changes while the sentence that says it stays."""
    changed = {wish.cell.path for wish in wishes if wish.changes}
    for wish in wishes:
        *way, last = wish.cell.path
        words = (*way, "words")
        if wish.changes and last == "answer" and words not in changed and _get(fact, words[2:]):
            return Fault(
                wish.line.at("new"), "the answer changes, and the words that say it stay",
                'Write the sentence of the line "words" anew as well.', wish.cell.key,
            )  # fmt: skip
    return None


def _malformed(wishes: list[Wish], fact: Mapping[str, Any], kind: Any) -> Fault | None:
    """Ask the model whether the whole fact has its form, and say in its words what is wrong."""
    _model, problems = validate(tree_of(fact), kind, "")
    if not problems:
        return None
    first, where = problems[0], problems[0].where
    by_path = {".".join(wish.cell.path[2:]): wish for wish in wishes}
    near = [path for path in by_path if path.startswith(where) or where.startswith(path)]
    wish = by_path[near[0]] if where and near else None
    told = wish.cell.key if wish else f"{wishes[0].cell.fact}.{where}".rstrip(".")
    return Fault((wish or wishes[0]).line.at("new"), first.message, first.remedy, told)


def _in_order(fact: Mapping[str, Any], kind: Any) -> dict[str, Any]:
    return {name: fact[name] for name in kind.model_fields if name in fact}
