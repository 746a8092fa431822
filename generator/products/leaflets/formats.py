"""The formats in content/leaflets/: one file each, read and checked against the content.

In: YAML files. Out: ``Leaflet`` models by name, and problems with their places.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from ...inputs import HostMemo
from ...load import Content, ContentFolder, Host, load_tree
from ...load.shapes import suggest
from ...load.tree import Node, find
from ...load.validate import validate
from ...model import Withdrawable, standing_in
from ...model.leaflet import Block, Leaflet
from ...ordinary_file import ordinary_files
from ...problems import Problem, shown_path, sort_problems
from .errors import LeafletError

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "leaflets"
_FEW = 20
"""Ids that are all named when none is near; more would bury the message."""

OWN_FORMATS = Path(__file__).resolve().parents[3] / "content" / "leaflets"


def load_formats(
    folder: Path, base: Path | None = None, content: Content | ContentFolder | None = None,
    kept: HostMemo | None = None,
) -> tuple[dict[str, Leaflet], list[Problem]]:  # fmt: skip
    """Read every format in *folder*; with *content*, check the ids in it too.

    *base* is the folder that names in problems count from. A format with an error is left out. *kept*
    knows which ids there are in host countries.
    """
    read: dict[str, tuple[Leaflet, Node, str]] = {}
    problems: list[Problem] = []
    for path in ordinary_files(folder, ".yaml"):
        node, found = load_tree(path, base)
        problems += found
        if node is None:
            continue
        shown = shown_path(path, base)
        model, found = validate(node, Leaflet, shown, ())
        problems += found
        missing = [] if model is None else [*_missing_templates(path.stem, model, node, shown)]
        problems += missing
        if model is not None and not missing:
            read[path.stem] = model, node, shown
    faults = {} if content is None else _check_ids(read, content, kept or HostMemo("ids", None))
    problems += [problem for found in faults.values() for problem in found]
    formats = {name: row[0] for name, row in read.items() if not faults.get(name)}
    return formats, sort_problems(problems)


@cache
def own_formats() -> Mapping[str, Leaflet]:
    """Return the formats of this repository. Raises LeafletError when one has a problem."""
    formats, problems = load_formats(OWN_FORMATS, OWN_FORMATS.parents[1])
    if problems:
        raise LeafletError("\n".join(map(str, problems)))
    return formats


def _check_ids(
    read: Mapping[str, tuple[Leaflet, Node, str]], content: Content | ContentFolder, kept: HostMemo
) -> dict[str, list[Problem]]:
    """Each id is there, and for paper, in some host country; problems by format."""
    wanted = {name: list(_ids_of(leaflet)) for name, (leaflet, *_) in read.items()}
    known = {
        name: [dict(_known(one.block, content)) for one in ids] for name, ids in wanted.items()
    }
    for host in content.hosts if read else ():
        # A host country is read from its files each time it is asked for: once for all formats.
        rows = kept.answer(host, "ids", ask=partial(_ids_in, content, host, wanted))
        for name in wanted:
            for found, row in zip(known[name], rows[name], strict=True):
                for slug, carry in row.items():
                    found[slug] = max(carry, found.get(slug, "gone"))  # "paper" > "page" > "gone"
    return {
        name: [
            problem
            for one, found in zip(wanted[name], known[name], strict=True)
            for problem in _faults(one, found, node, shown)
        ]
        for name, (_, node, shown) in read.items()
    }


def _ids_in(
    content: Content | ContentFolder, slug: str, wanted: Mapping[str, Sequence[_Ids]]
) -> dict[str, list[dict[str, str]]]:
    """Return what may be named in a host country, for each of *wanted* ids, with what it is for."""
    # None of its files may have been readable.
    host = content.hosts.get(slug)
    return {
        name: [dict(_known_in(host, one.block, one.key)) if host else {} for one in ids]
        for name, ids in wanted.items()
    }


@dataclass(frozen=True)
class _Ids:
    """Ids that a block names."""

    panel: str
    number: int
    """Position of the block in the panel."""
    block: Block
    key: str
    """Of the block, under which they stand: ids, deadlines."""
    names: tuple[str, ...]
    what: str
    """What they are, for people."""


def _ids_of(leaflet: Leaflet) -> Iterator[_Ids]:
    for panel, number, block in blocks_of(leaflet):
        for key, names, what in _named(block):
            yield _Ids(panel, number, block, key, tuple(names), what)


def _faults(one: _Ids, found: Mapping[str, str], node: Node, shown: str) -> Iterator[Problem]:
    """Yield what is wrong with the ids of a block; *found* tells what each known id is for."""
    at = ("panels", one.panel, "blocks", str(one.number))
    for index, name in enumerate(one.names):
        place = (*at, one.key, str(index) if one.key == "ids" else name)
        where = ".".join(place)
        line, column = find(node, place if one.key == "ids" else at)
        if name not in found:
            yield Problem(
                shown, line, column, "error", "dangling-reference", where,
                f'there is no {one.what} "{name}"',
                f"Correct the id, or remove it. {_near(name, found)}".rstrip(),
            )  # fmt: skip
        elif found[name] == "gone":
            yield Problem(
                shown, line, column, "error", "withdrawn-named", where,
                f'the {one.what} "{name}" was withdrawn, and nothing takes its place',
                "Take it out here, or name another.",
            )  # fmt: skip
        elif found[name] != "paper":
            yield Problem(
                shown, line, column, "error", "carry", where,
                f'the {one.what} "{name}" is not for paper',
                'Take it out, or judge it for paper and set "carry: paper" there.',
            )  # fmt: skip


def _near(name: str, found: Collection[str]) -> str:
    """Offer an id that is near *name*; of few, all; else say where they are."""
    return suggest(name, sorted(found), sorted(found) if len(found) <= _FEW else [])


def template_of(format_name: str, block: str) -> str:
    """Return the template that prints *block*: the format's own, or the one for all."""
    own = f"{format_name}/{block}.html"
    return own if (TEMPLATES / own).is_file() else f"blocks/{block}.html"


