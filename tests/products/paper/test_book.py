"""The handbook: two facing pages for each hazard, an index that is right, and no empty page."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pypdfium2
import pytest
from markupsafe import Markup
from support.each import each
from support.example import EXAMPLE, EXAMPLE_LOCALES

from generator.load import load_content
from generator.load.leaflet_formats import own_formats
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.localise.records.twins import MessageRecord
from generator.model.fits import PaperFit
from generator.products import paper
from generator.products.paper import _lay_out, draft_paper, print_leaflet
from generator.products.paper.layout.book import _Section
from generator.products.paper.layout.fit import Fit, empty_pages, faults, pages_of_sections
from generator.products.paper.layout.fit_records import key_of_words, record_of
from generator.products.paper.layout.sheet import TOLERANCE_MM, BookLook, Draft
from generator.products.paper.layout.styles import leaflet_css
from generator.products.paper.names import Paper
from generator.products.paper.pdf.engine import Box, Press

pytestmark = pytest.mark.thorough

FREEDONIA = Paper("freedonia", "en", "booklet")


@cache
def advisory() -> Advisory:
    content, _ = load_content(EXAMPLE)
    return next(load_advisories(content, EXAMPLE_LOCALES, Selection("freedonia", "en")))


def with_steps(hazard: str, count: int, locked_in: int = 0) -> Advisory:
    """Freedonia, where *hazard* has *count* steps now, the last *locked_in* of them for who is locked in."""
    record = advisory().hazards[hazard]
    like = next(one for one in record.during if one.carry == "paper")

    def step(number: int) -> MessageRecord:
        scenario = "locked-in" if number >= count - locked_in else None
        picture = like.picture if number % 2 else None
        return replace(like, id=f"step-{number}", scenario=scenario, picture=picture)

    changed = replace(record, during=tuple(step(number) for number in range(count)))
    return replace(advisory(), hazards={**advisory().hazards, hazard: changed})


@cache
def made(flood: int = 0, locked_in: int = 0, *, mono: bool = False) -> tuple[bytes, Fit, Draft]:
    one = with_steps("flood", flood, locked_in) if flood else advisory()
    prepared = draft_paper(replace(FREEDONIA, mono=mono), {"en": one})
    return (*print_leaflet(prepared), prepared)


def said(prepared: Draft) -> str:
    return " ".join(str(Markup(piece.html).striptags()) for piece in prepared.pieces.values())


def test_each_answer_stands_below_its_own_question() -> None:
    """One question stood above both answers, once with the answer of another."""
    prepared = draft_paper(FREEDONIA, {"en": advisory()})
    text = said(prepared)
    assert text.count("Do they ask for ID?") == 1
    aid = str(advisory().answers.aid.words)
    assert f"{advisory().ui.label('question', 'aid')} {aid}" in text


@pytest.mark.parametrize(("flood", "locked_in"), [(2, 0), (14, 4)])
def test_a_hazard_has_two_facing_pages_with_few_steps_or_many(flood: int, locked_in: int) -> None:
    data, fit, prepared = made(flood, locked_in)
    laid = _lay_out(prepared, fit)
    assert list(faults(laid, prepared, fit.look)) == []
    pages = pages_of_sections(laid)
    spreads = [pages[name] for name in pages if name.startswith("spread-")]
    # From 0: a left page has an odd number here, an even one on paper.
    assert all(first % 2 for first, _ in each(spreads, at_least=2))
    assert all(last - first == 1 for first, last in spreads)
    assert len(pypdfium2.PdfDocument(data)) == fit.pages == laid.pages
    assert laid.pages % 4 == 0
    # All of them are printed, whatever the number.
    html = next(str(p.html) for p in prepared.pieces.values() if p.block.block == "hazards")
    text = str(with_steps("flood", 2).hazards["flood"].during[0].text)
    assert html.count(text) == flood


def test_what_no_two_pages_hold_takes_more_and_the_next_begins_on_the_left() -> None:
    _data, fit, prepared = made(60)
    laid = _lay_out(prepared, fit)
    assert list(faults(laid, prepared, fit.look)) == []
    first, last = pages_of_sections(laid)["spread-flood"]
    assert last - first > 1
    # It is not the smaller for it.
    assert fit.look.sizes["spread-flood"] == prepared.leaflet.comfortable_pt
    assert fit.look.sizes["spread-fire"] >= prepared.leaflet.comfortable_pt
    assert empty_pages(laid) == []


def test_the_index_has_the_page_on_which_each_hazard_begins() -> None:
    data, fit, prepared = made()
    pages = pypdfium2.PdfDocument(data)
    index = next(
        page.get_textpage().get_text_range()
        for page in pages
        if "Index" in page.get_textpage().get_text_range()
    )
    names = [(str(one.name), f"spread-{slug}") for slug, one in advisory().hazards.items()]
    printed = [(name, key) for name, key in names if key in fit.look.numbers]
    for name, key in each(printed, at_least=2):
        number = int(re.search(rf"{name}\s*(\d+)", index)[1])  # type: ignore[index]
        assert number == fit.look.numbers[key]
        assert name in pages[number - 1].get_textpage().get_text_range()
    assert "".join(faults(_lay_out(prepared, fit), prepared, fit.look)) == ""


def test_a_wrong_index_an_empty_page_and_a_hazard_on_the_right_are_seen() -> None:
    _data, fit, prepared = made()
    wrong = replace(fit.look, numbers={**fit.look.numbers, "spread-flood": 99})
    found = "; ".join(faults(_lay_out(prepared, fit), prepared, wrong))
    assert "the index has spread-flood on page 99" in found
    # Without the pages to write in.
    bare = replace(fit, look=replace(fit.look, spare=()))
    laid = _lay_out(prepared, bare)
    if laid.pages % 4:
        assert f"{laid.pages} pages" in "; ".join(faults(laid, prepared, bare.look))
    shifted = replace(laid, boxes=tuple(replace(box, page=box.page + 1) for box in laid.boxes))
    found = "; ".join(faults(replace(shifted, pages=laid.pages + 1), prepared, bare.look))
    assert "page 1 is empty" in found
    assert "begins on a right page" in found


def test_each_hazard_has_its_numbers_with_their_proof_and_the_record_has_all() -> None:
    prepared = made()[2]
    html = next(str(p.html) for p in prepared.pieces.values() if p.block.block == "hazards")
    spreads = html.split("<section")[1:]
    ambulance = str(advisory().contacts[advisory().country.roles["ambulance"]].number)
    for spread in each(spreads, at_least=2):
        plain = Markup(spread).striptags()
        assert ambulance in plain
        assert spread.count('class="plate') == spread.count('class="digits"')
        assert "not called yet" in plain or "called" in plain
    for slug, hazard in advisory().hazards.items():
        for message in (*hazard.during, *hazard.before, *hazard.after):
            if message.carry == "paper":
                assert f"hazards.{slug}.{message.id}" in prepared.carried
                assert str(message.text) in Markup(html).striptags()


def test_first_aid_is_whole_or_not_there() -> None:
    topics = {
        slug: replace(
            topic,
            call=replace(topic.call, carry="paper"),
            steps={key: replace(one, carry="paper") for key, one in topic.steps.items()},
        )
        for slug, topic in advisory().first_aid.items()
    }
    (name, one), *_ = topics.items()
    last = list(one.steps)[-1]
    partly = {**topics, name: replace(one, steps={**one.steps, last: replace(one.steps[last], carry="page")})}  # fmt: skip
    whole = draft_paper(FREEDONIA, {"en": replace(advisory(), first_aid=topics)})
    cut = draft_paper(FREEDONIA, {"en": replace(advisory(), first_aid=partly)})
    assert f"first-aid.{name}.call" in whole.carried
    assert f"first-aid.{name}.{last}" in whole.carried
    assert str(one.steps[last].text) in said(whole)
    assert not any(key.startswith(f"first-aid.{name}.") for key in cut.carried)
    assert str(one.call.text) not in said(cut)


def test_a_phrase_without_the_hosts_words_is_not_shown() -> None:
    leaflet = own_formats()["booklet"]
    block = leaflet.panels["hazards"].blocks[0].model_copy(update={"show": {"flood": "help"}})
    panel = leaflet.panels["hazards"].model_copy(update={"blocks": (block,)})
    formats = {"booklet": leaflet.model_copy(update={"panels": {**leaflet.panels, "hazards": panel}})}  # fmt: skip
    there = advisory()
    missing = replace(there.phrases["help"], shown=replace(there.phrases["help"].text, state="missing", lang="en"))  # fmt: skip
    gone = replace(there, phrases={**there.phrases, "help": missing})
    host = there.country.language
    for one, shown in ((there, there.phrases["help"].shown.lang == host), (gone, False)):
        prepared = draft_paper(FREEDONIA, {"en": one}, formats=formats)
        html = next(str(p.html) for p in prepared.pieces.values() if p.block.block == "hazards")
        assert ('class="show"' in html) == shown


def test_in_black_the_tab_of_the_hazard_is_black_and_the_others_are_not() -> None:
    data, fit, _prepared = made(mono=True)
    page = pypdfium2.PdfDocument(data)[fit.look.numbers["spread-flood"] - 1]
    picture = page.render(scale=1).to_pil().convert("L")
    edge = [picture.getpixel((3, y)) for y in range(picture.height)]
    black = sum(shade < 60 for shade in edge)
    # 13 mm of it, and nothing else at the very edge.
    assert 30 < black < 45


def test_sheets_to_fold_have_all_pages() -> None:
    prepared = draft_paper(replace(FREEDONIA, imposed=True), {"en": advisory()})
    data, fit = print_leaflet(prepared)
    assert len(pypdfium2.PdfDocument(io.BytesIO(data))) * 2 == fit.pages


def test_a_spare_page_that_is_no_panel_is_refused() -> None:
    leaflet = own_formats()["booklet"]
    whole = {name: getattr(leaflet, name) for name in type(leaflet).model_fields}
    whole["book"] = leaflet.book.model_copy(update={"spare": ("attic",)}) if leaflet.book else None
    with pytest.raises(ValueError, match="spare names what is no panel: attic"):
        type(leaflet).model_validate(whole)


def test_sizes_of_sections_stand_in_the_document() -> None:
    prepared = made()[2]
    look = BookLook({"spread-flood": Decimal("8.5")}, frozenset({"spread-flood"}))
    html = prepared.sheet_html(size_pt=Decimal(10), without=frozenset(), look=look)
    assert ".spread-flood { font-size: 8.5pt; --small: 8.5pt }" in html
    assert ".spread-flood { --rest: auto;" in html


def test_a_page_to_write_in_may_come_twice() -> None:
    prepared = made()[2]
    last = [name for name in prepared.sections if name.startswith("chapter-")][-1]
    look = BookLook(spare=(last,) * 5)
    html = prepared.sheet_html(size_pt=Decimal(10), without=frozenset(), look=look)
    assert html.count('"chapter:drawing"') == 2
    anchors = re.findall(r' id="([^"]+)"', html)
    # WeasyPrint warns of an anchor that is there twice, and we print nothing it warned of.
    assert len(anchors) == len(set(anchors))


def test_a_size_is_expected_that_leaves_room_and_not_a_smaller_one() -> None:
    ways = tuple((Decimal(size), size == 8) for size in (12, 11, 10, 9, 8, 9))
    section = _Section("spread-flood", 2, ways)
    at_ten = [
        section.expected(Decimal(10), fills)
        for fills in ((0.6, 0.2), (0.9, 0.2), (1.1, 0.2), (1.3, 0.4), (2.5, 1))
    ]
    assert at_ten == [0, 2, 3, 4, 5]
    # What no size makes fit is told from what is joined at the same size.
    assert section.last == 5
    assert section.at(BookLook({"spread-flood": Decimal(9)}, long=frozenset({"spread-flood"}))) == 5
    assert section.at(BookLook({"spread-flood": Decimal(9)})) == 3


def test_a_book_is_laid_out_a_few_times_and_once_more_for_a_black_printer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counted = []
    lay_out = Press.lay_out
    monkeypatch.setattr(Press, "lay_out", lambda *a: counted.append(a) or lay_out(*a))
    # Words of its own: nothing of it is remembered.
    words = {"en": with_steps("flood", 5)}
    colour, fit = print_leaflet(draft_paper(FREEDONIA, words))
    assert 2 <= len(counted) <= 3
    before = len(counted)
    imposed, same = print_leaflet(draft_paper(replace(FREEDONIA, imposed=True), words))
    assert len(counted) == before, "pages to fold are those of the book"
    assert same == fit
    _black, grown = print_leaflet(draft_paper(replace(FREEDONIA, imposed=True, mono=True), words))
    assert len(counted) - before <= 2
    assert all(grown.look.sizes[name] <= size for name, size in fit.look.sizes.items())
    assert len(pypdfium2.PdfDocument(imposed)) * 2 == len(pypdfium2.PdfDocument(colour))


def test_a_book_whose_words_changed_begins_at_the_sizes_of_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One layout where nothing grew; what grew is found from there; another book's line is no beginning."""
    _, fit, prepared = made(flood=6)
    known = record_of(fit, key_of_words(prepared))
    counted = []
    lay_out = Press.lay_out
    monkeypatch.setattr(Press, "lay_out", lambda *a: counted.append(a) or lay_out(*a))

    def printed(words: Advisory, record: PaperFit) -> tuple[Fit, int]:
        del counted[:]
        paper._fitted.cache_clear()
        return print_leaflet(draft_paper(FREEDONIA, {"en": words}), record)[1], len(counted)

    edited = with_steps("flood", 5)
    again, layouts = printed(edited, known)
    assert (again.look.sizes, again.pages, layouts) == (fit.look.sizes, fit.pages, 1)
    small = {**known.sizes, "spread-flood": Decimal(11)}
    kept, layouts = printed(edited, known.model_copy(update={"sizes": small}))
    assert layouts <= 2
    assert kept.look.sizes["spread-flood"] == Decimal(11), "the same until advisory fit"
    grown, _ = printed(with_steps("flood", 13), known)
    assert grown.look.sizes["spread-flood"] < fit.look.sizes["spread-flood"]
    other = known.model_copy(update={"sizes": {"spread-war": Decimal(9)}})
    assert printed(edited, other)[0].look == again.look


