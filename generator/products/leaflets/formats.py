"""The formats in content/leaflets/: one file each, read and checked against the content.

In: YAML files. Out: ``Leaflet`` models by name, and problems with their places.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from ...load import Content, Host, load_tree
from ...load.shapes import suggest
from ...load.tree import Node, find
from ...load.validate import validate
from ...model import Withdrawable, standing_in
from ...model.leaflet import Block, Leaflet
from ...problems import Problem, shown_path, sort_problems
from .errors import LeafletError

OWN_FORMATS = Path(__file__).resolve().parents[3] / "content" / "leaflets"


def load_formats(
    folder: Path, base: Path | None = None, content: Content | None = None
) -> tuple[dict[str, Leaflet], list[Problem]]:
    """Read every format in *folder*; with *content*, check the ids in it too.

    *base* is the folder that names in problems count from. A format with an error is left out.
    """
    formats: dict[str, Leaflet] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        node, found = load_tree(path, base)
        problems += found
        if node is None:
            continue
        shown = shown_path(path, base)
        model, found = validate(node, Leaflet, shown, ())
        problems += found
        if model is None:
            continue
        if content is not None:
            found = list(_check_ids(model, node, shown, content))
            problems += found
        if not found:
            formats[path.stem] = model
    return formats, sort_problems(problems)


@cache
def own_formats() -> Mapping[str, Leaflet]:
    """Return the formats of this repository. Raises LeafletError when one has a problem."""
    formats, problems = load_formats(OWN_FORMATS, OWN_FORMATS.parents[1])
    if problems:
        raise LeafletError("\n".join(map(str, problems)))
    return formats


def _check_ids(leaflet: Leaflet, node: Node, shown: str, content: Content) -> Iterator[Problem]:
    """Each id is there, and for paper, in some host country."""
    for panel, number, block in blocks_of(leaflet):
        at = ("panels", panel, "blocks", str(number))
        for key, names, what in _named(block):
            known: dict[str, str] = {}
            for name, carry in _known(block, key, content):
                known[name] = max(carry, known.get(name, "gone"))  # "paper" > "page" > "gone"
            for index, name in enumerate(names):
                place = (*at, key, str(index)) if key == "ids" else (*at, key, name)
                where = ".".join(place)
                line, column = find(node, place if key == "ids" else at)
                if name not in known:
                    yield Problem(
                        shown, line, column, "error", "dangling-reference", where,
                        f'there is no {what} "{name}"',
                        suggest(name, sorted(known), []).replace("Remove it.", "Correct the id."),
                    )  # fmt: skip
                elif known[name] == "gone":
                    yield Problem(
                        shown, line, column, "error", "withdrawn-named", where,
                        f'the {what} "{name}" was withdrawn, and nothing takes its place',
                        "Take it out here, or name another.",
                    )  # fmt: skip
                elif known[name] != "paper":
                    yield Problem(
                        shown, line, column, "error", "carry", where,
                        f'the {what} "{name}" is not for paper',
                        'Take it out, or judge it for paper and set "carry: paper" there.',
                    )  # fmt: skip


def blocks_of(leaflet: Leaflet) -> Iterator[tuple[str, int, Block]]:
    """Yield panel, position in it, and block, in order."""
    for name, panel in leaflet.panels.items():
        for number, block in enumerate(panel.blocks):
            yield name, number, block


_WHAT = {
    "hazard": "message", "now": "step", "on-the-phone": "step", "phrases": "phrase", "rules": "rule", "steps": "step",
    "warning": "warning system", "claims": "point",
}  # fmt: skip


def _named(block: Block) -> Iterator[tuple[str, Iterable[str], str]]:
    if block.ids:
        yield "ids", block.ids, _WHAT[block.block]
    if block.deadlines:
        yield "deadlines", block.deadlines.values(), "scheme"


def _known(block: Block, key: str, content: Content) -> Iterator[tuple[str, str]]:
    """Yield the ids that may stand in *block*, each with what it is for: page, paper, or gone.

    Warning systems and deadlines have no such mark: they name nobody's status.
    """
    if block.block in ("now", "on-the-phone"):
        yield from _carried(content.prepare.now)
    elif block.block == "phrases":
        yield from _carried(content.phrases.phrases)
    elif block.block == "hazard" and block.hazard in content.hazards:
        yield from _carried(content.hazards[block.hazard].messages)
    for host in content.hosts.values():
        if key == "deadlines":
            yield from ((slug, "paper") for slug in host.insurance.schemes)
        else:
            yield from _known_in(host, block)


def _known_in(host: Host, block: Block) -> Iterator[tuple[str, str]]:
    match block.block:
        case "hazard" if block.hazard in host.hazards.hazards:
            yield from _carried(host.hazards.hazards[block.hazard].messages)
        case "warning":
            yield from ((slug, "paper") for slug in host.hazards.warnings)
        case "rules":
            yield from _carried(host.assistance.rules)
        case "claims":
            yield from _carried(host.insurance.points)
        case "steps" if block.guide in host.guides.guides:
            yield from _carried(host.guides.guides[block.guide].steps)


def _carried(items: Mapping[str, Withdrawable]) -> Collection[tuple[str, str]]:
    found = []
    for slug in items:
        standing = standing_in(items, slug)
        found.append((slug, getattr(items[standing], "carry", "page") if standing else "gone"))
    return found
