"""All papers: their names, their sizes, what stands on them, and what a press asks for."""

from __future__ import annotations

import io
import re
import subprocess
from collections import Counter, defaultdict
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import page as page_validation
import pikepdf
import pypdfium2
import pytest
from markupsafe import Markup
from support.each import each
from support.hosts import drafted, printed, real_advisories
from support.leaflets import press_for
from support.words import word_sequence

from generator.products.paper import (
    PosterPlace,
    _FitKey,
    _press_for,
    draft_of,
    own_formats,
    papers,
)
from generator.products.paper.errors import LeafletError
from generator.products.paper.layout.fit import Fit, faults
from generator.products.paper.layout.sheet import Draft, cuts, positions
from generator.products.paper.names import Paper, page_mm, pages_of, papers_of
from generator.products.paper.pdf.presswork import booklet_order
from generator.products.paper.poster_sites import read_sites

pytestmark = pytest.mark.thorough

MM = 25.4 / 72
FORMATS = ("trifold", "booklet", "card", "slip", "poster", "show", "speak", "plan")


def paper(name: str, locale: str = "my", **more: object) -> Paper:
    return Paper("thailand", locale, name, **more)  # type: ignore[arg-type]


def pdf(which: Paper) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(printed(which)[0]))


def text(which: Paper) -> str:
    pages = pypdfium2.PdfDocument(printed(which)[0])
    return " ".join(page.get_textpage().get_text_range() for page in pages)


# --- names ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ({}, "thailand.my.trifold.pdf"),
        ({"second": "th"}, "thailand.my_th.trifold.pdf"),
        ({"region": "north", "mono": True}, "thailand.my-north.trifold-mono.pdf"),
        ({"size": "letter", "mono": True}, "thailand.my.trifold-mono-letter.pdf"),
        ({"print_shop": True, "size": "letter"}, "thailand.my.trifold-letter-print.pdf"),
    ],
)
def test_a_name_tells_languages_region_printer_and_paper(more: dict, name: str) -> None:
    assert paper("trifold", **more).path == f"leaflets/thailand/{name}"


def test_posters_name_their_profile_and_sheets_of_a_booklet_that_they_are() -> None:
    assert paper("poster", profile="sea", size="a4").path.endswith("thailand.my.poster-sea-a4.pdf")
    assert paper("booklet", imposed=True).path.endswith("thailand.my.booklet-imposed.pdf")


def test_the_site_offers_each_language_alone_and_pairs_where_they_say_more() -> None:
    offered = papers_of(real_advisories()["en"], own_formats(), ["en", "my", "th"])
    names = {Path(each.path).name for each in offered}
    assert len(names) == len(offered)
    for locale in ("en", "my", "th"):
        for name in FORMATS[:-1]:
            assert f"thailand.{locale}.{name}.pdf" in names
    assert "thailand.my_th.trifold.pdf" in names
    # The card carries Thai in any case: a paper in both would be the same again.
    assert "thailand.my_th.card.pdf" not in names
    assert {"thailand.my.poster-sea.pdf", "thailand.my.poster-farm-mono-a4.pdf"} <= names


def test_a_pair_needs_both_languages() -> None:
    offered = papers_of(real_advisories()["my"], own_formats(), ["my"])
    assert {each.second for each in offered} == {None}
    with pytest.raises(LeafletError, match="thailand has no advisory in shn"):
        drafted(paper("trifold", second="shn"))


def test_papers_that_are_fitted_once_are_made_in_one_process() -> None:
    fitted, groups = defaultdict(set), defaultdict(set)
    for one, target, prepared in papers(list(real_advisories().values())):
        fitted[_FitKey.of(prepared)].add(one.path)
        groups[target.group].add(one.path)
    assert sorted(map(sorted, groups.values())) == sorted(map(sorted, fitted.values()))
    assert max(map(len, groups.values())) > 2


# --- each format ------------------------------------------------------------------------------

