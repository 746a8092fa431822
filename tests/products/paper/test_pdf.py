"""Printed leaflets: text layer, tags, bytes, looks, and what WeasyPrint may not do."""

from __future__ import annotations

import hashlib
import html
import inspect
import io
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import page as page_validation
import pikepdf
import pypdfium2
import pytest
import weasyprint.draw.text
import zxingcpp
from PIL import Image, ImageChops, ImageFilter
from support.each import each
from support.example import ROOT
from support.leaflets import picture, press_for, real_draft, real_leaflet
from support.words import word_sequence

from generator.load.leaflet_formats import load_formats
from generator.localise.advisory import Advisory
from generator.model.leaflet import Leaflet
from generator.products.paper import make_paper, print_leaflet
from generator.products.paper.errors import LeafletError
from generator.products.paper.layout.styles import leaflet_css
from generator.products.paper.names import Paper
from generator.text.plain import ZWSP

pytestmark = pytest.mark.thorough

LOCALES = ["en", "my", "th", "my committed", "th committed"]
OUR_SCRIPTS = re.compile(r"[\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f\u0e00-\u0e7f]")
INLINE = re.compile(r"</?(span|b|small|i)\b[^>]*>")


def printed(advisory: Advisory, formats: Mapping[str, Leaflet] | None = None) -> bytes:
    """The tri-fold in the advisory's language alone."""
    paper = Paper(advisory.host, advisory.locale, "trifold")
    return make_paper(paper, {advisory.locale: advisory}, formats=formats)


# --- text layer and tags ----------------------------------------------------------------------


def _printed_words(locale: str) -> Counter[str]:
    made, fit = real_draft(locale), real_leaflet(locale)[1]
    sheet = made.sheet_html(size_pt=fit.size_pt, without=fit.without)
    body = INLINE.sub("", sheet[sheet.index("<body>") :])
    return _words(html.unescape(re.sub(r"<[^>]+>", " ", body)))


def _words(text: str) -> Counter[str]:
    # A full stop of Latin letters is a run of its own, so it may come back alone.
    words = (word.strip(".,:") for word in word_sequence(text))
    return Counter(word for word in words if OUR_SCRIPTS.search(word))


@pytest.mark.slow
@pytest.mark.parametrize("locale", LOCALES)
def test_every_burmese_and_thai_word_is_read_back(locale: str, tmp_path: Path) -> None:
    path = tmp_path / "leaflet.pdf"
    path.write_bytes(real_leaflet(locale)[0])
    read = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    wanted = _printed_words(locale)
    assert sum(wanted.values()) > (500 if locale != "en" else -1)
    assert wanted - _words(read.stdout) == Counter()


@pytest.mark.slow
@pytest.mark.parametrize("locale", LOCALES[1:])
def test_chrome_reads_every_word_back_too(locale: str) -> None:
    pages = pypdfium2.PdfDocument(real_leaflet(locale)[0])
    text = " ".join(page.get_textpage().get_text_range() for page in pages)
    assert _printed_words(locale) - _words(text.replace("\r", " ")) == Counter()


@pytest.mark.slow
@pytest.mark.parametrize("locale", LOCALES)
def test_no_failure_in_pdf_ua_1(locale: str) -> None:
    profile = page_validation.ValidationProfile.PDF_UA_1
    report = page_validation.validate_pdf_bytes(real_leaflet(locale)[0], profile=profile)
    assert [str(failure) for failure in report.failures] == []
    assert report.is_compliant


def _tags(pdf: pikepdf.Pdf) -> list[Any]:
    def walk(element: Any) -> Iterator[Any]:
        if not isinstance(element, pikepdf.Dictionary):
            return
        if "/S" in element:
            yield element
        children = element.get("/K", [])
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            yield from walk(child)

    return list(walk(pdf.Root.StructTreeRoot))


@pytest.mark.slow
@pytest.mark.parametrize("locale", LOCALES)
def test_the_document_says_language_title_and_tags(locale: str) -> None:
    pdf = pikepdf.open(io.BytesIO(real_leaflet(locale)[0]))
    assert str(pdf.Root.Lang) == real_draft(locale).locale
    assert str(pdf.docinfo["/Title"]) == real_draft(locale).title
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    tags = _tags(pdf)
    figures = [tag for tag in tags if tag.S == "/Figure"]
    assert len(figures) == 1  # the QR code; pictograms repeat the words beside them
    assert all(str(tag.Alt).strip() for tag in figures)
    headings = [str(tag.S) for tag in tags if str(tag.S) in ("/H1", "/H2", "/H3")]
    assert headings[0] == "/H1"
    assert headings.count("/H1") == 1
    assert len(headings) > 8


