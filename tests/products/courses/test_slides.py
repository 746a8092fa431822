"""Slides of a course: every line of it in PDF and .pptx, nothing below 24 points, nothing cut off, the same bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import page as page_validation
import pikepdf
import pptx
import pypdfium2
import pytest
from PIL import Image
from pptx.oxml.ns import qn
from support import office
from support.each import each
from support.example import EXAMPLE, EXAMPLE_LOCALES
from support.records import one_changed

from generator.load import load_content
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.localise.records.courses import CourseRecord
from generator.localise.records.staff_plan import StaffRecord
from generator.localise.texts import Run, Text, plain
from generator.products import teaching
from generator.products.course_papers import deck_path, kit_path
from generator.products.courses.flow import looks_of
from generator.products.paper.errors import LeafletError
from generator.products.staff.docx.document import line
from generator.products.target import Files
from generator.products.teaching import fit
from generator.products.teaching.deck import Deck, Point, Slide
from generator.products.teaching.slides import laid_out, make_pdf, make_pptx

pytestmark = pytest.mark.thorough

BASE = deck_path("freedonia", "en", "listening")
BURMESE = "ကလေးတစ်ယောက် အန္တရာယ်ရှိရင် ကျွန်တော်တို့ လျှို့ဝှက်ထားလို့ မရပါဘူး။"


@cache
def example() -> Advisory:
    content, _ = load_content(EXAMPLE)
    return next(load_advisories(content, EXAMPLE_LOCALES, Selection("freedonia", "en")))


def staff_of(advisory: Advisory) -> StaffRecord:
    assert advisory.staff is not None
    return advisory.staff


def course() -> CourseRecord:
    return staff_of(example()).courses["listening"]


def with_course(changed: CourseRecord) -> Advisory:
    staff = staff_of(example())
    return replace(example(), staff=replace(staff, courses={**staff.courses, changed.id: changed}))


def deck_in(advisory: Advisory) -> Deck:
    target = next(one for one in teaching.plan([advisory]) if one.path == f"{BASE}.pptx")
    deck: Deck = target.make.args[0]  # type: ignore[attr-defined]  # a partial of make_pptx
    return deck


def _slides(deck: Deck) -> Files:
    return {**make_pptx(deck), **make_pdf(deck)}


@cache
def made() -> Files:
    return _slides(deck_in(example()))


def squeezed(text: str) -> str:
    return " ".join(text.replace("\u200b", "").replace("\u00a0", " ").split())


@cache
def pages() -> list[str]:
    pdf = pypdfium2.PdfDocument(made()[f"{BASE}.slides.pdf"])
    return [squeezed(page.get_textpage().get_text_range()) for page in pdf]


@cache
def presentation() -> Any:
    return pptx.Presentation(io.BytesIO(made()[f"{BASE}.pptx"]))


def shown_on(slide: Any) -> str:
    """All that is read on a slide but its number, paragraphs joined by spaces."""
    frames = [shape.text_frame for shape in slide.shapes if shape.has_text_frame]
    return squeezed(" ".join(p.text for frame in frames for p in frame.paragraphs)).replace("\u2011", "-")  # fmt: skip


def lines_of(one: CourseRecord) -> Iterator[Text]:
    """Every line that stands on slides: all but the questions of the test and what is for the trainer."""
    yield from (one.title, one.purpose, one.audience)
    for module in one.modules.values():
        yield from (module.title, module.objective, *module.summary.values())
        for screen in module.screens.values():
            yield screen.title
            for row in screen.lines.values():
                yield from filter(None, (row.text, row.more))
        for row in module.here.values():
            yield from filter(None, (row.text, row.more))
        if module.case is not None:
            yield from (module.case.title, module.case.start, module.case.end)
            for turn in module.case.turns.values():
                yield from filter(None, (turn.tells, turn.asks))
                for choice in turn.choices.values():
                    yield from (choice.text, choice.why)


# --- what is there --------------------------------------------------------------------------------


def test_each_course_has_slides_as_pdf_pptx_and_pictures_and_a_kit() -> None:
    targets = list(teaching.plan([example()]))
    paths = {name for one in targets for name in (one.path, *one.beside)}
    for key in each(staff_of(example()).courses):
        path = deck_path("freedonia", "en", key)
        assert {f"{path}.slides.pdf", f"{path}.pptx", f"{path}.slides.zip"} <= paths
        assert kit_path("freedonia", "en", key) in paths


def test_every_line_of_the_course_is_in_the_pdf_and_in_the_pptx() -> None:
    pdf = " ".join(pages())
    slides = " ".join(map(shown_on, presentation().slides))
    rules = [rule.text for rule in staff_of(example()).words.rules.values()]
    for text in each([*lines_of(course()), *rules]):
        assert squeezed(str(text)) in pdf
        assert squeezed(str(text)) in slides


def test_the_questions_of_the_test_are_on_no_slide() -> None:
    pdf = " ".join(pages())
    asked = {str(turn.asks) for turn in _turns()}
    for question in each(course().questions.values()):
        assert str(question.asks) in asked or str(question.asks) not in pdf


def _turns() -> list[Any]:
    cases = [module.case for module in course().modules.values() if module.case]
    return [turn for case in cases for turn in case.turns.values()]


def test_an_answer_comes_after_its_question_on_another_slide_and_both_are_of_one_look() -> None:
    turn = _turns()[0]
    asked = next(n for n, page in enumerate(pages()) if str(turn.asks) in page)
    right = next(choice for choice in turn.choices.values() if choice.right)
    assert str(right.text) in pages()[asked]
    assert str(right.why) not in pages()[asked]
    assert str(right.why) in pages()[asked + 1]
    assert "Right: B" in pages()[asked + 1]
    look = next(one.number for one in looks_of(course()) if one.turn is turn)
    numbers = [slide.shapes[-1].text_frame.text for slide in list(presentation().slides)[asked : asked + 2]]  # fmt: skip
    assert numbers == [f"{look}b", f"{look}c"]


def test_made_from_several_stands_beside_each_case() -> None:
    for module in each(course().modules.values()):
        if module.case is not None:
            told = [page for page in pages() if str(module.case.start) in page]
            told += [page for page in pages() if str(module.case.end) in page]
            assert len(told) >= 2
            assert all("Made from several" in page for page in told)


def test_the_notes_have_what_to_ask_the_whys_and_the_sources_which_are_on_no_slide() -> None:
    notes = " ".join(
        slide.notes_slide.notes_text_frame.text
        for slide in presentation().slides
        if slide.has_notes_slide
    )
    module = course().modules["quiet-room"]
    told = [module.notes.ask, module.notes.watch, module.notes.mistake]
    told += [choice.why for turn in _turns() for choice in turn.choices.values()]
    for text in each(told):
        assert str(text) in notes
    assert "DESK-RULES: Freedonia Migrant Desk, 2025" in notes
    assert "DESK-RULES" not in " ".join(pages())
    assert str(module.notes.watch) not in " ".join(pages())


# --- care -----------------------------------------------------------------------------------------


def test_each_page_says_code_and_whose_paper_it_is_not() -> None:
    kit = next(words for paper, _, words in teaching.papers([example()]) if paper.course)
    for page in each(pages()):
        assert kit.edition.code in page
        assert "Not a paper of any state, IOM or MICIC." in page
        assert "Draft: not signed" in page
    foot = " ".join(s.text_frame.text for s in presentation().slide_layouts[0].shapes if s.has_text_frame)  # fmt: skip
    assert f"Made from {kit.edition.code}; this copy may differ." in foot
    assert "Not a paper of any state, IOM or MICIC." in foot


@pytest.mark.parametrize("key", ["passing-on", "family-message"])
def test_words_of_consent_are_shown_only_when_signed(key: str) -> None:
    module = course().modules["quiet-room"]
    screens = one_changed(module.screens, "before", consent=key)
    modules = one_changed(course().modules, "quiet-room", screens=screens)
    said = repr(deck_in(with_course(replace(course(), modules=modules))).slides)
    consent = staff_of(example()).words.consents[key]
    for sentence in each(consent.says.values()):
        assert (repr(sentence) in said) == (consent.signed is not None)
    assert ("These words are not signed yet." in said) == (consent.signed is None)


def test_nobody_is_named_as_author() -> None:
    properties = presentation().core_properties
    assert (properties.author, properties.last_modified_by) == ("", "")
    assert properties.language == "en"
    package = ZipFile(io.BytesIO(made()[f"{BASE}.pptx"]))
    assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [name for name in package.namelist() if re.search(r"thumbnail|printer|app\.xml", name)]  # fmt: skip


def test_a_number_has_its_proof_on_the_same_slide() -> None:
    contact = example().contacts[staff_of(example()).complaint_contact or ""]
    found = [page for page in pages() if str(contact.number) in page]
    assert found
    assert all("not called yet" in page for page in found)


# --- sizes ----------------------------------------------------------------------------------------


def test_no_letter_of_a_pptx_is_below_24_points_and_no_program_shrinks_it() -> None:
    for slide in each(presentation().slides):
        for shape in slide.placeholders:
            assert shape._element.txBody.bodyPr.find(qn("a:noAutofit")) is not None
            sizes = {run.font.size.pt for p in shape.text_frame.paragraphs for run in p.runs}
            assert sizes
            assert min(sizes) >= 24


def test_no_letter_of_the_pdf_is_below_24_points_but_in_the_foot() -> None:
    pdf = pypdfium2.PdfDocument(made()[f"{BASE}.slides.pdf"])
    for page in each(pdf):
        found = page.get_textpage()
        for at in range(found.count_chars()):
            _left, bottom, _right, _top = found.get_charbox(at)
            if bottom > fit.FOOT_PT and found.get_text_range(at, 1).strip():
                # WeasyPrint sets letters in CSS pixels and scales the page.
                size = pypdfium2.raw.FPDFText_GetFontSize(found, at) * 0.75
                assert round(size, 1) >= 24


def long_course(words: str, lang: str, times: int) -> CourseRecord:
    """The course with lines that no slide holds."""
    module = course().modules["quiet-room"]
    long = Text((Run(" ".join([words] * times), "words", lang),), lang, "draft", "x")
    rows = one_changed(module.screens["before"].lines, "door", text=long)
    screens = one_changed(module.screens, "before", lines=rows, title=long if times < 4 else plain("Long", "en"))  # fmt: skip
    return replace(course(), modules=one_changed(course().modules, "quiet-room", screens=screens))


@pytest.mark.parametrize(("words", "lang", "times"), [
    ("A long sentence that goes on and on, as some do.", "en", 40),
    (BURMESE, "my", 20), (BURMESE, "my", 2),
])  # fmt: skip
def test_what_does_not_fit_is_cut_over_slides_and_every_word_is_there(words: str, lang: str, times: int) -> None:  # fmt: skip
    deck = deck_in(with_course(long_course(words, lang, times)))
    cut, pdf = laid_out(deck)
    pages = list(pypdfium2.PdfDocument(pdf))
    assert len(pages) == len(cut.slides)
    of_screen = [slide for slide in cut.slides if re.fullmatch(r"3[a-z]?", slide.number)]
    assert [slide.number for slide in of_screen][:2] == ["3", "3b"][: len(of_screen)]
    said = "".join(
        run.text for slide in of_screen for point in slide.points for span in point.line for run in span.text.runs
    )  # fmt: skip
    assert re.sub(r"\s", "", said).count(re.sub(r"\s", "", words)) == times
    read = "".join(page.get_textpage().get_text_range() for page in pages)
    wanted = re.sub(r"\s", "", words)
    assert re.sub(r"[\s\u200b]|(?<=\n)\(\d\)", "", read).count(wanted[:20]) >= times - len(
        of_screen
    )


def test_a_word_that_no_slide_holds_is_a_fault() -> None:
    with pytest.raises(LeafletError, match="too wide"):
        laid_out(deck_in(with_course(long_course("x" * 400, "en", 1))))


def test_lines_are_shared_out_evenly() -> None:
    points = tuple(Point(line(plain(f"Line {n}", "en")), "–") for n in range(13))
    cut = fit.fitted((Slide("3", plain("Many", "en"), points),))
    assert [slide.number for slide in cut] == ["3", "3b"]
    assert abs(len(cut[0].points) - len(cut[1].points)) <= 1
    assert str(cut[1].title) == "Many (2)"


def test_a_caution_stays_with_its_number() -> None:
    filler = [Point(line(plain(f"Line {n}", "en"))) for n in range(9)]
    pair = (Point(line(plain("Caution", "en")), with_next=True), Point(line(plain("Number", "en"))))
    cut = fit.fitted((Slide("3", plain("Many", "en"), (*filler, *pair)),))
    for slide in cut:
        said = [str(point.line[0].text) for point in slide.points]
        assert ("Caution" in said) == ("Number" in said)


# --- files ----------------------------------------------------------------------------------------


def test_no_failure_in_pdf_ua_1() -> None:
    data = made()[f"{BASE}.slides.pdf"]
    profile = page_validation.ValidationProfile.PDF_UA_1
    report = page_validation.validate_pdf_bytes(data, profile=profile)
    assert [str(failure) for failure in report.failures] == []
    pdf = pikepdf.open(io.BytesIO(data))
    assert str(pdf.docinfo["/Title"]) == "Freedonia · Listening first"
    assert [float(value) for value in pdf.pages[0].mediabox] == [0, 0, 720, 540]


def test_pictures_have_words_for_who_does_not_see_them() -> None:
    screen = course().modules["quiet-room"].screens["before"]
    assert screen.picture is not None
    pictures = [
        shape._element.nvPicPr.cNvPr.get("descr")
        for slide in presentation().slides
        for shape in slide.shapes
        if shape.shape_type == 13
    ]
    assert pictures == [str(screen.picture.alt)]
    assert str(screen.picture.alt).encode("utf-16-be") in _alts()


def _alts() -> bytes:
    pdf = pikepdf.open(io.BytesIO(made()[f"{BASE}.slides.pdf"]))
    found = [str(one.Alt) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]  # fmt: skip
    return "".join(found).encode("utf-16-be")


def test_each_slide_has_a_title_and_each_run_a_language() -> None:
    titles = [slide.shapes.title.text_frame.text for slide in presentation().slides]
    assert all(titles)
    runs = [run for slide in presentation().slides for run in slide._element.iter(qn("a:rPr"))]
    assert {run.get("lang") for run in runs} == {"en"}


def test_burmese_has_its_language_and_the_font_of_windows_in_the_pptx() -> None:
    deck = deck_in(with_course(long_course(BURMESE, "my", 1)))
    package = pptx.Presentation(io.BytesIO(make_pptx(deck)[f"{BASE}.pptx"]))
    runs = [r for s in package.slides for r in s._element.iter(qn("a:r")) if "ကလေး" in str(r.text)]
    assert runs
    for run in each(runs):
        assert run.rPr.get("lang") == "my"
        assert {face.get("typeface") for face in run.rPr} == {"Myanmar Text"}
        assert "\u200b" not in run.text


def test_no_program_parts_a_burmese_negation_in_the_pptx() -> None:
    """LibreOffice ended a line behind မ: below it stood the verb alone."""
    deck = deck_in(with_course(long_course("ပြန်မသွားပါနဲ့။", "my", 1)))
    package = pptx.Presentation(io.BytesIO(make_pptx(deck)[f"{BASE}.pptx"]))
    said = "".join(str(r.text) for s in package.slides for r in s._element.iter(qn("a:r")))
    assert "မ\u2060သွား" in said


def test_pictures_are_grey_and_of_the_size_of_a_projector() -> None:
    packed = ZipFile(io.BytesIO(made()[f"{BASE}.slides.zip"]))
    assert len(packed.namelist()) == len(pages())
    assert packed.namelist() == sorted(packed.namelist())
    picture = Image.open(packed.open(packed.namelist()[0]))
    assert picture.size == (1024, 768)
    assert all(r == g == b for _, (r, g, b) in picture.convert("RGB").getcolors() or [])


def test_the_same_words_give_the_same_bytes() -> None:
    assert _slides(deck_in(example())) == made()


@office.needs("impress")
def test_libreoffice_shows_every_line(tmp_path: Path) -> None:
    (tmp_path / "deck.pptx").write_bytes(made()[f"{BASE}.pptx"])
    read = pypdfium2.PdfDocument(office.converted(tmp_path / "deck.pptx", "pdf"))
    assert len(read) == len(pages())
    text = squeezed(" ".join(page.get_textpage().get_text_range() for page in read))
    for wanted in each(lines_of(course())):
        assert squeezed(str(wanted)) in text
