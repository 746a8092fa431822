"""What an eye sees of a plate: air between letters and frames, in four languages; on copies of copies, its digits.

Boxes say where lines stand, not where ink is: Burmese letters leave the box that a line reserves for them. So
pixels are looked at, of one sheet for each format: the cover or front in Burmese, Thai, English and Spanish.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

import pypdfium2
import pytest
from markupsafe import Markup
from PIL import Image
from support.copies import COPY_DOTS_PER_MM, READABLE, copied, crop, likeness
from support.hosts import real_advisory

from generator.products.paper import draft_of, own_formats
from generator.products.paper.layout.sheet import Draft
from generator.products.paper.layout.styles import STYLES_FOLDER, leaflet_css
from generator.products.paper.names import Paper
from generator.products.paper.pdf.engine import Box, Laid, Press

pytestmark = pytest.mark.thorough

LANGUAGES = (
    ("thailand", "my"), ("thailand", "th"), ("thailand", "en"), ("mexico", "es"), ("malaysia", "my"),
)  # fmt: skip
FRONTS = {"trifold": "cover", "card": "numbers", "poster": "wall"}
EDGE_MM = {"trifold": (0.6, 0.35), "card": (0.45, 0.25), "poster": (1.2, 0.5)}
"""Widths of the edges of plates and of claims."""
ROUND_MM = {"trifold": 1.6, "card": 1.2, "poster": 3.0}
AIR_MM = 0.4
DOTS_PER_MM = 8
DARK = 110
"""Yellow is 205, grey letters 71."""


def drafts(name: str, *, mono: bool = False) -> list[Draft]:
    found = []
    for host, locale in LANGUAGES:
        here = {
            tag: real_advisory(host, tag)
            for tag in {locale, "th" if host == "thailand" else locale}
        }
        which = Paper(host, locale, name, mono=mono)
        found.append(draft_of(which, here, own_formats()[name]))
    return found


def laid_out(made: Sequence[Draft], name: str, more_css: str = "") -> Laid:
    """Lay the fronts of all out beside each other on one sheet, at the smallest size."""
    width = made[0].leaflet.panel_width_mm(FRONTS[name])
    html = Markup().join(
        Markup('<div lang="{}">{}</div>').format(
            one.locale, one.panel_html(FRONTS[name], without=frozenset(), left_mm=width * number)
        )
        for number, one in enumerate(made)
    )
    page = made[0].page_html(
        html, size_pt=made[0].leaflet.comfortable_pt, width_mm=width * len(made),
        height_mm=made[0].leaflet.height_mm + Decimal(40),
    )  # fmt: skip
    langs = tuple(dict.fromkeys(lang for one in made for lang in one.langs))
    files = {f"{n}.svg": (STYLES_FOLDER / "scissors.svg").read_bytes() for n in ("qr", "scissors")}
    return Press(leaflet_css(langs, name) + more_css, files, mono=made[0].paper.mono).lay_out(
        page, "my"
    )


def picture(laid: Laid, dots_per_mm: float = DOTS_PER_MM) -> Image.Image:
    document = pypdfium2.PdfDocument(laid.write())
    drawn: Image.Image = document[0].render(scale=dots_per_mm * 25.4 / 72).to_pil().convert("L")
    document.close()
    return drawn


def ring(box: Box, edge: float, corner: float) -> Iterator[tuple[float, float, float, float]]:
    """Yield the strips just inside the edge of *box*, without its corners; millimetres."""
    near, far = edge + 1.5 / DOTS_PER_MM, edge + AIR_MM
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    yield left + corner, top + near, right - corner, top + far
    yield left + corner, bottom - far, right - corner, bottom - near
    yield left + near, top + corner, left + far, bottom - corner
    yield right - far, top + corner, right - near, bottom - corner


def ink_at_frames(name: str, more_css: str = "") -> list[str]:
    """Name the plates and claims in which a dark pixel is nearer to the frame than AIR_MM."""
    laid = laid_out(drafts(name), name, more_css)
    drawn = picture(laid)
    wrong = []
    for box in laid.boxes:
        # The line inside a claim has its name too.
        if box.kind != "block" or box.name not in ("plate", "claim") or "claim" in box.within:
            continue
        edge = EDGE_MM[name][box.name == "claim"]
        corner = edge + (ROUND_MM[name] if box.name == "plate" else 1.0)
        for strip in ring(box, edge, corner):
            left, top, right, bottom = (round(side * DOTS_PER_MM) for side in strip)
            if right > left and bottom > top:
                darkest = drawn.crop((left, top, right, bottom)).getextrema()[0]
                if int(darkest) < DARK:
                    wrong.append(f"{box.name} at {box.left:.0f}, {box.top:.0f} mm")
    return wrong


@pytest.mark.parametrize(
    "name",
    ["card", *(pytest.param(name, marks=pytest.mark.slow) for name in ("trifold", "poster"))],
)
def test_no_letter_comes_near_to_a_frame(name: str) -> None:
    assert ink_at_frames(name) == []


@pytest.mark.slow
def test_dashes_that_run_through_letters_are_seen() -> None:
    """As they did on each Burmese cover: through the words that say who answers in Burmese."""
    through = ".claim:lang(my) { display: inline; padding: .5mm 1.6mm; line-height: 1.3 }"
    assert any(each.startswith("claim") for each in ink_at_frames("trifold", through))
    full = ".trifold .plate { min-height: 0; height: 9mm; padding: 0 4mm }"
    assert any(each.startswith("plate") for each in ink_at_frames("trifold", full))


# --- copies -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def fronts() -> tuple[Laid, Image.Image, Image.Image]:
    """The cards of four languages for black-and-white printers: laid out, printed, copied three times."""
    laid = laid_out(drafts("card", mono=True), "card")
    printed = picture(laid, COPY_DOTS_PER_MM)
    return laid, printed, copied(printed)


def test_digits_are_told_apart_on_the_third_copy(
    fronts: tuple[Laid, Image.Image, Image.Image],
) -> None:
    laid, printed, copy = fronts
    numbers = [b for b in laid.boxes if b.kind == "text" and re.fullmatch(r"[\d\s\-]+", b.name)]
    assert len(numbers) >= 3 * 5 + 2
    for box in numbers:
        assert likeness(crop(printed, box), crop(copy, box)) > READABLE, box.name
        for other in numbers:
            if len(other.name) == len(box.name) and other.name != box.name:
                foreign = crop(copy, other).resize(crop(printed, box).size)
                assert likeness(crop(printed, box), foreign) < READABLE, (box.name, other.name)


def test_a_dashed_edge_stays_dashed_and_a_solid_one_solid(
    fronts: tuple[Laid, Image.Image, Image.Image],
) -> None:
    laid, _printed, copy = fronts
    grades = [plate.proof.grade for host, locale in LANGUAGES for plate in _plates(host, locale)]
    plates = [box for box in laid.boxes if box.name == "plate"]
    assert len(plates) == len(grades)
    for box, grade in zip(plates, grades, strict=True):
        top = round((box.top + 0.3) * COPY_DOTS_PER_MM)
        sides = (
            round((box.left + 2) * COPY_DOTS_PER_MM),
            round((box.right - 2) * COPY_DOTS_PER_MM),
        )
        edge = [copy.getpixel((x, top)) for x in range(*sides)]
        gaps = sum(1 for one, two in pairwise(edge) if one == 0 and two == 255)
        assert (gaps >= 8) == (grade == "c"), (gaps, grade, box)


def _plates(host: str, locale: str) -> list[object]:
    from generator.localise.number_plates import number_plates

    advisory = real_advisory(host, locale)
    keys = [*advisory.country.plates, advisory.corridor.reader_line]
    contacts = [advisory.contacts[key] for key in keys]
    return [*number_plates(contacts[:-1], advisory.country.roles), contacts[-1]]


def test_small_letters_are_read_on_the_third_copy_and_the_grey_ones_of_old_are_not() -> None:
    """The month until which a paper is good, as it was printed and as it is."""
    (one, *_) = drafts("card", mono=True)
    css = leaflet_css(one.langs, "card")
    page = '<!doctype html><html lang="en" class="{}" style="font-size:8.5pt;--small:7.6pt"><head><title>x</title><style>@page {{ size: 60mm 12mm; margin: 0 }}</style></head><body><p class="ends">{}</p></body></html>'
    month = "until November 2027"

    def read(classes: str, html: str) -> float:
        laid = Press(css, {}).lay_out(page.format(classes, html), "en")
        (box,) = (box for box in laid.boxes if box.kind == "text")
        printed = picture(laid, COPY_DOTS_PER_MM)
        return likeness(crop(printed, box), crop(copied(printed), box))

    assert read("card mono", f'<span class="day">{month}</span>') > READABLE
    assert read("card mono", f'<span style="font-weight:400">{month}</span>') < READABLE
    assert read("card", f'<span style="color:#757c80;font-size:7pt">{month}</span>') < READABLE
