"""Trainer kit and sessions on paper: what is in them, what must not be, codes, and planning that renders nothing."""

from __future__ import annotations

import pickle
import re
from dataclasses import fields, replace
from functools import cache
from itertools import pairwise
from typing import Any

import page as page_validation
import pypdfium2
import pytest
from support.each import each
from support.example import EXAMPLE, EXAMPLE_LOCALES
from support.records import one_changed

from generator.load import load_content
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.localise.records.base import BaseRecord
from generator.localise.records.courses import CourseRecord
from generator.localise.records.staff_plan import StaffRecord
from generator.localise.records.twins import FormFieldRecord, FormRecord, StaffLineRecord
from generator.localise.texts import Text, plain
from generator.products import teaching
from generator.products.course_papers import (
    forms_of,
    kit_of,
    kit_path,
    sessions_of,
    sessions_path,
    slides_of,
)
from generator.products.staff.papers.names import staff_papers_of
from generator.products.teaching import kit
from generator.products.teaching.kit import FLIP_SIZES, flip_size, kit_values
from generator.products.teaching.words import course_words

pytestmark = pytest.mark.thorough

KIT = kit_path("freedonia", "en", "listening")
SESSIONS = sessions_path("freedonia", "en")
PAPERS = [KIT, SESSIONS]


@cache
def example() -> Advisory:
    content, _ = load_content(EXAMPLE)
    return next(load_advisories(content, EXAMPLE_LOCALES, Selection("freedonia", "en")))


def staff_of(advisory: Advisory) -> StaffRecord:
    assert advisory.staff is not None
    return advisory.staff


def course() -> CourseRecord:
    return staff_of(example()).courses["listening"]


def with_staff(**changed: Any) -> Advisory:
    return replace(example(), staff=replace(staff_of(example()), **changed))


def printed_of(advisory: Advisory, path: str) -> bytes:
    target = next(one for one in teaching.plan([advisory]) if one.path == path)
    # As another process gets it.
    files = pickle.loads(pickle.dumps(target.make))()
    return bytes(files[path])


@cache
def printed(path: str) -> bytes:
    return printed_of(example(), path)


def read(data: bytes) -> list[str]:
    pages = pypdfium2.PdfDocument(data)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pages]


@cache
def pages(path: str) -> list[str]:
    return read(printed(path))


def page_with(path: str, words: str) -> int:
    return next(number for number, page in enumerate(pages(path)) if words in page)


# --- what is in a kit -----------------------------------------------------------------------------


def test_a_kit_tells_in_this_order_what_a_trainer_needs() -> None:
    headings = [
        "Rules of conduct", "If a helper asks for money, work or sex", "Check this before the first course",
        "Two hours with a group", "One day with a group", "For whoever leads the group", "To remember",
        "Questions before and after", "The same questions with stones", "How many stones", "A · circle",
        "B · triangle", "Answers, for the trainer alone", "Sources",
    ]  # fmt: skip
    text = " ".join(pages(KIT))
    places = [text.index(heading) for heading in headings]
    assert places == sorted(places)


def test_agendas_say_after_how_many_minutes_each_part_begins() -> None:
    for _kind, rows in each(kit_values(example(), course())["agendas"]):
        assert rows[0].begins == 0
        for row, after in pairwise(rows):
            assert after.begins == row.begins + row.item.minutes


def test_each_module_has_its_notes_and_a_flip_chart_on_one_page() -> None:
    lead = pages(KIT)[page_with(KIT, "For whoever leads the group")]
    for module in each(course().modules.values()):
        for text in (module.notes.ask, module.notes.watch, module.notes.mistake):
            assert str(text) in lead
        flip = [
            page
            for page in pages(KIT)
            if str(module.title) in page
            and all(str(line) in page for line in module.summary.values())
            and "Rules of conduct" not in page
        ]
        assert len(flip) == 1


def test_letters_of_a_flip_chart_are_as_large_as_its_page_allows() -> None:
    module = course().modules["quiet-room"]
    assert flip_size(module) == FLIP_SIZES[0]
    long = {f"l{n}": plain("A line of about seventy letters, as long as one may be on a card.", "en") for n in range(6)}  # fmt: skip
    assert FLIP_SIZES[-1] <= flip_size(replace(module, summary=long)) < FLIP_SIZES[0]


def test_a_long_card_is_on_one_page() -> None:
    module = course().modules["quiet-room"]
    long = {f"l{n}": plain(f"{n} A line of about seventy letters, as long as it may be on a card.", "en") for n in range(6)}  # fmt: skip
    modules = one_changed(course().modules, "quiet-room", summary=long)
    assert flip_size(replace(module, summary=long)) >= 28
    advisory = with_staff(courses={"listening": replace(course(), modules=modules)})
    found = [page for page in read(printed_of(advisory, KIT)) if "5 A line" in page]
    # The flip chart and the sheet for each person.
    assert len(found) == 2
    assert all("0 A line" in page for page in found)


