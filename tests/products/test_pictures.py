"""Each drawing keeps the rules of docs/reference/drawing-pictures.md, as far as a program can tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.svgLib.path import parse_path
from PIL import Image, ImageChops, ImageStat
from support.example import ROOT
from weasyprint import HTML

from generator.load import ContentFolder
from generator.products.icons import ICONS_FOLDER, icon_names, icon_parts

ENTRIES = ContentFolder(ROOT / "content", ROOT).shared.pictures
OWN = sorted(name for name, entry in ENTRIES.items() if entry.licence == "CC0-1.0")
BEFORE_THE_RULES = {"flood-deep", "missing", "no-network", "under-tree"}
"""Drawn before the rules. Take a name out when it is drawn anew."""
ON_24 = {"hide-page", "power-off", "whistle", "wires"}
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


SMALL = 48
"""Pixels of a side at which a picture must still say something."""
LEAST_INK = 0.12
"""Of the square: the ink of the thinnest drawings is 0.15."""
NEAREST = 0.05
"""How different two drawings are at least, of 1. The nearest two are "keep" and "show", a phone each: 0.054."""
_GRAINS = 16
_IN_A_ROW = 16


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


def at_48(drawings: Mapping[str, tuple[str, str]]) -> dict[str, Image.Image]:
    """Draw view boxes and shapes at 48 pixels; ink is white on black."""
    cells = "".join(
        f'<svg viewBox="{box}" style="left:{n % _IN_A_ROW * SMALL}px;top:{n // _IN_A_ROW * SMALL}px">{inside}</svg>'
        for n, (box, inside) in enumerate(drawings.values())
    )
    width, height = _IN_A_ROW * SMALL, -(-len(drawings) // _IN_A_ROW) * SMALL
    style = f"@page {{ size: {width}px {height}px; margin: 0 }} "
    style += f"svg {{ position: absolute; width: {SMALL}px; height: {SMALL}px; overflow: hidden }}"
    pdf = pypdfium2.PdfDocument(HTML(string=f"<style>{style}</style>{cells}").write_pdf())
    sheet = ImageChops.invert(pdf[0].render(scale=96 / 72, grayscale=True).to_pil())
    corners = [(n % _IN_A_ROW * SMALL, n // _IN_A_ROW * SMALL) for n in range(len(drawings))]
    boxes = [(left, top, left + SMALL, top + SMALL) for left, top in corners]
    return dict(zip(drawings, map(sheet.crop, boxes), strict=True))


def grains(seen: Image.Image) -> bytes:
    """Return the drawing alone, wherever in its square it stands and however large, in coarse grains."""
    drawing = seen.crop(seen.point(lambda value: 255 if value > 60 else 0).getbbox())
    side = max(drawing.size)
    square = Image.new("L", (side, side))
    square.paste(drawing, ((side - drawing.width) // 2, (side - drawing.height) // 2))
    return square.resize((_GRAINS, _GRAINS), Image.Resampling.BOX).tobytes()


def alike(seen: Mapping[str, Image.Image]) -> list[tuple[str, str]]:
    """Return the pairs that whoever sees them small, in the sun or copied takes for one picture."""
    coarse = {name: grains(one) for name, one in seen.items()}
    most = NEAREST * 255 * _GRAINS**2
    return [
        (one, other)
        for one, other in combinations(coarse, 2)
        if sum(abs(a - b) for a, b in zip(coarse[one], coarse[other], strict=True)) < most
    ]


def pale(seen: Mapping[str, Image.Image]) -> list[str]:
    return [name for name, one in seen.items() if ImageStat.Stat(one).mean[0] / 255 < LEAST_INK]


@pytest.fixture(scope="module")
def small() -> dict[str, Image.Image]:
    return at_48({name: icon_parts(name) for name in sorted(icon_names())})


def test_each_picture_has_ink_enough_at_48_pixels(small: dict[str, Image.Image]) -> None:
    assert len(small) >= 200
    assert pale(small) == []


def test_no_two_pictures_are_alike(small: dict[str, Image.Image]) -> None:
    assert alike(small) == []


def test_a_copy_and_a_pale_drawing_are_seen() -> None:
    box, inside = icon_parts("drink")
    ring = '<circle cx="24" cy="24" r="20" fill="none" stroke="#111" stroke-width="2.4"/>'
    made = {
        "drink": (box, inside),
        "moved": ("4 1 48 48", inside),
        "smaller": ("0 0 60 60", inside),
        "a part more": (box, f'{inside}<circle cx="12" cy="14" r="3" fill="#111"/>'),
        "water-food": icon_parts("water-food"),
        "thin": (box, ring),
    }
    seen = at_48(made)
    assert {pair for pair in alike(seen) if pair[0] == "drink"} == {
        ("drink", "moved"), ("drink", "smaller"), ("drink", "a part more")
    }  # fmt: skip
    assert not {"water-food", "thin"} & {name for pair in alike(seen) for name in pair}
    assert pale(seen) == []
    assert "thin" in pale(at_48({"thin": ("0 0 96 96", ring)}))
