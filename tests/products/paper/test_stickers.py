"""Sheets of stickers: the right number on each, in its place, and never the wrong one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import page as page_validation
import pypdfium2
import pytest
from support.papers import CODE, remembering
from support.records import all_changed, one_changed

from generator.localise.advisory import Advisory
from generator.localise.texts import Run, Text
from generator.model.leaflet import Leaflet
from generator.products.paper import LeafletError
from generator.products.paper.editions.verdicts import Correction, verdicts
from generator.products.paper.stickers import (
    COLUMNS,
    HEIGHT_MM,
    ROW_MM,
    ROWS,
    WIDTH_MM,
    make_stickers,
)

pytestmark = pytest.mark.thorough

_MM = 25.4 / 72
_LEFT, _TOP, _STEP = 4.75, 10.7, 40.6


def words_at(pdf: bytes, sheet: int, row: int, column: int) -> str:
    """What a text program reads inside one label of a sheet; rows and columns count from 0."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[sheet]
    height = page.get_height()
    left = (_LEFT + column * _STEP) / _MM
    top = height - (_TOP + row * HEIGHT_MM) / _MM
    text = page.get_textpage().get_text_bounded(
        left, top - HEIGHT_MM / _MM, left + WIDTH_MM / _MM, top
    )
    document.close()
    return " ".join(text.split())


def corrections(advisory: Advisory, *keys: str, old: str = "1111") -> list[Correction]:
    return [Correction(f"{old}{n}", advisory.contacts[key]) for n, key in enumerate(keys)]


def test_labels_stand_where_the_shops_sheet_has_them() -> None:
    # 5 labels and 4 gaps of 2.5 mm, and 13 rows without gaps, between equal margins of A4.
    assert pytest.approx(210, abs=0.1) == _LEFT * 2 + COLUMNS * WIDTH_MM + 4 * (_STEP - WIDTH_MM)
    assert pytest.approx(297, abs=0.1) == _TOP * 2 + ROWS * HEIGHT_MM


def test_each_correction_fills_its_rows_and_three_rows_stay_empty(
    example_advisory: Callable[[str], Advisory],
) -> None:
    advisory = example_advisory("en")
    pdf = make_stickers(advisory, corrections(advisory, "open-door", "ambulance"), "261125")
    assert words_at(pdf, 0, 0, 0) == "6123 4567 2026 · 261125 Open Door"
    assert words_at(pdf, 0, 4, 4) == "6123 4567 2026 · 261125 Open Door"
    assert words_at(pdf, 0, 5, 2).startswith("995")
    assert words_at(pdf, 0, 10, 0) == "20__ · 261125"
    assert words_at(pdf, 0, 12, 4) == "20__ · 261125"


def test_what_goes_over_what_stands_in_the_margin_and_on_no_sticker(
    example_advisory: Callable[[str], Advisory],
) -> None:
    advisory = example_advisory("en")
    pdf = make_stickers(advisory, corrections(advisory, "open-door", old="4444"), "261125")
    document = pypdfium2.PdfDocument(pdf)
    assert "1-10: 44440 → 6123 4567" in document[0].get_textpage().get_text_range()
    document.close()
    assert all(
        "4444" not in words_at(pdf, 0, row, c) for row in range(ROWS) for c in range(COLUMNS)
    )


def test_ten_corrections_still_leave_the_labels_free(
    example_advisory: Callable[[str], Advisory],
) -> None:
    advisory = example_advisory("en")
    pdf = make_stickers(advisory, corrections(advisory, *["quiet-line"] * 10), "261125")
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert "1: 11110 → 1800 234 5678" in text
    assert "10: 11119 → 1800 234 5678" in text
    assert [words_at(pdf, 0, 12, column) for column in range(COLUMNS)] == ["20__ · 261125"] * 5


