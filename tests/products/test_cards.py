"""Picture cards: their size, their words, and that the same words give the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image
from support.example import ROOT
from support.hosts import real_advisory
from support.real import real_content
from support.records import one_changed
from support.words import word_sequence

from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.localise.texts import plain
from generator.products import cards, share_pictures
from generator.products.paper.errors import LeafletError
from generator.products.paper.pdf.engine import Press

pytestmark = pytest.mark.thorough

LOCALES = ("en", "my", "th")
WIDE_PX = (1200, 630)
"""What Facebook, Viber and LINE show of a link."""
SQUARE_PX = (1080, 1080)


@pytest.fixture(scope="module", params=LOCALES)
def real(request: pytest.FixtureRequest) -> Advisory:
    content = real_content()
    only = Selection("thailand", request.param)
    return next(load_advisories(content, ROOT / "locales", only, LOCALES))


def words_on(pdf: bytes) -> list[str]:
    """Text of each page, without what depends on where its lines break."""
    document = pypdfium2.PdfDocument(pdf)
    found = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return ["".join(word_sequence(text)) for text in found]


def test_cards_are_small_enough_to_post_and_of_the_size_that_is_shown(real: Advisory) -> None:
    made = cards.make_cards(cards.cards_of(real))
    pictured = [h.id for h in real.hazards.values() if cards.has_picture(h)]
    assert "flood" in pictured
    assert list(made) == [
        f"cards/thailand.{real.locale}.png",
        *(f"cards/thailand.{real.locale}.{slug}.png" for slug in pictured),
    ]
    for number, data in enumerate(made.values()):
        picture = Image.open(io.BytesIO(data))
        assert picture.size == (WIDE_PX if number == 0 else SQUARE_PX)
        assert len(data) < 100_000


def test_the_card_says_the_numbers_how_far_they_are_proved_and_the_day(real: Advisory) -> None:
    wide, *squares = words_on(cards.make_pdf(cards.cards_of(real)))
    for key in real.country.plates:
        assert real.contacts[key].number in wide
    assert "2026" in wide
    free = real.ui("foot.free", "Help is free.")
    assert all("".join(word_sequence(str(free))) in words for words in (wide, *squares))
    for words, hazard in zip(
        squares, [h for h in real.hazards.values() if cards.has_picture(h)], strict=True
    ):
        for act in cards.acts_of(hazard):
            assert act.carry == "paper"
            assert "".join(word_sequence(str(act.text))) in words


def test_nothing_on_a_card_leaves_its_page(real: Advisory) -> None:
    from generator.products.paper.pdf.engine import Press

    made = cards.cards_of(real)
    laid = Press(cards.card_css(made.langs), {}).lay_out(made.html, made.locale)
    assert laid.pages == len(made.paths)
    for box in (box for box in laid.boxes if box.kind == "text"):
        width, height = ((w * 25.4 / 96) for w in (WIDE_PX if box.page == 0 else SQUARE_PX))
        assert box.left >= 0, box
        assert box.right <= width, box
        assert box.bottom <= height, box
        assert box.out_of_frame < 1, box


CARDS = [
    (host, tag)
    for host in sorted(real_content().hosts)
    for tag in (("en", "es") if host == "mexico" else ("en", "my"))
] + [("thailand", "th")]


@pytest.mark.parametrize(("host", "tag"), CARDS)
def test_no_letter_touches_an_edge_of_its_plate(host: str, tag: str) -> None:
    made = cards.cards_of(real_advisory(host, tag))
    laid = Press(cards.card_css(made.langs), {}).lay_out(made.html, made.locale)
    assert laid.pages == len(made.paths)
    for page in range(laid.pages):
        boxes = [box for box in laid.boxes if box.page == page]
        named = {
            name: [b for b in boxes if b.name == name]
            for name in ("plate", "foot", "acts", "proofs")
        }
        below = named["foot"][0].top
        for plate in named["plate"]:
            assert plate.bottom <= below, (page, "a plate lies over the foot")
            inside = [b for b in boxes if b.kind == "text" and b.within[-1:] == ("plate",)]
            lines = [b for b in inside if plate.left <= b.left and b.right <= plate.right + 3]
            lines = [b for b in lines if plate.top - 12 < b.top < plate.bottom]
            assert lines
            assert min(line.top for line in lines) - plate.top >= 1, (page, lines)
            assert plate.bottom - max(line.bottom for line in lines) >= 1, (page, lines)
            assert max(line.out_of_frame for line in lines) == 0, (page, lines)
        for proofs in named["proofs"]:
            assert max(plate.bottom for plate in named["plate"]) <= proofs.top
            assert proofs.bottom <= below, (page, "the proof lies over the foot")
        for acts in named["acts"]:
            assert acts.bottom <= named["plate"][0].top, (page, "the steps lie over the plate")


def test_same_words_same_bytes(example_advisory: Callable[[str], Advisory]) -> None:
    one, two = (cards.plan([example_advisory("my")])[0] for _ in range(2))
    assert one.digest == two.digest
    assert one.make() == two.make()


def test_another_number_is_another_card(example_advisory: Callable[[str], Advisory]) -> None:
    before = cards.plan([example_advisory("en")])[0].digest
    advisory = example_advisory("en")
    key = advisory.country.plates[0]
    tel = replace(advisory.contacts[key].tel, text="555")
    changed = replace(advisory, contacts=one_changed(advisory.contacts, key, tel=tel))
    assert cards.plan([changed])[0].digest != before


def test_the_address_stands_on_it_only_when_it_is_decided(
    example_advisory: Callable[[str], Advisory],
) -> None:
    advisory = example_advisory("en")
    decided = advisory.site.model_copy(update={"site_url": "https://help.test/", "short_url": None})
    undecided = advisory.site.model_copy(update={"site_url": "https://example.org/"})
    assert "help.test" in cards.cards_of(replace(advisory, site=decided)).html
    assert "example.org" not in cards.cards_of(replace(advisory, site=undecided)).html


def called(advisory: Advisory, name: str) -> Advisory:
    return replace(advisory, country=replace(advisory.country, name=plain(name, "en")))


def test_hostile_words_stay_words(example_advisory: Callable[[str], Advisory]) -> None:
    advisory = called(example_advisory("en"), "<b>x</b><script>alert(1)</script>")
    assert "<script" not in cards.cards_of(advisory).html


def test_a_letter_without_a_font_stops_the_build(
    example_advisory: Callable[[str], Advisory],
) -> None:
    advisory = called(example_advisory("en"), "日本")
    with pytest.raises(LeafletError):
        cards.make_cards(cards.cards_of(advisory))


def test_a_language_without_letters_of_ours_has_no_card(
    example_advisory: Callable[[str], Advisory],
) -> None:
    advisory = replace(example_advisory("en"), locale="ar")
    assert cards.plan([advisory]) == []


def test_a_hazard_with_few_steps_that_may_be_carried_has_no_card_and_no_link_to_one(
    example_advisory: Callable[[str], Advisory],
) -> None:
    flood = replace(example_advisory("en").hazards["flood"], severity="grave")
    step = replace(flood.during[0], carry="page", scenario=None)
    carried = replace(step, carry="paper", picture="flood-leave")
    assert not share_pictures.has_picture(replace(flood, during=(step,) * 3))
    # Half of the picture would be white.
    assert not share_pictures.has_picture(replace(flood, during=(step, carried, carried)))
    assert share_pictures.has_picture(replace(flood, during=(step, carried, carried, carried)))
    # A sentence beside a black square is no picture.
    bare = replace(carried, picture=None)
    assert not share_pictures.has_picture(replace(flood, during=(carried, carried, bare, bare)))
    assert cards.acts_of(replace(flood, during=(bare, carried, carried, carried))) == [carried] * 3
