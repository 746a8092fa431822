"""The search for a type size: texts of any length in every script, and any hint to begin with.

``FIT_EXAMPLES`` texts are tried per script (``make bench`` tries many).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from support.leaflets import press_for, real_draft, stand_in
from support.real import real_content
from support.udhr import declaration

from generator.load.leaflet_formats import blocks_of, own_formats
from generator.model.leaflet import Leaflet
from generator.products import paper
from generator.products.paper.errors import DoesNotFitError
from generator.products.paper.layout.fit import Fit, faults, fit
from generator.products.paper.layout.fit_records import fit_in, load_record, record_of
from generator.products.paper.layout.measure import lay_out_panels, measure_panels
from generator.products.paper.layout.panel import sizes
from generator.products.paper.layout.sheet import TOLERANCE_MM, Draft, PrintedBlock, draft
from generator.products.paper.names import Paper
from generator.products.paper.pdf.engine import Laid
from generator.text.breaking import insert_break_opportunities

EXAMPLES = int(os.environ.get("FIT_EXAMPLES", "6"))
SCRIPTS = ["my", "th", "lo", "km", "shn", "en", "ja"]
NO_HINT = None

SMALL = Leaflet.model_validate(
    {
        "width_mm": 140, "height_mm": 90, "largest_pt": "10", "comfortable_pt": "9",
        "smallest_pt": "8.5", "edge_mm": 6, "foot_gap_mm": 4, "sides": [["one", "two"]],
        "panels": {
            "one": {"width_mm": 70, "blocks": [
                {"block": "life-line"},
                {"block": "free-help", "optional": 2},
                {"block": "caution", "optional": 1},
                {"block": "after-date", "at": "foot"},
            ]},
            "two": {"width_mm": 70, "blocks": [
                {"block": "life-line"},
                {"block": "free-help", "optional": 1},
            ]},
        },
    }
)  # fmt: skip


@cache
def _words(lang: str) -> str:
    return " ".join(declaration(lang).split())


def _draft(lang: str, lengths: Sequence[int]) -> Draft:
    """Two panels of texts in *lang*, each so many letters long."""
    pieces, at = {}, 0
    for (panel, number, block), length in zip(blocks_of(SMALL), lengths, strict=True):
        said = insert_break_opportunities(_words(lang)[at : at + length], lang)
        pieces[panel, number] = PrintedBlock(block, Markup("<p>{}</p>").format(said))
        at += 97
    paper = Paper("thailand", lang, "trifold")
    return replace(
        real_draft("en"), locale=lang, leaflet=SMALL, pieces=pieces, langs=(lang, "en"), paper=paper
    )


# What may leave may be long; what stays fits more often than not.
LENGTHS = st.tuples(
    *(st.integers(min_value=8, max_value=most) for most in (400, 900, 600, 300, 900, 500))
)
ROOM = {"my": 0.8, "th": 1, "lo": 1, "km": 0.8, "shn": 0.8, "en": 1.2, "ja": 0.45}
"""Letters that take as much room as one of Thai."""
HINTS = st.one_of(
    st.none(),
    st.builds(
        Fit,
        st.sampled_from([Decimal(size) for size in ("10", "9.25", "9", "8.50", "8", "-1", "NaN")]),
        st.frozensets(st.sampled_from([("one", 2), ("one", 1), ("two", 1), ("x", 0)])),
    ),
)


def _found(made: Draft, hint: Fit | None) -> Fit | str:
    try:
        return fit(made, press_for(made.langs), hint)
    except DoesNotFitError as error:
        return str(error)


@pytest.mark.slow
@pytest.mark.parametrize(
    "lang",
    [
        pytest.param(lang, marks=[] if lang in ("my", "th", "en") else pytest.mark.long)
        for lang in SCRIPTS
    ],
)
def test_any_text_fits_as_promised_or_is_refused_with_what_to_shorten(lang: str) -> None:
    kinds = set()

    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(LENGTHS, HINTS)
    def holds(lengths: tuple[int, ...], hint: Fit | None) -> None:
        made = _draft(lang, [round(length * ROOM[lang]) for length in lengths])
        found = _found(made, NO_HINT)
        assert _found(made, hint) == found  # where the search begins decides on nothing
        kinds.add(type(found))
        if isinstance(found, str):
            _is_refused_rightly(made, found)
        else:
            _is_promised(made, found)

    holds()
    assert Fit in kinds


def _is_refused_rightly(made: Draft, complaint: str) -> None:
    told = re.match(
        rf'thailand\.{made.locale}, panel "(\w+)" is (\d+) mm too full at 8\.5 pt, the smallest '
        r'size, and no block of it may leave any more\. Shorten "[\w -]+", which',
        complaint,
    )
    assert told, complaint
    measure = _measured(made, told[1], Decimal("8.5"), _all_gone(made))
    assert round(measure) == int(told[2])
    assert measure > TOLERANCE_MM


def _all_gone(made: Draft) -> frozenset[tuple[str, int]]:
    return frozenset(at for at, piece in made.pieces.items() if piece.block.optional is not None)


def _measured(made: Draft, panel: str, size: Decimal, without: frozenset[tuple[str, int]]) -> float:
    laid = lay_out_panels(made, press_for(made.langs), [panel], size_pt=size, without=without)
    return measure_panels(laid, made.leaflet)[panel].over


def _is_promised(made: Draft, found: Fit) -> None:
    leaflet = made.leaflet
    assert found.size_pt in sizes(leaflet.largest_pt, leaflet.smallest_pt)
    laid = press_for(made.langs).lay_out(
        made.sheet_html(size_pt=found.size_pt, without=found.without), made.locale
    )
    assert list(faults(laid, made)) == []
    _lines_are_inside(laid, leaflet)
    # One size for the whole leaflet, and never below the floor.
    printed = {round(box.size_pt, 2) for box in laid.boxes if box.size_pt is not None}
    assert printed == {float(found.size_pt)}
    _blocks_left_in_turn(made, found)
    _nothing_larger_fits(made, found)


def _lines_are_inside(laid: Laid, leaflet: Leaflet) -> None:
    """Measured here once more, in the simplest way."""
    assert laid.pages == 1
    for box in laid.boxes:
        if box.kind != "text":
            continue
        left = 0 if "panel:one" in box.within else 70
        assert box.left >= left + float(leaflet.edge_mm) - 0.2
        assert box.right <= left + 70 - float(leaflet.edge_mm) + 0.2
        assert box.top >= 0
        assert box.bottom <= 90 - float(leaflet.edge_mm) + 0.2


def _blocks_left_in_turn(made: Draft, found: Fit) -> None:
    for panel in made.leaflet.panels:
        turns = sorted(
            (piece.block.optional, at in found.without)
            for at, piece in made.pieces.items()
            if at[0] == panel and piece.block.optional is not None
        )
        gone = [left for _, left in turns]
        assert gone == sorted(gone, reverse=True)


def _nothing_larger_fits(made: Draft, found: Fit) -> None:
    """A step more, or a block more, would be too much: so blocks left before the size went down."""
    leaflet = made.leaflet
    small = found.size_pt < leaflet.comfortable_pt
    if found.size_pt < leaflet.largest_pt:
        step = found.size_pt + Decimal("0.25")
        gone = _all_gone(made) if small else found.without
        over = [_measured(made, panel, step, gone) for panel in leaflet.panels]
        assert max(over) > TOLERANCE_MM
    base = min(found.size_pt, leaflet.comfortable_pt)
    for panel in leaflet.panels:
        left = sorted(
            (made.pieces[at].block.optional, at) for at in found.without if at[0] == panel
        )
        if left:
            back = found.without - {left[-1][1]}
            assert _measured(made, panel, base, back) > TOLERANCE_MM


@pytest.mark.slow
def test_panels_measure_the_same_side_by_side_and_on_the_sheet() -> None:
    """What is proved on the sheet must be what the panels told."""
    for name in ("trifold", "card", "plan"):
        made = draft(
            stand_in(real_content(), "my"), own_formats()[name], Paper("thailand", "my", name)
        )
        size, leaflet = made.leaflet.smallest_pt, made.leaflet
        without = _all_gone(made)
        press = paper._press_for(made)
        beside = lay_out_panels(made, press, leaflet.panels, size_pt=size, without=without)
        sheet = press.lay_out(made.sheet_html(size_pt=size, without=without), "my")
        one, other = measure_panels(beside, leaflet), measure_panels(sheet, leaflet)
        assert set(one) == set(other) == set(leaflet.panels)
        for panel in leaflet.panels:
            assert other[panel].exact
            assert one[panel].over == pytest.approx(other[panel].over, abs=1e-3)
            assert one[panel].wide == pytest.approx(other[panel].wide, abs=1e-3)


# --- hints ------------------------------------------------------------------------------------


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Draft]:
    """A plan that loses blocks, and a cache folder of its own."""
    monkeypatch.setenv("ADVISORY_CACHE", str(tmp_path))
    paper._fitted.cache_clear()
    made = draft(
        stand_in(real_content(), "my"), own_formats()["plan"], Paper("thailand", "my", "plan")
    )
    yield made
    paper._fitted.cache_clear()


def _hint(made: Draft) -> Fit | None:
    """How it fitted last, whatever its words were."""
    record = load_record(made)
    return None if record is None else fit_in(record, made)


def _print(made: Draft) -> bytes:
    paper._fitted.cache_clear()
    return paper.print_leaflet(made)[0]


@pytest.mark.slow
@pytest.mark.long
def test_the_bytes_are_the_same_whatever_the_hint(plan: Draft, tmp_path: Path) -> None:
    unaided = _print(plan)
    right = _hint(plan)
    assert right is not None
    assert right.without
    assert _print(plan) == unaided
    everything = _all_gone(plan)
    (file,) = (tmp_path / "fits").iterdir()
    for wrong, is_hint in (
        (Fit(plan.leaflet.largest_pt), True),
        (Fit(plan.leaflet.smallest_pt, everything), True),
        (Fit(Decimal("7.50"), frozenset({("nowhere", 99)})), False),
        (Fit(Decimal(40)), False),
    ):
        file.write_text(record_of(wrong, "other words").model_dump_json())
        assert _hint(plan) == (wrong if is_hint else None)
        assert _print(plan) == unaided
    for spoilt in (b"", b"{}", b"[1", b'{"size_pt": "x", "without": []}', b"\xff", b'"9"'):
        file.write_bytes(spoilt)
        assert load_record(plan) is None
    assert _print(plan) == unaided


@pytest.mark.slow
def test_in_black_nothing_is_looked_for_where_colour_fitted(
    plan: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    mono = replace(plan, paper=replace(plan.paper, mono=True))
    unaided = _print(mono)
    _print(plan)
    begun: list[Fit | None] = []
    search = paper._fit

    def watched(prepared: Draft, *, hint: Fit | None = None) -> Fit:
        begun.append(hint)
        return search(prepared, hint=hint)

    monkeypatch.setattr(paper, "_fit", watched)
    assert _print(mono) == unaided
    assert begun == []


@pytest.mark.slow
def test_a_cache_that_cannot_be_written_changes_nothing(
    plan: Draft, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    unaided = _print(plan)
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("ADVISORY_CACHE", str(tmp_path / "file"))
    assert load_record(plan) is None
    assert _print(plan) == unaided