@pytest.mark.parametrize("mono", [False, True])
def test_cut_in_half_a_label_fits_a_row_and_keeps_its_number_and_its_day(
    example_advisory: Callable[[str], Advisory], mono: bool
) -> None:
    """A label of 21 mm over a number in a list covered the rows above and below it."""
    advisory = example_advisory("en")
    pdf = make_stickers(
        advisory, corrections(advisory, "quiet-line", "ambulance"), "261125", mono=mono
    )
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    top = page.get_height() - _TOP / _MM
    left, upper = _LEFT / _MM, top - (1.2 + ROW_MM) / _MM
    text = page.get_textpage().get_text_bounded(left, upper, left + WIDTH_MM / _MM, top)
    assert " ".join(text.split()) == "1800 234 5678 2026 · 261125"
    drawn = page.render(scale=1).to_pil().convert("RGB")
    colours = {colour for _count, colour in drawn.getcolors(drawn.width * drawn.height) or ()}
    yellow = any(red > 200 and blue < 90 for red, _green, blue in colours)
    assert yellow != mono
    document.close()


@pytest.mark.slow
def test_a_label_of_two_lines_stays_inside_its_plate(
    example_advisory: Callable[[str], Advisory],
) -> None:
    """The line below the number was cut by the edge once."""
    advisory = example_advisory("my")
    label = "ရေတပ်၊ အန္ဒမန် ပင်လယ် ကမ်းခြေ"
    name = Text((Run(label, "name", "my"),), "my", "draft", label)
    contact = replace(advisory.contacts["quiet-line"], label=name)
    pdf = make_stickers(advisory, [Correction("1111", contact)], "261125")
    document = pypdfium2.PdfDocument(pdf)
    page = document[0].get_textpage()
    top = document[0].get_height() - _TOP / _MM
    lowest = top - (HEIGHT_MM - 1.2 - 0.5) / _MM
    boxes = [page.get_charbox(n) for n in range(page.count_chars())]
    inside = [b for b in boxes if top - HEIGHT_MM / _MM < b[1] < top and b[0] < 120]
    assert min(bottom for _left, bottom, _right, _top in inside) > lowest
    document.close()


def test_a_number_without_another_in_its_place_is_covered(
    example_advisory: Callable[[str], Advisory],
) -> None:
    pdf = make_stickers(example_advisory("en"), [Correction("1234", None)], "261125")
    assert words_at(pdf, 0, 0, 0) == "No number now 261125"


def test_more_than_ten_corrections_take_more_sheets(
    example_advisory: Callable[[str], Advisory],
) -> None:
    advisory = example_advisory("en")
    pdf = make_stickers(advisory, corrections(advisory, *["open-door"] * 11), "261125")
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 2
    document.close()
    assert words_at(pdf, 1, 9, 0).endswith("Open Door")


@pytest.mark.slow
def test_a_name_that_fits_at_no_size_is_told(
    example_advisory: Callable[[str], Advisory],
) -> None:
    advisory = example_advisory("en")
    label = "Very long name of a very long office " * 3
    name = Text((Run(label, "name", "en"),), "en", "source", label)
    advisory = replace(advisory, contacts=one_changed(advisory.contacts, "open-door", label=name))
    with pytest.raises(LeafletError, match="does not fit on a sticker at 7 pt"):
        make_stickers(advisory, corrections(advisory, "open-door"), "261125")


def test_nothing_to_correct_is_no_sheet(example_advisory: Callable[[str], Advisory]) -> None:
    with pytest.raises(LeafletError, match="No number on this paper is wrong"):
        make_stickers(example_advisory("en"), [], "261125")


@pytest.mark.slow
@pytest.mark.parametrize("locale", ["en", "my"])
def test_stickers_of_a_real_paper_are_tagged_and_come_out_alike_each_time(
    example_advisory: Callable[[str], Advisory], example_format: Leaflet, locale: str
) -> None:
    advisory = remembering(example_advisory(locale), example_format)
    contacts = all_changed(
        advisory.contacts, lambda one: {"number": one.number and f"{one.number[:-1]}0"}
    )
    advisory = replace(advisory, contacts=contacts)
    wanted = verdicts(advisory)[CODE].corrections
    pdf = make_stickers(advisory, wanted, "261125")
    assert pdf == make_stickers(advisory, wanted, "261125")
    profile = page_validation.ValidationProfile.PDF_UA_1
    report = page_validation.validate_pdf_bytes(pdf, profile=profile)
    assert report.is_compliant, report
    document = pypdfium2.PdfDocument(pdf)
    assert document[0].get_size() == pytest.approx((595.3, 841.9), abs=0.5)
    document.close()
