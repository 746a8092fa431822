"""Step 4, leaflets: content/leaflets/*.yaml → ``Leaflet`` models by name, and problems.

In: YAML files. Out: ``Leaflet`` models by name, and problems with their places.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from .. import paths
from ..cache.inputs import HostMemo
from ..model import Withdrawable, standing_in
from ..model.leaflet import Block, Leaflet
from ..problems import Problem, shown_path, sort_problems
from . import Content, ContentFolder, Host, load_tree
from .layers import files_in
from .shapes import suggest
from .tree import Node, find
from .validate import validate

TEMPLATES = paths.TEMPLATES / "leaflets"
_USES = ("gone", "page", "paper")
"""What an id may be for, the least first: withdrawn, on pages, also on paper."""
_FEW = 20
"""Ids that are all named when none is near; more would bury the message."""

OWN_FORMATS = paths.LIBRARY / "content" / "leaflets"


def load_formats(
    folder: Path,
    base: Path | None = None,
    content: Content | ContentFolder | None = None,
    answers: HostMemo | None = None,
) -> tuple[dict[str, Leaflet], list[Problem]]:
    """Read every format in *folder*; with *content*, check the ids in it too.

    *base* is the folder that names in problems count from. A format with an error is left out.
    *answers* keeps which ids there are in host countries.
    """
    readable: dict[str, tuple[Leaflet, Node, str]] = {}
    problems: list[Problem] = []
    for path in files_in(folder, ".yaml"):
        node, faults_of_file = load_tree(path, base)
        problems += faults_of_file
        if node is None:
            continue
        shown = shown_path(path, base)
        model, faults_of_file = validate(node, Leaflet, shown, ())
        problems += faults_of_file
        missing = [] if model is None else [*_missing_templates(path.stem, model, node, shown)]
        problems += missing
        if model is not None and not missing:
            readable[path.stem] = model, node, shown
    # Those of the shared library name ids of countries that a site of one's own may not have.
    own = {name: row for name, row in readable.items() if (folder / f"{name}.yaml").is_file()}
    faults = {} if content is None else _check_ids(own, content, answers or HostMemo("ids", None))
    problems += [problem for faults_there in faults.values() for problem in faults_there]
    formats = {name: row[0] for name, row in readable.items() if not faults.get(name)}
    return formats, sort_problems(problems)


@cache
def own_formats() -> Mapping[str, Leaflet]:
    """Return the formats of this repository. Raises ValueError when one has a problem."""
    formats, problems = load_formats(OWN_FORMATS, OWN_FORMATS.parents[1])
    if problems:
        raise ValueError("\n".join(map(str, problems)))
    return formats


def _check_ids(
    readable: Mapping[str, tuple[Leaflet, Node, str]],
    content: Content | ContentFolder,
    answers: HostMemo,
) -> dict[str, list[Problem]]:
    """Each id is there, and for paper, in some host country; problems by format."""
    named = {name: list(_ids_of(leaflet)) for name, (leaflet, *_) in readable.items()}
    uses = {
        name: [dict(_uses_in_library(one.block, one.key, content)) for one in ids]
        for name, ids in named.items()
    }
    for host in content.hosts if readable else ():
        # A host country is read from its files each time it is asked for: once for all formats.
        rows = answers.answer(host, "ids", ask=partial(_uses_in_host, content, host, named))
        for name in named:
            for use_of, row in zip(uses[name], rows[name], strict=True):
                for slug, use in row.items():
                    # One country that has it for paper is enough: a format is for all of them, and
                    # each leaves out what it has not.
                    use_of[slug] = max(use, use_of.get(slug, _USES[0]), key=_USES.index)
    return {
        name: [
            problem
            for one, use_of in zip(named[name], uses[name], strict=True)
            for problem in _faults(one, use_of, node, shown)
        ]
        for name, (_, node, shown) in readable.items()
    }


def _uses_in_host(
    content: Content | ContentFolder, slug: str, named: Mapping[str, Sequence[_Ids]]
) -> dict[str, list[dict[str, str]]]:
    """Return what may be named in a host country, for each of *named* ids, with what it is for."""
    # None of its files may have been readable.
    host = content.hosts.get(slug)
    return {
        name: [dict(_uses_of_block(host, one.block, one.key)) if host else {} for one in ids]
        for name, ids in named.items()
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


def _faults(one: _Ids, use_of: Mapping[str, str], node: Node, shown: str) -> Iterator[Problem]:
    """Yield what is wrong with the ids of a block; *use_of* says what each id is for."""
    at = ("panels", one.panel, "blocks", str(one.number))
    for index, name in enumerate(one.names):
        place = (*at, one.key, str(index) if one.key == "ids" else name)
        where = ".".join(place)
        line, column = find(node, place if one.key == "ids" else at)
        if name not in use_of:
            yield Problem(
                shown,
                line,
                column,
                "error",
                "dangling-reference",
                where,
                f'there is no {one.what} "{name}"',
                f"Correct the id, or remove it. {_near(name, use_of)}".rstrip(),
            )
        elif use_of[name] == "gone":
            yield Problem(
                shown,
                line,
                column,
                "error",
                "withdrawn-named",
                where,
                f'the {one.what} "{name}" was withdrawn, and nothing replaces it',
                "Remove it here, or name another.",
            )
        elif use_of[name] != "paper":
            yield Problem(
                shown,
                line,
                column,
                "error",
                "carry",
                where,
                f'the {one.what} "{name}" is not for paper',
                'Remove it, or decide that it may be on paper and set "carry: paper" there.',
            )


def _near(name: str, ids: Collection[str]) -> str:
    """Offer an id that is near *name*; of few, all; else say where they are."""
    return suggest(name, sorted(ids), sorted(ids) if len(ids) <= _FEW else [])


def template_of(format_name: str, block: str) -> str:
    """Return the template that prints *block*: the format's own, or the one for all."""
    own_template = f"{format_name}/{block}.html"
    return own_template if (TEMPLATES / own_template).is_file() else f"blocks/{block}.html"