# Burmese needs most room; the build prints the others.
MOST = [
    *(paper(name) for name in FORMATS),
    paper("card", "th"),
    paper("poster", profile="sea"),
    paper("trifold", second="th"),
    paper("show", second="en"),
    paper("poster", mono=True, size="a4"),
]
MORE = [
    *(paper(name, "th") for name in ("poster", "show")),
    *(paper(name, "en") for name in ("card", "plan")),
    *(paper("poster", profile=profile) for profile in ("farm", "home")),
    paper("trifold", second="th", size="letter"),
    paper("trifold", region="south-andaman"),
    paper("booklet", "en"),
    paper("card", second="en"),
]
SEEN = [*MOST, *(pytest.param(one, marks=pytest.mark.long) for one in MORE)]


def named(value: object) -> str:
    return Path(value.path).name if isinstance(value, Paper) else str(value)


@pytest.mark.slow
@pytest.mark.parametrize("which", SEEN, ids=named)
def test_every_paper_is_whole_tagged_small_and_read_back(which: Paper, tmp_path: Path) -> None:
    (data, fit), prepared = printed(which), drafted(which)
    leaflet = prepared.leaflet
    width, height = page_mm(own_formats()[which.format], which)
    pages = pypdfium2.PdfDocument(data)
    for sheet in pages:
        size = [side * MM for side in sheet.get_size()]
        assert size == pytest.approx([float(width), float(height)], abs=0.6)
    assert len(pages) == (pages_of(leaflet) or fit.pages)
    assert leaflet.smallest_pt <= fit.size_pt <= leaflet.largest_pt
    # A handbook of 48 pages, half of it pictures: 16 KB a page.
    most = {"poster": 400_000, "booklet": 17_000 * len(pages)}
    assert len(data) < most.get(which.format, 220_000)

    profile = page_validation.ValidationProfile.PDF_UA_1
    report = page_validation.validate_pdf_bytes(data, profile=profile)
    assert [str(failure) for failure in report.failures] == []

    path = tmp_path / "paper.pdf"
    path.write_bytes(data)
    read = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    assert words_on(prepared, fit) - words(read.stdout) == Counter()


def words(said: str) -> Counter[str]:
    ours = re.compile(r"[\u1000-\u109f\u0e00-\u0e7f]")
    found = (word.strip(".,:") for word in word_sequence(said))
    return Counter(word for word in found if ours.search(word))


def words_on(prepared: Draft, fit: Fit) -> Counter[str]:
    sheet = prepared.sheet_html(size_pt=fit.size_pt, without=fit.without, look=fit.look)
    # The second language begins a piece of its own; other inline elements part no word.
    body = sheet[sheet.index("<body>") :].replace('<span class="l2"', " <span")
    body = re.sub(r"</?(span|b|small|i)\b[^>]*>", "", body)
    return words(str(Markup(re.sub(r"<[^>]+>", " ", body)).unescape()))


@pytest.mark.slow
@pytest.mark.parametrize("which", SEEN, ids=named)
def test_no_letter_leaves_its_panel_or_its_frame_or_is_too_small(which: Paper) -> None:
    (_, fit), prepared = printed(which), drafted(which)
    sheet = prepared.sheet_html(size_pt=fit.size_pt, without=fit.without, look=fit.look)
    laid = _press_for(prepared).lay_out(sheet, prepared.locale)
    assert list(faults(laid, prepared, fit.look)) == []
    floor = float(prepared.leaflet.floor_pt)
    sizes = [b.size_pt for b in laid.boxes if b.size_pt is not None and "margin" not in b.within]
    assert min(sizes) >= floor - 0.02


def test_letters_that_leave_their_frame_are_seen() -> None:
    """A number ran over the edge of its plate on the card, and nothing had said so."""
    press = press_for()
    html = (
        "<!doctype html><html lang=en><title>x</title><body>"
        '<div style="border:1px solid;width:20mm;height:10mm;display:flex">'
        '<p style="flex:none;width:18mm">x</p><p style="white-space:nowrap">1669 1669</p></div>'
    )
    out = {box.name: box.out_of_frame for box in press.lay_out(html, "en").boxes if box.size_pt}
    assert out["x"] == 0
    assert out["1669 1669"] > 5


# --- care -------------------------------------------------------------------------------------


