"""Each drawing keeps the rules of docs/reference/drawing-pictures.md, as far as a program can tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.svgLib.path import parse_path
from support.example import ROOT

from generator.load import ContentFolder
from generator.products.icons import ICONS_FOLDER

ENTRIES = ContentFolder(ROOT / "content", ROOT).shared.pictures
OWN = sorted(name for name, entry in ENTRIES.items() if entry.licence == "CC0-1.0")
BEFORE_THE_RULES = {"flood-deep", "missing", "no-network", "under-tree"}
"""Drawn before the rules. Take a name out when it is drawn anew."""
ON_24 = {"hide-page", "papers-dry", "power-off", "whistle", "wires"}
"""Actions drawn on the grid of marks, before the rules."""

Shape = tuple[str, Mapping[str, str]]
Bounds = tuple[float, float, float, float]
FIELDS = {
    "path": {"d"}, "circle": {"cx", "cy", "r"}, "ellipse": {"cx", "cy", "rx", "ry"},
    "rect": {"x", "y", "width", "height", "rx"},
}  # fmt: skip
LOOKS = {"fill", "fill-rule", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"}
LOOKS |= {"stroke-dasharray"}
EDGE = 1.3
"""How far a line may stand over the edge, in units of 48: a wave that runs out of the picture. It is cut there."""


def shapes(svg: str) -> Iterator[Shape]:
    root = ET.fromstring(svg)
    for element in root.iter():
        if element is not root:
            yield element.tag.removeprefix("{http://www.w3.org/2000/svg}"), element.attrib


def side_of(svg: str) -> float:
    box = ET.fromstring(svg).attrib["viewBox"]
    assert box in {"0 0 48 48", "0 0 24 24"}
    return float(box.split()[-1])


def bounds_of(tag: str, has: Mapping[str, str]) -> Bounds:
    """Return the edges of a shape with its line, without the corners of mitres."""
    half = float(has.get("stroke-width", "1")) / 2 if has.get("stroke", "none") != "none" else 0.0
    if tag == "path":
        pen = BoundsPen(None)
        parse_path(has["d"], pen)
        left, top, right, bottom = pen.bounds
    elif tag == "rect":
        left, top = float(has["x"]), float(has["y"])
        right, bottom = left + float(has["width"]), top + float(has["height"])
    else:
        rx, ry = float(has.get("rx", has.get("r", 0))), float(has.get("ry", has.get("r", 0)))
        left, top = float(has["cx"]) - rx, float(has["cy"]) - ry
        right, bottom = left + 2 * rx, top + 2 * ry
    if half and has.get("stroke-linecap") != "round":
        half = 0.0  # A line that ends flat at the edge stays inside; its width is along the edge.
    return left - half, top - half, right + half, bottom + half


def faults(svg: str) -> list[str]:
    side, found = side_of(svg), []
    unit = side / 48
    if len(svg.encode()) > 2048:
        found.append(f"{len(svg.encode())} bytes")
    for tag, has in shapes(svg):
        if tag not in FIELDS or not has.keys() <= FIELDS[tag] | LOOKS:
            found.append(f"{tag} {sorted(has)}")
            continue
        if not {has.get("fill", "#111"), has.get("stroke", "#111")} <= {"#111", "#fff", "none"}:
            found.append(f"colour {has.get('fill')} {has.get('stroke')}")
        if "stroke" in has and float(has.get("stroke-width", "1")) < 2.4 * unit:
            found.append(f"line of {has.get('stroke-width', '1')}")
        edges = bounds_of(tag, has)
        over = max(-edges[0], -edges[1], edges[2] - side, edges[3] - side)
        room = EDGE if "stroke" in has else 0.05
        if over > room * unit and has.get("stroke") != "#fff":
            found.append(f"{over:.1f} over the edge")
    return found


@pytest.mark.parametrize("name", OWN)
def test_a_drawing_of_ours_keeps_the_rules(name: str) -> None:
    found = faults((ICONS_FOLDER / f"{name}.svg").read_text("utf-8"))
    assert bool(found) == (name in BEFORE_THE_RULES), found


def test_a_scene_stands_on_the_grid_of_48() -> None:
    scenes = [name for name in OWN if ENTRIES[name].kind == "action"]
    assert scenes
    small = {n for n in scenes if side_of((ICONS_FOLDER / f"{n}.svg").read_text("utf-8")) != 48}
    assert small == ON_24


def test_faults_are_found() -> None:
    def svg(shape: str) -> str:
        head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">'
        return f"{head}{shape}</svg>"

    assert faults(svg('<path fill="#111" d="M0 0H48V48z"/>')) == []
    assert faults(svg('<path fill="#c00" d="M0 0H48V48z"/>')) == ["colour #c00 None"]
    assert faults(svg('<path fill="#111" d="M0 0H51V48z"/>')) == ["3.0 over the edge"]
    assert faults(svg('<path stroke="#111" stroke-width="2" d="M9 9H18"/>')) == ["line of 2"]
    assert faults(svg("<text>1</text>")) == ["text []"]
    assert faults(svg('<g transform="scale(2)"/>')) == ["g ['transform']"]
    assert faults(svg('<circle cx="46" cy="9" r="3" fill="#111"/>')) == ["1.0 over the edge"]
