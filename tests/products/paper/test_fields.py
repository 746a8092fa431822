"""Papers to fill in: fields of the PDF, typed into and drawn by pdfium, the viewer in Chrome."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Callable
from functools import partial

import page as page_validation
import pikepdf
import pypdfium2
import pytest
from support.each import each
from support.example import EXAMPLE_LOCALES
from support.filled import SCALE, fields_of, fill, ink, most_letters, pictures, reads, unlike
from support.leaflets import press_for

from generator.load import Content
from generator.localise.corridors import Selection, load_advisories
from generator.products.paper import make_paper
from generator.products.paper.names import Paper
from generator.products.paper.pdf import presswork
from generator.products.paper.pdf.fields import OWN

pytestmark = pytest.mark.thorough

NUMBER = "+66 2 3456-78901"
FIELDS = {
    "trifold": {"partner", "partner-phone"},
    "poster": {"address", "way-out", "shelter", "partner", "partner-phone"},
    "plan": {
        "address", "way-out", "meet-near", "meet-far", "shelter", "hospital", "helper", "shut-off",
        "partner", "partner-phone",
    },
    "card": {"helper", "partner"}
    | {f"{OWN}{what}{number}" for what in ("relative", "medicine")
       for number in ("", *(f"-{n}" for n in range(2, 11)))},
}  # fmt: skip


@pytest.fixture(scope="module")
def printed(example_content: Content) -> Callable[..., bytes]:
    made: dict[Paper, bytes] = {}

    def make(format_name: str, locale: str = "my", **more: bool) -> bytes:
        paper = Paper("freedonia", locale, format_name, **more)
        if paper not in made:
            only = Selection("freedonia", locale)
            advisory = next(load_advisories(example_content, EXAMPLE_LOCALES, only))
            made[paper] = make_paper(paper, {locale: advisory})
        return made[paper]

    return make


@pytest.mark.parametrize("format_name", FIELDS)
def test_every_field_is_there_once_and_typed_digits_are_drawn(
    printed: Callable[..., bytes], format_name: str
) -> None:
    pdf = printed(format_name)
    places = fields_of(pdf)
    assert set(places) == FIELDS[format_name]
    before, after = pictures(pdf), fill(pdf, dict.fromkeys(places, NUMBER))
    for name, stands in each(places.items()):
        for number, place in stands:
            drawn = ink(before[number], after[number], place)
            assert drawn is not None, name
            assert reads(drawn, NUMBER), name


def test_on_a_sheet_of_cards_a_helper_is_typed_once_and_a_relative_for_each(
    printed: Callable[..., bytes],
) -> None:
    pdf = printed("card")
    places = fields_of(pdf)
    assert {name: len(stands) for name, stands in places.items() if len(stands) > 1} == {
        "helper": 10, "partner": 10,
    }  # fmt: skip
    after, before = fill(pdf, {"helper": "191", f"{OWN}relative-3": "089"}), pictures(pdf)
    filled = {
        (name, number)
        for name, stands in places.items()
        for number, (side, place) in enumerate(stands)
        if ink(before[side], after[side], place)
    }
    assert filled == {("helper", number) for number in range(10)} | {(f"{OWN}relative-3", 0)}


def test_each_field_of_a_copy_lies_in_its_card(printed: Callable[..., bytes]) -> None:
    """Two cards side by side, five below each other: as far apart as the cards are."""
    stands = [place for _, place in fields_of(printed("card"))["helper"]]
    lefts = sorted({round(left, 1) for left, *_ in stands})
    tops = sorted({round(top, 1) for *_, top in stands})
    assert len(lefts) == 2
    assert lefts[1] - lefts[0] == pytest.approx(85.6 * 72 / 25.4, abs=0.1)
    assert [b - a for a, b in itertools.pairwise(tops)] == pytest.approx(
        [54 * 72 / 25.4] * 4, abs=0.2
    )


@pytest.mark.parametrize("format_name", FIELDS)
def test_the_longest_text_becomes_small_and_is_never_cut(
    printed: Callable[..., bytes], format_name: str
) -> None:
    pdf = printed(format_name)
    places, most = fields_of(pdf), most_letters(pdf)
    before = pictures(pdf)
    after = fill(pdf, {name: "W" * letters + "0123" for name, letters in most.items()})
    for name, stands in each(places.items()):
        side, place = stands[0]
        drawn = ink(before[side], after[side], place)
        assert drawn is not None
        assert drawn.width < (place[2] - place[0]) * SCALE - 2, name
        assert unlike(drawn, "W" * most[name]) < 30, name


def test_letters_of_the_west_are_drawn_in_our_own(printed: Callable[..., bytes]) -> None:
    """Others, as of Polish, come out of the viewer's fonts."""
    pdf, text = printed("plan"), "Niño Güey 089"
    ((side, place),) = fields_of(pdf)["address"]
    drawn = ink(pictures(pdf)[side], fill(pdf, {"address": text})[side], place)
    assert drawn is not None
    assert reads(drawn, text)