@pytest.mark.slow
def test_screen_readers_meet_the_cover_first_and_each_language_by_name() -> None:
    pdf = pikepdf.open(io.BytesIO(real_leaflet("my")[0]))
    told = [tag for tag in _tags(pdf) if "/ActualText" in tag]
    spoken = [(str(tag.ActualText), str(tag.get("/Lang", ""))) for tag in told]
    words = [text for text, _ in spoken]
    order = ["ထိုင်းနိုင်ငံ", "အရေးပေါ်ဆို ခေါ်ပါ", "ထိုင်းလူကို ဒီစာ ပြပါ", "နောက်ဆုံးထုတ်", "ရေကြီး", "ငလျင်"]
    places = [words.index(word) for word in order]
    assert places == sorted(places)
    assert all(lang == "th" for text, lang in spoken if re.search("[\u0e00-\u0e7f]", text))
    assert not any(ZWSP in text for text in words)


@pytest.mark.slow
def test_the_outline_and_the_alternative_text_carry_no_break_marks() -> None:
    pdf = pikepdf.open(io.BytesIO(real_leaflet("my")[0]))
    with pdf.open_outline() as outline:
        first = outline.root[0]
        titles = [first.title, *(child.title for child in first.children)]
    assert len(titles) > 5
    alts = [str(tag.Alt) for tag in _tags(pdf) if "/Alt" in tag]
    assert not any(ZWSP in text for text in titles + alts)


@pytest.mark.slow
def test_only_bundled_fonts_are_embedded() -> None:
    pdf = pikepdf.open(io.BytesIO(real_leaflet("my")[0]))
    names = {str(font.BaseFont).split("+")[-1] for font in pdf.pages[0].Resources.Font.values()}
    assert all(name.startswith("Noto-Sans") for name in names), names


@pytest.mark.slow
@pytest.mark.parametrize("locale", LOCALES)
def test_the_qr_code_is_read_from_the_printed_page(locale: str) -> None:
    found = zxingcpp.read_barcodes(picture(real_leaflet(locale)[0], 0, 150))
    assert [code.text for code in found] == [real_draft(locale).edition.address]


# --- the same bytes ---------------------------------------------------------------------------

_ELSEWHERE = """
import hashlib, sys
sys.path.insert(0, {tests!r})
from support.leaflets import real_leaflet
print(hashlib.sha256(real_leaflet("my")[0]).hexdigest())
"""


@pytest.mark.slow
def test_the_same_bytes_come_again_in_another_process_folder_and_zone(tmp_path: Path) -> None:
    code = _ELSEWHERE.format(tests=str(ROOT / "tests"))
    environment = os.environ | {
        "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "LC_ALL": "C", "PYTHONPATH": str(ROOT),
        "TMPDIR": str(tmp_path), "FONTCONFIG_FILE": "/etc/fonts/fonts.conf",
    }  # fmt: skip
    time.sleep(1.1)  # a clock in the bytes would show
    there = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    here = print_leaflet(real_draft("my"))[0]
    assert here == real_leaflet("my")[0]
    assert there.stdout.strip() == hashlib.sha256(here).hexdigest()


def test_a_browser_started_later_finds_the_fonts_of_the_machine() -> None:
    press_for()
    assert "advisory-fonts" not in os.environ.get("FONTCONFIG_FILE", "")


# --- WeasyPrint -------------------------------------------------------------------------------


def test_the_function_that_is_replaced_is_the_one_we_know() -> None:
    """A new WeasyPrint may draw lines in another way: read ``text_layer`` again before this changes."""
    source = inspect.getsource(weasyprint.draw.text.draw_first_line)
    assert hashlib.sha256(source.encode()).hexdigest().startswith("1bb8eae6d88e71b1")