def test_the_slip_says_one_number_and_nothing_else() -> None:
    which = paper("slip")
    prepared = drafted(which)
    panel = Markup(prepared.panel_html("number", without=frozenset())).striptags().strip()
    assert panel == "1800-010-180"
    document = pdf(which)
    assert str(document.docinfo["/Title"]) == "1800-010-180"
    assert "Myanmar" not in str(document.docinfo)
    assert len(document.pages) == 1


@pytest.mark.parametrize("name", ["card", "show", "plan", "slip", "poster"])
def test_nothing_carried_or_hung_up_tells_status_nationality_or_employer(name: str) -> None:
    prepared = drafted(paper(name, "en"))
    said = " ".join(str(Markup(piece.html).striptags()) for piece in prepared.pieces.values())
    assert not re.search(
        r"consul|embassy|permit|illegal|traffick|undocumented|passport", said, re.IGNORECASE
    )
    if name in ("card", "slip", "show", "plan"):
        assert "Myanmar" not in said


@pytest.mark.parametrize("name", ["card", "plan"])
def test_what_is_written_on_may_be_read_by_police_and_boss(name: str) -> None:
    prepared = drafted(paper(name, "en"))
    said = " ".join(str(Markup(piece.html).striptags()) for piece in prepared.pieces.values())
    assert "Write only what police and boss may read." in said


@pytest.mark.parametrize("name", ["booklet", "card", "poster", "show", "plan", "trifold"])
def test_each_paper_but_the_slip_says_that_help_is_free_and_how_old_it_is(name: str) -> None:
    prepared = drafted(paper(name, "en"))
    said = " ".join(str(Markup(piece.html).striptags()) for piece in prepared.pieces.values())
    assert "Help is free." in said
    assert prepared.edition.code in said
    edition = prepared.edition
    assert (edition.home_address if name == "card" else edition.typed_address) in said


# --- two languages, regions -------------------------------------------------------------------


def test_each_language_of_a_paper_in_two_keeps_its_own_lang() -> None:
    prepared = drafted(paper("trifold", second="th"))
    html = prepared.panel_html("flood", without=frozenset())
    below = re.findall(r"<span class=\"l2\" lang=\"(\w+)\">(.*?[^ >])</", html)
    assert below
    assert all(lang == "th" and re.search("[\u0e00-\u0e7f]", said) for lang, said in below)
    assert re.fullmatch(r"TH-my_th-\d{6}-[0-9a-f]{4}", prepared.edition.code)


def test_a_card_in_one_language_carries_the_hosts_labels() -> None:
    prepared = drafted(paper("card", "en"))
    html = prepared.panel_html("numbers", without=frozenset())
    assert "Ambulance" in html
    assert re.search(r'<span class="l2" lang="th">[\u0e00-\u0e7f\u200b]+', html)


def test_a_region_puts_its_own_contacts_first_and_leaves_out_those_of_others() -> None:
    leaflet = own_formats()["booklet"]
    prepared = draft_of(paper("booklet", "en", region="west"), real_advisories(), leaflet)
    html = "".join(piece.html for place, piece in prepared.pieces.items() if place[0] == "help")
    order = [html.index(name) for name in ("Mae Tao", "SMRU")] if "Mae Tao" in html else []
    assert "Raks Thai, Trat" not in html
    prepared = draft_of(paper("booklet", "en", region="east"), real_advisories(), leaflet)
    html = "".join(
        piece.html
        for place, piece in prepared.pieces.items()
        # Who helps with what comes first, and names no region.
        if place[0] == "help" and piece.block.block != "referrals"
    )
    assert html.index("Raks Thai, Trat") < html.index("Social help")
    assert "Mae Tao" not in html
    assert order == sorted(order)


# --- copies, sheets, inks ---------------------------------------------------------------------


def test_ten_cards_and_twenty_four_slips_lie_on_a_sheet_and_are_read_once() -> None:
    for name, count, number in (("card", 10, "1669"), ("slip", 24, "1800-010-180")):
        leaflet = own_formats()[name]
        assert len(list(positions(leaflet))) == count
        document = pdf(paper(name))
        content = document.pages[0].Contents.read_bytes()
        assert content.count(b"/Copy Do") == count - 1
        assert text(paper(name)).count(number) >= 1


