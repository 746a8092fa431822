"""What a policeman, a boss or a border guard may learn from a paper, and how much ink it takes."""

from __future__ import annotations

import io
import re

import pikepdf
import pypdfium2
import pytest
from markupsafe import Markup
from support.each import each
from support.hosts import drafted, printed, real_advisory
from support.real import real_content

from generator.model.editions import WORDLESS
from generator.products.pages import queries
from generator.products.paper import own_formats
from generator.products.paper.names import Paper, is_wordless

pytestmark = pytest.mark.thorough

TELLS = re.compile(
    r"Myanmar|consul|embass|attach|passport|illegal|undocumented|traffick|without papers"
    r"|เมียนมา|คนพม่า|สถานทูต|กงสุล|หนังสือเดินทาง|ผิดกฎหมาย"
    r"|မြန်မာနိုင်ငံ|မြန်မာပြည်|သံရုံး|ပတ်စပို့|နိုင်ငံကူးလက်မှတ်",
    re.IGNORECASE,
)
"""Nationality, consulate, status, trafficking. The name of a language tells none of them."""


@pytest.mark.parametrize("locale", ["en", "th", "my"])
@pytest.mark.parametrize("name", sorted(own_formats()))
def test_no_paper_tells_whose_it_is(name: str, locale: str) -> None:
    """ "People from Myanmar" stood on walls and on covers: it names the reader and helps nobody."""
    leaflet = own_formats()[name]
    for profile in (None, *leaflet.profiles):
        tag = WORDLESS if is_wordless(leaflet) else locale
        which = Paper("thailand", tag, name, profile=profile)
        prepared = drafted(which)
        said = [str(Markup(piece.html).striptags()) for piece in prepared.pieces.values()]
        plain = re.sub(
            "[\u200b\u2060]", "", " ".join([*said, prepared.title, str(prepared.margin)])
        )
        assert TELLS.findall(plain) == []


@pytest.mark.parametrize("name", ["booklet", "card", "plan", "poster", "show", "trifold"])
def test_numbers_that_nobody_called_say_so(name: str) -> None:
    """A dashed edge alone is not enough: plates had no word of proof on card, board and plan."""
    prepared = drafted(Paper("thailand", "en", name))
    with_plates = [
        str(Markup(piece.html).striptags())
        for piece in prepared.pieces.values()
        if piece.block.block == ("band" if name == "card" else "plates")
    ]
    assert any("not called yet" in said for said in with_plates)


@pytest.mark.parametrize("name", ["poster", "show", "trifold"])
@pytest.mark.parametrize("host", real_content().hosts)
def test_the_plates_of_each_country_say_how_far_they_are_proved(host: str, name: str) -> None:
    """Once, below them: in each plate the same doubt shouts. Four agreeing sources had no word at all."""
    prepared = drafted(Paper(host, "en", name))
    html = "".join(str(p.html) for p in prepared.pieces.values() if p.block.block == "plates")
    if name == "show":
        # Once for all below them, each number with its own sources.
        assert html.count("not called yet") == 1
        said = re.findall(r"\d sources|source (?:\d{4}|undated)", html)
        assert len(said) == len(queries.plates(real_advisory(host)))
        return
    plates, proofs = html.rsplit('<p class="proofs">', 1)
    assert "sources" not in plates
    assert proofs.count("not called yet") == 1
    for plate in queries.plates(real_advisory(host)):
        assert plate.tel.text in proofs or len(queries.plates(real_advisory(host))) == 1


@pytest.mark.parametrize("host", real_content().hosts)
def test_each_plate_of_a_paper_names_whom_it_reaches_in_the_countrys_language(host: str) -> None:
    """Japan's papers had not one word that a neighbour reads. Words of the glossary or of the office itself."""
    locale = "es" if host == "mexico" else "my"
    country = real_advisory(host, locale).country
    for name in ("trifold", "card", "poster", "plan"):
        prepared = drafted(Paper(host, locale, name))
        html = "".join(str(p.html) for p in prepared.pieces.values() if p.block.block == "plates")
        words = re.findall(rf'<span class="l2" lang="{country.language}">', html)
        assert bool(words) == (locale != country.language), (name, html)


@pytest.mark.parametrize("host", real_content().hosts)
def test_the_poster_of_each_work_has_the_ambulance(host: str) -> None:
    """The work's own number, which paper may not carry, once stood in place of the only plate: none was left."""
    country = real_advisory(host).country
    ambulance = real_advisory(host).contacts[country.roles["ambulance"]].number
    for profile in real_advisory(host).guides.work:
        prepared = drafted(Paper(host, "en", "poster", profile=profile))
        pieces = prepared.pieces.values()
        plates = " ".join(str(p.html) for p in pieces if p.block.block == "plates")
        assert str(ambulance) in Markup(plates).striptags(), profile


@pytest.mark.slow
def test_the_file_itself_does_not_tell_either() -> None:
    data = printed(Paper("thailand", "en", "trifold"))[0]
    document = pikepdf.open(io.BytesIO(data))
    assert str(document.docinfo["/Title"]) == "Thailand · what to do in danger"
    with document.open_metadata() as metadata:
        assert "Myanmar" not in str(metadata)


INK = [
    # Mean darkness in percent, as the mock-ups of the design were measured: toner is money.
    (Paper("thailand", "my", "trifold"), (15, 15)),
    # Bold small words and black frames, which a copy of a copy keeps, take a twentieth more than the mock-ups.
    (Paper("thailand", "my", "trifold", mono=True), (12, 16)),
    (Paper("thailand", "my", "poster"), (21,)),
    (Paper("thailand", "my", "poster", profile="farm"), (21,)),
    (Paper("thailand", "my", "poster", mono=True), (12,)),
    (Paper("thailand", "my", "slip"), (6,)),
]


@pytest.mark.slow
@pytest.mark.parametrize(("which", "most"), INK, ids=str)
def test_a_paper_takes_no_more_ink_than_the_design_allows(
    which: Paper, most: tuple[int, ...]
) -> None:
    document = pypdfium2.PdfDocument(printed(which)[0])
    for page, limit in each(zip(document, most, strict=True)):
        shades = page.render(scale=1.5).to_pil().convert("L").histogram()
        dark = sum((255 - shade) * count for shade, count in enumerate(shades))
        assert dark / 255 / sum(shades) * 100 <= limit