@pytest.mark.parametrize(
    "reference",
    [
        '<img alt="x" src="file:///etc/hostname">',
        '<img alt="x" src="http://127.0.0.1:9/x.png">',
        '<img alt="x" src="https://example.org/x.svg">',
        '<p style="background:url(file:///etc/hostname)">x</p>',
        '<p style="background:url(data:image/png;base64,AAAA)">x</p>',
        '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
        "<style>@font-face{font-family:X;src:url(file:///x.ttf)} p{font-family:X}</style><p>x</p>",
        '<img alt="x" src="asset:fonts/../../../pyproject.toml">',
        '<img alt="x" src="asset:fonts/../leaflet.css">',
        '<img alt="x" src="asset:icon/nothing.111.svg">',
        '<img alt="x" src="asset:made/other.svg">',
    ],
)
def test_nothing_is_loaded_but_our_own_assets(reference: str) -> None:
    with pytest.raises(LeafletError, match="WeasyPrint said"):
        press_for().lay_out(f"<!doctype html><html lang=en><title>x</title><body>{reference}", "en")


def test_a_letter_that_no_bundled_font_has_stops_the_leaflet() -> None:
    laid = press_for().lay_out("<!doctype html><html lang=en><title>x</title><body><p>救急", "en")
    with pytest.raises(LeafletError, match="notdef"):
        laid.write()


# --- the made-up country ----------------------------------------------------------------------


@pytest.mark.parametrize("locale", ["en", "my"])
def test_the_made_up_country_looks_as_it_did(
    example_advisory: Callable[[str], Advisory], locale: str, request: pytest.FixtureRequest
) -> None:
    """Small grey pictures of both sides: they tell a block that moved, not a point of a letter."""
    formats, _ = load_formats(ROOT / "tests" / "data" / "leaflets")
    data = printed(example_advisory(locale), formats=formats)
    update = request.config.getoption("--update-goldens")
    for page, side in each(enumerate(("outside", "inside"))):
        golden = ROOT / "tests" / "golden" / "leaflets" / f"freedonia.{locale}-{side}.png"
        actual = picture(data, page, 36).convert("L")
        if update:
            golden.parent.mkdir(parents=True, exist_ok=True)
            actual.save(golden, optimize=True)
        expected = Image.open(golden)
        assert actual.size == expected.size
        difference = ImageChops.difference(actual, expected).filter(ImageFilter.BoxBlur(2))
        worst, place = max((difference.getpixel(at), at) for at in _pixels(difference))
        if worst > 60:
            beside = Image.new("L", (actual.width * 2, actual.height))
            beside.paste(expected, (0, 0))
            beside.paste(actual, (actual.width, 0))
            failed = Path(tempfile.gettempdir()) / f"{golden.stem}.expected-actual.png"
            beside.save(failed)
            pytest.fail(f"{golden.name} differs first at {place}; see {failed}")


def _pixels(image: Image.Image) -> Iterator[tuple[int, int]]:
    return ((x, y) for y in range(image.height) for x in range(image.width))


@pytest.mark.slow
@pytest.mark.parametrize("locale", ["en", "es", "my"])
def test_the_real_format_serves_another_country(
    example_advisory: Callable[[str], Advisory], locale: str
) -> None:
    data = printed(example_advisory(locale))
    text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    for number in ("995", "1234", "6123 4567"):
        assert number in text


@pytest.mark.parametrize(
    ("lang", "marked", "bare"),
    [("lo", "ສົ່ງ", "ສງ"), ("lo", "ທີ່ສຸດ", "ທສດ")],
)
def test_no_letter_stands_on_another_where_a_mark_was_lifted(
    lang: str, marked: str, bare: str
) -> None:
    """Chrome's viewer, which draws here, lost a move behind a piece without letters.

    Marks stand above and below, so that the words are as wide without them.
    """

    def width(word: str) -> int:
        page = "<style>@page { size: 100mm 30mm; margin: 0 }</style>"
        sheet = (
            f'<html lang="en">{page}<p lang="{lang}" style="font: 700 40pt Noto Sans">{word}</p>'
        )
        box = ImageChops.invert(
            picture(press_for((lang, "en")).lay_out(sheet, "en").write(), 0, 72)
        )
        ink = box.convert("L").getbbox()
        assert ink is not None
        return ink[2] - ink[0]

    assert abs(width(marked) - width(bare)) <= 3


def test_words_from_right_to_left_end_at_their_left() -> None:
    assert ":lang(ar) { " in leaflet_css(("en", "ar"))
    assert leaflet_css(("en", "ar")).count("direction: rtl") == 1