def test_a_box_to_tick_is_on_the_page_of_its_words() -> None:
    """Tall letters, as Burmese has them, and a page that may end with any line: the library parts a row of both."""
    _, fit, prepared = made()
    html = "".join(
        f'<p>{"word " * number}</p><ul class="checks">'
        + "".join(
            f'<li><i class="check" data-box="tick"></i><p style="line-height:2">Words {row}.</p></li>'
            for row in range(90)
        )
        + "</ul>"
        for number in (9, 40, 120, 260)
    )
    page = prepared.page_html(Markup(html), size_pt=fit.size_pt, width_mm=148, height_mm=210)
    boxes = Press(leaflet_css(prepared.langs, "booklet"), {}).lay_out(page, "en").boxes
    ticks = [box for box in boxes if box.name == "tick"]
    words = {(box.page, round(box.top)) for box in boxes if box.kind == "text"}
    assert len({box.page for box in ticks}) > 4
    alone = [box for box in each(ticks, at_least=360) if not _beside(box, words)]
    assert alone == []


@pytest.mark.parametrize(("syllables", "fits"), [(4, True), (40, False)])
def test_a_bound_piece_that_is_wider_than_its_scene_is_seen(syllables: int, fits: bool) -> None:
    """A Burmese verb keeps its last words on its line; three scenes stand beside each other."""
    _, fit, prepared = made()
    bound = "\u2060".join(["ကို"] * syllables)
    scene = f'<div class="scene"><p><b>{bound}</b> ကုန်းမြင့်</p></div>'
    html = Markup(f'<div lang="my"><div class="scenes of3">{scene * 3}</div></div>')
    page = prepared.page_html(html, size_pt=fit.size_pt, width_mm=148, height_mm=210)
    boxes = Press(leaflet_css(("en", "my"), "booklet"), {}).lay_out(page, "my").boxes
    lines = [box for box in each(boxes, at_least=3) if box.kind == "text"]
    # What the faults of a book ask of every line.
    assert all(box.right - box.room_right <= TOLERANCE_MM for box in lines) == fits


def _beside(box: Box, words: set[tuple[int, int]]) -> bool:
    return any((box.page, round(box.top) + near) in words for near in (-2, -1, 0, 1, 2))