def test_cards_are_cut_where_they_end() -> None:
    # 2 × 85.6 on 210 mm leaves 19.4 mm on each side; 5 × 54 on 297 mm leaves 13.5 mm.
    across, down = cuts(own_formats()["card"])
    assert across == [Decimal("19.4"), Decimal("105.0"), Decimal("190.6")]
    assert down == [Decimal("13.5") + 54 * row for row in range(6)]


@pytest.mark.slow
@pytest.mark.parametrize("locale", ["my", "en"])
def test_a_card_has_four_lines_that_hold_a_telephone_number(locale: str) -> None:
    """What is left beside a label was 6 to 23 mm; a hand writes ten digits on 40 mm."""
    (_, fit), prepared = printed(paper("card", locale)), drafted(paper("card", locale))
    sheet = prepared.sheet_html(size_pt=fit.size_pt, without=fit.without)
    boxes = _press_for(prepared).lay_out(sheet, prepared.locale).boxes
    lines = [box for box in boxes if box.name == "write"]
    assert len(lines) == 4
    # 45 mm before the card says of what is typed that nobody checked it, in two languages.
    assert min(line.right - line.left for line in lines) >= 40
    pitches = [below.bottom - above.bottom for above, below in pairwise(lines)]
    assert min(pitches) >= 5.7 - 0.05
    labels = [b for b in boxes if b.kind == "text" and b.page == 1 and b.size_pt]
    for line in lines:
        beside = [b for b in labels if b.bottom > line.bottom - 5.3 and b.top < line.bottom]
        assert all(b.right <= line.left or b.top >= line.bottom - 1 for b in beside), beside


@pytest.mark.parametrize("pages", [4, 8, 12, 16])
def test_the_sheets_of_a_booklet_read_in_order_once_folded(pages: int) -> None:
    """Sheets laid in each other: the left half of an outer side is the last page, and so on."""
    sides = booklet_order(pages)
    assert sorted(page for side in sides for page in side) == list(range(pages))
    assert sides[0] == (pages - 1, 0)
    for outer, inner in zip(sides[::2], sides[1::2], strict=True):
        assert inner == (outer[1] + 1, outer[0] - 1)
        assert sum(outer) == sum(inner) == pages - 1


@pytest.mark.long
@pytest.mark.slow
def test_the_sheets_of_the_real_booklet_show_the_pages_they_should() -> None:
    imposed = pypdfium2.PdfDocument(printed(paper("booklet", "en", imposed=True))[0])
    book = pypdfium2.PdfDocument(printed(paper("booklet", "en"))[0])
    assert len(book) % 4 == 0
    assert len(imposed) * 2 == len(book)
    assert [round(side * MM) for side in imposed[0].get_size()] == [296, 210]
    left = imposed[0].render(scale=0.5).to_pil().convert("L")
    last = book[len(book) - 1].render(scale=0.5).to_pil().convert("L")
    assert list(left.crop((0, 0, *last.size)).getdata()) == pytest.approx(
        list(last.getdata()), abs=90
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        pytest.param(one, marks=() if one in ("card", "trifold", "poster") else pytest.mark.long)
        for one in FORMATS
    ],
)
def test_a_mono_paper_has_no_operator_of_colour(name: str) -> None:
    document = pdf(paper(name, "en", mono=True))
    for item in each(document.objects):
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") in (None, "/Form"):
            data = item.read_bytes()
            if b"begincmap" in data or item.get("/Length1"):
                continue
            assert not re.search(rb"(?m)^\S+ \S+ \S+ (rg|RG)$|^\S+ \S+ \S+ \S+ [kK]$", data)


