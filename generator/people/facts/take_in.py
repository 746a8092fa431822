"""Beside step 4: a completed table and today's content → changes for each file, and refusals.

In: a table that was read, and the content as it is today. Out: for each file what is to change,
and every refusal. Nothing is written here. A fact is taken whole or not at all: an answer must not
change without the sentence that says it.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ...load import Content
from ...load.edit import set_in
from ...load.tree import plain, tree_of
from ...load.validate import validate
from ...model import Source
from ...model.walk import KeyPath
from ...sheets.faults import Fault
from ...sheets.lines import Line
from .needed import needed_of
from .new_facts import complete
from .questions import POSTS, WHICH, Cell, cells_of, sources_of, words_of
from .requested_changes import Wish, read_wish
from .sources import Cited, id_from
from .table import FilledTable

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
class FactImport:
    """What an import would do."""

    files: dict[str, FileChanges] = field(default_factory=dict)
    """By name, from the content folder."""
    changed: list[str] = field(default_factory=list)
    """Keys that get another value, in the order of the file."""
    confirmed: list[str] = field(default_factory=list)
    """Keys whose value is unchanged, and whose source was read again."""
    added: list[str] = field(default_factory=list)
    """Facts that were not there before."""
    untouched: int = 0
    refused: list[Fault] = field(default_factory=list)
    words: bool = False
    """A sentence for readers has changed: its translations are behind."""

    def of(self, name: str) -> FileChanges:
        """Return the changes of one file, to be added to."""
        return self.files.setdefault(name, FileChanges())


def merge(reading: FilledTable, content: Content, today: date) -> FactImport:
    """Compare what came back with what is there, and collect the changes."""
    merged = FactImport(untouched=reading.untouched, refused=list(reading.faults))
    cells = _cells_by_key(reading, content)
    facts: dict[str, list[Wish]] = {}
    refused_places = {
        cells[fault.key].fact: fault.place for fault in reading.faults if fault.key in cells
    }
    lines_by_key: dict[str, Line] = {}
    for line in reading.lines:
        outcome = read_wish(line, cells, content, lines_by_key, today)
        cell = cells.get(line.cells["key"].strip())
        if isinstance(outcome, Fault):
            merged.refused.append(outcome)
            if cell:
                refused_places[cell.fact] = line.place
        else:
            facts.setdefault(outcome.cell.fact, []).append(outcome)
    for fact, wishes in facts.items():
        if fact in refused_places:
            merged.refused += [_held_back(wish, refused_places[fact]) for wish in wishes]
        else:
            _import_fact(merged, wishes, content)
    return merged


def _cells_by_key(reading: FilledTable, content: Content) -> dict[str, Cell]:
    """Return the cells of today of every host country that the table names."""
    slugs = {line.cells["key"].strip().partition(".")[0] for line in reading.lines}
    return {
        cell.key: cell for slug in slugs & content.hosts.keys() for cell in cells_of(content, slug)
    }


def _held_back(wish: Wish, place: str) -> Fault:
    return Fault(
        wish.line.at("new"),
        f"another line of the same fact was refused ({place})",
        "A fact is imported whole or not at all: fix that line first.",
        wish.cell.key,
    )


# --- one fact ---------------------------------------------------------------------------------


def _import_fact(merged: FactImport, wishes: list[Wish], content: Content) -> None:
    """Take all that was wished for one fact, or refuse all of it."""
    first = wishes[0].cell
    known = sources_of(content, first)
    sources = merged.of(first.sources_file)
    # Sources that earlier facts of this table bring are not in the content yet, and take their ids.
    source_ids = {*known, *(path[1] for path in sources.entries if path[0] == "sources")}
    new_sources: dict[KeyPath, Any] = {}
    ids = [
        _id_of(wish.cited, source_ids, {**sources.entries, **new_sources}, new_sources)
        for wish in wishes
    ]
    facts = _value_at(plain(content.files[first.file].tree), first.top[:-1]) or {}
    # A copy: what is in the file stays as it is, in case this fact is refused.
    fact = {} if first.blank else deepcopy(facts[first.name])
    values = _values(wishes, ids, fact, first)
    for path, value in values.items():
        set_in(fact, path[len(first.top) :], value)
    if first.blank:
        complete(fact, first, content)
    if first.blank and fact.get("kind") == "abuse":
        # Shown with "Hide page", and kept off paper.
        fact["sensitive"] = True
    which = fact.pop(WHICH, None) if first.blank else None
    fault = (
        _answer_without_words(wishes, fact)
        or (_not_whole(wishes, fact, which) if first.blank else None)
        or _fault_of_form(wishes, fact, first.kind)
    )
    if fault:
        others = (wish for wish in wishes if wish.line.at("new") != fault.place)
        merged.refused += [fault, *(_held_back(wish, fault.place) for wish in others)]
        return
    # Only now: a fact that is refused must leave no source behind.
    sources.entries |= new_sources
    for wish in wishes:
        _note_reading(sources, wish.cited, known)
        merged.words |= wish.changes and wish.cell.words
    if first.blank:
        _add_fact(merged, first, fact, facts, which)
    else:
        merged.of(first.file).values |= values
        merged.changed += [wish.cell.key for wish in wishes if wish.changes]
        merged.confirmed += [wish.cell.key for wish in wishes if not wish.changes]


def _not_whole(wishes: list[Wish], fact: Mapping[str, Any], which: str | None) -> Fault | None:
    """Return why a new fact is refused: it is incomplete, or a post without a caution.

    One fault names all that is missing.
    """
    first = wishes[0]
    missing = [
        words_of(name) for name in needed_of(first.cell) if name not in fact and name != WHICH
    ]
    if first.cell.group == "hazards" and which is None:
        message, remedy = (
            "it is not said which hazard it is",
            'Choose one in the line "which hazard".',
        )
    elif missing:
        message = f"a new one needs more: {', '.join(missing)}"
        remedy = 'Fill in these lines, too, each with its source; their "state" says "needed".'
    elif first.cell.group == POSTS and not fact["cautions"]:
        message = "a consular post without a caution may bring people into danger"
        remedy = 'Write for whom contact may be unsafe, and why, into a line "cautions".'
    else:
        return None
    return Fault(first.line.at("new"), message, remedy, first.cell.fact)


def _add_fact(
    merged: FactImport,
    first: Cell,
    fact: Mapping[str, Any],
    facts: Mapping[str, Any],
    which: str | None,
) -> None:
    """Enter *fact*, which came in the blank lines that begin with *first*, beside *facts*."""
    entries, above = merged.of(first.file).entries, first.top[:-1]
    added = {path[-1] for path in entries if path[:-1] == above}
    words = (fact.get(name) for name in ("label", "question", "title"))
    label = next(filter(None, words), first.group)
    fact_id = which or id_from(str(label), {*facts, *added})
    entries[*above, fact_id] = _in_order(fact, first.kind)
    merged.added.append(f"{first.fact.rpartition('.')[0]}.{fact_id}")


def _note_reading(sources: FileChanges, cited: Cited, sources_by_id: Mapping[str, Source]) -> None:
    """Note that an old source was read again; of several days the last one counts."""
    if not cited.source_id:
        return
    path = ("sources", cited.source_id, "read_on")
    day = max(cited.read_on.isoformat(), sources.values.get(path, ""))
    if day > sources_by_id[cited.source_id].read_on.isoformat():
        sources.values[path] = day


def _id_of(
    cited: Cited, source_ids: set[str], staged: Mapping[KeyPath, Any], new: dict[KeyPath, Any]
) -> str:
    """Return the id of what was read; a new source is put into *new*, once."""
    if cited.source_id:
        return cited.source_id
    fields = cited.fields()
    for path, other in staged.items():
        if other == fields:
            return path[1]
    name = id_from(cited.publisher, source_ids, end=f"-{cited.read_on:%y%m%d}")
    source_ids.add(name)
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
        if wish.changes and wish.value is None and _is_part_absent(fact, cell):
            continue
        cited = list(values.get(at, _value_at(fact, at[len(cell.top) :]) or ()))
        # Its year is beside the number: the first source is the one the number was read in.
        is_first = wish.changes and cell.path[-1] == "number"
        if source not in cited:
            values[at] = [source, *cited] if is_first else [*cited, source]
        elif is_first and cited[0] != source:
            values[at] = [source, *(other for other in cited if other != source)]
    if any(wish.changes and wish.cell.inner == ("number",) for wish in wishes):
        # The new number has not been called; it must not get the proof of the old one.
        values |= {(*first.top, name): None for name in CALLED if name in fact}
    return values


def _is_part_absent(fact: Mapping[str, Any], cell: Cell) -> bool:
    """Return whether the part around a cell is not there, so that nothing in it can be cited."""
    return _value_at(fact, cell.sourced[len(cell.top) :]) is None


def _value_at(node: Any, path: KeyPath) -> Any:
    for key in path:
        node = node.get(key) if isinstance(node, dict) else None
    return node


def _answer_without_words(wishes: list[Wish], fact: Mapping[str, Any]) -> Fault | None:
    """Refuse an answer that changes while the sentence that says it stays."""
    changed = {wish.cell.path for wish in wishes if wish.changes}
    for wish in wishes:
        *way, last = wish.cell.path
        words = (*way, "words")
        if (
            wish.changes
            and last in ("answer", "known")
            and words not in changed
            and _value_at(fact, words[len(wish.cell.top) :])
        ):
            return Fault(
                wish.line.at("new"),
                "the answer changes, but its words do not",
                'Write the sentence of the line "words" anew as well.',
                wish.cell.key,
            )
    return None


def _fault_of_form(wishes: list[Wish], fact: Mapping[str, Any], kind: Any) -> Fault | None:
    """Ask the model whether the whole fact has its form, and say in its words what is wrong."""
    _model, problems = validate(tree_of(fact), kind, "")
    if not problems:
        return None
    first, where = problems[0], problems[0].where
    by_path = {".".join(wish.cell.inner): wish for wish in wishes}
    near = [path for path in by_path if path.startswith(where) or where.startswith(path)]
    wish = by_path[near[0]] if where and near else None
    key = wish.cell.key if wish else f"{wishes[0].cell.fact}.{where}".rstrip(".")
    return Fault((wish or wishes[0]).line.at("new"), first.message, first.remedy, key)


def _in_order(fact: Mapping[str, Any], kind: Any) -> dict[str, Any]:
    return {name: fact[name] for name in kind.model_fields if name in fact}
