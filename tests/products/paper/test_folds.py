"""Folded papers: which panel lies on which, and that no word lies on a crease."""

from __future__ import annotations

import importlib

import pytest
from fold import TRIFOLD, Face, flat, fold, seen, seen_turned, stages
from PIL import ImageChops
from support.leaflets import back_of, panel_pictures, real_leaflet

from generator.model.leaflet import Leaflet
from generator.products.paper import own_formats


def panel(leaflet: Leaflet, face: Face) -> str:
    """The panel that a face is: those inside from the left, outside each behind its own back."""
    inside = leaflet.sides[1][face.panel]
    return inside if face.inside else back_of(leaflet, inside)


def test_the_tri_fold_opens_as_the_docs_say() -> None:
    leaflet = own_formats()["trifold"]
    whole, once, closed = stages(3, TRIFOLD)

    def names(faces: list[Face]) -> list[str]:
        return [panel(leaflet, face) for face in faces]

    assert names(seen(whole)) == ["flood", "dangers", "help"]
    assert names(seen(once)) == ["flood", "phrases"]
    assert names(seen(closed)) == ["cover"]
    assert names(seen_turned(closed)) == ["back"]
    # From the cover down: the flap with the phrases lies in, face up, over the other dangers.
    (layers,) = closed.values()
    assert names(layers) == ["cover", "phrases", "dangers"]
    assert names([face.turned for face in layers]) == ["flood", "help", "back"]


@pytest.mark.parametrize("size", [None, "letter"])
def test_what_is_folded_in_is_narrower_than_what_it_lies_on(size: str | None) -> None:
    leaflet = own_formats()["trifold"].on(size)
    flood, dangers, help_ = (leaflet.panel_width_mm(name) for name in leaflet.sides[1])
    assert help_ < dangers
    assert flood <= dangers


def test_folding_keeps_each_panel_once_and_turning_twice_changes_nothing() -> None:
    for crease in (1, 2, 3):
        for part in ("left", "right"):
            stacks = fold(flat(4), (crease, part))  # type: ignore[arg-type]
            faces = [face for layers in stacks.values() for face in layers]
            assert sorted(face.panel for face in faces) == [0, 1, 2, 3]
            moved = {face.panel for face in faces if not face.inside}
            assert moved == {n for n in range(4) if (n >= crease) == (part == "right")}
    assert Face(1, inside=True).turned.turned == Face(1, inside=True)


@pytest.mark.slow
def test_the_picture_of_the_fold_shows_these_panels() -> None:
    """Each face is cut out of the real PDF where its panel stands."""
    pictures = importlib.import_module("paper_pictures")
    leaflet = own_formats()["trifold"]
    pdf, _fit = real_leaflet("my committed")
    piece = pictures.piece_of(pdf, leaflet, 72 / 25.4)
    cut = panel_pictures(pdf, leaflet, 72)
    for place in range(3):
        for inside in (True, False):
            face = Face(place, inside=inside)
            mine = piece.face(face)
            wanted = cut[panel(leaflet, face)].resize(mine.size)
            difference = ImageChops.difference(mine.convert("L"), wanted.convert("L"))
            assert sum(difference.histogram()[64:]) < 0.12 * mine.width * mine.height, face
