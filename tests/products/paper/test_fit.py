"""Leaflets laid out: the fit, the edges, the ends of lines, the fold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from decimal import Decimal
from itertools import pairwise

import pypdfium2
import pytest
from support.each import each
from support.leaflets import (
    SENTENCES,
    WORDS,
    folded_picture,
    panel_pictures,
    press_for,
    real_draft,
    real_leaflet,
    stand_in,
)
from support.lines import cut_on_paper
from support.real import real_content

from generator.load.leaflet_formats import own_formats
from generator.products.paper import print_leaflet
from generator.products.paper.errors import DoesNotFitError
from generator.products.paper.layout.fit import faults
from generator.products.paper.layout.measure import lay_out_panels, needed_height
from generator.products.paper.layout.panel import STEP_PT, sizes
from generator.products.paper.layout.sheet import Draft, draft
from generator.products.paper.pdf.engine import Laid, Press
from generator.text.negation import negation_pieces
from generator.text.plain import SYLLABLE_START, ZWSP

LOCALES = ["en", "my", "th", "my committed", "th committed"]


def _laid(locale: str) -> Laid:
    made, fit = real_draft(locale), real_leaflet(locale)[1]
    sheet = made.sheet_html(size_pt=fit.size_pt, without=fit.without)
    return press_for(made.langs).lay_out(sheet, made.locale)


# --- fit --------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("locale", LOCALES)
def test_the_real_leaflet_fits_on_two_sides_of_a4(locale: str) -> None:
    data, fit = real_leaflet(locale)
    pages = pypdfium2.PdfDocument(data)
    assert len(pages) == 2
    for page in pages:
        assert [round(side / 72 * 25.4) for side in page.get_size()] == [297, 210]
    assert Decimal("8.5") <= fit.size_pt <= Decimal(10)
    assert (fit.size_pt / STEP_PT) % 1 == 0
    assert len(data) < 200_000


@pytest.mark.slow
@pytest.mark.parametrize("locale", LOCALES)
def test_no_line_leaves_its_panel_and_feet_keep_their_distance(locale: str) -> None:
    laid, made = _laid(locale), real_draft(locale)
    assert list(faults(laid, made)) == []
    feet = [box for box in laid.boxes if box.name == "foot"]
    assert feet
    for foot in feet:
        assert foot.bottom == pytest.approx(210 - float(made.leaflet.edge_mm), abs=0.1)
        flow = [
            b.bottom for b in laid.boxes if b.within[:2] == foot.within[:2] and "flow" in b.within
        ]
        assert foot.top - max(flow) >= float(made.leaflet.foot_gap_mm) - 0.2


@pytest.mark.slow
def test_a_leaflet_that_is_too_full_is_seen_on_the_finished_sheet() -> None:
    """The check after printing finds what the fit would have let through."""
    made = real_draft("my")
    sheet = made.sheet_html(size_pt=Decimal(14), without=frozenset())
    found = list(faults(press_for(made.langs).lay_out(sheet, "my"), made))
    full = {
        panel for panel in made.leaflet.panels if any(f"leaves panel:{panel}" in f for f in found)
    }
    assert len(full) >= 3, found


@pytest.mark.slow
def test_optional_blocks_leave_in_their_order() -> None:
    made, fit = real_draft("my"), real_leaflet("my")[1]
    for name in each(made.leaflet.panels):
        turns = sorted(
            (piece.block.optional, place in fit.without)
            for place, piece in made.pieces.items()
            if place[0] == name and piece.block.optional is not None
        )
        left = [gone for _, gone in turns]
        assert left == sorted(left, reverse=True)  # those that left are the first ones


def _forced(made: Draft, press: Press, without: AbstractSet[tuple[str, int]]) -> list[str]:
    """Panels that are too full at the comfortable size though every block has left that may."""
    forced = []
    for name, panel in made.leaflet.panels.items():
        may_leave = {(name, at) for at, one in enumerate(panel.blocks) if one.optional}
        if may_leave & set(made.pieces) <= without:
            size = made.leaflet.comfortable_pt
            laid = lay_out_panels(made, press, [name], size_pt=size, without=without)
            if needed_height(laid, made.leaflet) > made.leaflet.height_mm:
                forced.append(name)
    return forced


@pytest.mark.slow
def test_blocks_leave_before_the_size_goes_below_what_is_comfortable() -> None:
    made = real_draft("my committed")
    press = press_for(made.langs)
    fit = real_leaflet("my committed")[1]
    assert fit.without
    if fit.size_pt < made.leaflet.comfortable_pt:
        assert _forced(made, press, fit.without), "blocks could have left"
    full = [
        needed_height(
            lay_out_panels(made, press, [name], size_pt=fit.size_pt, without=frozenset()),
            made.leaflet,
        )
        for name in {place[0] for place in fit.without}
    ]
    assert min(full) > made.leaflet.height_mm


@pytest.mark.slow
def test_too_much_is_refused_with_panel_locale_amount_and_block() -> None:
    made = draft(stand_in(real_content(), "my", 2.0), own_formats()["trifold"])
    with pytest.raises(DoesNotFitError) as error:
        print_leaflet(made)
    assert re.search(
        r'^thailand\.my, panel "\w+" is \d+ mm too full at 8\.5 pt, the smallest size, and no block '
        r'of it may leave any more\. Shorten "[\w -]+", which takes most room, or mark a block as '
        r"optional\.$",
        str(error.value),
    )


@pytest.mark.slow
def test_a_word_that_is_too_wide_is_named() -> None:
    made = draft(stand_in(real_content(), "en"), own_formats()["trifold"])
    place = next(place for place, piece in made.pieces.items() if piece.block.block == "caution")
    word = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenanspruch"
    long = type(made.pieces[place])(
        made.pieces[place].block, made.pieces[place].html.replace("ask", word)
    )
    made = type(made)(**(vars(made) | {"pieces": {**made.pieces, place: long}}))
    with pytest.raises(DoesNotFitError, match=rf"{word}.* mm too wide"):
        print_leaflet(made)


def test_sizes_go_down_by_quarter_points() -> None:
    tried = [Decimal(size) for size in ("9.5", "9.25", "9", "8.75", "8.5")]
    assert sizes(tried[0], tried[-1]) == tried
    assert sizes(Decimal(10), Decimal("9.9")) == [Decimal(10), Decimal("9.9")]


# --- lines ------------------------------------------------------------------------------------


def _neighbours(laid: Laid) -> Iterator[tuple[str, str]]:
    """Two lines of one paragraph, one after the other."""
    lines = [box for box in laid.boxes if box.kind == "text" and box.name != "picture"]
    for one, other in pairwise(lines):
        if one.within == other.within and other.top - one.bottom < 1 and other.left <= one.left + 1:
            yield one.name, other.name


@pytest.mark.slow
def test_no_line_parts_a_negation() -> None:
    """ "Go back" at the end of a line is the opposite of "do not go back"."""
    said = [*WORDS["my"].values(), *SENTENCES["my"]]
    pieces = {text[start:end] for text in said for start, end in negation_pieces(text)}
    pairs = list(_neighbours(_laid("my")))
    assert len(pairs) > 40
    assert len(pieces) > 5
    for one, other in pairs:
        lines = [line.replace(ZWSP, "").strip() for line in (one, other)]
        assert cut_on_paper(lines, pieces) == []


@pytest.mark.slow
def test_no_line_ends_inside_a_syllable() -> None:
    for one, other in each(_neighbours(_laid("my"))):
        before, after = one.strip(), other.strip(ZWSP + " ")
        if not re.match(r"[\u1000-\u109f]", after) or not re.search(
            r"[\u1000-\u109f]$", before.strip(ZWSP)
        ):
            continue
        joined = before.strip(ZWSP) + after
        at = len(before.strip(ZWSP))
        assert at in {match.start() for match in SYLLABLE_START.finditer(joined)}, (one, other)


# --- folded -----------------------------------------------------------------------------------


@pytest.mark.slow
def test_opened_once_the_flood_lies_beside_the_phrases() -> None:
    """Folded by arithmetic, from the pictures of the two sides."""
    data, leaflet = real_leaflet("en")[0], real_draft("en").leaflet
    panels = panel_pictures(data, leaflet, 36)
    assert {name: round(image.width / 36 * 25.4) for name, image in panels.items()} == {
        "phrases": 97, "back": 100, "cover": 100, "flood": 100, "dangers": 100, "help": 97,
    }  # fmt: skip
    folded = folded_picture(data, leaflet, 36)
    # In the hand, opened once, opened whole, turned over: 1 + 2 + 3 + 1 panels and five gaps.
    assert folded.width == sum(
        panels[name].width
        for name in ("cover", "flood", "phrases", "flood", "dangers", "help", "back")
    ) + 5 * (36 // 3)
