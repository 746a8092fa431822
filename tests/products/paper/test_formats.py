"""Formats of leaflets: how they fold, and their mistakes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from support.example import ROOT
from support.leaflets import EXAMPLE_FORMATS, back_of, real_draft, stand_in
from support.real import real_content

from generator.load import Content
from generator.load.leaflet_formats import load_formats, own_formats
from generator.localise.advisory import Advisory
from generator.products.paper import draft_paper
from generator.products.paper.errors import LeafletError
from generator.products.paper.layout.sheet import draft, left_edges
from generator.products.paper.names import Paper

# --- the fold ---------------------------------------------------------------------------------


def test_the_real_format_has_no_problem() -> None:
    formats, problems = load_formats(ROOT / "content" / "leaflets", ROOT, real_content())
    assert [str(problem) for problem in problems] == []
    assert set(formats) >= {"trifold", "booklet", "card", "slip", "poster", "show", "speak", "plan"}


def test_an_a4_sheet_is_folded_into_100_100_and_97_mm() -> None:
    """The panel that is folded in first is 3 mm narrower, or the leaflet would not close.

    Seen from outside, left to right: the flap (97), the back (100), the cover (100); the fold lines
    stand at 97 and 197 mm. Turned over its short edge, the sheet shows the backs in reverse: what is
    behind the cover comes first, and the fold lines stand at 100 and 200 mm.
    """
    leaflet = own_formats()["trifold"]
    assert (leaflet.width_mm, leaflet.height_mm) == (297, 210)
    assert left_edges(leaflet, leaflet.sides[0]) == {"phrases": 0, "back": 97, "cover": 197}
    assert left_edges(leaflet, leaflet.sides[1]) == {"flood": 0, "dangers": 100, "help": 200}


def test_what_is_printed_behind_each_panel() -> None:
    leaflet = own_formats()["trifold"]
    assert {name: back_of(leaflet, name) for name in leaflet.panels} == {
        "cover": "flood",  # opening the cover shows the flood
        "flood": "cover",
        "phrases": "help",  # the flap, folded in over the middle, shows the phrases beside the flood
        "help": "phrases",
        "back": "dangers",
        "dangers": "back",
    }


def test_the_panel_that_is_folded_in_lies_within_the_one_below_it() -> None:
    leaflet = own_formats()["trifold"]
    flap, middle, outer = (leaflet.panels[name].width_mm for name in reversed(leaflet.sides[1]))
    assert middle - flap == 3
    assert outer == middle


def test_each_side_is_read_in_the_order_of_the_fold() -> None:
    """A tagged PDF is read page by page, so a side at a time: the cover first, then what opens."""
    names = re.findall(r'data-box="panel:(\w+)"', _sheet("en"))
    assert names == ["cover", "phrases", "back", "flood", "dangers", "help"]


def _sheet(locale: str) -> str:
    made = real_draft(locale)
    return made.sheet_html(size_pt=made.leaflet.largest_pt, without=frozenset())


# --- formats with mistakes --------------------------------------------------------------------


def _mistake(tmp_path: Path, old: str, new: str) -> str:
    text = (EXAMPLE_FORMATS / "trifold.yaml").read_text("utf-8")
    assert old in text
    (tmp_path / "trifold.yaml").write_text(text.replace(old, new, 1), "utf-8")
    formats, problems = load_formats(tmp_path, tmp_path)
    assert formats == {}
    return "\n".join(map(str, problems))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("block: write-in", "block: writein", 'trifold.yaml:31:16: error [not-in-list] panels.back'),
        ("block: write-in", "block: write-in\n        idz: [a]", '[unknown-key]'),
        ("block: write-in", "block: write-in\n        ids: [a]", 'a block "write-in" cannot have ids'),
        ("        ids: [call]\n", "", 'a block "now" needs ids'),
        ("width_mm: 97", "width_mm: 96", "are 296 mm wide together, but the sheet is 297 mm wide"),
        ("[flood, fire, help]", "[help, fire, flood]", "must be as wide"),
        ("[flood, fire, help]", "[flood, fire, flood]", "each panel exactly once"),
        ("[flood, fire, help]", "[flood, fire]", "each panel exactly once"),
        ('comfortable_pt: "9"', 'comfortable_pt: "8"', "must rise in this order"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_format_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert said in _mistake(tmp_path, old, new)


def test_an_id_that_is_nowhere_points_at_its_line(tmp_path: Path, example_content: Content) -> None:
    text = (EXAMPLE_FORMATS / "trifold.yaml").read_text("utf-8")
    (tmp_path / "trifold.yaml").write_text(text.replace("[help, place", "[halp, place"), "utf-8")
    _, problems = load_formats(tmp_path, tmp_path, example_content)
    (problem,) = problems
    assert str(problem) == (
        "trifold.yaml:24:15: error [dangling-reference] panels.phrases.blocks.0.ids.0: "
        'there is no phrase "halp". Correct the id, or remove it. Did you mean "help"?'
    )


def test_a_phrase_that_tells_the_nationality_is_named_and_never_printed(
    tmp_path: Path, example_content: Content, example_advisory: Callable[[str], Advisory]
) -> None:
    text = (EXAMPLE_FORMATS / "trifold.yaml").read_text("utf-8")
    path = tmp_path / "trifold.yaml"
    path.write_text(text.replace("[help, place", "[from-sylvania, place"), "utf-8")
    _, problems = load_formats(tmp_path, tmp_path, example_content)
    assert [problem.rule for problem in problems] == ["carry"]
    formats, _ = load_formats(tmp_path, tmp_path)
    made = draft(example_advisory("en"), formats["trifold"])
    sheet = made.sheet_html(size_pt=made.leaflet.largest_pt, without=frozenset())
    assert "I come from Sylvania" not in sheet
    assert "It hurts here" in sheet


def test_an_unknown_format_is_named_with_the_known_ones() -> None:
    with pytest.raises(LeafletError, match=r'no leaflet format "bifold"\. There are: .*trifold\.'):
        draft_paper(Paper("thailand", "en", "bifold"), {"en": stand_in(real_content(), "en")})