@pytest.mark.parametrize("format_name", ["card", "poster"])
def test_papers_with_fields_have_no_failure_in_pdf_ua_1(
    printed: Callable[..., bytes], format_name: str
) -> None:
    profile = page_validation.ValidationProfile.PDF_UA_1
    report = page_validation.validate_pdf_bytes(printed(format_name), profile=profile)
    assert [str(failure) for failure in report.failures] == []


@pytest.mark.parametrize("format_name", FIELDS)
def test_every_field_says_what_it_is_for_and_is_among_the_tags(
    printed: Callable[..., bytes], format_name: str
) -> None:
    pdf = pikepdf.open(io.BytesIO(printed(format_name)))
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    tags = dict(zip(numbers[::2], numbers[1::2], strict=True))
    boxes = [box for page in pdf.pages for box in page.get("/Annots", [])]
    for box in each(boxes):
        field = box if "/T" in box else box.Parent
        assert str(field.TU).strip()
        assert tags[box.StructParent].S == "/Form"
        assert tags[box.StructParent].K[0].Obj.objgen == box.objgen
    assert list(numbers[::2]) == sorted(numbers[::2])
    for field in each(pdf.Root.AcroForm.Fields):
        assert str(field.DA).endswith(" 0 Tf 0 g")
    fonts = {str(font.BaseFont) for font in pdf.Root.AcroForm.DR.Font.values()}
    assert [re.sub(r"^/\w+\+", "", name) for name in fonts] == ["Noto-Sans"]


def test_no_relatives_number_is_typed_on_what_hangs_on_a_wall() -> None:
    for format_name in ("plan", "poster"):
        assert not [name for name in FIELDS[format_name] if name.startswith(OWN)]
        assert not {"relative", "far-contact"} & FIELDS[format_name]


def test_what_is_filled_in_is_said_to_be_unchecked(printed: Callable[..., bytes]) -> None:
    words = (
        "(Written by whoever gave you this paper|Whoever gave you this wrote it)[.] Not checked[.]"
    )
    for format_name in each(FIELDS):
        text = _text(printed(format_name, "en"))
        assert re.search(words, text), format_name
        assert re.search("Nobody may ask( you for)? money", text), format_name


def _text(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)


# --- sheets to fold ---------------------------------------------------------------------------


def _book(*works: Callable[..., None]) -> bytes:
    pages = "".join(
        f'<p class="blank" style="break-after: page"><span>Page {number}</span>'
        f'<b class="field"><input name="f{number}" title="Field {number}" maxlength="9"></b></p>'
        for number in range(1, 5)
    )
    style = "@page { size: 90mm 60mm; margin: 5mm } p:last-child { break-after: auto !important }"
    html = f"<!doctype html><html lang=en><title>x</title><style>{style}</style><body>{pages}"
    return press_for().lay_out(html, "en").write(works=[presswork.fill_in, *works])


def test_fields_go_with_their_pages_onto_sheets_to_fold() -> None:
    pages = {name: place for name, ((_, place),) in fields_of(_book()).items()}
    pdf = _book(presswork.impose)
    wide = 90 * 72 / 25.4
    on_sheets = dict(each(fields_of(pdf).items()))
    # Sheet 1: page 4 and page 1; its back: page 2 and page 3.
    for name, side, right in (("f4", 0, 0), ("f1", 0, wide), ("f2", 1, 0), ("f3", 1, wide)):
        left, bottom, end, top = pages[name]
        ((where, place),) = on_sheets[name]
        assert where == side
        assert place == pytest.approx((left + right, bottom, end + right, top), abs=0.01)
    before, after = pictures(pdf), fill(pdf, {"f3": "089"})
    drawn = ink(before[1], after[1], on_sheets["f3"][0][1])
    assert drawn is not None
    assert reads(drawn, "089")
    document = pikepdf.open(io.BytesIO(pdf))
    assert len(document.Root.AcroForm.Fields) == 4
    assert document.check_pdf_syntax() == []


def test_a_paper_without_fields_has_no_form() -> None:
    html = "<!doctype html><html lang=en><title>x</title><body><p>x"
    pdf = press_for().lay_out(html, "en").write(works=[presswork.fill_in])
    assert "/AcroForm" not in pikepdf.open(io.BytesIO(pdf)).Root


def test_the_same_fields_give_the_same_bytes() -> None:
    write = partial(_book, presswork.impose)
    assert write() == write()