def _missing_templates(name: str, leaflet: Leaflet, node: Node, shown: str) -> Iterator[Problem]:
    """Yield what names a template that is not there: the paper could not be made."""
    for panel, number, block in blocks_of(leaflet):
        if block.template and not (TEMPLATES / template_of(name, block.template)).is_file():
            keys = ("panels", panel, "blocks", str(number), "template")
            yield Problem(
                shown,
                *find(node, keys),
                "error",
                "dangling-reference",
                ".".join(keys),
                f'there is no template "{block.template}"',
                f"Correct the name, or add templates/leaflets/{name}/{block.template}.html.",
            )


def blocks_of(leaflet: Leaflet) -> Iterator[tuple[str, int, Block]]:
    """Yield panel, position in it, and block, in order."""
    for name, panel in leaflet.panels.items():
        for number, block in enumerate(panel.blocks):
            yield name, number, block


_WHAT = {
    "hazard": "message",
    "now": "step",
    "on-the-phone": "step",
    "phrases": "phrase",
    "rules": "rule",
    "steps": "step",
    "warning": "warning system",
    "claims": "point",
    "work": "message",
    "checklist": "item",
}


def _named(block: Block) -> Iterator[tuple[str, Iterable[str], str]]:
    if block.ids:
        yield "ids", block.ids, _WHAT[block.block]
    if block.deadlines:
        yield "deadlines", block.deadlines.values(), "scheme"
    if block.show:
        yield "show", block.show.values(), "phrase"
    if block.depths:
        yield "depths", block.depths, "message"


def _uses_in_library(
    block: Block, key: str, content: Content | ContentFolder
) -> Iterator[tuple[str, str]]:
    """Yield the ids of the library that may be in *block*, each with what it is for."""
    if key == "show":
        yield from _uses(content.phrases.phrases)
    elif key == "depths":
        for hazard in content.hazards.values():
            yield from _uses(hazard.messages)
    elif block.block in ("now", "on-the-phone"):
        yield from _uses(content.prepare.now)
    elif block.block == "checklist":
        yield from _uses(getattr(content.prepare, str(block.section)).items)
    elif block.block == "work":
        yield from _uses(content.prepare.now)
        for hazard in content.hazards.values():
            yield from _uses(hazard.messages)
    elif block.block == "phrases":
        yield from _uses(content.phrases.phrases)
    elif block.block == "hazard" and block.hazard in content.hazards:
        yield from _uses(content.hazards[block.hazard].messages)


def _uses_of_block(host: Host, block: Block, key: str) -> Iterator[tuple[str, str]]:
    """Yield those of one host country.

    Warning systems and deadlines have no mark of what they are for: they name nobody's status.
    """
    if key == "deadlines":
        yield from _standing(host.insurance.schemes)
        return
    match block.block:
        case "hazard" if block.hazard in host.hazards.hazards:
            yield from _uses(host.hazards.hazards[block.hazard].messages)
        case "warning":
            yield from _standing(host.hazards.warnings)
        case "rules":
            yield from _uses(host.assistance.rules)
        case "claims":
            yield from _uses(host.insurance.points)
        case "steps" if block.guide in host.guides.guides:
            yield from _uses(host.guides.guides[block.guide].steps)


def _uses(items: Mapping[str, Withdrawable]) -> Iterator[tuple[str, str]]:
    """Yield each id with its mark; one that was withdrawn with that of what takes its place."""
    for slug in items:
        standing = standing_in(items, slug)
        yield slug, getattr(items[standing], "carry", "page") if standing else "gone"


def _standing(items: Mapping[str, Withdrawable]) -> Iterator[tuple[str, str]]:
    yield from ((slug, "paper" if standing_in(items, slug) else "gone") for slug in items)