def test_the_sheet_for_each_person_has_all_cards_the_rules_and_the_line_for_complaints() -> None:
    sheet = pages(KIT)[page_with(KIT, "Listening first: To remember")]
    for module in each(course().modules.values()):
        assert all(str(text) in sheet for text in module.summary.values())
    for rule in each(staff_of(example()).words.rules.values()):
        assert str(rule.text) in sheet
    contact = example().contacts[staff_of(example()).complaint_contact or ""]
    assert str(contact.number) in sheet
    assert "Help is free." in sheet


def test_answers_stand_on_no_page_that_a_group_sees() -> None:
    answers = page_with(KIT, "Answers, for the trainer alone")
    for name in each(course().before_after):
        question = course().questions[name]
        right = next(choice for choice in question.choices.values() if choice.right)
        seen = [number for number, page in enumerate(pages(KIT)) if str(right.why) in page]
        assert seen == [answers]
        assert str(question.asks) in pages(KIT)[page_with(KIT, "Questions before and after")]
        assert str(question.asks) in pages(KIT)[page_with(KIT, "The same questions with stones")]


def test_each_choice_has_a_sign_and_the_answer_names_it() -> None:
    asked = kit_values(example(), course())["asked"]
    for one in each(asked):
        assert [row[:2] for row in one.choices] == list(zip("ABCD", kit.SIGNS, strict=True))[: len(one.choices)]  # fmt: skip
        assert one.right[2].right


def form(key: str) -> FormRecord:
    fields = {
        "when": FormFieldRecord(id="when", label=plain("Month", "en"), kind="line", choices={})
    }
    return FormRecord(
        id=key, title=plain(f"Form {key}", "en"), purpose=plain("Counts.", "en"), fields=fields,
        kept=plain("One year.", "en"), basis="proposal", sources=(),
    )  # fmt: skip


def test_forms_of_courses_are_in_it_where_there_are_some() -> None:
    forms = {key: form(key) for key in ("course-feedback", "course-before-after", "intake-2")}
    text = " ".join(read(printed_of(with_staff(forms=forms), KIT)))
    assert text.index("Form course-feedback") < text.index("Form course-before-after")
    assert "Form intake-2" not in text
    assert "Form course" not in " ".join(pages(KIT))


def test_what_a_society_has_changed_is_said() -> None:
    assert "Changed by Firefly Society," in pages(KIT)[0]
    unchanged = {key: replace(one, adapted=False) for key, one in course().modules.items()}
    advisory = with_staff(courses={"listening": replace(course(), modules=unchanged)})
    assert "Firefly Society" not in " ".join(read(printed_of(advisory, KIT)))


# --- sessions -------------------------------------------------------------------------------------


def test_each_session_begins_a_page_with_its_steps_and_papers() -> None:
    all_sessions = staff_of(example()).sessions
    assert all_sessions is not None
    assert str(next(iter(all_sessions.rules.values())).text) in pages(SESSIONS)[0]
    for session in each(all_sessions.sessions.values()):
        page = pages(SESSIONS)[page_with(SESSIONS, f"{session.order}. {session.title}")]
        for text in (session.aim, session.take_home, *session.bring.values()):
            assert str(text) in page
        for step in session.steps.values():
            assert str(step.text) in page
            assert step.say is None or f"Say: {step.say}" in page
        assert "To hand out: Leaflet to fold" in page
    assert " ".join(pages(SESSIONS)).index("Rules of conduct") < page_index("1. The bag")


def page_index(words: str) -> int:
    return " ".join(pages(SESSIONS)).index(words)


# --- care -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAPERS)
def test_each_page_says_code_page_and_whose_paper_it_is_not(path: str) -> None:
    code = next(w.edition.code for paper, _, w in teaching.papers([example()]) if paper.path == path)  # fmt: skip
    found = pages(path)
    for number, page in each(enumerate(found, 1)):
        assert code in page
        assert f"{number} / {len(found)}" in page
        assert "Not a paper of any state, IOM or MICIC." in page
        assert "Draft: not signed" in page


@pytest.mark.parametrize("path", PAPERS)
def test_nothing_asks_who_somebody_is(path: str) -> None:
    text = " ".join(pages(path))
    assert not re.search(r"(?i)\b(your name|name:|phone:|passport|nationality|signature:)", text)
    assert not re.search(r"(?i)certificate|certified", text)


def test_words_that_nobody_signed_are_on_no_paper() -> None:
    consent = staff_of(example()).words.consents["family-message"]
    for path in each(PAPERS):
        assert not [one for one in consent.says.values() if str(one) in " ".join(pages(path))]


def test_a_course_that_is_not_offered_has_no_papers() -> None:
    paths = [one.path for one in teaching.plan([with_staff(courses={}, sessions=None)])]
    assert paths == []


@pytest.mark.parametrize("path", PAPERS)
def test_no_failure_in_pdf_ua_1(path: str) -> None:
    profile = page_validation.ValidationProfile.PDF_UA_1
    report = page_validation.validate_pdf_bytes(printed(path), profile=profile)
    assert [str(failure) for failure in report.failures] == []