def _missing_templates(name: str, leaflet: Leaflet, node: Node, shown: str) -> Iterator[Problem]:
    """Yield what names a template that is not there: the paper could not be made."""
    for panel, number, block in blocks_of(leaflet):
        if block.template and not (TEMPLATES / template_of(name, block.template)).is_file():
            keys = ("panels", panel, "blocks", str(number), "template")
            yield Problem(
                shown, *find(node, keys), "error", "dangling-reference", ".".join(keys),
                f'there is no template "{block.template}"',
                f"Correct it, or write templates/leaflets/{name}/{block.template}.html.",
            )  # fmt: skip


def blocks_of(leaflet: Leaflet) -> Iterator[tuple[str, int, Block]]:
    """Yield panel, position in it, and block, in order."""
    for name, panel in leaflet.panels.items():
        for number, block in enumerate(panel.blocks):
            yield name, number, block


_WHAT = {
    "hazard": "message", "now": "step", "on-the-phone": "step", "phrases": "phrase", "rules": "rule", "steps": "step",
    "warning": "warning system", "claims": "point", "work": "message", "checklist": "item",
}  # fmt: skip


def _named(block: Block) -> Iterator[tuple[str, Iterable[str], str]]:
    if block.ids:
        yield "ids", block.ids, _WHAT[block.block]
    if block.deadlines:
        yield "deadlines", block.deadlines.values(), "scheme"


def _known(block: Block, content: Content | ContentFolder) -> Iterator[tuple[str, str]]:
    """Yield the ids of the library that may stand in *block*, each with what it is for."""
    if block.block in ("now", "on-the-phone"):
        yield from _carried(content.prepare.now)
    elif block.block == "checklist":
        yield from _carried(getattr(content.prepare, str(block.section)).items)
    elif block.block == "work":
        yield from _carried(content.prepare.now)
        for hazard in content.hazards.values():
            yield from _carried(hazard.messages)
    elif block.block == "phrases":
        yield from _carried(content.phrases.phrases)
    elif block.block == "hazard" and block.hazard in content.hazards:
        yield from _carried(content.hazards[block.hazard].messages)


def _known_in(host: Host, block: Block, key: str) -> Iterator[tuple[str, str]]:
    """Yield those of one host country.

    Warning systems and deadlines have no mark of what they are for: they name nobody's status.
    """
    if key == "deadlines":
        yield from _standing(host.insurance.schemes)
        return
    match block.block:
        case "hazard" if block.hazard in host.hazards.hazards:
            yield from _carried(host.hazards.hazards[block.hazard].messages)
        case "warning":
            yield from _standing(host.hazards.warnings)
        case "rules":
            yield from _carried(host.assistance.rules)
        case "claims":
            yield from _carried(host.insurance.points)
        case "steps" if block.guide in host.guides.guides:
            yield from _carried(host.guides.guides[block.guide].steps)


def _carried(items: Mapping[str, Withdrawable]) -> Iterator[tuple[str, str]]:
    """Yield each id with its mark; one that was withdrawn with that of what takes its place."""
    for slug in items:
        standing = standing_in(items, slug)
        yield slug, getattr(items[standing], "carry", "page") if standing else "gone"


def _standing(items: Mapping[str, Withdrawable]) -> Iterator[tuple[str, str]]:
    yield from ((slug, "paper" if standing_in(items, slug) else "gone") for slug in items)