@pytest.mark.slow
def test_a_print_shop_file_has_bleed_marks_outside_it_and_black_of_one_ink() -> None:
    document = pdf(paper("trifold", "en", print_shop=True))
    for sheet in document.pages:
        boxes = {
            name: [float(side) * MM for side in sheet[name]]
            for name in ("/MediaBox", "/BleedBox", "/TrimBox")
        }
        assert boxes["/TrimBox"] == pytest.approx([0, 0, 297, 210], abs=0.1)
        assert boxes["/BleedBox"] == pytest.approx([-3, -3, 300, 213], abs=0.1)
        assert boxes["/MediaBox"] == pytest.approx([-8, -8, 305, 218], abs=0.1)
        content = sheet.Contents.read_bytes()
        assert b"0 0 0 1 k" in content
        assert not re.search(rb"(?m) (rg|RG)$", content)
    whole = pypdfium2.PdfDocument(printed(paper("trifold", "en", print_shop=True))[0])[0]
    scale = 4.0
    image = whole.render(scale=scale).to_pil().convert("RGB")

    def at(x_mm: float, y_mm: float) -> tuple[int, ...]:
        return image.getpixel((round((x_mm + 8) / MM * scale), round((y_mm + 8) / MM * scale)))  # type: ignore[return-value]

    assert max(at(250, -2.5)) < 140  # the band of the cover goes on beyond the trimmed edge
    assert min(at(250, -4)) > 240  # and ends before the marks


# --- posters of single places -----------------------------------------------------------------

OFFERED = {"thailand": ["en", "my", "th"]}


def test_a_table_of_places_becomes_posters() -> None:
    table = (
        "site,host,locale,profile,address,way_out\r\n"
        'dorm-7,thailand,my,factory,"123/45 หมู่ 6, สมุทรสาคร",ประตูหลัง\r\n'
    ).encode("utf-8-sig")
    sites, complaints = read_sites(table, "sites.csv", locales=OFFERED)
    assert complaints == []
    (site,) = sites
    assert site.place == PosterPlace("123/45 หมู่ 6, สมุทรสาคร", "ประตูหลัง")
    assert (site.paper.format, site.paper.profile) == ("poster", "factory")
    prepared = draft_of(site.paper, real_advisories(), own_formats()["poster"], site.place)
    html = "".join(piece.html for piece in prepared.pieces.values())
    assert "123/45" in html
    assert "<script" not in html


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("site,host,locale,adress\n", 'sites.csv:1: the column "address" is missing.'),
        ("site,host,locale,adress\n", 'there is no column "adress". Did you mean "address"?'),
        ("site,host,locale,address\n", "it has no row"),
        ("site,host,locale,address\nA b,thailand,my,x\n", 'sites.csv:2: "A b" becomes a file name'),
        ("site,host,locale,address\na,thailand,xx,x\n", 'thailand is not offered in "xx"'),
        ("site,host,locale,address\na,laos,my,x\n", 'there is no host country "laos"'),
        ("site,host,locale,address\na,thailand,my,\n", 'sites.csv:2: "address" is empty.'),
        ("site,host,locale,address\na,thailand,my,x,y\n", "more cells than the first line"),
        ("site,host,locale,address\na,thailand,my,x\na,thailand,th,y\n", "is already in line 2"),
        ("site,host,locale,address,profile\na,thailand,my,x,cook\n", 'no work profile "cook"'),
        (f"site,host,locale,address\na,thailand,my,{'x' * 400}\n", "address has 400 letters"),
        ('site,host,locale,address\na,thailand,my,"x\n', "line 2 or one after it is broken"),
        ("site;host;locale;address\na;thailand;xx;x\n", 'thailand is not offered in "xx"'),
    ],
)  # fmt: skip
def test_a_mistake_in_a_table_is_named_with_its_line(table: str, said: str) -> None:
    sites, complaints = read_sites(table.encode(), "sites.csv", locales=OFFERED)
    assert sites == []
    assert said in "\n".join(complaints)


def test_a_table_in_an_old_code_page_is_refused() -> None:
    sites, complaints = read_sites("ที่อยู่".encode("cp874"), "sites.csv", locales=OFFERED)
    assert sites == []
    assert len(complaints) == 1
    assert complaints[0].startswith("sites.csv: line 1 is not UTF-8")


def test_hostile_words_in_a_table_are_only_words() -> None:
    place = PosterPlace('<script>alert(1)</script><img src="file:///etc/passwd">')
    prepared = draft_of(paper("poster", "en"), real_advisories(), own_formats()["poster"], place)
    html = "".join(piece.html for piece in prepared.pieces.values())
    assert "<script" not in html
    assert "&lt;script&gt;" in html
