"""Pictures of a page: in the page where they are few, else from the sheet; a don't never loses its slash."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree
from markupsafe import Markup

from generator.products.icons import icon_names, icon_parts
from generator.products.pages.picture_sheet import FEW, drawn, placed, sheet, sheet_path

SVG = "{http://www.w3.org/2000/svg}"
SCENES = sorted(name for name in icon_names() if icon_parts(name)[0] == "0 0 48 48")


def link(path: str) -> str:
    return f"../../{path}"


def test_few_pictures_are_drawn_in_the_page() -> None:
    parts = [drawn(name) for name in SCENES[:FEW]]
    assert placed(parts, link) == parts
    assert all("<use" in part for part in parts)


def test_many_pictures_come_from_the_sheet_and_a_slash_comes_with_its_picture() -> None:
    page = [
        Markup("<header></header>"),
        Markup().join([drawn(name) for name in SCENES[:FEW]] + [drawn(SCENES[FEW], dont=True)]),
    ]
    before, main = placed(page, link)
    assert before == page[0]
    assert "<use" not in main
    names = re.findall(rf'src="\.\./\.\./{re.escape(sheet_path())}#([a-z0-9-]+)"', main)
    assert names == [*SCENES[:FEW], f"{SCENES[FEW]}-no"]
    assert main.count('alt=""') == FEW + 1


def test_small_signs_stay_in_the_page_and_are_not_counted() -> None:
    signs = [drawn(name) for name in ("call", "hospital", "heat")]
    few = [*signs, *(drawn(name) for name in SCENES[:FEW])]
    assert placed(few, link) == few
    many = placed([*few, drawn(SCENES[FEW])], link)
    assert many[:3] == signs
    assert all("<img" in part for part in many[3:])


def test_an_unknown_picture_shows_nothing() -> None:
    assert drawn("no-such-picture") == ""
    assert drawn('"><script>', dont=True) == ""


def test_the_sheet_has_a_view_for_each_picture_with_and_without_the_slash() -> None:
    root = etree.fromstring(sheet())
    boxes = {view.get("id"): view.get("viewBox") for view in root.iter(f"{SVG}view")}
    assert set(boxes) == {*SCENES, *(f"{name}-no" for name in SCENES)}
    assert len(set(boxes.values())) == len(boxes)
    assert all(box.endswith(" 48 48") for box in boxes.values())
    # One slash on each cell of the second row, twice: white below, the red on top.
    slashes = [path.get("d", "") for path in root.findall(f"{SVG}path")]
    assert len(slashes) == 2
    for name in SCENES:
        left, top = map(int, boxes[f"{name}-no"].split()[:2])
        assert all(f"M{left + 4} {top + 44}l40-40" in slash for slash in slashes)


UNSAID = {"fill": "#000", "stroke-linecap": "butt", "stroke-linejoin": "miter"}


def looks(group: etree._Element, above: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """All that decides how each shape looks, with what groups around it say and what nobody says."""
    said = {**above, **{str(key): str(value) for key, value in group.attrib.items()}}
    if len(group):
        for one in group:
            yield from looks(one, said)
    elif "stroke" in said:
        yield said
    else:  # Nothing to see of its ends and corners.
        yield {key: value for key, value in said.items() if not key.startswith("stroke")}


def test_a_drawing_looks_on_the_sheet_as_in_a_page() -> None:
    (drawings,) = etree.fromstring(sheet()).findall(f"{SVG}g")
    above = {key: str(drawings.get(key)) for key in UNSAID}
    assert above != UNSAID
    for name, there in zip(SCENES, drawings, strict=True):
        own = etree.fromstring(f"<svg>{icon_parts(name)[1]}</svg>")
        del there.attrib["transform"]
        assert list(looks(there, above)) == list(looks(own, UNSAID)), name