def test_the_same_words_give_the_same_bytes() -> None:
    assert printed_of(example(), KIT) == printed(KIT)


# --- codes, digests, planning ---------------------------------------------------------------------


def test_planning_renders_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_args: object, **_values: object) -> None:
        raise AssertionError("rendered while planned")

    monkeypatch.setattr("jinja2.Template.render", never)
    assert {one.path for one in teaching.plan([example()])} >= {KIT, SESSIONS}


def test_these_papers_are_not_among_those_that_are_drafted_to_be_planned() -> None:
    assert not {paper.path for paper in staff_papers_of(example())} & set(PAPERS)


def _changed_title() -> Advisory:
    module = course().modules["quiet-room"]
    other = replace(module.title, source="Other", runs=plain("Other", "en").runs)
    modules = one_changed(course().modules, "quiet-room", title=other)
    courses = {**staff_of(example()).courses, "listening": replace(course(), modules=modules)}
    return with_staff(courses=courses)


def test_a_change_of_a_course_changes_its_code_and_its_papers_and_no_others() -> None:
    before = {one.path: one.digest for one in teaching.plan([example()])}
    after = {one.path: one.digest for one in teaching.plan([_changed_title()])}
    changed = {path for path, digest in before.items() if after[path] != digest}
    slides = "courses/freedonia.en.listening"
    assert changed == {KIT, f"{slides}.slides.pdf", f"{slides}.pptx"}
    old = course_words(example(), course())
    new = course_words(_changed_title(), staff_of(_changed_title()).courses["listening"])
    assert old.edition.code != new.edition.code
    assert old.carried["staff.courses.listening"].said != new.carried["staff.courses.listening"].said  # fmt: skip


def test_the_record_names_course_rules_number_and_days() -> None:
    words = course_words(example(), course())
    assert {"staff.courses.listening", "staff.words.rules"} <= set(words.carried)
    number = staff_of(example()).complaint_contact
    assert f"contacts.{number}" in words.carried
    assert "staff.consents.passing-on" in words.carried
    read_on = [row.read_on for key, row in staff_of(example()).sources.items() if key in words.sources]  # fmt: skip
    assert words.edition.newest_read_on >= max(read_on)


def _missing(text: Text) -> Text:
    return replace(text, state="missing")


def _untranslated() -> dict[str, StaffLineRecord]:
    rules = staff_of(example()).words.rules
    return {key: replace(rule, text=_missing(rule.text)) for key, rule in rules.items()}


def test_without_translated_rules_there_is_no_paper() -> None:
    words = replace(staff_of(example()).words, rules=_untranslated())
    assert teaching.plan([with_staff(words=words)]) == []


def test_of_what_a_paper_says_four_fifths_are_enough() -> None:
    first = course().modules["quiet-room"]
    one_missing = one_changed(course().modules, "quiet-room", title=_missing(first.title))
    there = replace(course(), modules=one_missing)
    assert kit_of(example(), there)
    assert slides_of(example(), there)
    cases = {key: replace(one, case=_untold(one.case)) for key, one in course().modules.items()}
    untold = replace(course(), modules=cases)
    assert kit_of(example(), untold)
    assert slides_of(example(), untold) is None
    notes = {
        key: replace(one, notes=_all_missing(one.notes), summary=_all_missing(one.summary))
        for key, one in course().modules.items()
    }
    assert kit_of(example(), replace(course(), modules=notes)) is None
    assert slides_of(example(), replace(course(), modules=notes)) is None


def _all_missing(value: Any) -> Any:
    if isinstance(value, Text):
        return _missing(value)
    if isinstance(value, dict):
        return {key: _all_missing(one) for key, one in value.items()}
    if isinstance(value, BaseRecord):
        names = [one.name for one in fields(value)]  # type: ignore[arg-type]
        return replace(value, **{name: _all_missing(getattr(value, name)) for name in names})  # type: ignore[type-var]
    return value


def _untold(case: Any) -> Any:
    return case and _all_missing(case)


def test_a_form_that_is_not_translated_whole_is_left_out() -> None:
    whole, part = form("course-feedback"), form("attendance-tally")
    staff = replace(staff_of(example()), forms={one.id: one for one in (whole, replace(part, kept=_missing(part.kept)))})  # fmt: skip
    assert forms_of(staff) == [whole]


def test_pages_can_ask_where_the_papers_of_a_course_are() -> None:
    paths = {name for one in teaching.plan([example()]) for name in (one.path, *one.beside)}
    for one in each(staff_of(example()).courses.values()):
        assert {kit_of(example(), one), *(slides_of(example(), one) or ())} <= paths
    assert sessions_of(example()) in paths
    bare = with_staff(words=replace(staff_of(example()).words, rules=_untranslated()))
    assert (kit_of(bare, course()), slides_of(bare, course()), sessions_of(bare)) == (None, None, None)  # fmt: skip


def test_what_travels_to_another_process_is_small() -> None:
    target = next(one for one in teaching.plan([example()]) if one.path == KIT)
    assert len(pickle.dumps(target.make)) < 300_000
